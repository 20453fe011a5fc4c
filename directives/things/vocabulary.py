"""The listed names of things and their aliases, compiled to find them whatever stands between their letters."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from directives.things.drafts import Kind
from directives.things.papers import COUNTRY
from search.normalise import fold

SHORTEST = 2  # folded characters of a name
# Quotation marks, spaces and commas may stand between two letters of a name, the end of a sentence may not.
_GAP = r"[^\w。；;！!？?]{0,3}"
# 安全生产法律, 安全生产法治: no law is meant.
_NOT_A_LAW = r"(?![律规制治院令庭人定学])"


@dataclass(frozen=True, slots=True)
class Listed:
    """A name of a thing, as written in the list; `thing` is the name it is listed under."""

    kind: Kind
    thing: str
    name: str


@dataclass(frozen=True)
class Vocabulary:
    """The names to look for. `find` is what they are for."""

    names: tuple[Listed, ...] = ()
    by_folded: dict[str, Listed] = field(init=False, default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for one in self.names:
            if len(fold(one.name)) >= SHORTEST:
                self.by_folded.setdefault(fold(one.name), one)

    def __hash__(self) -> int:
        return hash(self.names)

    @classmethod
    def of(cls, things: Iterable[tuple[Kind, str, Iterable[str]]]) -> "Vocabulary":
        """From (kind, what the thing is called, all names to look for); compiled anew only where they changed. A law is
        looked for without 中华人民共和国 too, as everybody calls it."""
        return _kept(
            tuple(
                Listed(kind, name, each)
                for kind, name, aliases in things
                for each in dict.fromkeys(_names(kind, aliases))
            )
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return re.compile(_alternatives(self.by_folded)) if self.by_folded else None

    def find(self, text: str) -> Iterator[tuple[int, int, Listed]]:
        """(start, end, name) of every listed name in `text`, the longest where several begin at one place."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text):
            yield match.start(), match.end(), self.by_folded[fold(match[0])]


def _names(kind: Kind, aliases: Iterable[str]) -> Iterator[str]:
    for name in aliases:
        yield name
        if kind is Kind.LAW:
            yield name.removeprefix(COUNTRY)


@lru_cache(maxsize=2)
def _kept(names: tuple[Listed, ...]) -> Vocabulary:
    return Vocabulary(names)


def _alternatives(names: Iterable[str]) -> str:
    """A pattern that matches any of the folded names, gaps between letters allowed; common beginnings are shared, so
    that hundreds of names cost little more than one."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for name in names:
        node = tree
        for letter in name:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    parts = []
    for letter, below in node.items():
        if not letter:
            continue
        rest = {key: value for key, value in below.items() if key}
        end = _NOT_A_LAW if letter == "法" else ""
        if not rest:
            parts.append(re.escape(letter) + end)
        elif "" in below:
            parts.append(
                f"{re.escape(letter)}(?:{_GAP}{_branch(below)}|{end})"
                if end
                else f"{re.escape(letter)}(?:{_GAP}{_branch(below)})?"
            )
        else:
            parts.append(f"{re.escape(letter)}{_GAP}{_branch(below)}")
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
