"""Pages of meetings, documents and turns."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from meetings.asked import asked_in
from meetings.models import Document, Level, Meeting, Participation, Turn
from meetings.querysets import LARGE
from meetings.remarks import notices
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
    asked = asked_in(meeting.directives)
    part = transcript(
        ((turn, directive_marks(turn, asked, sector)) for turn in turns),
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
        "sectors": asked.counts(),
        "sector": sector,
        "total": len(asked.numbers),
        "venue": next((r.venue for r in [report, *reports] if r and r.venue), ""),
    }
    return render(request, "meetings/meeting.html", context)


@require_GET
def document_list(request: HttpRequest) -> HttpResponse:
    """Documents as they were loaded, latest first."""
    page = Paginator(Document.objects.light().with_counts(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "meetings/documents.html", {"page": page})


@require_GET
def document_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A file: where it came from, what was repaired, what was found in it, and all its text."""
    document = get_object_or_404(Document.objects.defer(*LARGE[:-1]), pk=pk)
    turns = document.turns.for_reading().select_related("meeting", "speaker")
    asked = asked_in(document.directives)
    part = transcript(
        ((turn, directive_marks(turn, asked)) for turn in turns),
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
        "directives": len(asked.numbers),
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
