"""Pages of meetings, documents and turns."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from meetings.models import Document, Level, Meeting, Participation, Turn
from meetings.querysets import LARGE
from meetings.remarks import remark
from meetings.script import COOKIE, TRADITIONAL
from meetings.transcript import directive_marks, notices_by_place, transcript

PER_PAGE = 30
YEAR = 365 * 24 * 3600


def number(text: str | None) -> int | None:
    """A number of the address; None where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else None


@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Meetings, newest first, of one level where one is chosen."""
    level = request.GET.get("level", "")
    meetings = Meeting.objects.with_counts()
    counts = dict(Meeting.objects.order_by().values_list("level").annotate(n=Count("pk")))
    levels = [(slug, counts[slug]) for slug in Level.values if slug in counts]
    if level in Level.values:
        meetings = meetings.filter(level=level)
    page = Paginator(meetings, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "meetings/meetings.html", {"page": page, "levels": levels, "level": level})


def participants(meeting: Meeting) -> list[dict[str, Any]]:
    """Everybody of a meeting once, with all titles and roles that any document gives."""
    people: dict[int, dict[str, Any]] = {}
    for part in meeting.participations.select_related("speaker").order_by("raw_start", "pk"):
        person = people.setdefault(part.speaker_id, {"speaker": part.speaker, "titles": [], "roles": []})
        person["titles"] += [title for title in part.titles if title not in person["titles"]]
        person["roles"] += [role for role in part.roles if role not in person["roles"]]
    return list(people.values())


@dataclass(frozen=True, slots=True)
class SectorCount:
    """A sector and how many of a meeting's directives concern it."""

    slug: str
    name_zh: str
    name_en: str
    n: int


def numbered(directives: Any) -> dict[int, int]:
    """Key → number of each directive of a document, as read."""
    return _numbers(directives.order_by("document", "position").values_list("pk", flat=True))


def asked_of(meeting: Meeting) -> tuple[dict[int, int], list[SectorCount]]:
    """Key → number of each directive of a meeting, as read; and the sectors they concern, most first. One query."""
    sector = ("sectors__slug", "sectors__name_zh", "sectors__name_en")
    rows = meeting.directives.order_by("document", "position").values_list("pk", *sector)
    keys: dict[int, None] = {}
    sectors: Counter[tuple[str, str, str]] = Counter()
    for pk, slug, name_zh, name_en in dict.fromkeys(rows):
        keys[pk] = None
        if slug:
            sectors[slug, name_zh, name_en] += 1
    counts = [SectorCount(*named, n) for named, n in sectors.items()]
    return _numbers(keys), sorted(counts, key=lambda count: (-count.n, count.slug))


def _numbers(keys: Iterable[int]) -> dict[int, int]:
    return {pk: number for number, pk in enumerate(keys, 1)}


@require_GET
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting: who, when, where, and the transcript of one of its documents with directives marked."""
    meeting = get_object_or_404(Meeting.objects.select_related("region", "parent"), pk=pk)
    reports = list(meeting.reports.select_related("document").defer(*(f"document__{name}" for name in LARGE[:-1])))
    wanted = number(request.GET.get("document"))
    report = next((r for r in reports if r.document_id == wanted), reports[0] if reports else None)
    sector = request.GET.get("sector", "")
    turns = meeting.turns.filter(document=report.document_id if report else None).exclude(voice=Turn.Voice.NOISE)
    turns = turns.for_reading()
    numbers, sectors = asked_of(meeting)
    part = transcript(
        ((turn, directive_marks(turn, numbers, sector)) for turn in turns),
        notices_by_place(report.document) if report else [],
        wanted=number(request.GET.get("part")) or 1,
        turn=number(request.GET.get("turn")),
    )
    context = {
        "meeting": meeting,
        "reports": reports,
        "report": report,
        "transcript": part,
        "participants": participants(meeting),
        "followups": meeting.followups.select_related("region"),
        "sectors": sectors,
        "sector": sector,
        "total": len(numbers),
        "venue": next((r.venue for r in [report, *reports] if r and r.venue), ""),
    }
    return render(request, "meetings/meeting.html", context)


@require_GET
def document_list(request: HttpRequest) -> HttpResponse:
    """Documents as they were loaded, latest first."""
    page = Paginator(Document.objects.light().with_counts(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "meetings/documents.html", {"page": page})


def notices(document: Document) -> list[dict[str, Any]]:
    """The document's notices, each once with the number of times, those that ask for a look at the source first."""
    times = Counter(remark(warning) for warning in document.warnings)
    found = sorted(times.items(), key=lambda pair: not pair[0].grave)
    return [{"message": said.message, "grave": said.grave, "times": n} for said, n in found]


@require_GET
def document_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A file: where it came from, what was repaired, what was found in it, and all its text."""
    document = get_object_or_404(Document.objects.defer(*LARGE[:-1]), pk=pk)
    turns = document.turns.for_reading().select_related("meeting", "speaker")
    numbers = numbered(document.directives)
    part = transcript(
        ((turn, directive_marks(turn, numbers)) for turn in turns),
        notices_by_place(document),
        wanted=number(request.GET.get("part")) or 1,
        turn=number(request.GET.get("turn")),
        meetings=True,
    )
    context = {
        "document": document,
        "transcript": part,
        "reports": document.reports.select_related("meeting__region"),
        "notices": notices(document),
        "people": Participation.objects.filter(document=document).values("speaker").distinct().count(),
        "directives": len(numbers),
    }
    return render(request, "meetings/document.html", context)


@require_GET
def document_raw(request: HttpRequest, pk: int) -> HttpResponse:
    """The untouched bytes, as a download."""
    document = get_object_or_404(Document.objects.only("raw", "file_name"), pk=pk)
    response = HttpResponse(bytes(document.raw), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, document.file_name)
    return response


@login_not_required
@require_POST
def choose_script(request: HttpRequest) -> HttpResponse:
    """Remember in which script quotes are read, and go back to the page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = redirect(back)
    if request.POST.get("script") == TRADITIONAL:
        response.set_cookie(
            COOKIE, TRADITIONAL, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    else:
        response.delete_cookie(COOKIE)
    return response


@require_GET
def turn_redirect(request: HttpRequest, pk: int) -> HttpResponse:
    """A turn where it stands: in its meeting's transcript, or in its document where no meeting is told."""
    turn = get_object_or_404(Turn.objects.only("meeting", "document", "voice"), pk=pk)
    if turn.meeting_id and turn.voice != Turn.Voice.NOISE:
        address = f"{reverse('meeting', args=[turn.meeting_id])}?document={turn.document_id}&turn={pk}#t{pk}"
    else:
        address = f"{reverse('document', args=[turn.document_id])}?turn={pk}#t{pk}"
    return redirect(address)
