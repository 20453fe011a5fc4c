"""System checks of the project."""

import pytest

from config.checks import check_server_version, too_old


@pytest.mark.parametrize(("version", "accepted"), [(140012, False), (150000, True), (180004, True), (90624, False)])
def test_it_wants_a_recent_server(version: int, accepted: bool) -> None:
    messages = too_old(version)
    assert bool(messages) is not accepted
    assert all("DATABASE_URL" in str(message.hint) for message in messages)


@pytest.mark.django_db
def test_it_accepts_the_server_of_the_tests() -> None:
    assert check_server_version(databases=["default"]) == []
