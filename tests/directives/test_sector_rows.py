"""Sectors as shipped become rows; what was edited by hand stays as it is."""

import json
from pathlib import Path

import pytest

from directives.models import Sector
from directives.sector_rows import SHIPPED, load_sectors, stored_taxonomy
from directives.sectors import Taxonomy

pytestmark = pytest.mark.django_db


def test_every_shipped_sector_becomes_a_row_in_its_order() -> None:
    load_sectors()
    listed = [sector.slug for sector in Taxonomy.from_json(SHIPPED).sectors]
    assert list(Sector.objects.values_list("slug", flat=True)) == listed
    assert Sector.objects.get(slug="coal").parent == Sector.objects.get(slug="mine")


def test_loading_again_changes_nothing() -> None:
    assert len(load_sectors()) == Sector.objects.count()
    assert load_sectors() == []


def test_the_stored_taxonomy_reads_like_the_shipped_one() -> None:
    load_sectors()
    assert stored_taxonomy().sectors == Taxonomy.from_json(SHIPPED).sectors


def test_an_edited_sector_is_left_alone(tmp_path: Path) -> None:
    load_sectors()
    Sector.objects.filter(slug="gas").update(synonyms=["燃气", "煤层气"])
    newer = shipped_with(tmp_path, "gas", ["燃气", "氢气"])
    assert load_sectors(newer) == []
    assert Sector.objects.get(slug="gas").synonyms == ["燃气", "煤层气"]


def test_an_untouched_sector_follows_the_shipped_list(tmp_path: Path) -> None:
    load_sectors()
    changed = load_sectors(shipped_with(tmp_path, "gas", ["燃气", "氢气"]))
    assert [sector.slug for sector in changed] == ["gas"]
    assert Sector.objects.get(slug="gas").synonyms == ["燃气", "氢气"]


def test_a_reset_undoes_edits() -> None:
    load_sectors()
    before = Sector.objects.get(slug="gas").synonyms
    Sector.objects.filter(slug="gas").update(synonyms=["燃气"])
    assert [sector.slug for sector in load_sectors(reset=True)] == ["gas"]
    assert Sector.objects.get(slug="gas").synonyms == before


def test_a_sector_of_ones_own_stays() -> None:
    Sector.objects.create(slug="ice", name_zh="冰雪运动", name_en="Ice and snow", synonyms=["滑雪"])
    load_sectors(reset=True)
    assert Sector.objects.filter(slug="ice").exists()


def shipped_with(folder: Path, slug: str, synonyms: list[str]) -> Path:
    """The shipped list with other synonyms for one sector."""
    rows = json.loads(SHIPPED.read_text(encoding="utf-8"))
    for row in rows:
        if row["slug"] == slug:
            row["synonyms"] = synonyms
    path = folder / "sectors.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path
