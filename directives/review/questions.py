"""The questions of the review queue, each with the rows it asks about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

from directives.models import Directive, Intake, Looked, SectorTask
from meetings.models import Meeting, Turn

UNSURE = 0.6
_JOBS = "admin:procrastinate_procrastinatejob_changelist"
UNREAD = ("folded", "sentences", "lexemes")
# Turns cover a document but for white space; a running maximum, for one may lie inside another. Words behind the last
# turn are asked about with it.
UNCOVERED = """
SELECT id FROM (
    SELECT turn.id, turn.document_id, turn.start, turn."end",
        COALESCE(max(turn."end") OVER (PARTITION BY turn.document_id ORDER BY turn.start, turn.id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS reached,
        max(turn."end") OVER (PARTITION BY turn.document_id) AS last
    FROM meetings_turn turn
) AS placed
WHERE start < reached
   OR start > reached AND (SELECT substr(text, reached + 1, placed.start - reached) ~ '[^[:space:]　]'
                           FROM meetings_document WHERE id = placed.document_id)
   OR "end" = last AND (SELECT length > last AND substr(text, last + 1) ~ '[^[:space:]　]'
                        FROM meetings_document WHERE id = placed.document_id)
"""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to look at. `error` where the program is to blame, not the source: health then fails."""

    slug: str
    title: Any
    rows: Callable[[], QuerySet[Any]]
    error: bool = False

    def open(self) -> QuerySet[Any]:
        """The rows nobody looked at yet, in the order they are worked through."""
        looked = Looked.objects.filter(question=self.slug, row=OuterRef("pk"))
        return self.rows().exclude(Exists(looked)).order_by("pk")


def _directives() -> QuerySet[Directive]:
    return Directive.objects.defer(*UNREAD)


def _unsure() -> QuerySet[Directive]:
    return _directives().filter(confidence__lt=UNSURE, by_hand=[])


def _untagged() -> QuerySet[Directive]:
    tagged = SectorTask.objects.filter(directive=OuterRef("pk"))
    return _directives().exclude(Exists(tagged)).exclude(by_hand__contains=["sectors"])


def _overlapping() -> QuerySet[Directive]:
    """The later of two directives that share words."""
    earlier = Directive.objects.filter(turn=OuterRef("turn"), start__lt=OuterRef("end"), end__gt=OuterRef("start"))
    return _directives().filter(Exists(earlier.filter(pk__lt=OuterRef("pk"))))


def _unknown_speaker() -> QuerySet[Turn]:
    turns = Turn.objects.defer(*UNREAD).filter(voice=Turn.Voice.SPEECH, speaker=None)
    return turns.exclude(by_hand__contains=["speaker"])


def _undated() -> QuerySet[Meeting]:
    return Meeting.objects.filter(held_on=None)


def _uncovered() -> QuerySet[Turn]:
    """Turns before which words belong to no turn, or to two."""
    with connection.cursor() as cursor:
        cursor.execute(UNCOVERED)
        return Turn.objects.defer(*UNREAD).filter(pk__in=[key for (key,) in cursor.fetchall()])


def _out_of_step() -> QuerySet[Directive]:
    """Directives that say another meeting or document than their turn."""
    return _directives().exclude(turn__document=F("document")) | _directives().exclude(
        turn__meeting=F("meeting")
    ).filter(turn__meeting__isnull=False)


QUESTIONS = {
    question.slug: question
    for question in (
        Question("uncovered", _("Words of no turn, or of two"), _uncovered, error=True),
        Question("overlap", _("Overlapping directives"), _overlapping, error=True),
        Question("place", _("Directives that contradict their turn"), _out_of_step, error=True),
        Question("date", _("Meetings without a date"), _undated),
        Question("speaker", _("Turns without a known speaker"), _unknown_speaker),
        Question("unsure", _("Directives the program is not sure of"), _unsure),
        Question("sector", _("Directives without a sector"), _untagged),
    )
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows a question asks about. `slug` is "" for what is dealt with elsewhere, at the page named `elsewhere`, where
    `query` chooses it."""

    slug: str
    title: Any
    number: int
    error: bool
    elsewhere: str = ""
    query: str = ""

    @property
    def address(self) -> str:
        """Where the rows are."""
        return reverse("review", args=[self.slug]) if self.slug else reverse(self.elsewhere) + self.query


def counts() -> list[Count]:
    """All questions with their numbers, errors first; then incoming files and jobs."""
    found = [Count(one.slug, one.title, one.open().count(), one.error) for one in QUESTIONS.values()]
    states = Intake.State
    waiting = Intake.objects.filter(state=states.REVIEW).count()
    failed = Intake.objects.filter(state=states.FAILED).count()
    broken = ProcrastinateJob.objects.filter(status="failed").count()
    return [
        *found,
        Count("", _("Incoming files to be checked"), waiting, False, "intake-files", "?state=review"),
        Count("", _("Incoming files that failed"), failed, False, "intake-files", "?state=failed"),
        Count("", _("Jobs that failed"), broken, True, _JOBS, "?status__exact=failed"),
    ]
