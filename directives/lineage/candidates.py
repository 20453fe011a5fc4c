"""Directives that may be kin to others, from the search index; and what is compared of them."""

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nsmallest
from typing import Any

from django.db import connection

from directives.lineage.keys import MOST_ROWS, Key, keys
from directives.lineage.sayings import Saying, saying
from directives.lineage.standing import RANKS, Standing, last_day
from directives.lineage.weights import Weights
from directives.models import UNDATED
from meetings.models import Region
from search.fields import quote_lexeme
from search.packing import GATHERED, unpacked

KEPT = 20_000  # sayings and lists of rows held in memory
LEAST_KEYS = 2
MOST_LOOKED_AT = 600
UNKNOWN = len(RANKS)  # a directive of no known level takes up, and passes nothing on

SAYINGS = """
SELECT id, text, deadline_text, deadline_on,
       ARRAY(SELECT slug FROM directives_sectortask AS task JOIN directives_sector AS sector ON sector.id = sector_id
             WHERE task.directive_id = directive.id),
       ARRAY(SELECT DISTINCT name FROM directives_responsibility AS part JOIN directives_body AS body ON body.id = body_id
             WHERE part.directive_id = directive.id)
FROM directives_directive AS directive WHERE id = ANY(%s)
"""
STANDINGS = """
SELECT directive.id, directive.level, listed_on, coalesce(date_precision, 'day'), directive.region_id, meeting_id,
       document_id
FROM directives_directive AS directive LEFT JOIN meetings_meeting AS meeting ON meeting.id = meeting_id
WHERE directive.id = ANY(%s) AND listed_on > %s
"""
HOLDERS = f"""
SELECT number, (SELECT {GATHERED} FROM (SELECT id FROM directives_directive WHERE lexemes @@ query::tsquery LIMIT %s) AS held)
FROM unnest(%s::int[], %s::text[]) AS asked (number, query)
"""


class Held(OrderedDict[Any, Any]):
    """Values lately read, the oldest forgotten when told so."""

    def trim(self) -> None:
        while len(self) > KEPT:
            self.popitem(last=False)


class Candidates:
    """Looks directives up. What was read is remembered, so one is made for each run and none outlives it."""

    def __init__(self, weights: Weights, rows: int, *, complete: bool, lines: Mapping[int, str] | None = None) -> None:
        self.weights, self.rows, self.complete = weights, rows, complete
        self.lines = region_lines() if lines is None else lines
        self._sayings, self._standings, self._holders = Held(), Held(), Held()

    def trim(self) -> None:
        """Forget what was read long ago; between two batches only."""
        for held in (self._sayings, self._standings, self._holders):
            held.trim()

    def sayings(self, directives: Collection[int]) -> Mapping[int, Saying]:
        """What is compared of the directives, by key; those that are stored no more are left out."""
        alike: dict[Any, Saying] = {}  # several reports of a meeting say the same
        for pk, text, deadline, day, sectors, bodies in self._missing(self._sayings, SAYINGS, directives):
            due = day.isoformat() if day else deadline
            words = (text, tuple(sorted(sectors)), tuple(bodies), due)
            if words not in alike:
                alike[words] = saying(text, self.weights, sectors, bodies, due)
            self._sayings[pk] = alike[words]
        return {pk: self._sayings[pk] for pk in directives if pk in self._sayings}

    def standings(self, directives: Collection[int]) -> Mapping[int, Standing]:
        """Where the dated directives stand, by key."""
        rows = self._missing(self._standings, STANDINGS, directives, UNDATED)
        for pk, level, day, precision, region, meeting, document in rows:
            place = ("meeting", meeting) if meeting else ("document", document)
            line = self.lines.get(region) if region else None
            rank = RANKS.get(level, UNKNOWN)
            self._standings[pk] = Standing(pk, rank, day, last_day(day, precision), line, place)
        return {pk: self._standings[pk] for pk in directives if pk in self._standings}

    def near(self, directives: Mapping[int, Saying]) -> dict[int, list[int]]:
        """For each directive the keys of those that share rare words with it, most first."""
        sought = {pk: keys(one, self.weights, self.rows, complete=self.complete) for pk, one in directives.items()}
        self._look_up({key.lexemes for found in sought.values() for key in found})
        return {pk: self._ranked(pk, found) for pk, found in sought.items()}

    def _ranked(self, pk: int, sought: Sequence[Key]) -> list[int]:
        number: defaultdict[int, int] = defaultdict(int)
        weight: defaultdict[int, float] = defaultdict(float)
        for key in sought:
            for row in self._holders[key.lexemes]:
                number[row] += 1
                weight[row] += key.weight
        least = min(LEAST_KEYS, len(sought))
        found = [row for row, n in number.items() if n >= least and row != pk]
        return nsmallest(MOST_LOOKED_AT, found, key=lambda row: (-weight[row], row))

    def _look_up(self, wanted: Iterable[tuple[str, ...]]) -> None:
        new = [lexemes for lexemes in wanted if lexemes not in self._holders]
        queries = [" & ".join(map(quote_lexeme, lexemes)) for lexemes in new]
        with connection.cursor() as cursor:
            cursor.execute(HOLDERS, [MOST_ROWS + 1, list(range(len(new))), queries])
            for number, packed in cursor.fetchall():
                rows = unpacked(packed)
                # What very many hold tells nothing, and a part of them would be chosen by chance.
                self._holders[new[number]] = rows if len(rows) <= MOST_ROWS else ()

    def _missing(self, held: Held, sql: str, directives: Collection[int], *params: Any) -> list[Any]:
        wanted = [pk for pk in directives if pk not in held]
        if not wanted:
            return []
        with connection.cursor() as cursor:
            cursor.execute(sql, [wanted, *params])
            return list(cursor.fetchall())


def region_lines() -> Mapping[int, str]:
    """What the codes of each region and of all in it begin with, by the region's key."""
    return {pk: Region(code=code).code_prefix for pk, code in Region.objects.values_list("pk", "code")}
