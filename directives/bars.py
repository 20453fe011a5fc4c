"""Directives by year and level as bars."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from directives.querysets import DirectiveQuerySet
from meetings.filter_fields import UNKNOWN
from meetings.models import Level


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: one level's share of a year, in hundredths of the longest bar."""

    level: str
    count: int
    offset: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A year with its number and its levels. `key` is the year in the listing's address."""

    key: str
    year: int | None
    total: int
    segments: list[Segment]


def bars(rows: DirectiveQuerySet[Any]) -> list[Bar]:
    """In: directives. Out: a bar for each year, latest first, its segments in the order of levels."""
    return bars_of(rows.count_by_year_and_level())


def bars_of(counts: Iterable[tuple[int, str, int]]) -> list[Bar]:
    """As `bars`, of (year, level, number); numbers of one year and level add up."""
    years: dict[int, dict[str, int]] = {}
    for year, level, n in counts:
        levels = years.setdefault(year, {})
        levels[level] = levels.get(level, 0) + n
    longest = max((sum(levels.values()) for levels in years.values()), default=1)
    built = []
    for year, levels in sorted(years.items(), reverse=True):
        offset, segments = 0.0, []
        for level in [*Level.values, ""]:
            if n := levels.get(level, 0):
                width = 100 * n / longest
                segments.append(Segment(level or "other", n, round(offset, 2), round(width, 2)))
                offset += width
        known = year > 1
        built.append(Bar(str(year) if known else UNKNOWN, year if known else None, sum(levels.values()), segments))
    return built
