"""The filters of the listing: what each leaves, what its choices count, what is said of it."""

import datetime as dt
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from directives.counting import count, total
from directives.facets import Choice, facets
from directives.filters import DirectiveFilter, FullTextFilter
from directives.models import Directive, Sector
from directives.querysets import DirectiveQuerySet
from meetings.models import Meeting, Speaker, Turn
from tests.factories import store_three_meetings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _collection() -> None:
    store_three_meetings()


def filtered(address: str) -> DirectiveFilter:
    return DirectiveFilter(QueryDict(address), Directive.objects.all())


def number(address: str) -> int:
    filters = filtered(address)
    assert filters.is_valid(), filters.form.errors
    return filters.qs.count()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", 9),
        ("q=燃气", 3),
        ("q=燃氣", 3),
        ("q=燃气 -演练", 2),
        ("sector=gas", 3),
        ("sector=mine", 2),  # a child's directives are its parent's
        ("sector=coal", 2),
        ("sector=gas&sector=fire", 5),
        ("sector=gas&level=national", 1),
        ("level=national&level=city", 5),
        ("region=420000", 5),  # with the city inside it
        ("region=420700", 2),
        ("region=000000", 8),
        ("region=unknown", 1),
        ("region=unknown&region=420700", 3),
        ("year=2022", 5),
        ("year=2021&year=2022", 8),
        ("year=unknown", 1),
        ("since=2022-01-17", 5),
        ("until=2022-01-17", 6),  # never what has no date
        ("since=2022-01-17&until=2022-01-17", 3),
        ("deadline=any", 2),
        ("deadline=none", 7),
        ("deadline=past", 2),
        ("deadline=ahead", 0),
        ("deadline=ahead&deadline=past", 2),
        ("modality=forbid", 2),
        ("modality=forbid&modality=must", 4),
        ("q=行业:燃气", 3),
        ("q=级别:全国 燃气", 1),
        ("q=地区:湖北", 5),
        ("q=日期:2022", 5),
        ("q=日期:..2022", 8),
        ("q=讲话人:陆远山", 3),
        ("q=部门:住建", 2),
        ("q=会议:安委会", 2),
    ],
)
def test_it_leaves_exactly_what_is_asked(address: str, expected: int) -> None:
    assert number(address) == expected


def test_it_filters_by_meeting_speaker_and_body() -> None:
    meeting, speaker = Meeting.objects.get(level="city"), Speaker.objects.get(name="陆远山")
    assert number(f"meeting={meeting.pk}") == 2
    assert number(f"speaker={speaker.pk}") == 3
    body = Directive.objects.filter(text__contains="住建部门")[0].bodies.get()
    assert number(f"body={body.pk}") == 2


@pytest.mark.parametrize(
    "address",
    ["sector=nope", "sector=%00", "region=..", "meeting=0", "meeting=1x", "speaker=9999999999999999999999", "level=x",
     "year=20x1", "since=yesterday", "deadline=soon", "modality=ask", "q=(燃气", "q=不存在的字段:1 日期:"],
)  # fmt: skip
def test_it_refuses_what_it_does_not_know(address: str) -> None:
    assert not filtered(address).is_valid()


def test_a_malformed_query_comes_with_a_correction() -> None:
    filters = filtered("q=燃气 )")
    assert not filters.is_valid()
    assert filters.form.errors.as_data()["q"][0].params == {"suggestion": "燃气"}


def _opened(facet: str, choice: Choice, address: str) -> int:
    joint = "&" if address else ""
    return number(f"{address}{joint}{facet}={choice.value}")


@pytest.mark.parametrize("address", ["", "q=要", "q=燃气", "level=national", "year=2022&deadline=none"])
def test_each_choice_counts_exactly_the_rows_it_opens(address: str) -> None:
    filters = filtered(address)
    assert filters.is_valid()
    counts = count(filters)
    assert total(counts) == filters.qs.count()
    chosen = set(QueryDict(address))
    checked = 0
    for facet in facets(filters, counts):
        if facet.name in chosen:
            continue
        for choice in [one for top in facet.choices for one in (top, *top.children)]:
            assert choice.count == _opened(facet.name, choice, address), (facet.name, choice.value)
            checked += 1
    assert checked


def test_a_chosen_facet_still_counts_its_other_choices() -> None:
    filters = filtered("sector=gas&level=province")
    assert filters.is_valid()
    shown = {facet.name: facet for facet in facets(filters, count(filters))}
    assert {choice.value: choice.count for choice in shown["sector"].choices} == {"gas": 2, "fire": 1}
    assert shown["sector"].choices[0].checked
    assert {choice.value: choice.count for choice in shown["level"].choices} == {"national": 1, "province": 2}


def test_days_are_counted_as_years() -> None:
    one = Directive.objects.filter(listed_on__year=2022).values("pk")[:1]
    Directive.objects.filter(pk__in=one).update(listed_on=dt.date(2022, 12, 31))
    filters = filtered("year=2021")
    assert filters.is_valid()
    with CaptureQueriesContext(connection) as queries:
        years = count(filters)["year"]
    assert {year: n for year, (_, n) in years.items()} == {"2021": 3, "2022": 5, "1": 1}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {queries[-1]['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "CTE hits0" in plan
    assert "CTE hits1" not in plan, "only the day of the rows of other years is read, and they are kept nowhere"


def test_the_cities_of_a_chosen_province_are_offered() -> None:
    filters = filtered("region=420000")
    assert filters.is_valid()
    regions = next(f for f in facets(filters, count(filters)) if f.name == "region")
    province = next(choice for choice in regions.choices if choice.value == "420000")
    assert [(child.value, child.count) for child in province.children] == [("420700", 2)]


def test_what_is_in_no_region_is_offered_last() -> None:
    for address in ("", "region=unknown"):
        filters = filtered(address)
        assert filters.is_valid()
        regions = next(f for f in facets(filters, count(filters)) if f.name == "region")
        last = regions.choices[-1]
        assert (last.value, last.label, last.count, last.checked) == ("unknown", "没有地区", 1, bool(address))
    assert [chip.value for chip in filters.chips()] == ["没有地区"]


def test_a_chip_drops_its_value_alone() -> None:
    filters = filtered("q=要&sector=gas&sector=fire&since=2022-01-01&page=3")
    assert filters.is_valid()
    chips = {chip.value: parse_qs(chip.url.removeprefix("?")) for chip in filters.chips()}
    assert chips["城镇燃气"] == {"q": ["要"], "sector": ["fire"], "since": ["2022-01-01"]}
    assert chips["2022年1月1日"] == {"q": ["要"], "sector": ["gas", "fire"]}


def test_turns_are_narrowed_by_the_same_names() -> None:
    def turns(address: str) -> int:
        filters = FullTextFilter(QueryDict(address), Turn.objects.all())
        assert filters.is_valid()
        return filters.qs.count()

    assert turns("q=燃气") == 2
    assert turns("q=燃气&level=national") == 1
    assert turns("region=420000") == 4
    assert turns("region=unknown") == 2
    assert turns("until=2021-12-31") == 2
    assert turns("year=unknown") == 2
    assert turns("q=行业:消防") == 2


def test_counts_of_quarters_are_what_the_dates_open() -> None:
    quarters = Sector.objects.count_by_quarter()
    assert quarters
    for top, quarter, n, latest in quarters:
        assert quarter <= latest
        slug = Sector.objects.get(pk=top).slug
        last = (quarter + dt.timedelta(days=93)).replace(day=1) - dt.timedelta(days=1)
        assert number(f"sector={slug}&since={quarter}&until={last}") == n


def test_the_listing_has_a_total_order() -> None:
    rows = Directive.objects.for_listing().newest()
    assert isinstance(rows, DirectiveQuerySet)
    assert rows.ordered
    keys = [(row.listed_on, row.pk) for row in rows]
    assert keys == sorted(keys, reverse=True)
