"""Cutting folded text into lexemes."""

import re
import tempfile
from pathlib import Path

import pytest

from search import words as words_module
from search.words import SAFETY_TERMS, Dictionary, cut, dictionary, index_lexemes, term_lexemes

WORDS = Dictionary.of(["安全生产", "安全生产责任", "生产责任制", "超能力", "能力生产", "ab"])


@pytest.mark.parametrize(
    ("folded", "lexemes"),
    [
        ("", set()),
        ("燃", {"燃"}),
        ("燃气", {"燃气", "气"}),
        ("燃气燃气", {"燃气", "气燃", "气"}),
        ("超能力生产", {"超能", "能力", "力生", "生产", "产", "超能力", "能力生产"}),
        ("抓安全生产", {"抓安", "安全", "全生", "生产", "产", "安全生产"}),
    ],
)
def test_a_row_has_its_pairs_its_last_character_and_every_word(folded: str, lexemes: set[str]) -> None:
    assert index_lexemes(folded, WORDS) == sorted(lexemes)


@pytest.mark.parametrize(
    ("folded", "lexemes", "exact"),
    [
        ("", [], True),
        ("安", ["安"], True),
        ("安全", ["安全"], True),
        ("安全生产", ["安全生产"], True),
        ("超能力生产", ["超能力", "能力生产"], False),
        ("抓安全生产", ["安全生产", "抓安"], False),
        ("安全生产责任制", ["安全生产责任", "生产责任制"], False),
        ("防汛防", ["防汛", "汛防"], False),
    ],
)
def test_a_keyword_asks_for_words_and_for_the_pairs_between_them(folded: str, lexemes: list[str], exact: bool) -> None:
    assert term_lexemes(folded, WORDS) == (lexemes, exact)


def test_every_lexeme_a_keyword_asks_for_is_in_the_rows_that_hold_it() -> None:
    text = "各级党委政府要严格落实安全生产责任制坚决遏制重特大事故123abc"
    row = set(index_lexemes(text))
    for start in range(len(text)):
        for end in range(start + 2, len(text) + 1):
            assert set(term_lexemes(text[start:end])[0]) <= row


@pytest.mark.parametrize("word", ["安全生产", "危险化学品", "城镇燃气", "应急管理", "双随机", "劳动者", "重特大事故"])
def test_the_dictionary_knows_the_terms_of_the_trade_and_general_words(word: str) -> None:
    assert term_lexemes(word) == ([word], True)


def test_the_dictionary_is_folded() -> None:
    assert "c语言" in dictionary().words
    assert not any(re.search(r"[\W_A-Z]", word) for word in dictionary().words)


def test_another_word_makes_another_version() -> None:
    assert Dictionary.of(["安全生产"]).version != Dictionary.of(["安全生产", "应急管理"]).version
    assert Dictionary.of(["安全生产", "应急管理"]).version == Dictionary.of(["应急管理", "安全生产"]).version


def test_a_version_fits_a_column_of_four_bytes() -> None:
    assert 0 < dictionary().version < 2**31


def test_words_too_long_for_a_lexeme_are_left_out() -> None:
    assert Dictionary.of(["安" * 700, "安全生产"]).words == {"安全生产"}


def test_our_terms_are_listed_once_each_and_are_long_enough() -> None:
    lines = [line for line in SAFETY_TERMS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) == len(set(lines)) > 1000
    assert all(len(line) >= 3 for line in lines)


def test_cutting_is_quiet_and_leaves_no_file_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    words_module._cutter.cache_clear()
    assert cut("加强城镇燃气安全监管") == ["加强", "城镇", "燃气", "安全监管"]
    assert capfd.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []
