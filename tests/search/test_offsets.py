"""The map from a rewritten text back to its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.offsets import Edit, Offsets, rewrite


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text("安全生產 ab", max_size=30))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    return text, [Edit(start, end, draw(st.text("新xy", max_size=4))) for start, end in spans]


def test_it_maps_untouched_characters_one_by_one() -> None:
    text, offsets = rewrite("前〔删〕后文", [Edit(1, 4, "")])
    assert text == "前后文"
    assert [offsets.source_span(at, at + 1) for at in range(3)] == [(0, 1), (4, 5), (5, 6)]


def test_it_maps_each_new_character_to_the_whole_replaced_span() -> None:
    text, offsets = rewrite("聚焦;、", [Edit(2, 3, "危化品")])
    assert text == "聚焦危化品、"
    assert offsets.source_span(3, 4) == (2, 3)
    assert offsets.source_span(2, 6) == (2, 4)


def test_a_removed_span_has_an_empty_place_in_the_new_text() -> None:
    _, offsets = rewrite("产(chǎn)业", [Edit(1, 7, "")])
    assert offsets.tidied_span(2, 5) == (1, 1)
    assert offsets.tidied_span(0, 8) == (0, 2)


@pytest.mark.parametrize("length", [0, 1, 7])
def test_identity_maps_everything_to_itself(length: int) -> None:
    offsets = Offsets.identity(length)
    assert len(offsets) == length
    assert offsets.source_span(0, length) == (0, length)


def test_it_refuses_bytes_it_did_not_write() -> None:
    with pytest.raises(ValueError, match="offset map"):
        Offsets.from_bytes(b"\x07abc")


@given(texts_with_edits())
def test_spans_are_in_order_and_inside_the_source(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    new, offsets = rewrite(text, edits)
    assert len(offsets) == len(new)
    spans = [offsets.source_span(at, at + 1) for at in range(len(new))]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(texts_with_edits())
def test_storing_and_reading_back_changes_nothing(case: tuple[str, list[Edit]]) -> None:
    _, offsets = rewrite(*case)
    assert Offsets.from_bytes(offsets.to_bytes()) == offsets


@given(texts_with_edits(), st.data())
def test_composing_two_steps_agrees_with_taking_them_one_after_the_other(
    case: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    text, edits = case
    middle, first = rewrite(text, edits)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(middle)), max_size=6)))
    later = [Edit(start, end, "乙") for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    new, second = rewrite(middle, later)
    joined = second.compose(first)
    assert len(joined) == len(new)
    for at in range(len(new)):
        assert joined.source_span(at, at + 1) == first.source_span(*second.source_span(at, at + 1))


@given(texts_with_edits(), st.data())
def test_a_span_survives_the_way_to_the_source_and_back(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = case
    new, offsets = rewrite(text, [edit for edit in edits if edit.start < edit.end])
    start = data.draw(st.integers(0, len(new)))
    end = data.draw(st.integers(start, len(new)))
    back_start, back_end = offsets.tidied_span(*offsets.source_span(start, end))
    assert start == end or (back_start <= start and end <= back_end)
