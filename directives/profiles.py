"""Pages of what directives are filed under: sectors, bodies, speakers and regions."""

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from directives.bars import bars, bars_of
from directives.corrections.addresses import merged_row
from directives.finding import address_of
from directives.heatmap import trend
from directives.models import Body, BodyAlias, Directive, Responsibility, Sector, SectorTask
from directives.over_time.addresses import ListingAddress
from directives.over_time.quarters import chart
from directives.querysets import DirectiveQuerySet, family, totals
from directives.saved.looks import with_watch
from meetings.models import Level, Region, Speaker, SpeakerAlias
from meetings.querysets import UNREAD

LATEST = 10
PER_PAGE = 60
LEDGER_ROWS = 20


def profile(rows: DirectiveQuerySet[Any], address: str) -> dict[str, Any]:
    """What every such page shows of its directives. `address` is the filter that lists them all."""
    found = bars(rows)
    return {
        "address": address,
        "bars": found,
        "total": sum(bar.total for bar in found),
        "sectors": rows.count_by_sector(),
        "latest": list(rows.for_listing().newest()[:LATEST]),
    }


def ledger(sector: Sector) -> QuerySet[SectorTask]:
    """What is asked of a sector and its children, latest first, with bodies and meeting."""
    return (
        SectorTask.objects.filter(family([sector.slug]))
        .select_related("sector", "directive__meeting", "directive__speaker")
        .defer(*(f"directive__{column}" for column in UNREAD))
        .prefetch_related(Prefetch("directive__responsibilities", Responsibility.objects.select_related("body")))
        .order_by("-directive__listed_on", "-directive__pk", "start")
    )


@require_GET
def sector_list(request: HttpRequest) -> HttpResponse:
    """All sectors with their numbers, children under their parents."""
    quarters = Sector.objects.count_by_quarter()
    numbers = totals(quarters)
    sectors = list(Sector.objects.with_counts())
    children: dict[int, list[Sector]] = {}
    for sector in sectors:
        if sector.parent_id:
            children.setdefault(sector.parent_id, []).append(sector)
    tops = [
        (s, *numbers.get(s.pk, (0, None)), trend(quarters, s.pk), children.get(s.pk, []))
        for s in sectors
        if not s.parent_id
    ]
    return render(request, "directives/sectors.html", {"tops": tops})


@require_GET
def sector_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A sector: its children, by year and level, its ledger, who speaks of it, the latest national wording."""
    sector = get_object_or_404(with_watch(Sector.objects.select_related("parent"), request.user), slug=slug)
    rows = Directive.objects.in_sectors([sector.slug])
    page = Paginator(ledger(sector), LEDGER_ROWS).get_page(request.GET.get("page"))
    quarters = rows.count_by_quarter_and_level()
    found = bars_of((quarter.year, level, n) for quarter, level, n in quarters)
    context = {
        "sector": sector,
        "children": sector.children.with_counts(),
        "bars": found,
        "chart": chart(quarters, ListingAddress(address_of(sector=sector.slug))),
        "total": sum(bar.total for bar in found),
        "page": page,
        "speakers": rows.count_by_speaker(8),
        "national": rows.filter(level=Level.NATIONAL).for_listing().newest().first(),
        "address": f"sector={sector.slug}",
    }
    return render(request, "directives/sector.html", context)


@require_GET
def body_list(request: HttpRequest) -> HttpResponse:
    """Responsible bodies, those with most directives first."""
    page = Paginator(Body.objects.with_counts(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "directives/bodies.html", {"page": page})


@require_GET
def body_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What a body was asked, by year and sector."""
    body = Body.objects.filter(pk=pk).first()
    if body is None:
        return merged_row(BodyAlias, pk)
    context = profile(Directive.objects.of_bodies([body.pk]), f"body={body.pk}")
    roles = body.responsibilities.order_by().values("role").annotate(n=Count("directive", distinct=True))
    return render(request, "directives/body.html", {"body": body, "roles": roles, **context})


@require_GET
def speaker_list(request: HttpRequest) -> HttpResponse:
    """Speakers, those with most directives first."""
    page = Paginator(Speaker.objects.with_counts(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "directives/speakers.html", {"page": page})


@require_GET
def speaker_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A speaker: in which capacities at which meetings, and what was said."""
    speaker = Speaker.objects.select_related("region").filter(pk=pk).first()
    if speaker is None:
        return merged_row(SpeakerAlias, pk)
    context = profile(speaker.directives.all(), f"speaker={speaker.pk}")
    parts = speaker.participations.select_related("meeting").order_by("-meeting__held_on", "pk")
    return render(request, "directives/speaker.html", {"speaker": speaker, "participations": parts, **context})


@dataclass
class Place:
    """A region with the number of directives in it and in the regions inside it."""

    region: Region
    own: int
    total: int = 0
    inside: list["Place"] = field(default_factory=list)


def region_tree() -> list[Place]:
    """The regions that hold directives or meetings, as a tree under the whole country."""
    places = {r.pk: Place(r, r.n) for r in Region.objects.annotate(n=Count("directives")).order_by("code")}
    tops: list[Place] = []
    for place in places.values():
        above = places.get(place.region.parent_id or 0)
        (above.inside if above else tops).append(place)

    def add_up(place: Place) -> int:
        place.total = place.own + sum(add_up(inside) for inside in place.inside)
        return place.total

    for top in tops:
        add_up(top)
    return tops


@require_GET
def region_list(request: HttpRequest) -> HttpResponse:
    """The regions as a tree: country, provinces, cities, counties; and how many directives are in none."""
    context = {"tops": region_tree(), "outside": Directive.objects.filter(region=None).count()}
    return render(request, "directives/regions.html", context)


@require_GET
def region_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What was asked in a region and the regions inside it."""
    region = get_object_or_404(Region.objects.select_related("parent"), code=code)
    rows = Directive.objects.filter(region__code__startswith=region.code_prefix)
    context = {"region": region, "children": region.children.annotate(n=Count("directives")).order_by("code")}
    meetings = region.meetings.with_counts()[:LATEST]
    return render(
        request, "directives/region.html", {**context, "meetings": meetings, **profile(rows, f"region={code}")}
    )
