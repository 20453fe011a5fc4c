"""Bitmaps kept in the database: built, brought up to date and checked part by part, while the site is used.

They show the rows as a remembered snapshot saw them, or later: whoever reads them asks the log of changes which
rows changed since that snapshot and looks at those rows themselves. So parts may be written one by one, and the
snapshot is moved on when all are done.
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db import connections, transaction
from django.db.models import QuerySet
from pyroaring import BitMap

from search.alone import alone
from search.changes import changed_since, present
from search.models import Searchable
from search.packing import GATHERED, read_values, replaced, stored, stored_values, united, unpacked
from search.snapshots import Snapshot

TABLES = """
CREATE TABLE search_generation (
    subject text PRIMARY KEY,
    number bigint NOT NULL,
    snapshot pg_snapshot NOT NULL,
    words text[] NOT NULL,
    characters text[] NOT NULL
);
CREATE TABLE search_bitmap (
    subject text NOT NULL,
    name text NOT NULL,
    value text NOT NULL,
    part integer NOT NULL,
    bits bytea NOT NULL,
    PRIMARY KEY (subject, name, value, part)
);
ALTER TABLE search_bitmap ALTER bits SET STORAGE EXTERNAL;
CREATE INDEX search_bitmap_part ON search_bitmap (subject, part);
"""
NO_TABLES = "DROP TABLE search_bitmap; DROP TABLE search_generation;"

PART_BITS = 16  # of a key: what one container of a Roaring bitmap holds
FREQUENT = 1000  # rows; the hits of rarer lexemes are gathered by the index in a few milliseconds
SAMPLE = 50_000  # rows in which lexemes are counted, to find the frequent ones
MOST_FOLDED = 200_000  # changed rows; of more, everything is built anew
WORD, CHARACTER = "word", "character"  # names no facet may have

# A queryset of pairs (value, key of the row) for each facet.
Pairs: TypeAlias = Callable[[], QuerySet[Any]]
Facets: TypeAlias = dict[str, dict[str, BitMap]]
PAIR = "pair (value, id)"
# Of the same type as the keys: PostgreSQL looks a key up in a hash of them, and goes through the list otherwise.
AMONG = "id = ANY(%s::bigint[])"


@dataclass(frozen=True, slots=True)
class Generation:
    """What the stored bitmaps are: at least as recent as `snapshot`, with a bitmap for each of these lexemes and
    first characters of lexemes."""

    number: int
    snapshot: Snapshot
    words: frozenset[str]
    characters: frozenset[str]

    def keeps(self, name: str, value: str) -> bool:
        return value in (self.words if name == WORD else self.characters)


class BitmapStore:
    """The stored bitmaps of one model's rows. Keys are below 2**31."""

    def __init__(self, model: type[Searchable], subject: str, facets: Mapping[str, Pairs], using: str) -> None:
        self.model, self.subject, self.pairs, self.using = model, subject, facets, using
        self.table = model._meta.db_table

    def generation(self) -> Generation | None:
        """What is stored, if anything is."""
        rows = self._ask(
            "SELECT number, snapshot::text, words, characters FROM search_generation WHERE subject = %s", [self.subject]
        )
        for number, snapshot, words, characters in rows:
            return Generation(number, Snapshot.read(snapshot, None), frozenset(words), frozenset(characters))
        return None

    def facets(self) -> Facets:
        """All facets as stored."""
        rows = self._ask(
            "SELECT name, bits FROM search_bitmap WHERE subject = %s AND name = ANY(%s)",
            [self.subject, list(self.pairs)],
        )
        parts: dict[str, list[dict[str, BitMap]]] = {name: [] for name in self.pairs}
        for name, bits in rows:
            parts[name].append(read_values(bits))
        return {name: united(values) for name, values in parts.items()}

    def changed_since(self, generation: Generation) -> BitMap | None:
        """The rows that changed since a generation's snapshot; None where that is no longer known."""
        return changed_since(self.subject, generation.snapshot.text, self.using)

    def build(self, step: Callable[[int, int], None] = lambda done, parts: None) -> int | None:
        """Build every part anew, checking what was stored; `step` hears of each. Returns how many stored bitmaps were
        other than they should have been (none at the first time), None where somebody else is at work."""
        with self._alone() as mine:
            if not mine:
                return None
            old, snapshot = self.generation(), present(self.using)
            words, characters = self._frequent()
            # Readers of the old generation rely on its lexemes until the new one is in force.
            kept = Kept(words | (old.words if old else set()), characters | (old.characters if old else set()))
            doubtful = self.changed_since(old) if old else None
            parts, wrong = self._parts(), 0
            for done, part in enumerate(parts, 1):
                wrong += self._refresh(part, kept, doubtful=doubtful)
                step(done, len(parts))
            self._set(snapshot, words, characters, old)
            return wrong if old else 0

    def fold(self, more_than: int = 0) -> bool:
        """Bring the changes since the last time into the stored bitmaps, if they are `more_than` so many rows. False
        where nothing could be done: nothing is stored, or somebody else is at work."""
        with self._alone() as mine:
            old = self.generation() if mine else None
            if old is None:
                return False
            snapshot = present(self.using)
            changed = self.changed_since(old)
            if changed is None or len(changed) > MOST_FOLDED:
                return self.build() is not None
            if len(changed) <= more_than:
                return True
            kept = Kept(set(old.words), set(old.characters))
            for part in sorted({key >> PART_BITS for key in changed}):
                self._refresh(part, kept, changed & span_of(part))
            self._set(snapshot, kept.words, kept.characters, old)
            return True

    def _frequent(self) -> tuple[set[str], set[str]]:
        """The lexemes, and the characters lexemes begin with, that about `FREQUENT` rows have at least."""
        ((rows,),) = self._ask(f"SELECT count(*) FROM {self.table}")
        every = max(1, rows // SAMPLE)
        words, characters = Counter[str](), Counter[str]()
        for _, lexemes in self._lexemes("id %% %s = 0", [every]):
            words.update(lexemes)
            characters.update({lexeme[0] for lexeme in lexemes})
        least = FREQUENT / every
        return {one for one, n in words.items() if n >= least}, {one for one, n in characters.items() if n >= least}

    def _lexemes(self, where: str, params: list[Any]) -> Iterator[tuple[int, list[str]]]:
        """The lexemes of rows; none holds a space, for they are of letters and digits only."""
        sql = f"SELECT id, array_to_string(tsvector_to_array(lexemes), ' ') FROM {self.table} WHERE {where}"
        for key, lexemes in self._ask(sql, params):
            yield key, lexemes.split(" ") if lexemes else []

    def _parts(self) -> list[int]:
        """The parts that have rows, or had when their bitmaps were stored."""
        rows = self._ask(
            f"SELECT DISTINCT part FROM search_bitmap WHERE subject = %s UNION"
            f" SELECT DISTINCT (id >> {PART_BITS})::int FROM {self.table}",
            [self.subject],
        )
        return sorted(part for (part,) in rows)

    def _refresh(self, part: int, kept: "Kept", changed: BitMap | None = None, doubtful: BitMap | None = None) -> int:
        """Write a part as it is now: all of it, or its rows in `changed`. Returns how many bitmaps were wrong in rows
        other than the `doubtful` ones."""
        with transaction.atomic(using=self.using):
            old, fresh = self._stored(part), self._fresh(part, kept, changed)
            if changed is not None:
                fresh = {name: replaced(old.get(name, {}), changed, fresh.get(name, {})) for name in {*old, *fresh}}
            self._write(part, old, fresh)
        if changed is not None or doubtful is None:
            return 0
        return sum(
            one != other and (one or BitMap()) - doubtful != (other or BitMap()) - doubtful
            for name in {*old, *fresh}
            for value in {*old.get(name, ()), *fresh.get(name, ())}
            for one, other in [(old.get(name, {}).get(value), fresh.get(name, {}).get(value))]
        )

    def _fresh(self, part: int, kept: "Kept", changed: BitMap | None) -> Facets:
        """The bitmaps of a part's rows (of those in `changed`) by the tables as they are now."""
        where, params = "id BETWEEN %s AND %s", [part << PART_BITS, ((part + 1) << PART_BITS) - 1]
        if changed is not None:
            where, params = AMONG, [list(changed)]  # type: ignore[list-item]
        found: Facets = {}
        for name, pairs in self.pairs.items():
            sql, given = pairs().order_by().query.sql_with_params()
            rows = self._ask(
                f"SELECT value::text, {GATHERED} FROM ({sql}) AS {PAIR} WHERE {where} GROUP BY value",
                [*given, *params],
            )
            found[name] = {value or "": unpacked(packed) for value, packed in rows}
        words: dict[str, list[int]] = {word: [] for word in kept.words}
        characters: dict[str, list[int]] = {character: [] for character in kept.characters}
        for key, lexemes in self._lexemes(f"{where} ORDER BY id", params):
            for holders in map(words.get, lexemes):
                if holders is not None:
                    holders.append(key)
            for holders in map(characters.get, {lexeme[0] for lexeme in lexemes}):
                if holders is not None:
                    holders.append(key)
        found[WORD] = {word: BitMap(keys) for word, keys in words.items() if keys}
        found[CHARACTER] = {character: BitMap(keys) for character, keys in characters.items() if keys}
        return found

    def _stored(self, part: int) -> Facets:
        rows = self._ask(
            "SELECT name, value, bits FROM search_bitmap WHERE subject = %s AND part = %s", [self.subject, part]
        )
        found: Facets = {}
        for name, value, bits in rows:
            if name in (WORD, CHARACTER):
                found.setdefault(name, {})[value] = BitMap.deserialize(bits)
            else:
                found[name] = read_values(bits)
        return found

    def _write(self, part: int, old: Facets, fresh: Facets) -> None:
        """Store what differs."""
        gone = [(name, "") for name in old if name not in (*fresh, WORD, CHARACTER)]
        rows = []
        for name, values in fresh.items():
            before = old.get(name, {})
            if name not in (WORD, CHARACTER):
                if values != before:
                    rows.append((name, "", stored_values(values)))
                continue
            rows += [(name, value, stored(bits)) for value, bits in values.items() if before.get(value) != bits]
            gone += [(name, value) for value in before if value not in values]
        stale = [*gone, *((name, value) for name, value, _ in rows)]
        with connections[self.using].cursor() as cursor:
            cursor.execute(
                "DELETE FROM search_bitmap USING unnest(%s::text[], %s::text[]) AS stale (name, value)"
                " WHERE subject = %s AND part = %s AND search_bitmap.name = stale.name"
                " AND search_bitmap.value = stale.value",
                [[name for name, _ in stale], [value for _, value in stale], self.subject, part],
            )
            with cursor.copy("COPY search_bitmap (subject, name, value, part, bits) FROM STDIN") as copy:
                for name, value, bits in rows:
                    copy.write_row((self.subject, name, value, part, bits))

    def _set(self, snapshot: Snapshot, words: set[str], characters: set[str], old: Generation | None) -> None:
        """Put a generation in force, without the lexemes it keeps no longer."""
        with transaction.atomic(using=self.using), connections[self.using].cursor() as cursor:
            for name, kept, before in (
                (WORD, words, old.words if old else ()),
                (CHARACTER, characters, old.characters if old else ()),
            ):
                cursor.execute(
                    "DELETE FROM search_bitmap WHERE subject = %s AND name = %s AND value = ANY(%s)",
                    [self.subject, name, list(set(before) - kept)],
                )
            cursor.execute(
                "INSERT INTO search_generation VALUES (%s, 1, %s, %s, %s) ON CONFLICT (subject) DO UPDATE SET"
                " number = search_generation.number + 1, snapshot = excluded.snapshot, words = excluded.words,"
                " characters = excluded.characters",
                [self.subject, snapshot.text, sorted(words), sorted(characters)],
            )

    def _alone(self) -> contextlib.AbstractContextManager[bool]:
        """Whether nobody else writes these bitmaps until the end."""
        return alone(f"search_bitmap {self.subject}", self.using)

    def _ask(self, sql: str, params: Iterable[Any] = ()) -> list[Any]:
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql, list(params))
            return list(cursor.fetchall())


@dataclass(frozen=True, slots=True)
class Kept:
    """The lexemes and first characters that get bitmaps."""

    words: set[str]
    characters: set[str]


def span_of(part: int) -> BitMap:
    """All keys of a part."""
    return BitMap(range(part << PART_BITS, (part + 1) << PART_BITS))
