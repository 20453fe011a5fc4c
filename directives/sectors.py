"""Which sectors a text names: the longest word of the taxonomy at each place decides."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search.wordlists import alternation

Mention = tuple[str, int, int]  # slug, start, end


@dataclass(frozen=True, slots=True)
class SectorWords:
    """A sector and the words that name it. An exclusion is a longer word that holds one without naming it."""

    slug: str
    parent: str | None
    name_zh: str
    name_en: str
    synonyms: tuple[str, ...]
    exclusions: tuple[str, ...] = ()


class Taxonomy:
    """The sectors and their words, compiled once into one pattern.

    One pass reads a text from left to right and takes the longest word at each place. A word may name several
    sectors (道路桥梁); a child does not imply its parent, for 煤矿 asks nothing of other mines; an exclusion
    (消防车 against 消防) is a word that names nothing, unless it is also the synonym of another sector.
    """

    def __init__(self, sectors: Iterable[SectorWords]) -> None:
        self.sectors = tuple(sectors)
        self._slugs: dict[str, tuple[str, ...]] = {}
        for sector in self.sectors:
            for word in sector.synonyms:
                if word and sector.slug not in self._slugs.get(word, ()):
                    self._slugs[word] = (*self._slugs.get(word, ()), sector.slug)
        self._pattern = re.compile(alternation(self._slugs))
        self._exclude()
        self._pattern = re.compile(alternation(self._slugs))

    def _exclude(self) -> None:
        """Add the exclusions as words that name what they hold, but for the sectors that exclude them."""
        excluding: dict[str, set[str]] = {}
        for sector in self.sectors:
            for word in filter(None, sector.exclusions):
                excluding.setdefault(word, set()).add(sector.slug)
        named = {
            word: tuple(dict.fromkeys(slug for slug, _, _ in self.sectors_in(word) if slug not in slugs))
            for word, slugs in excluding.items()
            if word not in self._slugs
        }
        self._slugs.update(named)

    @classmethod
    def from_json(cls, path: Path) -> "Taxonomy":
        """Read the list of sectors of `fixtures/sectors.json`. Raises OSError, ValueError or KeyError."""
        rows: list[Mapping[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            SectorWords(
                slug=row["slug"],
                parent=row["parent"],
                name_zh=row["name_zh"],
                name_en=row["name_en"],
                synonyms=tuple(row["synonyms"]),
                exclusions=tuple(row.get("exclusions", ())),
            )
            for row in rows
        )

    def sectors_in(self, text: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """Every mention of a sector between two code points of `text`, in order, as (slug, start, end)."""
        found: list[Mention] = []
        for match in self._pattern.finditer(text, start, len(text) if end is None else end):
            found += [(slug, match.start(), match.end()) for slug in self._slugs[match[0]]]
        return found
