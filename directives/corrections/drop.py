"""A directive that is none."""

from typing import Any

from directives.corrections.gone import leave
from directives.corrections.numbering import renumber
from directives.corrections.recording import correcting
from directives.models import Correction, Directive, Gone


def drop(pk: int, user: Any, reason: str) -> Correction:
    """Take the directive out; its words stay in the transcript, and loading again does not bring it back."""
    words = Directive.objects.values_list("text", flat=True).get(pk=pk)
    with correcting(Correction.Kind.DROP, words, user, reason) as record:
        directive = Directive.objects.select_for_update(of=["self"]).get(pk=pk)
        leave(directive, Gone.Cause.DROPPED, record)
        renumber(directive.document_id)
    return record
