"""How fast the search is at any number of directives.

    python -m benchmarks.search_speed [--rows 100000] [--keep] [--processor]

Fills a database of its own with invented directives (always the same), prints how long indexing takes and how
large the index is, then p50 and p95 of pages, counts and facets over a set of queries, by SQL alone and with
bitmaps, and checks a sample of them against a scan of the texts. `--keep` leaves the database, and uses it again if
it is there. `--processor` gives the time that processors worked instead of the time that passed: on a busy machine it
tells more (Linux, with the server on this machine).
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
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from benchmarks.search_rows import OLD, clauses, directives, surroundings, tasks  # noqa: E402
from directives.counting import MOST, count  # noqa: E402
from directives.filters import DirectiveFilter  # noqa: E402
from directives.finding import find  # noqa: E402
from directives.models import Directive, SectorTask  # noqa: E402
from directives.suggestions import suggestions  # noqa: E402
from directives.tallies import INDEX, Tally, tally  # noqa: E402
from meetings.models import Region, Speaker  # noqa: E402
from search.bulk import copy_rows  # noqa: E402
from search.hits import Hits  # noqa: E402
from search.normalise import fold  # noqa: E402
from search.paging import collected, page_keys  # noqa: E402
from search.query import parse  # noqa: E402
from search.words import dictionary, index_lexemes  # noqa: E402

BATCH = 5000
CUT_ROWS = 20_000  # whose cutting into lexemes is timed
TABLE = Directive._meta.db_table
LINES = sys.stdout


def say(words: str) -> None:
    LINES.write(f"{words}\n")
    LINES.flush()


def use_database(name: str) -> bool:
    """Connect to the scratch database, its tables brought up to date if it was there; whether it was."""
    connection.close()
    connection.settings_dict["NAME"] = "postgres"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        known = cursor.fetchone() is not None
        if not known:
            cursor.execute(f'CREATE DATABASE "{name}"')
    connection.close()
    connection.settings_dict["NAME"] = name
    if known:
        call_command("migrate", verbosity=0)
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
    started = time.perf_counter()
    coming, cutting, cut = directives(rows), 0.0, 0
    while batch := list(itertools.islice(coming, BATCH)):
        if cut < CUT_ROWS:  # once more, to know what it costs
            before = time.process_time()
            for directive in batch:
                index_lexemes(directive.folded)
            cutting, cut = cutting + time.process_time() - before, cut + len(batch)
        copy_rows(batch)
    cutting *= rows / cut
    coming_tasks = tasks(rows)
    while more := list(itertools.islice(coming_tasks, BATCH)):
        copy_rows(more)
    say(f"made and stored in {time.perf_counter() - started:.0f} s, of which cutting into lexemes {cutting:.0f} s")
    run("SET maintenance_work_mem = '512MB'")
    before = time.perf_counter()
    run(
        f"CREATE INDEX directive_lexemes ON {TABLE} USING gin (lexemes) WITH (fastupdate = on, gin_pending_list_limit = 256)"
    )
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


def processor_time() -> float:
    """Seconds that this process and the one that serves its connection have worked."""
    served = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]
    return time.process_time() + int(served) / 1e9


clock: Callable[[], float] = time.perf_counter


def timed(act: Callable[[], Any]) -> tuple[Any, float]:
    started = clock()
    result = act()
    return result, (clock() - started) * 1000


def figures(times: list[float]) -> str:
    ordered = sorted(times)
    return f"{statistics.median(ordered):7.1f} {ordered[int(len(ordered) * 0.95)]:7.1f}"


def addresses(number: int) -> dict[str, list[str]]:
    """The queries as addresses of the listing, and some of them with filters."""
    chance = random.Random(6)
    plain = {kind: [urlencode({"q": text}) for text in texts] for kind, texts in queries(number).items()}
    codes = list(Region.objects.values_list("code", flat=True))
    speakers = list(Speaker.objects.values_list("pk", flat=True))

    def filters() -> dict[str, Any]:
        every = {
            "level": chance.choice(["national", "province", "city"]),
            "year": str(chance.randint(2004, 2025)),
            "sector": f"sector-{chance.randrange(40)}",
            "region": chance.choice(codes),
            "speaker": chance.choice(speakers),
        }
        return dict(chance.sample(sorted(every.items()), chance.choice([1, 1, 2])))

    known = [address for addresses in plain.values() for address in addresses]
    filtered = [f"{chance.choice(known)}&{urlencode(filters())}" for _ in range(number)]
    alone = [urlencode(filters()) for _ in range(number // 4)]
    return {**plain, "with filters": filtered, "filters alone": ["", *alone]}


class Times:
    """Milliseconds by what was done."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = {name: [] for name in COLUMNS}

    def line(self) -> str:
        return " ".join(figures(one) for one in self.spent.values())


COLUMNS = (
    "SQL count",
    "SQL facets",
    "SQL newest",
    "SQL relevance",
    "facets",
    "again",
    "newest",
    "relevance",
    "deep page",
)


def measure(number: int) -> None:
    _, building = timed(INDEX.store.build)
    stored = run("SELECT pg_size_pretty(pg_total_relation_size('search_bitmap'))")[0]
    _, loading = timed(partial(INDEX.read, []))
    say(
        f"bitmaps built in {building / 1000:.0f} s, {stored}; a new process loads those of the facets in {loading:.0f} ms"
    )
    say(f"{'p50 and p95 in ms':16} {'most hits':>10} {' '.join(f'{name:>15}' for name in COLUMNS)}")
    every, up_to = Times(), {120_000: Times(), 300_000: Times()}
    slowest: dict[str, tuple[float, str]] = {}
    for kind, found in addresses(number).items():
        times, most = Times(), 0
        for address in found:
            hits, spent = one_search(address, slowest)
            most = max(most, hits)
            for one in (times, every, *(few for bound, few in up_to.items() if hits <= bound)):
                for name, milliseconds in spent.items():
                    one.spent[name].append(milliseconds)
        say(f"{kind:16} {most:10,} {times.line()}")
    say(f"{'all':16} {'':10} {every.line()}")
    for bound, few in up_to.items():
        say(f"{f'to {bound:,} hits':27} {few.line()}")
    for name in ("newest", "relevance", "facets"):
        say(f"slowest {name}: {unquote(slowest[name][1])} ({slowest[name][0]:.0f} ms)")
    explain(slowest["relevance"][1])


def one_search(address: str, slowest: dict[str, tuple[float, str]]) -> tuple[int, dict[str, float]]:
    """The number of hits of an address of the listing, and the milliseconds of each thing asked for it."""
    searched = find(QueryDict(address))
    if not searched.valid:
        raise ValueError(f"{address}: {searched.problems}")
    filters = searched.filters
    spent: dict[str, float] = {}

    def timing(name: str, act: Callable[[], Any]) -> Any:
        result, spent[name] = timed(act)
        if spent[name] > slowest.get(name, (0.0, ""))[0]:
            slowest[name] = spent[name], address
        return result

    rows = filters.qs
    rows.count()  # warm
    hits = timing("SQL count", rows.count)
    timing("SQL facets", partial(count, filters))
    newest, relevant = (ordered(address, sort) for sort in ("newest", "relevance"))
    timing("SQL newest", partial(page_keys, newest, 0, 20, hits))
    timing("SQL relevance", partial(page_keys, relevant, 0, 20, hits))
    tallied = timing("facets", partial(count_by_bitmaps, filters))
    if (by_bitmaps := len(tallied.hits())) != hits:
        say(f"WRONG: {unquote(address)} has {by_bitmaps:,} hits by bitmaps, {hits:,} by SQL")
    timing("again", partial(count_by_bitmaps, filters))
    timing("newest", lambda: Hits(newest, listed=tallied.listed("newest"))[:20])
    timing("relevance", lambda: Hits(relevant, listed=tallied.listed("relevance"))[:20])
    start = max(0, min(5000 * 20, hits - 20))
    deep = timing("deep page", lambda: Hits(newest, listed=tallied.listed("newest"))[start : start + 20])
    if hits < 50_000 and [row.pk for row in deep] != list(
        collected(newest).values_list("pk", flat=True)[start : start + 20]
    ):
        say(f"WRONG: {unquote(address)} has another deep page by bitmaps")
    return hits, spent


def ordered(address: str, sort: str) -> Any:
    found = find(QueryDict(f"{address}&sort={sort}"))
    return found.rows.only("text") if found.valid else None


def count_by_bitmaps(filters: DirectiveFilter) -> Tally:
    tallied = tally(filters)
    assert tallied, "the bitmaps are not loaded"
    tallied.counts(MOST)
    return tallied


def explain(address: str) -> None:
    """How PostgreSQL answers the statement that takes longest of a page by relevance."""
    found = find(QueryDict(f"{address}&sort=relevance"))
    if not found.valid or not (tallied := tally(found.filters)):
        return
    with CaptureQueriesContext(connection) as queries:
        list(Hits(found.rows.only("text"), listed=tallied.listed("relevance"))[:20])
    longest = max(queries.captured_queries, key=lambda query: float(query["time"]))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {longest['sql']}")
        for (line,) in cursor.fetchall():
            say(line[:160])


def suggesting() -> None:
    """Suggestions while something is typed."""
    spent = []
    for typed in ("安", "燃", "燃气", "会议", "会议12", "讲话人2", "行业", "单位", "隐患", "没有这个"):
        suggestions(typed)
        spent.append(timed(partial(suggestions, typed))[1])
    say(f"suggestions: p50 and p95 {figures(spent)} ms")


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
    parser.add_argument("--processor", action="store_true", help="time that processors worked, not that passed")
    chosen = parser.parse_args()
    name = f"benchmark_search_{chosen.rows}"
    known = use_database(name)
    dictionary()
    if not known:
        fill(chosen.rows)
    run("SET jit = off")
    if chosen.processor:
        global clock
        clock = processor_time
        run("SET max_parallel_workers_per_gather = 0")  # whose work would not be seen
    table, index, both = run(
        f"SELECT pg_size_pretty(pg_relation_size('{TABLE}')), pg_size_pretty(pg_relation_size('directive_lexemes')), pg_size_pretty(pg_total_relation_size('{TABLE}'))"
    )
    say(f"{chosen.rows:,} directives: table {table}, index of lexemes {index}, all indexes and table {both}")
    say(f"load of the machine: {os.getloadavg()[0]:.1f}")
    measure(chosen.queries)
    suggesting()
    say(f"load of the machine: {os.getloadavg()[0]:.1f}")
    check(chosen.rows)
    if not chosen.keep:
        drop_database(name)


if __name__ == "__main__":
    main()
