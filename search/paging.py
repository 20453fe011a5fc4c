"""Pages of a search, by the plan that suits the number of hits.

Left alone, PostgreSQL walks the index of the order ("newest first") for any search with a LIMIT, also for
keywords that stand in few rows or only in old ones; then it reads the whole table for one page. Here the
exact number of hits is known, so the choice is ours:

- few hits: collect them through the index of lexemes, then sort;
- many hits: walk, but only over a window of the newest rows in which the page should be found three times
  over. If it is not (the hits lie elsewhere), collect after all.

Where bitmaps are at hand (`search.listed`) none of this is needed.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.cache import cache
from django.db import connections
from django.db.models import BooleanField, Count, F, Func, OrderBy, Q, QuerySet, Window

from search.ranking import MOST_RANKED, Relevance

FEW_HITS = 2000  # collected and sorted in a few milliseconds
WIDEST_WINDOW = 20_000  # rows walked at most before the hits are collected after all
WALKED_ROWS = 10_000  # of a table; in a smaller one few hits are collected at once
ROWS_SECONDS = 60
SURPLUS = 3  # how many times over a page should be found in the window


class Opaque(Func):
    """The column itself, in a form that no index serves and that PostgreSQL does not simplify."""

    template = "GREATEST(%(expressions)s)"
    arity = 1


class Among(Func):
    """True for rows with one of the keys: one parameter, however many there are."""

    template = "%(expressions)s = ANY(%%s::bigint[])"
    output_field = BooleanField()

    def __init__(self, keys: Iterable[int]) -> None:
        super().__init__(F("pk"))
        self.keys = list(keys)

    def as_sql(self, *args: Any, **more: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = super().as_sql(*args, **more)
        return sql, (*params, self.keys)


class OneOf(Func):
    """True for rows whose key a queryset of keys gives: that is asked first, whatever else narrows the rows."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, keys: QuerySet[Any]) -> None:
        super().__init__(F("pk"), ArraySubquery(keys))


def in_order(rows: QuerySet[Any], keys: Sequence[int]) -> list[Any]:
    """The rows of `keys` in that order, with what the queryset selects and prefetches."""
    found = {row.pk: row for row in rows.order_by().filter(pk__in=keys)} if keys else {}
    return [found[key] for key in keys if key in found]


def page_keys(rows: QuerySet[Any], start: int, size: int, count: int) -> list[int]:
    """The primary keys of rows `start` to `start + size` of an ordered search that has `count` hits in all.

    By relevance, of more than `MOST_RANKED` hits about that many of the newest come first, most relevant first,
    and then the older ones, newest first.
    """
    size = min(size, count - start)
    if size <= 0:
        return []
    if count > MOST_RANKED and by_relevance(rows):
        return _ranked_keys(rows, start, size, count)
    return _keys(rows, start, size, count)


def by_relevance(rows: QuerySet[Any]) -> bool:
    """Whether the rows are ordered by relevance first."""
    first = rows.query.order_by[0] if rows.query.order_by else ""
    return isinstance(first, OrderBy) and isinstance(first.expression, Relevance)


def _keys(rows: QuerySet[Any], start: int, size: int, count: int) -> list[int]:
    """The keys by the order of the rows, whatever it is."""
    keys = rows.values_list("pk", flat=True)
    column, descending = leading_column(rows)
    if not column:
        return list(keys[start : start + size])
    bound = window_bound(rows, column, descending, start + size, count)
    if bound is not None:
        found = list(keys.filter(_from(column, descending, bound))[start : start + size])
        if len(found) == size:
            return found
    return list(collected(keys)[start : start + size])


def collected(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows in their order, but by sorting the hits: the index of the order can't be walked."""
    column, descending = leading_column(rows)
    if not column:
        return rows
    return rows.order_by(OrderBy(Opaque(F(column)), descending=descending), *rows.query.order_by[1:])


def _ranked_keys(rows: QuerySet[Any], start: int, size: int, count: int) -> list[int]:
    """The keys by relevance among the newest hits, then of the older ones in their order."""
    score, *rest = rows.query.order_by
    by_date = rows.order_by(*rest)
    column, descending = leading_column(by_date)
    width = table_rows(rows) * MOST_RANKED // count
    while column and (bound := _value_at(rows, column, descending, width)) is not None:
        newest = rows.filter(_from(column, descending, bound)).order_by(score, *rest)
        found = list(newest.values_list("pk", Window(Count("*")))[start : start + size])
        ranked = found[0][1] if found else newest.count()
        if ranked >= MOST_RANKED // 4:  # else most hits are older than the rows around them: look farther back
            keys = [key for key, _ in found]
            if len(keys) == size:
                return keys
            older = by_date.exclude(_from(column, descending, bound))
            after = max(0, start - ranked)
            return keys + _keys(older, after, size - len(keys), count - ranked)
        width *= 4
    return _keys(rows, start, size, count)


def _from(column: str, descending: bool, bound: Any) -> Q:
    """From the beginning of the order up to `bound`, included."""
    return Q(**{f"{column}__{'gte' if descending else 'lte'}": bound})


def leading_column(rows: QuerySet[Any]) -> tuple[str, bool]:
    """The column of the model that the rows are ordered by first, and whether from the greatest; empty if the
    order begins with anything else, or the column may be null."""
    order = rows.query.order_by
    first = order[0] if order else ""
    if not isinstance(first, str):
        return "", False
    name = first.removeprefix("-")
    plain = {field.name for field in rows.model._meta.fields if not (field.null or field.is_relation)}
    return (name, first.startswith("-")) if name in plain else ("", False)


def window_bound(rows: QuerySet[Any], column: str, descending: bool, wanted: int, count: int) -> Any:
    """The value of `column` up to which a walk should meet `wanted` hits three times over; None where collecting
    the hits is cheaper, or the walk too long."""
    width = window_width(rows, wanted, count)
    return _value_at(rows, column, descending, width) if width else None


def window_width(rows: QuerySet[Any], wanted: int, count: int) -> int:
    """How many rows to walk for `wanted` of `count` hits, or 0 where collecting the hits is the way. In a large table few
    hits may be few of a frequent keyword's, so that a short walk is tried for them too."""
    number = table_rows(rows)
    width = SURPLUS * wanted * number // max(count, 1)
    longest = WIDEST_WINDOW if count > FEW_HITS else FEW_HITS if number > WALKED_ROWS else 0
    return width if width <= min(longest, 10 * count) else 0


def _value_at(rows: QuerySet[Any], column: str, descending: bool, place: int) -> Any:
    """The value of `column` in the row at `place` of the whole table's order, or None beyond its end."""
    every = rows.model._base_manager.using(rows.db).order_by(f"{'-' if descending else ''}{column}")
    return every.values_list(column, flat=True)[place : place + 1].first()


def table_rows(rows: QuerySet[Any]) -> int:
    """About how many rows the table has, from PostgreSQL's own statistics; asked for once a minute."""
    table = rows.model._meta.db_table
    key = f"search-rows-{rows.db}-{table}"
    number: int | None = cache.get(key)
    if number is None:
        number = _table_rows(rows.db, table)
        cache.set(key, number, ROWS_SECONDS)
    return number


def _table_rows(using: str, table: str) -> int:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass", [table])
        return max(int(cursor.fetchone()[0]), 0)
