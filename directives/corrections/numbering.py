"""Directives of a document numbered as they stand in it, whatever was added, split or taken away."""

from django.db import connection

RENUMBER = """
WITH placed AS (
    SELECT id, row_number() OVER (ORDER BY start, "end", id) - 1 AS place
    FROM directives_directive WHERE document_id = %s
)
UPDATE directives_directive AS row SET position = placed.place{shift}
FROM placed WHERE placed.id = row.id AND row.position <> placed.place
"""
# A number is taken once in a document: those that change step aside first.
ASIDE = 1_000_000_000


def renumber(document: int) -> None:
    """Number the directives of the document with this key; only rows whose number changes are written."""
    with connection.cursor() as cursor:
        cursor.execute(RENUMBER.format(shift=f" + {ASIDE}"), [document])
        if cursor.rowcount:
            cursor.execute(
                "UPDATE directives_directive SET position = position - %s WHERE document_id = %s AND position >= %s",
                [ASIDE, document, ASIDE],
            )


def free_position(document: int, start: int) -> int:
    """A number that no directive of the document has, for a new row until it is renumbered."""
    return 2 * ASIDE + start % (ASIDE // 10)
