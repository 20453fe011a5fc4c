"""The pages of named things and of time: what they count is what they open, in few queries."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.accounts import set_up_groups
from directives import tallies
from directives.corrections.things import merge_things
from directives.finding import address_of, find
from directives.models import UNDATED, Directive, Mention, Thing
from directives.over_time.addresses import ListingAddress
from directives.over_time.national import steps
from directives.over_time.quarters import chart
from directives.over_time.wording import Sentence, compare
from directives.pipeline import load_bytes
from directives.sector_rows import load_sectors
from directives.suggestions import suggestions
from directives.things import views
from directives.things.listed_rows import load_things
from meetings.models import Document, Level

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
GAS = "各地要深化城镇燃气安全专项整治，落实三管三必须要求。"
ACCIDENT = "要深刻吸取江西上饶“9·12”火灾事故教训，造成12人死亡。"


def report(level: str, day: str, *said: str) -> Document:
    title = {"国务院": "全国安全生产电视电话会议", "湖北省": "全省安全生产电视电话会议"}[level]
    year, month, date = (int(part) for part in day.split("-"))
    text = f"{title}\n{year}年{month}月{date}日，{level}召开{title}。国务委员、副省长钟望川出席并讲话。\n钟望川强调，{''.join(said)}\n"
    return load_bytes(f"{level}{day}.txt", text.encode()).document


@pytest.fixture
def reports() -> list[Document]:
    load_sectors()
    load_things()
    return [
        report("国务院", "2021-04-12", "各地要加强城镇燃气安全监管，年底前完成老旧管网改造。", GAS),
        report("国务院", "2022-01-17", "各地要加强城镇燃气安全监管，6月底前完成老旧管网更新改造。", ACCIDENT, GAS),
        report("湖北省", "2022-01-18", ACCIDENT, "要严格落实三管三必须。各单位要学习《中华人民共和国安全生产法》。"),
    ]


@pytest.fixture
def client() -> Client:
    set_up_groups()
    client = Client()
    client.force_login(User.objects.create_superuser("王"))
    return client


def called(name: str) -> Thing:
    return Thing.objects.get(name=name)


def links(html: str, base: str) -> Iterator[QueryDict]:
    for found in re.findall(rf'href="{re.escape(base)}\?([^"#]+)', html):
        yield QueryDict(found.replace("&amp;", "&"))


def test_a_filter_leaves_the_directives_that_speak_of_a_thing(reports: list[Document]) -> None:
    thing = called("三管三必须")
    found = find(address_of(thing=thing.pk))
    assert found.valid
    assert {row.text for row in found.hits} >= {
        row.text for row in Directive.objects.filter(text__contains="三管三必须")
    }
    assert all("三管三必须" in row.text for row in found.hits)
    assert "三管三必须" in found.words()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("事故:十堰", None),
        ("事故:上饶", "上饶"),
        ("accident:9·12", "上饶"),
        ("专项:城镇燃气", "燃气安全专项整治"),
        ("制度:三個必須", "三管三必须"),
        ("文件:安全生产法", "安全生产法"),
    ],
)
def test_a_field_of_a_query_names_a_thing_by_any_of_its_names(reports: list[Document], query: str, words: str) -> None:
    for scope in ("directives", "turns"):
        found = find(address_of(q=query), scope)
        assert found.valid, found.problems
        texts = [row.text for row in found.hits]
        assert bool(texts) == bool(words), (scope, texts)
        assert all(words in text for text in texts)


def test_the_page_of_a_thing_tells_all_mentions_and_its_numbers_open_them(
    reports: list[Document], client: Client
) -> None:
    thing = called("三管三必须")
    html = client.get(thing.get_absolute_url()).content.decode()
    assert html.count("<mark>三管三必须</mark>") == 3
    assert html.count("<article") == thing.mentions.count() == 3
    for address in links(html, ""):
        page = client.get(f"{thing.get_absolute_url()}?{address.urlencode()}").content.decode()
        assert 0 < page.count("<article") < 3


def test_only_the_turns_of_the_page_shown_are_read(
    reports: list[Document], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MENTIONS", 1)
    thing = called("三管三必须")
    days = []
    for page in (1, 2, 3):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(thing.get_absolute_url(), {"page": page})
        (mention,) = answer.context["page"].object_list
        days.append(str(mention.turn.meeting.held_on))
        cut = [query["sql"] for query in queries if "SUBSTRING" in query["sql"]]
        assert len(cut) == 1 and f"IN ({mention.pk})" in cut[0]
    assert days == sorted(days, reverse=True) and days[0] > days[-1]


def test_the_page_of_an_accident_tells_place_date_and_casualties(reports: list[Document], client: Client) -> None:
    html = client.get(called("江西上饶“9·12”火灾事故").get_absolute_url()).content.decode()
    assert "2021年9月12日" in html
    assert "年份系推断" in html
    assert "死亡12人" in html


def test_a_merged_thing_leads_on_and_can_be_undone(reports: list[Document], client: Client) -> None:
    kept, other = called("三管三必须"), called("城镇燃气安全专项整治")
    Thing.objects.filter(pk=other.pk).update(kind="rule")
    answer = client.post(reverse("merge-thing", args=[kept.pk]), {"other": other.pk, "reason": "同一个"})
    assert answer.status_code == 302
    answer = client.get(other.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, kept.get_absolute_url())
    assert not Mention.objects.filter(thing=other.pk).exists()


@pytest.mark.parametrize(
    "address",
    [
        "/things/",
        "/things/?kind=rule&q=必须",
        "/over-time/?q=燃气",
        "/over-time/?sector=gas",
        "/sectors/gas/",
        "thing",
        "directive",
        "meeting",
    ],
)
def test_no_page_asks_the_database_more_than_twelve_times(
    reports: list[Document], client: Client, address: str
) -> None:
    rows: dict[str, Any] = {
        "thing": Thing.objects.filter(kind="accident"),
        "directive": Directive.objects.filter(text__contains="三管三必须"),
    }
    if address == "meeting":
        address = reports[1].meetings.all()[0].get_absolute_url()
    elif address in rows:
        address = rows[address][0].get_absolute_url()
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(asked) <= MOST_QUERIES, [query["sql"][:120] for query in asked]
    assert len(answer.content) < 60_000


def numbers_of(things: Iterable[Any]) -> list[tuple[Any, ...]]:
    return [(thing.pk, thing.n, thing.first, thing.latest) for thing in things]


def test_the_list_of_things_counts_what_it_shows_alone(
    sixty_quarters: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directives.things.views.PER_PAGE", 2)
    everything = Thing.objects.with_counts()
    for search, wanted in (
        ("", everything),
        ("kind=rule", everything.filter(kind="rule")),
        ("q=三个", everything.called("三个")),
    ):
        shown: list[tuple[Any, ...]] = []
        number: int | None = 1
        while number:
            with CaptureQueriesContext(connection) as asked:
                page = client.get(f"/things/?{search}&page={number}").context["page"]
            assert all(" IN (" in query["sql"] for query in asked if "held_on" in query["sql"])
            shown += numbers_of(page)
            number = page.next_page_number() if page.has_next() else None
        assert shown == numbers_of(wanted)
        assert page.paginator.count == len(shown) > 0
    address, told = "/api/v1/things?size=2", []
    while address:
        answer = client.get(address).json()
        told += [(one["id"], one["mentions"], one["first"], one["latest"]) for one in answer["results"]]
        address = answer["next"]
    days = [
        (pk, n, first and first.isoformat(), latest and latest.isoformat())
        for pk, n, first, latest in numbers_of(everything)
    ]
    assert told == sorted(days)


def test_the_page_of_a_thing_finds_its_directives_once(sixty_quarters: None, client: Client) -> None:
    for rows in (Directive.objects.all(), Directive.objects.filter(level="national"), Directive.objects.none()):
        assert rows.count_with_sectors() == (rows.count(), rows.count_by_sector())
    for thing in Thing.objects.with_counts():
        with CaptureQueriesContext(connection) as asked:
            context = client.get(thing.get_absolute_url()).context
        assert sum('FROM "directives_directive"' in query["sql"] for query in asked) == 1
        assert (context["first"], context["latest"], context["chart"].total) == (thing.first, thing.latest, thing.n)
        found = find(address_of(thing=thing.pk)).hits
        assert (context["directives"], context["sectors"]) == (found.count(), found.count_by_sector())


def test_the_search_box_suggests_things_by_alias(reports: list[Document]) -> None:
    assert [(one.name, one.number) for one in suggestions("三个必须") if "things" in one.url] == [
        ("三管三必须", find(address_of(thing=called("三管三必须").pk)).count())
    ]


def test_every_number_over_time_opens_exactly_what_it_counts(reports: list[Document]) -> None:
    searches = (
        "",
        "q=燃气",
        "level=national&since=2021-05-01",
        "sector=gas&until=2022-01-17",
        "since=2021-2-1&until=2022-1-17",
        "since=2021/4/2&until=2022/01/17",
    )
    for search in searches:
        found = find(QueryDict(search))
        assert found.valid
        drawn = chart(found.hits.count_by_quarter_and_level(), ListingAddress.of(found))
        assert drawn.total == found.count() > 0
        assert find(QueryDict(ListingAddress.of(found).whole)).count() == drawn.total
        for quarter in drawn.quarters:
            assert find(QueryDict(quarter.address)).count() == quarter.total
            for cell in quarter.cells:
                assert cell.level == "" or find(QueryDict(cell.address)).count() == cell.count


@pytest.fixture
def sixty_quarters(reports: list[Document]) -> None:
    """Directives of six levels in each of sixty quarters, and mentions of a thing in as many."""
    template = Directive.objects.filter(text__contains="三管三必须")[0]
    mention = Mention.objects.filter(turn=template.turn, thing=called("三管三必须"))[0]
    for number in range(60):
        day = dt.date(1990 + number // 4, 3 * (number % 4) + 2, 15)
        meeting = template.meeting
        assert meeting
        meeting.pk, meeting.held_on = None, day
        meeting.save()
        turn = template.turn
        turn.pk, turn.meeting, turn.position = None, meeting, 1000 + number
        turn.index()
        turn.save()
        for place, level in enumerate(Level.values[:6]):
            template.pk, template.turn, template.meeting = None, turn, meeting
            template.level, template.listed_on, template.position = level, day, 1000 + 10 * number + place
            template.index()
            template.save()
        mention.pk, mention.turn, mention.start, mention.end = None, turn, mention.start + 10_000, mention.end + 10_000
        mention.save()


def test_many_quarters_stand_on_several_pages(sixty_quarters: None, client: Client) -> None:
    thing = called("三管三必须").get_absolute_url()
    for first in ("/over-time/?q=三管三必须", f"/over-time/?q=三管三必须+-{'很长的词' * 60}", thing):
        seen, pages, address = [], 0, first
        while address:
            answer = client.get(address)
            assert len(answer.content) < 60_000, address
            seen += answer.context["quarters"].object_list
            _, _, drawn = answer.content.decode().partition('class="bars quarters')
            following = re.search(r'rel="next" href="([^"]+)#quarters"', drawn)
            address = urlsplit(first).path + following[1].replace("&amp;", "&") if following else ""
            pages += 1
        assert pages > 1
        assert [quarter.first for quarter in seen] == [quarter.first for quarter in answer.context["chart"].quarters]
        assert len(seen) > 60


SEARCHES = (
    "", "q=三管三必须", "q=燃气", "level=national", "level=city&since=1991-2-1&until=1999/12/5", "until=1985-1-1",
)  # fmt: skip


def test_bitmaps_tell_the_same_over_time(sixty_quarters: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    Directive.objects.filter(pk__in=list(Directive.objects.values_list("pk", flat=True)[:3])).update(listed_on=UNDATED)
    told = {search: client.get(f"/over-time/?{search}").context for search in SEARCHES}
    monkeypatch.setattr(tallies, "large", lambda: True)
    tallies.INDEX.forget()
    tallies.INDEX.store.build()
    for search in SEARCHES:
        client.get(f"/over-time/?{search}")
        with CaptureQueriesContext(connection) as asked:
            counted = client.get(f"/over-time/?{search}").context
        assert len(asked) <= MOST_QUERIES, search
        assert not any("DATE_TRUNC" in query["sql"] for query in asked)
        for name in ("chart", "ends", "steps"):
            assert counted[name] == told[search][name], (search, name)
    assert len(told[""]["steps"]) == 3
    tallies.INDEX.forget()


def test_the_wording_of_national_meetings_is_compared(reports: list[Document], client: Client) -> None:
    (step,) = steps(find(address_of(sector="gas")).hits)
    (pair,) = step.changes.reworded
    said = "".join(part.text for part in pair.parts if part.how != "out")
    assert said == pair.after.text
    assert "".join(part.text for part in pair.parts if part.how != "in") == pair.before.text
    html = client.get("/over-time/?sector=gas").content.decode()
    assert "<del>" in html
    assert "<ins>" in html


def test_the_site_asks_programs_to_read_the_same(reports: list[Document], client: Client) -> None:
    answer = client.get("/api/v1/things", {"kind": "accident"}).json()
    (thing,) = answer["results"]
    assert (thing["name"], thing["mentions"], thing["year_basis"]) == ("江西上饶“9·12”火灾事故", 2, "guessed")
    whole = client.get(f"/api/v1/things/{thing['id']}").json()
    assert [one["dead"] for one in whole["told"]] == [12, 12]
    other = called("三管三必须")
    merging = Thing.objects.create(kind="rule", name="旧名", key="旧名")
    merge_things(other.pk, merging.pk, None, "同一个")
    moved = client.get(f"/api/v1/things/{merging.pk}")
    assert (moved.status_code, urlsplit(moved["Location"]).path) == (301, f"/api/v1/things/{other.pk}")


def test_sentences_are_paired_by_likeness() -> None:
    before = [Sentence(1, "各地要加强燃气监管。"), Sentence(2, "严禁超载。"), Sentence(3, "开展大检查。")]
    after = [Sentence(4, "严禁超载！"), Sentence(5, "各地要持续加强燃气安全监管。"), Sentence(6, "做好防汛。")]
    changes = compare(before, after)
    assert [(pair.before.key, pair.after.key) for pair in changes.kept] == [(2, 4)]
    assert [(pair.before.key, pair.after.key) for pair in changes.reworded] == [(1, 5)]
    assert ([one.key for one in changes.added], [one.key for one in changes.dropped]) == ([6], [3])
    came = "".join(part.text for part in changes.reworded[0].parts if part.how == "in")
    assert came.startswith("持续安全")


def test_a_wrong_address_is_told(client: Client) -> None:
    answer = client.get("/over-time/?q=(")
    assert answer.status_code == 400
    assert "problem" in answer.content.decode()


def test_an_alias_typed_in_the_administration_is_understood_from_then_on(
    reports: list[Document], client: Client
) -> None:
    thing = called("四不两直")
    address = reverse("admin:directives_thing_change", args=[thing.pk])
    form = {
        "kind": "rule", "name": "四不两直", "in_use": "on", "number": "", "month_day": "", "year": "", "place": "", "what": "",
        "aliases-TOTAL_FORMS": "1", "aliases-INITIAL_FORMS": "0", "aliases-0-thing": thing.pk, "aliases-0-name": "不打招呼法",
    }  # fmt: skip
    answer = client.post(address, form)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    document = report("湖北省", "2022-03-01", "要推行不打招呼法。")
    assert [mention.thing_id for mention in document.mentions.all()] == [thing.pk]
    form |= {"aliases-0-name": "三个必须"}
    assert "三管三必须" in client.post(address, form).content.decode()
