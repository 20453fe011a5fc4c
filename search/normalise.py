"""The two strengths of normalising Chinese text: `tidy` for display and `fold` for comparing."""

from dataclasses import dataclass

from search.characters import FOLD
from search.notices import Notice, summarise
from search.offsets import Edit, Offsets, rewrite
from search.stages import STAGES

__all__ = ["Notice", "Offsets", "Tidied", "fold", "fold_with_offsets", "tidy"]


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
    text, offsets = raw, Offsets.identity(len(raw))
    marks: list[Notice] = []
    for stage in STAGES:
        edits = stage(text)
        if edits:
            marks += summarise(edits, offsets, text)
            changed = [edit for edit in edits if text[edit.start : edit.end] != edit.text]
            if changed:
                text, step = rewrite(text, changed)
                offsets = step.compose(offsets)
    notices = tuple(sorted(marks, key=lambda notice: (notice.raw_start, notice.raw_end)))
    return Tidied(text, offsets, all(notice.code != "traditional" for notice in notices), notices)


def fold(text: str) -> str:
    """Text for comparing: NFKC, lower case, simplified, letters and digits alone. Works character by
    character, so that `fold(x + y) == fold(x) + fold(y)` and a part of a text folds to a part of its fold."""
    return text.translate(FOLD)


def fold_with_offsets(text: str) -> tuple[str, Offsets]:
    """The folded text and its map to `text`; for highlighting what was found in the folded text."""
    edits = [Edit(at, at + 1, FOLD[ord(one)]) for at, one in enumerate(text) if FOLD[ord(one)] != one]
    return rewrite(text, edits)
