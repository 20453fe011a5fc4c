"""Pages of the review queue, worked through by keyboard."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from directives.corrections.access import CORRECT, needs
from directives.models import Directive, Looked
from directives.review.questions import QUESTIONS, Question, counts
from meetings.models import Meeting, Turn
from meetings.views import number

SHOWN = 600  # characters of a turn


@needs(CORRECT)
@require_GET
def review_home(request: HttpRequest) -> HttpResponse:
    """All questions with how much each asks."""
    return render(request, "review/home.html", {"counts": counts()})


@needs(CORRECT)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, question: str) -> HttpResponse:
    """One row after another; a post says that the row is right as it is."""
    asked = QUESTIONS.get(question)
    if asked is None:
        raise Http404
    after = number(request.GET.get("after")) or 0
    if request.method == "POST":
        row = number(request.POST.get("row"))
        if row is not None and asked.rows().filter(pk=row).exists():
            Looked.objects.get_or_create(question=question, row=row, defaults={"user_id": request.user.pk})
        return redirect(f"{reverse('review', args=[question])}?after={row or 0}")
    rows = asked.open()
    row = _related(rows.filter(pk__gt=after)).first() or _related(rows).first()
    left = rows.count()
    return render(request, "review/review.html", {"asked": asked, "row": row, "left": left, **_about(asked, row)})


def _related(rows: Any) -> Any:
    if rows.model is Directive:
        return rows.select_related("meeting", "turn", "document").defer(
            "document__raw", "document__text", "document__offsets"
        )
    if rows.model is Turn:
        return rows.select_related("meeting", "document").defer("document__raw", "document__text", "document__offsets")
    return rows.select_related("region")


def _about(asked: Question, row: Any) -> dict[str, Any]:
    """What of the row is shown, and where it is corrected."""
    if isinstance(row, Directive):
        text = row.turn.text
        low, high = row.start - row.turn.start, row.end - row.turn.start
        around = (text[max(0, low - SHOWN // 2) : low], text[low:high], text[high : high + SHOWN // 2])
        return {"around": around, "correct": reverse("correct-directive", args=[row.pk]), "meeting": row.meeting}
    if isinstance(row, Turn):
        around = ("", row.text[:SHOWN], "")
        return {"around": around, "correct": reverse("correct-turn", args=[row.pk]), "meeting": row.meeting}
    if isinstance(row, Meeting):
        return {"around": ("", row.title, ""), "correct": reverse("correct-meeting", args=[row.pk]), "meeting": row}
    return {}
