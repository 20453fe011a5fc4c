"""Which passages of a new reading are passages of the old one: by their folded words and their order."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

LONG = 300
WIDTH = 6
ALIKE = 0.6  # two passages that share so much are one passage, reworded


def same(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of indexes of equal texts, each index once. First those in the same order; then what moved."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pairs = [(a + n, b + n) for a, b, size in matcher.get_matching_blocks() for n in range(size)]
    taken_old, taken_new = {a for a, _ in pairs}, {b for _, b in pairs}
    free: dict[str, list[int]] = {}
    for index in reversed(range(len(new))):
        if index not in taken_new:
            free.setdefault(new[index], []).append(index)
    for index, text in enumerate(old):
        if index not in taken_old and free.get(text):
            pairs.append((index, free[text].pop()))
    return sorted(pairs)


def reworded(old: Sequence[tuple[int, str]], new: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    """Pairs of what is left over on both sides (index, text) that are alike, the most alike first; each index once."""
    scored = []
    for a, mine in old:
        for b, theirs in new:
            ratio = _likeness(mine, theirs)
            if ratio >= ALIKE:
                scored.append((-ratio, abs(a - b), a, b))
    pairs: dict[int, int] = {}
    for _, _, a, b in sorted(scored):
        if a not in pairs and b not in pairs.values():
            pairs[a] = b
    return sorted(pairs.items())


def _likeness(mine: str, theirs: str) -> float:
    """0 to 1. Long texts are compared by their stretches, which takes time in proportion to their length."""
    if max(len(mine), len(theirs)) > LONG:
        one, two = _stretches(mine), _stretches(theirs)
        return len(one & two) / max(1, min(len(one), len(two)))
    matcher = SequenceMatcher(None, theirs, mine, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _stretches(text: str) -> set[str]:
    return {text[at : at + WIDTH] for at in range(max(1, len(text) - WIDTH + 1))}


def place_of(text: str, words: str, near: int) -> tuple[int, int] | None:
    """Where the words stand in a text, white space aside, nearest to `near`; None where they don't."""
    if text[near : near + len(words)] == words:
        return near, near + len(words)
    wanted = "".join(words.split())
    kept = [at for at, one in enumerate(text) if not one.isspace()]
    bare = "".join(text[at] for at in kept)
    return min(_spans(bare, kept, wanted), key=lambda span: abs(span[0] - near), default=None)


def _spans(bare: str, kept: Sequence[int], wanted: str) -> Iterable[tuple[int, int]]:
    at = bare.find(wanted) if wanted else -1
    while at >= 0:
        yield kept[at], kept[at + len(wanted) - 1] + 1
        at = bare.find(wanted, at + 1)
