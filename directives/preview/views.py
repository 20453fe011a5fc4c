"""Pages of a file that waits to be confirmed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from directives.corrections.access import LOAD, needs
from directives.corrections.recording import CorrectionError
from directives.intake.state import State
from directives.models import Intake, Sector
from directives.preview import edits
from directives.preview.confirm import amend, confirm, undecided
from directives.preview.page import Preview
from meetings.models import Level, Meeting, Turn
from meetings.views import number

EDITS = ("document", "meeting", "turn", "directive", "add", "drop")


def file(pk: int) -> Intake:
    """The intake; raises Http404 where there is none."""
    rows = Intake.objects.select_related("batch", "similar")
    return get_object_or_404(rows.defer("similar__raw", "similar__extracted", "similar__offsets"), pk=pk)


def waits(intake: Intake) -> bool:
    """Whether it waits for a person to check it."""
    return intake.state == State.REVIEW and intake.understanding is not None


def _waits_no_more(request: HttpRequest, intake: Intake) -> HttpResponse:
    """To the page that tells what became of it, such as that somebody else loaded it."""
    messages.warning(request, _("This file waits no more."))
    return redirect(intake)


@needs(LOAD)
@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything as it will be, beside the source, with the ways to correct and to confirm it."""
    intake = file(pk)
    return _page(request, intake) if waits(intake) else _waits_no_more(request, intake)


def _page(request: HttpRequest, intake: Intake, problem: str = "") -> HttpResponse:
    shown = Preview(intake)
    turn = number(request.GET.get("turn"))
    part = shown.part_of(turn) if turn is not None else number(request.GET.get("part")) or 1
    context = {
        "intake": intake,
        "preview": shown,
        "turns": shown.turns(part),
        "part": part,
        "parts": range(1, len(shown.parts()) + 1),
        "problem": problem,
        "undecided": undecided(intake),
        "outline": shown.frozen["outline"],
    }
    return render(request, "preview/preview.html", context, status=409 if problem else 200)


@needs(LOAD)
@require_POST
def preview_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what was shown."""
    try:
        accepted = {key for key in map(number, request.POST.getlist("accept")) if key is not None}
        done = confirm(pk, request.POST.get("digest", ""), request.user, accepted)
    except CorrectionError as error:
        intake = file(pk)
        return _page(request, intake, str(error)) if waits(intake) else _waits_no_more(request, intake)
    if done.state == State.DUPLICATE:
        messages.warning(request, _("The same words were stored meanwhile; this file is a duplicate of them."))
    else:
        messages.success(request, _("Loaded as it was shown."))
    return redirect(done.document) if done.document else redirect("preview", pk)


@needs(LOAD)
@require_http_methods(["GET", "HEAD", "POST"])
def preview_edit(request: HttpRequest, pk: int, what: str, key: str = "") -> HttpResponse:
    """Correct one thing of a waiting file: the document, a meeting, a turn, a directive."""
    intake = file(pk)
    if not waits(intake) or intake.understanding is None:
        return _waits_no_more(request, intake)
    problem = ""
    if request.method == "POST":
        try:
            change = _change(request, intake.understanding, what, key)
            amend(pk, number(request.POST.get("version")) or 0, lambda frozen: edits.edited(frozen, change))
            messages.success(request, _("Corrected in the preview; nothing is written yet."))
            return redirect(_back(intake, what, key))
        except CorrectionError as error:
            problem = str(error)
    try:
        values = _values(request, intake, what, key)
    except CorrectionError as error:
        raise Http404(str(error)) from error
    context = {
        "intake": intake,
        "version": len(intake.corrections),
        "what": what,
        "key": key,
        "problem": problem,
        **values,
    }
    return render(request, "preview/edit.html", context, status=422 if problem else 200)


def _back(intake: Intake, what: str, key: str) -> str:
    address = reverse("preview", args=[intake.pk])
    if what in ("turn", "add"):
        return f"{address}?turn={key}#t{key}"
    if what in ("directive", "drop") and intake.understanding:
        rows = intake.understanding["directives"]
        turn = rows[min(int(key), len(rows) - 1)]["turn"] if rows else 0
        return f"{address}?turn={turn}#t{turn}"
    return address


def _change(request: HttpRequest, frozen: edits.Frozen, what: str, key: str) -> Any:
    given = request.POST
    if what == "document":
        return edits.document(given.get("title", ""), given.get("published_on", ""))
    if what == "meeting":
        names = ("title", "date", "level", "region", "host", "stored")
        return edits.meeting(key, *(given.get(name, "") for name in names))
    if what == "turn":
        return edits.turn(_index(key), given.get("speaker", ""), given.get("voice", ""))
    if what == "add":
        return edits.add(_index(key), given.get("words", ""), held_on(frozen, _index(key)))
    if what == "drop":
        return edits.drop(_index(key))
    row = _row(frozen, key)
    return edits.directive(
        _index(key), given.get("words", ""), frozenset(given.getlist("sectors")), held_on(frozen, row["turn"])
    )


def _index(key: str) -> int:
    found = number(key)
    if found is None:
        raise CorrectionError(_("It is there no more; load the page again."))
    return found


def _row(frozen: edits.Frozen, key: str) -> edits.Frozen:
    index = _index(key)
    if index >= len(frozen["directives"]):
        raise CorrectionError(_("It is there no more; load the page again."))
    row: edits.Frozen = frozen["directives"][index]
    return row


def held_on(frozen: edits.Frozen, turn: int) -> str | None:
    """The day deadlines of a turn are counted from."""
    outline = frozen["outline"]
    key = outline["turns"][turn]["meeting"] if turn < len(outline["turns"]) else None
    for meeting in outline["meetings"]:
        if meeting["key"] == key:
            return str(meeting["date"]) if meeting["date"] else None
    return str(outline["published_on"]) if outline["published_on"] else None


def _offered(intake: Intake) -> list[Meeting]:
    """The stored meetings that a meeting of a further report may be."""
    if intake.decision != Intake.Decision.REPORT or intake.similar is None:
        return []
    return [report.meeting for report in intake.similar.reports.select_related("meeting").order_by("start", "pk")]


def _values(request: HttpRequest, intake: Intake, what: str, key: str) -> dict[str, Any]:
    """What the form starts from: what was sent, else what is understood."""
    frozen = intake.understanding
    assert frozen is not None
    outline = frozen["outline"]
    context: dict[str, Any] = {}
    sent = request.POST if request.method == "POST" else None
    if what == "document":
        values = {
            "title": outline["title"] or frozen["source"]["title"],
            "published_on": outline["published_on"] or frozen["source"]["published_on"],
        }
    elif what == "meeting":
        blank = {"title": "", "date": "", "level": "", "region": "", "host": ""}
        values = next((one for one in outline["meetings"] if one["key"] == key), blank)
        context["levels"] = Level.choices
        context["offered"] = _offered(intake)
        chosen = str(values["stored"] or "own") if "stored" in values else ""
        context["stored"] = sent.get("stored", "") if sent else chosen
    elif what in ("turn", "add"):
        values = edits.row_at(outline["turns"], number(key) or 0)
        context |= {
            "voices": Turn.Voice.choices,
            "people": list(dict.fromkeys(one["name"] for one in outline["people"])),
        }
        context["text"] = frozen["text"][values["start"] : values["end"]]
    else:
        row = _row(frozen, key)
        place = outline["turns"][row["turn"]]
        values = {"words": frozen["text"][row["start"] : row["end"]]}
        context |= {"text": frozen["text"][place["start"] : place["end"]], "sectors": Sector.objects.all()}
        context["chosen"] = set(sent.getlist("sectors")) if sent else {task["sector"] for task in row["tasks"]}
    return context | {"values": sent or values}
