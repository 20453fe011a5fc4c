"""Marks what no repair can settle: lost characters, and passages that are printed twice."""

import re
from collections.abc import Iterator

from search.offsets import Edit

_REPLACEMENT = re.compile("(?:\ufffd|锟斤拷|锟斤|锟捷|(?:烫烫){2,}|(?:屯屯){2,})+")
_PARAGRAPH = re.compile(r"[^\r\n]{40,}")
_OUTLINE = re.compile(r"\s+")


def damage_edits(text: str) -> list[Edit]:
    """Marks are edits that change nothing; they carry the code of their notice."""
    marks = [Edit(*match.span(), match[0], "replacement-char") for match in _REPLACEMENT.finditer(text)]
    return sorted([*marks, *_printed_twice(text)]) if len(text) > 80 else marks


def _printed_twice(text: str) -> Iterator[Edit]:
    """Long paragraphs that stood in the text before, word for word."""
    seen: set[str] = set()
    for match in _PARAGRAPH.finditer(text):
        outline = _OUTLINE.sub("", match[0])
        if len(outline) >= 40 and outline in seen:
            yield Edit(*match.span(), match[0], "printed-twice")
        seen.add(outline)
