"""Addresses of what is listed and searched: directives, turns, both in short, and the numbers of each choice."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from directives.api import records, schemas
from directives.api.moved import gone_directive
from directives.api.pages import PAGING, link_next, next_page, page_of
from directives.api.parameters import _, choice, parameters_of, read
from directives.api.problems import Mistake, Mistaken
from directives.api.service import reads
from directives.counting import count, total
from directives.facets import facets as facets_of
from directives.filters import DirectiveFilter
from directives.listing import SORT_NAMES, directive_hits, turn_hits, words_of
from directives.models import Directive
from directives.orders import place_of, turn_place_of
from directives.tallies import tally
from meetings.filters import TurnFilter
from meetings.models import Turn
from search.hits import CursorPage

SORT = choice("sort", SORT_NAMES, _("Order; “relevance” needs keywords"))
TURN_SORT = choice("sort", ("newest", "oldest"), _("Order"))
SCOPE = choice("scope", ("directives", "turns"), _("Whether directives are searched or everything that was said"))
DIRECTIVE_PARAMETERS = (*parameters_of(DirectiveFilter), SORT, *PAGING)
TURN_PARAMETERS = (*parameters_of(TurnFilter), TURN_SORT, *PAGING)


def directives_asked_for(request: HttpRequest, *others: Any) -> tuple[DirectiveFilter, CursorPage]:
    """The filters and the page of an address. Raises Mistaken."""
    filters, values = read(DirectiveFilter, request.GET, Directive.objects.all(), [SORT, *PAGING, *others])
    if values["sort"] == "relevance" and not filters.query:
        raise Mistaken([Mistake("sort", gettext("An order by relevance needs keywords in “q”."), "newest")])
    return filters, page_of(directive_hits(filters, values["sort"], tally(filters)), values, place_of)


def turns_asked_for(request: HttpRequest, *others: Any) -> tuple[TurnFilter, CursorPage]:
    """Likewise for turns."""
    filters, values = read(TurnFilter, request.GET, Turn.objects.all(), [TURN_SORT, *PAGING, *others])
    return filters, page_of(turn_hits(filters.qs, values["sort"]), values, turn_place_of)


def listed(request: HttpRequest, response: HttpResponse, page: CursorPage, row: Callable[[Any], Any]) -> dict[str, Any]:
    """What every list answers with: the number of all rows, the page after this one, and the rows."""
    following = next_page(request, page)
    link_next(response, following)
    return {"count": page.paginator.count, "next": following, "results": [row(one) for one in page.stretch.rows]}


@reads(
    "/directives",
    schemas.Listing[schemas.Directive],
    _("Directives"),
    _("Directives that the query and the filters leave, as the listing shows them."),
    DIRECTIVE_PARAMETERS,
    "listing",
)
def directives(request: HttpRequest, response: HttpResponse) -> Any:
    filters, page = directives_asked_for(request)
    records.with_documents(page.stretch.rows)
    found = listed(request, response, page, lambda row: records.directive(row, request, filters.query))
    return schemas.Listing[schemas.Directive](words=words_of(filters), **found)


@reads(
    "/directives/{int:id}",
    schemas.Directive,
    _("One directive"),
    _("One that was joined to another leads there; one that was dropped says why."),
    tag="listing",
)
def directive(request: HttpRequest, id: int) -> Any:
    row = Directive.objects.for_listing().filter(pk=id).first()
    if row is None:
        return gone_directive(id)
    records.with_documents([row])
    return records.directive(row, request)


@reads(
    "/turns",
    schemas.Listing[schemas.Turn],
    _("Turns"),
    _("Everything that was said, as the full-text search shows it."),
    TURN_PARAMETERS,
    "listing",
)
def turns(request: HttpRequest, response: HttpResponse) -> Any:
    filters, page = turns_asked_for(request)
    records.with_documents(page.stretch.rows)
    found = listed(request, response, page, lambda row: records.turn(row, request, filters.query))
    return schemas.Listing[schemas.Turn](words=words_of(filters), **found)


@reads("/turns/{int:id}", schemas.Turn, _("One turn"), tag="listing")
def turn(request: HttpRequest, id: int) -> Any:
    row = get_object_or_404(Turn.objects.for_listing(), pk=id)
    records.with_documents([row])
    return records.turn(row, request)


@reads(
    "/search",
    schemas.Search,
    _("Search"),
    _("What a query finds, in short, in directives or in everything that was said, with the places to mark."),
    (SCOPE, *DIRECTIVE_PARAMETERS),
    "listing",
)
def search(request: HttpRequest, response: HttpResponse) -> Any:
    of_turns = request.GET.get("scope") == "turns"
    asked: Any = turns_asked_for if of_turns else directives_asked_for
    filters, page = asked(request, SCOPE)
    found = listed(request, response, page, lambda row: records.hit(row, request, filters.query))
    others = None
    if filters.query:
        other = (
            DirectiveFilter(request.GET, Directive.objects.all())
            if of_turns
            else TurnFilter(request.GET, Turn.objects.all())
        )
        others = filters.same_in(other).count()
    return schemas.Search(scope="turns" if of_turns else "directives", others=others, words=words_of(filters), **found)


@reads(
    "/facets",
    schemas.Facets,
    _("Facets"),
    _("For each filter its choices, each with the number of directives it would leave beside the other filters."),
    parameters_of(DirectiveFilter),
    "listing",
)
def facets(request: HttpRequest) -> Any:
    filters, _values = read(DirectiveFilter, request.GET, Directive.objects.all())
    counts = count(filters, tally(filters))
    found = [records.facet(facet) for facet in facets_of(filters, counts)]
    return schemas.Facets(count=total(counts), words=words_of(filters), facets=found)
