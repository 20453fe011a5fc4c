"""Sectors named in a text."""

import json
from pathlib import Path

import pytest

from directives.sectors import SectorWords, Taxonomy

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "sectors.json"


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.from_json(FIXTURE)


def slugs(taxonomy: Taxonomy, text: str) -> list[str]:
    return list(dict.fromkeys(slug for slug, _, _ in taxonomy.sectors_in(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("加强燃气、危化品安全监管", ["gas", "hazchem"]),
        (
            "交通运输、矿山、建筑施工、消防、水上运输和渔业船舶",
            ["transport", "mine", "construction", "fire", "water", "fishery"],
        ),
        ("煤矿与非煤矿山", ["coal", "mine"]),
        ("狠抓煤矿瓦斯治理", ["coal"]),
        ("做好森林草原防灭火工作", ["forest"]),
        ("消防和森林防火", ["fire", "forest"]),
        ("防范森林草原重特大火灾", ["forest"]),
        ("紧盯道路桥梁", ["road", "city"]),
        ("加强中小水电站监管", ["hydropower"]),
        ("储能电站和油气长输管道", ["power", "pipeline"]),
        ("防范泥石流和强降雨", ["geohazard", "flood"]),
        ("防止非法集资引发金融风险", ["finance"]),
    ],
)
def test_it_tags_what_is_named(taxonomy: Taxonomy, text: str, expected: list[str]) -> None:
    assert slugs(taxonomy, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "出动消防车三辆",
        "组织党校学员参观",
        "压实市场主体责任",
        "市场监管部门要牵头",
        "整治安全生产隐患",
        "安装可燃气体报警装置",
        "信息化工作要跟上",
        "筑牢安全生产防火墙",
        "加快机械化换人",
        "清出市场",
    ],
)
def test_exclusions_name_nothing(taxonomy: Taxonomy, text: str) -> None:
    assert slugs(taxonomy, text) == []


def test_an_exclusion_keeps_the_other_sectors_it_holds() -> None:
    fire = SectorWords("fire", None, "消防", "Fire", ("火灾",), ("草原火灾",))
    forest = SectorWords("forest", None, "森林", "Forest", ("草原",))
    assert slugs(Taxonomy([fire, forest]), "防范草原火灾") == ["forest"]


def test_the_longest_word_at_a_place_decides_and_spans_are_its_own() -> None:
    road = SectorWords("road", None, "道路", "Road", ("校车",))
    school = SectorWords("school", None, "学校", "School", ("校", "校车司机"))
    assert Taxonomy([road, school]).sectors_in("查校车，训校车司机") == [("road", 1, 3), ("school", 5, 9)]


def test_one_word_may_name_two_sectors() -> None:
    first = SectorWords("a", None, "甲", "A", ("桥",))
    second = SectorWords("b", None, "乙", "B", ("桥",))
    assert [slug for slug, _, _ in Taxonomy([first, second]).sectors_in("桥")] == ["a", "b"]


def test_it_reads_between_two_offsets(taxonomy: Taxonomy) -> None:
    text = "燃气、矿山、消防"
    assert taxonomy.sectors_in(text, 3, 5) == [("mine", 3, 5)]


def test_no_sectors_name_nothing() -> None:
    assert Taxonomy([]).sectors_in("燃气") == []


def test_the_shipped_list_is_sound() -> None:
    rows = json.loads(FIXTURE.read_text(encoding="utf-8"))
    known = {row["slug"] for row in rows}
    assert len(rows) == len(known) == 34
    for row in rows:
        assert row["parent"] is None or row["parent"] in known
        assert row["name_zh"] in row["synonyms"]
        assert len(row["synonyms"]) == len(set(row["synonyms"]))
        assert not set(row["synonyms"]) & set(row["exclusions"])
        assert all(len(word) >= 2 and word == word.strip() for word in row["synonyms"] + row["exclusions"])


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sectors.json"
    path.write_text('[{"slug": "gas"}]', encoding="utf-8")
    with pytest.raises(KeyError):
        Taxonomy.from_json(path)
