"""How much a pair of characters tells of where a sentence comes from: little where every meeting says it."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from operator import add
from pathlib import Path

from search.normalise import fold
from search.wordlists import alternation
from search.words import words_of_two

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures" / "lineage"
# Of a hundred directives, so many hold a pair that tells nothing, and one that tells all it can.
COMMON, RARE = 0.30, 0.002
BROKEN = 0.5  # what is left of the weight of a pair that is no word: the end of one and the beginning of the next
STOCK = 0.12  # what is left of the weight of a pair inside a stock phrase
NAME = 0.3  # … and of one in the name of an addressee
DIGITS = 0.2  # the weight of a pair with a digit: dates and numbers agree by chance
# The shipped frequencies count as so many directives beside the collection's own.
BACKGROUND = 1500


@dataclass(frozen=True, slots=True)
class Weights:
    """Shares of directives that hold a pair, and the stock phrases of the genre."""

    shares: Mapping[str, float]
    unseen: float  # the share of a pair that no directive counted here holds
    own: Mapping[str, float] = field(default_factory=dict)  # of the collection alone
    known: dict[str, float] = field(default_factory=dict, compare=False)  # weights worked out before

    @classmethod
    def of(cls, counts: Mapping[str, int], rows: int) -> "Weights":
        """From how many of `rows` directives hold each pair (rare ones may be left out), beside the shipped ones."""
        shipped, number = background()
        scale, whole = BACKGROUND / number, rows + BACKGROUND
        shares = {pair: n * scale / whole for pair, n in shipped.items()}
        for pair, n in counts.items():
            shares[pair] = shares.get(pair, 0.0) + n / whole
        return cls(shares, 1 / whole, {pair: n / rows for pair, n in counts.items()} if rows else {})

    def rows(self, pair: str, rows: int) -> float:
        """About how many of the collection's `rows` directives hold the pair; below 1.5 where none or one counted does."""
        return self.own.get(pair, 0.0) * rows

    def weight(self, pair: str) -> float:
        """0 (says nothing) to 1."""
        known = self.known.get(pair)
        if known is None:
            known = self.known[pair] = self._weight(pair)
        return known

    def _weight(self, pair: str) -> float:
        if any("0" <= one <= "9" for one in pair):
            return DIGITS
        share = self.shares.get(pair, self.unseen)
        weight = min(1.0, max(0.0, math.log(COMMON / share) / math.log(COMMON / RARE)))
        return weight if pair in words_of_two() else weight * BROKEN

    def along(self, folded: str, names: Iterable[str] = ()) -> list[float]:
        """The weight of the pair at each place of a folded text. Whom it is said to (`names`, folded) is not what is
        said."""
        weights = [self.weight(pair) for pair in map(add, folded, folded[1:])]
        for match in stock_phrases().finditer(folded):
            for at in range(match.start(), match.end() - 1):
                weights[at] *= STOCK
        for name in names:
            at = folded.find(name)
            while at >= 0:
                weights[at : at + len(name) - 1] = [weight * NAME for weight in weights[at : at + len(name) - 1]]
                at = folded.find(name, at + len(name))
        return weights


@cache
def shipped_weights() -> Weights:
    """What is known without any collection."""
    return Weights.of({}, 0)


@cache
def stock_phrases() -> "re.Pattern[str]":
    """The stock phrases, folded; the longest at each place."""
    return re.compile(alternation(map(fold, _lines("stock_phrases.txt"))))


@cache
def background() -> tuple[dict[str, int], int]:
    """How many of how many directives of the sample transcripts hold each of the more frequent pairs."""
    lines = _lines("frequencies.txt")
    pairs = (line.split(" ") for line in lines[1:])
    return {pair: int(number) for number, pair in pairs}, int(lines[0])


def _lines(name: str) -> list[str]:
    """The lines of a shipped file, without comments."""
    lines = (FIXTURES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def count_pairs(folded: Iterable[str]) -> tuple[dict[str, int], int]:
    """How many of the texts hold each pair that at least two do, and how many texts there are."""
    counts: dict[str, int] = {}
    number = 0
    for text in folded:
        number += 1
        for pair in {text[at : at + 2] for at in range(len(text) - 1)}:
            counts[pair] = counts.get(pair, 0) + 1
    return {pair: n for pair, n in sorted(counts.items()) if n > 1}, number
