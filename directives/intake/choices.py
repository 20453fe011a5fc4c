"""A person's word on a file that waits, short of confirming it: set it aside, or say what it is to a stored one."""

from django.db import transaction

from directives.intake.state import State, finish, lock
from directives.models import Intake


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
