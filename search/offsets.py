"""A compact map from the characters of a rewritten text back to the text it was made from."""

import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """Replace `start:end` of a text by `text`; `code` names the notice it deserves, "" for none."""

    start: int
    end: int
    text: str
    code: str = ""


class Piece(NamedTuple):
    """`length` characters of the new text from `start` stand for `source:source + width` of the old one.
    Where `length == width` they correspond one by one, else the whole piece stands for the whole source."""

    start: int
    length: int
    source: int
    width: int


class Offsets:
    """Maps spans of a rewritten ("tidied") text to spans of its source ("raw"), in code points.

    The pieces are in order on both sides. What lies between them in the source was removed.
    """

    __slots__ = ("_ends", "_pieces", "_sources", "_starts")

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces: tuple[Piece, ...] = tuple(pieces)
        self._starts = [piece.start for piece in self._pieces]
        self._sources = [piece.source for piece in self._pieces]
        self._ends = [piece.source + piece.width for piece in self._pieces]

    @classmethod
    def identity(cls, length: int) -> "Offsets":
        """The map of an unchanged text of `length` characters."""
        return cls([Piece(0, length, 0, length)] if length else [])

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return self._pieces

    def __len__(self) -> int:
        return self._pieces[-1].start + self._pieces[-1].length if self._pieces else 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Offsets) and self._pieces == other._pieces

    def __hash__(self) -> int:
        return hash(self._pieces)

    def __repr__(self) -> str:
        return f"Offsets({len(self)} characters in {len(self._pieces)} pieces)"

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The smallest raw span that holds every source of tidied `start:end`; end exclusive.
        An empty span gives an empty span. Offsets beyond the text are cut back to it."""
        start = max(0, min(start, len(self)))
        end = max(start, min(end, len(self)))
        if not self._pieces:
            return 0, 0
        if start == end:
            at = self._source_start(start) if start < len(self) else self._ends[-1]
            return at, at
        return self._source_start(start), self._source_end(end)

    def _source_start(self, at: int) -> int:
        piece = self._pieces[bisect_right(self._starts, at) - 1]
        return piece.source + at - piece.start if piece.length == piece.width else piece.source

    def _source_end(self, at: int) -> int:
        piece = self._pieces[bisect_left(self._starts, at) - 1]
        return piece.source + at - piece.start if piece.length == piece.width else piece.source + piece.width

    def tidied_span(self, raw_start: int, raw_end: int) -> tuple[int, int]:
        """The tidied span of whatever survives of `raw_start:raw_end`; empty where all of it was removed."""
        first = bisect_right(self._ends, raw_start)
        last = bisect_left(self._sources, raw_end) - 1
        if first == len(self._pieces):
            return len(self), len(self)
        start, length, source, width = self._pieces[first]
        begin = start + max(0, raw_start - source) if length == width else start
        if last < first:
            return begin, begin
        start, length, source, width = self._pieces[last]
        end = start + (min(length, raw_end - source) if length == width else length)
        return begin, max(begin, end)

    def compose(self, other: "Offsets") -> "Offsets":
        """The map of two steps: this one leads from the newest text to `other`'s text, `other` further back."""
        joined: list[Piece] = []
        for piece in self._pieces:
            if piece.length == piece.width:
                joined.extend(other._cut(piece))
            else:
                source, end = other.source_span(piece.source, piece.source + piece.width)
                joined.append(Piece(piece.start, piece.length, source, end - source))
        return Offsets(_merged(joined))

    def _cut(self, piece: Piece) -> Iterable[Piece]:
        """The pieces of this map that a one-by-one piece of a later map covers."""
        at, end, shift = piece.source, piece.source + piece.width, piece.start - piece.source
        index = bisect_right(self._starts, at) - 1
        while at < end:
            start, length, source, width = self._pieces[index]
            stop = min(end, start + length)
            if length == width:
                yield Piece(at + shift, stop - at, source + at - start, stop - at)
            else:
                yield from _blocks(at + shift, stop - at, source, width)
            at, index = stop, index + 1

    def to_bytes(self) -> bytes:
        """A compressed form for storage; `from_bytes` reads it back."""
        numbers = bytearray()
        at = 0
        for piece in self._pieces:
            for number in (piece.length, piece.source - at, piece.width):
                _put(numbers, number)
            at = piece.source
        return b"\x01" + zlib.compress(bytes(numbers), 6)

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Offsets":
        """Read what `to_bytes` wrote; raises ValueError for anything else."""
        if stored[:1] != b"\x01":
            raise ValueError("not an offset map, or one of an unknown version")
        numbers = _numbers(zlib.decompress(stored[1:]))
        pieces: list[Piece] = []
        start = source = 0
        for length, step, width in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
            source += step
            pieces.append(Piece(start, length, source, width))
            start += length
        return cls(pieces)


def rewrite(text: str, edits: Sequence[Edit]) -> tuple[str, Offsets]:
    """Apply `edits` (in order, not overlapping) and return the new text with its map to `text`."""
    out: list[str] = []
    pieces: list[Piece] = []
    at = length = 0
    for start, end, new, _ in edits:
        if start > at:
            out.append(text[at:start])
            pieces.append(Piece(length, start - at, at, start - at))
            length += start - at
        if new:
            out.append(new)
            pieces.append(Piece(length, len(new), start, end - start))
            length += len(new)
        at = end
    if at < len(text):
        out.append(text[at:])
        pieces.append(Piece(length, len(text) - at, at, len(text) - at))
    return "".join(out), Offsets(_merged(pieces))


def _blocks(start: int, length: int, source: int, width: int) -> Iterable[Piece]:
    """A part of a block still stands for the whole source; never let it pass for a one-by-one piece."""
    if length == width and width > 1:
        yield Piece(start, 1, source, width)
        yield Piece(start + 1, length - 1, source, width)
    else:
        yield Piece(start, length, source, width)


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Join neighbours that both run one by one without a gap."""
    out: list[Piece] = []
    for piece in pieces:
        if out and piece.length == piece.width:
            last = out[-1]
            if last.length == last.width and last.source + last.width == piece.source:
                out[-1] = Piece(last.start, last.length + piece.length, last.source, last.width + piece.width)
                continue
        out.append(piece)
    return out


def _put(numbers: bytearray, number: int) -> None:
    """Seven bits a byte, lowest first. Steps are never negative: the pieces are in order on both sides."""
    while number > 0x7F:
        numbers.append(number & 0x7F | 0x80)
        number >>= 7
    numbers.append(number)


def _numbers(stored: bytes) -> list[int]:
    numbers: list[int] = []
    number = shift = 0
    for byte in stored:
        number |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
        else:
            numbers.append(number)
            number = shift = 0
    return numbers
