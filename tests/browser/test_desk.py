"""The loading desk in a real browser: correct and take back, check before loading, work through the queue by keyboard.

These tests write what the server's thread must see, so none but the first runs in a transaction; each leaves the site
as the others expect it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from playwright.sync_api import Page, expect

from config.accounts import set_up_groups
from directives.intake.frozen import freeze
from directives.models import Batch, Directive, Intake
from directives.pipeline import Knowledge
from directives.understand import understand
from meetings.models import Document
from tests.browser.axe import DESK, PHONE, violations
from tests.browser.conftest import Open, leave

pytestmark = [pytest.mark.browser]
PASSWORD = "quiet-harbour-57"  # noqa: S105
TEXT = (
    "全省安全生产电视电话会议召开\n"
    "1月17日，全省安全生产电视电话会议召开。省委副书记、省长钟望川出席并讲话。\n"
    "钟望川指出，住建部门要加强**城镇燃气**安全监管，年底前完成老旧管网改造。各企业要开展一次自查。\n"
)


@pytest.fixture
def desk(visit: Open) -> Iterator[Page]:
    """The start page, with a loader signed in through the form."""
    set_up_groups()
    user = User.objects.create_user("desk-loader", password=PASSWORD)
    user.groups.set(Group.objects.filter(name="loader"))
    page = visit("/accounts/login/")
    page.get_by_label("用户名").fill("desk-loader")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    yield page
    leave(page.context)
    with connection.cursor() as cursor:
        # Corrections refuse to be deleted row by row.
        cursor.execute("TRUNCATE auth_user, directives_correction, directives_batch, directives_looked CASCADE")


def assert_accessible(page: Page) -> None:
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert violations(page) == [], size
    page.set_viewport_size(DESK)


@pytest.mark.django_db
def test_the_desk_asks_for_sign_in(visit: Open) -> None:
    page = visit("/review/")
    expect(page.get_by_role("heading", level=1)).to_have_text("登录")
    assert_accessible(page)


def test_a_loader_corrects_a_directive_and_takes_it_back(desk: Page) -> None:
    row = Directive.objects.exclude(sectors__slug="fishery").filter(level="province").order_by("pk")[0]
    before = Directive.objects.filter(pk=row.pk).values().get()
    desk.goto(row.get_absolute_url())
    desk.get_by_role("link", name="更正", exact=True).click()
    assert_accessible(desk)
    desk.get_by_label("渔业船舶").check()
    desk.locator("#labels-reason").fill("还涉及渔船")
    desk.get_by_role("button", name="保存").click()
    expect(desk.locator("p.notice")).to_contain_text("已更正")
    expect(desk.locator("section.corrections")).to_contain_text("还涉及渔船")
    desk.goto("/directives/?sector=fishery")
    expect(desk.get_by_role("main")).to_contain_text(row.text[:12])
    desk.goto(row.get_absolute_url())
    desk.get_by_role("link", name="详情与撤销").first.click()
    assert_accessible(desk)
    desk.get_by_label("原因").fill("并不涉及")
    desk.get_by_role("button", name="撤销").click()
    expect(desk.get_by_role("main")).to_contain_text("已撤销")
    assert Directive.objects.filter(pk=row.pk).values().get() == before
    assert not row.sectors.filter(slug="fishery").exists()


def test_a_mistake_is_told_beside_the_form_that_keeps_its_words(desk: Page) -> None:
    row = Directive.objects.order_by("pk")[0]
    desk.goto(f"/directives/{row.pk}/correct/")
    desk.locator("#labels-reason").fill("没有改动")
    desk.get_by_role("button", name="保存").click()
    expect(desk.get_by_role("alert")).to_contain_text("没有改动")
    expect(desk.locator("#labels-reason")).to_have_value("没有改动")


def test_a_loader_works_through_the_queue_by_keyboard(desk: Page) -> None:
    desk.goto("/review/")
    assert_accessible(desk)
    desk.get_by_role("link", name="未归入行业的指示要求").click()
    first = desk.locator("mark").inner_text()
    left = desk.locator(".head .muted").inner_text()
    desk.keyboard.press("n")
    expect(desk.locator("mark")).not_to_have_text(first)
    assert desk.locator(".head .muted").inner_text() == left
    desk.keyboard.press("y")
    expect(desk.locator(".head .muted")).not_to_have_text(left)
    desk.keyboard.press("e")
    expect(desk.get_by_role("heading", level=1)).to_have_text("更正")


def test_a_loader_checks_a_file_and_loads_what_was_shown(desk: Page, tmp_path: Path) -> None:
    known = Knowledge.stored()
    data = TEXT.encode()
    understood = understand("预览.txt", data, known.taxonomy, known.people)
    intake = Intake.objects.create(
        batch=Batch.objects.create(source=Batch.Source.PASTE), file_name="预览.txt", raw=data, size=len(data),
        sha256=understood.source.sha256, state="review", understanding=freeze(understood),
    )  # fmt: skip
    try:
        desk.goto(f"/intake/{intake.pk}/preview/")
        assert_accessible(desk)
        expect(desk.locator("pre del").first).to_have_text("**")
        desk.locator("section", has=desk.get_by_role("heading", name="会议", exact=True)).get_by_role(
            "link", name="更正"
        ).click()
        assert_accessible(desk)
        desk.get_by_label("名称").fill("全省燃气安全电视电话会议")
        desk.get_by_role("button", name="保存").click()
        expect(desk.get_by_role("main")).to_contain_text("全省燃气安全电视电话会议")
        assert not Document.objects.filter(file_name="预览.txt").exists()
        desk.get_by_role("button", name="按所示载入").click()
        expect(desk.locator("p.notice")).to_contain_text("已按所示内容载入")
        document = Document.objects.get(file_name="预览.txt")
        assert document.meetings.get().title == "全省燃气安全电视电话会议"
        assert document.directives.filter(text__contains="城镇燃气安全监管").exists()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM directives_gone")
        for document in Document.objects.filter(file_name="预览.txt"):
            meetings = list(document.meetings.all())
            document.delete()
            for meeting in meetings:
                meeting.delete()
