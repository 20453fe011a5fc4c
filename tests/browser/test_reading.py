"""What officers do: browse, search, read a directive in its source."""

import random
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from directives.models import Directive
from tests.browser.axe import PHONE
from tests.browser.conftest import Open, texts_at
from tests.browser.pages import fullest_meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def number(text: str | None) -> int:
    """The first number in a text."""
    found = re.search(r"\d[\d,]*", text or "")
    assert found, text
    return int(found[0].replace(",", ""))


def hits(page: Page) -> int:
    return number(page.locator(".summary h1").text_content())


def in_view(page: Page, selector: str) -> bool:
    """Whether the element stands inside the visible part of its pane."""
    return bool(
        page.locator(selector).first.evaluate(
            """mark => { const pane = mark.closest("[data-centre]").getBoundingClientRect(), m = mark.getBoundingClientRect();
            return m.bottom > pane.top && m.top < pane.bottom }"""
        )
    )


def test_a_sector_leads_to_a_source_span_in_two_clicks(visit: Open) -> None:
    page = visit("/")
    page.locator(".sectors a", has_text="城镇燃气").click()
    expect(page.locator("h1")).to_have_text("城镇燃气")
    page.locator(".ledger .said a").first.click()
    quote = page.locator("h1.quote").text_content()
    marks = page.locator("[data-centre] mark")
    expect(marks).to_have_count(2)
    assert marks.first.text_content() == quote
    assert in_view(page, ".pane >> nth=0 >> mark")
    assert in_view(page, ".pane >> nth=1 >> mark")


def test_a_search_marks_its_words_and_counts_exactly(visit: Open) -> None:
    page = visit("/")
    page.get_by_role("combobox", name="关键词").fill("燃气")
    page.get_by_role("button", name="检索").click()
    assert page.url.endswith("/directives/?q=%E7%87%83%E6%B0%94")
    assert hits(page) == Directive.objects.filter(folded__contains="燃气").count()
    cards = page.locator(".card")
    assert cards.count() == min(20, hits(page))
    for index in range(cards.count()):
        assert "燃气" in cards.nth(index).locator("mark").all_text_contents()


def test_the_example_searches_find_something_or_say_what_would(visit: Open) -> None:
    page = visit("/")
    for address in page.locator(".examples a").evaluate_all("links => links.map(link => link.getAttribute('href'))"):
        page.goto(page.url.rsplit("/", 1)[0] + address if address.startswith("/") else address)
        expect(page.locator(".summary h1")).to_be_visible()
        page.go_back()


def test_a_facet_opens_what_it_counts_without_a_reload(visit: Open) -> None:
    page = visit("/directives/?q=要")
    page.evaluate("window.notReloaded = true")
    choice = page.locator(".facets label", has_text="省级")
    counted = number(choice.locator("small").text_content())
    choice.locator("input").check()
    expect(page.locator(".chip", has_text="省级")).to_be_visible()
    assert hits(page) == counted
    assert "level=province" in page.url
    assert "since=" not in page.url, "empty fields stay out of the address"
    assert page.evaluate("window.notReloaded")


def test_back_returns_to_the_listing_before(visit: Open) -> None:
    page = visit("/directives/")
    everything = hits(page)
    page.locator(".facets input[value=national]").check()
    expect(page.locator(".chip")).to_have_count(1)
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    assert hits(page) == everything


def test_a_chip_is_removed_in_place(visit: Open) -> None:
    page = visit("/directives/?sector=gas&level=national")
    page.evaluate("window.notReloaded = true")
    page.locator(".chip", has_text="级别").click()
    expect(page.locator(".chip")).to_have_count(1)
    assert page.url.endswith("/directives/?sector=gas")
    assert page.evaluate("window.notReloaded")


def test_each_facet_choice_equals_its_listing(visit: Open) -> None:
    page = visit("/directives/?q=安全")
    choices = page.locator(".facets label:has(input[type=checkbox])").evaluate_all(
        "labels => labels.map(l => [l.querySelector('input').name, l.querySelector('input').value, +l.querySelector('small').textContent])"
    )
    assert len(choices) > 20
    some = random.Random(5).sample(choices, 24)
    addresses = [f"/directives/?q=安全&{name}={value}" for name, value, _counted in some]
    for choice, [shown] in zip(some, texts_at(page, addresses, ".summary h1"), strict=True):
        assert number(shown) == choice[2], choice


def test_cells_of_the_heat_map_equal_their_listings(visit: Open) -> None:
    page = visit("/")
    cells = page.locator(".heat td a").evaluate_all("cells => cells.map(cell => [cell.href, +cell.textContent])")
    assert len(cells) > 20
    some = random.Random(7).sample(cells, 16)
    found = texts_at(page, [address for address, _counted in some], ".summary h1")
    assert [number(shown) for [shown] in found] == [counted for _address, counted in some]
    page.locator(".heat td a").first.click()
    assert hits(page) == cells[0][1]


def test_pages_follow_each_other(visit: Open) -> None:
    page = visit("/directives/")
    first = page.locator(".card blockquote a").first.get_attribute("href")
    page.get_by_role("link", name="下一页").click()
    expect(page.locator(".pages")).to_contain_text("第 2 页")
    assert page.locator(".card blockquote a").first.get_attribute("href") != first
    assert "page=2" in page.url


def test_a_malformed_query_is_corrected_in_one_click(visit: Open) -> None:
    page = visit("/directives/?q=燃气 )")
    expect(page.get_by_role("alert")).to_contain_text("右括号前面缺少左括号")
    page.get_by_role("alert").get_by_role("link", name="燃气").click()
    assert hits(page) == Directive.objects.filter(folded__contains="燃气").count()


def test_a_mistake_typed_into_the_box_is_told_in_place(visit: Open) -> None:
    page = visit("/directives/?q=燃气")
    page.locator("[data-slash]").fill("燃气 OR")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("[data-slash]").fill("燃气 OR 消防")
    page.keyboard.press("Enter")
    expect(page.locator(".summary h1")).to_be_visible()


def test_no_hits_help_on(visit: Open) -> None:
    page = visit("/directives/?q=绝无此语")
    expect(page.locator(".empty")).to_contain_text("没有符合全部条件的内容")
    expect(page.locator(".empty").get_by_role("link", name="按行业浏览")).to_be_visible()


def test_the_full_text_is_one_click_away(visit: Open) -> None:
    page = visit("/directives/?q=事故")
    link = page.locator(".scopes a")
    counted = number(link.text_content())
    link.click()
    expect(page.locator(".scopes b")).to_contain_text("全文")
    assert hits(page) == counted
    page.locator(".card blockquote a").first.click()
    assert re.search(r"/(meetings|documents)/\d+/", page.url)
    expect(page.locator(page.url[page.url.index("#") :])).to_be_in_viewport()


def test_slash_goes_to_the_search_box(visit: Open) -> None:
    page = visit("/sectors/")
    page.keyboard.press("/")
    expect(page.locator("[data-slash]")).to_be_focused()
    page.keyboard.type("消防")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=%E6%B6%88%E9%98%B2"))


def test_fifty_directives_are_marked_in_their_raw_text_as_stored(visit: Open) -> None:
    keys = sorted(Directive.objects.values_list("pk", flat=True))
    some = random.Random(3).sample(keys, 50)
    page = visit(f"/directives/{some[0]}/")
    shown = texts_at(page, [f"/directives/{key}/" for key in some], ".pane mark")
    assert shown[0] == page.locator(".pane mark").all_text_contents()
    for key, marked in zip(some, shown, strict=True):
        directive = Directive.objects.select_related("document").get(pk=key)
        document = directive.document
        raw = bytes(document.raw).decode(document.encoding)[directive.raw_start : directive.raw_end]
        assert marked == [document.text[directive.start : directive.end], raw.replace("\r\n", "\n")], key


def test_neighbours_in_the_meeting_are_a_click_away(visit: Open) -> None:
    meeting = Directive.objects.exclude(meeting=None)[0].meeting
    first, second = Directive.objects.filter(meeting=meeting).order_by("document", "position")[:2]
    page = visit(first.get_absolute_url())
    page.get_by_role("link", name="下一条").click()
    expect(page).to_have_url(re.compile(f"/directives/{second.pk}/$"))
    page.get_by_role("link", name="上一条").click()
    expect(page).to_have_url(re.compile(f"/directives/{first.pk}/$"))


def test_a_citation_is_copied(visit: Open) -> None:
    page = visit(
        Directive.objects.exclude(meeting=None)[0].get_absolute_url(), permissions=["clipboard-read", "clipboard-write"]
    )
    page.get_by_role("button", name="复制引文").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#citation").text_content()
    assert "〔" in copied
    assert page.url in copied


@pytest.mark.parametrize(("form", "sign"), [("markdown", "> "), ("gbt7714", "[EB/OL]")])
def test_a_citation_is_copied_in_other_forms(visit: Open, form: str, sign: str) -> None:
    page = visit(
        Directive.objects.exclude(meeting=None)[0].get_absolute_url(), permissions=["clipboard-read", "clipboard-write"]
    )
    page.locator(".cite summary").click()
    page.locator(f"[data-copy='#cite-{form}']").click()
    expect(page.locator(f"[data-copy='#cite-{form}']")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(f"#cite-{form}").inner_text()
    assert sign in copied and page.url in copied


def test_the_contents_follow_the_scroll(visit: Open) -> None:
    page = visit(fullest_meeting())
    links = page.locator(".contents a[href^='#']")
    links.last.click()
    expect(links.last).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("address", ["/", "/directives/?q=燃气", "/sectors/gas/", "/meetings/", "/regions/"])
def test_pages_work_without_javascript(address: str, visit: Open) -> None:
    page = visit(address, java_script_enabled=False)
    expect(page.locator("h1")).to_be_visible()


def test_filters_work_without_javascript(visit: Open) -> None:
    page = visit("/directives/?q=要", java_script_enabled=False)
    choice = page.locator(".facets label", has_text="省级")
    counted = number(choice.locator("small").text_content())
    choice.locator("input").check()
    page.get_by_role("button", name="应用").click()
    assert hits(page) == counted
    page.locator(".chip").first.click()
    assert "level" not in page.url


def test_the_quote_is_seen_without_javascript(visit: Open) -> None:
    directive = Directive.objects.order_by("-start")[0]
    page = visit(directive.get_absolute_url(), java_script_enabled=False)
    expect(page.locator(".pane mark").first).to_have_text(directive.text)


def test_on_the_phone_filters_are_a_sheet(visit: Open) -> None:
    page = visit("/directives/?q=安全", viewport=PHONE, has_touch=True)
    expect(page.locator("#filters")).to_be_hidden()
    page.get_by_role("button", name="筛选").click()
    expect(page.locator("#filters")).to_be_visible()
    page.locator("#filters input[value=national]").check()
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator("#filters")).to_be_visible()
    page.get_by_role("button", name="看结果").click()
    expect(page.locator("#filters")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_language_is_switched_in_the_footer(visit: Open) -> None:
    page = visit("/directives/?q=燃气&sector=gas")
    page.get_by_role("button", name="English").click()
    assert "q=%E7%87%83%E6%B0%94&sector=gas" in page.url
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".bar nav")).to_contain_text("Sectors")
    page.get_by_role("button", name="简体中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_print_holds_the_quotes_and_no_controls(visit: Open) -> None:
    page = visit("/directives/?q=燃气")
    page.emulate_media(media="print")
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator(".card blockquote").first).to_be_visible()


def test_what_is_not_there_leads_home(visit: Open) -> None:
    page = visit("/meetings/999999/")
    expect(page.locator(".code")).to_have_text("404")
    page.get_by_role("main").get_by_role("link", name="首页").click()
    expect(page.locator(".hero h1")).to_be_visible()


def test_a_suggestion_is_chosen_by_keyboard(visit: Open) -> None:
    page = visit("/")
    page.keyboard.press("/")
    page.keyboard.type("燃气")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[aria-selected=true]")
    expect(chosen).to_contain_text("城镇燃气")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-activedescendant", "suggestion-1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/sectors/gas/$"))


def test_escape_closes_the_suggestions_and_enter_searches(visit: Open) -> None:
    page = visit("/directives/")
    page.keyboard.press("/")
    page.keyboard.type("消防")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(".summary > p")).to_contain_text("含“消防”")
    assert "q=" in page.url


def test_whoever_was_signed_out_is_asked_to_sign_in_on_a_whole_page(visit: Open, settings: Any) -> None:
    page = visit("/directives/?q=安全")
    settings.PUBLIC_READ = False
    page.locator(".facets input[value=national]").check()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    expect(page.locator("#results")).to_have_count(0)


def test_order_number_and_density_are_chosen_in_place_and_kept(visit: Open) -> None:
    page = visit("/directives/?q=安全")
    page.evaluate("window.notReloaded = true")
    page.locator(".sorts").get_by_role("link", name="最早").click()
    expect(page).to_have_url(re.compile("sort=oldest"))
    page.get_by_role("link", name="50", exact=True).click()
    expect(page.locator(".card")).to_have_count(50)
    page.get_by_role("link", name="表格").click()
    expect(page.locator("table.hits tbody tr")).to_have_count(50)
    assert page.evaluate("window.notReloaded")
    page.locator(".facets input[value=province]").check()
    expect(page.locator(".chip")).to_have_count(1)
    for kept in ("sort=oldest", "size=50", "view=table"):
        assert kept in page.url
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    expect(page.locator("table.hits tbody tr")).to_have_count(50)


def test_each_keyword_has_its_colour_and_its_number(visit: Open) -> None:
    page = visit("/directives/?q=燃气 OR 消防 OR 校园", forced_colors="active")
    terms = page.locator(".terms a")
    numbers = [number(text.split()[-1]) for text in terms.all_text_contents()]
    addresses = terms.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    found = texts_at(page, [f"/directives/{address}" for address in addresses], ".summary h1")
    assert [number(shown) for [shown] in found] == numbers
    lines = page.locator(".terms mark").evaluate_all(
        "marks => marks.map(mark => getComputedStyle(mark).textDecorationLine + getComputedStyle(mark).textDecorationStyle)"
    )
    assert len(lines) == len(set(lines)) == 3, "told apart where colours are forced"


def test_the_deadlines_ahead_of_the_first_page_are_those_of_the_listing(visit: Open) -> None:
    page = visit("/")
    shown = page.locator(".due a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    page.locator("section", has=page.locator("#due")).get_by_role("link", name="全部").click()
    counted = hits(page)
    assert counted >= len(shown) > 0
    listed = page.locator(".card blockquote a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert counted > len(listed) or set(shown) <= set(listed)


def test_a_region_is_reached_through_its_province(visit: Open) -> None:
    page = visit("/regions/")
    leaf = page.locator(".tree ul ul ul li", has_not=page.locator("ul")).first
    name = leaf.locator("a").text_content() or ""
    leaf.locator("a").click()
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator(".crumbs a")).to_have_count(2)
    page.locator(".crumbs a").last.click()
    expect(page.locator(".head .tags a", has_text=name)).to_be_visible()


def test_what_a_body_is_asked_is_what_its_page_counts(visit: Open) -> None:
    page = visit("/bodies/")
    entry = page.locator(".counts li").first
    counted = number(entry.locator("span").text_content())
    entry.locator("a").click()
    assert number(page.locator(".head p.muted").text_content()) == counted
    page.locator(".more", has_text="全部").click()
    assert hits(page) == counted


def test_a_document_leads_to_its_meeting_and_back(visit: Open) -> None:
    page = visit("/documents/")
    page.locator("tbody a").first.click()
    title = page.locator(".list a").first.text_content() or ""
    page.locator(".list a").first.click()
    expect(page.locator("h1")).to_have_text(title)
    page.get_by_role("link", name="文件", exact=True).last.click()
    expect(page.locator(".facts .code")).to_have_text(re.compile("^[0-9a-f]{64}$"))


def test_one_hit_is_one_card_without_pages(visit: Open) -> None:
    directive = max(Directive.objects.only("text"), key=lambda row: len(row.text))
    page = visit(f'/directives/?q="{directive.text}"')
    expect(page.locator(".summary h1")).to_have_text("1 条")
    expect(page.locator(".card")).to_have_count(1)
    expect(page.locator(".pages")).to_have_count(0)
