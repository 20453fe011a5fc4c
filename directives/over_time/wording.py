"""What changed between two lists of sentences: those that are the same in other words, the new ones and those gone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from search.normalise import fold
from search.words import cut

ALIKE = 0.36  # of the pairs of letters of two sentences, how many they share
MOST = 150  # sentences of a side that are compared


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the key of the row it belongs to."""

    key: int
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a reworded sentence; `how` is "same", "in" (new words) or "out" (words left out)."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Reworded:
    """A sentence of before with the one that took its place, word by word. `parts` is empty where nothing changed."""

    before: Sentence
    after: Sentence
    parts: tuple[Part, ...] = ()


@dataclass(slots=True)
class Changes:
    """What became of the sentences of before."""

    reworded: list[Reworded] = field(default_factory=list)
    kept: list[Reworded] = field(default_factory=list)  # the same words, punctuation aside
    added: list[Sentence] = field(default_factory=list)
    dropped: list[Sentence] = field(default_factory=list)


def compare(before: Sequence[Sentence], after: Sequence[Sentence]) -> Changes:
    """Pair each sentence with the most similar one of the other side, the most alike first; each is paired once."""
    old, new = list(before[:MOST]), list(after[:MOST])
    grams = [[_pairs(fold(one.text)) for one in side] for side in (old, new)]
    scored = []
    for a, mine in enumerate(grams[0]):
        for b, theirs in enumerate(grams[1]):
            if (score := _share(mine, theirs)) >= ALIKE:
                scored.append((-score, a, b))
    changes, left_old, left_new = Changes(), set(range(len(old))), set(range(len(new)))
    for _, a, b in sorted(scored):
        if a in left_old and b in left_new:
            left_old.remove(a)
            left_new.remove(b)
            same = fold(old[a].text) == fold(new[b].text)
            pair = Reworded(old[a], new[b], () if same else tuple(difference(old[a].text, new[b].text)))
            (changes.kept if same else changes.reworded).append(pair)
    changes.added = [new[b] for b in sorted(left_new)]
    changes.dropped = [old[a] for a in sorted(left_old)]
    return changes


def difference(before: str, after: str) -> Iterator[Part]:
    """The two texts as one, by words: what both have, what was left out and what came in. Punctuation and white space
    that differ alone are no change."""
    one, other = cut(before), cut(after)
    matcher = SequenceMatcher(None, [fold(word) for word in one], [fold(word) for word in other], autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        out, came = "".join(one[a:b]), "".join(other[c:d])
        if fold(out) == fold(came):
            yield Part("same", came)
            continue
        if out:
            yield Part("out", out)
        if came:
            yield Part("in", came)


def _pairs(folded: str) -> frozenset[str]:
    return frozenset(folded[at : at + 2] for at in range(len(folded) - 1)) or frozenset(folded)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / max(1, len(one) + len(other))
