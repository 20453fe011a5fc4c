"""The words two sentences share, weighed: which share of either is in the other, and where to mark it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import add
from typing import TypeAlias

from directives.lineage.weights import Weights
from search.normalise import Offsets, fold_with_offsets
from search.words import words_of_two

Span: TypeAlias = tuple[int, int]  # start and end, code points of a text
ALONE = 0.5  # what a shared pair counts that is in no longer shared stretch
SHOWN = 0.35  # a pair alone is marked where it weighs so much


@dataclass(frozen=True, slots=True)
class Weighed:
    """A folded text with the weight of the pair at each place; `total` is their sum."""

    folded: str
    weights: Sequence[float]
    total: float
    pairs: frozenset[str]
    triples: frozenset[str]

    @classmethod
    def of(cls, folded: str, weights: Weights, names: Iterable[str] = ()) -> "Weighed":
        """A folded text; `names` are whom it is said to, folded."""
        return cls.weighing(folded, weights.along(folded, names))

    @classmethod
    def weighing(cls, folded: str, along: Sequence[float]) -> "Weighed":
        """A folded text whose weights are known."""
        pairs = tuple(map(add, folded, folded[1:]))
        return cls(folded, along, sum(along), frozenset(pairs), frozenset(map(add, pairs, folded[2:])))

    def part(self, start: int, end: int) -> "Weighed":
        """A stretch of it."""
        return self.weighing(self.folded[start:end], self.weights[start : max(start, end - 1)])


@dataclass(frozen=True, slots=True)
class Overlap:
    """`of_upper`: the weighed share of the upper text that stands in the lower one, 0 to 1; `of_lower` the other way
    round; `shared` the weight they share."""

    of_upper: float
    of_lower: float
    shared: float


def overlap(upper: Weighed, lower: Weighed, *, words: bool = False) -> Overlap:
    """How much two texts share. A pair of characters counts in full inside a common stretch of three and more, by half
    alone; alone in full too if it is a word and `words` says so, for two clauses that share words say the same thing,
    while two long sentences share some by chance."""
    known = words_of_two() if words else frozenset()
    up, low = _shared(upper, lower, known), _shared(lower, upper, known)
    return Overlap(up / upper.total if upper.total else 0.0, low / lower.total if lower.total else 0.0, min(up, low))


def _shared(one: Weighed, other: Weighed, words: frozenset[str]) -> float:
    folded, pairs, triples, found = one.folded, other.pairs, other.triples, 0.0
    for at, weight in enumerate(one.weights):
        if weight and folded[at : at + 2] in pairs:
            whole = folded[at : at + 3] in triples or (at > 0 and folded[at - 1 : at + 2] in triples)
            found += weight if whole or folded[at : at + 2] in words else weight * ALONE
    return found


def shared_spans(one: str, other: str, weights: Weights) -> tuple[list[Span], list[Span]]:
    """The stretches of each text that stand in the other too, in order, apart from each other."""
    (mine, here), (theirs, there) = map(fold_with_offsets, (one, other))
    left, right = Weighed.of(mine, weights), Weighed.of(theirs, weights)
    return _spans(left, right, here), _spans(right, left, there)


def _spans(one: Weighed, other: Weighed, offsets: Offsets) -> list[Span]:
    merged: list[Span] = []
    for at, end in _stretches(one, other):
        start, stop = offsets.source_span(at, end)
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(stop, merged[-1][1])
        else:
            merged.append((start, stop))
    return merged


def _stretches(one: Weighed, other: Weighed) -> Iterator[tuple[int, int]]:
    folded = one.folded
    for at in range(len(folded) - 1):
        if folded[at : at + 3] in other.triples:
            # A number is marked whole or not at all: 820 and 1150 do not share a nought.
            inside = at > 0 and folded[at - 1 : at + 1].isdigit() and folded[at - 1 : at + 2] not in other.triples
            yield at + inside, at + 3
        elif one.weights[at] >= SHOWN and folded[at : at + 2] in other.pairs:
            yield at, at + 2
