"""Pages of directives, as the test client sees them."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from directives.models import Body, Directive, Sector
from directives.thesaurus_rows import load_thesaurus
from meetings.models import Document, Meeting, Region, Speaker, Turn
from tests.factories import COAL, DRILL, FIRE, GAS, PLAIN, Order, store, store_three_meetings

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
MOST_BYTES = 60_000

PAGES: dict[str, Callable[[], str]] = {
    "home": lambda: "/",
    "home with the whole heat map": lambda: "/?heat=all",
    "listing": lambda: "/directives/",
    "listing as a table": lambda: "/directives/?view=table",
    "search": lambda: "/directives/?q=要",
    "search in the full text": lambda: "/directives/?q=要&scope=turns",
    "search without hits": lambda: "/directives/?q=不存在的词",
    "malformed search": lambda: "/directives/?q=(燃气",
    "unknown filter value": lambda: "/directives/?sector=nope",
    "search with every filter": lambda: (
        f"/directives/?q=要&sector=gas&level=province&region=420000&year=2022&since=2022-01-01&until=2022-12-31"
        f"&deadline=any&modality=require&meeting={Meeting.objects.get(level='province').pk}"
        f"&speaker={Speaker.objects.get(name='钟望川').pk}&body={Body.objects.get(name='住建部门').pk}&sort=relevance"
    ),
    "directive": lambda: Directive.objects.order_by("pk")[0].get_absolute_url(),
    "directive outside a meeting": lambda: Directive.objects.get(meeting=None).get_absolute_url(),
    "sectors": lambda: "/sectors/",
    "sector": lambda: Sector.objects.get(slug="gas").get_absolute_url(),
    "parent sector": lambda: Sector.objects.get(slug="mine").get_absolute_url(),
    "sector without directives": lambda: Sector.objects.get(slug="farm").get_absolute_url(),
    "handout": lambda: "/directives/handout/?sector=gas",
    "handout of a search": lambda: "/directives/handout/?q=要&level=province",
    "bodies": lambda: "/bodies/",
    "body": lambda: Body.objects.get(name="住建部门").get_absolute_url(),
    "speakers": lambda: "/speakers/",
    "speaker": lambda: Speaker.objects.get(name="钟望川").get_absolute_url(),
    "regions": lambda: "/regions/",
    "region": lambda: Region.objects.get(code="420000").get_absolute_url(),
    "meetings": lambda: "/meetings/",
    "meetings of a level": lambda: "/meetings/?level=city",
    "meeting": lambda: Meeting.objects.get(level="province").get_absolute_url(),
    "meeting, one sector": lambda: Meeting.objects.get(level="province").get_absolute_url() + "?sector=gas",
    "documents": lambda: "/documents/",
    "document": lambda: Document.objects.order_by("pk")[0].get_absolute_url(),
}


@pytest.fixture
def collection() -> None:
    store_three_meetings()


@pytest.fixture
def reader(client: Client) -> Client:
    """A client that is signed in."""
    user = User.objects.create_user("yuan")
    user.user_permissions.add(Permission.objects.get(codename="export_directive"))
    client.force_login(user)
    return client


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_small_strict_and_takes_few_queries(
    page: str, reader: Client, collection: None, django_assert_max_num_queries: Any
) -> None:
    address = PAGES[page]()
    with django_assert_max_num_queries(MOST_QUERIES):
        response = reader.get(address)
    html = response.content.decode()
    assert response.status_code == 200
    assert len(response.content) <= MOST_BYTES
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", html), "inline style or handler"
    assert not re.search(r"<script(?![^>]*\bsrc=)", html), "inline script"
    assert html.count("<h1") == 1
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize("page", [page for page in PAGES if page != "meetings of a level"])
def test_each_page_is_written_in_english_too(page: str, reader: Client, collection: None) -> None:
    reader.cookies["django_language"] = "en"
    html = reader.get(PAGES[page]()).content.decode()
    assert '<html lang="en">' in html
    for chinese in ("行业", "最近会议", "筛选", "责任：", "级别"):
        assert f">{chinese}<" not in html


@pytest.mark.parametrize("page", PAGES)
def test_reading_needs_sign_in(page: str, client: Client, collection: None, settings: Any) -> None:
    settings.PUBLIC_READ = False
    response = client.get(PAGES[page]())
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("page", PAGES)
def test_reading_is_open_where_the_site_is_public(page: str, client: Client, collection: None, settings: Any) -> None:
    settings.PUBLIC_READ = True
    assert client.get(PAGES[page]()).status_code == 200


@pytest.mark.parametrize(
    "page", ["home", "listing", "search", "sectors", "meetings", "documents", "speakers", "regions"]
)
def test_an_empty_site_says_so(page: str, reader: Client) -> None:
    assert reader.get(PAGES[page]()).status_code == 200


def test_a_full_listing_page_stays_small(reader: Client, django_assert_max_num_queries: Any) -> None:
    slugs = ("gas", "fire", "hazchem")
    for number in range(12):
        orders = [
            Order(
                f"{number}号{line}项：各级住建部门要" + "持续加强城镇燃气安全监管" * (2 + line),
                slugs,
                ("各级住建部门",),
            )
            for line in range(10)
        ]
        store(orders, title=f"第{number}次安全生产会议", date=f"20{10 + number}-03-01", file_name=f"{number}.txt")
    with django_assert_max_num_queries(MOST_QUERIES):
        response = reader.get("/directives/?q=燃气")
    assert "120 条" in response.content.decode()
    assert len(response.content) <= MOST_BYTES


def test_htmx_gets_the_results_alone(reader: Client, collection: None) -> None:
    whole = reader.get("/directives/?q=燃气")
    part = reader.get("/directives/?q=燃气", headers={"HX-Request": "true", "HX-Target": "results"})
    assert 'id="results"' in part.content.decode()
    assert "<html" not in part.content.decode()
    assert "HX-Target" in whole["Vary"]
    restored = reader.get("/directives/?q=燃气", headers={"HX-Request": "true"})
    assert "<html" in restored.content.decode()


def test_a_card_names_the_first_of_very_many_sectors(reader: Client, collection: None) -> None:
    slugs = tuple(Sector.objects.values_list("slug", flat=True))
    store([Order("各行业都要开展一次自查。", slugs)], file_name="各行业.txt")
    html = reader.get("/directives/?q=都要开展").content.decode()
    assert html.count('class="tag"') == 8
    assert f"等 {len(slugs)} 个行业" in html


def test_hits_are_marked_whatever_the_characters(reader: Client, collection: None) -> None:
    assert "<mark>燃气</mark>" in reader.get("/directives/?q=燃氣").content.decode()


def test_a_long_quote_is_cut_around_its_first_hit(reader: Client) -> None:
    store([Order("甲" * 900 + "管网" + "乙" * 900)])
    html = reader.get("/directives/?q=管网").content.decode()
    assert re.search(r"……甲+<mark>管网</mark>乙+……", html)


def test_the_words_restate_query_and_filters(reader: Client, collection: None) -> None:
    html = reader.get("/directives/?q=燃气&sector=gas&sector=fire&level=province").content.decode()
    assert "含“燃气”；级别为省级；行业为城镇燃气或消防" in html
    html = reader.get("/directives/?since=2022-01-01&until=2022-03-31").content.decode()
    assert "自2022年1月1日起；至2022年3月31日止" in html


def test_the_count_of_the_other_scope_is_what_it_opens(reader: Client, collection: None) -> None:
    html = reader.get("/directives/?q=燃气&level=province").content.decode()
    shown = re.search(r"全文 (\d+)</a>", html)
    assert shown
    opened = reader.get("/directives/?q=燃气&level=province&scope=turns").content.decode()
    assert f"<h1>{shown[1]} 条</h1>" in opened


def test_a_malformed_query_gets_a_message_and_a_corrected_query(reader: Client, collection: None) -> None:
    html = reader.get("/directives/?q=燃气 )&level=city").content.decode()
    assert "右括号前面缺少左括号" in html
    corrected = re.search(r'href="(\?[^"]+)">燃气</a>', html)
    assert corrected
    assert reader.get("/directives/" + corrected[1].replace("&amp;", "&")).context["listing"].page is not None
    assert "level=city" in corrected[1]


@pytest.mark.parametrize("address", ["?page=99999999999", "?page=x", "?size=7", "?sort=nope", "?view=x", "?scope=x"])
def test_odd_addresses_show_a_page(address: str, reader: Client, collection: None) -> None:
    assert reader.get("/directives/" + address).status_code == 200


@pytest.mark.parametrize("sort", ["newest", "oldest", "level", "relevance"])
def test_pages_never_overlap_or_skip(sort: str, reader: Client) -> None:
    store([Order(f"第{number}项要求。") for number in range(45)])
    keys: list[int] = []
    for page in (1, 2, 3):
        context = reader.get(f"/directives/?q=要求&sort={sort}&page={page}").context
        keys += [row.pk for row in context["listing"].page]
    assert len(keys) == len(set(keys)) == 45


def test_levels_are_ordered_from_the_top(reader: Client, collection: None) -> None:
    rows = reader.get("/directives/?sort=level").context["listing"].page
    assert [row.level for row in rows] == ["national"] * 3 + ["province"] * 3 + ["city"] * 2 + [""]


def test_cells_of_the_heat_map_open_what_they_count(reader: Client, collection: None) -> None:
    html = reader.get("/?heat=all").content.decode()
    cells = re.findall(r'<a class="h\d" href="([^"]+)">(\d+)</a>', html)
    assert len(cells) >= 4
    for address, number in cells:
        assert f"<h1>{number} 条</h1>" in reader.get(address.replace("&amp;", "&")).content.decode()


def test_the_regions_and_what_is_in_none_are_all_there_is(reader: Client, collection: None) -> None:
    html = reader.get("/regions/").content.decode()
    (outside,) = re.findall(r'<a href="([^"]+)">没有地区</a> <span class="muted">(\d+)</span>', html)
    (country,) = reader.get("/regions/").context["tops"]
    assert country.total + int(outside[1]) == Directive.objects.count()
    assert f"<h1>{outside[1]} 条</h1>" in reader.get(outside[0]).content.decode()
    Directive.objects.filter(region=None).delete()
    assert "没有地区" not in reader.get("/regions/").content.decode()


def test_sector_tiles_count_what_the_listing_holds(reader: Client, collection: None) -> None:
    for sector, number, latest, _points in reader.get("/").context["tiles"]:
        found = reader.get(f"/directives/?sector={sector.slug}").context["listing"].page.paginator.count
        assert found == number, sector
        assert latest.year in (2021, 2022)


def test_bars_of_a_sector_open_what_they_count(reader: Client, collection: None) -> None:
    context = reader.get("/sectors/gas/").context
    assert [(bar.key, bar.total) for bar in context["bars"]] == [("2022", 2), ("2021", 1)]
    for bar in context["bars"]:
        page = reader.get(f"/directives/?{context['address']}&year={bar.key}").context["listing"].page
        assert page.paginator.count == bar.total


def test_the_ledger_tells_task_bodies_deadline_and_meeting(reader: Client, collection: None) -> None:
    html = reader.get("/sectors/gas/").content.decode()
    for words in ("住建部门要加强城镇燃气管网巡查", "住建部门", "限期", "2022年12月31日", "全省安全生产电视电话会议"):
        assert words in html
    assert "煤矿" not in html.split('id="ledger"')[1]


def test_a_parent_sector_shows_what_is_asked_of_its_children(reader: Client, collection: None) -> None:
    html = reader.get("/sectors/mine/").content.decode()
    assert COAL.text.rstrip("。") in html


def test_the_directive_page_shows_both_sources_marked(reader: Client) -> None:
    [directive] = store([Order("住建部门要加强城镇燃气监管。")], line_end="\r\n")
    document = directive.document
    raw = bytes(document.raw).decode()
    html = reader.get(directive.get_absolute_url()).content.decode()
    assert html.count(f"<mark>{directive.text}</mark>") == 2
    reading = reader.get(directive.get_absolute_url()).context["reading"]
    assert reading.untouched.said == raw[directive.raw_start : directive.raw_end]
    assert reading.tidied.said == document.text[directive.start : directive.end]


def test_the_directive_page_leads_to_its_neighbours(reader: Client) -> None:
    first, second, third = store([GAS, FIRE, DRILL])
    context = reader.get(second.get_absolute_url()).context["reading"]
    assert (context.previous, context.number, context.next) == (first.pk, 2, third.pk)
    assert reader.get(first.get_absolute_url()).context["reading"].previous is None
    assert reader.get(third.get_absolute_url()).context["reading"].next is None


def test_markup_in_a_transcript_is_shown_as_text(reader: Client) -> None:
    [directive] = store([Order("压力<2兆帕>的“a<b”&“c”要整改。")])
    for address in ("/directives/?q=整改", directive.get_absolute_url(), directive.meeting.get_absolute_url()):  # type: ignore[union-attr]
        assert "压力&lt;2兆帕&gt;的“a&lt;b”&amp;“c”要" in reader.get(address).content.decode()


@pytest.mark.parametrize("format", ["csv", "xlsx", "docx", "jsonl"])
def test_exports_hold_every_hit(format: str, reader: Client) -> None:
    store([Order(f"第{number}项燃气要求。") for number in range(30)] + [PLAIN])
    response = reader.get(f"/directives/export.{format}?q=燃气&sort=oldest")
    body = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert response["Content-Disposition"].endswith(f'.{format}"')
    if format == "jsonl":
        *rows, closing = [json.loads(line) for line in body.decode().splitlines()]
        assert len(rows) == closing["manifest"]["rows"] == 30
        assert (closing["manifest"]["query"], closing["manifest"]["user"]) == ("燃气", "yuan")
        assert rows[0]["permalink"].startswith("http://testserver/directives/")
    if format == "csv":
        assert len(body.decode("utf-8-sig").splitlines()) == 32  # with headings and manifest


def test_exports_need_the_right_to_export(client: Client, collection: None) -> None:
    client.force_login(User.objects.create_user("li"))
    assert "export.csv" not in client.get("/directives/").content.decode()
    assert client.get("/directives/export.csv").status_code == 403


def test_an_export_of_a_malformed_query_is_refused(reader: Client) -> None:
    response = reader.get("/directives/export.csv?q=(燃气")
    assert response.status_code == 400
    assert "括号" in response.content.decode()


@pytest.mark.parametrize(
    "address", ["/directives/999999/", "/sectors/nope/", "/directives/export.exe", "/regions/1/", "/x/"]
)
def test_what_is_not_there_is_a_page_that_says_so(address: str, reader: Client) -> None:
    response = reader.get(address)
    assert response.status_code == 404
    assert "没有这个页面" in response.content.decode()


def test_a_turn_is_shown_where_it_stands(reader: Client, collection: None) -> None:
    for turn in Turn.objects.all():
        response = reader.get(f"/turns/{turn.pk}/", follow=True)
        assert f'id="t{turn.pk}"' in response.content.decode()


def test_each_keyword_has_a_colour_and_a_count_that_opens_its_rows(reader: Client, collection: None) -> None:
    html = reader.get("/directives/?q=燃气 OR 消防 -演练").content.decode()
    assert "<mark>燃气</mark>" in html
    assert "<mark class=m2>消防</mark>" in html
    shown = dict(re.findall(r'href="(\?q=%22[^"]+)">(?:<mark[^>]*>)?\w+(?:</mark>)? (\d+)</a>', html))
    assert len(shown) == 3
    for address, number in shown.items():
        assert f"<h1>{number} 条</h1>" in reader.get(f"/directives/{address}").content.decode()


class TestThesaurus:
    @pytest.fixture(autouse=True)
    def _collection(self) -> None:
        load_thesaurus()
        store([Order("各地要排查危化品企业。"), Order("各地要排查危险化学品企业。", ("hazchem",)), PLAIN])

    @pytest.mark.parametrize("scope", ["", "&scope=turns"])
    def test_equivalents_are_offered_with_their_numbers(self, scope: str, reader: Client) -> None:
        html = reader.get(f"/directives/?q=危化品企业{scope}").content.decode()
        assert "<h1>1 条</h1>" in html
        assert re.search(r"未检索的同义词</span> <a [^>]*><mark>危险化学品企业</mark> 1</a>", html)
        assert f"一并检索：共 {1 if scope else 2} 条" in html

    def test_equivalents_searched_are_named_marked_and_counted(self, reader: Client) -> None:
        html = reader.get("/directives/?q=危化品企业&also=1").content.decode()
        assert "<h1>2 条</h1>" in html
        assert "含“危化品企业”或同义的“危险化学品企业”" in html
        assert "另外也检索了" in html
        assert "<mark>危化品企业</mark>" in html and "<mark>危险化学品企业</mark>" in html

    def test_facets_open_as_many_rows_as_they_say(self, reader: Client) -> None:
        listing = reader.get("/directives/?q=危化品&also=1").context["listing"]
        sector = next(facet for facet in listing.facets if facet.name == "sector")
        assert [(choice.value, choice.count) for choice in sector.choices] == [("hazchem", 1)]
        opened = reader.get("/directives/?q=危化品&also=1&sector=hazchem").content.decode()
        assert "<h1>1 条</h1>" in opened

    def test_an_export_holds_what_the_page_lists(self, reader: Client) -> None:
        for also, number in (("", 1), ("&also=1", 2)):
            response = reader.get(f"/directives/export.jsonl?q=危化品{also}")
            lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
            assert len([line for line in lines if '"quote"' in line]) == number

    def test_traditional_characters_have_equivalents_too(self, reader: Client) -> None:
        assert "<h1>2 条</h1>" in reader.get("/directives/?q=危險化學品&also=1").content.decode()
