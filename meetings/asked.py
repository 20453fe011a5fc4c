"""What a transcript asks: its directives' numbers and the sectors they concern, by one query."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class SectorName(NamedTuple):
    """A sector, and the slug of the one above it, empty where there is none."""

    slug: str
    name_zh: str
    name_en: str
    above: str


@dataclass(frozen=True, slots=True)
class SectorCount:
    """A sector and how many of the directives concern it."""

    slug: str
    name_zh: str
    name_en: str
    n: int


@dataclass(frozen=True)
class Asked:
    """By the directives' keys: each one's number, as read, and its sectors in the order it names them."""

    numbers: dict[int, int] = field(default_factory=dict)
    sectors: dict[int, list[SectorName]] = field(default_factory=dict)

    def counts(self) -> list[SectorCount]:
        """The sectors concerned, most often first."""
        found = Counter((one.slug, one.name_zh, one.name_en) for named in self.sectors.values() for one in named)
        return sorted((SectorCount(*named, n) for named, n in found.items()), key=lambda one: (-one.n, one.slug))

    def concerns(self, key: int, slug: str) -> bool:
        """Whether a directive concerns a sector or a child of it."""
        return any(slug in (one.slug, one.above) for one in self.sectors.get(key, ()))


def asked_in(directives: Any) -> Asked:
    """What the directives of a meeting or a document ask, a queryset of the layer above."""
    columns = [f"tasks__sector__{name}" for name in ("slug", "name_zh", "name_en", "parent__slug")]
    asked = Asked()
    for key, slug, name_zh, name_en, above in directives.order_by(
        "document", "position", "pk", "tasks__start", "tasks__pk"
    ).values_list("pk", *columns):
        asked.numbers.setdefault(key, len(asked.numbers) + 1)
        named = asked.sectors.setdefault(key, [])
        if slug:
            named.append(SectorName(slug, name_zh, name_en, above or ""))
    return asked
