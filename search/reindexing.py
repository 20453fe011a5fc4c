"""Bringing rows that another dictionary indexed up to date, while the site is used."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections, transaction

from search.models import Searchable
from search.words import dictionary

BATCH = 1000  # rows a transaction; their locks last a fraction of a second


def searchable_models() -> list[type[Searchable]]:
    """Every model whose rows can be searched."""
    return [model for model in apps.get_models() if issubclass(model, Searchable)]


def stale_rows(model: type[Searchable], *, every: bool = False) -> int:
    """How many rows `reindex` has to do."""
    return int(_rows(model, every).count())


def reindex(model: type[Searchable], *, every: bool = False, batch: int = BATCH) -> Iterator[int]:
    """Index anew the rows that another dictionary indexed, or `every` row; yields how many each batch did.

    Each batch is one transaction, so that a run that is stopped goes on where it was. Rows that somebody
    stores meanwhile are indexed by whoever stores them. Searching is right at every moment, and uses the
    words of the dictionary again once no stale row remains (`SearchQuerySet.index_words`). Only where folding
    itself has changed do rows compare as before until they are done.
    """
    last = 0
    while True:
        with transaction.atomic(using=model._base_manager.db):
            rows = _rows(model, every).filter(pk__gt=last).order_by("pk").only("pk", "text")
            found = list(rows.select_for_update(of=("self",))[:batch])
            _store(model, found)
        if not found:
            return
        last = found[-1].pk
        yield len(found)


def _rows(model: type[Searchable], every: bool) -> Any:
    rows = model._base_manager.all()
    return rows if every else rows.exclude(indexed_as=dictionary().version)


def _store(model: type[Searchable], rows: list[Searchable]) -> None:
    """One UPDATE a row, sent together: many times faster than one UPDATE with a case for each row."""
    connection = connections[model._base_manager.db]
    meta: Any = model._meta
    quote = connection.ops.quote_name
    fields = [meta.get_field(name) for name in Searchable.INDEXED]
    parts = [f"{quote(field.column)} = {_placeholder(field, connection)}" for field in fields]
    sql = f"UPDATE {quote(meta.db_table)} SET {', '.join(parts)} WHERE {quote(meta.pk.column)} = %s"
    values = []
    for row in rows:
        row.index()
        values.append([*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk])
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)


def _placeholder(field: Any, connection: Any) -> str:
    return str(field.get_placeholder(None, None, connection)) if hasattr(field, "get_placeholder") else "%s"
