"""How fast the search is at any number of directives.

    python -m benchmarks.search_speed [--rows 100000] [--keep]

Fills a database of its own with invented directives (always the same), prints how long indexing takes and how
large the index is, then p50 and p95 of first pages, counts and facets over a set of queries, and checks a
sample of them against a scan of the texts. `--keep` leaves the database, and uses it again if it is there.
"""

import argparse
import itertools
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models.functions import ExtractYear  # noqa: E402

from benchmarks.search_rows import OLD, clauses, directives, surroundings, tasks  # noqa: E402
from directives.models import Directive, SectorTask  # noqa: E402
from search.bitmaps import BitmapIndex  # noqa: E402
from search.bulk import copy_rows  # noqa: E402
from search.normalise import fold  # noqa: E402
from search.paging import page_keys  # noqa: E402
from search.query import parse  # noqa: E402
from search.words import dictionary, index_lexemes  # noqa: E402

BATCH = 5000
TABLE = Directive._meta.db_table
NEWEST = ("-listed_on", "-pk")
LINES = sys.stdout


def say(words: str) -> None:
    LINES.write(f"{words}\n")
    LINES.flush()


def use_database(name: str) -> bool:
    """Connect to the scratch database; whether it was there."""
    connection.close()
    connection.settings_dict["NAME"] = "postgres"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        known = cursor.fetchone() is not None
        if not known:
            cursor.execute(f'CREATE DATABASE "{name}"')
    connection.close()
    connection.settings_dict["NAME"] = name
    return known


def drop_database(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = "postgres"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def run(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone() if cursor.description else None


def fill(rows: int) -> None:
    """All rows by COPY, then the index of lexemes, as after a first bulk load."""
    call_command("migrate", verbosity=0)
    surroundings()
    run("DROP INDEX directive_lexemes")
    started, cutting = time.perf_counter(), 0.0
    coming = directives(rows)
    while batch := list(itertools.islice(coming, BATCH)):
        before = time.process_time()
        for directive in batch:
            index_lexemes(directive.folded)
        cutting += time.process_time() - before
        copy_rows(batch)
    coming_tasks = tasks(rows)
    while more := list(itertools.islice(coming_tasks, BATCH)):
        copy_rows(more)
    say(f"stored in {time.perf_counter() - started:.0f} s, of which cutting into lexemes {cutting:.0f} s")
    run("SET maintenance_work_mem = '512MB'")
    before = time.perf_counter()
    run(f"CREATE INDEX directive_lexemes ON {TABLE} USING gin (lexemes) WITH (fastupdate = off)")
    built = time.perf_counter() - before
    say(f"index built in {built:.1f} s; cutting and building: {rows / (built + cutting):,.0f} directives a second")
    for table in (TABLE, SectorTask._meta.db_table):
        run(f"VACUUM ANALYZE {table}")


def queries(number: int) -> dict[str, list[str]]:
    """Queries of each kind, always the same."""
    chance = random.Random(5)
    known = [fold(clause) for clause in clauses()]

    def stretch(low: int, high: int) -> str:
        clause = chance.choice([one for one in known if len(one) >= high])
        start = chance.randrange(len(clause) - high + 1)
        return clause[start : start + chance.randint(low, high)]

    holding = [clause for clause in known if dictionary().words_in(clause)]

    def word() -> str:
        clause = chance.choice(holding)
        start, end = chance.choice(dictionary().words_in(clause))
        return clause[start:end]

    def crossing() -> str:
        return chance.choice(known)[-2:] + chance.choice(known)[:2]

    return {
        "one character": [stretch(1, 1) for _ in range(number)],
        "two characters": [stretch(2, 2) for _ in range(number)],
        "term": ["安全生产", "应急管理", "隐患排查", *(word() for _ in range(number - 3))],
        "substring": [stretch(3, 8) for _ in range(number)],
        "long phrase": [stretch(9, 14) for _ in range(number)],
        "across clauses": [crossing() for _ in range(number)],
        "and, or, not": [
            chance.choice(["{0} {1}", "{0} OR {1}", "{0} -{1}", "({0} OR {1}) {2}", "-{0} {1} -{2}", "-{0}"]).format(
                stretch(2, 2), stretch(2, 3), stretch(2, 2)
            )
            for _ in range(number)
        ],
        "nearness": [
            f"{stretch(2, 2)} {chance.choice(['同句', '~5', '~20'])} {stretch(2, 2)}" for _ in range(number // 2)
        ],
        "old only": [OLD, OLD[:3], f"{OLD[:3]} 安全"],
        "rare": [f"第{chance.randrange(20000)}号" for _ in range(number)] + ["没有这个词", "毫无踪影"],
    }


def timed(act: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    result = act()
    return result, (time.perf_counter() - started) * 1000


def figures(times: list[float]) -> str:
    ordered = sorted(times)
    return f"{statistics.median(ordered):7.1f} {ordered[int(len(ordered) * 0.95)]:7.1f}"


def facet_index() -> BitmapIndex:
    rows = Directive.objects
    return BitmapIndex(
        "directives",
        {
            "level": lambda: rows.values_list("level", "pk"),
            "year": lambda: rows.values_list(ExtractYear("listed_on"), "pk"),
            "region": lambda: rows.values_list("region_id", "pk"),
            "speaker": lambda: rows.values_list("speaker_id", "pk"),
            "sector": lambda: SectorTask.objects.values_list("sector_id", "directive_id"),
        },
    )


def measure(number: int) -> None:
    index = facet_index()
    _, building = timed(lambda: index.read([]))
    say(f"bitmaps of the facets built in {building / 1000:.1f} s")
    say(
        f"{'p50 and p95 in ms':16} {'most hits':>10} {'count':>15} {'newest':>15} {'relevance':>15} {'facets':>15} {'again':>15}"
    )
    every: dict[str, list[float]] = {}
    slowest: tuple[float, str, Any] = (0.0, "", None)
    for kind, texts in queries(number).items():
        times: dict[str, list[float]] = {}
        most = 0
        for text in texts:
            query = parse(text)
            found = Directive.objects.matching(query)
            found.count()  # warm
            hits, spent = timed(found.count)
            times.setdefault("count", []).append(spent)
            most = max(most, hits)
            for order, rows in (("newest", found.order_by(*NEWEST)), ("relevance", found.by_relevance(query))):
                _, spent = timed(partial(page_keys, rows, 0, 20, hits))
                times.setdefault(order, []).append(spent)
                if order == "newest" and spent > slowest[0]:
                    slowest = (spent, text, rows)
            for which in ("facets", "again"):
                _, spent = timed(partial(tally, index, found))
                times.setdefault(which, []).append(spent)
        say(f"{kind:16} {most:10,} {' '.join(figures(one) for one in times.values())}")
        for name, one in times.items():
            every.setdefault(name, []).extend(one)
    say(f"{'all':16} {'':10} {' '.join(figures(one) for one in every.values())}")
    say(f"slowest first page: {slowest[1]} ({slowest[0]:.0f} ms)")


def tally(index: BitmapIndex, found: Any) -> dict[tuple[str, str], int]:
    """The count of each value of each facet."""
    reading = index.read([found])
    hits = reading.hits[0]
    return {
        (name, value): hits.intersection_cardinality(rows)
        for name, values in reading.facets.items()
        for value, rows in values.items()
    }


def check(rows: int) -> None:
    """A sample of the queries against a scan of the texts in Python."""
    share = max(1, rows // 20_000)
    sample = {
        pk: folded for pk, folded in Directive.objects.order_by("pk").values_list("pk", "folded") if pk % share == 0
    }
    wrong = 0
    for kind, texts in queries(20).items():
        for text in texts if kind in ("one character", "two characters", "term", "substring", "across clauses") else ():
            expected = {pk for pk, folded in sample.items() if text in folded}
            found = set(
                Directive.objects.matching(parse(f'"{text}"')).filter(pk__in=list(sample)).values_list("pk", flat=True)
            )
            wrong += found != expected
    say(f"checked against a scan of {len(sample):,} rows: {wrong} queries differ")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=40, help="of each kind")
    parser.add_argument("--keep", action="store_true")
    chosen = parser.parse_args()
    name = f"benchmark_search_{chosen.rows}"
    known = use_database(name)
    dictionary()
    if not known:
        fill(chosen.rows)
    run("SET jit = off")
    table, index, both = run(
        f"SELECT pg_size_pretty(pg_relation_size('{TABLE}')), pg_size_pretty(pg_relation_size('directive_lexemes')), pg_size_pretty(pg_total_relation_size('{TABLE}'))"
    )
    say(f"{chosen.rows:,} directives: table {table}, index of lexemes {index}, all indexes and table {both}")
    measure(chosen.queries)
    check(chosen.rows)
    if not chosen.keep:
        drop_database(name)


if __name__ == "__main__":
    main()
