"""The page of a search over time."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from directives.finding import find
from directives.models import UNDATED, Directive
from directives.over_time.addresses import ListingAddress
from directives.over_time.national import steps
from directives.over_time.quarters import chart


def ends(rows: Any) -> list[Directive]:
    """The first and the latest of the dated rows, ready for cards; one where there is but one."""
    dated = rows.exclude(listed_on=UNDATED)
    first, latest = dated.order_by("listed_on", "pk")[:1], dated.order_by("-listed_on", "-pk")[:1]
    keys = set(first.values_list("pk", flat=True).union(latest.values_list("pk", flat=True)))
    return list(Directive.objects.filter(pk__in=keys).for_listing().order_by("listed_on", "pk"))


@require_GET
def over_time(request: HttpRequest) -> HttpResponse:
    """The directives that an address finds by quarter and level, the first and the latest, and what wording changed
    between national meetings."""
    found = find(request.GET, "directives")
    if not found.valid:
        context = {"found": found, "problems": found.problems}
        return render(request, "over_time/over_time.html", context, status=400)
    rows = found.hits
    search = ListingAddress(request.GET)
    context = {
        "found": found,
        "query": found.query,
        "address": search.search.urlencode(),
        "chart": chart(rows.count_by_quarter_and_level(), search),
        "ends": ends(rows),
        "steps": steps(rows),
    }
    return render(request, "over_time/over_time.html", context)
