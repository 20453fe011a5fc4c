"""What the search box suggests."""

from typing import Any

import pytest
from django.test import Client

from directives.suggestions import suggestions
from tests.factories import store_three_meetings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _collection() -> None:
    store_three_meetings()


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("燃气", ["城镇燃气"]),
        ("燃氣", ["城镇燃气"]),
        ("钟", ["钟望川"]),
        ("住建", ["住建部门"]),
        ("安委会", ["市安委会全体会议"]),
        ("coal", ["煤矿"]),
        ("", []),
        (" ", []),
        ("绝无此名", []),
    ],
)
def test_names_that_hold_what_is_typed_are_suggested(typed: str, names: list[str]) -> None:
    assert [suggestion.name for suggestion in suggestions(typed)] == names


def test_each_suggestion_opens_a_page(client: Client, settings: Any, django_assert_num_queries: Any) -> None:
    settings.PUBLIC_READ = True
    with django_assert_num_queries(1):
        found = suggestions("会")
    assert found
    for suggestion in found:
        assert client.get(suggestion.url).status_code == 200


@pytest.mark.parametrize("typed", ["%00", "%25_", "x" * 3000, "%E7"])
def test_odd_input_is_no_error(typed: str, client: Client, settings: Any) -> None:
    settings.PUBLIC_READ = True
    assert client.get(f"/suggest/?q={typed}").status_code == 200
