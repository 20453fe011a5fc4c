"""Search in both scopes, with fields, against a reference that looks at every row: nothing missed, nothing extra."""

import os
import random
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict

from directives.finding import find
from directives.models import Directive, Mention, Sector, Thing
from directives.pipeline import load
from directives.sector_rows import load_sectors
from directives.things.drafts import Kind
from directives.things.keys import key_of
from directives.things.listed_rows import load_things
from meetings.models import Region, Turn
from search.nodes import And, DateRange, Field, Node, Not, Or, Term
from search.normalise import fold
from search.query_fields import FIELDS, LEVELS
from tests.search.corpus import PROJECT
from tests.search.reference import Scan
from tests.search.test_oracle import combination, substring, written
from tests.stored import empty

pytestmark = pytest.mark.django_db
# Of each scope; those of `tests.search.test_oracle` come on top. ORACLE_QUERIES=5000 asks for as many.
QUERIES = int(os.environ.get("ORACLE_QUERIES", "300"))
SAMPLES = 4


class Rows(Scan):
    """The rows of one scope, and what each field says of each row, worked out from the objects."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        listed: Any = Directive if scope == "directives" else Turn
        rows = list(listed.objects.select_related("meeting__region__parent__parent", "speaker"))
        self.texts = [(row.pk, row.text) for row in rows]
        super().__init__(dict(self.texts))
        self.rows = {row.pk: row for row in rows}
        given: dict[int, list[Directive]] = {}
        for directive in Directive.objects.select_related("region__parent__parent"):
            given.setdefault(directive.pk if scope == "directives" else directive.turn_id, []).append(directive)
        self.sectors: dict[int, list[Sector]] = {}
        self.bodies: dict[int, list[str]] = {}
        for pk, directives in given.items():
            tasks = [task for one in directives for task in one.tasks.select_related("sector__parent")]
            self.sectors[pk] = [task.sector for task in tasks]
            self.bodies[pk] = [
                part.body.name for one in directives for part in one.responsibilities.select_related("body")
            ]

        self.things: dict[int, list[Thing]] = {}
        for mention in Mention.objects.select_related("thing").prefetch_related("thing__aliases"):
            if scope == "turns":
                self.things.setdefault(mention.turn_id, []).append(mention.thing)
                continue
            for row in Directive.objects.filter(turn=mention.turn_id):
                if mention.start < row.end and row.start < mention.end:
                    self.things.setdefault(row.pk, []).append(mention.thing)

    def searched(self, query: str) -> set[int]:
        found = find(address(query), self.scope)
        assert found.valid, (query, found.problems)
        return set(found.hits.values_list("pk", flat=True))

    def found(self, node: Node) -> set[int]:
        if isinstance(node, Field):
            return {pk for pk in self.rows if self.has(pk, node)}
        return super().found(node)

    def has(self, pk: int, field: Field) -> bool:
        row, meeting = self.rows[pk], self.rows[pk].meeting
        value: Any = field.value
        held = row.listed_on if self.scope == "directives" else meeting and meeting.held_on
        region = row.region if self.scope == "directives" else meeting and meeting.region
        match field.key:
            case "speaker":
                return bool(row.speaker) and value in row.speaker.name
            case "meeting":
                return bool(meeting) and value in meeting.title
            case "level":
                return bool(value == (row.level if self.scope == "directives" else meeting and meeting.level))
            case "region":
                while region and value not in region.name:
                    region = region.parent
                return bool(region)
            case "department":
                return any(value in name for name in self.bodies.get(pk, []))
            case "sector":
                return any(map(partial(is_called, value), self.sectors.get(pk, [])))
            case "accident" | "campaign" | "rule" | "law":
                return any(one.kind == field.key and is_named(value, one) for one in self.things.get(pk, []))
            case "date":
                known = held and held.year > 1
                first, last = value.first, value.last
                return bool(known and (not first or first <= held) and (not last or held <= last))
        raise AssertionError(field)


def address(query: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data["q"] = query
    return data


def is_named(value: str, thing: Thing) -> bool:
    """Whether the thing, or an alias of it, has the words in its name, or what they compare by."""
    keys = {key_of(kind, value) for kind in Kind} - {""}
    names = [thing, *thing.aliases.all()]
    return (
        value.lower() in thing.name.lower()
        or any(key in one.key for key in keys for one in names)
        or any(value.lower() in one.name.lower() for one in names)
    )


def is_called(name: str, sector: Sector) -> bool:
    """Whether the sector, or the one above it, has the name or a part of it, the slug or the synonym."""
    while True:
        if name in sector.name_zh or name.lower() == sector.slug or name in sector.synonyms:
            return True
        if not sector.parent:
            return False
        sector = sector.parent


@pytest.fixture(scope="module")
def _collection(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Sample transcripts through the whole pipeline, loaded once for all tests here."""
    with django_db_blocker.unblock():
        load_sectors()
        load_things()
        for file in sorted((PROJECT / "fixtures" / "transcripts").glob("*.txt"))[:SAMPLES]:
            load(file)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield
        empty()


def field(rows: Rows, chance: random.Random) -> Field:
    """A field with a value that some row has, or that none has."""
    name = chance.choice(FIELDS)
    if name.is_date:
        year, month = chance.choice([2017, 2018, 2019, 2020, 2021, 2022]), chance.choice(["", "-03", "-11"])
        written_range = chance.choice(
            [f"{year}{month}", f"{year}{month}..", f"..{year}{month}", f"{year}..{year + 1}{month}"]
        )
        return name.read(written_range)
    if name.choices:
        return name.read(chance.choice(LEVELS)[0])
    row = rows.rows[chance.choice(list(rows.rows))]
    known: dict[str, list[str]] = {
        "speaker": [row.speaker.name] if row.speaker else [],
        "meeting": [row.meeting.title] if row.meeting else [],
        "region": [row.meeting.region.name] if row.meeting and row.meeting.region else [],
        "department": rows.bodies.get(row.pk, []),
        **{kind.value: [one.name for one in rows.things.get(row.pk, []) if one.kind == kind.value] for kind in Kind},
        "sector": [word for one in rows.sectors.get(row.pk, []) for word in (one.name_zh, one.slug, *one.synonyms[:2])],
    }
    value = chance.choice(known[name.key] or ["绝无此名"])
    start = chance.randrange(len(value)) if name.key != "sector" else 0
    part = value[start : start + chance.randint(1, 6)] if name.key != "sector" else value
    return name.read(part if fold(part) and part == part.strip() and '"' not in part else value)


def typed(node: Node, chance: random.Random) -> str:
    """The node as a query; fields by one of their names."""
    if isinstance(node, Field):
        known = next(one for one in FIELDS if one.key == node.key)
        value: Any = node.value
        if isinstance(value, DateRange):
            value = f"{value.first or ''}..{value.last or ''}"
        return f'{chance.choice(known.names)}{chance.choice(":：")}"{value}"'
    if isinstance(node, And | Or):
        joint = {And: [" ", " AND ", " 且 "], Or: [" OR ", " 或 ", "|"]}[type(node)]
        return "(" + chance.choice(joint).join(typed(part, chance) for part in node.parts) + ")"
    if isinstance(node, Not):
        return chance.choice(["-", "NOT ", "非 "]) + typed(node.part, chance)
    return written(node, chance)


def with_fields(make_field: Callable[[], Field], make: Callable[[], Node], chance: random.Random) -> Node:
    """A query of all operators in which fields stand anywhere they may."""
    kind = chance.randrange(6)
    if kind == 0:
        return make_field()
    if kind == 1:
        return And((make(), make_field()))
    if kind == 2:
        return Or((make_field(), make()))
    if kind == 3:
        return Not(And((make_field(), make())))
    if kind == 4:
        return And((Or((make_field(), make_field())), make(), Not(make_field())))
    return make()


@pytest.mark.parametrize("scope", ["directives", "turns"])
def test_any_query_finds_what_a_look_at_every_row_finds(scope: str, _collection: None) -> None:
    assert Region.objects.exists()
    rows, chance = Rows(scope), random.Random(11)
    assert len(rows.rows) > 30

    def term() -> Term:
        keyword = substring(rows, chance, 6)  # type: ignore[arg-type]
        return Term(keyword, fold(keyword))

    hits = 0
    for _ in range(QUERIES):
        node = with_fields(partial(field, rows, chance), lambda: combination(term, chance, 2), chance)
        query = typed(node, chance)
        found = rows.searched(query)
        assert found == rows.found(node), query
        hits += bool(found)
    assert hits > QUERIES // 4
