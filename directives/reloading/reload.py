"""A document loaded again: what a person corrected is carried over, and nothing corrected is lost unasked."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from directives.corrections.recording import CorrectionError, correcting
from directives.intake.bounded import understand_bounded
from directives.models import Correction, DocumentVersion
from directives.pipeline import Knowledge
from directives.preview.written import digest, written
from directives.reloading.apply import apply
from directives.reloading.plan import plan
from directives.reloading.program import program
from directives.understand import Understanding
from meetings.models import Document


def reload(
    pk: int, understood: Understanding, kind: Correction.Kind, user: Any, reason: str, accepted: Collection[int] = ()
) -> Correction:
    """Bring a stored document to a new understanding, of the same or other bytes; the old bytes are kept.

    `accepted` are the keys of corrected directives that a person agreed to lose. Raises CorrectionError, with
    nothing written, where one would be lost that is not among them.
    """
    name = Document.objects.values_list("file_name", flat=True).get(pk=pk)
    with correcting(kind, name, user, reason) as record:
        document = Document.objects.select_for_update(of=["self"]).get(pk=pk)
        made = plan(document, understood)
        if lost := [row for row in made.asked if row.pk not in accepted]:
            words = "；".join(f"{row.pk}“{row.text[:20]}”" for row in lost[:5])
            raise CorrectionError(
                _("Corrected directives would be lost; agree to each first: %(words)s") % {"words": words}
            )
        if document.sha256 != understood.source.sha256:
            DocumentVersion.objects.create(
                document=document,
                file_name=document.file_name,
                sha256=document.sha256,
                raw=document.raw,
                loaded_at=document.loaded_at,
                correction=record,
            )
        apply(document, understood, made, record)
    return record


class _Same(Exception):
    """Nothing came out otherwise: no trace is left of the attempt."""


def reextract(pk: int, known: Knowledge) -> bool:
    """Understand a stored document anew, from its bytes, in one transaction; whether anything came out otherwise. Raises
    CorrectionError as `reload` does, and ReadError where the bytes can't be read any more."""
    document = Document.objects.only("file_name", "raw").get(pk=pk)
    understood = understand_bounded(document.file_name, bytes(document.raw), known.taxonomy, known.people)
    stamp = Document.objects.filter(pk=pk)
    try:
        with transaction.atomic():
            before = digest(written(Document.objects.defer("raw", "extracted").get(pk=pk)))
            reload(pk, understood, Correction.Kind.REEXTRACT, None, _("Extracted again by an improved program"))
            if digest(written(Document.objects.defer("raw", "extracted").get(pk=pk))) == before:
                raise _Same
            stamp.update(understood_by=program(known.taxonomy))
            return True
    except _Same:
        stamp.update(understood_by=program(known.taxonomy))
        return False
