"""How the site behaves under the hand: keyboard, focus, print, states, and texts of any length."""

import re
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from django.core.exceptions import PermissionDenied
from playwright.sync_api import Page, Route, expect

from directives.models import Body, Directive, Mention, Sector
from meetings.drafts import Level
from meetings.models import Document, Meeting
from tests.browser.axe import DESK, PHONE, assert_accessible, violations
from tests.browser.conftest import Open, committed
from tests.browser.pages import damaged_document, due_directive, fullest_meeting
from tests.factories import Order, store

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
# What was painted twice has settled; what was observed before is told in a task of its own.
SHIFT = """() => new Promise(done => {
  let shift = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(shift), 50)));
})"""


def test_one_sector_is_looked_at_in_a_meeting_without_a_reload(visit: Open) -> None:
    page = visit(fullest_meeting())
    page.evaluate("window.notReloaded = true")
    everything = page.locator(".said[id]").count()
    choice = page.locator(".reading .tags a").nth(1)
    counted = int(re.findall(r"\d+", choice.text_content() or "")[-1])
    choice.click()
    expect(page).to_have_url(re.compile("sector="))
    expect(page.locator(".reading .tags b")).to_contain_text(str(counted))
    assert page.evaluate("window.notReloaded")
    contents = page.locator(".contents small").all_text_contents()
    assert sum(map(int, contents)) == counted
    assert page.locator(".said[id]").count() < everything
    page.go_back()
    expect(page.locator(".said[id]")).to_have_count(everything)


def test_the_margin_numbers_what_is_asked(visit: Open) -> None:
    page = visit(fullest_meeting())
    number = page.locator(".side:not(.warn) b").nth(4).text_content()
    page.locator(".said").nth(4).click()
    expect(page.locator(".steps")).to_contain_text(f"第 {number} 条")


def test_arrows_turn_to_the_neighbours(visit: Open) -> None:
    meeting = Meeting.objects.get(pk=int(fullest_meeting().split("/")[2]))
    first, second = meeting.directives.order_by("document", "position")[:2]
    page = visit(first.get_absolute_url())
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(f"/directives/{second.pk}/$"))
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(f"/directives/{first.pk}/$"))


def test_focus_stays_on_the_filter_that_was_chosen_and_the_count_is_told(visit: Open) -> None:
    page = visit("/directives/?q=要")
    page.locator(".facets input[value=province]").focus()
    page.keyboard.press("Space")
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator(".facets input[value=province]")).to_be_focused()
    expect(page.locator("[role=status]").first).to_contain_text("条")
    expect(page.locator("[role=status]").first).to_contain_text("省级")


def test_what_was_unfolded_stays_unfolded(visit: Open) -> None:
    page = visit("/directives/")
    more = page.locator(".facets details").first
    more.locator("summary").click()
    more.locator("input").first.check()
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator(".facets details").first).to_have_attribute("open", "")


def test_progress_is_shown_while_a_filter_a_chip_or_an_order_takes_time(visit: Open) -> None:
    page = visit("/directives/?level=province")
    held: list[Route] = []
    page.route("**/directives/?*", lambda route: held.append(route))
    for selector in (".sorts a", ".chip"):
        page.locator(selector).first.click(no_wait_after=True)
        expect(page.locator("#progress")).to_have_class(re.compile("htmx-request"))
        while not held:  # The page has begun to ask, which takes its time to be told here.
            page.wait_for_timeout(20)
        held.pop().continue_()
        expect(page.locator("#progress")).not_to_have_class(re.compile("htmx-request"))


@pytest.mark.parametrize("address", ["/", "/directives/?q=燃气", "/sectors/gas/", "/meetings/"])
def test_nothing_moves_after_it_was_painted(address: str, visit: Open) -> None:
    for size in (DESK, PHONE):
        assert visit(address, viewport=size).evaluate(SHIFT) < 0.02


def test_a_directive_does_not_move_either(visit: Open) -> None:
    assert visit(due_directive()).evaluate(SHIFT) < 0.02


def test_a_sector_is_printed_as_a_clean_handout(visit: Open) -> None:
    page = visit("/sectors/gas/")
    page.get_by_role("link", name="打印清单").click()
    expect(page.locator("h1")).to_contain_text("城镇燃气")
    rows = page.locator(".handout .said")
    assert rows.count() == Directive.objects.in_sectors(["gas"]).count()
    page.emulate_media(media="print")
    for hidden in (".bar", ".foot", ".buttons"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".handout thead")).to_be_visible()
    expect(page.locator("p.paper")).to_contain_text("/directives/handout/?sector=gas")


BARE = """sections => sections.filter(one => one.offsetHeight && ![...one.children].some(
  part => part.tagName !== "HEADER" && part.offsetHeight)).map(one => one.innerText)"""


def test_no_heading_is_printed_by_itself(visit: Open) -> None:
    meeting = Mention.objects.exclude(turn__meeting=None).order_by("pk")[0].turn.meeting
    assert meeting
    for address in ("/", meeting.get_absolute_url(), due_directive(), "/sectors/gas/"):
        page = visit(address)
        page.emulate_media(media="print")
        assert page.locator("section:has(> header)").evaluate_all(BARE) == [], address


def test_the_print_button_prints(visit: Open) -> None:
    page = visit("/directives/handout/?sector=gas")
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed")


def test_quotes_are_read_in_traditional_characters(visit: Open) -> None:
    page = visit("/directives/?q=燃气")
    quote = page.locator("blockquote").first.text_content() or ""
    page.get_by_role("button", name="繁體").click()
    shown = page.locator("blockquote").first
    expect(shown).not_to_have_text(quote)
    assert len(shown.text_content() or "") == len(quote)
    expect(shown.locator("mark").first).to_have_text("燃氣")
    expect(page.locator(".bar nav")).to_contain_text("讲话人")


def test_a_directive_and_its_meeting_are_read_in_traditional_characters(visit: Open) -> None:
    directive = Directive.objects.exclude(meeting=None).filter(text__contains="责任", document__simplified=True)[0]
    page = visit(directive.get_absolute_url())
    page.get_by_role("button", name="繁體").click()
    expect(page.locator("h1.quote")).to_contain_text("責任")
    tidied, raw = page.locator(".pane mark").all_text_contents()
    assert "責任" in tidied and "责任" in raw, "the source stays untouched"
    page.get_by_role("link", name="读全文").click()
    expect(page.locator(f"#d{directive.pk}")).to_contain_text("責任")
    expect(page.locator(".bar nav")).to_contain_text("讲话人")
    page.get_by_role("button", name="简体", exact=True).click()
    expect(page.locator(f"#d{directive.pk}")).to_contain_text("责任")


def test_a_directive_is_printed_with_its_source_and_without_controls(visit: Open) -> None:
    page = visit(due_directive())
    page.emulate_media(media="print")
    for hidden in (".bar", ".foot", ".steps", ".cite .buttons"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in ("h1.quote", "#citation", ".pane pre mark", "p.paper"):
        expect(page.locator(shown).first).to_be_visible()
    assert page.locator(".pane > div").first.evaluate("pane => pane.scrollHeight <= pane.clientHeight"), (
        "nothing is cut"
    )


# Where the keyboard is, and whether a line around it shows that.
FOCUS = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  return [at === document.body ? "" : at.outerHTML.slice(0, 90), style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1];
}"""


@pytest.mark.parametrize("address", ["/", "/directives/?q=安全&level=province", "/sectors/gas/"])
def test_the_keyboard_is_seen_wherever_it_goes(address: str, visit: Open) -> None:
    page = visit(address)
    seen = set()
    for _stop in range(60):
        page.keyboard.press("Tab")
        where, shown = page.evaluate(FOCUS)
        assert shown or not where, where
        seen.add(where)
    assert len(seen) > 30, "it is caught nowhere"


def test_repairs_are_told_where_they_occur_in_english_too(visit: Open) -> None:
    page = visit(damaged_document())
    expect(page.locator(".side.warn").first).to_be_visible()
    page.get_by_role("button", name="English").click()
    for text in page.locator(".side:not(:has(b))").all_text_contents():
        assert not re.search("[一-龥]", text)


def test_a_raw_file_is_downloaded_as_it_was_loaded(visit: Open) -> None:
    page = visit(damaged_document())
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载原件").first.click()
    document = Document.objects.get(pk=int(page.url.rstrip("/").rsplit("/", 1)[1]))
    assert waiting.value.suggested_filename == document.file_name
    assert waiting.value.path().read_bytes() == bytes(document.raw)


def test_the_site_is_shut_and_opened(visit: Open, settings: Any) -> None:
    settings.MAINTENANCE = True
    page = visit("/")
    expect(page.get_by_role("heading")).to_have_text("网站正在维护")
    assert_accessible(page)
    settings.MAINTENANCE = False
    page.get_by_role("link", name="重试").click()
    expect(page.locator(".hero h1")).to_be_visible()


def deny(*arguments: Any, **options: Any) -> None:
    raise PermissionDenied


def fail(*arguments: Any, **options: Any) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(("trouble", "status"), [(deny, "403"), (fail, "500")])
def test_errors_are_pages_too(trouble: Any, status: str, visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directives.profiles.region_tree", trouble)
    page = visit("/sectors/")
    page.goto("/regions/")
    expect(page.locator(".code").first).to_have_text(status)
    assert_accessible(page)
    page.get_by_role("link", name="首页").click()
    expect(page.locator(".hero h1")).to_be_visible()


@pytest.fixture
def extremes(site: str) -> Iterator[Directive]:
    """A meeting with a long name whose directive has 2,000 characters, every sector and a body with a long name."""
    body = "省发展改革委、住房和城乡建设厅、应急管理厅及市场监督管理局联合组成的城镇燃气安全专项整治工作领导小组办公室"
    text = (body + "要逐户排查燃气、矿山、消防隐患，" + "对运行超过二十年的老旧管网逐段建账并限期整改，" * 90)[
        :1998
    ] + "。"
    slugs = tuple(Sector.objects.values_list("slug", flat=True))
    title = (
        "全省城镇燃气和危险化学品以及矿山消防建筑施工等重点行业领域安全生产电视电话会议暨省安全生产委员会第三次全体（扩大）会议"
        * 2
    )
    order = Order(text, slugs, (body,), "2026-12-31")
    speaker, file_name = "阿卜杜热西提·买买提明江·艾合买提", f"{'很长的文件名' * 20}.txt"
    [directive] = committed(
        lambda: store(
            [order], title=title, level=Level.TOWNSHIP, speaker=speaker, file_name=file_name, date="2031-01-17"
        )
    )
    yield Directive.objects.get(pk=directive.pk)
    committed(Document.objects.filter(pk=directive.document_id).delete)
    committed(Meeting.objects.filter(title=title).delete)
    committed(Body.objects.filter(name=body).delete)


def addresses_of(directive: Directive) -> list[str]:
    here = f"?document={directive.document_id}"
    meeting, speaker = directive.meeting, directive.speaker
    assert meeting is not None
    assert speaker is not None
    return [
        "/",
        f"/directives/{here}",
        f"/directives/{here}&view=table",
        f"/directives/handout/{here}",
        directive.get_absolute_url(),
        meeting.get_absolute_url(),
        speaker.get_absolute_url(),
        directive.document.get_absolute_url(),
        "/meetings/",
        "/documents/",
        "/sectors/gas/",
    ]


def overflows(page: Page, width: int) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") > width)


def test_long_texts_and_names_fit_every_page(visit: Open, extremes: Directive) -> None:
    scheme: Literal["light", "dark"] = "dark"
    page = visit("/")
    for address in addresses_of(extremes):
        page.goto(address)
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            assert not overflows(page, size["width"]), (address, size)
        if address == extremes.get_absolute_url() or "view" in address:
            assert violations(page) == [], address


def test_a_long_directive_is_read_in_full_and_found_in_its_source(visit: Open, extremes: Directive) -> None:
    page = visit(extremes.get_absolute_url())
    expect(page.locator("h1.quote")).to_have_text(extremes.text)
    expect(page.locator("h1.quote")).to_have_class(re.compile("long"))
    expect(page.locator(".pane pre mark")).to_have_text(extremes.text)
    expect(page.locator("[data-centre] mark").first).to_be_visible()
