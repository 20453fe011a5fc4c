"""What the search box suggests while something is typed: sectors, speakers, bodies, meetings and terms of the field,
each with the number of directives it opens."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Length
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from directives.filters import sector_name
from directives.models import Body, Directive, Sector, Thing
from directives.tallies import INDEX, large
from directives.term_counts import sizes
from directives.things.conditions import in_directive
from meetings.models import Meeting, Speaker
from search.nodes import Term
from search.normalise import fold, tidy
from search.query import Query
from search.ranking import statistics
from search.sought import OutOfStep, Reading, Sought
from search.words import safety_terms

LONGEST = 40  # characters; names are shorter
MOST = 4  # of each kind
LOOKED_AT = 12  # names of each kind whose directives are counted
KINDS = {
    "sector": _("Sector"),
    "speaker": _("Speaker"),
    "body": _("Responsible body"),
    "meeting": pgettext_lazy("noun", "Meeting"),
    "thing": _("Named thing"),
    "term": _("Term"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A page whose name holds what was typed, and how many directives it leads to."""

    kind: Any
    name: str
    url: str
    number: int


@dataclass(frozen=True, slots=True)
class Named:
    """A row whose name holds what was typed; `key` is what its address has."""

    kind: str
    pk: int
    key: str
    name: str


def _members(typed: str) -> list[QuerySet[Any]]:
    """Rows (kind, number, key, name) of each kind: the shortest names first, of meetings the latest."""
    sectors = Sector.objects.filter(
        Q(name_zh__icontains=typed) | Q(name_en__icontains=typed) | Q(synonyms__contains=[typed])
    )
    found = {
        "sector": (sectors, F("slug"), sector_name()),
        "speaker": (Speaker.objects.filter(name__icontains=typed), F("pk"), F("name")),
        "body": (Body.objects.filter(name__icontains=typed), F("pk"), F("name")),
        "meeting": (Meeting.objects.filter(title__icontains=typed), F("pk"), F("title")),
        "thing": (Thing.objects.called(typed).mentioned(), F("pk"), F("name")),
    }
    return [
        rows.order_by()
        .annotate(
            suggested=Value(kind, CharField()), address_key=Cast(key, CharField()), called=Cast(name, CharField())
        )
        .order_by(*(("-held_on", "-pk") if kind == "meeting" else (Length("called"), "called")))
        .values_list("suggested", "pk", "address_key", "called")[: MOST if kind == "meeting" else LOOKED_AT]
        for kind, (rows, key, name) in found.items()
    ]


def _terms(typed: str) -> list[str]:
    """Terms of the field that hold what was typed, those that begin with it and the frequent ones first."""
    folded = fold(typed)
    if len(folded) < 2:
        return []
    shares, _length = statistics(Directive.objects.all())
    holding = [(term, of) for of, term in safety_terms().items() if folded in of and folded != of]
    holding.sort(key=lambda one: (not one[1].startswith(folded), -shares.get(one[1], 0), len(one[1])))
    return [term for term, _of in holding[: 2 * MOST]]


def _from_bitmaps(named: list[Named], terms: list[str]) -> tuple[dict[Named, int], list[int]] | None:
    """The numbers at once, where the collection is large; None where SQL has to count."""
    if not large():
        return None
    words = Directive.objects.index_words()
    asked = [Term(term, fold(term)) for term in terms]
    try:
        reading = INDEX.read(
            [Sought(Directive.objects.matching(Query("", one), words=words), one, words) for one in asked]
        )
    except OutOfStep:
        return None
    children: dict[int, list[int]] = {}
    for pk, parent in Sector.objects.exclude(parent=None).order_by().values_list("pk", "parent"):
        children.setdefault(parent or 0, []).append(pk)
    by_sql = ("meeting", "thing")
    numbers = {one: _size(reading, one, children) for one in named if one.kind not in by_sql}
    counted, _none = _counted([one for one in named if one.kind in by_sql], [])
    return numbers | counted, [len(hits) for hits in reading.hits]


def _size(reading: Reading, one: Named, children: dict[int, list[int]]) -> int:
    of = reading.facets[one.kind]
    rows = [
        of[str(pk)] for pk in [one.pk, *(children.get(one.pk, []) if one.kind == "sector" else [])] if str(pk) in of
    ]
    return len(rows[0].union(*rows)) if rows else 0


def _rows(one: Named) -> QuerySet[Any]:
    """The directives that a name leads to."""
    if one.kind == "sector":
        return Directive.objects.in_sectors([one.key])
    if one.kind == "body":
        return Directive.objects.of_bodies([one.pk])
    if one.kind == "thing":
        return Directive.objects.filter(in_directive([one.pk]))
    return Directive.objects.filter(**{one.kind: one.pk})


def _counted(named: list[Named], terms: list[str]) -> tuple[dict[Named, int], list[int]]:
    """The numbers by SQL, in one statement."""
    words = Directive.objects.index_words()
    holding = [Directive.objects.matching(Query("", Term(term, fold(term))), words=words) for term in terms]
    numbers = sizes([*map(_rows, named), *holding])
    return dict(zip(named, numbers, strict=False)), numbers[len(named) :]


def suggestions(typed: str) -> list[Suggestion]:
    """In: what stands in the box. Out: pages with that in their names, of each kind those with most directives first,
    and longer terms of the field that directives hold; none for nothing typed."""
    words = tidy(typed).text.strip()[:LONGEST]
    if not words:
        return []
    first, *rest = _members(words)
    named = [Named(*row) for row in first.union(*rest, all=True)]
    terms = _terms(words)
    if not named and not terms:
        return []
    numbers, of_terms = _from_bitmaps(named, terms) or _counted(named, terms)
    found = []
    for kind in list(KINDS)[:-1]:
        of_kind = [one for one in named if one.kind == kind]
        of_kind.sort(key=lambda one: -numbers[one] if one.kind != "meeting" else 0)
        found += [
            Suggestion(KINDS[kind], one.name, reverse(kind, args=[one.key]), numbers[one]) for one in of_kind[:MOST]
        ]
    held = [(term, number) for term, number in zip(terms, of_terms, strict=True) if number]
    found += [
        Suggestion(KINDS["term"], term, f"{reverse('directives')}?{urlencode({'q': term})}", number)
        for term, number in held[:MOST]
    ]
    return found


@require_GET
def suggest(request: HttpRequest) -> HttpResponse:
    """The list that drops from the search box."""
    typed = request.GET.get("q", "").replace("\0", "")
    return render(request, "directives/_suggestions.html", {"suggestions": suggestions(typed)})
