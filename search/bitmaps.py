"""Exact counts at once: the rows of each facet's value, and of searches, as bitmaps of their keys.

A process loads the stored bitmaps (`search.bitmap_store`) when it first needs them and remembers the snapshot they
show. Each reading asks the log of changes (`search.changes`) which rows may differ since, and asks for these rows
alone again: so the numbers are those of one snapshot of the database, whatever is written meanwhile. Plain SQL
gives the same numbers (only slower).
"""

import threading
import time
from base64 import b64decode
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db import connections
from django.db.models import QuerySet, Value
from django.db.models.fields import CharField
from pyroaring import BitMap

from search.bitmap_plans import Narrow, Plan, keeps, plan
from search.bitmap_statement import (
    CHANGED,
    FACET,
    FOUND,
    OWN,
    Asked,
    Part,
    Rows,
    answer,
    facets_of,
    hits_of,
    written_since,
)
from search.bitmap_store import CHARACTER, WORD, BitmapStore, Facets, Generation, Pairs
from search.lookups import Both, Either, Has, Lacks, Lookup
from search.models import Searchable
from search.packing import GATHERED, replaced, unpacked
from search.snapshots import Snapshot
from search.sought import ALL, LogCut, OutOfStep, Reading, Search, Sought, Superseded, found_by, name_of

TRIES = 5
MOST_CHANGED = 50_000  # rows asked for again at once
MOST_SEARCHES = 500  # remembered in a process; a bitmap takes at most an eighth of a byte a row
MOST_LEAVES = 500  # bitmaps of lexemes, likewise
FEW = 2000  # rows whose text is looked at one by one, or
PART = 4  # up to this part of all that have the lexemes
FOLD_AT = 2000  # changed rows; each new search looks at them all
FOLD_SECONDS = 30  # between tries


class BitmapIndex:
    """The bitmaps of one model's rows, for all threads of a process. `subject` is what the log calls the rows."""

    def __init__(
        self, model: type[Searchable], subject: str, facets: Mapping[str, Pairs], using: str = "default"
    ) -> None:
        every: Pairs = lambda: model._base_manager.values_list(Value("", CharField()), "pk")  # noqa: E731
        self.model, self.subject, self.using = model, subject, using
        self.pairs: Mapping[str, Pairs] = {ALL: every, **facets}
        self.store = BitmapStore(model, subject, self.pairs, using)
        self._lock = threading.Lock()
        self._work = threading.Lock()
        self._tried = float("-inf")
        self._clear()

    def read(self, searches: Iterable[Sought]) -> Reading:
        """The hits of each search and all facets, at one snapshot.

        Raises OutOfStep where that can't be had: no bitmaps are stored, the caller's transaction looks at an earlier
        moment than they show, or too much is being written.
        """
        with self._lock:
            searches = list(searches)
            for _ in range(TRIES):
                try:
                    return self._read(searches)
                except LogCut:
                    self._clear()
                except Superseded:
                    self._renew()
            raise OutOfStep

    def ready(self) -> bool:
        """Whether the bitmaps are loaded. A thread begins to load or build them if not, and to fold changes in once
        there are many; SQL serves meanwhile."""
        loaded = self._generation is not None
        due = time.monotonic() - self._tried > FOLD_SECONDS
        if due and (not loaded or len(self._pending) > FOLD_AT) and self._work.acquire(blocking=False):
            self._tried = time.monotonic()
            threading.Thread(target=self._prepare, daemon=True).start()
        return loaded

    def _prepare(self) -> None:
        try:
            if self._generation is not None:
                self.store.fold()
                with self._lock:
                    self._renew()
            elif not self._loads():
                if not self.store.fold():
                    self.store.build()
                self._loads()
        finally:
            connections[self.using].close()
            self._work.release()

    def _loads(self) -> bool:
        """Load what is stored, if that can be used."""
        try:
            self.read([])
        except OutOfStep:
            return False
        return True

    def forget(self) -> None:
        """Load everything anew when it is next needed."""
        with self._lock:
            self._clear()

    def _clear(self) -> None:
        self._generation: Generation | None = None
        self._facets: Facets = {}
        self._snapshot: Snapshot | None = None  # what `_facets` show
        self._pending = BitMap()  # rows that changed between the generation's snapshot and that
        self._searches: OrderedDict[str, Search] = OrderedDict()
        self._leaves: OrderedDict[Has, BitMap] = OrderedDict()

    def _read(self, searches: list[Sought]) -> Reading:
        marked = self._snapshot or self._load()
        known, leaves_known = set(self._searches), set(self._leaves)
        asked = self._asked(searches, marked)
        reading, lasting = self._catch_up(asked, marked)
        if not lasting:  # the caller's own transaction wrote, and may yet be rolled back
            for name in set(self._searches) - known:
                del self._searches[name]
            for leaf in set(self._leaves) - leaves_known:
                del self._leaves[leaf]
        for remembered, most in ((self._searches, MOST_SEARCHES), (self._leaves, MOST_LEAVES)):
            while len(remembered) > most:
                remembered.popitem(last=False)
        return reading

    def _load(self) -> Snapshot:
        generation = self.store.generation()
        if generation is None:
            raise OutOfStep
        self._facets, self._generation, self._snapshot = self.store.facets(), generation, generation.snapshot
        return generation.snapshot

    def _renew(self) -> None:
        """Go on with the generation in force; facets and searches stay, being kept up to date by themselves."""
        generation = self.store.generation()
        changed = self.store.changed_since(generation) if generation else None
        if changed is None:
            self._clear()
        elif self._generation:
            self._generation, self._pending = generation, changed
            self._leaves.clear()

    def _asked(self, searches: list[Sought], marked: Snapshot) -> Asked:
        """The searches, remembered ones and new ones: from stored bitmaps, or else to be asked of SQL."""
        named = [(name_of(sought), sought) for sought in searches]
        plans = {name: self._plan(sought) for name, sought in named if name and name not in self._searches}
        self._fetch([leaf for found in plans.values() if isinstance(found, Plan) for leaf in found.leaves], marked)
        for name in (name for name, _ in named if name):
            if name not in self._searches:
                found = plans[name]
                self._searches[name] = (isinstance(found, Plan) and self._by_bitmaps(found)) or Search(afresh=True)
            self._searches.move_to_end(name)
        return [
            (name, self._searches[name] if name else Search(afresh=True), self._rows(sought, plans.get(name)))
            for name, sought in named
        ]

    def _plan(self, sought: Sought) -> Plan | Narrow | None:
        if sought.node is None or sought.words is None or self._generation is None:
            return None
        return plan(sought.node, sought.words, self._generation)

    def _rows(self, sought: Sought, found: Plan | Narrow | None) -> QuerySet[Any]:
        """The keys of what is sought, by SQL."""
        if not isinstance(found, Narrow):
            return found_by(sought)
        every: QuerySet[Any] = self.model._base_manager.using(self.using)
        return every.filter(found.condition, lexemes__matches=found.tsquery).order_by().values_list("pk")

    def _by_bitmaps(self, found: Plan) -> Search | None:
        """From the bitmaps of lexemes, with doubt where texts must be looked at; None where these are too many."""
        hits = self._found(found.lookup)
        if found.exact:
            return Search(hits, self._pending.copy())
        sure = self._found(found.sure) if found.sure else BitMap()
        doubtful = hits - sure
        return None if len(doubtful) > max(FEW, len(hits) // PART) else Search(hits, doubtful | self._pending)

    def _fetch(self, wanted: Sequence[Has], marked: Snapshot) -> None:
        """The bitmaps of lexemes: the stored ones, and those of rare lexemes by PostgreSQL's index."""
        table, generation = self.model._meta.db_table, self._generation
        missing = list(dict.fromkeys(leaf for leaf in wanted if leaf not in self._leaves))
        for leaf in wanted:
            if leaf in self._leaves:
                self._leaves.move_to_end(leaf)
        if not missing or generation is None:
            return
        parts: list[Part] = [
            ("number", "SELECT number::text, NULL::bytea FROM search_generation WHERE subject = %s", (self.subject,))
        ]
        for first, name in ((False, WORD), (True, CHARACTER)):
            kept = [leaf.lexeme for leaf in missing if leaf.first == first and keeps(generation, leaf)]
            stored = "SELECT value, bits FROM search_bitmap WHERE subject = %s AND name = %s AND value = ANY(%s)"
            parts += [(name, stored, (self.subject, name, kept))] if kept else []
        rare = [leaf for leaf in missing if not keeps(generation, leaf)]
        for number, leaf in enumerate(rare):
            gathered = f"SELECT '', {GATHERED} FROM {table} WHERE lexemes @@ %s::tsquery"
            parts.append((f"rare:{number}", gathered, (leaf.tsquery(),)))
        found: dict[Has, list[BitMap]] = {leaf: [] for leaf in missing}
        current = False
        for kind, value, bits in answer(self.using, parts, marked)[1]:
            if kind == "number":
                current = value == str(generation.number)
            elif kind.startswith("rare:"):
                found[rare[int(kind[5:])]].append(unpacked(bits))
            else:
                found[Has(value, first=kind == CHARACTER)].append(BitMap.deserialize(bytes(bits)))
        if not current:
            raise Superseded
        for leaf, rows in found.items():
            self._leaves[leaf] = BitMap.union(*rows) if rows else BitMap()

    def _found(self, lookup: Lookup) -> BitMap:
        match lookup:
            case Has():
                return self._leaves[lookup]
            case Lacks(part):
                return self._facets[ALL].get("", BitMap()) - self._found(part)
            case Both(parts):
                return reduce(and_, map(self._found, parts))
            case Either(parts):
                return reduce(or_, map(self._found, parts))

    def _catch_up(self, asked: Asked, marked: Snapshot) -> tuple[Reading, bool]:
        """Everything asked for at the present snapshot, and whether it was remembered."""
        changed = BitMap()
        for _ in range(TRIES):
            parts = [*written_since(self.subject, marked), *facets_of(changed, self.pairs), *hits_of(asked, changed)]
            snapshot, rows = answer(self.using, parts, marked)
            kinds = {kind for kind, _, _ in rows}
            noted = BitMap(row for kind, _, row in rows if kind in (CHANGED, OWN) and row is not None)
            if any(kind == CHANGED and row is None for kind, _, row in rows) or len(noted) > MOST_CHANGED:
                raise LogCut
            if noted.issubset(changed):
                return self._applied(asked, changed, rows, None if OWN in kinds else snapshot)
            changed |= noted
        raise OutOfStep

    def _applied(self, asked: Asked, changed: BitMap, rows: Rows, snapshot: Snapshot | None) -> tuple[Reading, bool]:
        """The bitmaps with the changed rows as they are now; remembered as of `snapshot`, if there is one."""
        fresh: dict[str, dict[str, BitMap]] = {}
        found: dict[int, BitMap] = {}
        for kind, value, row in rows:
            if kind.startswith(FOUND):
                found[int(kind.removeprefix(FOUND))] = unpacked(b64decode(value or ""))
            elif kind.startswith(FACET):
                fresh.setdefault(kind, {}).setdefault(value or "", BitMap()).add(row)
        facets = self._facets
        if changed:
            facets = {name: replaced(rows, changed, fresh.get(f"{FACET}{name}", {})) for name, rows in facets.items()}
        hits = [
            search.hits - (search.doubtful | changed) | found[number] if number in found else search.hits
            for number, (_, search, _) in enumerate(asked)
        ]
        if snapshot:
            self._facets, self._snapshot = facets, snapshot
            self._pending |= changed
            for search in self._searches.values() if changed else ():
                search.doubtful |= changed
            for present, (name, search, _) in zip(hits, asked, strict=True):
                search.hits, search.doubtful, search.afresh = present, BitMap(), not name
        return Reading(tuple(hits), facets), snapshot is not None
