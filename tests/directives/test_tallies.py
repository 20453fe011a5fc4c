"""The numbers from bitmaps are those of SQL, facet by facet and filter by filter."""

import datetime as dt
import random
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from pyroaring import BitMap

from directives import tallies
from directives.counting import MOST, Counts, count
from directives.filters import DirectiveFilter
from directives.finding import find
from directives.management.commands import reindex as reindex_command
from directives.models import Body, Directive, Mention, Responsibility, Sector, SectorTask, Thing
from meetings.models import Document, Region, Speaker, Turn
from search import bitmap_store
from search.changes import EVENTS

WORDS = ["燃气", "矿山", "隐患", "安全生产", "演练"]


@pytest.fixture
def stored(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred directives of every kind, and bitmaps whatever their number."""
    chance = random.Random(1)
    text = "字" * 100
    document = Document.objects.create(
        sha256="a" * 64,
        file_name="a.txt",
        raw=b"",
        raw_length=100,
        encoding="utf-8",
        text=text,
        length=100,
        offsets=b"",
    )
    turn = Turn(
        document=document, voice=Turn.Voice.SPEECH, position=0, text=text, start=0, end=100, raw_start=0, raw_end=100
    )
    turn.index()
    turn.save()
    codes = ["420000", "420100", "430000", "110101"]
    regions = [Region.objects.create(code=code, name=code, level="province") for code in codes]
    speakers = [Speaker.objects.create(name=f"讲话人{n}") for n in range(12)]
    bodies = [Body.objects.create(name=f"单位{n}") for n in range(12)]
    top = Sector.objects.create(slug="a", name_zh="甲")
    sectors = [
        top,
        Sector.objects.create(slug="b", name_zh="乙", parent=top),
        Sector.objects.create(slug="c", name_zh="丙"),
    ]
    for position in range(100):
        due = chance.choice([None, dt.date(2001, 1, 1), dt.date(2999, 1, 1)])
        words = "".join(chance.sample(WORDS, 3))
        directive = Directive(
            turn=turn, document=document, speaker=chance.choice([None, *speakers]), region=chance.choice([None, *regions]),
            level=chance.choice(["national", "city", ""]), listed_on=dt.date(chance.choice([1, 2020, 2021]), 1, 1),
            position=position, text=words, modality=chance.choice(["must", "forbid"]), confidence=1, deadline_on=due,
            deadline_text="年底前" if due else chance.choice(["", "尽快"]),
            start=0, end=len(words), raw_start=0, raw_end=len(words),
        )  # fmt: skip
        directive.index()
        directive.save()
        for sector in chance.sample(sectors, chance.randrange(3)):
            SectorTask.objects.create(
                directive=directive, sector=sector, text="字", start=0, end=1, raw_start=0, raw_end=1
            )
        for body in chance.sample(bodies, chance.randrange(3)):
            Responsibility.objects.create(directive=directive, body=body, role="lead")
    monkeypatch.setattr(tallies, "large", lambda: True)
    monkeypatch.setattr(bitmap_store, "FREQUENT", 5)
    tallies.INDEX.forget()
    tallies.INDEX.store.build()


def numbers(counts: Counts) -> dict[str, dict[str, tuple[str, int]]]:
    return {facet: {key: one for key, one in values.items() if one[1] or facet in ("place", "taxonomy")}
            for facet, values in counts.items() if facet in ("total", "level", "year", "modality", "deadline", "body",
                                                             "speaker", "sector", "region", "place", "taxonomy")}  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "", "q=燃气", "q=燃气 -矿山", "q=安全生产 OR 隐患&level=city", "level=city&level=national", "sector=a", "sector=b",
        "sector=a&sector=c&modality=must", "region=420000", "region=420100&q=演练", "region=unknown", "region=unknown&region=420000&q=燃气", "year=2020&year=unknown",
        "deadline=any", "deadline=ahead&deadline=none", "deadline=past&q=矿山", "since=2020-06-01", "until=2020-06-01",
        "q=没有这个词", "q=级别:市级 燃气", "q=行业:甲 OR 矿山&level=city", "q=讲话人:讲话人1 -演练", "q=部门:没有",
        "q=日期:2020 -单位:单位2&sector=a", "level=city&sector=a&region=420000&year=2021&modality=forbid&deadline=any",
    ],
)  # fmt: skip
def test_the_numbers_are_those_of_sql(stored: None, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    filters = DirectiveFilter(QueryDict(address), Directive.objects.all())
    assert filters.is_valid()
    tallied = tallies.tally(filters)
    counted = count(filters)
    assert tallied is not None
    right = numbers(counted)
    for sparse in (tallies.SPARSE, 0):  # by the hits, or by what is none
        monkeypatch.setattr(tallies, "SPARSE", sparse)
        left = numbers(tallied.counts(MOST))
        for facet in right:
            assert left.get(facet, {}) == right[facet], facet


def test_chosen_people_and_bodies_are_counted_however_rare(stored: None) -> None:
    rare = Speaker.objects.latest("pk")
    body = Body.objects.latest("pk")
    filters = DirectiveFilter(QueryDict(f"speaker={rare.pk}&body={body.pk}"), Directive.objects.all())
    assert filters.is_valid()
    tallied = tallies.tally(filters)
    assert tallied is not None
    numbers_of = tallied.counts(MOST)
    assert {name: numbers_of[name] for name in ("speaker", "body")} == {
        name: count(filters)[name] for name in ("speaker", "body")
    }


def test_a_field_means_what_its_names_are_now(stored: None) -> None:
    """A renamed speaker changes what a query finds, though no directive was written."""

    def number() -> int:
        found = find(QueryDict("q=讲话人:王某 OR 讲话人:讲话人3"))
        tallied = tallies.tally(found.filters) if found.valid else None
        assert tallied is not None
        return len(tallied.hits())

    before = number()
    speaker = Speaker.objects.get(name="讲话人7")
    given = Directive.objects.filter(speaker=speaker).count()
    Speaker.objects.filter(pk=speaker.pk).update(name="王某")
    assert given
    assert number() == before + given


def test_a_thing_is_spoken_of_where_its_mentions_are_now(stored: None) -> None:
    """Mentions move when things are merged, though no directive was written."""
    things = [Thing.objects.create(kind="campaign", name=name, key=name) for name in ("甲行动", "乙行动")]
    directive = Directive.objects.earliest("pk")
    mention = Mention.objects.create(thing=things[0], turn=directive.turn, document=directive.document, text="字",
                                     start=0, end=1, raw_start=0, raw_end=1)  # fmt: skip

    def numbers_of_hits() -> list[int]:
        filters = [DirectiveFilter(QueryDict(f"thing={thing.pk}"), Directive.objects.all()) for thing in things]
        assert all(one.is_valid() for one in filters)
        tallied = [tallies.tally(one) for one in filters]
        return [len(one.hits()) for one in tallied if one]

    assert numbers_of_hits() == [100, 0]
    Mention.objects.filter(pk=mention.pk).update(thing=things[1])
    assert numbers_of_hits() == [0, 100]


@pytest.mark.parametrize("sort", ["newest", "oldest", "level"])
def test_the_order_from_bitmaps_is_that_of_sql(stored: None, sort: str) -> None:
    found = find(QueryDict(f"q=燃气&sector=a&sort={sort}"))
    assert found.valid
    tallied = tallies.tally(found.filters)
    assert tallied
    keys = list(found.rows.values_list("pk", flat=True))
    assert keys
    assert tallied.listed(sort).keys(0, 1000) == keys


def test_every_table_a_facet_reads_is_noted_in_the_log(db: None) -> None:
    queries = [pairs().query for pairs in tallies.INDEX.pairs.values()]
    read = {
        query.alias_map[name].table_name for query in queries for name, uses in query.alias_refcount.items() if uses
    }
    assert "directives_directive" in read
    for table in read:
        with connection.cursor() as cursor:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass", [table])
            triggers = {name for (name,) in cursor.fetchall()}
        assert {f"{table}_noted_{event}" for event in EVENTS} <= triggers


def test_reindexing_checks_and_rebuilds_the_bitmaps(stored: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reindex_command, "LARGE", 1)
    out = StringIO()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_bitmap SET bits = %s WHERE name = 'word' AND value = '燃气'", [BitMap([1]).serialize()]
        )
    call_command("reindex", stdout=out)
    call_command("reindex", stdout=out)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_generation; DELETE FROM search_bitmap")
    call_command("reindex", stdout=out)
    assert [line for line in out.getvalue().splitlines() if line.startswith("bitmaps")] == [
        "bitmaps: checked, 1 were wrong; built anew",
        "bitmaps: checked, 0 were wrong; built anew",
        "bitmaps: built",
    ]
