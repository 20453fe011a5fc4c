"""Sectors as shipped become rows, and rows the taxonomy; what was edited by hand stays as it is."""

from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import transaction

from directives.models import Sector
from directives.sectors import SectorWords, Taxonomy

SHIPPED = Path(__file__).resolve().parent.parent / "fixtures" / "sectors.json"


@transaction.atomic
def load_sectors(path: Path = SHIPPED, *, reset: bool = False) -> list[Sector]:
    """Bring the stored sectors to what `path` lists and return those created or changed.

    A row that differs from what the program last wrote was edited by hand and is left alone, unless `reset`.
    Sectors that are not listed stay: directives may be filed under them.
    """
    stored = Sector.objects.select_related("parent").in_bulk(field_name="slug")
    changed = []
    listed = [(words, _values(words, position)) for position, words in enumerate(Taxonomy.from_json(path).sectors, 1)]
    # Parents first: a child needs their rows.
    for words, wanted in sorted(listed, key=lambda pair: pair[0].parent is not None):
        sector = stored.get(words.slug) or Sector(slug=words.slug)
        if sector.pk is not None:
            now = current(sector)
            if now == wanted == sector.shipped or (now != sector.shipped and not reset):
                continue
        sector.parent = stored[words.parent] if words.parent else None
        for name in ("name_zh", "name_en", "synonyms", "exclusions", "position"):
            setattr(sector, name, wanted[name])
        sector.shipped = wanted
        sector.save()
        stored[words.slug] = sector
        changed.append(sector)
    return changed


def stored_taxonomy() -> Taxonomy:
    """The stored sectors with their words, ready to tag texts with; compiled anew only where they changed."""
    columns = ("slug", "parent__slug", "name_zh", "name_en", "synonyms", "exclusions")
    return _compiled(
        tuple(
            (*names, tuple(synonyms), tuple(exclusions))
            for *names, synonyms, exclusions in Sector.objects.values_list(*columns)
        )
    )


@lru_cache(maxsize=2)
def _compiled(rows: tuple[Any, ...]) -> Taxonomy:
    return Taxonomy(tuple(SectorWords(*row) for row in rows))


def current(sector: Sector) -> dict[str, Any]:
    """A stored sector's values in the form that `shipped` keeps."""
    return {
        "parent": sector.parent.slug if sector.parent else None,
        "name_zh": sector.name_zh,
        "name_en": sector.name_en,
        "synonyms": sector.synonyms,
        "exclusions": sector.exclusions,
        "position": sector.position,
    }


def _values(words: SectorWords, position: int) -> dict[str, Any]:
    values = asdict(words) | {
        "synonyms": list(words.synonyms),
        "exclusions": list(words.exclusions),
        "position": position,
    }
    return {name: value for name, value in values.items() if name != "slug"}
