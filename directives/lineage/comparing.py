"""Two meetings compared: what the later one says anew, repeats, narrows or makes stricter, and what it drops."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from heapq import nlargest

from directives.lineage.kinds import ECHOES, LEAST_SHARED, Verdict, judge
from directives.lineage.sayings import Saying

NEW, DROPPED = "new", "dropped"
MOST_JUDGED = 12  # directives of the other meeting that one is compared with in full


@dataclass(frozen=True, slots=True)
class Match:
    """A directive of either meeting, or one of each where the later takes up the earlier. `label` is a kind of link,
    "new" or "dropped"."""

    label: str
    earlier: int | None
    later: int | None
    verdict: Verdict | None = None


def compare(earlier: Mapping[int, Saying], later: Mapping[int, Saying]) -> list[Match]:
    """Every later directive once, in order, with the earlier one it takes up most closely; then every earlier one that
    none takes up. So the labels of the later meeting add up to its directives, and so do, with those taken up, the
    dropped ones of the earlier. What only shares a subject counts as new.

    What several reports say alike is judged once, and the verdict is that of each. The time grows with the number of
    different sayings of the one meeting times those of the other: the caller bounds it."""
    before, after = _alike(earlier), _alike(later)
    near = _near({key: earlier[key] for key in before}, {key: later[key] for key in after})
    found: dict[int, Match] = {}
    taken: set[int] = set()
    for key, others in near.items():
        judged = [(judge(earlier[other], later[key]), other) for other in others]
        echoes = [(verdict, other) for verdict, other in judged if verdict.kind in ECHOES]
        if echoes:
            verdict, other = max(echoes, key=lambda one: (one[0].score, -one[1]))
            found |= {each: Match(str(verdict.kind), other, each, verdict) for each in after[key]}
            taken |= {each for _, one in echoes for each in before[one]}
    matches = [found.get(key) or Match(NEW, None, key) for key in later]
    return matches + [Match(DROPPED, key, None) for key in earlier if key not in taken]


def _alike(sayings: Mapping[int, Saying]) -> dict[int, list[int]]:
    """The first of those that say the same and are filed alike, with all of them."""
    firsts: dict[Hashable, int] = {}
    found: dict[int, list[int]] = {}
    for key, one in sayings.items():
        first = firsts.setdefault((one.words.folded, one.sectors, one.bodies, one.deadline), key)
        found.setdefault(first, []).append(key)
    return found


def _near(earlier: Mapping[int, Saying], later: Mapping[int, Saying]) -> dict[int, list[int]]:
    """The earlier directives that share most with each later one."""
    holders: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for key, saying in earlier.items():
        for pair, weight in _pairs(saying):
            holders[pair].append((key, weight))
    found: dict[int, list[int]] = {}
    for key, saying in later.items():
        shared: defaultdict[int, float] = defaultdict(float)
        number: defaultdict[int, int] = defaultdict(int)
        mine = _pairs(saying)
        for pair, _ in mine:
            for other, weight in holders.get(pair, ()):
                shared[other] += weight
                number[other] += 1
        # What every meeting says weighs little, and may yet be said word for word again.
        enough = [one for one, weight in shared.items() if weight >= LEAST_SHARED / 2 or 2 * number[one] >= len(mine)]
        found[key] = nlargest(MOST_JUDGED, enough, key=lambda other, shared=shared: (shared[other], -other))  # type: ignore[misc]
    return found


def _pairs(saying: Saying) -> Collection[tuple[str, float]]:
    folded, weights = saying.words.folded, saying.words.weights
    return {folded[at : at + 2]: weight for at, weight in enumerate(weights) if weight > 0}.items()
