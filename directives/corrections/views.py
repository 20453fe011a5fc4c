"""Pages to correct a directive, a turn, a meeting, a speaker or a body, and to see and undo what was corrected."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from directives.corrections.access import CORRECT, LOG, needs
from directives.corrections.add import add
from directives.corrections.bodies import merge_bodies
from directives.corrections.changes import changes
from directives.corrections.drop import drop
from directives.corrections.forms import (
    ROLES,
    AddForm,
    JoinForm,
    LabelsForm,
    MeetingForm,
    MergeForm,
    ReasonForm,
    SplitForm,
    TurnForm,
)
from directives.corrections.join import join
from directives.corrections.meeting import Facts, edit_meeting
from directives.corrections.naming import called, speaker_called
from directives.corrections.recording import CorrectionError
from directives.corrections.relabel import relabel
from directives.corrections.speakers import merge_speakers
from directives.corrections.split import split
from directives.corrections.things import merge_things
from directives.corrections.turn import relabel_turn
from directives.corrections.undo import ONE_WAY, undo
from directives.models import Body, Correction, Directive, DocumentVersion, Sector, Thing
from meetings.models import Meeting, Speaker, Turn

PER_PAGE = 30
MOST_OFFERED = 200


def attempt(form: Form, write: Callable[[], Any]) -> bool:
    """Write where the form is valid; what is wrong is left in the form."""
    if not form.is_valid():
        return False
    try:
        write()
    except CorrectionError as error:
        form.add_error(None, str(error))
        return False
    return True


def done(request: HttpRequest, where: Any) -> HttpResponse:
    messages.success(request, _("Corrected. Search and counts show it already."))
    return redirect(where)


def _directive_page(request: HttpRequest, directive: Directive, **forms: Form) -> HttpResponse:
    """The page of corrections of one directive; a form with problems takes the place of a fresh one."""
    speaker = called(directive.speaker) if directive.speaker else ""
    labels = forms.get("labels") or LabelsForm(initial=LabelsForm.initial_of(directive, speaker))
    near = Directive.objects.filter(turn=directive.turn_id).only("text", "start")
    context = {
        "directive": directive,
        "labels": labels,
        "chosen": set(labels["sectors"].value() or []),
        "sectors": Sector.objects.all(),
        "roles": [(labels[role], title) for role, title in ROLES.items()],
        "people": people_of(directive.document_id),
        "split": forms.get("split"),
        "join": forms.get("join"),
        "drop": forms.get("drop"),
        "next": near.filter(start__gt=directive.start).order_by("start").first(),
        "previous": near.filter(start__lt=directive.start).order_by("-start").first(),
    }
    return render(request, "corrections/directive.html", context, status=422 if forms else 200)


def people_of(document: int) -> list[str]:
    """Names to choose from: everybody of the document."""
    rows = Speaker.objects.filter(participations__document=document).select_related("region").distinct()
    return [called(speaker) for speaker in rows[:MOST_OFFERED]]


def _one(pk: int) -> Directive:
    related = ("speaker__region", "turn__meeting", "turn__document", "meeting")
    rows: QuerySet[Directive] = Directive.objects.select_related(*related)
    return get_object_or_404(rows.defer(*Directive.INDEXED, "turn__document__raw", "turn__document__offsets"), pk=pk)


@needs(CORRECT)
@require_http_methods(["GET", "HEAD", "POST"])
def correct_directive(request: HttpRequest, pk: int) -> HttpResponse:
    """File a directive otherwise; the page also holds the forms of the other corrections."""
    directive = _one(pk)
    if request.method != "POST":
        return _directive_page(request, directive)
    form = LabelsForm(request.POST)

    def write() -> None:
        speaker = speaker_called(form.cleaned_data["speaker"], directive.turn)
        labels = form.labels(speaker.pk if speaker else None)
        relabel(pk, labels, request.user, form.cleaned_data["reason"])

    return done(request, directive) if attempt(form, write) else _directive_page(request, directive, labels=form)


@needs(CORRECT)
@require_POST
def split_directive(request: HttpRequest, pk: int) -> HttpResponse:
    form = SplitForm(request.POST)

    def write() -> None:
        split(pk, form.cleaned_data["parts"].splitlines(), request.user, form.cleaned_data["reason"])

    directive = _one(pk)
    return done(request, directive) if attempt(form, write) else _directive_page(request, directive, split=form)


@needs(CORRECT)
@require_POST
def join_directives(request: HttpRequest, pk: int) -> HttpResponse:
    form = JoinForm(request.POST)
    directive = _one(pk)

    def write() -> None:
        join(pk, form.cleaned_data["other"], request.user, form.cleaned_data["reason"])

    # Where the other one stands before, the address leads on to it.
    return done(request, directive) if attempt(form, write) else _directive_page(request, directive, join=form)


@needs(CORRECT)
@require_POST
def drop_directive(request: HttpRequest, pk: int) -> HttpResponse:
    form = ReasonForm(request.POST)
    directive = _one(pk)
    if attempt(form, lambda: drop(pk, request.user, form.cleaned_data["reason"])):
        return done(request, turn_address(directive.turn_id))
    return _directive_page(request, directive, drop=form)


@needs(CORRECT)
@require_http_methods(["GET", "HEAD", "POST"])
def correct_turn(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a turn to who really spoke, or add a directive that was not seen in it."""
    rows = Turn.objects.select_related("speaker__region", "meeting", "document")
    turn = get_object_or_404(rows.defer(*Turn.INDEXED, "document__raw", "document__offsets"), pk=pk)
    forms: dict[str, Form] = {}
    if request.method == "POST" and "words" in request.POST:
        adding = forms["add"] = AddForm(request.POST)
        if attempt(adding, lambda: add(pk, adding.cleaned_data["words"], request.user, adding.cleaned_data["reason"])):
            return done(request, turn_address(pk))
    elif request.method == "POST":
        giving = forms["turn_form"] = TurnForm(request.POST)

        def write() -> None:
            data = giving.cleaned_data
            relabel_turn(pk, data["speaker"], data["voice"], request.user, data["reason"])

        if attempt(giving, write):
            return done(request, turn_address(pk))
    speaker = called(turn.speaker) if turn.speaker else ""
    context = {
        "turn": turn,
        "filled": forms.get("turn_form") or TurnForm(initial={"speaker": speaker, "voice": turn.voice}),
        "add": forms.get("add"),
        "people": people_of(turn.document_id),
        "directives": turn.directives.only("text").order_by("start"),
    }
    return render(request, "corrections/turn.html", context, status=422 if forms else 200)


def turn_address(pk: int) -> str:
    """Where the turn stands in its transcript."""
    return reverse("turn", args=[pk])


@needs(CORRECT)
@require_http_methods(["GET", "HEAD", "POST"])
def correct_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right what is known of a meeting."""
    meeting = get_object_or_404(Meeting.objects.select_related("region", "parent"), pk=pk)
    form = MeetingForm(request.POST) if request.method == "POST" else MeetingForm(initial=_facts(meeting))

    def write() -> None:
        data = form.cleaned_data
        parent = data["parent"].pk if data["parent"] else None
        facts = Facts(data["title"], data["date"], data["level"], data["region"], data["host"], parent)
        edit_meeting(pk, facts, request.user, data["reason"])

    if request.method == "POST" and attempt(form, write):
        return done(request, meeting)
    near = Meeting.objects.exclude(pk=pk).order_by("-held_on", "-pk").filter(held_on__isnull=False)
    if meeting.held_on:
        near = near.filter(held_on__lte=meeting.held_on)
    offered = list(near[:40])
    if meeting.parent and meeting.parent not in offered:
        offered.insert(0, meeting.parent)
    context = {"meeting": meeting, "filled": form, "offered": offered}
    return render(request, "corrections/meeting.html", context, status=422 if form.is_bound else 200)


def _facts(meeting: Meeting) -> dict[str, Any]:
    facts = Facts.of(meeting)
    region = meeting.region.name if meeting.region else ""
    return {
        "title": facts.title,
        "date": facts.date,
        "level": facts.level,
        "region": region,
        "host": facts.host,
        "parent": facts.parent,
    }


@needs(CORRECT)
@require_http_methods(["GET", "HEAD", "POST"])
def merge_speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge another speaker into this one."""
    kept = get_object_or_404(Speaker.objects.select_related("region"), pk=pk)
    wanted = sought(request, kept.name)
    rows = Speaker.objects.select_related("region").exclude(pk=pk).filter(name__contains=wanted).order_by("name", "pk")
    return _merge(request, kept, wanted, rows[:PER_PAGE], merge_speakers)


@needs(CORRECT)
@require_http_methods(["GET", "HEAD", "POST"])
def merge_body(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge another body into this one."""
    kept = get_object_or_404(Body, pk=pk)
    wanted = sought(request, kept.name[-4:])
    rows = Body.objects.exclude(pk=pk).filter(name__contains=wanted).order_by("name")
    return _merge(request, kept, wanted, rows[:PER_PAGE], merge_bodies)


@needs(CORRECT)
@require_http_methods(["GET", "HEAD", "POST"])
def merge_thing(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge another named thing of the same kind into this one."""
    kept = get_object_or_404(Thing, pk=pk)
    near = f"{int(kept.month_day[:2])}·{int(kept.month_day[3:])}" if kept.month_day else kept.name[:4]
    wanted = sought(request, near)
    rows = Thing.objects.exclude(pk=pk).filter(kind=kept.kind).called(wanted).order_by("name", "pk")
    return _merge(request, kept, wanted, rows[:PER_PAGE], merge_things)


def sought(request: HttpRequest, otherwise: str) -> str:
    """The words of an address to look for; no name holds a NUL, and PostgreSQL takes none."""
    return request.GET.get("q", otherwise).replace("\0", "").strip()


def _merge(request: HttpRequest, kept: Any, wanted: str, rows: Any, merge: Callable[..., Any]) -> HttpResponse:
    form = MergeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and attempt(
        form, lambda: merge(kept.pk, form.cleaned_data["other"], request.user, form.cleaned_data["reason"])
    ):
        return done(request, kept)
    context = {"kept": kept, "wanted": wanted, "rows": rows, "filled": form}
    return render(request, "corrections/merge.html", context, status=422 if form.is_bound else 200)


@needs(LOG, CORRECT)
@require_GET
def correction_list(request: HttpRequest) -> HttpResponse:
    """All corrections, latest first."""
    rows = Correction.objects.select_related("user", "undone_by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "corrections/list.html", {"page": page})


@needs(LOG, CORRECT)
@require_http_methods(["GET", "HEAD", "POST"])
def correction_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One correction, row by row; a post takes it back."""
    correction = get_object_or_404(Correction.objects.select_related("user", "undoes", "undone_by"), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        guarded = needs(CORRECT)(_undo)
        return guarded(request, correction, form)  # type: ignore[return-value]
    return _correction_page(request, correction, form)


def _undo(request: HttpRequest, correction: Correction, form: ReasonForm) -> HttpResponse:
    if attempt(form, lambda: undo(correction.pk, request.user, form.cleaned_data["reason"])):
        return done(request, "corrections")
    return _correction_page(request, correction, form)


def _correction_page(request: HttpRequest, correction: Correction, form: ReasonForm) -> HttpResponse:
    context = {
        "correction": correction,
        "changes": changes(correction),
        "filled": form,
        "versions": correction.versions.defer("raw"),
        "undoable": correction.kind not in ONE_WAY and not Correction.objects.filter(undoes=correction).exists(),
    }
    return render(request, "corrections/detail.html", context, status=422 if form.is_bound else 200)


@require_GET
def document_version(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """The untouched bytes that a document had before it was loaded again, as a download."""
    found = get_object_or_404(DocumentVersion, pk=version, document=pk)
    response = HttpResponse(bytes(found.raw), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, found.file_name)
    return response
