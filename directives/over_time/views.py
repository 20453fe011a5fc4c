"""The page of a search over time."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from directives.finding import find
from directives.models import Directive
from directives.over_time import tallied as bitmaps
from directives.over_time.addresses import ListingAddress
from directives.over_time.national import latest_steps
from directives.over_time.quarters import Chart, chart
from directives.tallies import Tally, tally


def ends(rows: Any, drawn: Chart, tallied: Tally | None) -> list[Directive]:
    """The first and the latest of the dated rows, ready for cards; one where there is but one. Without bitmaps they are
    sought in the first and the latest quarter that hold any: left alone, PostgreSQL would walk the index by date
    through all the rest of the table."""
    if not drawn.dated:
        return []
    if tallied:
        keys = set(bitmaps.first_and_latest(tallied))
    else:
        latest, first = (
            rows.filter(listed_on__gte=quarter.first, listed_on__lte=quarter.last).values_list("pk", flat=True)
            for quarter in (drawn.dated[0], drawn.dated[-1])
        )
        keys = set(first.order_by("listed_on", "pk")[:1].union(latest.order_by("-listed_on", "-pk")[:1]))
    return list(Directive.objects.filter(pk__in=keys).for_listing().order_by("listed_on", "pk"))


@require_GET
def over_time(request: HttpRequest) -> HttpResponse:
    """The directives that an address finds by quarter and level, the first and the latest, and what wording changed
    between national meetings."""
    found = find(request.GET, "directives")
    if not found.valid:
        context = {"found": found, "problems": found.problems}
        return render(request, "over_time/over_time.html", context, status=400)
    rows, tallied = found.hits, tally(found.filters)
    search = ListingAddress.of(found)
    counts = bitmaps.quarters_and_levels(tallied) if tallied else rows.count_by_quarter_and_level()
    drawn = chart(counts, search)
    context = {
        "found": found,
        "query": found.query,
        "address": search.whole,
        "chart": drawn,
        "quarters": drawn.page(request.GET.get("quarters"), search.rows(len(drawn.levels))),
        "ends": ends(rows, drawn, tallied),
        "steps": latest_steps(rows, tallied),
    }
    return render(request, "over_time/over_time.html", context)
