"""A loader's word: exactly what was shown is written."""

from collections.abc import Collection
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from directives.corrections.recording import CorrectionError
from directives.corrections.relabel import mark
from directives.intake.duplicates import hold, nearest, same
from directives.intake.frozen import thaw
from directives.intake.sketch import Sketch
from directives.intake.state import State, finish, lock
from directives.models import Correction, Directive, Gone, Intake
from directives.preview.becoming import Relation, become
from directives.preview.edits import Frozen, Note
from directives.preview.written import digest, written
from directives.understand import Understanding
from meetings.models import Document, Meeting, Report, Turn
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
    make the file a duplicate of them. Raises CorrectionError, with nothing written, where the result would be another
    one, where nobody decided what the file is to a stored one that it resembles, or where corrected directives of an
    older version would be lost that are not among `accepted`."""
    with transaction.atomic():
        intake = lock(pk)
        if intake.state != State.REVIEW or intake.understanding is None:
            raise CorrectionError(_("This file waits no more."))
        understood = thaw(intake.understanding, bytes(intake.raw))
        sketch = Sketch.of(understood.tidied.text)
        hold(sketch)
        if stored := same(intake.sha256, sketch):
            finish(intake, State.DUPLICATE, document=stored)
            return intake
        if _is_decided(intake, sketch):
            _write(intake, understood, sketch, seen, user, accepted)
            return intake
    raise CorrectionError(undecided(intake))


def undecided(intake: Intake) -> str:
    """What a loader is told of a file that nobody compared with the stored one that it resembles; "" where that is done."""
    if intake.similar is None or intake.decision:
        return ""
    return _("First say what this file is to “%(name)s”, which shares %(percent)s %% of its words.") % {
        "name": intake.similar.file_name,
        "percent": int(100 * (intake.share or 0)),
    }


def _is_decided(intake: Intake, sketch: Sketch) -> bool:
    """Whether nothing is left to ask. What the file resembles may have been stored since it was read: that is noted, for
    a person to compare."""
    if intake.decision and intake.similar_id is not None:
        return True
    near = nearest(sketch)
    if near is None:
        return True
    intake.similar, intake.share, intake.decision = near.document, near.share, ""
    intake.save(update_fields=["similar", "share", "decision"])
    return False


def _write(
    intake: Intake, understood: Understanding, sketch: Sketch, seen: str, user: Any, accepted: Collection[int]
) -> None:
    relation, frozen = Relation.of(intake), intake.understanding
    assert frozen is not None
    document = become(understood, relation, sketch, user, accepted)
    if digest(written(document)) != seen:
        raise CorrectionError(
            _("What is stored has changed since you looked, and the result with it; look at it again.")
        )
    if intake.corrections:
        _mark(document, frozen, intake.corrections, user)
    finish(intake, State.LOADED, document=document)


def _mark(document: Document, frozen: Frozen, notes: list[Note], user: Any) -> None:
    """Mark in the rows what a person gave, so that loading again respects it, and keep what was dropped."""
    reason = _("Corrected before loading: %(n)s") % {"n": len(notes)}
    record = Correction.objects.create(
        kind=Correction.Kind.PREVIEW, about=str(document)[:200], user=user, reason=reason, context=uuid4()
    )
    _mark_rows(Document.objects.filter(pk=document.pk), frozen.get("by_hand", []))
    for rows, model in ((frozen["directives"], Directive), (frozen["outline"]["turns"], Turn)):
        for row in rows:
            place = {"document": document, "start": row["start"], "end": row["end"]}
            _mark_rows(model._default_manager.filter(**place), row.get("by_hand", []))
    # What other documents tell of too keeps the values it had.
    others = Report.objects.filter(meeting=OuterRef("pk")).exclude(document=document)
    for draft in frozen["outline"]["meetings"]:
        turn = next((turn for turn in frozen["outline"]["turns"] if turn["meeting"] == draft["key"]), None)
        if turn:
            at_it = Turn.objects.filter(document=document, start=turn["start"]).values("meeting")
            _mark_rows(Meeting.objects.filter(pk__in=at_it).exclude(Exists(others)), draft.get("by_hand", []))
    for span in frozen.get("dropped", []):
        words = frozen["text"][span["start"] : span["end"]]
        Gone.objects.create(
            document=document, text=words, folded=fold(words), cause=Gone.Cause.DROPPED, correction=record, **span
        )


def _mark_rows(rows: QuerySet[Any], names: list[str]) -> None:
    """Add the names to those that a person gave before."""
    if names:
        for row in rows.only("by_hand"):
            mark(row, names)
            row.save(update_fields=["by_hand"])
