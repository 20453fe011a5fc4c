"""Two texts side by side, paragraph by paragraph, with what differs marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from search.normalise import fold

# A pair of paragraphs that shares less is shown as one taken out and one put in, not letter by letter.
_ALIKE = 0.4
_LONGEST = 3000
# Equal paragraphs shown before and after a difference.
_AROUND = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph; `changed` where the other text has not the same there."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs that correspond; `left` or `right` is empty where the other text has none. `skipped` equal
    paragraphs are left out before it."""

    left: tuple[Piece, ...] = ()
    right: tuple[Piece, ...] = ()
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows with differences and their surroundings; `more` differences were not shown, `skipped` equal paragraphs
    follow the last row."""

    rows: tuple[Row, ...]
    more: int = 0
    skipped: int = 0


def compare(left: str, right: str, *, most: int = 120) -> Comparison:
    """Compare two tidied texts, at most `most` rows. Paragraphs that fold alike are equal."""
    ours, theirs = left.split("\n"), right.split("\n")
    matcher = SequenceMatcher(None, [fold(one) for one in ours], [fold(one) for one in theirs], autojunk=False)
    rows: list[Row] = []
    skipped = 0
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            pairs = [_pair(ours[a:b], theirs[c:d], at) for at in range(max(b - a, d - c))]
            rows += [Row(*pair, skipped if at == 0 else 0) for at, pair in enumerate(pairs)]
            skipped = 0
            continue
        before = _AROUND if rows else 0
        after = _AROUND if b < len(ours) or d < len(theirs) else 0
        rows += [_equal(ours[at], theirs[c + at - a]) for at in range(a, min(a + before, b))]
        skipped = max(0, b - a - before - after)
        for at in range(max(a + before, b - after), b):
            rows.append(_equal(ours[at], theirs[c + at - a], skipped))
            skipped = 0
    return Comparison(tuple(rows[:most]), max(0, len(rows) - most), skipped)


def _equal(left: str, right: str, skipped: int = 0) -> Row:
    return Row((Piece(left),), (Piece(right),), skipped)


def _pair(ours: list[str], theirs: list[str], at: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    left, right = ours[at] if at < len(ours) else "", theirs[at] if at < len(theirs) else ""
    if left and right and max(len(left), len(right)) <= _LONGEST:
        matcher = SequenceMatcher(None, left, right, autojunk=False)
        if matcher.ratio() >= _ALIKE:
            return tuple(_pieces(left, matcher, 0)), tuple(_pieces(right, matcher, 2))
    return ((Piece(left, True),) if left else ()), ((Piece(right, True),) if right else ())


def _pieces(text: str, matcher: "SequenceMatcher[str]", side: int) -> Iterator[Piece]:
    for tag, *places in matcher.get_opcodes():
        if part := text[slice(*places[side : side + 2])]:
            yield Piece(part, tag != "equal")
