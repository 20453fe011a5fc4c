"""The source of a stretch of tidied text, with what tidying took out or rewrote."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from search.normalise import Offsets, fold


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of the source (`before`) and what became of it (`after`, "" where it was taken out). Alike where nothing but
    script, width or spacing was changed."""

    before: str
    after: str

    @property
    def alike(self) -> bool:
        return self.before == self.after


def repairs(source: str, text: str, offsets: Offsets, start: int, end: int) -> list[Stretch]:
    """The source behind `text[start:end]` in its order; neighbours without a repair are one stretch."""
    merged: list[Stretch] = []
    for stretch in _stretches(source, text, offsets, start, end):
        if merged and merged[-1].alike and stretch.alike:
            merged[-1] = Stretch(merged[-1].before + stretch.before, merged[-1].after + stretch.after)
        elif stretch.before or stretch.after:
            merged.append(stretch)
    return merged


def _stretches(source: str, text: str, offsets: Offsets, start: int, end: int) -> Iterator[Stretch]:
    pieces = offsets.pieces
    index = max(0, bisect_right([piece.start for piece in pieces], start) - 1)
    reached: int | None = None
    for piece in pieces[index:]:
        if piece.start >= end:
            break
        low, high = max(piece.start, start), min(piece.start + piece.length, end)
        if low >= high:
            continue
        raw_low, raw_high = offsets.source_span(low, high)
        if reached is not None and raw_low > reached:
            yield _judged(source[reached:raw_low], "")
        yield _judged(source[raw_low:raw_high], text[low:high])
        reached = raw_high


def _judged(before: str, after: str) -> Stretch:
    """White space, script and width are no repairs a person has to see: there the source is shown as it is."""
    same = not before.strip() if not after else fold(before) == fold(after) and len(before) == len(after)
    return Stretch(before, before if same else after)
