"""Which directives may have passed on to which: by level, day and region."""

import calendar
import datetime as dt
from dataclasses import dataclass

from meetings.drafts import Level

MONTHS_BACK = 24
RANKS = {level.value: rank for rank, level in enumerate(Level)}
NATIONAL = RANKS[Level.NATIONAL.value]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a directive stands. `first` and `last` are the days its meeting may have been held on; `line` is what
    the codes of its region and of all in it begin with, None where it is not known; `place` the meeting, or the
    document of a directive outside meetings; `key` orders what was said on one day."""

    key: int
    rank: int
    first: dt.date
    last: dt.date
    line: str | None
    place: tuple[str, int]


def may_pass_on(upper: Standing, lower: Standing) -> bool:
    """Whether `lower` may take up `upper`: said at the same or a higher level of the same line of regions, earlier or
    the same day, at most 24 months before, at another meeting."""
    if upper.rank > lower.rank or upper.place == lower.place or upper.first > lower.last:
        return False
    if upper.last < months_before(lower.first, MONTHS_BACK):
        return False
    if upper.rank == lower.rank and upper.first == lower.first and upper.key > lower.key:
        return False  # of two meetings of one level and day the one that was loaded first
    if upper.rank == NATIONAL:
        return True
    return bool(upper.line) and lower.line is not None and lower.line.startswith(upper.line or "")


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    month += 1
    return dt.date(max(year, 1), month, min(day.day, calendar.monthrange(max(year, 1), month)[1]))


def last_day(first: dt.date, precision: str) -> dt.date:
    """The last day that a date known to the "day", "month" or "year" may mean."""
    if precision == "month":
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first.replace(month=12, day=31) if precision == "year" else first
