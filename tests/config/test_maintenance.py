"""The site shut for work: every page says so, and no page needs the database to say it."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import Client

from config import maintenance

PAGES = ["/", "/directives/?q=燃气", "/accounts/login/", "/admin/", "/nothing/"]


@pytest.fixture
def var(settings: Any, tmp_path: Path) -> Path:
    settings.VAR = tmp_path
    return tmp_path


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_so_without_the_database(address: str, client: Client, settings: Any, var: Path) -> None:
    settings.MAINTENANCE = True  # this test has no access to the database
    response = client.get(address)
    assert response.status_code == 503
    assert response["Retry-After"] == "300"
    assert "Content-Security-Policy" in response
    assert "网站正在维护" in response.content.decode()


def test_a_program_is_told_in_json(client: Client, settings: Any, var: Path) -> None:
    settings.MAINTENANCE = True
    response = client.get("/api/v1/directives")
    assert (response.status_code, response["Retry-After"]) == (503, "300")
    assert response.json() == {"title": "稍后恢复", "status": 503, "detail": "网站正在维护"}


def test_it_speaks_the_readers_language(client: Client, settings: Any, var: Path) -> None:
    settings.MAINTENANCE = True
    client.cookies["django_language"] = "en"
    assert "The site is shut for maintenance" in client.get("/").content.decode()


def test_the_switch_carries_a_message_and_an_end(client: Client, var: Path) -> None:
    call_command("maintenance", "on", until="2099-11-27T05:00", message="数据库升级，<请稍候>")
    response = client.get("/")
    assert response.status_code == 503
    assert response["Retry-After"] == "Thu, 26 Nov 2099 21:00:00 GMT"  # five o'clock in Shanghai
    html = response.content.decode()
    assert "数据库升级，&lt;请稍候&gt;" in html
    assert "2099年11月27日" in html
    assert "05:00" in html


def test_an_end_that_has_passed_asks_to_try_again_soon(client: Client, var: Path) -> None:
    call_command("maintenance", "on", until="2020-01-01T05:00")
    assert client.get("/")["Retry-After"] == "300"


@pytest.mark.django_db
def test_it_is_opened_again(client: Client, var: Path, settings: Any) -> None:
    settings.PUBLIC_READ = True
    call_command("maintenance", "on")
    assert client.get("/").status_code == 503
    call_command("maintenance", "off")
    assert client.get("/").status_code == 200
    call_command("maintenance", "off")


def test_a_time_that_is_none_is_refused(var: Path) -> None:
    with pytest.raises(CommandError, match="不是时间"):
        call_command("maintenance", "on", until="明早")
    assert not maintenance.switch().exists()


@pytest.mark.parametrize(("reachable", "status"), [(False, 503), (True, 500)])
def test_a_database_out_of_reach_is_told_from_a_fault(
    reachable: bool, status: int, client: Client, settings: Any, var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(request: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("config.maintenance.reachable", lambda: reachable)
    monkeypatch.setattr("config.access.SignInMiddleware.process_view", lambda *arguments: fail(arguments))
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == status
    assert ("数据库没有应答" in response.content.decode()) is not reachable
