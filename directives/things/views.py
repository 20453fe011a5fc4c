"""Pages of named things: all of them, and one with every mention."""

from collections.abc import Sequence
from typing import Any, overload

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from directives.corrections.addresses import merged_row
from directives.models import Directive, Thing, ThingAlias
from directives.over_time.addresses import MentionAddress
from directives.over_time.quarters import chart
from directives.things import conditions
from directives.things.mentions import harm_told, latest_first, narrowed, over_time, shown
from directives.things.words import KINDS
from search.paging import in_order

PER_PAGE = 60
MENTIONS = 20
LONGEST_SEARCH = 60


class Shown(Sequence[Any]):
    """The mentioned ones of `things`, `number` in all, the most mentioned first, for `Paginator`: the keys of a page are
    told by counting, and only of its rows the first and the latest mention."""

    def __init__(self, things: Any, number: int) -> None:
        self.things, self.number = things, number

    def __len__(self) -> int:
        return self.number

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, int):
            return self[at : at + 1][0]
        return in_order(Thing.objects.with_counts(), list(self.things.most_mentioned()[at]))


@require_GET
def thing_list(request: HttpRequest) -> HttpResponse:
    """Named things, the most mentioned first, of one kind where one is chosen, whose names hold what was typed."""
    kind = request.GET.get("kind", "")
    wanted = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST_SEARCH]
    things = Thing.objects.called(wanted) if wanted else Thing.objects.all()
    numbers = dict(things.mentioned().order_by().values_list("kind").annotate(n=Count("pk")))
    kinds = [(slug, words, numbers.get(slug, 0)) for slug, words in KINDS.items() if numbers.get(slug)]
    if kind in KINDS:
        things = things.filter(kind=kind)
    number = numbers.get(kind, 0) if kind in KINDS else sum(numbers.values())
    page = Paginator(Shown(things, number), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "kinds": kinds, "kind": kind, "wanted": wanted, "all": sum(numbers.values())}
    return render(request, "things/things.html", context)


@require_GET
def thing_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A thing: what it is called, over time, the sectors it touches, and every mention by date and level."""
    thing = Thing.objects.filter(pk=pk).first()
    if thing is None:
        return merged_row(ThingAlias, pk)
    mentions = thing.mentions.all()
    directives = Directive.objects.filter(conditions.in_directive([thing.pk]))
    chosen = narrowed(mentions, request.GET.get("quarter", ""), request.GET.get("level", ""))
    page = Paginator(latest_first(chosen), MENTIONS).get_page(request.GET.get("page"))
    page.object_list = in_order(shown(thing.mentions.all()), list(page))
    when = over_time(mentions)
    number, sectors = directives.count_with_sectors()
    quarters = request.GET.get("quarters", "")
    drawn = chart(when.counts, MentionAddress(quarters if quarters.isdecimal() else ""))
    context: dict[str, Any] = {
        "thing": thing,
        "kind": KINDS[thing.kind],
        "aliases": list(thing.aliases.all()),
        "chart": drawn,
        "quarters": drawn.page(quarters),
        "narrowed": bool(request.GET.get("quarter") or request.GET.get("level")),
        "page": page,
        "first": when.first,
        "latest": when.latest,
        "harm": harm_told(mentions) if thing.kind == Thing.Kind.ACCIDENT else [],
        "sectors": sectors,
        "directives": number,
    }
    return render(request, "things/thing.html", context)
