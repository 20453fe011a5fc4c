"""How likely a string is Chinese prose: words of jieba's dictionary and of work safety with their costs."""

import logging
import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from search.genre import PHRASES

SAFETY_TERMS = Path(__file__).resolve().parent.parent / "fixtures" / "dictionary.txt"

MARKS = {
    "，": 2.8,
    "。": 3.2,
    "、": 3.0,
    "；": 5.0,
    "：": 5.0,
    "“": 4.5,
    "”": 4.5,
    "（": 5.0,
    "）": 5.0,
    "《": 6.0,
    "》": 6.0,
}
UNKNOWN = 18.0
_PHRASE_COST = 7.0
_COMMON_COST = 14.5
_FREQUENT_COST = 11.5


class Trie:
    """Words by their beginnings."""

    def __init__(self, words: Iterable[str]) -> None:
        self.children: dict[str, dict[str, None]] = {}
        for word in words:
            for end in range(len(word)):
                self.children.setdefault(word[:end], {})[word[end]] = None

    def after(self, prefix: str) -> Iterable[str]:
        """The characters that continue `prefix` towards a word."""
        return self.children.get(prefix, ())


class Lexicon:
    """Costs are natural logarithms of improbability: `cost` of every word, tries of the common
    and of the frequent words, and `endings`: beginning → the terms of work safety that one more character completes."""

    def __init__(self) -> None:
        import jieba  # lazily: loading takes most of a second, and clean text never needs it

        jieba.setLogLevel(logging.WARNING)
        jieba.dt.initialize()
        total = math.log(jieba.dt.total)
        self.cost: dict[str, float] = {word: total - math.log(n) for word, n in jieba.dt.FREQ.items() if n}
        terms = tuple(dict.fromkeys((*PHRASES, *_safety_terms())))
        for term in terms:
            cost = _PHRASE_COST + 0.5 * max(0, len(term) - 4)
            self.cost[term] = min(self.cost.get(term, UNKNOWN) - 1.5, cost)
        self.cost.update(MARKS)
        self.common = Trie(word for word, cost in self.cost.items() if cost <= _COMMON_COST)
        self.frequent = Trie(word for word, cost in self.cost.items() if cost <= _FREQUENT_COST)
        self.endings: dict[str, list[str]] = {}
        for term in terms:
            self.endings.setdefault(term[:-1], []).append(term)

    def single(self, character: str) -> float:
        """The cost of a character on its own."""
        if character in self.cost:
            return self.cost[character]
        if character.isascii():
            return 2.5 if character.isdigit() else 4.0
        return UNKNOWN


@cache
def lexicon() -> Lexicon:
    return Lexicon()


def _safety_terms() -> list[str]:
    if not SAFETY_TERMS.exists():
        return []
    lines = SAFETY_TERMS.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
