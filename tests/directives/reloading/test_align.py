"""Which passages of a new reading are those of the old one."""

import pytest

from directives.reloading.align import place_of, reworded, same


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (["甲", "乙", "丙"], ["甲", "乙", "丙"], [(0, 0), (1, 1), (2, 2)]),
        (["甲", "乙", "丙"], ["甲", "丙"], [(0, 0), (2, 1)]),
        (["甲", "丙"], ["甲", "乙", "丙"], [(0, 0), (1, 2)]),
        (["甲", "甲"], ["甲"], [(0, 0)]),
        (["甲", "乙", "丙", "丁"], ["丁", "甲", "乙", "丙"], [(0, 1), (1, 2), (2, 3), (3, 0)]),
        ([], ["甲"], []),
    ],
)
def test_equal_words_are_the_same_passage_in_the_same_order(
    old: list[str], new: list[str], pairs: list[tuple[int, int]]
) -> None:
    assert same(old, new) == pairs


def test_the_most_alike_are_taken_for_each_other() -> None:
    old = [(0, "各地要开展燃气安全检查"), (1, "严禁占用消防通道")]
    new = [(0, "各地要开展燃气安全大检查"), (1, "各地要做好值守")]
    assert reworded(old, new) == [(0, 0)]


@pytest.mark.parametrize(
    ("text", "words", "near", "span"),
    [
        ("甲乙丙丁", "乙丙", 0, (1, 3)),
        ("甲乙\n丙丁", "乙丙", 0, (1, 4)),
        ("甲乙甲乙", "甲乙", 2, (2, 4)),
        ("甲乙丙", "丁", 0, None),
    ],
)
def test_it_finds_words_whatever_the_white_space(
    text: str, words: str, near: int, span: tuple[int, int] | None
) -> None:
    assert place_of(text, words, near) == span
