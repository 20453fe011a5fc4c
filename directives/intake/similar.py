"""The page that lays a file beside the stored document that it resembles."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from directives.corrections.access import LOAD, needs
from directives.intake.choices import decide
from directives.intake.comparison import compare
from directives.intake.wording import DECISIONS, EFFECTS
from directives.models import Intake


@require_http_methods(["GET", "POST"])
@needs(LOAD)
def intake_similar(request: HttpRequest, pk: int) -> HttpResponse:
    """Side by side what differs, and the choice of what the file is to the stored one."""
    waiting = Intake.objects.select_related("batch", "similar").defer("raw", "similar__raw", "similar__extracted")
    intake = get_object_or_404(waiting.filter(similar__isnull=False, understanding__isnull=False), pk=pk)
    if request.method == "POST" and request.POST.get("decision") in Intake.Decision.values:
        decide(pk, Intake.Decision(request.POST["decision"]))
        messages.success(request, _("Your choice is kept; now check the file and confirm it."))
        return redirect("preview", pk)
    assert intake.similar is not None and intake.understanding is not None
    context = {
        "intake": intake,
        "percent": int(100 * (intake.share or 0)),
        "comparison": compare(intake.similar.text, intake.understanding["text"]),
        "decisions": [(decision.value, words, EFFECTS[decision]) for decision, words in DECISIONS.items()],
    }
    return render(request, "intake/similar.html", context)
