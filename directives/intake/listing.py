"""What the pages of incoming files show: batches with their counts, and the files of one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from directives.intake.wording import state_words
from directives.models import Batch, Intake

RECENT = 15
PER_PAGE = 50
State = Intake.State
# What needs a hand comes first.
ORDER = (
    State.FAILED,
    State.REVIEW,
    State.READING,
    State.WAITING,
    State.LOADED,
    State.DUPLICATE,
    State.UNPACKED,
    State.ASIDE,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many files of a batch are in which state."""

    batch: Batch
    states: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def open(self) -> int:
        """Files that jobs still have to deal with."""
        return sum(self.states.get(state, 0) for state in Intake.OPEN)

    @property
    def percent(self) -> int:
        return 100 * (self.total - self.open) // self.total if self.total else 100

    @property
    def failed(self) -> int:
        return self.states.get(State.FAILED, 0)

    @property
    def parts(self) -> list[tuple[str, str, int]]:
        """(state, its name, how many), what needs a hand first, without empty ones."""
        return parts(self.states)


def parts(states: dict[str, int]) -> list[tuple[str, str, int]]:
    """(state, its name, how many), what needs a hand first, without empty ones."""
    return [(state, state_words(state), states[state]) for state in ORDER if states.get(state)]


def by_state() -> dict[str, int]:
    """How many files of all batches are in which state."""
    return dict(Intake.objects.order_by().values_list("state").annotate(n=Count("pk")))


def tallies(batches: Iterable[Batch]) -> list[Tally]:
    """The batches with their counts; one query."""
    found = list(batches)
    counts: dict[int, dict[str, int]] = {batch.pk: {} for batch in found}
    rows = Intake.objects.filter(batch__in=counts).order_by().values_list("batch", "state").annotate(n=Count("pk"))
    for key, state, number in rows:
        counts[key][state] = number
    return [Tally(batch, counts[batch.pk]) for batch in found]


def recent() -> list[Tally]:
    """The latest batches."""
    return tallies(Batch.objects.select_related("uploader")[:RECENT])


def files(batch: Batch, state: str, number: str | None) -> Page[Intake]:
    """One page of a batch's files as they came, those of one state where one is chosen."""
    return _page(batch.intakes.order_by("pk"), state, number)


def all_files(state: str, number: str | None) -> Page[Intake]:
    """One page of the files of all batches, latest first, those of one state where one is chosen."""
    return _page(Intake.objects.order_by("-pk"), state, number)


def _page(found: QuerySet[Intake], state: str, number: str | None) -> Page[Intake]:
    found = found.select_related("batch", "document", "archive").only(
        "batch__source", "batch__created_at", "file_name", "size", "state", "progress", "reason", "similar_id",
        "decision", "document__file_name", "document__title", "archive__file_name",
    )  # fmt: skip
    if state in State.values:
        found = found.filter(state=state)
    return Paginator(found, PER_PAGE).get_page(number)
