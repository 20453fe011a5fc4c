"""A log of changed rows, kept by the database itself, for what is derived from them.

Triggers of a table put the keys of inserted, changed and deleted rows into `search_change` in the writer's own
transaction. A reader that remembers its snapshot learns from it exactly which rows may differ now, whatever
the order in which writers committed. What is older than a day is pruned once the stored bitmaps have it; who
remembers less recent snapshots starts anew.
"""

from typing import Any

from django.db import connections, migrations
from pyroaring import BitMap

from search.snapshots import Snapshot

KEPT = "1 day"

TABLES = """
CREATE TABLE search_change (
    subject text NOT NULL,
    row_id bigint NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    noted_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX search_change_xid ON search_change (subject, xid);
CREATE TABLE search_horizon (subject text PRIMARY KEY, xid xid8 NOT NULL);
CREATE FUNCTION search_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    note text := format('INSERT INTO search_change (subject, row_id) SELECT DISTINCT %L, %I FROM ', TG_ARGV[0], TG_ARGV[1]);
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        INSERT INTO search_horizon VALUES (TG_ARGV[0], pg_current_xact_id())
        ON CONFLICT (subject) DO UPDATE SET xid = excluded.xid;
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN EXECUTE note || 'rows_before'; END IF;
    IF TG_OP <> 'DELETE' THEN EXECUTE note || 'rows_after'; END IF;
    RETURN NULL;
END
$$;
"""
NO_TABLES = "DROP FUNCTION search_note_change(); DROP TABLE search_change; DROP TABLE search_horizon;"

EVENTS = {
    "insert": "REFERENCING NEW TABLE AS rows_after",
    "update": "REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after",
    "delete": "REFERENCING OLD TABLE AS rows_before",
    "truncate": "",
}


def note_changes(table: str, subject: str, column: str) -> migrations.RunSQL:
    """A migration's operation: changes of `table` are changes of the rows of `subject` that `column` names."""
    forwards = [
        f"CREATE TRIGGER {table}_noted_{event} AFTER {event} ON {table} {rows} FOR EACH STATEMENT "
        f"EXECUTE FUNCTION search_note_change('{subject}', '{column}')"
        for event, rows in EVENTS.items()
    ]
    backwards = [f"DROP TRIGGER {table}_noted_{event} ON {table}" for event in EVENTS]
    return migrations.RunSQL("; ".join(forwards), "; ".join(backwards))


def unseen_changes(subject: str, snapshot: str) -> tuple[str, list[Any]]:
    """A select of the rows that changed since a snapshot (its text), with a NULL among them where the log no longer
    tells; and its parameters."""
    since = "subject = %s AND xid >= pg_snapshot_xmin(%s::pg_snapshot)"
    return (
        f"SELECT NULL::bigint FROM search_horizon WHERE {since} UNION ALL"
        f" SELECT DISTINCT row_id FROM search_change WHERE {since} AND NOT pg_visible_in_snapshot(xid, %s::pg_snapshot)",
        [subject, snapshot, subject, snapshot, snapshot],
    )


def changed_since(subject: str, snapshot: str, using: str = "default") -> BitMap | None:
    """The rows that changed since a snapshot (its text); None where the log no longer tells."""
    sql, params = unseen_changes(subject, snapshot)
    with connections[using].cursor() as cursor:
        cursor.execute(sql, params)
        rows = [row for (row,) in cursor.fetchall()]
    return None if None in rows else BitMap(rows)


def present(using: str = "default") -> Snapshot:
    """The snapshot that the next statement sees, about: what is written after it is in the log as changed since."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text, pg_current_xact_id_if_assigned()::text")
        text, own = cursor.fetchone()
    return Snapshot.read(text, int(own) if own else None)


def prune(using: str = "default") -> None:
    """Forget changes noted more than a day ago, but for those that the stored bitmaps lack."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"""WITH gone AS (DELETE FROM search_change WHERE noted_at < now() - interval '{KEPT}'
                              AND NOT EXISTS (SELECT 1 FROM search_generation WHERE
                                              search_generation.subject = search_change.subject
                                              AND NOT pg_visible_in_snapshot(search_change.xid, snapshot))
                              RETURNING subject, xid)
            INSERT INTO search_horizon SELECT subject, max(xid) FROM gone GROUP BY subject
            ON CONFLICT (subject) DO UPDATE SET xid = greatest(search_horizon.xid, excluded.xid)"""
        )
