"""What is asked of bitmaps, and what they answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from pyroaring import BitMap

from search.nodes import Node
from search.words import Dictionary

ALL = "all"  # the facet, of one value "", that holds every row


@dataclass(frozen=True)
class Sought:
    """A search: its rows by SQL, a queryset over the subject's table alone, or else to be asked for `afresh` each time:
    nobody notes what other tables change in its meaning. Where the rows are what `node` matches by the dictionary
    `words`, the stored bitmaps of lexemes may answer."""

    rows: QuerySet[Any]
    node: Node | None = None
    words: Dictionary | None = None
    afresh: bool = False


@dataclass
class Search:
    """The hits of a search at the bitmaps' snapshot but for the rows in `doubtful`, which changed since or whose text
    is yet to be looked at; nothing is known where they are to be asked for `afresh`."""

    hits: BitMap = field(default_factory=BitMap)
    doubtful: BitMap = field(default_factory=BitMap)
    afresh: bool = False


@dataclass(frozen=True)
class Reading:
    """Bitmaps of one moment, not to be changed: hits of each search asked for, and rows of each facet's value."""

    hits: tuple[BitMap, ...]
    facets: Mapping[str, Mapping[str, BitMap]]

    @property
    def every(self) -> BitMap:
        """All rows."""
        return self.facets[ALL].get("", BitMap())


class OutOfStep(Exception):
    """The numbers can't be had from bitmaps now: use SQL."""


class LogCut(Exception):
    """So much was written, or so long ago, that loading anew is the way."""


class Superseded(Exception):
    """Another generation of stored bitmaps is in force."""


def name_of(sought: Sought) -> str:
    """What a search is remembered by; empty for one that is not, and for one that finds nothing anyway."""
    rows = found_by(sought)
    return "" if sought.afresh or rows.query.is_empty() else repr(rows.query.sql_with_params())


def found_by(sought: Sought) -> QuerySet[Any]:
    """The keys of the rows; an empty queryset where Django can tell that there are none."""
    rows = sought.rows.order_by().values_list("pk")
    try:
        rows.query.sql_with_params()
    except EmptyResultSet:
        return rows.none()
    return rows
