"""The history of a row and the way to correct it, for the pages that show the row."""

from typing import Any

from django import template
from django.urls import reverse

from directives.corrections.access import CORRECT
from directives.corrections.changes import history_of
from directives.models import Body, Directive, Gone, Thing
from meetings.models import Meeting, Speaker

register = template.Library()
ADDRESSES = {
    Directive: "correct-directive",
    Meeting: "correct-meeting",
    Speaker: "merge-speaker",
    Body: "merge-body",
    Thing: "merge-thing",
}


@register.inclusion_tag("corrections/_history.html", takes_context=True)
def corrections_of(context: dict[str, Any], row: Directive | Meeting | Speaker | Body | Thing) -> dict[str, Any]:
    """What people changed of the row, with the button to change more for those who may; nothing where neither is."""
    user = context["user"]
    # The page of a meeting asks the database much already: what was never corrected is not asked for.
    asked = not isinstance(row, Meeting) or row.by_hand or user.has_perm(CORRECT)
    found = history_of(row) if asked else []
    own = row.pk if isinstance(row, Directive) else None
    was = context["request"].GET.get("was", "") if own else ""
    former = (
        Gone.objects.filter(into=own, directive=was).select_related("correction").first() if was.isdigit() else None
    )
    return {
        "user": user,
        "may_correct": user.has_perm(CORRECT),
        "address": reverse(ADDRESSES[type(row)], args=[row.pk]),
        "merges": isinstance(row, Speaker | Body | Thing),
        "history": found,
        "former": former,
    }
