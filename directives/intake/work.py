"""What a job does with one incoming file: understand it, then store it or lay it before a person.

Three short transactions, so that a worker may be killed anywhere: one marks the file as being read, none
is open while it is understood, and the last writes the outcome and everything it stores together.
"""

from functools import lru_cache

from django.db import DataError, IntegrityError, transaction
from django.db.models import Max

from directives.intake.bounded import understand_bounded
from directives.intake.duplicates import Near, hold, nearest, same
from directives.intake.frozen import freeze
from directives.intake.sketch import Sketch
from directives.intake.state import State, begin, finish, lock
from directives.intake.unpack import unpack
from directives.models import Intake
from directives.pipeline import store
from directives.sector_rows import stored_taxonomy
from directives.understand import Understanding
from meetings.build import known_names
from meetings.models import Document
from meetings.readers import ReadError
from meetings.readers.archive import is_archive

# A file that ended its worker so many times is not tried again by itself.
MOST_ATTEMPTS = 3
_FEW = 20  # documents teach too few names to ask for them
_LONG = 200_000  # bytes: reading takes long enough that somebody watches
TOO_OFTEN = f"读取它的程序 {MOST_ATTEMPTS} 次中断，不再自动重试；请检查文件，或另存为其他格式"
# Notices of what may be wrong or missing in the text; the others tell of repairs.
GRAVE = frozenset({"no-meeting", "suspect", "gbk-shift", "replacement-char", "scanned-pages"})


def work_on(pk: int) -> None:
    """Bring one intake to the state that follows; does nothing where another job did or is done."""
    intake = _begin(pk)
    if intake is None:
        return
    try:
        if is_archive(intake.file_name):
            unpack(pk, bytes(intake.raw))
        else:
            _read(intake)
    except ReadError as error:
        _fail(pk, error.reason)
    except (IntegrityError, DataError) as error:
        _fail(pk, f"数据库拒收：{str(error).splitlines()[0]}")


def _read(intake: Intake) -> None:
    if stored := Document.objects.only("pk").filter(sha256=intake.sha256).first():
        with transaction.atomic():
            if (locked := lock(intake.pk)).state == State.READING:
                finish(locked, State.DUPLICATE, document=stored)
        return
    understood = understand_bounded(intake.file_name, bytes(intake.raw), stored_taxonomy(), _people())
    sketch = Sketch.of(understood.tidied.text)
    if intake.size > _LONG:
        Intake.objects.filter(pk=intake.pk, state=State.READING).update(progress=60)
    with transaction.atomic():
        locked = lock(intake.pk)
        # Another job may have been given the same file when this one seemed dead.
        if locked.state == State.READING:
            _conclude(locked, understood, sketch)


def _people() -> frozenset[str]:
    """Names met in other documents, asked anew when there are a twentieth more of these."""
    newest = Document.objects.aggregate(newest=Max("pk"))["newest"] or 0
    step = max(_FEW, newest // 20)
    return _people_up_to(step, newest // step)


@lru_cache(maxsize=1)
def _people_up_to(step: int, steps: int) -> frozenset[str]:
    return known_names()


@transaction.atomic
def _begin(pk: int) -> Intake | None:
    intake = Intake.objects.select_for_update(of=["self"]).select_related("batch").filter(pk=pk).first()
    if intake is None or not intake.is_open:
        return None
    if intake.attempts >= MOST_ATTEMPTS:
        finish(intake, State.FAILED, reason=TOO_OFTEN)
        return None
    begin(intake)
    return intake


def _conclude(intake: Intake, understood: Understanding, sketch: Sketch) -> None:
    """Write the outcome."""
    hold(sketch)
    if stored := same(intake.sha256, sketch):
        finish(intake, State.DUPLICATE, document=stored)
        return
    near = nearest(sketch)
    if near:
        intake.similar, intake.share = near.document, near.share
    reasons = reasons_to_look(understood, near)
    if reasons or not intake.batch.directly:
        intake.understanding = freeze(understood)
        finish(intake, State.REVIEW, reason="；".join(reasons))
    else:
        finish(intake, State.LOADED, document=store(understood, sketch).document)


def reasons_to_look(understood: Understanding, near: Near | None) -> list[str]:
    """Why a person has to see the file before it is written, in Chinese; empty where nobody has to."""
    reasons = [str(near)] if near else []
    return reasons + [notice.message for notice in understood.notices if notice.code in GRAVE]


@transaction.atomic
def _fail(pk: int, reason: str) -> None:
    intake = lock(pk)
    if intake.state == State.READING:
        finish(intake, State.FAILED, reason=reason)
