"""What pages read of links: directives as they are compared, the weights in force, and shared words to mark."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Case, Count, IntegerField, QuerySet, When, Window

from directives.lineage.candidates import Candidates
from directives.lineage.overlap import Overlap, shared_spans
from directives.lineage.sayings import Saying
from directives.lineage.weights import Weights
from directives.models import Directive, Link, LinkProgress
from meetings.passages import Mark
from meetings.querysets import UNREAD

HEAVY = (*UNREAD, "headings")


def weights_in_force() -> Weights:
    """Those that links were last made with; read anew only when they changed."""
    made = LinkProgress.objects.values_list("pk", "rows", "counted").first()
    return _weights(*made) if made else Weights.of({}, 0)


@lru_cache(maxsize=2)
def _weights(pk: int, rows: int, counted: int) -> Weights:
    return Weights.of(LinkProgress.objects.values_list("counts", flat=True).get(pk=pk), counted)


def sayings_of(directives: Collection[int]) -> Mapping[int, Saying]:
    """The directives as they are compared, in the order given."""
    return Candidates(weights_in_force(), 0, complete=False, lines={}).sayings(directives)


@dataclass(frozen=True, slots=True)
class Side:
    """A directive beside another: the words they share are marked."""

    directive: Directive
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Beside:
    """Two directives side by side; `label` says what the lower is to the upper."""

    upper: Side
    lower: Side
    label: str
    overlap: Overlap | None = None

    @property
    def sides(self) -> tuple[Side, Side]:
        """The upper, then the lower."""
        return self.upper, self.lower


def beside(upper: Directive, lower: Directive, label: str, both: Overlap | None, weights: Weights) -> Beside:
    """The two directives with their shared words marked."""
    above, below = shared_spans(upper.text, lower.text, weights)
    return Beside(
        Side(upper, [Mark(*span) for span in above]), Side(lower, [Mark(*span) for span in below]), label, both
    )


def upstream_of(directive: int) -> QuerySet[Link]:
    """What the directive takes up: the closest first, echoes before what is only related. Each with `number`, how many
    there are."""
    return _links(Link.objects.filter(lower=directive))


def downstream_of(directive: int) -> QuerySet[Link]:
    """What takes the directive up, likewise."""
    return _links(Link.objects.filter(upper=directive))


def _links(links: QuerySet[Link]) -> QuerySet[Link]:
    related = Case(When(kind=Link.Kinds.RELATED, then=1), default=0, output_field=IntegerField())
    return (
        links.select_related("upper__meeting", "lower__meeting")
        .defer(*(f"{side}__{column}" for side in ("upper", "lower") for column in HEAVY))
        .annotate(related=related, number=Window(Count("*")))
        .order_by("related", "-score", "pk")
    )


def shown(links: Iterable[Link], weights: Weights) -> list[Beside]:
    """Links with their two directives side by side."""
    return [
        beside(link.upper, link.lower, link.kind, Overlap(link.of_upper, link.of_lower, 0.0), weights) for link in links
    ]


FIRST = 3  # links shown on a directive's own page, in each direction


@dataclass(frozen=True, slots=True)
class Kin:
    """What a directive's own page shows of its links: the closest, and how many there are."""

    upstream: list[Beside]
    downstream: list[Beside]
    above: int
    below: int

    @classmethod
    def of(cls, directive: int) -> "Kin":
        """Two or three queries."""
        up, down = list(upstream_of(directive)[:FIRST]), list(downstream_of(directive)[:FIRST])
        if not up and not down:
            return cls([], [], 0, 0)
        weights = weights_in_force()
        return cls(shown(up, weights), shown(down, weights), number_of(up), number_of(down))


def number_of(links: Sequence[Any]) -> int:
    """How many links there are where the first of `upstream_of` or `downstream_of` are given."""
    return links[0].number if links else 0
