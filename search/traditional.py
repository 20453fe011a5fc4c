"""Converts traditional Chinese to simplified, only where a text is traditional."""

import re
from functools import cache

from search.characters import phrases, simplified, traditional
from search.offsets import Edit

# A stretch ends where no phrase can go on: at anything but Han characters.
_STRETCH = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def simplify_edits(text: str) -> list[Edit]:
    """OpenCC's t2s on every stretch of Han that holds a traditional character; equal length, so the map
    stays one by one. Simplified stretches are never touched: 乾 and 著 are words of theirs."""
    if traditional().isdisjoint(text):
        return []
    edits = []
    for match in _STRETCH.finditer(text):
        if not traditional().isdisjoint(match[0]):
            new = simplify(match[0])
            if new != match[0]:
                edits.append(Edit(*match.span(), new, "traditional"))
    return edits


def simplify(text: str) -> str:
    """OpenCC's t2s by its own tables: the longest phrase first, else character by character."""
    parts = []
    at = 0
    for match in _phrase_pattern().finditer(text):
        parts.append(text[at : match.start()].translate(_table()))
        parts.append(phrases()[match[0]])
        at = match.end()
    parts.append(text[at:].translate(_table()))
    return "".join(parts)


@cache
def _table() -> dict[int, str]:
    return {ord(old): new for old, new in simplified().items() if len(old) == 1}


@cache
def _phrase_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(phrases(), key=len, reverse=True))))
