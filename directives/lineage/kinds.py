"""What a directive is to an earlier one: the same again, narrowed, made stricter, or on the same matter."""

from dataclasses import dataclass
from enum import StrEnum

from directives.lineage.overlap import Overlap, overlap
from directives.lineage.sayings import Saying

RULES = 4  # raise it when anything here, in `overlap`, `sayings` or the phrases judges otherwise: links are made anew

# Found on the tuning part of the labelled pairs (fixtures/lineage/pairs.jsonl) and by reading all links of real meetings.
LEAST_SHARED = 1.5  # weight that both must share
RELATED, RELATED_OF_ONE_SECTOR = 0.25, 0.22
ECHO, ECHO_OF_ONE_SECTOR = 0.33, 0.27  # what has a sector in common needs less wording in common
# The least share of the one in the other: of a general order in a general one, in one of some sector, of two of one
# sector; and what of it must be shared by what is only related.
LEAST_SHARE, LEAST_ONE_SIDED, LEAST_OF_ONE_SECTOR, PART = 0.2, 0.24, 0.1, 0.6
MUCH_SHARED = 5.0  # of a speaker's paragraph a small share may be a whole order: so much of several sectors will do
CLAUSE = 0.8
SAME_SECTOR, OTHER_SECTOR = 0.05, 0.10
EACH_SECTOR, MOST_SECTORS = 0.04, 5  # for each further sector in common: two lists of fields say one thing in few words
WHOLE, HALF = 0.9, 0.4  # one whole in the other, and about half the other in it: repeated, however often it is said


class Kind(StrEnum):
    """How the later directive takes up the earlier one."""

    REPEATED = "repeated"
    SPECIALISED = "specialised"  # adds a sector, a place or a body
    STRENGTHENED = "strengthened"  # adds a deadline, a number, a prohibition or a must
    RELATED = "related"  # shares wording, asks something else


ECHOES = frozenset({Kind.REPEATED, Kind.SPECIALISED, Kind.STRENGTHENED})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of a link, None where there is none, and what it rests on. `score` orders links."""

    kind: Kind | None
    overlap: Overlap
    score: float


def judge(upper: Saying, lower: Saying) -> Verdict:
    """What `lower` is to `upper`, which was said before or above it."""
    both = overlap(upper.words, lower.words)
    score = likeness(both, upper, lower)
    more, less = max(both.of_upper, both.of_lower), min(both.of_upper, both.of_lower)
    kind: Kind | None = None
    if more >= WHOLE and less >= HALF:
        kind = manner(upper, lower)
    elif both.shared >= LEAST_SHARED:
        common = upper.sectors & lower.sectors
        echo, related = (ECHO_OF_ONE_SECTOR, RELATED_OF_ONE_SECTOR) if common else (ECHO, RELATED)
        least = LEAST_OF_ONE_SECTOR if common else LEAST_ONE_SIDED if upper.sectors | lower.sectors else LEAST_SHARE
        if len(common) > 1 and both.shared >= MUCH_SHARED:
            echo, least = related, 0.0
        if score >= echo and more >= least:
            kind = manner(upper, lower)
        elif score >= related and more >= least * PART:
            kind = Kind.RELATED
    return Verdict(kind, both, round(score, 4))


def likeness(both: Overlap, upper: Saying, lower: Saying) -> float:
    """One number for two shares: the greater counts most, for a city may take one clause of a long order, or put a
    short one into a sentence of its own."""
    more, less = max(both.of_upper, both.of_lower), min(both.of_upper, both.of_lower)
    score = 0.7 * more + 0.3 * less
    if both.shared >= LEAST_SHARED:
        score = max(score, CLAUSE * closest_clauses(upper, lower))
    if upper.sectors and lower.sectors:
        common = min(len(upper.sectors & lower.sectors), MOST_SECTORS)
        score += SAME_SECTOR + EACH_SECTOR * (common - 1) if common else -OTHER_SECTOR
    return score


def closest_clauses(upper: Saying, lower: Saying) -> float:
    """How alike the two clauses are that are most alike: an order is a clause, the rest of a sentence says why."""
    best = 0.0
    heavy = [clause for clause in lower.clauses if clause.total >= LEAST_SHARED]
    for one in upper.clauses:
        if one.total < LEAST_SHARED:
            continue
        for other in heavy:
            if one.pairs.isdisjoint(other.pairs):
                continue
            both = overlap(one, other, words=True)
            if both.shared >= LEAST_SHARED:
                best = max(best, 0.5 * (both.of_upper + both.of_lower))
    return best


@dataclass(frozen=True, slots=True)
class Additions:
    """What a directive adds to the one it takes up: stricter (a deadline, numbers, firm words) and narrower (sectors,
    bodies, places)."""

    deadline: str = ""
    numbers: tuple[str, ...] = ()
    firm: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def stricter(self) -> bool:
        return bool(self.deadline or self.numbers or self.firm)

    @property
    def narrower(self) -> bool:
        return bool(self.sectors or self.bodies or self.places)


def additions(upper: Saying, lower: Saying) -> Additions:
    """What `lower` says that `upper` does not."""
    return Additions(
        lower.deadline if _sooner(upper.deadline, lower.deadline) else "",
        tuple(sorted(lower.numbers - upper.numbers)),
        tuple(sorted(lower.firm - upper.firm)),
        tuple(sorted(lower.sectors - upper.sectors)),
        tuple(sorted(body for body in lower.addressed if not upper.names(body))),
        tuple(sorted(lower.places - upper.places)),
    )


def manner(upper: Saying, lower: Saying) -> Kind:
    """How an echo differs. Stricter goes before narrower: that is what is looked for."""
    added = additions(upper, lower)
    if added.stricter:
        return Kind.STRENGTHENED
    return Kind.SPECIALISED if added.narrower else Kind.REPEATED


def _sooner(upper: str, lower: str) -> bool:
    """Whether a deadline was set where there was none, or an earlier day than before."""
    return bool(lower) and (not upper or (lower[:2] == upper[:2] == "20" and lower < upper))
