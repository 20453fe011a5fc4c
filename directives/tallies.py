"""The numbers of `directives.counting` from bitmaps: at once, where the collection is large."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Case, CharField, Value, When
from django.db.models.functions import Cast, ExtractYear
from django.utils import timezone
from pyroaring import BitMap

from directives.filters import DirectiveFilter
from directives.labels import bodies_and_speakers, places_and_sectors
from directives.models import UNDATED, Directive, Responsibility, SectorTask
from meetings.filter_fields import UNKNOWN
from meetings.filters import keys_of
from meetings.models import Level, Region
from search.bitmaps import BitmapIndex
from search.listed import Listed
from search.nodes import Field, Node, Not
from search.paging import table_rows
from search.query import Query
from search.sought import ALL, OutOfStep, Sought

LARGE = 20_000  # directives; below, one SQL statement is as quick
SPARSE = 5000  # hits; what their intersections cost does not matter
UNDATED_YEAR = "1"
Counts = dict[str, dict[str, tuple[str, int]]]
Values = Mapping[str, BitMap]

_due = Case(
    When(deadline_on__isnull=False, then=Cast("deadline_on", CharField())),
    When(deadline_text="", then=Value("none")),
    default=Value("undated"),
    output_field=CharField(),
)
INDEX = BitmapIndex(
    Directive,
    "directives",
    {
        "level": lambda: Directive.objects.values_list("level", "pk"),
        "year": lambda: Directive.objects.values_list(ExtractYear("listed_on"), "pk"),
        "day": lambda: Directive.objects.values_list("listed_on", "pk"),
        "modality": lambda: Directive.objects.values_list("modality", "pk"),
        "deadline": lambda: Directive.objects.annotate(due=_due).values_list("due", "pk"),
        "region": lambda: Directive.objects.values_list("region_id", "pk"),
        "speaker": lambda: Directive.objects.values_list("speaker_id", "pk"),
        "sector": lambda: SectorTask.objects.values_list("sector_id", "directive_id"),
        "body": lambda: Responsibility.objects.values_list("body_id", "directive_id"),
    },
)
ASKED_OF_SQL = ("meeting", "document", "thing")
OF_OTHER_TABLES = ("thing",)  # what is mentioned where may change though no directive is written


def tally(filters: DirectiveFilter, nodes: Sequence[Node] = ()) -> "Tally | None":
    """What the filters leave, each choice would leave and each of the `nodes` finds by itself; None where SQL has to
    count."""
    if not large():
        return None
    chosen = filters.form.cleaned_data
    query = filters.query
    words = filters.words if query or nodes else None
    fields = filters.field_conditions()
    asked = [*nodes, *([query.node] if query and query.node else [])]
    searches = [
        Sought(Directive.objects.matching(Query("", node), fields, words), node, words, afresh=any(_fields(node)))
        for node in asked
    ]
    for name in ASKED_OF_SQL:
        if chosen.get(name):
            rows = filters.filters[name].filter(Directive.objects.all(), chosen[name])
            searches.append(Sought(rows, afresh=name in OF_OTHER_TABLES))
    try:
        reading = INDEX.read(searches)
    except OutOfStep:
        return None
    alone, others = reading.hits[: len(nodes)], reading.hits[len(nodes) :]
    beside = BitMap.intersection(reading.every, *others[len(asked) - len(nodes) :])
    return Tally(reading.facets, BitMap.intersection(reading.every, *others), chosen, alone, beside)


def large() -> bool:
    """Whether the collection is large enough for bitmaps, and they are loaded."""
    return table_rows(Directive.objects.all()) >= LARGE and INDEX.ready()


def _fields(node: Node) -> Iterator[bool]:
    """One True for each field: what it means may change with rows of other tables."""
    if isinstance(node, Field):
        yield True
    parts: Iterable[Any] = (node.part,) if isinstance(node, Not) else getattr(node, "parts", ())
    for part in parts:
        yield from _fields(part)


def among(hits: BitMap, every: BitMap) -> Callable[[BitMap], int]:
    """How many of some rows are hits. Roaring keeps a set of a few hundredths of all rows as lists, which are walked
    through for each other set; the many rows that are no hits are kept as bits, where a row is looked up at once."""
    if len(hits) < SPARSE:
        return hits.intersection_cardinality
    others = every - hits
    return lambda rows: len(rows) - others.intersection_cardinality(rows)


class Tally:
    """The counts of one page: what each filter leaves is intersected with each value's rows."""

    def __init__(
        self,
        facets: Mapping[str, Values],
        base: BitMap,
        chosen: dict[str, Any],
        each: Sequence[BitMap] = (),
        beside: BitMap | None = None,
    ) -> None:
        self.facets, self.base, self.chosen = facets, base, chosen
        # What parts of the query find, and what all that SQL was asked for but the query leaves.
        self.each, self.beside = each, beside if beside is not None else base
        self.labels = places_and_sectors(INDEX.using)
        self.codes = {key: label.partition(" ")[0] for facet, key, label, _ in self.labels if facet == "place"}
        sectors = [(key, *label.split("\x1f")[:2]) for facet, key, label, _ in self.labels if facet == "taxonomy"]
        self.slugs = {key: slug for key, slug, _ in sectors}
        self.children: dict[str, list[str]] = defaultdict(list)
        for key, _, parent in sectors:
            self.children[parent].append(key)
        filters: dict[str, Callable[[Any], BitMap]] = {
            "level": lambda values: self.of("level", values),
            "modality": lambda values: self.of("modality", values),
            "year": lambda values: self.of("year", [UNDATED_YEAR if year == UNKNOWN else year for year in values]),
            "speaker": lambda values: self.of("speaker", keys_of(values)),
            "body": lambda values: self.of("body", keys_of(values)),
            "region": lambda values: self.of("region", self.inside(keys_of(values))),
            "sector": lambda values: self.of("sector", self.families(keys_of(values))),
            "deadline": lambda values: BitMap.union(BitMap(), *(self.due(which) for which in values)),
            "since": lambda day: self.dated(lambda other: other >= day.isoformat()),
            "until": lambda day: self.dated(lambda other: UNDATED.isoformat() < other <= day.isoformat()),
        }
        self.left = {name: rows(chosen[name]) for name, rows in filters.items() if chosen.get(name)}

    def of(self, facet: str, values: Iterable[Any]) -> BitMap:
        """The rows with one of the values."""
        known = self.facets[facet]
        return BitMap.union(BitMap(), *(known[str(value)] for value in values if str(value) in known))

    def inside(self, codes: Iterable[str]) -> list[str]:
        """The keys of the regions and of what lies in them; the empty one for being in none."""
        known = set(codes)
        prefixes = tuple(Region(code=code).code_prefix for code in known - {UNKNOWN})
        keys = [key for key, code in self.codes.items() if code.startswith(prefixes)]
        return [*keys, ""] if UNKNOWN in known else keys

    def families(self, slugs: Iterable[str]) -> set[str]:
        """The keys of the sectors and of their children."""
        named = [key for key, slug in self.slugs.items() if slug in set(slugs)]
        return {*named, *(child for key in named for child in self.children[key])}

    def due(self, which: str) -> BitMap:
        today = timezone.localdate().isoformat()
        if which == "undated":  # a limit in words alone, of no known day
            return self.of("deadline", ["undated"])
        wanted: Callable[[str], bool] = {
            "none": lambda key: key == "none",
            "any": lambda key: key != "none",
            "ahead": lambda key: key[:1].isdigit() and key >= today,
            "past": lambda key: key[:1].isdigit() and key < today,
        }[which]
        return self.of("deadline", [key for key in self.facets["deadline"] if wanted(key)])

    def dated(self, wanted: Callable[[str], bool]) -> BitMap:
        """The rows of the days wanted."""
        return self.of("day", [day for day in self.facets["day"] if wanted(day)])

    def alone(self) -> list[int]:
        """How many rows each part of the query finds by itself under the filters beside the query."""
        left = self.narrowed(self.beside, "") if self.each else BitMap()
        return [left.intersection_cardinality(rows) for rows in self.each]

    def hits(self, without: str = "") -> BitMap:
        """The rows all filters leave, but for the one called `without`."""
        return self.narrowed(self.base, without)

    def narrowed(self, found: BitMap, without: str) -> BitMap:
        for name, rows in self.left.items():
            if name != without:
                found = found & rows
        return found

    def counter(self, facet: str) -> Callable[[BitMap], int]:
        """How many of some rows each choice of the facet counts."""
        return among(self.hits(facet), self.facets[ALL].get("", BitMap()))

    def listed(self, sort: str) -> Listed:
        """The rows all filters leave, in one of the orders by date."""
        newest = Listed(self.hits(), self.facets["year"], self.facets["day"])
        levels = [(str(level), self.of("level", [level])) for level in [*Level.values, ""]]
        orders = {"oldest": replace(newest, newest=False), "level": replace(newest, groups=levels)}
        return orders.get(sort, newest)

    def counts(self, most: int) -> Counts:
        """All numbers of the page, the `most` frequent bodies and speakers among them."""
        counts: Counts = defaultdict(dict)
        counts["total"][""] = ("", len(self.hits()))
        for facet in ("level", "year", "modality", "region"):
            self.plain(counts, facet)
        number = self.counter("deadline")
        for which in ("ahead", "past", "none", "undated"):
            if n := number(self.due(which)):
                counts["deadline"][which] = ("", n)
        number = self.counter("sector")
        for key in self.slugs:
            family = [key, *self.children[key]]
            rows = self.of("sector", family) if len(family) > 1 else self.facets["sector"].get(key, BitMap())
            if n := number(rows):
                counts["sector"][key] = ("", n)
        for facet, key, label, position in self.labels:
            counts[facet][key] = (label, position)
        self.people(counts, most)
        return counts

    def plain(self, counts: Counts, facet: str) -> None:
        number = self.counter(facet)
        for value, rows in self.facets[facet].items():
            if n := number(rows):
                counts[facet][value] = ("", n)

    def people(self, counts: Counts, most: int) -> None:
        """The most frequent bodies and speakers with their names."""
        top = {facet: dict(self.frequent(facet, most)) for facet in ("body", "speaker")}
        if any(top.values()):
            for facet, key, name, _ in bodies_and_speakers(list(top["body"]), list(top["speaker"]), INDEX.using):
                counts[facet][key] = (name, top[facet][int(key)])

    def frequent(self, facet: str, most: int) -> list[tuple[int, int]]:
        """The keys and numbers of the most frequent, those chosen always among them. Values come by size: once the
        rest is smaller than what is found, it is left alone."""
        number, chosen = self.counter(facet), set(map(str, keys_of(self.chosen.get(facet) or [])))
        found = [(False, -number(self.facets[facet].get(key, BitMap())), int(key)) for key in chosen]
        values = [(len(rows), value) for value, rows in self.facets[facet].items() if value and value not in chosen]
        heap: list[int] = []  # the greatest numbers so far
        for size, value in sorted(values, reverse=True):
            if len(heap) == most and size < heap[0]:
                break
            if n := number(self.facets[facet][value]):
                found.append((True, -n, int(value)))
                (heapq.heappush if len(heap) < most else heapq.heappushpop)(heap, n)
        return [(key, -n) for _, n, key in sorted(found)[:most] if n]
