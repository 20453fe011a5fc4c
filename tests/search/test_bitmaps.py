"""Counts by bitmaps against plain SQL, while others write."""

import datetime as dt
import random
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear

from search.bitmaps import BitmapIndex, OutOfStep, Reading
from search.changes import prune
from search.query import parse
from tests.search.corpus import Passage, store

WORDS = ["燃气", "矿山", "隐患", "安全生产", "演练"]
QUERIES = ["", "燃气", "安全生产 -演练", "燃气 OR 矿山", "患安", "-隐患"]


@pytest.fixture
def index() -> BitmapIndex:
    return BitmapIndex(
        "passages",
        {
            "level": lambda: Passage.objects.values_list("level", "pk"),
            "year": lambda: Passage.objects.values_list(ExtractYear("listed_on"), "pk"),
        },
    )


@pytest.fixture
def written(transactional_db: None) -> Iterator[None]:
    """Rows that are committed, and gone afterwards."""
    store([text(random.Random(n)) for n in range(300)])
    yield
    Passage.objects.all().delete()


def text(chance: random.Random) -> str:
    return "".join(chance.sample(WORDS, 3))


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
    }
    return set(hits), counts


def check(index: BitmapIndex) -> None:
    reading = index.read([found(q) for q in QUERIES])
    for place, q in enumerate(QUERIES):
        assert by_bitmaps(reading, place) == by_sql(q), q


def change_something(chance: random.Random) -> None:
    """Insert, update or delete a few rows in one transaction; some are rolled back."""
    with transaction.atomic():
        for _ in range(chance.randint(1, 4)):
            rows = list(Passage.objects.order_by("?")[:2])
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
    for _ in range(40):
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


def test_bitmaps_first_built_within_a_transaction_that_wrote_are_not_kept(written: None, index: BitmapIndex) -> None:
    with transaction.atomic():
        store(["燃气燃气"])
        check(index)
        transaction.set_rollback(True)
    check(index)


def test_a_row_committed_late_is_seen_when_it_is(written: None, index: BitmapIndex) -> None:
    """Its number in the log is smaller than that of rows seen before: no counter may be relied on."""
    wrote, may_commit = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with transaction.atomic():
            store(["燃气迟到"])
            wrote.set()
            may_commit.wait(10)
        connection.close()

    writer = threading.Thread(target=write_slowly)
    writer.start()
    assert wrote.wait(10)
    store(["矿山先到"])
    check(index)
    may_commit.set()
    writer.join()
    check(index)
    assert found("迟到").count() == 1


def test_the_numbers_are_those_of_one_snapshot_while_others_write(written: None, index: BitmapIndex) -> None:
    stop = threading.Event()

    def keep_writing(seed: int) -> None:
        chance = random.Random(seed)
        while not stop.is_set():
            change_something(chance)
        connection.close()

    writers = [threading.Thread(target=keep_writing, args=(seed,)) for seed in (1, 2)]
    for writer in writers:
        writer.start()
    try:
        for _ in range(40):
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                check(index)
    finally:
        stop.set()
        for writer in writers:
            writer.join()


def test_a_transaction_that_looks_back_is_told_to_use_sql(written: None, index: BitmapIndex) -> None:
    def move_on() -> None:
        store(["后来的燃气"])
        index.read([])
        connection.close()

    index.read([])
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT 1")
        later = threading.Thread(target=move_on)
        later.start()
        later.join()
        with pytest.raises(OutOfStep):
            index.read([found("燃气")])
    check(index)


def test_an_emptied_table_and_a_cut_log_start_anew(written: None, index: BitmapIndex) -> None:
    check(index)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {Passage._meta.db_table}")
    check(index)
    store(["燃气"])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_change SET noted_at = now() - interval '2 days'")
    prune()
    check(index)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_change WHERE subject = 'passages'")
        assert cursor.fetchone() == (0,)


def test_within_a_transaction_of_ones_own_the_numbers_are_right(db: None, index: BitmapIndex) -> Any:
    store(["燃气", "矿山"])
    check(index)
    Passage.objects.filter(text="燃气").delete()
    check(index)
