"""What a directive's kin are looked for by in the search index: its rarest pairs, and stretches of four characters."""

from collections.abc import Iterable
from dataclasses import dataclass

from directives.lineage.sayings import Saying
from directives.lineage.weights import Weights

MOST_ROWS = 400  # what more directives hold tells nothing: it is dropped, however many there are
BUDGET = 1500  # rows that the keys of one directive may find in all, about
MOST_KEYS = 40  # or as many as this share of its pairs: what a long directive has in common may not be its rarest
PART_OF_PAIRS = 0.5
UNSEEN = 12  # keys that no directive counted holds: they cost nothing, and may be held by one not counted
STRETCH = 3  # pairs: four characters


@dataclass(frozen=True, slots=True)
class Key:
    """Lexemes that a row must all have; `weight` is what they tell."""

    lexemes: tuple[str, ...]
    weight: float


def keys(saying: Saying, weights: Weights, rows: int, *, complete: bool) -> list[Key]:
    """What to look for among `rows` directives, the rarest first. `complete`: the weights come from all of them, so
    that an unseen pair is held by nobody else."""
    pairs = {
        folded[at : at + 2]: weight
        for part in (saying.words, *saying.clauses)
        for folded in (part.folded,)
        for at, weight in enumerate(part.weights)
        if weight > 0
    }
    most = max(MOST_KEYS, PART_OF_PAIRS * len(pairs))
    rare = sorted((weights.rows(pair, rows), pair) for pair in pairs)
    found: list[Key] = []
    cost, unseen = 0.0, 0
    for number, pair in rare:
        if number < 1.5:
            unseen += 1
            if complete or unseen > UNSEEN:
                continue
        if number > MOST_ROWS or cost + number > BUDGET or len(found) >= most:
            break
        cost += number
        found.append(Key((pair,), pairs[pair]))
    if cost < BUDGET / 2 and rows > MOST_ROWS:
        found += _stretches(saying, weights, rows, {key.lexemes[0] for key in found})
    return found


def _stretches(saying: Saying, weights: Weights, rows: int, taken: set[str]) -> Iterable[Key]:
    """Stretches of four characters, apart from each other, of pairs too frequent to be looked for alone."""
    folded, along, at = saying.words.folded, saying.words.weights, 0
    while at + STRETCH < len(folded):
        pairs = tuple(folded[at + n : at + n + 2] for n in range(STRETCH))
        weight = sum(along[at : at + STRETCH])
        if weight > STRETCH * 0.2 and not taken.intersection(pairs):
            yield Key(pairs, weight)
            at += STRETCH
        else:
            at += 1
