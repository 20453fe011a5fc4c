"""Counts by bitmaps against plain SQL, while others write."""

import datetime as dt
import random
import re
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.test.utils import CaptureQueriesContext

from search import bitmap_store, bitmaps
from search.bitmaps import BitmapIndex
from search.changes import prune
from search.query import parse
from search.sought import OutOfStep, Reading, Sought
from tests.search.corpus import Passage, store
from tests.threads import PATIENCE, beside, elsewhere

WORDS = ["燃气", "矿山", "隐患", "安全生产", "演练"]
# Frequent and rare, exact and not, one character, only what must not be, nearness.
QUERIES = ["", "燃气", "安全生产 -演练", "燃气 OR 矿山", "患安", "-隐患", "燃", "生产燃气", "-患安", "稀见", "矿 -稀见",
           "稀见 OR 演练", "燃气 ~3 矿山", "没有", "全生产", "-安全生", "全生产 OR 患安", "患安 -全生产",
           "患稀见", "稀见 患安", "稀见 -患安", "稀见 ~3 燃气", "稀见 同句 -演练", "患稀见 OR 气稀", "稀见 (患安 OR 没有)"]  # fmt: skip


def new_index() -> BitmapIndex:
    """As another process has it."""
    return BitmapIndex(
        Passage,
        "passages",
        {
            "level": lambda: Passage.objects.values_list("level", "pk"),
            "year": lambda: Passage.objects.values_list(ExtractYear("listed_on"), "pk"),
        },
    )


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> BitmapIndex:
    monkeypatch.setattr(bitmap_store, "FREQUENT", 20)
    return new_index()


@pytest.fixture
def written(transactional_db: None, index: BitmapIndex) -> Iterator[None]:
    """Rows that are committed, with their bitmaps, and gone afterwards."""
    store([text(random.Random(n)) for n in range(300)])
    assert index.store.build() == 0
    yield
    Passage.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_generation; DELETE FROM search_bitmap")


def text(chance: random.Random) -> str:
    return "".join(chance.sample(WORDS, 3)) + ("稀见" if chance.random() < 0.02 else "")


def found(q: str) -> QuerySet[Passage]:
    return Passage.objects.matching(parse(q))


def by_sql(q: str) -> tuple[set[int], dict[str, dict[str, int]]]:
    rows = found(q).order_by()
    levels = rows.values_list("level").annotate(n=Count("pk"))
    years = rows.values_list(ExtractYear("listed_on")).annotate(n=Count("pk"))
    return set(rows.values_list("pk", flat=True)), {
        "level": dict(levels),
        "year": {str(year): n for year, n in years},
    }


def by_bitmaps(reading: Reading, place: int) -> tuple[set[int], dict[str, dict[str, int]]]:
    hits = reading.hits[place]
    counts = {
        name: {value: n for value, rows in values.items() if (n := hits.intersection_cardinality(rows))}
        for name, values in reading.facets.items()
        if name != "all"
    }
    return set(hits), counts


def check(index: BitmapIndex) -> None:
    words = Passage.objects.index_words()
    reading = index.read([Sought(found(q), parse(q).node, words) for q in QUERIES])
    for place, q in enumerate(QUERIES):
        assert by_bitmaps(reading, place) == by_sql(q), q


def change_something(chance: random.Random, *, writer: int = 0, writers: int = 1) -> None:
    """Insert, update or delete a few rows in one transaction; some are rolled back. Of several writers each changes rows
    of its own, so that none waits for another that waits for it."""
    with transaction.atomic():
        for _ in range(chance.randint(1, 4)):
            keys = [
                key for key in Passage.objects.order_by("pk").values_list("pk", flat=True) if key % writers == writer
            ]
            rows = list(Passage.objects.filter(pk__in=chance.sample(keys, min(2, len(keys)))))
            match chance.randrange(4):
                case 0:
                    store([text(chance) for _ in range(chance.randint(1, 5))])
                case 1 if rows:
                    rows[0].delete()
                case 2 if rows:
                    rows[0].text = text(chance)
                    rows[0].index()
                    rows[0].save()
                case 3 if rows:
                    day = dt.date(chance.randint(2018, 2024), 5, 1)
                    Passage.objects.filter(pk__in=[row.pk for row in rows]).update(level="city", listed_on=day)
        if chance.random() < 0.2:
            transaction.set_rollback(True)


def test_the_numbers_are_those_of_sql_after_every_change(written: None, index: BitmapIndex) -> None:
    chance = random.Random(1)
    check(index)
    for _ in range(15):
        change_something(chance)
        check(index)


def test_what_is_rolled_back_leaves_no_trace(written: None, index: BitmapIndex) -> None:
    check(index)
    with transaction.atomic():
        store(["燃气燃气"])
        Passage.objects.filter(pk=Passage.objects.earliest("pk").pk).delete()
        check(index)
        transaction.set_rollback(True)
    check(index)


def test_searches_first_asked_within_a_transaction_that_wrote_are_not_kept(written: None, index: BitmapIndex) -> None:
    with transaction.atomic():
        store(["燃气燃气", "稀见没有"])
        check(index)
        transaction.set_rollback(True)
    check(index)


def test_changes_are_folded_in(written: None, index: BitmapIndex) -> None:
    chance = random.Random(2)
    check(index)
    for _ in range(5):
        for _ in range(4):
            change_something(chance)
        assert index.store.fold()
        check(index)  # goes on with what it knows
        check(new_index())  # has only what is stored
        assert not index.store.changed_since(index.store.generation())  # type: ignore[arg-type]
    assert index.store.build() == 0  # nothing was wrong


def test_frequent_lexemes_are_answered_from_what_is_stored(written: None) -> None:
    index = new_index()
    words = Passage.objects.index_words()
    searches = [Sought(found(q), parse(q).node, words) for q in ("燃气", "安全生产 -演练", "-隐患", "燃 OR 矿山")]
    Passage.objects.filter(pk=Passage.objects.earliest("pk").pk).update(level="city")
    index.read(searches)
    with CaptureQueriesContext(connection) as queries:
        again = new_index().read(searches)
    assert [by_bitmaps(again, place)[0] for place in range(4)] == [
        set(search.rows.values_list("pk", flat=True)) for search in searches
    ]
    asked = " ".join(query["sql"] for query in queries.captured_queries)
    assert "AS hit (id) WHERE id = ANY" in asked, "the changed row is looked at"
    assert not re.search(r"AS hit \(id\)(?! WHERE id = ANY)", asked), "the other rows are not"


def test_texts_are_read_only_where_no_longer_word_tells(written: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """安全生 stands in 安全生产: only rows that have its pairs but not the word are looked at."""
    store([f"安全与全生命周期{n}" for n in range(3)])
    store(["燃气安全，生活"])
    index = new_index()
    index.store.build()
    monkeypatch.setattr(bitmaps, "FEW", 0)
    words = Passage.objects.index_words()
    with CaptureQueriesContext(connection) as queries:
        reading = index.read([Sought(found("安全生"), parse("安全生").node, words)])
    assert set(reading.hits[0]) == by_sql("安全生")[0]
    (looked_at,) = re.findall(r"id = ANY\('{([\d,]*)}'", queries[-1]["sql"])
    assert len(looked_at.split(",")) == 4


def test_of_a_rare_search_only_the_rare_lexemes_are_looked_up(written: None, index: BitmapIndex) -> None:
    """The others stand in many rows: finding the few among those takes longer than reading their texts."""
    store(["安全燃气稀见了", "稀见的燃气，安全"])
    words = Passage.objects.index_words()
    searches = [Sought(found(q), parse(q).node, words) for q in ("燃气稀见", "-燃气稀见 稀见", "安全 (气稀 OR 见的)")]
    with CaptureQueriesContext(connection) as queries:
        reading = index.read(searches)
    assert [set(hits) for hits in reading.hits] == [
        set(search.rows.values_list("pk", flat=True)) for search in searches
    ]
    assert all(reading.hits)
    assert "燃气" not in "".join(re.findall(r"@@ \('?(.*?)::tsquery", queries[-1]["sql"]))
    assert len(re.findall("@@", queries[-1]["sql"])) == 3


def test_a_damaged_bitmap_is_found_and_repaired(written: None, index: BitmapIndex) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_bitmap SET bits = (SELECT bits FROM search_bitmap WHERE name = 'word' AND value = '燃气')"
            " WHERE name = 'word' AND value IN ('矿山', '隐患')"
        )
        cursor.execute("DELETE FROM search_bitmap WHERE name = 'level'")
    levels = len(set(Passage.objects.order_by().values_list("level", flat=True)))
    assert index.store.build() == 2 + levels
    assert index.store.build() == 0
    check(index)


def test_without_stored_bitmaps_the_caller_is_told_to_use_sql(transactional_db: None, index: BitmapIndex) -> None:
    with pytest.raises(OutOfStep):
        index.read([])


def test_two_never_build_at_once(written: None, index: BitmapIndex) -> None:
    outcomes: list[object] = []

    def build() -> None:
        outcomes.extend([new_index().store.build(), new_index().store.fold()])

    def while_at_work(done: int, parts: int) -> None:
        elsewhere(build)

    assert index.store.build(while_at_work) == 0
    assert outcomes == [None, False]


def test_a_row_committed_late_is_seen_when_it_is(written: None, index: BitmapIndex) -> None:
    """Its number in the log is smaller than that of rows seen before: no counter may be relied on."""
    wrote, may_commit = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with transaction.atomic():
            store(["燃气迟到"])
            wrote.set()
            assert may_commit.wait(PATIENCE)

    with beside(write_slowly) as problems:
        assert wrote.wait(PATIENCE)
        store(["矿山先到"])
        check(index)
        may_commit.set()
    assert problems == []
    check(index)
    assert found("迟到").count() == 1


def test_the_numbers_are_those_of_one_snapshot_while_others_write(written: None, index: BitmapIndex) -> None:
    stop = threading.Event()

    def keep_writing(number: int) -> None:
        chance = random.Random(number)
        while not stop.is_set():
            change_something(chance, writer=number, writers=2)

    def keep_folding() -> None:
        chance = random.Random(2)
        while not stop.is_set():
            (index.store.fold if chance.random() < 0.7 else index.store.build)()

    with ExitStack() as at_work:
        problems = [
            at_work.enter_context(beside(work))
            for work in (partial(keep_writing, 0), partial(keep_writing, 1), keep_folding)
        ]
        at_work.callback(stop.set)
        for _ in range(12):
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                check(index)
                try:
                    check(new_index())
                except OutOfStep:  # what is stored came after this transaction began to look
                    continue
    assert problems == [[], [], []]


def test_a_transaction_that_looks_back_is_told_to_use_sql(written: None, index: BitmapIndex) -> None:
    def move_on() -> None:
        store(["后来的燃气"])
        index.read([])

    index.read([])
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT 1")
        elsewhere(move_on)
        with pytest.raises(OutOfStep):
            index.read([Sought(found("燃气"))])
    check(index)


def test_an_emptied_table_and_a_cut_log_start_anew(written: None, index: BitmapIndex) -> None:
    check(index)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {Passage._meta.db_table}")
    with pytest.raises(OutOfStep):
        check(index)
    assert index.store.fold()
    check(index)
    store(["燃气"])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_change SET noted_at = now() - interval '2 days'")
    prune()
    check(index)
    assert notes() > 0  # the stored bitmaps lack them
    assert index.store.fold()
    prune()
    assert notes() == 0
    check(index)


def notes() -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_change WHERE subject = 'passages'")
        return cursor.fetchone()[0]


def test_within_a_transaction_of_ones_own_the_numbers_are_right(written: None, index: BitmapIndex) -> Any:
    store(["燃气", "矿山"])
    check(index)
    Passage.objects.filter(text="燃气").delete()
    check(index)


def test_a_search_of_nothing_at_all_takes_no_statement(written: None) -> None:
    nothing = Passage.objects.filter(pk__in=[])
    searches = [Sought(nothing), Sought(nothing, afresh=True), Sought(found("燃气"), afresh=True)]
    reading = new_index().read(searches)
    assert [set(hits) for hits in reading.hits] == [set(), set(), by_sql("燃气")[0]]


def test_new_searches_take_two_statements_whatever_their_number(written: None) -> None:
    index, words = new_index(), Passage.objects.index_words()
    index.read([])
    queries_of = ("燃气", "矿山 -隐患", "稀见", "没有")
    searches = [Sought(found(q), parse(q).node, words) for q in queries_of]
    searches.append(Sought(found("演练"), afresh=True))
    with CaptureQueriesContext(connection) as queries:
        reading = index.read(searches)
    assert len(queries) == 2, "the stored bitmaps, and everything else in the statement that tells the snapshot"
    assert [set(hits) for hits in reading.hits] == [by_sql(q)[0] for q in (*queries_of, "演练")]
