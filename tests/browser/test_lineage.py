"""What officers and auditors ask of two meetings: what is new, and was it passed on."""

import re

import pytest
from playwright.sync_api import Page, expect

from meetings.models import Meeting
from tests.browser.axe import PHONE
from tests.browser.conftest import Open
from tests.browser.pages import compared, linked, passed_on
from tests.browser.test_reading import number

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def counts(page: Page) -> dict[str, int]:
    """The big numbers of a comparison by their label."""
    names = page.locator(".figures dt").all_text_contents()
    numbers = page.locator(".figures dd").all_text_contents()
    return {name.strip(): number(value) for name, value in zip(names, numbers, strict=True)}


def test_a_meeting_is_compared_with_last_years(visit: Open) -> None:
    page = visit(compared().removesuffix("compare/"))
    page.get_by_role("link", name="与前次会议对比").click()
    page.get_by_role("link", name=re.compile("2025年6月18日")).click()
    found = counts(page)
    later = Meeting.objects.get(pk=number(page.url.split("/meetings/")[1]))
    assert sum(n for label, n in found.items() if label != "未再提及") == later.directives.count()
    assert found["新增"] and found["强化"] and found["重申"] and found["未再提及"]
    totals = page.locator("table.ledger").first.locator("tr").last.locator("td").all_text_contents()
    assert [int(n) for n in totals] == [*found.values(), sum(found.values())]
    page.locator(".figures dd a").first.click()
    expect(page.locator("table.twins tbody .kind")).to_have_count(found["新增"])
    assert set(page.locator("table.twins .kind").all_text_contents()) == {"新增"}


def test_a_pair_leads_to_both_directives(visit: Open) -> None:
    page = visit(compared())
    page.locator("table.twins td a.small").first.click()
    expect(page.locator("#pair blockquote")).to_have_count(2)
    assert page.locator("#pair blockquote mark").count() >= 2
    page.locator("#pair blockquote a").first.click()
    expect(page.locator("h1.quote")).to_be_visible()


def test_another_meeting_is_found_by_its_title(visit: Open) -> None:
    page = visit(compared())
    page.get_by_label("会议名称中的字词").fill("视频会议")
    page.get_by_role("button", name="查找").click()
    page.locator("section:has(#another) ul.list a").first.click()
    expect(page.locator(".figures")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_cell_of_the_cascade_opens_the_two_quotes(visit: Open, scripts: bool) -> None:
    page = visit(f"{passed_on().get_absolute_url()}cascade/", java_script_enabled=scripts)
    cell = page.locator("table.cascade a.kind").first
    kind = (cell.text_content() or "").strip()
    cell.click()
    expect(page.locator("#pair blockquote")).to_have_count(2)
    assert page.locator("#pair .kind").first.text_content() == kind
    assert ("/from/" in page.url) is not scripts


def test_coverage_adds_up_and_narrows_to_a_sector(visit: Open) -> None:
    page = visit(f"{passed_on().get_absolute_url()}cascade/", viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    row = page.locator("table.cover tbody tr").first
    taken, total = (int(row.locator(place).first.text_content() or "") for place in ("td", "th small"))
    row.locator("a").click()
    expect(page.locator("table.cascade tbody tr")).to_have_count(total)
    assert 0 < taken <= total


def test_a_directive_shows_what_it_takes_up(visit: Open) -> None:
    page = visit(linked().split("from/")[0])
    section = page.locator("section", has=page.locator("#lineage"))
    assert section.locator("mark").count() >= 1
    section.locator(".more").click()
    expect(page.locator("#up")).to_be_visible()
    assert page.locator(".kin").count() >= 1
