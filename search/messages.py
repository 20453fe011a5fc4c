"""Sentences for people that text code makes without knowing the reader's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

# Turns an English text into the reader's language: Django's `gettext` on pages, nothing in plain use.
Say: TypeAlias = Callable[[str], str]


def gettext_noop(text: str) -> str:
    """The text itself: marks it for the catalogue of translations."""
    return text


@dataclass(frozen=True)
class Message:
    """An English template of the catalogue and what is filled in."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def said(self, say: Say = str) -> str:
        """The sentence in the language of `say`."""
        return say(self.template) % self.values

    def __str__(self) -> str:
        return self.said()
