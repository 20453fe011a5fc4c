"""Pages by which loaders bring in files and see what becomes of each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from directives.corrections.access import LOAD, needs
from directives.intake import inbox
from directives.intake.choices import set_aside
from directives.intake.forms import BringForm
from directives.intake.listing import all_files, by_state, files, parts, recent, tallies
from directives.intake.receive import receive, refuse, retry
from directives.models import Batch, Intake
from meetings.readers import largest


@require_http_methods(["GET", "POST"])
@needs(LOAD)
def bring(request: HttpRequest) -> HttpResponseBase:
    """Files dropped or chosen, or a pasted text, become a batch; below the form the latest ones."""
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    too_large: list[str] = getattr(request, "too_large", [])
    if request.method == "POST" and form.is_valid():
        if not form.is_empty or too_large:
            return _go(request, _received(request, form, too_large))
        form.add_error("documents", _("Choose at least one file, or paste a text."))
    context = {"bringing": form, "tallies": recent(), "waiting_in_inbox": len(inbox.found())}
    context["waiting"] = [part for part in parts(by_state()) if part[0] in (Intake.State.REVIEW, Intake.State.FAILED)]
    status = 400 if form.is_bound and not form.is_valid() else 200
    return render(request, "intake/bring.html", context, status=status)


def _received(request: HttpRequest, form: BringForm, too_large: list[str]) -> Batch:
    pasted = not form.cleaned_data["documents"] and not too_large
    source = Batch.Source.PASTE if pasted else Batch.Source.UPLOAD
    batch = receive(form.brought(), source=source, uploader=request.user, directly=form.cleaned_data["directly"])
    for name in too_large:
        refuse(batch, name, f"文件超过 {largest(name) // 2**20} MB 的上限；请拆分后再载入")
    return batch


def _go(request: HttpRequest, batch: Batch) -> HttpResponse:
    """To the batch's page; htmx, which shows the progress of the upload, is told to load it."""
    if "HX-Request" in request.headers:
        response = HttpResponse()
        response["HX-Redirect"] = batch.get_absolute_url()
        return response
    return redirect(batch)


@require_GET
@needs(LOAD)
@vary_on_headers("HX-Target")
def batch_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The files of a batch with the outcome of each, kept up to date while jobs work on them."""
    batch = get_object_or_404(Batch.objects.select_related("uploader"), pk=pk)
    state = request.GET.get("state", "")
    (tally,) = tallies([batch])
    context = {"tally": tally, "batch": batch, "state": state, "page": files(batch, state, request.GET.get("page"))}
    fragment = request.headers.get("HX-Target") == "batch"
    return render(request, "intake/_batch.html" if fragment else "intake/batch.html", context)


@require_GET
@needs(LOAD)
def intake_files(request: HttpRequest) -> HttpResponse:
    """The files of all batches: those that wait for a person, or that failed, in one list."""
    state = request.GET.get("state", "")
    states = by_state()
    context = {"page": all_files(state, request.GET.get("page")), "state": state, "parts": parts(states)}
    return render(request, "intake/files.html", context | {"total": sum(states.values())})


@require_POST
@needs(LOAD)
def batch_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the failed files of a batch again, and no others."""
    batch = get_object_or_404(Batch, pk=pk)
    number = retry(batch.intakes.only("pk"))
    said = ngettext("%(n)s file is read again.", "%(n)s files are read again.", number) % {"n": number}
    messages.success(request, said if number else _("There is nothing to read again."))
    return redirect(batch)


@require_POST
@needs(LOAD)
def intake_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Read one failed file again."""
    intake = get_object_or_404(Intake.objects.select_related("batch").defer("raw"), pk=pk)
    retry([intake])
    return redirect(intake.batch)


@require_POST
@needs(LOAD)
def take_inbox(request: HttpRequest) -> HttpResponse:
    """Take in what lies in the server's inbox folder."""
    batch = inbox.take_in(inbox.found(), uploader=request.user, directly="directly" in request.POST)
    if batch is None:
        messages.warning(request, _("The inbox folder is empty."))
        return redirect(reverse("intakes"))
    return redirect(batch)


@require_http_methods(["GET", "POST"])
@needs(LOAD)
def intake_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of one file; while it waits for a person, what was understood, with the ways to check it or set it aside."""
    files = Intake.objects.select_related("batch", "document", "similar", "archive").defer("raw")
    intake = get_object_or_404(files, pk=pk)
    if request.method == "POST":
        return redirect(set_aside(pk).batch)
    return render(request, "intake/intake.html", {"intake": intake, "frozen": intake.understanding})
