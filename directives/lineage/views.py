"""Pages of where directives come from: of one directive, of two meetings compared, of the cascade of one."""

from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from directives.corrections.addresses import gone_directive
from directives.lineage.cascade import Cascade
from directives.lineage.comparison import ORDER, Comparison, marked, suggestions
from directives.lineage.following import is_behind
from directives.lineage.kinds import additions, judge
from directives.lineage.reading import (
    HEAVY,
    beside,
    downstream_of,
    sayings_of,
    shown,
    upstream_of,
    weights_in_force,
)
from directives.lineage.workbook import cascade_workbook, comparison_workbook
from directives.log.notes import note_workbook
from directives.models import Directive, Sector
from meetings.models import Meeting
from meetings.querysets import LARGE
from meetings.views import number

ROWS = 24  # directives on a page of a comparison
PASSED_ON = 18  # on a page of a cascade, beside so many meetings; the coverage of all provinces stands above them
COLUMNS = 8  # meetings side by side
LINKS = 12  # links on the page of a directive's links, in each direction
FOUND = 12  # meetings offered for a title


def meeting_of(pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.select_related("region", "parent__region"), pk=pk)


@require_GET
def directive_lineage(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything a directive takes up, and everything that takes it up."""
    directive = Directive.objects.select_related("meeting", "region").defer(*HEAVY).filter(pk=pk).first()
    if directive is None:
        return gone_directive(request, pk)
    weights = weights_in_force()
    up = Paginator(upstream_of(pk), LINKS).get_page(request.GET.get("up"))
    down = Paginator(downstream_of(pk), LINKS).get_page(request.GET.get("down"))
    context = {
        "directive": directive,
        "up": up,
        "down": down,
        "upstream": shown(list(up), weights),
        "downstream": shown(list(down), weights),
        "behind": is_behind(),
    }
    return render(request, "lineage/directive.html", context)


@require_GET
def link_detail(request: HttpRequest, lower: int, upper: int) -> HttpResponse:
    """Two directives side by side, the words they share marked, and what the later one adds."""
    rows = Directive.objects.select_related("meeting__region", "speaker", "document").defer(
        *HEAVY, *(f"document__{name}" for name in LARGE)
    )
    found = rows.in_bulk([lower, upper])
    if lower == upper or len(found) < 2:
        raise Http404
    sayings = sayings_of([upper, lower])
    verdict = judge(sayings[upper], sayings[lower])
    label = str(verdict.kind) if verdict.kind else "absent"
    both = beside(found[upper], found[lower], label, verdict.overlap, weights_in_force())
    added = additions(sayings[upper], sayings[lower])
    sectors = list(Sector.objects.filter(slug__in=added.sectors))
    context = {"both": both, "added": added, "sectors": sectors, "fragment": request.headers.get("HX-Target") == "pair"}
    return render(request, "lineage/_pair.html" if context["fragment"] else "lineage/link.html", context)


@require_GET
def compare_meetings(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting compared with an earlier or higher one, `with`; without it the first that suggests itself."""
    later = meeting_of(pk)
    suggested = suggestions(later)
    wanted = number(request.GET.get("with"))
    earlier = meeting_of(wanted) if wanted and wanted != pk else (suggested[0][1] if suggested and not wanted else None)
    words = request.GET.get("find", "").replace("\0", "").strip()
    context: dict[str, Any] = {"later": later, "earlier": earlier, "suggested": suggested, "find": words}
    if words:
        titled = Meeting.objects.filter(title__icontains=words[:60]).exclude(pk=pk).select_related("region")
        context["found"] = list(titled[:FOUND])
    if earlier:
        comparison = Comparison(earlier, later)
        label = request.GET.get("label", "") if request.GET.get("label") in ORDER else ""
        sector = request.GET.get("sector", "")
        page = Paginator(comparison.chosen(label, sector), ROWS).get_page(request.GET.get("page"))
        context |= {
            "comparison": comparison,
            "order": ORDER,
            "label": label,
            "sector": sector,
            "page": page,
            "rows": marked(list(page)),
        }
    return render(request, "lineage/compare.html", context)


@require_GET
def cascade(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of a meeting's directives at the meetings below it."""
    meeting = meeting_of(pk)
    table = Cascade(meeting)
    slug = request.GET.get("sector", "")
    sector = next((one for one in table.sectors if one and one.slug == slug), None)
    rows = table.sectors[sector] if sector else table.directives
    page = Paginator(rows, PASSED_ON).get_page(request.GET.get("page"))
    columns = Paginator(table.meetings, COLUMNS).get_page(request.GET.get("columns"))
    context = {
        "meeting": meeting,
        "cascade": table,
        "sector": sector,
        "page": page,
        "columns": columns,
        "rows": table.rows(list(page), list(columns)),
        "behind": is_behind(),
    }
    return render(request, "lineage/cascade.html", context)


@require_GET
@login_required
@permission_required("directives.export_directive", raise_exception=True)
def compare_export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A comparison as a workbook."""
    later, earlier = meeting_of(pk), meeting_of(number(request.GET.get("with")) or 0)
    comparison = Comparison(earlier, later)
    site = f"{request.scheme}://{request.get_host()}"
    file = comparison_workbook(comparison, site)
    return _sent(request, file, "compare", f"{earlier.pk}-{later.pk}", len(comparison.rows))


@require_GET
@login_required
@permission_required("directives.export_directive", raise_exception=True)
def cascade_export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A cascade as a workbook: the table, the coverage, and the quotes."""
    table = Cascade(meeting_of(pk))
    site = f"{request.scheme}://{request.get_host()}"
    return _sent(request, cascade_workbook(table, site), "cascade", str(pk), len(table.directives))


def _sent(request: HttpRequest, file: Any, what: str, name: str, rows: int) -> FileResponse:
    note_workbook(request, what, rows)
    return FileResponse(file, as_attachment=True, filename=f"anling-{what}-{name}-{timezone.localdate():%Y%m%d}.xlsx")
