"""The places of hits in a listing by date, told from bitmaps: any page is as quick as the first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from search.cursors import Cursor

Bitmaps = Mapping[str, BitMap]


@dataclass(frozen=True)
class Listed:
    """Hits by day and then by key, from the greatest if `newest`.

    `years` and `days` are the rows of each year ("2022") and day ("2022-01-17"). Where there are `groups`, pairs of name and
    rows, all hits of one group come before those of the next.
    """

    hits: BitMap
    years: Bitmaps
    days: Bitmaps
    newest: bool = True
    groups: Sequence[tuple[str, BitMap]] = ()

    def keys(self, start: int, size: int) -> list[int]:
        """The keys of the hits from place `start` (0 is the first), `size` of them or as many as there are."""
        found: list[int] = []
        for hits in self._groups():
            for year in self._ordered(self.years):
                number = hits.intersection_cardinality(self.years[year])
                if number <= start:
                    start -= number
                    continue
                of_year = hits & self.years[year]
                for day in self._days(year):
                    number = of_year.intersection_cardinality(self.days[day])
                    if number <= start:
                        start -= number
                        continue
                    rows = list(of_year & self.days[day])
                    found += (rows[::-1] if self.newest else rows)[start : start + size - len(found)]
                    start = 0
                    if len(found) >= size:
                        return found
        return found

    def place_after(self, cursor: Cursor) -> int:
        """How many hits stand before the cursor's row and at it, whether or not that row is still a hit."""
        return self._before(cursor, itself=True)

    def place_before(self, cursor: Cursor) -> int:
        """How many hits stand before the cursor's row."""
        return self._before(cursor, itself=False)

    def _before(self, cursor: Cursor, *, itself: bool) -> int:
        number, day = 0, cursor.day.isoformat() if cursor.day else ""
        hits = self.hits
        if self.groups:
            names = [name for name, _ in self.groups]
            own = names.index(cursor.group) if cursor.group in names else len(names)
            number += sum(hits.intersection_cardinality(rows) for _, rows in self.groups[:own])
            hits = hits & self.groups[own][1] if own < len(names) else BitMap()
        for year in self._ordered(self.years):
            if year_of(day) == int(year):
                hits = hits & self.years[year]
                break
            if (int(year) > year_of(day)) == self.newest:
                number += hits.intersection_cardinality(self.years[year])
        else:
            return number
        for other in self._days(year):
            if other != day and (other > day) == self.newest:
                number += hits.intersection_cardinality(self.days[other])
        of_day = hits & self.days.get(day, BitMap())
        if self.newest:
            return number + len(of_day) - of_day.rank(cursor.key - 1 if itself else cursor.key)
        return number + of_day.rank(cursor.key if itself else cursor.key - 1)

    def _groups(self) -> Iterator[BitMap]:
        if not self.groups:
            yield self.hits
        for _, rows in self.groups:
            yield self.hits & rows

    def _ordered(self, years: Bitmaps) -> list[str]:
        return sorted(years, key=int, reverse=self.newest)

    def _days(self, year: str) -> list[str]:
        prefix = f"{int(year):04d}-"
        return sorted((day for day in self.days if day.startswith(prefix)), reverse=self.newest)


def year_of(day: str) -> int:
    """The year of an ISO date; that of "" is before all."""
    return int(day[:4]) if day else -1
