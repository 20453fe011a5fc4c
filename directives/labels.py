"""The names that the choices of filters go by, asked for in one statement: rows (facet, key, label, position)."""

from collections.abc import Sequence

from django.db import connections

Labels = list[tuple[str, str, str, int]]

REGIONS = """SELECT 'place', id::text, code || ' ' || name, 0 FROM meetings_region"""
TAXONOMY = """SELECT 'taxonomy', id::text, concat_ws(chr(31), slug, COALESCE(parent_id, 0), name_zh, name_en), position
FROM directives_sector"""
PEOPLE = """SELECT 'body', id::text, name, 0 FROM directives_body WHERE id = ANY(%s) UNION ALL
SELECT 'speaker', id::text, name, 0 FROM meetings_speaker WHERE id = ANY(%s)"""


def places_and_sectors(using: str) -> Labels:
    """Every region, its label being code and name, and every sector, its label being slug, parent and names."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"{REGIONS} UNION ALL {TAXONOMY}")
        return list(cursor.fetchall())


def bodies_and_speakers(bodies: Sequence[int], speakers: Sequence[int], using: str) -> Labels:
    """The names of some bodies and speakers, by key."""
    with connections[using].cursor() as cursor:
        cursor.execute(PEOPLE, [list(bodies), list(speakers)])
        return list(cursor.fetchall())
