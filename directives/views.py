"""Pages of directives: home, the listing that is browsing and search in one, one directive."""

import time
from functools import partial

from django.contrib.auth.decorators import login_required, permission_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from directives.corrections.addresses import gone_directive
from directives.evidence.downloads import download
from directives.evidence.exporting import Export
from directives.evidence.selection import Selection, SelectionError
from directives.evidence.workbook import TooManyRows
from directives.heatmap import heat_map, trend
from directives.lineage.reading import Kin
from directives.listing import listing
from directives.log.notes import note_export, note_search
from directives.models import Directive, Sector
from directives.querysets import totals
from directives.reading import Reading
from meetings.models import Document, Meeting

HEAT_ROWS = 12
HOME_MEETINGS = 5
HOME_DEADLINES = 4


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Sectors, the heat map, the latest meetings and the deadlines ahead."""
    sectors = list(Sector.objects.filter(parent=None))
    quarters = Sector.objects.count_by_quarter()
    numbers = totals(quarters)
    tiles = [(s, *numbers[s.pk], trend(quarters, s.pk)) for s in sectors if s.pk in numbers]
    due = Directive.objects.for_listing()
    today = timezone.localdate()
    ahead = list(due.with_deadline(today, ahead=True)[:HOME_DEADLINES])
    context = {
        "tiles": sorted(tiles, key=lambda tile: -tile[1]),
        "heat": heat_map(sectors, quarters, rows=None if request.GET.get("heat") == "all" else HEAT_ROWS),
        "meetings": Meeting.objects.with_counts()[:HOME_MEETINGS],
        "due": ahead or list(due.with_deadline(today, ahead=False)[:HOME_DEADLINES]),
        "due_ahead": bool(ahead),
        "total": Directive.objects.count(),
        **Document.objects.aggregate(
            document_count=Count("pk", distinct=True), meeting_count=Count("meetings", distinct=True)
        ),
    }
    return render(request, "home.html", context)


@require_GET
@vary_on_headers("HX-Target")
def directive_list(request: HttpRequest) -> HttpResponse:
    """Directives, or with `scope=turns` everything said, narrowed by the address."""
    began = time.perf_counter()
    shown = listing(request.GET)
    fragment = request.headers.get("HX-Target") == "results"
    template = "directives/_results.html" if fragment else "directives/list.html"
    response = render(request, template, {"listing": shown, "query": shown.found.query, "card": shown.card})
    hits = shown.page.paginator.count if shown.found.valid else None
    note_search(request, shown.scope, hits, time.perf_counter() - began)
    return response


@require_GET
@login_required
@permission_required("directives.export_directive", raise_exception=True)
def directive_export(request: HttpRequest, format: str) -> HttpResponseBase:
    """All rows that the address selects, in its order, as a file with its manifest."""
    selection = Selection.read(request.GET)
    site = f"{request.scheme}://{request.get_host()}"
    try:
        export = Export(selection, format, site, request.user.get_username())
        name = f"anling-{selection.what}-{timezone.localdate():%Y%m%d}.{format}"
        return download(export, name, partial(note_export, request, export))
    except (SelectionError, TooManyRows) as error:
        return render(request, "400.html", {"messages_of": [[str(error)]]}, status=400)


@require_GET
def directive_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One directive: who, when, where, what of whom by when, and its place in the source."""
    directive = Directive.objects.for_listing().select_related("document", "turn").filter(pk=pk).first()
    if directive is None:
        return gone_directive(request, pk)
    link = request.build_absolute_uri(directive.get_absolute_url())
    context = {"directive": directive, "reading": Reading(directive, link), "kin": Kin.of(pk)}
    return render(request, "directives/detail.html", context)
