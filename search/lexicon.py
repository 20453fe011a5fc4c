"""How likely a string is Chinese prose: words of jieba's dictionary and of work safety with their costs."""

import logging
import math
import re
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
_PHRASE_COST = 6.5
_SYMBOL = 9.0
_SYMBOLS = re.compile("[\u0370-\u03ff\u2160-\u249b\u3220-\u3229]")  # letters and numbers of formulas and lists
_COMMON_COST = 14.5
_FREQUENT_COST = 11.5


class Trie:
    """Words by their beginnings: the characters that may follow each, and the least cost of a word with it."""

    def __init__(self, costs: Iterable[tuple[str, float]]) -> None:
        self.children: dict[str, dict[str, None]] = {}
        self.least: dict[str, float] = {}
        for word, cost in costs:
            for end in range(len(word)):
                self.children.setdefault(word[:end], {})[word[end]] = None
                begun = word[: end + 1]
                if cost < self.least.get(begun, UNKNOWN * 2):
                    self.least[begun] = cost


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
        self.common = Trie((word, cost) for word, cost in self.cost.items() if cost <= _COMMON_COST)
        self.frequent = Trie((word, cost) for word, cost in self.cost.items() if cost <= _FREQUENT_COST)
        self.endings: dict[str, list[str]] = {}
        for term in terms:
            self.endings.setdefault(term[:-1], []).append(term)
        self._terms = terms
        self.stems = frozenset(term[:end] for term in terms for end in range(3, len(term)))

    def beginnings(self, character: str) -> Iterable[str]:
        """What stands before `character` in the terms of work safety: 两客一 before 危."""
        return {term[:at] for term in self._terms for at in range(2, len(term)) if term[at] == character}

    def is_term(self, text: str) -> bool:
        """Whether `text` is a term of work safety."""
        return text in self.endings.get(text[:-1], ())

    def single(self, character: str) -> float:
        """The cost of a character on its own."""
        if character in self.cost:
            return self.cost[character]
        if character.isascii() or "\uff10" <= character <= "\uff5a":
            return 2.5 if character.isdigit() else 4.0
        return _SYMBOL if _SYMBOLS.match(character) else UNKNOWN

    def cost_per_character(self, text: str) -> float:
        """How unlikely a simplified text is, cut into its likeliest words."""
        costs = [0.0, *(float("inf") for _ in text)]
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + 10) + 1):
                word = text[start:end]
                cost = self.single(word) if len(word) == 1 else self.cost.get(word, float("inf"))
                costs[end] = min(costs[end], costs[start] + cost)
        return costs[-1] / max(1, len(text))


@cache
def lexicon() -> Lexicon:
    return Lexicon()


def _safety_terms() -> list[str]:
    if not SAFETY_TERMS.exists():
        return []
    lines = SAFETY_TERMS.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
