"""A loader's word: exactly what was shown is written."""

from collections.abc import Collection
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from directives.corrections.recording import CorrectionError
from directives.intake.duplicates import hold, same
from directives.intake.frozen import thaw
from directives.intake.sketch import Sketch
from directives.intake.state import State, finish, lock
from directives.models import Correction, Directive, Gone, Intake
from directives.preview.becoming import become, replaced
from directives.preview.edits import Frozen, Note
from directives.preview.written import digest, written
from meetings.models import Document, Meeting, Turn
from search.normalise import fold


def amend(pk: int, version: int, change: Any) -> None:
    """Correct a waiting intake. `version` is the number of corrections that the page had seen. Raises CorrectionError
    where the file waits no more, or somebody else corrected it meanwhile."""
    with transaction.atomic():
        intake = lock(pk)
        if intake.state != State.REVIEW or intake.understanding is None:
            raise CorrectionError(_("This file waits no more."))
        if version != len(intake.corrections):
            raise CorrectionError(_("Somebody else corrected this file meanwhile; look at it again."))
        frozen, notes = change(intake.understanding)
        intake.understanding = frozen
        intake.corrections = [*intake.corrections, *notes]
        intake.save(update_fields=["understanding", "corrections"])


def confirm(pk: int, seen: str, user: Any, accepted: Collection[int] = ()) -> Intake:
    """Store the understanding, if it becomes what the page showed (`seen` is its digest). The same words stored meanwhile
    make the file a duplicate of them. Raises CorrectionError where the result would be another one, or corrected
    directives of an older version would be lost that are not among `accepted`, with nothing written."""
    with transaction.atomic():
        intake = lock(pk)
        if intake.state != State.REVIEW or intake.understanding is None:
            raise CorrectionError(_("This file waits no more."))
        frozen = intake.understanding
        understood = thaw(frozen, bytes(intake.raw))
        sketch = Sketch.of(understood.tidied.text)
        hold(sketch)
        if stored := same(intake.sha256, sketch):
            finish(intake, State.DUPLICATE, document=stored)
            return intake
        document = become(replaced(intake), understood, sketch, user, accepted)
        if digest(written(document)) != seen:
            raise CorrectionError(
                _("What is stored has changed since you looked, and the result with it; look at it again.")
            )
        if intake.corrections:
            _mark(document, frozen, intake.corrections, user)
        finish(intake, State.LOADED, document=document)
        return intake


def _mark(document: Document, frozen: Frozen, notes: list[Note], user: Any) -> None:
    """Mark in the rows what a person gave, so that loading again respects it, and keep what was dropped."""
    reason = _("Corrected before loading: %(n)s") % {"n": len(notes)}
    record = Correction.objects.create(
        kind=Correction.Kind.PREVIEW, about=str(document)[:200], user=user, reason=reason, context=uuid4()
    )
    Document.objects.filter(pk=document.pk).update(by_hand=frozen.get("by_hand", []))
    for rows, model in ((frozen["directives"], Directive), (frozen["outline"]["turns"], Turn)):
        for row in rows:
            if names := row.get("by_hand"):
                place = {"document": document, "start": row["start"], "end": row["end"]}
                model._default_manager.filter(**place).update(by_hand=names)
    for draft in frozen["outline"]["meetings"]:
        turn = next((turn for turn in frozen["outline"]["turns"] if turn["meeting"] == draft["key"]), None)
        if draft.get("by_hand") and turn:
            key = Turn.objects.filter(document=document, start=turn["start"]).values_list("meeting", flat=True)
            Meeting.objects.filter(pk__in=key).update(by_hand=draft["by_hand"])
    for span in frozen.get("dropped", []):
        words = frozen["text"][span["start"] : span["end"]]
        Gone.objects.create(
            document=document, text=words, folded=fold(words), cause=Gone.Cause.DROPPED, correction=record, **span
        )
