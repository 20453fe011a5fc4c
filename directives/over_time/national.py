"""What national meetings asked one after another of the rows of a search."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from directives.over_time.wording import Changes, Reworded, Sentence, compare
from meetings.models import Level, Meeting

MEETINGS = 4  # the latest that are compared
SENTENCES = 150  # of a meeting
SHOWN = 6  # of each sort of change


@dataclass(frozen=True, slots=True)
class Step:
    """Two national meetings that follow one another, and what changed from the one to the next."""

    before: Meeting
    after: Meeting
    changes: Changes

    @property
    def reworded(self) -> Sequence[Reworded]:
        return self.changes.reworded[:SHOWN]

    @property
    def added(self) -> Sequence[Sentence]:
        return self.changes.added[:SHOWN]

    @property
    def dropped(self) -> Sequence[Sentence]:
        return self.changes.dropped[:SHOWN]


def steps(rows: Any) -> list[Step]:
    """The steps between the latest national meetings that gave any of the rows (directives), latest first. Two
    queries."""
    national = rows.filter(level=Level.NATIONAL, meeting__held_on__isnull=False).order_by()
    held = Meeting.objects.filter(pk__in=national.values("meeting")).order_by("-held_on", "-pk")[:MEETINGS]
    meetings = list(held)
    said: dict[int, list[Sentence]] = {meeting.pk: [] for meeting in meetings}
    if len(meetings) < 2:
        return []
    found = national.filter(meeting__in=meetings).order_by("document", "position")
    for pk, meeting, text in found.values_list("pk", "meeting", "text"):
        if len(said[meeting]) < SENTENCES and all(text != one.text for one in said[meeting]):
            said[meeting].append(Sentence(pk, text))
    return [
        Step(before, after, compare(said[before.pk], said[after.pk]))
        for after, before in zip(meetings, meetings[1:], strict=False)
    ]
