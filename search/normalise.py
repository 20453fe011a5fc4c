"""The two strengths of normalising Chinese text: `tidy` for display and `fold` for comparing."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.characters import FOLD
from search.notices import Notice, summarise
from search.offsets import Edit, Offsets, rewrite
from search.stages import STAGES

__all__ = ["Notice", "Offsets", "Tidied", "fold", "fold_with_offsets", "tidy"]

# What one pass uncovers (an entity of an entity) the next one sees; clean text is done after the first.
_PASSES = 8


@dataclass(frozen=True, slots=True)
class Tidied:
    """A text as it is stored and shown. `offsets` leads from `text` to the raw text."""

    text: str
    offsets: Offsets
    simplified: bool  # the raw text had no traditional character that needed converting
    notices: tuple[Notice, ...]


def tidy(raw: str) -> Tidied:
    """Text for display and storage: damage repaired, markup removed, simplified, broken lines joined,
    paragraphs separated by exactly one line feed. Changes no word otherwise (see `search.stages`)."""
    text, offsets, marks = raw, Offsets.identity(len(raw)), dict[tuple[str, int], Notice]()
    for _ in range(_PASSES):
        before = text
        for stage in STAGES:
            text, offsets = _apply(stage(text), text, offsets, marks)
        if text == before:
            break
    notices = tuple(sorted(marks.values(), key=lambda notice: (notice.raw_start, notice.raw_end, notice.code)))
    return Tidied(text, offsets, all(notice.code != "traditional" for notice in notices), notices)


def _apply(
    edits: Sequence[Edit], text: str, offsets: Offsets, marks: dict[tuple[str, int], Notice]
) -> tuple[str, Offsets]:
    """The text after one stage and its map to the raw text; the stage's notices are added to `marks`."""
    if not edits:
        return text, offsets
    for notice in summarise(edits, offsets, text):
        marks.setdefault((notice.code, notice.raw_start), notice)
    changed = [edit for edit in edits if text[edit.start : edit.end] != edit.text]
    if not changed:
        return text, offsets
    new, step = rewrite(text, changed)
    return new, step.compose(offsets)


def fold(text: str) -> str:
    """Text for comparing: NFKC, lower case, simplified, letters and digits alone. Works character by
    character, so that `fold(x + y) == fold(x) + fold(y)` and a part of a text folds to a part of its fold."""
    return text.translate(FOLD)


def fold_with_offsets(text: str) -> tuple[str, Offsets]:
    """The folded text and its map to `text`; for highlighting what was found in the folded text."""
    edits = [Edit(at, at + 1, FOLD[ord(one)]) for at, one in enumerate(text) if FOLD[ord(one)] != one]
    return rewrite(text, edits)
