"""Addresses that open what a cell of a chart counts."""

import datetime as dt
from typing import Any

from django.http import QueryDict

from directives.finding import Found
from directives.over_time.quarters import SHOWN, Address
from meetings.filter_fields import UNKNOWN

NOT_OF_ROWS = ("page", "quarters", "sort", "size", "view", "scope", "part", "since", "until")
LONGEST = 1_500  # bytes of a search that is repeated in the address of each level of each quarter
ROOM = 24_000  # bytes of a page for these addresses
CELL = 60  # bytes that narrow the search to a cell
FEWEST = 2  # quarters


class ListingAddress(Address):
    """Cells open the listing of a search, narrowed to the cell.

    In: the search's address, and the days from and until which it searches as its form understood them: an address may
    write them in several ways.
    """

    def __init__(self, search: QueryDict, since: dt.date | None = None, until: dt.date | None = None) -> None:
        self.since, self.until = since, until
        self.search = search.copy()
        for name in NOT_OF_ROWS:
            self.search.pop(name, None)
        self.length = len(self.search.urlencode())

    @classmethod
    def of(cls, found: Found) -> "ListingAddress":
        """Of a valid search."""
        chosen = found.filters.form.cleaned_data
        return cls(found.address, chosen.get("since"), chosen.get("until"))

    @property
    def whole(self) -> str:
        """The query string of the search itself."""
        return str(self._narrowed(self.since, self.until).urlencode())

    def cell(self, first: dt.date | None, last: dt.date | None, level: str | None) -> str:
        """ "" where the listing can't be narrowed to it: directives without a level; nor the levels of a search so long
        that the page would be too large."""
        if level == "" or (level is not None and self.length > LONGEST):
            return ""
        if first is None or last is None:
            address = self._narrowed(self.since, self.until)
            address.setlist("year", [UNKNOWN])
        else:
            address = self._narrowed(max(first, self.since or first), min(last, self.until or last))
        if level is not None:
            address.setlist("level", [level])
        return str(address.urlencode())

    def rows(self, levels: int) -> int:
        """How many quarters with so many levels a page has room for."""
        links = 1 if self.length > LONGEST else levels + 1
        return max(FEWEST, min(SHOWN, ROOM // (links * (self.length + CELL))))

    def _narrowed(self, since: dt.date | None, until: dt.date | None) -> Any:
        address = self.search.copy()
        for name, day in (("since", since), ("until", until)):
            if day:
                address[name] = day.isoformat()
        return address


class MentionAddress(Address):
    """Cells narrow the mentions on the page of a thing; `quarters` is the page of the chart they stand on."""

    def __init__(self, quarters: str = "") -> None:
        self.quarters = quarters

    def cell(self, first: dt.date | None, last: dt.date | None, level: str | None) -> str:
        address: Any = QueryDict(mutable=True)
        address["quarter"] = f"{first.year}-{(first.month + 2) // 3}" if first else UNKNOWN
        if level is not None:
            address["level"] = level or UNKNOWN
        if self.quarters:
            address["quarters"] = self.quarters
        return str(address.urlencode())
