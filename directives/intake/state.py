"""Changes of an intake's state, each under a lock of its row; the caller holds the transaction."""

from django.utils import timezone

from directives.log.notes import note_intake
from directives.models import Intake
from meetings.models import Document

State = Intake.State


def lock(pk: int) -> Intake:
    """The intake without its bytes, kept from others until the transaction ends."""
    return Intake.objects.select_for_update(of=["self"]).select_related("batch__uploader").defer("raw").get(pk=pk)


def begin(intake: Intake) -> None:
    """A job starts to read it."""
    intake.state, intake.progress = State.READING, 10
    intake.attempts += 1
    intake.started_at = timezone.now()
    intake.save(update_fields=["state", "progress", "attempts", "started_at"])


def finish(intake: Intake, state: State, *, reason: str = "", document: Document | None = None) -> None:
    """Set what became of a locked intake. Bytes that a document keeps, and an understanding that is settled, are
    dropped here; `similar`, `share` and `understanding` are saved as they stand."""
    intake.state, intake.reason, intake.document, intake.progress = state, reason, document, 100
    intake.finished_at = None if state == State.REVIEW else timezone.now()
    fields = ["state", "reason", "document", "progress", "finished_at", "understanding", "similar", "share"]
    if state != State.REVIEW:
        intake.understanding = None
    if state in (State.LOADED, State.DUPLICATE, State.UNPACKED):
        intake.raw = b""
        fields.append("raw")
    intake.save(update_fields=fields)
    if state != State.REVIEW:
        note_intake(intake)
