"""Puts the characters of printed pages into reading order: columns, running heads dropped, paragraphs joined.

Distances are in points, as in `glyphs`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from meetings.readers.glyphs import Line


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines, in no particular order, and its height."""

    lines: tuple[Line, ...]
    height: float


# Gaps in units of the characters' size.
_GUTTER = 0.8
_INDENT = 1.2
_SHORT = 2.2
_PARAGRAPH = 0.9  # beyond the usual leading
_EDGE = 0.13  # of the page's height: where running heads stand
_NUMBER = re.compile(
    r"[-—–―·•\s]*(?:第\s*)?[\dIVXivx]{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–―·•\s]*"
)
_DIGITS = re.compile(r"\d+")
_ENDS = frozenset("。！？；：…!?;:")
_ITEM = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十百]{1,4}[章节条、，]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳])"
)


def compose(pages: Sequence[Page]) -> str:
    """The text of the pages, one line a paragraph; a paragraph that runs over a page's or column's end is one."""
    heads = running_heads(pages)
    blocks = [
        block for page in pages for block in columns([line for line in page.lines if not is_running(line, page, heads)])
    ]
    paragraphs: list[str] = []
    whole = False  # the last line ran to its column's end, so the next block may go on with it
    for block in blocks:
        joined, ends_full = _paragraphs(block)
        if paragraphs and joined and whole and _goes_on(paragraphs[-1], joined[0], block):
            paragraphs[-1] = _glued(paragraphs[-1], joined.pop(0))
        paragraphs += joined
        # A line alone, such as a heading over both columns, fills no column.
        whole = ends_full and len(block) > 1
    return "\n".join(paragraphs)


def running_heads(pages: Sequence[Page]) -> set[str]:
    """What stands at the edge of at least a third of the pages (two at least), page numbers aside."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line) for line in page.lines if _at_edge(line, page)})
    return {shape for shape, times in seen.items() if times >= 2 and times * 3 >= len(pages) > 1}


def is_running(line: Line, page: Page, heads: set[str]) -> bool:
    """Whether the line belongs to the page and not to the text."""
    if not _at_edge(line, page):
        return False
    alone = _NUMBER.fullmatch(line.text) is not None and not _has_neighbour(line, page.lines)
    return not line.row and (_shape(line) in heads or alone)


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", "".join(line.text.split()))


def _at_edge(line: Line, page: Page) -> bool:
    return line.top < _EDGE * page.height or line.bottom > (1 - _EDGE) * page.height


def columns(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a page in reading order: blocks of one column each. What spans the gutter parts the page."""
    rest = sorted(lines, key=lambda line: (-line.top, line.left))
    gutter = _gutter(rest)
    if gutter is None:
        return [_rows(rest)] if rest else []
    blocks: list[list[Line]] = []
    band: list[Line] = []
    for line in rest:
        if line.left < gutter < line.right or _alone(line, rest):
            blocks += _sides(band, gutter)
            band = []
            blocks.append([line])
        else:
            band.append(line)
    blocks += _sides(band, gutter)
    return _same_width(blocks)


def _alone(line: Line, lines: Sequence[Line]) -> bool:
    """A centred line with nothing beside it, such as a heading over both columns that is shorter than one."""
    left, right = min(one.left for one in lines), max(one.right for one in lines)
    return (
        not _has_neighbour(line, lines)
        and abs((line.left + line.right) - (left + right)) < line.size
        and line.right - line.left < (right - left) * 0.9
    )


def _has_neighbour(line: Line, lines: Iterable[Line]) -> bool:
    """Whether another line stands beside it, as a cell of the same row of a table does."""
    return any(other is not line and min(line.top, other.top) > max(line.bottom, other.bottom) for other in lines)


def _sides(band: Sequence[Line], gutter: float) -> list[list[Line]]:
    left = [line for line in band if line.right <= gutter]
    right = [line for line in band if line.right > gutter]
    return [_rows(side) for side in (left, right) if side]


def _same_width(blocks: list[list[Line]]) -> list[list[Line]]:
    """Neighbouring blocks of single wide lines are one block of one column."""
    out: list[list[Line]] = []
    for block in blocks:
        if out and len(block) == 1 and _spans(block[0], out[-1]):
            out[-1].append(block[0])
        else:
            out.append(list(block))
    return out


def _spans(line: Line, block: Sequence[Line]) -> bool:
    return (
        line.right - line.left > 0.6 * max(one.right - one.left for one in block)
        and abs(line.left - min(one.left for one in block)) < 3 * line.size
        and abs(line.right - max(one.right for one in block)) < 3 * line.size
    )


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the white space between two columns of prose lies; None on a page of one column, or of a table."""
    if len(lines) < 8:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    size = median(line.size for line in lines)
    best: tuple[int, float] | None = None
    for step in range(30, 71, 2):
        x = left + (right - left) * step / 100
        crossing = sum(line.left < x + _GUTTER * size / 2 and line.right > x - _GUTTER * size / 2 for line in lines)
        if best is None or crossing < best[0]:
            best = crossing, x
    if best is None or best[0] > len(lines) * 0.35:
        return None
    x = best[1]
    sides = [line for line in lines if line.right <= x], [line for line in lines if line.left >= x]
    return x if all(_is_prose(side) for side in sides) and _beside(*sides) else None


def _is_prose(lines: Sequence[Line]) -> bool:
    """Most characters of a column of prose stand in lines that fill its width; those of a table's cells seldom do."""
    if len(lines) < 4:
        return False
    width = max(line.right for line in lines) - min(line.left for line in lines)
    full = [len(line.text) for line in lines if line.right - line.left > 0.75 * width and len(line.text) >= 8]
    return len(full) >= 3 and sum(full) * 2 > sum(len(line.text) for line in lines)


def _beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    top = min(max(line.top for line in left), max(line.top for line in right))
    bottom = max(min(line.bottom for line in left), min(line.bottom for line in right))
    return top - bottom > 3 * left[0].size


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Lines from top to bottom; what stands beside another on one level (cells of a row) from left to right,
    as one line with tabs between."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: -(one.top + one.bottom)):
        middle = (line.top + line.bottom) / 2
        if rows and rows[-1][0].bottom < middle < rows[-1][0].top:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_merged(sorted(row, key=lambda one: one.left)) for row in rows]


def _merged(row: Sequence[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    return Line(
        "\t".join(line.text for line in row),
        row[0].left,
        max(line.right for line in row),
        min(line.bottom for line in row),
        max(line.top for line in row),
        max(line.size for line in row),
    )


def _paragraphs(block: Sequence[Line]) -> tuple[list[str], bool]:
    """(paragraphs of a column, whether its last line runs to the column's end)."""
    left, right = min(line.left for line in block), max(line.right for line in block)
    gaps = [above.bottom - below.top for above, below in pairwise(block)]
    usual = median(gaps) if gaps else 0.0
    paragraphs = [block[0].text]
    for above, line in pairwise(block):
        if _begins(above, line, left, right, usual):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = _glued(paragraphs[-1], line.text)
    last = block[-1]
    return paragraphs, last.right > right - _SHORT * last.size


def _begins(above: Line, line: Line, left: float, right: float, usual: float) -> bool:
    """Whether `line` begins a paragraph: it is indented, set in another size or apart, or the one above ended."""
    if line.row or above.row or "\t" in line.text or "\t" in above.text:
        return True
    if abs(above.size - line.size) > 0.15 * max(above.size, line.size):
        return True
    if above.bottom - line.top > usual + _PARAGRAPH * line.size:
        return True
    if _is_title(above, line, left, right):
        return False
    if above.right < right - _SHORT * above.size:
        return True
    indented = line.left > left + _INDENT * line.size
    # A hanging indent: the lines of an item stand further in than its number.
    hanging = abs(line.left - above.left) < 0.5 * line.size and not _ITEM.match(line.text)
    return indented and not (hanging and above.text[-1] not in _ENDS)


def _is_title(above: Line, line: Line, left: float, right: float) -> bool:
    """Whether two centred lines are one title: the upper one is wide and ends without a stop."""
    middle = left + right
    centred = all(abs(one.left + one.right - middle) < 2 * one.size for one in (above, line))
    wide = above.right - above.left > 0.7 * (right - left) > line.right - line.left
    return centred and wide and above.text[-1] not in _ENDS and not _ITEM.match(line.text)


def _goes_on(before: str, after: str, block: Sequence[Line]) -> bool:
    """Whether a column's first paragraph continues the last one of the column before."""
    first, left = block[0], min(line.left for line in block)
    indented = len(block) > 1 and first.left > left + _INDENT * first.size
    return before[-1] not in _ENDS and not indented and not _ITEM.match(after) and "\t" not in before + after


def _glued(before: str, after: str) -> str:
    """Two parts of a sentence; between Latin words the line break was the space."""
    space = before[-1].isascii() and after[0].isascii() and before[-1].isalnum() and after[0].isalpha()
    return f"{before} {after}" if space else before + after
