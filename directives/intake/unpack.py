"""Takes an archive apart: each file in it becomes an intake of its own, all of them or none."""

from django.db import transaction

from directives.intake.receive import add, refuse
from directives.intake.state import finish, lock
from directives.models import Intake
from meetings.readers import largest
from meetings.readers.archive import members


@transaction.atomic
def unpack(pk: int, data: bytes) -> None:
    """Bring in the files of an archive that is being read. Raises ReadError where it can't be opened."""
    intake = lock(pk)
    if intake.state != Intake.State.READING:
        return
    name = intake.file_name
    for member in members(name, data, max_bytes=largest(name), depth=_depth(intake)):
        if member.problem:
            refuse(intake.batch, member.name, member.problem, archive=intake)
        else:
            add(intake.batch, member.name, member.data, archive=intake)
    finish(intake, Intake.State.UNPACKED)


def _depth(intake: Intake) -> int:
    """1 for an archive as it came, 2 for one in it."""
    depth, above = 1, intake.archive
    while above is not None:
        depth, above = depth + 1, above.archive
    return depth
