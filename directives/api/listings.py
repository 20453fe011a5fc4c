"""Addresses of what is listed and searched: directives, turns, both in short, and the numbers of each choice."""

import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from directives.api import records, schemas
from directives.api.moved import gone_directive
from directives.api.pages import PAGING, link_next, next_page, page_of
from directives.api.parameters import Parameter, _, choice, parameters_of, read
from directives.api.problems import Mistake, Mistaken
from directives.api.service import reads
from directives.counting import total
from directives.facets import facets as facets_of
from directives.filters import DirectiveFilter
from directives.finding import ORDERS, SCOPES, Found, find
from directives.listing import counted, hits_of, tallied_for
from directives.log.notes import note_search
from directives.models import Directive
from directives.orders import place_of
from meetings.models import Turn
from search.hits import CursorPage

SORT = choice("sort", ORDERS, _("Order; “relevance” needs keywords"))
SCOPE = choice("scope", SCOPES, _("Whether directives are searched or everything that was said"))
FILTERS = parameters_of(DirectiveFilter)


def asked_for(request: HttpRequest, *others: Parameter, scope: str = "") -> tuple[Found, CursorPage]:
    """The search of an address, and the page it asks for; the log tells of it. Raises Mistaken."""
    began = time.perf_counter()
    found = find(request.GET, scope)
    values = read(found.filters, [SORT, *PAGING, *others])
    if values["sort"] != found.sort:
        raise Mistaken([Mistake("sort", gettext("An order by relevance needs keywords in “q”."), found.sort)])
    page = page_of(hits_of(found, tallied_for(found)), values, place_of)
    note_search(request, found.scope, page.paginator.count, time.perf_counter() - began)
    return found, page


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
    (*FILTERS, SORT, *PAGING),
    "listing",
)
def directives(request: HttpRequest, response: HttpResponse) -> Any:
    found, page = asked_for(request, scope="directives")
    records.with_documents(page.stretch.rows)
    answer = listed(request, response, page, lambda row: records.directive(row, request, found.query))
    return schemas.Listing[schemas.Directive](words=found.words(), **answer)


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
    "/directives/{int:id}/links",
    schemas.DirectiveLinks,
    _("Where a directive comes from"),
    _("What it takes up of earlier and higher meetings, and what takes it up: the closest 200 of each."),
    tag="listing",
)
def directive_links(request: HttpRequest, id: int) -> Any:
    if not Directive.objects.filter(pk=id).exists():
        return gone_directive(id)
    return records.links(id, request)


@reads(
    "/turns",
    schemas.Listing[schemas.Turn],
    _("Turns"),
    _("Everything that was said, as the full-text search shows it."),
    (*FILTERS, SORT, *PAGING),
    "listing",
)
def turns(request: HttpRequest, response: HttpResponse) -> Any:
    found, page = asked_for(request, scope="turns")
    records.with_documents(page.stretch.rows)
    answer = listed(request, response, page, lambda row: records.turn(row, request, found.query))
    return schemas.Listing[schemas.Turn](words=found.words(), **answer)


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
    (SCOPE, *FILTERS, SORT, *PAGING),
    "listing",
)
def search(request: HttpRequest, response: HttpResponse) -> Any:
    found, page = asked_for(request, SCOPE)
    answer = listed(request, response, page, lambda row: records.hit(row, request, found.query))
    others = found.other().count() if found.query else None
    return schemas.Search(scope=found.scope, others=others, words=found.words(), **answer)


@reads(
    "/facets",
    schemas.Facets,
    _("Facets"),
    _("For each filter its choices, each with the number of rows it would leave beside the other filters."),
    (SCOPE, *FILTERS),
    "listing",
)
def facets(request: HttpRequest) -> Any:
    found = find(request.GET)
    read(found.filters, [SCOPE])
    counts = counted(found, tallied_for(found))
    choices = [records.facet(facet) for facet in facets_of(found.filters, counts)]
    return schemas.Facets(count=total(counts), words=found.words(), facets=choices)
