"""A directive leaves, and its address tells why."""

from directives.models import Correction, Directive, Gone


def leave(directive: Directive, cause: Gone.Cause, correction: Correction, into: Directive | None = None) -> None:
    """Delete a directive and keep where its address leads; addresses that led to it lead on with it."""
    Gone.objects.create(
        directive=directive.pk,
        document_id=directive.document_id,
        text=directive.text,
        folded=directive.folded,
        start=directive.start,
        end=directive.end,
        cause=cause,
        into=into,
        correction=correction,
    )
    for former in Gone.objects.filter(into=directive):
        former.into = into
        former.save(update_fields=["into"])
    directive.delete()
