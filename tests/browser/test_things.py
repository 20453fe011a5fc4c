"""What officers do with named things and with time: from a name to its mentions, its source and its directives."""

import pytest
from playwright.sync_api import Page, expect

from directives.models import Mention, Thing
from tests.browser.conftest import Open
from tests.browser.test_reading import hits, number

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def mentions(page: Page) -> int:
    return page.locator("article.card").count()


def test_a_name_is_found_by_another_of_its_names_and_shows_every_mention(visit: Open) -> None:
    page = visit("/things/")
    page.get_by_label("名称包含").fill("三个必须")
    page.locator(".finder button").click()
    page.locator(".thinglist a").first.click()
    expect(page.locator("h1")).to_have_text("三管三必须")
    thing = Thing.objects.get(name="三管三必须")
    assert mentions(page) == Mention.objects.filter(thing=thing).count()
    assert page.locator("article.card mark").count() == mentions(page)


def test_an_accident_tells_its_place_day_and_casualties_and_leads_to_its_source(visit: Open) -> None:
    mention = Mention.objects.exclude(harm="").select_related("thing").order_by("pk")[0]
    page = visit(mention.thing.get_absolute_url())
    facts = page.locator("dl.facts")
    expect(facts).to_contain_text(mention.thing.place)
    expect(facts).to_contain_text(f"死亡{mention.dead}人")
    expect(facts.locator(".guessed")).to_have_text("年份系推断")
    page.locator("article.card").filter(has=page.locator(".tag")).locator("a.muted").first.click()
    expect(page.locator("mark").first).to_contain_text(mention.text[:6])


def test_a_quarter_of_the_chart_shows_its_mentions_alone(visit: Open) -> None:
    thing = Thing.objects.exclude(kind="accident").with_counts()[0]
    page = visit(thing.get_absolute_url())
    row = page.locator(".quarters tr").first
    wanted = number(row.locator("td.n").text_content())
    row.locator("a").click()
    assert mentions(page) == wanted
    page.locator("a.chip").click()
    assert mentions(page) == min(20, thing.n)


def test_a_thing_leads_to_its_directives_and_they_to_time(visit: Open) -> None:
    thing = Thing.objects.get(name="城镇燃气安全专项整治")
    page = visit(thing.get_absolute_url())
    told = number(page.locator(".head .muted a").text_content())
    page.locator(".head .muted a").click()
    assert hits(page) == told > 0
    page.get_by_role("link", name="随时间").click()
    expect(page.locator("h1")).to_have_text("随时间")
    cell = page.locator(".quarters.full tbody td.n a").first
    wanted = number(cell.text_content())
    cell.click()
    assert hits(page) == wanted


def test_the_wording_of_two_national_meetings_is_set_side_by_side(visit: Open) -> None:
    page = visit("/sectors/gas/")
    page.get_by_role("link", name="措辞变化").click()
    reworded = page.locator(".step .quote").first
    expect(reworded.locator("ins, del").first).to_be_visible()
    reworded.get_by_role("link", name="原表述").click()
    expect(page.locator("h1.quote")).to_be_visible()
