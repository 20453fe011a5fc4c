"""The columns of each order of the listing, so that a page can go on after any row."""

from collections.abc import Callable
from typing import Any

from directives.filters import LEVEL_ORDER
from directives.models import UNDATED, Directive
from meetings.models import Level, Turn
from search.cursors import Column, Columns, Cursor


def columns(sort: str) -> Callable[[Cursor], Columns]:
    """The columns of an order of directives other than relevance, with the values of a cursor."""

    def valued(cursor: Cursor) -> Columns:
        newest = sort != "oldest"
        by_date = [Column("listed_on", newest, cursor.day or UNDATED), Column("pk", newest, cursor.key)]
        rank = Level.values.index(cursor.group) if cursor.group in Level.values else len(Level.values)
        return [Column(LEVEL_ORDER, False, rank), *by_date] if sort == "level" else by_date

    return valued


def place_of(directive: Directive) -> Cursor:
    """The cursor of a directive in any order."""
    return Cursor(directive.pk, directive.listed_on, directive.level)


def turn_columns(sort: str) -> Callable[[Cursor], Columns]:
    """The columns of an order of turns: those without a date come last."""
    newest = sort != "oldest"
    return lambda cursor: [
        Column("meeting__held_on", newest, cursor.day, nulls_last=True),
        Column("pk", newest, cursor.key),
    ]


def turn_place_of(turn: Any) -> Cursor:
    """The cursor of a turn."""
    said: Turn = turn
    return Cursor(said.pk, said.meeting.held_on if said.meeting else None)
