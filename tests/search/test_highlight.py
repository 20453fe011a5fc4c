"""Marking what was found in the text as it is displayed."""

import pytest

from search.highlight import spans, term_spans
from search.query import parse


@pytest.mark.parametrize(
    ("text", "q", "marked"),
    [
        ("加强燃气安全", "燃气", ["燃气"]),
        ("加强燃氣安全", "燃气", ["燃氣"]),
        ("加强燃 气安全", "燃气", ["燃 气"]),
        ("燃气、危化品", "燃气危化品", ["燃气、危化品"]),
        ("燃气，危化品", "燃气 危化品", ["燃气", "危化品"]),
        ("６·13事故", "613", ["６·13"]),
        ("面积20㎡以上", "20m2", ["20㎡"]),
        ("面积20㎡以上", "m", ["㎡"]),
        ("哈哈哈哈", "哈哈", ["哈哈哈哈"]),
        ("安全生产责任", "安全生产 生产责任", ["安全生产责任"]),
        ("燃气与演练", "燃气 -演练", ["燃气"]),
        ("甲A乙a", "a", ["A", "a"]),
        ("甲乙。丙", "甲 同句 乙", ["甲乙"]),
        ("甲一乙", "甲 ~3 乙", ["甲", "乙"]),
        ("没有", "燃气", []),
        ("", "燃气", []),
        ("甲", "", []),
    ],
)
def test_it_marks(text: str, q: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, parse(q))] == marked


def test_every_place_of_every_keyword_is_told() -> None:
    found = term_spans("安全生产，安全", parse("安全 安全生产"))
    assert [(start, end, term.text) for start, end, term in found] == [
        (0, 2, "安全"),
        (0, 4, "安全生产"),
        (5, 7, "安全"),
    ]
