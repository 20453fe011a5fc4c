"""Cuts a text into paragraphs and pieces, so that spans of it can be marked on a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text to mark; `of` is what it stands for. Offsets are code points, end exclusive."""

    start: int
    end: int
    of: Any = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph, marked or not; `opens` where a mark begins, `closes` where it ends."""

    text: str
    mark: Mark | None = None
    opens: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A span of a text with what stands around it; `cut_before`/`cut_after` where more is left out."""

    before: str
    said: str
    after: str
    cut_before: bool
    cut_after: bool


def excerpt(text: str, start: int, end: int, around: int) -> Excerpt:
    """The span `start:end` with up to `around` characters on each side, begun and ended at a line where
    one is near."""
    first, last = max(0, start - around), min(len(text), end + around)
    if first and (line := text.find("\n", first, start)) >= 0:
        first = line + 1
    if last < len(text) and (line := text.rfind("\n", end, last)) >= 0:
        last = line
    return Excerpt(text[first:start], text[start:end], text[end:last], first > 0, last < len(text))


def apart(marks: Iterable[Mark]) -> list[Mark]:
    """The marks in order without overlaps: what an earlier mark covers is taken from a later one."""
    kept: list[Mark] = []
    reached = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        start = max(mark.start, reached)
        if start < mark.end:
            kept.append(Mark(start, mark.end, mark.of))
            reached = mark.end
    return kept


def pieces(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """The whole text as pieces, in order; joined again they are the text."""
    found: list[Piece] = []
    reached = 0
    for mark in apart(Mark(max(0, mark.start), min(len(text), mark.end), mark.of) for mark in marks):
        if reached < mark.start:
            found.append(Piece(text[reached : mark.start]))
        found.append(Piece(text[mark.start : mark.end], mark, True, True))
        reached = mark.end
    if reached < len(text):
        found.append(Piece(text[reached:]))
    return found


def paragraphs(text: str, marks: Sequence[Mark]) -> list[list[Piece]]:
    """The text as paragraphs of pieces; a mark that runs over a line break goes on in the next paragraph."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces(text, marks):
        parts = piece.text.split("\n")
        last = len(parts) - 1
        for number, part in enumerate(parts):
            if number:
                lines.append([])
            if part:
                opens, closes = piece.opens and number == 0, piece.closes and number == last
                lines[-1].append(Piece(part, piece.mark, opens, closes))
    return [line for line in lines if line]
