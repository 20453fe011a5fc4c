"""The statement that tells its own snapshot and, as of that, everything bitmaps are asked for."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from django.db import connections
from django.db.models import QuerySet
from pyroaring import BitMap

from search.bitmap_store import AMONG, PAIR, Pairs
from search.changes import unseen_changes
from search.packing import GATHERED
from search.snapshots import Snapshot
from search.sought import OutOfStep, Search

Part: TypeAlias = tuple[str, str, tuple[Any, ...]]  # name, select of two columns, parameters
Asked: TypeAlias = list[tuple[str, Search, QuerySet[Any]]]
Rows: TypeAlias = list[tuple[str, str, Any]]  # name of the part, value, key of a row
FACET, FOUND = "facet:", "found:"  # and a facet's name, or a search's number
CHANGED, OWN = "changed", "own"  # rows others wrote, and those of the transaction under way
HITS = f"SELECT encode({GATHERED}, 'base64'), NULL::int FROM ({{sql}}) AS hit (id)"


def answer(using: str, parts: list[Part], marked: Snapshot) -> tuple[Snapshot, Rows]:
    """The rows of several selects in one statement, and the snapshot it saw. Raises OutOfStep where that lies before
    `marked`."""
    union = " UNION ALL ".join(f"SELECT %s, part.* FROM ({sql}) AS part" for _, sql, _ in parts)
    params = [one for name, _, given in parts for one in (name, *given)]
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT pg_current_snapshot()::text, pg_current_xact_id_if_assigned()::text, asked.*"
            f" FROM (SELECT) AS one LEFT JOIN ({union}) AS asked (name, value, id) ON true",
            params,
        )
        rows = cursor.fetchall()
    text, own = rows[0][:2]
    snapshot = Snapshot.read(text, int(own) if own else None)
    if not marked.is_not_after(snapshot):
        raise OutOfStep
    return snapshot, [row[2:] for row in rows if row[2] is not None]


def written_since(subject: str, marked: Snapshot) -> list[Part]:
    """The rows that a snapshot did not see as they are now."""
    unseen, params = unseen_changes(subject, marked.text)
    own = "FROM search_change WHERE subject = %s AND xid = pg_current_xact_id_if_assigned()"
    return [
        (CHANGED, f"SELECT '', row_id FROM ({unseen}) AS unseen (row_id)", tuple(params)),
        (OWN, f"SELECT DISTINCT '', row_id {own}", (subject,)),
    ]


def facets_of(changed: BitMap, facets: Mapping[str, Pairs]) -> list[Part]:
    """Which values the changed rows have in each facet."""
    parts: list[Part] = []
    for name, pairs in facets.items() if changed else ():
        sql, params = pairs().order_by().query.sql_with_params()
        picked = f"SELECT value::text, id FROM ({sql}) AS {PAIR} WHERE {AMONG}"
        parts.append((f"{FACET}{name}", picked, (*params, list(changed))))
    return parts


def hits_of(asked: Asked, changed: BitMap) -> list[Part]:
    """What each search finds: of the rows in doubt, or of all where nothing is known."""
    parts: list[Part] = []
    for number, (_, search, rows) in enumerate(asked):
        doubtful = search.doubtful | changed
        if rows.query.is_empty() or not (doubtful or search.afresh):
            continue
        sql, params = rows.query.sql_with_params()
        if search.afresh:
            parts.append((f"{FOUND}{number}", HITS.format(sql=sql), params))
        else:
            picked = f"{HITS.format(sql=sql)} WHERE {AMONG}"
            parts.append((f"{FOUND}{number}", picked, (*params, list(doubtful))))
    return parts
