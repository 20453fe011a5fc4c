"""Two stored meetings side by side: what is new, stronger, the same or gone, by sector."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef

from directives.lineage.comparing import DROPPED, NEW, Match, compare
from directives.lineage.kinds import Additions, Kind, additions
from directives.lineage.overlap import shared_spans
from directives.lineage.reading import HEAVY, sayings_of, weights_in_force
from directives.models import Directive, Sector
from meetings.models import Meeting
from meetings.passages import Mark

ORDER = (NEW, str(Kind.STRENGTHENED), str(Kind.SPECIALISED), str(Kind.REPEATED), DROPPED)
MOST = 400  # different texts of a meeting that are compared: the time grows with the product of both meetings' numbers
RECENT = 60  # meetings of the same body that are looked through for a pair
ABOUT_A_YEAR = (270, 460)  # days


@dataclass(frozen=True, slots=True)
class Row:
    """One directive, or two that belong together. It stands under the first sector of the later one."""

    label: str
    earlier: Directive | None
    later: Directive | None
    sector: Sector | None
    of_earlier: float | None
    of_later: float | None
    added: Additions | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A row as shown: the shared words marked on both sides."""

    row: Row
    earlier: list[Mark]
    later: list[Mark]


@dataclass(frozen=True, slots=True)
class Line:
    """A sector (None: all others) with its number of each label, in `ORDER`."""

    sector: Sector | None
    numbers: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.numbers)


class Comparison:
    """`later` compared with `earlier`."""

    most = MOST

    def __init__(self, earlier: Meeting, later: Meeting) -> None:
        self.earlier, self.later = earlier, later

    @cached_property
    def _stored(self) -> list[Directive]:
        rows = Directive.objects.filter(meeting__in=[self.earlier.pk, self.later.pk]).defer(*HEAVY)
        return list(rows.select_related("speaker").order_by("document", "position"))

    @cached_property
    def directives(self) -> dict[int, Directive]:
        """What is compared, by key: of each meeting the first `most` different texts, as often as they were said."""
        texts: dict[int | None, set[str]] = {self.earlier.pk: set(), self.later.pk: set()}
        found = {}
        for row in self._stored:
            known = texts[row.meeting_id]
            if len(known) < self.most or row.text in known:
                known.add(row.text)
                found[row.pk] = row
        return found

    @property
    def left_out(self) -> int:
        """How many directives of the two meetings are too many to be compared."""
        return len(self._stored) - len(self.directives)

    @cached_property
    def rows(self) -> list[Row]:
        """Every directive of both meetings, by sector and label."""
        sayings = sayings_of(list(self.directives))
        of = {
            meeting: {pk: sayings[pk] for pk, row in self.directives.items() if row.meeting_id == meeting}
            for meeting in (self.earlier.pk, self.later.pk)
        }
        sectors = {sector.slug: sector for sector in Sector.objects.all()}

        def row(match: Match) -> Row:
            later, earlier = match.later, match.earlier
            slugs = sayings[later if later is not None else earlier].sectors  # type: ignore[index]
            first = min(
                (sectors[slug] for slug in slugs if slug in sectors), key=lambda one: one.position, default=None
            )
            both = match.verdict.overlap if match.verdict else None
            return Row(
                match.label,
                self.directives[earlier] if earlier is not None else None,
                self.directives[later] if later is not None else None,
                first,
                both.of_upper if both else None,
                both.of_lower if both else None,
                additions(sayings[earlier], sayings[later]) if earlier is not None and later is not None else None,
            )

        rows = [row(match) for match in compare(of[self.earlier.pk], of[self.later.pk])]
        return sorted(rows, key=lambda one: (_position(one.sector), ORDER.index(one.label)))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows have each label, in order."""
        counted = Counter(row.label for row in self.rows)
        return {label: counted[label] for label in ORDER}

    @property
    def later_total(self) -> int:
        return sum(row.later is not None for row in self.rows)

    @property
    def earlier_total(self) -> int:
        return sum(row.meeting_id == self.earlier.pk for row in self.directives.values())

    @property
    def taken_up(self) -> int:
        """How many of the earlier directives the later ones take up: those not dropped."""
        return self.earlier_total - self.counts[DROPPED]

    @cached_property
    def table(self) -> list[Line]:
        """The labels by sector; each directive is counted once."""
        counted: dict[Sector | None, Counter[str]] = {}
        for row in self.rows:
            counted.setdefault(row.sector, Counter())[row.label] += 1
        return [Line(sector, tuple(numbers[label] for label in ORDER)) for sector, numbers in counted.items()]

    def chosen(self, label: str, sector: str) -> list[Row]:
        """The rows of a label and a sector's slug ("-" for none); all where "" is given."""
        return [
            row
            for row in self.rows
            if (not label or row.label == label) and (not sector or (row.sector.slug if row.sector else "-") == sector)
        ]


def marked(rows: Sequence[Row]) -> list[Marked]:
    """The rows with the words that both sides share."""
    weights = weights_in_force()

    def beside(row: Row) -> Marked:
        if row.earlier is None or row.later is None:
            return Marked(row, [], [])
        earlier, later = shared_spans(row.earlier.text, row.later.text, weights)
        return Marked(row, [Mark(*span) for span in earlier], [Mark(*span) for span in later])

    return list(map(beside, rows))


def _position(sector: Sector | None) -> tuple[int, int]:
    return (sector.position, sector.pk) if sector else (10**6, 0)


def suggestions(meeting: Meeting) -> list[tuple[str, Meeting]]:
    """Meetings worth comparing with: ("previous", "year" or "parent", meeting), each meeting once."""
    found: list[tuple[str, Meeting]] = []
    if meeting.held_on and (meeting.region_id or meeting.host):
        same = Meeting.objects.filter(level=meeting.level, region=meeting.region_id, host=meeting.host)
        ordered = Exists(Directive.objects.filter(meeting=OuterRef("pk")))
        before = list(same.filter(ordered, held_on__lt=meeting.held_on)[:RECENT])
        if before:
            # A meeting of the same kind, if there was one: a fire conference is no measure of a gas conference.
            found.append(("previous", next((one for one in before if one.kind == meeting.kind), before[0])))
        ages = {one: (meeting.held_on - one.held_on).days for one in before if one.held_on and one != found[0][1]}
        about = [one for one, days in ages.items() if ABOUT_A_YEAR[0] <= days <= ABOUT_A_YEAR[1]]
        if about:
            kin = [one for one in about if one.kind == meeting.kind] or about
            found.append(("year", min(kin, key=lambda one: abs(ages[one] - 365))))
    if meeting.parent:
        found.append(("parent", meeting.parent))
    return found
