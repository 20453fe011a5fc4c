"""What the search box suggests."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from directives.finding import find
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
    assert [one.name for one in suggestions(typed) if one.kind != "常用词"] == names


def test_each_suggestion_opens_a_page(client: Client, settings: Any, django_assert_num_queries: Any) -> None:
    settings.PUBLIC_READ = True
    with django_assert_num_queries(3):
        found = suggestions("会")
    assert found
    for suggestion in found:
        assert client.get(suggestion.url).status_code == 200


@pytest.mark.parametrize("typed", ["消防", "燃气", "住建", "钟", "煤", "安委会", "消防通"])
def test_the_number_of_a_suggestion_is_that_of_the_directives_it_leads_to(typed: str) -> None:
    addresses = {"行业": "sector={}", "讲话人": "speaker={}", "责任单位": "body={}", "会议": "meeting={}"}
    found = suggestions(typed)
    assert found
    for one in found:
        page, _, query = one.url.partition("?")
        address = query or addresses[str(one.kind)].format(page.strip("/").rpartition("/")[2])
        assert one.number == find(QueryDict(address)).count(), one


def test_terms_of_the_field_are_suggested_if_directives_hold_them() -> None:
    assert [(one.name, one.number) for one in suggestions("消防通") if one.kind == "常用词"] == [("消防通道", 2)]


@pytest.mark.parametrize("typed", ["%00", "%25_", "x" * 3000, "%E7"])
def test_odd_input_is_no_error(typed: str, client: Client, settings: Any) -> None:
    settings.PUBLIC_READ = True
    assert client.get(f"/suggest/?q={typed}").status_code == 200
