"""Pages of a search: complete, in a total order, and by a plan that suits the hits also where they lie unevenly."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pyroaring import BitMap

from search import paging
from search.hits import Hits
from search.listed import Listed
from search.paging import _table_rows as measured_rows
from search.paging import page_keys
from search.query import parse
from tests.search.corpus import Passage

ROWS = 12_000
NEWEST = ("-listed_on", "-pk")


def skewed_text(n: int) -> str:
    """`n` counts from the oldest row: old, new, common, rare and everywhere."""
    words = ["安全生产"]
    words += ["小煤窑"] if n < ROWS // 4 else []
    words += ["储能电站"] if n >= ROWS - 300 else []
    words += ["隐患"] if n % 3 == 0 else []
    words += ["渡口渡船"] if n % 1000 == 7 else []
    return "，".join(words) + f"第{n}条"


@pytest.fixture(scope="module")
def skewed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        passages = []
        for n in range(ROWS):
            day = dt.date(2000, 1, 1) + dt.timedelta(days=n // 5)
            passage = Passage(text=skewed_text(n), listed_on=day, level="county" if n % 10 == 3 else "city")
            passage.index()
            passages.append(passage)
        Passage.objects.bulk_create(passages, batch_size=2000)
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM ANALYZE {Passage._meta.db_table}")
        yield
        Passage.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM {Passage._meta.db_table}")  # else PostgreSQL says that the rows are still there


@pytest.fixture(autouse=True)
def _measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the number of rows is the one that PostgreSQL counted in `skewed`."""
    monkeypatch.setattr(paging, "_table_rows", measured_rows)


def rows(q: str) -> Any:
    return Passage.objects.matching(parse(q)).order_by(*NEWEST)


def nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(inner for part in plan.get("Plans", []) for inner in nodes(part))]


def visited(queries: CaptureQueriesContext) -> int:
    """How many rows of the table the captured queries read, by EXPLAIN ANALYZE of each."""
    total = 0
    for query in queries.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query['sql']}")
            (((plan,),),) = (cursor.fetchall(),)
        for node in nodes(plan[0]["Plan"]):
            if node.get("Relation Name") == Passage._meta.db_table and "Index Only" not in node["Node Type"]:
                total += node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
    return total


@pytest.mark.django_db
@pytest.mark.parametrize(
    "q", ["安全生产", "隐患", "小煤窑", "储能电站", "渡口渡船", "没有", "-隐患", "小煤窑 隐患", "全生"]
)
@pytest.mark.parametrize("order", [NEWEST, ("listed_on", "pk"), ("level", "-pk")])
def test_a_page_is_what_sorting_everything_gives(skewed: None, q: str, order: tuple[str, ...]) -> None:
    found = Passage.objects.matching(parse(q)).order_by(*order)
    keys = list(found.values_list("pk", flat=True))
    for start in (0, 20, 980, max(0, len(keys) - 5)):
        assert page_keys(found, start, 20, len(keys)) == keys[start : start + 20]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("q", "most"),
    [
        ("安全生产", 400),  # everywhere: a short walk
        ("隐患", 700),
        ("储能电站", 700),  # few and new
        ("渡口渡船", 100),  # few and scattered
        ("渡口渡船 隐患", 100),
        ("没有这个", 0),
        ("小煤窑", 3200),  # many, all of them old: collected, the newer rows left alone
        ("小煤窑 -储能电站", 3300),
    ],
)
def test_a_page_never_reads_the_table(skewed: None, q: str, most: int) -> None:
    count = rows(q).count()
    with CaptureQueriesContext(connection) as queries:
        page_keys(rows(q), 0, 20, count)
    assert visited(queries) <= most


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("q", "level", "most"),
    [
        ("安全生产", "county", 1500),  # a tenth of very many
        ("安全生产", "city", 400),
        ("隐患", "county", 4000),
        ("储能电站", "county", 700),
        ("渡口渡船", "county", 100),
        ("没有这个", "county", 0),
        ("小煤窑", "county", 3200),
        ("小煤窑 隐患", "city", 3200),
        ("", "township", 0),
    ],
)
def test_a_filtered_page_never_reads_the_table(skewed: None, q: str, level: str, most: int) -> None:
    found = rows(q).filter(level=level)
    count = found.count()
    with CaptureQueriesContext(connection) as queries:
        page_keys(found, 0, 20, count)
    assert visited(queries) <= most


@pytest.mark.django_db
@pytest.mark.parametrize("q", ["安全生产", "隐患", "储能电站", "渡口渡船", "小煤窑", "小煤窑 隐患", "-隐患", "没有"])
@pytest.mark.parametrize("start", [0, 2980])
def test_with_bitmaps_a_page_reads_its_own_rows_alone(skewed: None, q: str, start: int) -> None:
    every = Passage.objects.values_list("pk", "listed_on")
    years: dict[str, BitMap] = {}
    days: dict[str, BitMap] = {}
    for pk, day in every:
        years.setdefault(str(day.year), BitMap()).add(pk)
        days.setdefault(day.isoformat(), BitMap()).add(pk)
    keys = list(rows(q).values_list("pk", flat=True))
    hits = Hits(rows(q), listed=Listed(BitMap(keys), years, days))
    with CaptureQueriesContext(connection) as queries:
        shown = hits[start : start + 20]
    assert [row.pk for row in shown] == keys[start : start + 20]
    assert visited(queries) == len(shown) <= 20


@pytest.mark.django_db
def test_left_alone_the_planner_walks_past_all_newer_rows(skewed: None) -> None:
    """Why the plan is ours. If this fails, PostgreSQL has learnt better and `search.paging` may go."""
    with CaptureQueriesContext(connection) as queries:
        list(rows("小煤窑").values_list("pk", flat=True)[:20])
    assert visited(queries) > ROWS // 2


@pytest.mark.django_db
def test_pages_by_relevance_hold_every_hit_once(skewed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "MOST_RANKED", 400)
    for q in ("隐患", "小煤窑", "小煤窑 隐患"):
        query = parse(q)
        found = Passage.objects.matching(query).by_relevance(query)
        pages = Paginator(Hits(found), 500)
        keys = [row.pk for number in pages.page_range for row in pages.page(number).object_list]
        assert len(keys) == len(set(keys)) == pages.count == found.count()


@pytest.mark.django_db
def test_few_hits_are_read_at_once_and_counted_once(skewed: None) -> None:
    hits = Hits(rows("储能电站"))
    with CaptureQueriesContext(connection) as queries:
        assert [row.text for row in hits[:20]] == [skewed_text(ROWS - 1 - n) for n in range(20)]
        assert len(hits) == 300
    assert len(queries) == 3  # about how many rows the table has, the count, the rows
    assert hits[299].text == skewed_text(ROWS - 300)
