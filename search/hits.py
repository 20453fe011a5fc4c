"""The hits of an ordered search: any page of them by number, or from a cursor on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, overload

from django.core.paginator import Page, Paginator
from django.db.models import OrderBy, QuerySet

from search.cursors import Columns, Cursor, beyond, computed
from search.listed import Listed
from search.paging import FEW_HITS, Among, OneOf, by_relevance, collected, in_order, page_keys, window_width
from search.ranking import MOST_RANKED

NUMBERED = 20  # pages that are linked by their numbers; what lies farther is reached by cursors


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some hits in a row. `start` is the place of the first where it is known; `before` and `after` say whether
    there are others."""

    rows: list[Any]
    start: int | None
    before: bool
    after: bool


class Hits(Sequence[Any]):
    """An ordered search as a sequence for `Paginator`; a slice of many finds the keys of its rows first.

    `count` is the number of hits where the caller knows it, and is asked for otherwise. `columns` gives the columns
    of the order with a cursor's values. `listed` are the same hits as a bitmap, where there is one; for an order by
    relevance they are newest first.
    """

    def __init__(
        self,
        rows: QuerySet[Any],
        count: int | None = None,
        columns: Callable[[Cursor], Columns] | None = None,
        listed: Listed | None = None,
    ) -> None:
        self.rows, self.columns, self.listed = rows, columns, listed
        self.ranked = by_relevance(rows)
        self._count = len(listed.hits) if listed else count

    def __len__(self) -> int:
        if self._count is None:
            self._count = self.rows.order_by().count()
        return self._count

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...
    def __getitem__(self, at: int | slice) -> Any:
        start, stop, step = (at if isinstance(at, slice) else slice(at, at + 1)).indices(len(self))
        if step != 1:
            raise ValueError("hits are read forwards, one by one")
        found = self._stretch(start, stop - start)
        return found if isinstance(at, slice) else found[0]

    def beside(self, cursor: Cursor, size: int, *, backwards: bool = False) -> Stretch | None:
        """The `size` hits after the cursor's row, or before it (the first ones, where fewer are before it); None where
        the place can't be told."""
        place = self._place(cursor, itself=not backwards)
        if place is not None:
            start = max(0, place - size) if backwards else place
            rows = self._stretch(start, min(size, len(self) - start))
            return Stretch(rows, start, start > 0, start + len(rows) < len(self))
        if self.columns is None or self.ranked:
            return None
        columns = self.columns(cursor)
        rest = self.rows.annotate(**computed(columns)).filter(beyond(columns, backwards=backwards))
        if backwards:
            rest = rest.order_by(*map(flipped, rest.query.order_by))
        found = in_order(rest, page_keys(rest, 0, size + 1, len(self)))
        more, shown = len(found) > size, found[:size]
        if backwards:
            return Stretch(shown[::-1], None, more, True) if len(shown) == size else None
        return Stretch(shown, None, True, more)

    def _stretch(self, start: int, size: int) -> list[Any]:
        if self.listed and self.ranked and start + size <= MOST_RANKED:  # keys and rows in one statement
            return list(self.rows.filter(OneOf(self._most_relevant(self.listed)[start : start + size])))
        if self.listed:
            return in_order(self.rows, self._listed_keys(self.listed, start, size))
        if len(self) <= FEW_HITS and not window_width(self.rows, start + size, len(self)):
            return list(collected(self.rows)[start : start + size])
        return in_order(self.rows, page_keys(self.rows, start, size, len(self)))

    def _listed_keys(self, listed: Listed, start: int, size: int) -> list[int]:
        if not self.ranked:
            return listed.keys(start, size)
        keys = list(self._most_relevant(listed)[start : start + size]) if start < MOST_RANKED else []
        return [*keys, *listed.keys(max(start, MOST_RANKED), size - len(keys))] if len(keys) < size else keys

    def _most_relevant(self, listed: Listed) -> QuerySet[Any]:
        """The keys of the newest hits, as many as are ranked, most relevant first. That they are hits is known: the
        rows are asked for by their keys alone."""
        newest = listed.hits if len(listed.hits) <= MOST_RANKED else listed.keys(0, MOST_RANKED)
        every: QuerySet[Any] = self.rows.model._base_manager.using(self.rows.db).filter(Among(newest))
        return every.order_by(*self.rows.query.order_by).values_list("pk", flat=True)

    def _place(self, cursor: Cursor, *, itself: bool) -> int | None:
        """How many hits stand before the cursor's row (and at it, if `itself`), where that can be told."""
        if self.ranked and (self.listed or len(self) <= MOST_RANKED):
            keys = list(self._most_relevant(self.listed) if self.listed else self.rows.values_list("pk", flat=True))
            if cursor.key in keys:
                return keys.index(cursor.key) + itself
            if not self.listed or len(keys) < MOST_RANKED:
                return None
        if not self.listed:
            return None
        place = self.listed.place_after(cursor) if itself else self.listed.place_before(cursor)
        return max(place, MOST_RANKED) if self.ranked else place


def flipped(order: Any) -> Any:
    """The same column from the other end."""
    if isinstance(order, str):
        return order.removeprefix("-") if order.startswith("-") else f"-{order}"
    if isinstance(order, OrderBy):
        return OrderBy(
            order.expression,
            descending=not order.descending,
            nulls_first=order.nulls_last,
            nulls_last=order.nulls_first,
        )
    return OrderBy(order, descending=True)


class CursorPage(Page[Any]):
    """A page whose neighbours are reached by cursors: they neither repeat nor skip a row, whatever is added
    meanwhile. `number` is where the page stands, about."""

    def __init__(
        self, stretch: Stretch, number: int, paginator: "Paginator[Any]", cursor: Callable[[Any], Cursor]
    ) -> None:
        super().__init__(stretch.rows, number, paginator)
        self.stretch, self._cursor = stretch, cursor

    def has_next(self) -> bool:
        return self.stretch.after

    def has_previous(self) -> bool:
        return self.stretch.before

    @property
    def forth(self) -> str:
        """The next page as an address writes it."""
        return f"{self.number + 1}.after.{self._cursor(self.stretch.rows[-1])}" if self.stretch.rows else ""

    @property
    def back(self) -> str:
        """The previous page, likewise."""
        number = max(1, self.number - 1)
        return f"{number}.before.{self._cursor(self.stretch.rows[0])}" if self.stretch.rows else ""

    @property
    def near(self) -> list[int]:
        """The numbers of the pages around this one, where counting up to them is cheap."""
        last = min(self.paginator.num_pages, NUMBERED)
        start = max(1, min(self.number - 2, last - 4))
        return list(range(start, min(start + 4, last) + 1)) if self.number <= NUMBERED else []


def cursor_page(hits: Hits, size: int, written: str | None, cursor: Callable[[Any], Cursor]) -> CursorPage:
    """The page an address asks for: by its number (`3`), or after or before a row (`3.after.…`), where the number
    counts only if that place can't be told. `cursor` tells the place of a row."""
    number, _, rest = (written or "").partition(".")
    way, _, place = rest.partition(".")
    paginator: Paginator[Any] = Paginator(hits, size)
    at = min(max(1, int(number)), paginator.num_pages) if number.isdecimal() else 1
    if way in ("after", "before") and (known := Cursor.read(place)):
        stretch = hits.beside(known, size, backwards=way == "before")
        if stretch and stretch.rows:
            at = at if stretch.start is None else stretch.start // size + 1
            return CursorPage(stretch, at, paginator, cursor)
    start = (at - 1) * size
    rows = hits[start : start + size]
    return CursorPage(Stretch(rows, start, start > 0, start + len(rows) < len(hits)), at, paginator, cursor)
