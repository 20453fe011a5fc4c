"""Addresses that open what a cell of a chart counts."""

import datetime as dt
from typing import Any

from django.http import QueryDict

from directives.over_time.quarters import Address
from meetings.filter_fields import UNKNOWN

NOT_OF_ROWS = ("page", "sort", "size", "view", "scope", "part")


class ListingAddress(Address):
    """Cells open the listing of a search, narrowed to the cell."""

    def __init__(self, search: QueryDict) -> None:
        self.search = search.copy()
        for name in NOT_OF_ROWS:
            self.search.pop(name, None)

    def cell(self, first: dt.date | None, last: dt.date | None, level: str | None) -> str:
        """ "" where the listing can't be narrowed to it: directives without a level."""
        if level == "":
            return ""
        address = self.search.copy()
        if first is None or last is None:
            address.setlist("year", [UNKNOWN])
        else:
            address["since"] = max(filter(None, [first.isoformat(), self.search.get("since")]))
            address["until"] = min(filter(None, [last.isoformat(), self.search.get("until")]))
        if level is not None:
            address.setlist("level", [level])
        return str(address.urlencode())


class MentionAddress(Address):
    """Cells narrow the mentions on the page of a thing."""

    def cell(self, first: dt.date | None, last: dt.date | None, level: str | None) -> str:
        address: Any = QueryDict(mutable=True)
        address["quarter"] = f"{first.year}-{(first.month + 2) // 3}" if first else UNKNOWN
        if level is not None:
            address["level"] = level or UNKNOWN
        return str(address.urlencode())
