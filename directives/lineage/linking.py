"""Links of some directives, made anew and stored: what they take up, and what takes them up."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import connection

from directives.lineage.candidates import Candidates
from directives.lineage.kinds import RULES, Verdict, judge
from directives.lineage.sayings import Saying
from directives.lineage.standing import may_pass_on

MOST_JUDGED = 40  # candidates of one directive that are compared in full, upwards and downwards each
MOST_OF_LEVEL = 8  # links that a directive keeps to what was said at one level above it

HOLD = "SELECT id FROM directives_directive WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE"
STORE = """
INSERT INTO directives_link (upper_id, lower_id, kind, of_upper, of_lower, score, rules)
SELECT upper, lower, kind, of_upper, of_lower, score, %s
FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::float8[], %s::float8[], %s::float8[])
     AS found (upper, lower, kind, of_upper, of_lower, score)
ON CONFLICT (lower_id, upper_id) DO UPDATE SET kind = excluded.kind, of_upper = excluded.of_upper,
    of_lower = excluded.of_lower, score = excluded.score, rules = excluded.rules
"""
TRIM = """
DELETE FROM directives_link USING (
    SELECT link.id, row_number() OVER (PARTITION BY lower_id, level ORDER BY score DESC, upper_id) AS place
    FROM directives_link AS link JOIN directives_directive AS upper ON upper.id = upper_id WHERE lower_id = ANY(%s)
) AS placed WHERE directives_link.id = placed.id AND place > %s
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A link that was found."""

    upper: int
    lower: int
    verdict: Verdict


def link_up(directives: Collection[int], candidates: Candidates) -> None:
    """Replace the links of the directives to what they take up. The caller holds the transaction."""
    found = _held(directives, list(_find(directives, candidates, downwards=False)))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM directives_link WHERE lower_id = ANY(%s)", [list(directives)])
    _store(found)


def link(directives: Collection[int], candidates: Candidates) -> None:
    """Replace the links of the directives both ways; those stored no more have none. The caller holds the transaction."""
    found = _held(directives, list(_find(directives, candidates, downwards=True)))
    keys = list(directives)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM directives_link WHERE lower_id = ANY(%s) OR upper_id = ANY(%s)", [keys, keys])
    _store(found)


def _held(directives: Iterable[int], found: Collection[Found]) -> list[Found]:
    """What was found between directives that are still there, all of which stay until the end of the transaction.

    They are locked in order of their keys, and before any link: who deletes a directive locks it, then its links. In
    another order the two would wait for each other."""
    keys = {*directives, *(one.upper for one in found), *(one.lower for one in found)}
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [sorted(keys)])
        stored = {key for (key,) in cursor.fetchall()}
    return [one for one in found if one.upper in stored and one.lower in stored]


def _find(directives: Collection[int], candidates: Candidates, *, downwards: bool) -> Iterator[Found]:
    candidates.trim()
    mine = candidates.sayings(directives)
    near = candidates.near(mine)
    standings = candidates.standings({*mine, *(other for found in near.values() for other in found)})
    above: dict[int, list[int]] = {}
    below: dict[int, list[int]] = {}
    for key, others in near.items():
        if (own := standings.get(key)) is None:
            continue
        known = [(other, standings[other]) for other in others if other in standings]
        above[key] = [other for other, standing in known if may_pass_on(standing, own)][:MOST_JUDGED]
        if downwards:
            below[key] = [other for other, standing in known if may_pass_on(own, standing)][:MOST_JUDGED]
    wanted = {other for found in (*above.values(), *below.values()) for other in found}
    theirs = candidates.sayings(wanted)
    for key, one in mine.items():
        yield from _judged(((other, key) for other in above.get(key, ())), theirs, {key: one})
        yield from _judged(((key, other) for other in below.get(key, ())), {key: one}, theirs)


def _judged(
    pairs: Iterable[tuple[int, int]], uppers: Mapping[int, Saying], lowers: Mapping[int, Saying]
) -> Iterator[Found]:
    for upper, lower in pairs:
        if upper in uppers and lower in lowers:
            verdict = judge(uppers[upper], lowers[lower])
            if verdict.kind:
                yield Found(upper, lower, verdict)


def _store(found: Collection[Found]) -> None:
    """Write what was found, each pair once, and leave each directive its best links only."""
    once = {(one.upper, one.lower): one.verdict for one in found}
    if not once:
        return
    verdicts = list(once.values())
    with connection.cursor() as cursor:
        cursor.execute(
            STORE,
            [
                RULES,
                [upper for upper, _ in once],
                [lower for _, lower in once],
                [str(verdict.kind) for verdict in verdicts],
                [round(verdict.overlap.of_upper, 4) for verdict in verdicts],
                [round(verdict.overlap.of_lower, 4) for verdict in verdicts],
                [verdict.score for verdict in verdicts],
            ],
        )
        cursor.execute(TRIM, [sorted({lower for _, lower in once}), MOST_OF_LEVEL])
