"""Brings stored rows to what is wanted now, touching none that is right already."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, QuerySet


def bring(stored: QuerySet[Any], wanted: Iterable[Model], key: Callable[[Any], Any]) -> None:
    """Make the rows of `stored` those of `wanted` (unsaved): rows with the same key are updated where they differ and
    keep their primary key, the others come and go."""
    rows = {key(row): row for row in stored}
    new = {key(row): row for row in wanted}
    for name in rows.keys() - new.keys():
        rows[name].delete()
    for name, row in new.items():
        if name not in rows:
            row.save()
        else:
            update(rows[name], row)


def update(row: Model, wanted: Model) -> list[str]:
    """Write to a stored row the values in which the wanted one differs; returns their names. Values never loaded
    are left alone."""
    loaded = row.__dict__
    names = [
        field.attname
        for field in row._meta.concrete_fields
        if not field.primary_key and field.attname in loaded and loaded[field.attname] != _clean(field, wanted)
    ]
    for name in names:
        setattr(row, name, getattr(wanted, name))
    if names:
        row.save(update_fields=names)
    return names


def _clean(field: Any, row: Model) -> Any:
    """A date may be ISO text in an unsaved row."""
    return field.to_python(getattr(row, field.attname))
