"""The directives that a listing's filters leave as a clean handout on paper, under their meetings."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from directives.finding import find
from directives.listing import Listing
from directives.models import UNDATED, Directive
from meetings.models import Meeting

MOST = 500  # rows on one handout: about forty pages of paper
AS_READ = ("-listed_on", "meeting", "document", "position")


@dataclass(frozen=True, slots=True)
class Part:
    """A meeting with its directives, numbered through the handout; None holds what was said outside any."""

    meeting: Meeting | None
    rows: list[tuple[int, Directive]]


def parts(directives: Iterable[Directive]) -> list[Part]:
    """In: directives, those of a meeting together. Out: a part for each run of the same meeting."""
    numbered = enumerate(directives, 1)
    return [Part(rows[0][1].meeting, rows) for _key, group in groupby(numbered, meeting_key) if (rows := list(group))]


def meeting_key(row: tuple[int, Directive]) -> int:
    return row[1].meeting_id or 0


def subject(listing: Listing) -> str:
    """The one sector, body or speaker that a handout is about; "" where the filters say more or less."""
    chips = listing.chips
    return chips[0].value if len(chips) == 1 and not listing.filters.query else ""


@require_GET
def handout(request: HttpRequest) -> HttpResponse:
    """In the address: the filters of the listing. The latest meeting comes first, its directives as read."""
    found = find(request.GET, "directives")
    if not found.valid:
        return render(request, "400.html", {"messages_of": [found.problems]}, status=400)
    page = Paginator(found.hits.for_listing().order_by(*AS_READ), MOST).get_page(1)
    directives = list(page)
    days = [directive.listed_on for directive in directives if directive.listed_on != UNDATED]
    listing = Listing(found, MOST, page)
    context = {
        "listing": listing,
        "subject": subject(listing),
        "parts": parts(directives),
        "shown": len(directives),
        "total": page.paginator.count,
        "first": min(days, default=None),
        "last": max(days, default=None),
        "today": timezone.localdate(),
    }
    return render(request, "directives/handout.html", context)
