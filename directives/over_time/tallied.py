"""The numbers and rows of a search over time from bitmaps (`directives.tallies`), where the collection is large."""

import datetime as dt
from collections import defaultdict
from dataclasses import replace

from pyroaring import BitMap

from directives.models import UNDATED
from directives.tallies import Tally
from meetings.models import Level

NO_DAY = UNDATED.isoformat()


def quarters_and_levels(tallied: Tally) -> list[tuple[dt.date, str, int]]:
    """As `DirectiveQuerySet.count_by_quarter_and_level`."""
    hits, days = tallied.hits(), defaultdict(list)
    for day, rows in tallied.facets["day"].items():
        year, month, _ = map(int, day.split("-"))
        days[dt.date(year, 3 * ((month - 1) // 3) + 1, 1)].append(rows)
    counts = []
    for quarter, each in days.items():
        found = hits & BitMap.union(BitMap(), *each)
        for level, rows in tallied.facets["level"].items() if found else ():
            if n := found.intersection_cardinality(rows):
                counts.append((quarter, level, n))
    return counts


def dated(tallied: Tally) -> BitMap:
    """The keys of the rows that have a date."""
    return tallied.hits() - tallied.of("day", [NO_DAY])


def first_and_latest(tallied: Tally) -> list[int]:
    """The keys of the first and the latest dated row."""
    hits = dated(tallied)
    return [key for sort in ("oldest", "newest") for key in replace(tallied.listed(sort), hits=hits).keys(0, 1)]


def of_national_days(tallied: Tally, most: int | None) -> BitMap:
    """The keys of the dated national rows, of the `most` latest days that hold any, or of all."""
    hits = dated(tallied) & tallied.of("level", [Level.NATIONAL])
    if most is None:
        return hits
    latest = BitMap()
    for day in sorted(tallied.facets["day"], reverse=True):
        found = hits & tallied.facets["day"][day]
        latest |= found
        most -= bool(found)
        if most <= 0:
            break
    return latest
