"""The auditor's desk in a browser: exports, saved searches, feeds and the log."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, expect
from pyroaring import BitMap64

from config.accounts import set_up_groups
from directives.evidence.verifying import verify
from directives.models import Directive
from tests.browser.conftest import Open

SignIn = Callable[..., Page]
pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module")
def sessions(site: str, django_db_blocker: Any) -> dict[str, str]:
    """The session of a member of each group, stored for good: the server's thread must see it."""
    found = {}
    with django_db_blocker.unblock():
        set_up_groups()
        for name in ("officer", "auditor"):
            user = User.objects.create(username=f"{name}-in-browser")
            user.groups.add(Group.objects.get(name=name))
            client = Client()
            client.force_login(user)
            found[name] = client.cookies["sessionid"].value
    return found


@pytest.fixture
def as_member(visit: Open, site: str, sessions: dict[str, str]) -> SignIn:
    """Opens an address as a member of a group."""

    def open_page(group: str, address: str, **options: Any) -> Page:
        page = visit("/accounts/login/", **options)
        page.context.add_cookies([{"name": "sessionid", "value": sessions[group], "url": site}])
        page.goto(address)
        return page

    return open_page


def write(sql: str, *params: Any) -> None:
    """Write at once: what the test's own connection writes the server does not see."""
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute(sql, params)
    other.close()


@pytest.mark.parametrize("format", ["CSV", "XLSX", "DOCX"])
def test_an_export_is_downloaded_and_proves_itself(as_member: SignIn, tmp_path: Path, format: str) -> None:
    page = as_member("auditor", "/directives/?q=燃气")
    page.get_by_text("导出全部结果").click()
    line = page.locator(".exports li", has_text="台账" if format == "DOCX" else "表格")
    with page.expect_download() as download:
        line.get_by_role("link", name=format, exact=True).click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    verdict = verify(path)
    assert verdict.intact and verdict.current and verdict.manifest.user == "auditor-in-browser"
    if format == "CSV":
        found = int(page.locator("h1").inner_text().split()[0])
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.reader(file))) == found + 2 == verdict.manifest.rows + 2


def test_officers_are_offered_no_export(as_member: SignIn) -> None:
    page = as_member("officer", "/directives/?q=燃气")
    expect(page.locator(".exports")).to_have_count(0)
    expect(page.get_by_role("link", name="操作记录")).to_have_count(0)


def test_a_search_is_saved_and_tells_what_is_new_once(as_member: SignIn) -> None:
    page = as_member("officer", "/directives/?q=燃气&level=province")
    page.get_by_text("保存这个检索").click()
    page.get_by_label("名称", exact=True).fill("省级燃气")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".notice")).to_contain_text("省级燃气")
    expect(page.get_by_role("row", name="省级燃气")).to_contain_text("0")
    write("UPDATE directives_look SET seen = %s", BitMap64().serialize())  # as if everything had come since
    page.reload()
    found = Directive.objects.filter(level="province", folded__contains="燃气").count()
    page.get_by_role("link", name=f"{found} 条新增").click()
    expect(page.locator("article.card, .card").first).to_be_visible()
    page.get_by_role("button", name="标为已读").click()
    expect(page.get_by_role("row", name="省级燃气")).not_to_contain_text("新增")
    address = page.get_by_role("link", name="订阅", exact=True).first.get_attribute("href") or ""
    page.context.clear_cookies()
    assert page.request.get(address).text().count("<entry>") == found


def test_a_sector_is_watched_with_one_click(as_member: SignIn) -> None:
    page = as_member("officer", "/sectors/gas/")
    page.get_by_role("button", name="关注这个行业").click()
    expect(page.get_by_role("button", name="已关注")).to_be_visible()
    page.goto("/searches/")
    expect(page.get_by_role("row", name="城镇燃气")).to_be_visible()


def test_the_log_tells_of_a_search_and_is_exported(as_member: SignIn, tmp_path: Path) -> None:
    as_member("officer", "/directives/?q=粉尘涉爆")
    page = as_member("auditor", "/log/")
    row = page.get_by_role("row", name="粉尘涉爆").first
    expect(row).to_contain_text("officer-in-browser")
    page.get_by_label("事项").select_option("search")
    page.get_by_role("button", name="显示").click()
    expect(page.locator("tbody tr").first).to_contain_text("检索")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "log.csv")
    assert "粉尘涉爆" in (tmp_path / "log.csv").read_text(encoding="utf-8-sig")


def test_officers_may_not_read_the_log(as_member: SignIn) -> None:
    page = as_member("officer", "/log/")
    expect(page.locator("h1")).to_contain_text("权限")
