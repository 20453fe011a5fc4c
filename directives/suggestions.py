"""What the search box suggests while something is typed: sectors, speakers, bodies and meetings by name."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from directives.filters import sector_name
from directives.models import Body, Sector
from meetings.models import Meeting, Speaker
from search.normalise import tidy

LONGEST = 40  # characters; names are shorter
MOST = 4  # of each kind
KINDS = {
    "sector": _("Sector"),
    "speaker": _("Speaker"),
    "body": _("Responsible body"),
    "meeting": pgettext_lazy("noun", "Meeting"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A page whose name holds what was typed."""

    kind: Any
    name: str
    url: str


def _members(typed: str) -> list[QuerySet[Any]]:
    """Rows (kind, key, name) of each kind, the shortest names first."""
    sectors = Sector.objects.filter(
        Q(name_zh__icontains=typed) | Q(name_en__icontains=typed) | Q(synonyms__contains=[typed])
    )
    found = {
        "sector": (sectors, F("slug"), sector_name()),
        "speaker": (Speaker.objects.filter(name__icontains=typed), F("pk"), F("name")),
        "body": (Body.objects.filter(name__icontains=typed), F("pk"), F("name")),
        "meeting": (Meeting.objects.filter(title__icontains=typed), F("pk"), F("title")),
    }
    return [
        rows.order_by()
        .annotate(suggested=Value(kind, CharField()), key=Cast(key, CharField()), called=Cast(name, CharField()))
        .order_by("-held_on" if kind == "meeting" else "called")
        .values_list("suggested", "key", "called")[:MOST]
        for kind, (rows, key, name) in found.items()
    ]


def suggestions(typed: str) -> list[Suggestion]:
    """In: what stands in the box. Out: pages with that in their names, in one query; none for nothing typed."""
    words = tidy(typed).text.strip()[:LONGEST]
    if not words:
        return []
    first, *rest = _members(words)
    rows = sorted(first.union(*rest, all=True), key=lambda row: list(KINDS).index(row[0]))
    return [Suggestion(KINDS[kind], name, reverse(kind, args=[key])) for kind, key, name in rows]


@require_GET
def suggest(request: HttpRequest) -> HttpResponse:
    """The list that drops from the search box."""
    typed = request.GET.get("q", "").replace("\0", "")
    return render(request, "directives/_suggestions.html", {"suggestions": suggestions(typed)})
