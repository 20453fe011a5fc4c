"""Exact counts at once: the rows of each facet's value, and of searches, as bitmaps of their keys.

A process builds the bitmaps when it first needs them and remembers the snapshot they show. Each reading asks the
log of changes (`search.changes`) which rows may differ since, and asks for these rows alone again: so the numbers
are those of one snapshot of the database, whatever is written meanwhile. Nothing is stored, nothing can be
forgotten, and plain SQL gives the same numbers (only slower).
"""

import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from pyroaring import BitMap

from search.snapshots import Snapshot

TRIES = 5
MOST_CHANGED = 50_000  # rows asked for again at once
MOST_SEARCHES = 500  # remembered in a process; a bitmap takes at most an eighth of a byte a row

# A queryset of pairs (value, key of the row) for each facet.
Pairs: TypeAlias = Callable[[], QuerySet[Any]]
Facets: TypeAlias = dict[str, dict[str, BitMap]]


@dataclass
class Search:
    """The hits of a search at the bitmaps' snapshot but for the rows in `doubtful`, which changed since."""

    hits: BitMap
    doubtful: BitMap = field(default_factory=BitMap)


@dataclass(frozen=True)
class Reading:
    """Bitmaps of one moment, not to be changed: hits of each search asked for, and rows of each facet's value."""

    hits: tuple[BitMap, ...]
    facets: Mapping[str, Mapping[str, BitMap]]


class OutOfStep(Exception):
    """The numbers can't be had from bitmaps now: use SQL."""


class LogCut(Exception):
    """So much was written, or so long ago, that building anew is the way."""


Asked: TypeAlias = list[tuple[str, Search, QuerySet[Any]]]


class BitmapIndex:
    """The bitmaps of one subject's rows, for all threads of a process. Keys are below 2**31."""

    def __init__(self, subject: str, facets: Mapping[str, Pairs], using: str = "default") -> None:
        self.subject, self.pairs, self.using = subject, facets, using
        self._lock = threading.Lock()
        self._facets: Facets = {}
        self._snapshot: Snapshot | None = None
        self._searches: OrderedDict[str, Search] = OrderedDict()

    def read(self, searches: Iterable[QuerySet[Any]]) -> Reading:
        """The hits of each search (querysets over the subject's table alone) and all facets, at one snapshot.

        Raises OutOfStep where that can't be had: the caller's transaction looks at an earlier moment than the
        bitmaps, or too much is being written.
        """
        with self._lock:
            searches = list(searches)
            for _ in range(2):
                try:
                    return self._read(searches)
                except LogCut:
                    self._clear()
            raise OutOfStep

    def ready(self) -> bool:
        """Whether the bitmaps are built. If not, a thread begins to, and SQL serves meanwhile."""
        if self._snapshot is None and self._lock.acquire(blocking=False):
            self._lock.release()
            threading.Thread(target=self._prepare, daemon=True).start()
        return self._snapshot is not None

    def _prepare(self) -> None:
        try:
            self.read([])
        finally:
            connections[self.using].close()

    def forget(self) -> None:
        """Build everything anew when it is next needed."""
        with self._lock:
            self._clear()

    def _clear(self) -> None:
        self._facets, self._snapshot = {}, None
        self._searches.clear()

    def _read(self, searches: list[QuerySet[Any]]) -> Reading:
        built = self._snapshot is None
        marked = self._snapshot or self._build()
        known = set(self._searches)
        asked = [self._search(rows, marked) for rows in searches]
        reading, lasting = self._catch_up(asked, marked)
        if not lasting:  # the caller's own transaction wrote, and may yet be rolled back
            for name in set(self._searches) - known:
                del self._searches[name]
            if built:
                self._clear()
        while len(self._searches) > MOST_SEARCHES:
            self._searches.popitem(last=False)
        return reading

    def _build(self) -> Snapshot:
        parts: list[Part] = []
        for name, pairs in self.pairs.items():
            sql, params = pairs().order_by().query.sql_with_params()
            parts.append(
                (
                    name,
                    f"SELECT value::text, string_agg(int4send(id::int4), '') FROM ({sql}) AS {_PAIR} GROUP BY value",
                    params,
                )
            )
        snapshot, rows = self._ask(parts)
        facets: Facets = {name: {} for name in self.pairs}
        for name, value, packed in rows:
            facets[name][value or ""] = unpacked(packed)
        self._facets, self._snapshot = facets, snapshot
        return snapshot

    def _search(self, rows: QuerySet[Any], marked: Snapshot) -> tuple[str, Search, QuerySet[Any]]:
        """A remembered search, or a new one asked for."""
        try:
            sql, params = rows.order_by().values_list("pk").query.sql_with_params()
        except EmptyResultSet:
            return "", Search(BitMap()), rows.none()
        name = repr((sql, params))
        if name not in self._searches:
            packing = f"SELECT '', string_agg(int4send(id::int4), '') FROM ({sql}) AS hit (id)"
            snapshot, ((_, _, packed),) = self._ask([("hits", packing, params)])
            if not marked.is_not_after(snapshot):
                raise OutOfStep
            # Rows that changed between the bitmaps' snapshot and this one come up again when catching up.
            self._searches[name] = Search(unpacked(packed))
        self._searches.move_to_end(name)
        return name, self._searches[name], rows

    def _catch_up(self, asked: Asked, marked: Snapshot) -> tuple[Reading, bool]:
        """Everything asked for at the present snapshot, and whether it was remembered."""
        changed = BitMap()
        for _ in range(TRIES):
            snapshot, rows = self._ask([*self._log(marked), *self._again(asked, changed)])
            if not marked.is_not_after(snapshot):
                raise OutOfStep
            kinds = {kind for kind, _, _ in rows}
            noted = BitMap(row for kind, _, row in rows if kind in ("changed", "own"))
            if "horizon" in kinds or len(noted) > MOST_CHANGED:
                raise LogCut
            if noted.issubset(changed):
                return self._applied(asked, changed, rows, None if "own" in kinds else snapshot)
            changed |= noted
        raise OutOfStep

    def _log(self, marked: Snapshot) -> list["Part"]:
        """What was written that the snapshot did not see; the log may have been cut since."""
        since = "subject = %s AND xid >= pg_snapshot_xmin(%s::pg_snapshot)"
        unseen = f"FROM search_change WHERE {since} AND NOT pg_visible_in_snapshot(xid, %s::pg_snapshot)"
        own = "FROM search_change WHERE subject = %s AND xid = pg_current_xact_id_if_assigned()"
        return [
            ("horizon", f"SELECT '', 0::bigint FROM search_horizon WHERE {since}", (self.subject, marked.text)),
            ("changed", f"SELECT DISTINCT '', row_id {unseen}", (self.subject, marked.text, marked.text)),
            ("own", f"SELECT DISTINCT '', row_id {own}", (self.subject,)),
        ]

    def _again(self, asked: Asked, changed: BitMap) -> list["Part"]:
        """The changed rows' facets, and which of the doubtful ones each search finds."""
        parts: list[Part] = []
        for name, pairs in self.pairs.items() if changed else ():
            sql, params = pairs().order_by().query.sql_with_params()
            picked = f"SELECT value::text, id FROM ({sql}) AS {_PAIR} WHERE id = ANY(%s)"
            parts.append((f"facet:{name}", picked, (*params, list(changed))))
        for number, (_, search, rows) in enumerate(asked):
            doubtful = search.doubtful | changed
            if doubtful and not rows.query.is_empty():
                sql, params = rows.order_by().filter(pk__in=list(doubtful)).values_list("pk").query.sql_with_params()
                parts.append((f"search:{number}", f"SELECT '', id FROM ({sql}) AS hit (id)", params))
        return parts

    def _applied(
        self, asked: Asked, changed: BitMap, rows: list[tuple[str, str, Any]], snapshot: Snapshot | None
    ) -> tuple[Reading, bool]:
        """The bitmaps with the changed rows as they are now; remembered as of `snapshot`, if there is one."""
        fresh: dict[str, dict[str, BitMap]] = {}
        for kind, value, row in rows:
            if ":" in kind:
                fresh.setdefault(kind, {}).setdefault(value or "", BitMap()).add(row)
        facets = self._facets
        if changed:
            facets = {name: _replaced(rows, changed, fresh.get(f"facet:{name}", {})) for name, rows in facets.items()}
        hits = [
            (search.hits - (search.doubtful | changed)) | fresh.get(f"search:{number}", {}).get("", BitMap())
            if search.doubtful or changed
            else search.hits
            for number, (_, search, _) in enumerate(asked)
        ]
        if snapshot:
            self._facets, self._snapshot = facets, snapshot
            for search in self._searches.values() if changed else ():
                search.doubtful |= changed
            for found, (_, search, _) in zip(hits, asked, strict=True):
                search.hits, search.doubtful = found, BitMap()
        return Reading(tuple(hits), facets), snapshot is not None

    def _ask(self, parts: list["Part"]) -> tuple[Snapshot, list[tuple[str, str, Any]]]:
        """The rows (name, value, id) of several selects in one statement, and the snapshot it saw."""
        union = " UNION ALL ".join(f"SELECT %s, part.* FROM ({sql}) AS part" for _, sql, _ in parts)
        params = [one for name, _, given in parts for one in (name, *given)]
        with connections[self.using].cursor() as cursor:
            cursor.execute(
                "SELECT pg_current_snapshot()::text, pg_current_xact_id_if_assigned()::text, asked.*"
                f" FROM (SELECT) AS one LEFT JOIN ({union}) AS asked (name, value, id) ON true",
                params,
            )
            rows = cursor.fetchall()
        text, own = rows[0][:2]
        snapshot = Snapshot.read(text, int(own) if own else None)
        return snapshot, [row[2:] for row in rows if row[2] is not None]


Part: TypeAlias = tuple[str, str, tuple[Any, ...]]  # name, select of two columns, parameters
_PAIR = "pair (value, id)"


def _replaced(values: dict[str, BitMap], changed: BitMap, fresh: Mapping[str, BitMap]) -> dict[str, BitMap]:
    """A facet with the rows of `changed` where they belong now. Bitmaps that readers hold are left as they are."""
    kept = {value: rows - changed if rows.intersect(changed) else rows for value, rows in values.items()}
    for value, rows in fresh.items():
        kept[value] = kept.get(value, BitMap()) | rows
    return {value: rows for value, rows in kept.items() if rows}


def unpacked(packed: bytes | memoryview | None) -> BitMap:
    """A bitmap of keys that PostgreSQL sent as four bytes each, the first byte the greatest."""
    keys = array("I", bytes(packed or b""))
    keys.byteswap()
    return BitMap(keys)
