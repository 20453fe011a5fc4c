"""What a job does with one incoming file: understand it, then store it or lay it before a person.

Three short transactions, so that a worker may be killed anywhere: one marks the file as being read, none
is open while it is understood, and the last writes the outcome and everything it stores together.
"""

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from directives.intake.frozen import freeze
from directives.models import Intake
from directives.pipeline import Knowledge, store
from directives.understand import Understanding, understand
from meetings.models import Document
from meetings.readers import ReadError

# A file that ended its worker so many times is not tried again by itself.
MOST_ATTEMPTS = 3
State = Intake.State


def work_on(pk: int) -> None:
    """Bring one intake to the state that follows; does nothing where another job did or is done."""
    intake = _begin(pk)
    if intake is None:
        return
    try:
        known = Knowledge.stored()
        understood = understand(intake.file_name, bytes(intake.raw), known.taxonomy, known.people)
        with transaction.atomic():
            _conclude(_locked(pk), understood)
    except ReadError as error:
        _fail(pk, error.reason)
    except (IntegrityError, DataError) as error:
        _fail(pk, f"数据库拒收：{str(error).splitlines()[0]}")


@transaction.atomic
def _begin(pk: int) -> Intake | None:
    intake = Intake.objects.select_for_update(of=["self"]).select_related("batch").filter(pk=pk).first()
    if intake is None or not intake.is_open:
        return None
    if intake.attempts >= MOST_ATTEMPTS:
        finish(
            intake,
            State.FAILED,
            reason=f"读取它的程序 {MOST_ATTEMPTS} 次中断，不再自动重试；请检查文件，或另存为其他格式",
        )
        return None
    intake.state, intake.progress = State.READING, 10
    intake.attempts += 1
    intake.started_at = timezone.now()
    intake.save(update_fields=["state", "progress", "attempts", "started_at"])
    return intake


def _locked(pk: int) -> Intake:
    return Intake.objects.select_for_update(of=["self"]).select_related("batch").defer("raw").get(pk=pk)


def _conclude(intake: Intake, understood: Understanding) -> None:
    """Write the outcome. Another job may have been given the same file when this one seemed dead."""
    if intake.state != State.READING:
        return
    if stored := Document.objects.only("pk").filter(sha256=intake.sha256).first():
        finish(intake, State.DUPLICATE, document=stored)
    elif reasons := reasons_to_look(intake, understood):
        intake.understanding = freeze(understood)
        finish(intake, State.REVIEW, reason="；".join(reasons))
    else:
        finish(intake, State.LOADED, document=store(understood).document)


def reasons_to_look(intake: Intake, understood: Understanding) -> list[str]:
    """Why a person has to see the file before it is written, in Chinese; empty where nobody has to."""
    if not intake.batch.directly:
        return ["载入前核对"]
    return ["没有发现会议"] if not understood.outline.meetings else []


def finish(intake: Intake, state: State, *, reason: str = "", document: Document | None = None) -> None:
    """Set what became of a locked intake; the caller holds the transaction. Bytes that a document keeps, and an
    understanding that is settled, are dropped here."""
    intake.state, intake.reason, intake.document, intake.progress = state, reason, document, 100
    intake.finished_at = None if state == State.REVIEW else timezone.now()
    fields = ["state", "reason", "document", "progress", "finished_at", "understanding"]
    if state != State.REVIEW:
        intake.understanding = None
    if state in (State.LOADED, State.DUPLICATE, State.UNPACKED):
        intake.raw = b""
        fields.append("raw")
    intake.save(update_fields=fields)


@transaction.atomic
def _fail(pk: int, reason: str) -> None:
    intake = _locked(pk)
    if intake.state == State.READING:
        finish(intake, State.FAILED, reason=reason)
