"""Cutting a text into paragraphs and pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.passages import Mark, apart, excerpt, paragraphs, pieces

TEXT = "第一段要求。\n第二段严禁。\n第三段。"


def test_pieces_joined_are_the_text() -> None:
    found = pieces(TEXT, [Mark(3, 5, "a"), Mark(7, 10, "b")])
    assert "".join(piece.text for piece in found) == TEXT
    assert [(piece.text, piece.mark.of) for piece in found if piece.mark] == [("要求", "a"), ("第二段", "b")]


def test_a_mark_goes_on_in_the_next_paragraph() -> None:
    found = paragraphs(TEXT, [Mark(3, 10, "a")])
    assert [[piece.text for piece in line] for line in found] == [
        ["第一段", "要求。"],
        ["第二段", "严禁。"],
        ["第三段。"],
    ]
    first, second = found[0][1], found[1][0]
    assert (first.opens, first.closes) == (True, False)
    assert (second.opens, second.closes) == (False, True)


@pytest.mark.parametrize(
    ("marks", "kept"),
    [
        ([(0, 5), (3, 8)], [(0, 5), (5, 8)]),
        ([(3, 8), (0, 5)], [(0, 5), (5, 8)]),
        ([(0, 9), (2, 4)], [(0, 9)]),
        ([(2, 2)], []),
    ],
)
def test_overlapping_marks_are_taken_apart(marks: list[tuple[int, int]], kept: list[tuple[int, int]]) -> None:
    assert [(mark.start, mark.end) for mark in apart(Mark(*span) for span in marks)] == kept


@given(
    st.text(alphabet="安令。\n", max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6)
)
def test_no_character_is_lost_or_doubled(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(min(span), max(span)) for span in spans]
    assert "".join(piece.text for piece in pieces(text, marks)) == text
    assert "".join(piece.text for line in paragraphs(text, marks) for piece in line) == text.replace("\n", "")


def test_an_excerpt_holds_the_span_and_begins_at_a_line() -> None:
    found = excerpt(TEXT, 9, 11, 4)
    assert (found.before, found.said, found.after) == ("第二", "段严", "禁。")
    assert found.cut_before
    assert found.cut_after


def test_an_excerpt_of_a_short_text_is_the_whole() -> None:
    found = excerpt(TEXT, 3, 5, 100)
    assert found.before + found.said + found.after == TEXT
    assert not found.cut_before
    assert not found.cut_after
