"""The columns of each order of the listing, so that a page can go on after any row."""

from collections.abc import Callable

from directives.filters import level_order
from directives.models import UNDATED, Directive
from meetings.models import Level, Turn
from search.cursors import Column, Columns, Cursor


def columns(scope: str, sort: str) -> Callable[[Cursor], Columns]:
    """The columns of an order other than relevance, with the values of a cursor. Turns without a date come last,
    directives without one have a day of their own."""

    def valued(cursor: Cursor) -> Columns:
        newest = sort != "oldest"
        by_key = Column("pk", newest, cursor.key)
        if scope == "turns":
            by_date = [Column("meeting__held_on", newest, cursor.day, nulls_last=True), by_key]
        else:
            by_date = [Column("listed_on", newest, cursor.day or UNDATED), by_key]
        if sort != "level":
            return by_date
        rank = Level.values.index(cursor.group) if cursor.group in Level.values else len(Level.values)
        return [Column(level_order("meeting__level" if scope == "turns" else "level"), False, rank), *by_date]

    return valued


def place_of(row: Directive | Turn) -> Cursor:
    """The cursor of a row in any order."""
    if isinstance(row, Directive):
        return Cursor(row.pk, row.listed_on, row.level)
    return Cursor(row.pk, row.meeting.held_on if row.meeting else None, row.meeting.level if row.meeting else "")
