"""Numbers by quarter and level as rows of a table with bars."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator

from directives.heatmap import last_day
from directives.models import UNDATED
from meetings.drafts import Level

SHOWN = 20  # quarters at once
LEVELS = (*(level.value for level in Level), "")


@dataclass(frozen=True, slots=True)
class Cell:
    """One level in one quarter: its number, its share of the longest bar in hundredths, where it begins there, and the
    query string that opens exactly what it counts ("" where none does)."""

    level: str
    count: int
    offset: float
    width: float
    address: str = ""


@dataclass(frozen=True, slots=True)
class Quarter:
    """A row: the first and last day of a quarter (`first` is None for what has no date), its number and its cells."""

    first: dt.date | None
    last: dt.date | None
    total: int
    cells: list[Cell]
    address: str = ""

    @property
    def number(self) -> int:
        """1 to 4."""
        return (self.first.month + 2) // 3 if self.first else 0


@dataclass(frozen=True, slots=True)
class Chart:
    """The quarters, latest first, with the levels that occur, from the nation down."""

    quarters: list[Quarter]
    levels: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(quarter.total for quarter in self.quarters)

    @property
    def dated(self) -> list[Quarter]:
        return [quarter for quarter in self.quarters if quarter.first]

    def page(self, number: str | None, size: int = SHOWN) -> Page[Quarter]:
        """Some of the quarters, the latest where the number is none."""
        return Paginator(self.quarters, size).get_page(number)


def chart(counts: Iterable[tuple[dt.date | None, str, int]], address: "Address | None" = None) -> Chart:
    """In: (first day of a quarter, level, number); a day in the year 1 or None stands for no date. Out: one row a
    quarter that holds any, latest first. `address` gives the query string that opens a cell."""
    table: dict[dt.date | None, dict[str, int]] = {}
    for day, level, number in counts:
        first = None if day is None or day <= UNDATED.replace(month=12) else day
        row = table.setdefault(first, {})
        row[level or ""] = row.get(level or "", 0) + number
    longest = max((sum(row.values()) for row in table.values()), default=1)
    order = sorted(table, key=lambda first: first or UNDATED, reverse=True)
    quarters = [_quarter(first, table[first], longest, address) for first in order]
    held = {level for row in table.values() for level in row}
    return Chart(quarters, [level for level in LEVELS if level in held])


class Address:
    """Tells the query string that opens what a cell counts; a level of "" is no level, None any of them."""

    def cell(self, first: dt.date | None, last: dt.date | None, level: str | None) -> str:
        raise NotImplementedError


def _quarter(first: dt.date | None, row: dict[str, int], longest: int, address: Address | None) -> Quarter:
    last = last_day(first) if first else None
    offset, cells = 0.0, []
    for level in LEVELS:
        if number := row.get(level, 0):
            width = 100 * number / longest
            where = address.cell(first, last, level) if address else ""
            cells.append(Cell(level, number, round(offset, 2), round(width, 2), where))
            offset += width
    whole = address.cell(first, last, None) if address else ""
    return Quarter(first, last, sum(row.values()), cells, whole)
