"""What is printed on a page: characters, the lines they make, and ruled lines.

Coordinates are a page's own, in points: x grows to the right, y upwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

_CELL = 1.6  # sizes: a gap wider than one between words parts columns or cells


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and the box it is set in."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line, level (`flat`) or upright."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def flat(self) -> bool:
        return self.right - self.left > self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one baseline without a gap that parts columns or cells; `size` is their height. `row` where it
    stands for a whole row of a table, cells parted by tabs."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    row: bool = False


def lines_of(glyphs: Iterable[Glyph], uprights: Sequence[Rule] = ()) -> list[Line]:
    """The lines that characters in the order of a page's content make; an upright rule parts what stands beside it."""
    lines: list[Line] = []
    current: list[Glyph] = []
    for glyph in glyphs:
        if current and not (_continues(current[-1], glyph) and not _parted(current[-1], glyph, uprights)):
            lines += _line(current)
            current = []
        current.append(glyph)
    return [*lines, *_line(current)]


def _continues(last: Glyph, glyph: Glyph) -> bool:
    heights = last.top - last.bottom, glyph.top - glyph.bottom
    size = max(*heights, 1.0)
    level = min(last.top, glyph.top) - max(last.bottom, glyph.bottom) > 0.4 * min(heights)
    return level and -0.6 * size < glyph.left - last.right < _CELL * size


def _parted(last: Glyph, glyph: Glyph, uprights: Sequence[Rule]) -> bool:
    middle = (glyph.bottom + glyph.top) / 2
    start, end = (last.left + last.right) / 2, (glyph.left + glyph.right) / 2
    return any(rule.bottom < middle < rule.top and start < rule.left < end for rule in uprights)


def _line(glyphs: Sequence[Glyph]) -> list[Line]:
    text = "".join(glyph.text for glyph in glyphs).strip()
    if not text:
        return []
    printed = [glyph for glyph in glyphs if glyph.text.strip()]
    return [
        Line(
            text,
            min(glyph.left for glyph in printed),
            max(glyph.right for glyph in printed),
            min(glyph.bottom for glyph in printed),
            max(glyph.top for glyph in printed),
            median(glyph.top - glyph.bottom for glyph in printed),
        )
    ]
