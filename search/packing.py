"""Bitmaps of rows as bytes: as PostgreSQL gathers them, and as they are stored."""

import json
from array import array
from collections.abc import Iterable, Mapping

from pyroaring import BitMap

# Gathers the keys `id` of a select in PostgreSQL; `unpacked` reads them.
GATHERED = "string_agg(int4send(id::int4), '')"


def unpacked(packed: bytes | memoryview | None) -> BitMap:
    """A bitmap of keys that PostgreSQL sent as four bytes each, the first byte the greatest."""
    keys = array("I", bytes(packed or b""))
    keys.byteswap()
    return BitMap(keys)


def stored(rows: BitMap) -> bytes:
    """A bitmap in the portable form of the Roaring libraries."""
    rows.run_optimize()
    return bytes(rows.serialize())


def stored_values(values: Mapping[str, BitMap]) -> bytes:
    """The bitmaps of all values of a facet: four bytes that tell how long the list of (value, length) is, the list
    as JSON, then the bitmaps."""
    parts = [(value, stored(rows)) for value, rows in sorted(values.items())]
    head = json.dumps([(value, len(bits)) for value, bits in parts]).encode()
    return b"".join([len(head).to_bytes(4), head, *(bits for _, bits in parts)])


def read_values(packed: bytes) -> dict[str, BitMap]:
    """What `stored_values` wrote."""
    at = 4 + int.from_bytes(packed[:4])
    found = {}
    for value, length in json.loads(packed[4:at]):
        found[value] = BitMap.deserialize(packed[at : at + length])
        at += length
    return found


def united(parts: Iterable[Mapping[str, BitMap]]) -> dict[str, BitMap]:
    """The values of a facet from those of its parts."""
    gathered: dict[str, list[BitMap]] = {}
    for part in parts:
        for value, rows in part.items():
            gathered.setdefault(value, []).append(rows)
    return {value: BitMap.union(*rows) for value, rows in gathered.items()}


def replaced(values: Mapping[str, BitMap], changed: BitMap, fresh: Mapping[str, BitMap]) -> dict[str, BitMap]:
    """The values with the rows of `changed` where they belong now. Bitmaps that others hold are left as they are."""
    kept = {value: rows - changed if rows.intersect(changed) else rows for value, rows in values.items()}
    for value, rows in fresh.items():
        kept[value] = kept.get(value, BitMap()) | rows
    return {value: rows for value, rows in kept.items() if rows}
