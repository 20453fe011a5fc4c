"""What became of a meeting's directives at the meetings below it: a table of who passed on what."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from directives.lineage.kinds import ECHOES, Kind
from directives.lineage.reading import HEAVY
from directives.lineage.standing import RANKS
from directives.models import Directive, Link, Sector, SectorTask
from meetings.models import Meeting, Region

ABSENT = "absent"
# Of several links from one directive to a meeting the cell shows the one that says most.
STRENGTH = (Kind.STRENGTHENED, Kind.SPECIALISED, Kind.REPEATED)
STEPS = 6
MOST_REGIONS = 12  # side by side in the coverage


@dataclass(frozen=True, slots=True)
class Cell:
    """What a meeting did with a directive; `link` is the closest link of that kind, None where it is absent."""

    kind: str
    link: Link | None


@dataclass(frozen=True, slots=True)
class Row:
    """A directive with what each meeting did with it."""

    directive: Directive
    cells: list[Cell]

    @property
    def taken(self) -> int:
        """How many of the meetings took it up."""
        return sum(cell.link is not None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of `total` directives were taken up; `step` is the depth of its colour, 0 (none) to 6."""

    taken: int
    total: int

    @property
    def step(self) -> int:
        return 0 if not self.taken else max(1, round(STEPS * self.taken / self.total))


@dataclass(frozen=True, slots=True)
class Coverage:
    """A sector (None: the directives of no sector) with its share in each region."""

    sector: Sector | None
    shares: list[Share]


class Cascade:
    """The cascade of a meeting."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting

    @cached_property
    def directives(self) -> list[Directive]:
        """As read."""
        rows = Directive.objects.filter(meeting=self.meeting.pk).defer(*HEAVY)
        return list(rows.order_by("document", "position"))

    @property
    def _echoes(self) -> QuerySet[Link]:
        """Those below: of the same level only at meetings that follow this one up."""
        below = [level for level, rank in RANKS.items() if rank > RANKS.get(self.meeting.level, 0)]
        wanted = Q(lower__meeting__level__in=below) | Q(lower__meeting__parent=self.meeting.pk)
        return Link.objects.filter(wanted, upper__meeting=self.meeting.pk, kind__in=ECHOES)

    @cached_property
    def links(self) -> list[Link]:
        """The echoes below, the closest first."""
        return list(
            self._echoes.select_related("lower")
            .only("upper", "kind", "of_upper", "of_lower", "score", "lower__meeting")
            .order_by("-score", "pk")
        )

    @cached_property
    def meetings(self) -> list[Meeting]:
        """The columns: the meetings that follow this one up, at once or by others between, and those that take up one of
        its directives; by level, region and day."""
        keys = {link.lower.meeting_id for link in self.links}
        up = Q(parent=self.meeting.pk) | Q(parent__parent=self.meeting.pk) | Q(parent__parent__parent=self.meeting.pk)
        found = Meeting.objects.filter(Q(pk__in=keys) | up).select_related("region")
        return sorted(
            found,
            key=lambda one: (
                RANKS.get(one.level, 9),
                one.region.code if one.region else "",
                str(one.held_on or ""),
                one.pk,
            ),
        )

    @cached_property
    def _cells(self) -> dict[tuple[int, int | None], Cell]:
        found: dict[tuple[int, int | None], Cell] = {}
        for link in self.links:
            place = (link.upper_id, link.lower.meeting_id)
            before = found.get(place)
            if before is None or STRENGTH.index(Kind(link.kind)) < STRENGTH.index(Kind(before.kind)):
                found[place] = Cell(link.kind, link)
        return found

    def rows(self, directives: Iterable[Directive], meetings: Sequence[Meeting]) -> list[Row]:
        """The rows of some directives with the columns of some meetings."""
        absent = Cell(ABSENT, None)
        return [Row(one, [self._cells.get((one.pk, meeting.pk), absent) for meeting in meetings]) for one in directives]

    @cached_property
    def sectors(self) -> dict[Sector | None, list[Directive]]:
        """The directives of each sector; one that concerns several stands in each."""
        tasks = SectorTask.objects.filter(directive__meeting=self.meeting.pk).select_related("sector")
        mine: defaultdict[int, list[Sector]] = defaultdict(list)
        for task in tasks.order_by("sector__position", "sector"):
            mine[task.directive_id].append(task.sector)
        found: defaultdict[Sector | None, list[Directive]] = defaultdict(list)
        for one in self.directives:
            concerned: list[Sector | None] = [*mine[one.pk]]
            for sector in concerned or [None]:
                found[sector].append(one)
        return dict(sorted(found.items(), key=lambda pair: pair[0].position if pair[0] else 10**6))

    @cached_property
    def regions(self) -> dict[Region | None, list[Meeting]]:
        """The meetings of each region, in the order of the columns. Of very many regions those next below the meeting's
        own stand for all within them: provinces, or the cities of a province."""
        own: dict[str, list[Meeting]] = {}
        for meeting in self.meetings:
            own.setdefault(meeting.region.code if meeting.region else "", []).append(meeting)
        known = {meeting.region.code: meeting.region for meeting in self.meetings if meeting.region}
        if len(own) > MOST_REGIONS:
            digits = len(self.meeting.region.code_prefix if self.meeting.region else "") + 2
            within = {code: code[:digits].ljust(6, "0") if code else "" for code in own}
            known |= {region.code: region for region in Region.objects.filter(code__in=within.values())}
            # A county right below its province is within no city.
            within = {code: outer if outer in known else code for code, outer in within.items()}
            own = {
                outer: [meeting for code in own if within[code] == outer for meeting in own[code]]
                for outer in dict.fromkeys(within.values())
            }
        return {known.get(code): meetings for code, meetings in own.items()}

    @cached_property
    def coverage(self) -> list[Coverage]:
        """For each sector the share of its directives that some meeting of each region took up for it: an echo that
        names other sectors only, says nothing on this one."""
        return [
            Coverage(sector, [Share(sum((one.pk, sector) in took for one in mine), len(mine)) for took in self._took])
            for sector, mine in self.sectors.items()
        ]

    @cached_property
    def whole(self) -> list[Share]:
        """The share of all directives that each region took up, each directive counted once."""
        return [Share(len({key for key, _ in took}), len(self.directives)) for took in self._took]

    @cached_property
    def _took(self) -> list[set[tuple[int, Sector | None]]]:
        """The directives that each region took up, with the sectors it took them up for; None: without any."""
        own: defaultdict[int, list[Sector]] = defaultdict(list)
        for sector, mine in self.sectors.items():
            if sector:
                for one in mine:
                    own[one.pk].append(sector)
        by_meeting: defaultdict[int | None, set[tuple[int, Sector | None]]] = defaultdict(set)
        for link in self.links:
            named = self._named[link.lower_id]
            for sector in own[link.upper_id]:
                if not named or sector.pk in named:
                    by_meeting[link.lower.meeting_id].add((link.upper_id, sector))
            by_meeting[link.lower.meeting_id].add((link.upper_id, None))
        return [set().union(*(by_meeting[one.pk] for one in meetings)) for meetings in self.regions.values()]

    @cached_property
    def _named(self) -> defaultdict[int, set[int]]:
        """The keys of the sectors that each directive below names, and of those they belong to."""
        found: defaultdict[int, set[int]] = defaultdict(set)
        tasks = self._echoes.exclude(lower__tasks=None).order_by()
        for key, sector, above in tasks.values_list("lower", "lower__tasks__sector", "lower__tasks__sector__parent"):
            found[key] |= {sector} | ({above} if above else set())
        return found
