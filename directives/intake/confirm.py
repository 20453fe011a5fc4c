"""A person's word on a file that waits: write what was shown, or set it aside."""

from django.db import transaction

from directives.intake.duplicates import hold, same
from directives.intake.frozen import thaw
from directives.intake.sketch import Sketch
from directives.intake.state import State, finish, lock
from directives.models import Intake
from directives.pipeline import store


@transaction.atomic
def confirm(pk: int) -> Intake:
    """Store exactly the understanding that was shown. Where the same words were stored meanwhile the file becomes a
    duplicate of these; a file that no longer waits is left as it is."""
    intake = lock(pk)
    if intake.state == State.REVIEW and intake.understanding is not None:
        understood = thaw(intake.understanding, bytes(intake.raw))
        sketch = Sketch.of(understood.tidied.text)
        hold(sketch)
        if stored := same(intake.sha256, sketch):
            finish(intake, State.DUPLICATE, document=stored)
        else:
            finish(intake, State.LOADED, document=store(understood, sketch).document)
    return intake


@transaction.atomic
def set_aside(pk: int) -> Intake:
    """Decide not to load a file; its bytes stay, so that it can be read again."""
    intake = lock(pk)
    if intake.state == State.REVIEW:
        finish(intake, State.ASIDE)
    return intake


@transaction.atomic
def decide(pk: int, decision: Intake.Decision) -> Intake:
    """What a waiting file is to the stored document that it resembles."""
    intake = lock(pk)
    if intake.state == State.REVIEW and intake.similar_id is not None:
        intake.decision = decision
        intake.save(update_fields=["decision"])
    return intake
