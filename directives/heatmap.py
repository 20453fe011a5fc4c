"""The table of sectors by quarters: how many directives each cell opens."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from directives.models import UNDATED, Sector
from directives.querysets import QuarterCount

QUARTERS = 12
STEPS = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """One sector in one quarter; `step` is its depth of colour, 0 (none) to 6."""

    count: int
    step: int
    since: dt.date
    until: dt.date


@dataclass(frozen=True, slots=True)
class Row:
    """One sector with its cells and its number in the quarters shown."""

    sector: Sector
    cells: list[Cell]
    total: int


@dataclass(frozen=True, slots=True)
class HeatMap:
    """`years` heads the columns: a year and how many of its quarters are shown."""

    years: list[tuple[int, int]]
    quarters: list[tuple[int, int]]
    rows: list[Row]
    hidden: int


def last_day(quarter: dt.date) -> dt.date:
    """The last day of the quarter that begins on the given day."""
    following = dt.date(quarter.year + (quarter.month > 9), (quarter.month + 2) % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def dated(counts: Iterable[QuarterCount]) -> list[QuarterCount]:
    """Without what has no date."""
    return [count for count in counts if count.quarter > UNDATED]


def heat_map(sectors: Sequence[Sector], counts: Iterable[QuarterCount], *, rows: int | None) -> HeatMap:
    """In: top-level sectors, their counts by quarter, how many rows to show (None: all).

    Shows the latest quarters that hold directives: meetings are rare, and empty columns say nothing.
    Rows come most first.
    """
    table: dict[int, dict[dt.date, int]] = defaultdict(dict)
    for count in dated(counts):
        table[count.top][count.quarter] = count.number
    shown = sorted({quarter for row in table.values() for quarter in row})[-QUARTERS:]
    deepest = max((row.get(quarter, 0) for row in table.values() for quarter in shown), default=0)
    built = []
    for sector in sectors:
        numbers = [table[sector.pk].get(quarter, 0) for quarter in shown]
        cells = [
            Cell(n, step(n, deepest), quarter, last_day(quarter)) for n, quarter in zip(numbers, shown, strict=True)
        ]
        if any(numbers):
            built.append(Row(sector, cells, sum(numbers)))
    built.sort(key=lambda row: (-row.total, row.sector.position))
    kept = built[:rows]
    quarters = [(quarter.year, (quarter.month + 2) // 3) for quarter in shown]
    return HeatMap(list(Counter(year for year, _q in quarters).items()), quarters, kept, len(built) - len(kept))


def step(n: int, deepest: int) -> int:
    """The depth of colour of a number: 0 for none, else 1 to 6, by its root so that small numbers differ."""
    return 0 if n == 0 else max(1, round(STEPS * (n / deepest) ** 0.5))


def trend(counts: Iterable[QuarterCount], top: int, *, width: int = 8, height: int = 20) -> str:
    """The path of small columns, `width` units apart: a sector's number in each of the latest quarters of the
    collection. A quarter without any is a dot on the ground line."""
    table = defaultdict(int)
    quarters = set()
    for count in dated(counts):
        quarters.add(count.quarter)
        if count.top == top:
            table[count.quarter] = count.number
    shown = sorted(quarters)[-QUARTERS:]
    highest = max((table[quarter] for quarter in shown), default=0) or 1
    first = width * (QUARTERS - len(shown))
    heights = [max(1, round(height * table[quarter] / highest)) for quarter in shown]
    return "".join(f"M{first + i * width} {height}v-{h}h{width - 2}v{h}z" for i, h in enumerate(heights))
