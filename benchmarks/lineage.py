"""How long it takes to find where directives come from.

    python -m benchmarks.lineage [--rows 100000] [--times 1] [--add-only] [--keep]

Fills a database of its own with invented directives (always the same; they share clauses far more often than real ones
do), links them all as `manage.py relink` does, then adds one document of 100 directives and links what that
changes. `--times 10` stores every directive ten times, which makes a million in no time; `--add-only` leaves out linking
everything. `--keep` leaves the database, and
uses it again if it is there. Times are the clock's and this process's own; PostgreSQL's work is beside it.
"""

import argparse
import datetime as dt
import os
import random
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from benchmarks.search_rows import clauses  # noqa: E402
from benchmarks.search_speed import drop_database, fill, run, say, use_database  # noqa: E402
from directives.lineage import following  # noqa: E402
from directives.lineage.following import follow, relink  # noqa: E402
from directives.models import Directive, Link, LinkProgress  # noqa: E402
from meetings.models import DatePrecision, Document, Meeting, Region, Turn  # noqa: E402
from search.bulk import copy_rows  # noqa: E402

ADDED = 100  # directives of the document that is added


def multiply(rows: int, times: int) -> None:
    """Every directive so many times, at its meeting."""
    columns = [field.column for field in Directive._meta.concrete_fields]
    own = {"id": f"id + n * {rows}", "position": f"position + n * {rows}"}
    values = ", ".join(own.get(name, f'"{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    run("DROP INDEX directive_lexemes")
    run("SET session_replication_role = replica")  # what changed is not noted: everything is new
    run(
        f"INSERT INTO directives_directive ({names}) SELECT {values} FROM directives_directive,"
        f" generate_series(1, {times - 1}) AS copies (n)"
    )
    run("SET session_replication_role = DEFAULT")
    run("SET maintenance_work_mem = '512MB'")
    run(
        "CREATE INDEX directive_lexemes ON directives_directive USING gin (lexemes) WITH (fastupdate = on, gin_pending_list_limit = 256)"
    )
    run(
        "SELECT setval(pg_get_serial_sequence('directives_directive', 'id'), (SELECT max(id) FROM directives_directive))"
    )
    run("VACUUM ANALYZE directives_directive")


def link_all(rows: int) -> None:
    """Link everything, and tell how long it took."""
    LinkProgress.objects.all().delete()
    began, own = time.perf_counter(), time.process_time()
    shown = began

    def tell(done: int) -> None:
        nonlocal shown
        if time.perf_counter() - shown > 30:
            shown = time.perf_counter()
            say(f"  {done:,} in {shown - began:.0f} s")

    relink(tell)
    took = time.perf_counter() - began
    say(f"{rows:,} directives linked in {took:.0f} s ({time.process_time() - own:.0f} s of this process)")
    kinds = ", ".join(f"{kind} {Link.objects.filter(kind=kind).count():,}" for kind in Link.Kinds.values)
    say(f"{Link.objects.count():,} links: {kinds}")


def as_if_linked() -> None:
    """The state after linking everything, without its links."""
    LinkProgress.objects.all().delete()
    work = following._gather()
    work.progress.swept = None
    work.progress.save()


@transaction.atomic
def add_document(number: int) -> None:
    """A meeting of a city in the middle of the years, whose directives say what others say in other words."""
    chance = random.Random(number)
    region = Region.objects.filter(level="city").order_by("code")[number % 40]
    day = dt.date(2020, 6, 1) + dt.timedelta(days=number)
    document = Document.objects.create(
        sha256=f"{10**9 + number:064x}", file_name="新.txt", raw=b"", raw_length=1000, length=1000, encoding="utf-8",
        text="字" * 1000, offsets=b"",
    )  # fmt: skip
    meeting = Meeting.objects.create(
        title=f"新会议{number}", kind=f"new-{number}", level=region.level, region=region, held_on=day,
        date_precision=DatePrecision.DAY,
    )  # fmt: skip
    turn = Turn(
        document=document, meeting=meeting, voice=Turn.Voice.MEETING, position=0, text="字" * 1000, start=0, end=1000,
        raw_start=0, raw_end=1000,
    )  # fmt: skip
    turn.index()
    turn.save()
    rows = []
    for position in range(ADDED):
        text = "，".join(chance.choices(clauses(), k=4)) + "。"
        row = Directive(
            turn=turn, document=document, meeting=meeting, region=region, level=meeting.level, listed_on=day,
            position=position, text=text, modality="require", confidence=1.0, start=0, end=len(text), raw_start=0,
            raw_end=len(text),
        )  # fmt: skip
        row.index()
        rows.append(row)
    copy_rows(rows)


def add_some(rows: int, times: int = 3) -> None:
    """Add documents one by one, and tell how long each took to link."""
    start = Document.objects.count()
    for number in range(start, start + times):
        add_document(number)
        began, own = time.perf_counter(), time.process_time()
        done = follow()
        took, mine = time.perf_counter() - began, time.process_time() - own
        say(f"a document of {done} directives added to {rows:,}: linked in {took:.2f} s ({mine:.2f} s of this process)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--add-only", action="store_true")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    rows = options.rows * options.times
    name = f"anling_lineage_{rows}"
    try:
        if not use_database(name):
            fill(options.rows)
            if options.times > 1:
                multiply(options.rows, options.times)
        if options.add_only:
            as_if_linked()
        else:
            link_all(rows)
        add_some(rows)
    finally:
        if not options.keep:
            drop_database(name)
        connection.close()


if __name__ == "__main__":
    main()
