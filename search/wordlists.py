"""Word lists as patterns: one pattern for many words, in time that hardly grows with their number."""

import re
from collections.abc import Iterable
from typing import Any


def words(text: str) -> list[str]:
    """The words of a text that is a list of them, between white space."""
    return text.split()


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches the longest of the words; words with a common beginning share it, for speed."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(tree) if tree else r"(?!)"


def _branches(node: dict[str, Any]) -> str:
    letters = [re.escape(letter) + _branches(below) for letter, below in node.items() if letter]
    if not letters:
        return ""
    body = letters[0] if len(letters) == 1 else f"(?:{'|'.join(letters)})"
    return f"(?:{body})?" if "" in node else body
