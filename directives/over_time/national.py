"""What national meetings asked one after another of the rows of a search."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from directives.models import Directive
from directives.over_time.tallied import of_national_days
from directives.over_time.wording import Changes, Reworded, Sentence, compare
from directives.tallies import Tally
from meetings.models import Level, Meeting
from search.paging import Among

MEETINGS = 4  # the latest that are compared
DAYS = 12  # on which they mostly are
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


def latest_steps(rows: Any, tallied: Tally | None) -> list[Step]:
    """The `steps` of the rows of a search. With its bitmaps the few rows of the latest days are told beforehand, which
    mostly hold enough meetings; all national ones are looked at only where they do not. Four queries at most."""
    if not tallied:
        return steps(rows)
    latest = of_national_days(tallied, DAYS)
    found = steps(Directive.objects.filter(Among(latest)))
    if len(found) == MEETINGS - 1 or len(every := of_national_days(tallied, None)) == len(latest):
        return found
    return steps(Directive.objects.filter(Among(every)))


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
