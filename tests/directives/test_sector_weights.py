"""Signs around a sector's word, weighed as the shipped examples taught."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from directives.sector_learning import EXAMPLES, Example, learn, read_examples
from directives.sector_rows import SHIPPED as SECTORS
from directives.sector_signs import is_word_sign, signs_of, word_sign
from directives.sector_weights import DROPPED_BELOW, SHIPPED, SectorWeights, shipped_weights
from directives.sectors import SectorWords, Taxonomy

TAXONOMY = Taxonomy.from_json(SECTORS)


def sure(text: str) -> dict[str, float]:
    return shipped_weights().probabilities(text, 0, len(text), TAXONOMY.sectors_in(text))


def signs(text: str) -> dict[str, dict[str, float]]:
    return {one.slug: dict(one) for one in signs_of(text, 0, len(text), TAXONOMY.sectors_in(text))}


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("要加强桥梁巡查，发现裂缝立即封闭。", "city"),
        ("要组织医院、养老院开展消防检查。", "crowd"),
        ("旅游部门要检查景区的游船。", "tourism"),
    ],
)
def test_a_sector_that_something_is_asked_of_is_sure(text: str, slug: str) -> None:
    assert sure(text).get(slug, 1.0) > 0.6


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("要经常到矿井口、隧道口、学校门口走一走。", "city"),
        ("加强渔业船舶安全监管，海事部门要联合巡航，严禁渔船超员。", "water"),
    ],
)
def test_a_word_beside_the_matter_is_not(text: str, slug: str) -> None:
    assert sure(text)[slug] < DROPPED_BELOW


def test_a_word_that_is_nearly_always_meant_is_not_judged() -> None:
    assert sure("要督促燃气经营企业落实入户安检。") == {}


def test_signs_are_words_neighbours_and_what_stands_in_the_clause() -> None:
    found = signs("会议指出，要检查商场、酒店的消防通道，明天就去。")
    assert set(found) == {"crowd", "fire"}
    assert found["fire"][word_sign("fire", "消防通道")] == 1.0
    assert found["crowd"]["crowd&fire"] == found["fire"]["fire&crowd"] == 1.0
    assert "crowd…检查" in found["crowd"] and "crowd…明天" not in found["crowd"]
    assert found["crowd"]["behind"] == 1.0


def test_only_the_sign_of_a_word_is_one() -> None:
    words = {sign for found in signs("要检查商场、 酒店的消防通道。").values() for sign in found if is_word_sign(sign)}
    assert words == {"crowd 商场", "crowd 酒店", "fire 消防通道"}


def test_offsets_are_those_of_the_text_around_it() -> None:
    text = "前一句话提到学校。要检查商场的消防通道。后一句提到煤矿。"
    start, end = text.index("要检查"), text.index("后一句")
    inside = TAXONOMY.sectors_in(text, start, end)
    alone = text[start:end]
    assert list(signs_of(text, start, end, inside)) == list(signs_of(alone, 0, len(alone), TAXONOMY.sectors_in(alone)))


def test_a_word_that_no_example_holds_is_not_judged() -> None:
    taxonomy = Taxonomy([SectorWords("gas", None, "燃气", "Gas", ("新式灶",))])
    text = "要讲新式灶。"
    assert shipped_weights().probabilities(text, 0, len(text), taxonomy.sectors_in(text)) == {}


def test_learning_tells_what_is_asked_from_what_is_named() -> None:
    taxonomy = Taxonomy([SectorWords("crowd", None, "人员密集", "Crowds", ("市场",))])
    asked = [Example(f"要检查{where}市场的通道。", frozenset({"crowd"})) for where in "东西南北中"]
    named = [Example(f"不合格的{what}不得流入市场。", frozenset()) for what in "灯灶锅瓶车"]
    weights = learn([*asked, *named], taxonomy)
    for text, told in (("要检查老市场的通道。", True), ("不合格的表不得流入市场。", False)):
        (found,) = weights.probabilities(text, 0, len(text), taxonomy.sectors_in(text)).values()
        assert (found > 0.5) is told


def test_what_may_be_given_or_not_teaches_nothing() -> None:
    taxonomy = Taxonomy([SectorWords("crowd", None, "人员密集", "Crowds", ("市场",))])
    assert learn([Example("要检查市场。", frozenset(), frozenset({"crowd"}))] * 3, taxonomy).weights == {}


def test_the_shipped_weights_are_what_the_shipped_examples_teach() -> None:
    """After a change of the examples, the words or the signs run `manage.py weigh_sectors`."""
    again = learn(read_examples(EXAMPLES), TAXONOMY)
    assert shipped_weights().weights.keys() == again.weights.keys()
    assert shipped_weights().weights == pytest.approx(again.weights, abs=0.02)


def test_no_example_is_given_twice() -> None:
    texts = [one.text for one in read_examples()]
    assert len(texts) == len(set(texts)) > 5000
    slugs = {sector.slug for sector in TAXONOMY.sectors}
    assert {slug for one in read_examples() for slug in one.sectors | one.optional} <= slugs


def test_the_command_writes_what_it_learned(tmp_path: Path) -> None:
    examples, out = tmp_path / "examples.jsonl", tmp_path / "weights.json"
    line = '{"text": "要检查%s加油站。", "sectors": ["hazchem"]}\n'
    examples.write_text("".join(line % letter for letter in "东西南北"), encoding="utf-8")
    said = StringIO()
    call_command("weigh_sectors", examples, out=out, stdout=said)
    assert "从 4 条示例" in said.getvalue()
    assert SectorWeights.from_json(out).weights["hazchem 加油站"] > 0
    assert not SHIPPED.samefile(out)


def test_the_command_measures_on_what_it_has_not_seen(tmp_path: Path) -> None:
    examples = tmp_path / "examples.jsonl"
    line = '{"text": "要检查%s加油站。", "sectors": ["hazchem"]}\n'
    examples.write_text("".join(line % letter for letter in "东西南北中上下"), encoding="utf-8")
    said = StringIO()
    call_command("weigh_sectors", examples, out=tmp_path / "none.json", check=True, stdout=said)
    assert "100.0% 正确" in said.getvalue()
    assert not (tmp_path / "none.json").exists()


@pytest.mark.parametrize("words", ["", "{", '["a"]\n', '{"text": "要检查。"}\n'])
def test_the_command_says_what_is_wrong_with_the_examples(tmp_path: Path, words: str) -> None:
    examples = tmp_path / "examples.jsonl"
    examples.write_text(words, encoding="utf-8")
    with pytest.raises(CommandError, match=r"examples\.jsonl"):
        call_command("weigh_sectors", examples, out=tmp_path / "w.json", stdout=StringIO())
    assert not (tmp_path / "w.json").exists()
