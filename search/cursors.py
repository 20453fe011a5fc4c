"""Places in a listing that stay where they are while rows come and go: a page goes on after the last row shown."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

from django.db.models import Q
from django.db.models.expressions import Combinable


@dataclass(frozen=True, slots=True)
class Cursor:
    """A row's place: the group it is listed in (such as its level), its day and its key. An address writes it as
    `province.2022-01-17.12345`; group and day may be empty."""

    key: int
    day: dt.date | None = None
    group: str = ""

    @classmethod
    def read(cls, written: str | None) -> Self | None:
        """The cursor that `written` stands for, or None where it stands for none."""
        group, _, rest = (written or "").partition(".")
        day, _, key = rest.partition(".")
        if not (key.isascii() and key.isdigit() and len(key) < 19):
            return None
        try:
            return cls(int(key), dt.date.fromisoformat(day) if day else None, group)
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.group}.{self.day.isoformat() if self.day else ''}.{self.key}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a total order and the cursor's value there. Rows without a value come last if `nulls_last`."""

    of: str | Combinable
    descending: bool
    value: Any
    nulls_last: bool = False


Columns: TypeAlias = Sequence[Column]


def beyond(columns: Columns, *, backwards: bool = False) -> Q:
    """The rows after (or before) the place that the columns' values name, none of them the row itself."""
    found, equal = Q(), Q()
    for number, column in enumerate(columns):
        name = _name(column, number)
        found |= equal & _past(name, column, backwards)
        equal &= Q(**{f"{name}__isnull": True}) if column.value is None else Q(**{name: column.value})
    first = columns[0]
    if first.value is None or first.nulls_last:
        return found
    # Said once more by the leading column alone, so that its index may be walked from there.
    greater = first.descending == backwards
    return Q(**{f"{_name(first, 0)}__{'gte' if greater else 'lte'}": first.value}) & found


def computed(columns: Columns) -> dict[str, Combinable]:
    """The annotations `beyond` speaks of: columns that are no plain field."""
    return {_name(column, number): column.of for number, column in enumerate(columns) if not isinstance(column.of, str)}


def _name(column: Column, number: int) -> str:
    return column.of if isinstance(column.of, str) else f"order_{number}"


def _past(name: str, column: Column, backwards: bool) -> Q:
    """Strictly after (before) the value in this column."""
    if column.value is None:  # only rows without a value stand with it, at the end
        return Q(**{f"{name}__isnull": False}) if backwards else Q(pk__in=[])
    past = Q(**{f"{name}__{'gt' if column.descending == backwards else 'lt'}": column.value})
    return past | Q(**{f"{name}__isnull": True}) if column.nulls_last and not backwards else past
