"""Finds what wrong encodings did to a text; repairs what is certain and marks the rest."""

import re

from search.offsets import Edit

_REPLACEMENT = re.compile("(?:\ufffd|锟斤拷|锟斤|烫烫烫)+")


def damage_edits(text: str) -> list[Edit]:
    """Marks are edits that change nothing; both carry the code of their notice."""
    return [Edit(*match.span(), match[0], "replacement-char") for match in _REPLACEMENT.finditer(text)]
