"""Damaged text restored, doubtful text marked, clean text left alone."""

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from search.damage import damage_edits
from search.mojibake import encoding_edits
from search.normalise import fold, tidy
from search.shifted import shift_edits
from tests.search.damage_maker import KINDS, shifted

PROJECT = Path(__file__).resolve().parents[2]
DAMAGE = PROJECT / "fixtures" / "damage"
SHARED = PROJECT.parent / "shared"
CASES: list[dict[str, Any]] = json.loads((DAMAGE / "cases.json").read_text(encoding="utf-8"))
MEGABYTE = 1_000_000


def test_the_cases_are_many_and_of_six_kinds() -> None:
    assert len(CASES) >= 120
    assert len({case["kind"] for case in CASES}) >= 6


def test_nearly_all_recoverable_cases_are_restored_and_none_becomes_something_else() -> None:
    recoverable = [case for case in CASES if case["outcome"] == "restored"]
    restored = [case for case in recoverable if tidy(case["damaged"]).text == case["clean"]]
    assert len(restored) >= 0.98 * len(recoverable)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["outcome"] != "restored"], ids=lambda case: case["damaged"][:12]
)
def test_what_is_lost_is_marked_and_never_guessed(case: dict[str, Any]) -> None:
    tidied = tidy(case["damaged"])
    assert tidied.text == case["expected"]
    assert tidied.notices


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_repair_is_noted_with_its_raw_span(kind: str) -> None:
    raw = "前文不变。" + KINDS[kind](
        "各單位要落實安全生產責任。" if kind == "pinyin" else "各地要加强安全生产工作。", 4
    )
    notices = tidy(raw).notices
    assert kind == "spaces" or any(notice.raw_start >= 5 and notice.raw_end <= len(raw) for notice in notices)


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        ("要聚焦;、消防安全和森林防火。", "要聚焦危化品、消防安全和森林防火。"),
        ("加强“两客一!、超载超限治理。", "加强“两客一危”、超载超限治理。"),
        ("抓好城市燃?xì)、;飞a(chǎn)、煤炭生产", "抓好城市燃气、危化品生产、煤炭生产"),
        ("道路交通、建筑施工、;贰⑷藛T密集场所", "道路交通、建筑施工、危化品、人员密集场所"),
        ("城鎮(zhèn)燃?xì)獍踩a(chǎn)專委會(huì)", "城镇燃气安全生产专委会"),
        ("健全燃?xì)獍踩芾碇贫?,提升能力", "健全燃气安全管理制度，提升能力"),
        ("開展燃?xì)獍踩珗?zhí)法檢查", "开展燃气安全执法检查"),
        ("燃?xì)獍踩R(shí)宣傳", "燃气安全知识宣传"),
        ("主持召開縣政府常務會議?h委常委出席", "主持召开县政府常务会议。县委常委出席"),
        ("危？;贰⒎敲旱V山監管", "危？危化品、非煤矿山监管"),
        ("發生什么?A級景區要加強管理", "发生什么?A级景区要加强管理"),
        ("加强危险化学品监管锟斤拷确保", "加强危险化学品监管锟斤拷确保"),
    ],
)
def test_it_reads_through_a_shift_that_later_steps_widened_narrowed_or_glossed(damaged: str, text: str) -> None:
    assert tidy(damaged).text == text


def test_what_the_gloss_proves_damaged_is_marked_where_no_reading_is_certain() -> None:
    tidied = tidy("燃?xì)獍踩蝿?shì)持續(xù)平穩(wěn)向好。")
    assert "suspect" in {notice.code for notice in tidied.notices}


def test_a_repair_points_to_all_of_its_source() -> None:
    raw = "要聚焦;、消防安全"
    tidied = tidy(raw)
    start = tidied.text.index("危化品")
    assert raw[slice(*tidied.offsets.source_span(start, start + 3))] == ";"


def test_an_article_printed_twice_is_marked_and_kept() -> None:
    body = "会议强调，要压紧压实安全生产责任，全面排查整治风险隐患，坚决遏制重特大事故发生，确保人民群众生命财产安全。"
    tidied = tidy(f"标题\n{body}\n广告\n{body}")
    assert tidied.text.count(body) == 2
    notice = next(notice for notice in tidied.notices if notice.code == "printed-twice")
    assert notice.raw_start == len(f"标题\n{body}\n广告\n")


@pytest.mark.parametrize(
    "line", (DAMAGE / "clean.txt").read_text(encoding="utf-8").splitlines(), ids=lambda line: line[:8]
)
def test_rare_names_symbols_and_slips_of_the_pen_are_left_alone(line: str) -> None:
    assert [*encoding_edits(line), *shift_edits(line), *damage_edits(line)] == []
    assert fold(tidy(line).text) == fold(line)


def clean_sentences() -> list[str]:
    """Sentences of the clean parts of our transcripts and, where present, of real ones."""
    files = [*sorted((PROJECT / "fixtures" / "transcripts").glob("*.txt"))]
    files += [file for folder in ("samples", "seeds") for file in sorted((SHARED / folder).glob("0*.txt"))]
    sentences: set[str] = set()
    for file in files:
        try:
            tidied = tidy(file.read_bytes().decode("utf-8"))
        except UnicodeDecodeError:
            continue
        if not {notice.code for notice in tidied.notices} & {"gbk-shift", "mojibake", "suspect", "replacement-char"}:
            sentences.update(re.findall(r"[^。\n]{6,}。", tidied.text))
    return sorted(sentences)


def test_a_megabyte_of_clean_text_is_not_touched() -> None:
    sentences, chance = clean_sentences(), random.Random(20260123)
    assert len(sentences) > 300
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < MEGABYTE:
        paragraphs.append("".join(chance.choices(sentences, k=200)))
    for paragraph in paragraphs:
        tidied = tidy(paragraph)
        assert tidied.text == paragraph
        assert tidied.notices == ()


def test_the_maker_damages_as_browsers_do() -> None:
    assert shifted("危化品安全", 0) == "；钒踩"


def test_a_stretch_too_long_to_read_is_marked() -> None:
    edits = shift_edits("会议强调" + "龘靐" * 400)
    assert [edit.code for edit in edits] == ["suspect"]


def test_no_more_is_read_of_one_text_than_a_reader_waits_for(monkeypatch: pytest.MonkeyPatch) -> None:
    case = next(case for case in CASES if any(edit.code == "gbk-shift" for edit in shift_edits(case["damaged"])))
    monkeypatch.setattr("search.shifted._MOST_READ", 0)
    assert {edit.code for edit in shift_edits(case["damaged"])} == {"suspect"}
