"""Which stretches of a quote a card shows, and which keyword is marked where in them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from meetings.passages import Mark
from search.highlight import ordinals, term_spans
from search.query import Query

CARD = 280  # characters of a quote on a card: seven lines
COLOURS = 6  # of marks
MOST_WINDOWS = 3  # stretches of a long text on a card


class Found(NamedTuple):
    """What a mark stands for: the number of the keyword it is coloured by, and all keywords found there."""

    ordinal: int
    keywords: tuple[str, ...]


def marks_of(text: str, query: Query) -> list[Mark]:
    """A mark (of a `Found`) for each stretch in which a keyword is found, by their beginnings, the longer first.

    Places of one keyword (or its equivalents) that overlap or touch are one stretch.
    """
    numbers = ordinals(query)
    places = [(numbers[term.folded], start, end, term.text) for start, end, term in term_spans(text, query)]
    merged: list[list[Any]] = []
    for ordinal, start, end, keyword in sorted(places):
        if merged and merged[-1][2] == ordinal and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
            merged[-1][3].setdefault(keyword)
        else:
            merged.append([start, end, ordinal, {keyword: None}])
    merged.sort(key=lambda one: (one[0], -one[1]))
    there = [dict(one[3]) for one in merged]
    for at, (_start, end, _ordinal, keywords) in enumerate(merged):
        for other in range(at + 1, len(merged)):
            if merged[other][0] >= end:
                break
            there[at] |= merged[other][3]
            there[other] |= keywords
    return [Mark(one[0], one[1], Found(one[2], tuple(all_there))) for one, all_there in zip(merged, there, strict=True)]


def within(marks: Sequence[Mark], first: int, last: int) -> list[Mark]:
    """The marks of a stretch of the text, by their places in it."""
    kept = (Mark(max(mark.start, first) - first, min(mark.end, last) - first, mark.of) for mark in marks)
    return [mark for mark in kept if mark.start < mark.end]


def windows(length: int, marks: Sequence[Mark], card: int = CARD) -> list[tuple[int, int]]:
    """The stretches of a long text that a card shows, in order and apart: one around the first place of each keyword,
    together `card` characters long. Keywords that stand close together share one."""
    firsts: dict[int, int] = {}
    for mark in marks:
        firsts.setdefault(mark.of.ordinal, mark.start)
    starts = sorted(firsts.values())[:MOST_WINDOWS] or [0]
    if starts[-1] - starts[0] < card // 2:
        starts = starts[:1]
    size = card // len(starts)
    found: list[tuple[int, int]] = []
    for start in starts:
        first = max(0, min(start - size // 4, length - size))
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], first + size)
        else:
            found.append((first, first + size))
    return found
