"""What speaks for and against a sector that a directive names: the signs that are weighed (`sector_weights`).

A word of a sector in a directive (隧道, 酒店, 无人机) may be what the directive is about, or only where, with what
or beside what something is done. What is around the word tells: the words of its clause, the sectors named beside it,
where in the directive it stands.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from operator import add

from directives.sectors import Mention

_MARKS = "，。；：！？,;:!?\n"
_CLAUSE_MARK = re.compile(f"[{_MARKS}]")
_TOLD = re.compile(r"要(?![求点素道])|必须|务必|不得|严禁|一律")
_HALF = 0.5  # what many signs share counts half
_MANY, _MANY_WORDS = 5, 3
_ANY = "any"


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one sector: values between 0 and 1 by name, and the pairs of letters of the clauses that its words
    stand in. Triples were tried: they tell no more."""

    slug: str
    values: dict[str, float]
    pairs: set[str]

    def __iter__(self) -> Iterator[tuple[str, float]]:
        """Every sign with its value."""
        yield from self.values.items()
        for pair in sorted(self.pairs):
            yield pair_sign(self.slug, pair), PAIR


PAIR = _HALF  # a clause has dozens of them


def signs_of(
    text: str, start: int, end: int, mentions: Collection[Mention], among: Collection[str] | None = None
) -> Iterator[Signs]:
    """The signs of each sector named in the directive `text[start:end]`, of those `among` these slugs if given.

    In: every mention of a sector in it (`Taxonomy.sectors_in`), with offsets in `text`.
    """
    named: dict[str, list[tuple[int, int]]] = {}
    for slug, low, high in mentions:
        named.setdefault(slug, []).append((low, high))
    told = _TOLD.search(text, start, end)
    bounds = [start, *(match.end() for match in _CLAUSE_MARK.finditer(text, start, end)), end]
    for slug, spans in named.items():
        if among is not None and slug not in among:
            continue
        values = {_ANY: 1.0, slug: 1.0, f"sectors:{min(len(named), _MANY)}": 1.0}
        for low, high in spans:
            values[word_sign(slug, text[low:high])] = 1.0
            if len(named) == 1:  # 交通安全 is the roads' where they are named, and transport's where nothing is
                values[f"{slug}!{text[low:high]}"] = 1.0
        for other in named:
            if other != slug:
                values[f"{slug}&{other}"] = 1.0
        values |= _place(text, start, end, spans, told.start() if told else end)
        yield Signs(slug, values, _pairs(text, bounds, spans))


def word_sign(slug: str, word: str) -> str:
    """The sign that a word of the sector stands in the directive."""
    return f"{slug} {word}"


def is_word_sign(sign: str) -> bool:
    """Whether a sign is one of `word_sign`: no other begins with a slug and holds a space."""
    return sign[0].isalpha() and " " in sign


def pair_sign(slug: str, pair: str) -> str:
    """The sign that these two letters follow one another in a clause with a word of the sector."""
    return f"{slug}…{pair}"


def _pairs(text: str, bounds: list[int], spans: list[tuple[int, int]]) -> set[str]:
    found: set[str] = set()
    at = 0
    for low, _ in spans:
        if low < at:
            continue  # in a clause that was read
        place = bisect_right(bounds, low)
        at = bounds[place] if place < len(bounds) else len(text)
        letters = "".join(text[bounds[place - 1] : at].split()).rstrip(_MARKS)
        found.update(map(add, letters, letters[1:]))
    return found


def _place(text: str, start: int, end: int, spans: list[tuple[int, int]], told: int) -> dict[str, float]:
    """Where the longest word of a sector stands, and between what."""
    low, high = max(spans, key=lambda span: span[1] - span[0])
    before, behind = text[max(start, low - 2) : low], text[high : min(end, high + 2)]
    return {
        f"<{before}": _HALF,
        f"<{before[-1:]}": _HALF,
        f">{behind}": _HALF,
        f">{behind[:1]}": _HALF,
        "behind": float(told < low),
        f"words:{min(len(spans), _MANY_WORDS)}": 1.0,
    }
