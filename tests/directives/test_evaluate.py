"""Figures of agreement between a dry run and an annotation."""

from typing import Any

import pytest

from directives.agreement import GoldError, are_close, offsets_fit, same_body, same_meeting
from directives.evaluate import Tally, score, worst

TEXT = "会议要求，应急、公安等部门要抓好消防工作。今年形势总体平稳。年底前完成整改。"
QUOTES = ("应急、公安等部门要抓好消防工作。", "今年形势总体平稳。", "年底前完成整改。")
MEETING = {"level": "city", "region": "鄂州市", "date": "2022-01"}


def gold(**changes: Any) -> dict[str, Any]:
    sentences = [
        {"quote": QUOTES[0], "directive": True, "meeting": "g1", "speaker": "凌若溪", "sectors": ["fire"],
         "responsible": ["应急、公安等部门"], "deadline": None},
        {"quote": QUOTES[1], "directive": False, "meeting": "g1"},
        {"quote": QUOTES[2], "directive": True, "meeting": "g1", "speaker": None, "sectors": [], "responsible": [],
         "deadline": "年底前"},
    ]  # fmt: skip
    people = [{"name": "凌若溪", "titles": ["市长"], "meeting": "g1"}]
    return {"doc": "a.txt", "meetings": [{"id": "g1", **MEETING}], "people": people, "sentences": sentences} | changes


def directive(quote: str, **changes: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {
        "text": quote, "raw_start": start, "raw_end": start + len(quote), "meeting": "m1", "speaker": None,
        "sectors": [], "bodies": [], "deadline": None,
    } | changes  # fmt: skip


def prediction(*directives: dict[str, Any], **changes: Any) -> dict[str, Any]:
    meetings = [{"key": "m1", **MEETING, "date": "2022-01-17"}]
    people = [{"name": "凌若溪", "titles": ["副市长、市长"], "meeting": "m1"}]
    return {"simplified": True, "meetings": meetings, "people": people, "directives": list(directives)} | changes


PERFECT = (
    directive(QUOTES[0], speaker="凌若溪", sectors=["fire"], bodies=["应急部门", "公安部门"]),
    directive(QUOTES[2], deadline={"text": "年底前", "date": "2022-12-31"}),
)


def test_full_agreement_is_one_everywhere() -> None:
    result = score(gold(), TEXT, prediction(*PERFECT))
    assert set(result.figures().values()) == {1.0}
    assert result.disagreements == []


@pytest.mark.parametrize(
    ("directives", "figure", "value", "kind"),
    [
        (PERFECT[:1], "directive_r", 14 / 21, "missed"),
        ((*PERFECT, directive(QUOTES[1])), "directive_p", 21 / 29, "invented"),
        ((PERFECT[0] | {"speaker": None}, PERFECT[1]), "speaker_acc", 7 / 21, "speaker"),
        ((PERFECT[0], PERFECT[1] | {"meeting": None}), "meeting_acc", 14 / 21, "meeting"),
        ((PERFECT[0] | {"sectors": []}, PERFECT[1]), "sector_r", 0, "sector"),
        ((PERFECT[0] | {"bodies": ["公安部门", "各地"]}, PERFECT[1]), "body_p", 0.5, "body"),
        ((PERFECT[0], PERFECT[1] | {"deadline": None}), "deadline_r", 0, "deadline"),
    ],
)
def test_each_disagreement_lowers_its_figure_and_is_shown(
    directives: tuple[dict[str, Any], ...], figure: str, value: float, kind: str
) -> None:
    result = score(gold(), TEXT, prediction(*directives))
    assert result.figures()[figure] == pytest.approx(value, abs=1e-4)
    assert kind in {one.kind for one in result.disagreements}


def test_headings_borderline_and_off_topic_sentences_count_neither_way() -> None:
    for mark in ({"kind": "heading"}, {"borderline": True}, {"off_topic": True}):
        marked = gold()
        marked["sentences"][0] |= mark
        assert score(marked, TEXT, prediction(PERFECT[1])).figures()["directive_f1"] == 1.0
        assert score(marked, TEXT, prediction(*PERFECT)).figures()["directive_f1"] == 1.0


def test_people_must_have_the_level_of_the_meeting_and_their_titles() -> None:
    wrong_level = prediction(meetings=[{"key": "m1", **MEETING, "level": "county"}])
    assert score(gold(), TEXT, wrong_level).figures()["people_f1"] == 0
    untitled = prediction(people=[{"name": "凌若溪", "titles": [], "meeting": "m1"}])
    assert score(gold(), TEXT, untitled).figures()["title_recall"] == 0


def test_equal_disagreements_are_added_up_heaviest_first() -> None:
    result = score(gold(), TEXT, prediction(PERFECT[0] | {"speaker": None}, PERFECT[1] | {"speaker": "钟望川"}))
    found = [(one.weight, one.gold, one.predicted) for one in worst(result.disagreements)]
    assert found == [(14, "凌若溪", "—"), (7, "—", "钟望川")]


def test_a_quote_that_is_not_in_the_text_is_an_error() -> None:
    with pytest.raises(GoldError, match="quote not found"):
        score(gold(), "别的文字", prediction())


@pytest.mark.parametrize(
    ("predicted", "same"),
    [
        ({"level": "city", "region": "鄂州", "date": "2022-01-17"}, True),
        ({"level": "county", "region": "鄂州市", "date": "2022-01-17"}, False),
        ({"level": "city", "region": "黄石市", "date": "2022-01-17"}, False),
        ({"level": "city", "region": "鄂州市", "date": "2022-02"}, False),
        ({"level": "city", "region": "鄂州市", "date": None}, False),
        (None, False),
    ],
)
def test_meetings_agree_by_level_region_and_date(predicted: dict[str, Any] | None, same: bool) -> None:
    assert same_meeting(MEETING, predicted) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("应急、公安等部门", "公安部门", True),
        ("应急部门", "应急部门", True),
        ("各级各部门", "部门", True),
        ("住建局", "应急局", False),
        ("企业", "业", False),
    ],
)
def test_a_list_of_bodies_equals_its_members(one: str, other: str, same: bool) -> None:
    assert same_body(one, other) is same


def test_one_character_is_never_close_to_more() -> None:
    assert are_close("省", "省") and not are_close("省", "全省")


@pytest.mark.parametrize(
    ("changes", "simplified", "fits"),
    [
        ({}, True, True),
        ({"text": "另外一句话"}, True, False),
        ({"text": "另外一句话"}, False, True),
        ({"raw_end": len(TEXT) + 1}, True, False),
        ({"raw_start": -1}, True, False),
    ],
)
def test_a_raw_span_must_hold_the_words(changes: dict[str, Any], simplified: bool, fits: bool) -> None:
    assert offsets_fit(directive(QUOTES[1], **changes), TEXT, simplified=simplified) is fits


def test_nothing_said_and_nothing_wanted_is_perfect() -> None:
    assert (Tally().precision, Tally().recall, Tally(missed=1).f1) == (1.0, 1.0, 0.0)
