"""Drafts become stored documents, meetings, speakers and turns."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from meetings.build import Built, build, first_day, known_names
from meetings.drafts import Level, MeetingDraft, Outline, PersonDraft, TurnDraft, Voice
from meetings.models import Document, Meeting, Participation, Region, Report, Speaker, Turn
from meetings.readers import read
from search.normalise import tidy
from tests.threads import at_once

TEXT = (
    "1月17日，全省安全生产电视电话会议召开。\n"
    "省委副书记、省长钟望川强调，要加强城镇燃气安全监管。\n"
    "随后我市召开会议，市长凌若溪要求，要抓好落实。\n"
)
PROVINCE = MeetingDraft(
    "m1", "全省安全生产电视电话会议", "2022-01-17", True, Level.PROVINCE, "湖北省", "420000", None,
    "safety-teleconference", "", 6, 20,
)  # fmt: skip
CITY = MeetingDraft(
    "m2", "全市安全生产会议", "2022-01-17", True, Level.CITY, "鄂州市", "420700", "m1", "safety-meeting", "", 49, 55
)
PEOPLE = (
    PersonDraft("钟望川", ("省委副书记", "省长"), "m1", ("讲话",), 29, 32),
    PersonDraft("凌若溪", ("市长",), "m2", ("讲话",), 59, 62),
)


def outline(
    text: str, meetings: tuple[MeetingDraft, ...] = (PROVINCE, CITY), people: tuple[PersonDraft, ...] = PEOPLE
) -> Outline:
    """The three lines of the text as turns: narration, and one speech at each meeting."""
    first, second = text.index("\n"), text.index("\n", text.index("\n") + 1)
    keys = [meeting.key for meeting in meetings] + [None, None]
    names = [person.name for person in people] + [None, None]
    turns = (
        TurnDraft(0, first, Voice.NARRATION, keys[0], None),
        TurnDraft(first + 1, second, Voice.SPEECH, keys[0], names[0], ("一、强调",)),
        TurnDraft(second + 1, len(text), Voice.SPEECH, keys[1], names[1]),
    )
    return Outline("全省会议", "2022-01-18", meetings, people, turns)


def store(text: str = TEXT, name: str = "会议.txt", **parts: Any) -> Built:
    source = read(name, text.encode())
    tidied = tidy(source.text)
    with transaction.atomic():
        return build(source, tidied, outline(tidied.text, **parts), [])


def another(number: int) -> str:
    """A different document of the same shape."""
    return f"{TEXT}附件{number}\n"


@pytest.mark.parametrize(
    ("date", "day", "precision"),
    [
        ("2022-01-17", "2022-01-17", "day"),
        ("2022-01", "2022-01-01", "month"),
        ("2022", "2022-01-01", "year"),
        (None, None, "unknown"),
    ],
)
def test_it_keeps_how_much_of_a_date_is_known(date: str | None, day: str | None, precision: str) -> None:
    first, known = first_day(date)
    assert (first.isoformat() if first else None, known) == (day, precision)


@pytest.mark.django_db
class TestBuild:
    def test_it_keeps_the_bytes_untouched(self) -> None:
        document = store().document
        document.refresh_from_db()
        assert bytes(document.raw) == TEXT.encode()
        assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
        assert (document.raw_length, document.length) == (len(TEXT), len(document.text))
        assert document.published_on is not None

    def test_every_turn_is_the_text_at_its_span(self) -> None:
        built = store()
        turns = Turn.objects.all()
        assert [turn.text for turn in turns] == [built.document.text[turn.start : turn.end] for turn in turns]
        assert turns[1].headings == ["一、强调"]
        assert all(turn.folded for turn in turns)

    def test_regions_come_with_everything_that_contains_them(self) -> None:
        store()
        city = Region.objects.get(code="420700")
        assert [city.name, str(city.parent), str(city.parent and city.parent.parent)] == ["鄂州市", "湖北省", "全国"]

    def test_a_follow_up_is_linked_to_its_parent(self) -> None:
        built = store()
        built.meetings["m2"].refresh_from_db()
        assert built.meetings["m2"].parent == built.meetings["m1"]

    def test_what_was_inferred_of_a_meeting_is_stored_with_it(self) -> None:
        store(meetings=(replace(PROVINCE, region_inferred=True), replace(CITY, date_inferred=False)))
        marks = Meeting.objects.order_by("pk").values_list("level", "region_inferred", "date_inferred")
        assert set(marks) == {("province", True, True), ("city", False, False)}

    def test_what_a_further_report_prints_is_inferred_no_more(self) -> None:
        store(meetings=(replace(PROVINCE, region_inferred=True, date_inferred=True),))
        store(another(2), meetings=(replace(PROVINCE, region_inferred=False, date_inferred=True),))
        store(another(3), meetings=(replace(PROVINCE, region_inferred=True, date_inferred=True),))
        row = Meeting.objects.get()
        assert (row.region_inferred, row.date_inferred) == (False, True)

    def test_a_meeting_without_a_region_has_none_that_was_inferred(self) -> None:
        store(meetings=(replace(PROVINCE, region_code="990000", region_inferred=True), CITY))
        assert Meeting.objects.get(region=None).region_inferred is False

    def test_a_title_tells_where_its_holder_serves(self) -> None:
        built = store()
        assert {name: str(speaker.region) for name, speaker in built.speakers.items()} == {
            "钟望川": "湖北省",
            "凌若溪": "鄂州市",
        }

    def test_a_meeting_is_stored_once_however_many_documents_report_it(self) -> None:
        first, second = store(), store(another(1))
        assert first.meetings["m1"] == second.meetings["m1"]
        assert (Meeting.objects.count(), Report.objects.count(), Speaker.objects.count()) == (2, 4, 2)

    def test_a_later_report_adds_the_parent_that_the_first_did_not_know(self) -> None:
        alone = store(meetings=(PROVINCE, replace(CITY, parent=None))).meetings["m2"]
        assert alone.parent is None
        store(another(1))
        alone.refresh_from_db()
        assert alone.parent is not None

    def test_parents_never_form_a_circle(self) -> None:
        built = store()
        reversed_links = (
            replace(PROVINCE, parent="m2"),
            replace(CITY, parent=None),
        )
        store(another(1), meetings=reversed_links)
        built.meetings["m1"].refresh_from_db()
        assert built.meetings["m1"].parent is None

    @pytest.mark.parametrize(
        ("change", "meetings"),
        [
            ({"date": "2022-01"}, 1),  # the same month, title, place and kind
            ({"date": "2022"}, 2),
            ({"date": None}, 2),
            ({"region": None, "region_code": None}, 2),
            ({"region": None, "region_code": None, "host": "远山矿业公司", "level": Level.ENTERPRISE}, 1),
        ],
    )
    def test_it_merges_only_what_surely_is_the_same_meeting(self, change: dict[str, Any], meetings: int) -> None:
        draft = (replace(PROVINCE, **change),)
        store(meetings=draft)
        store(another(1), meetings=draft)
        assert Meeting.objects.count() == meetings

    def test_two_drafts_of_one_meeting_make_one_report(self) -> None:
        built = store(meetings=(PROVINCE, replace(PROVINCE, key="m2", start=49, end=55)))
        assert built.meetings["m1"] == built.meetings["m2"]
        assert [report.start for report in Report.objects.all()] == [PROVINCE.start]

    def test_a_name_in_one_document_is_one_person(self) -> None:
        again = PersonDraft("钟望川", (), "m2", ("出席",), 59, 62)
        store(people=(*PEOPLE, again))
        assert Speaker.objects.filter(name="钟望川").count() == 1
        assert Participation.objects.filter(speaker__name="钟望川").count() == 2

    def test_namesakes_of_other_places_stay_apart(self) -> None:
        store()
        elsewhere = replace(PROVINCE, region="湖南省", region_code="430000")
        store(another(1), meetings=(elsewhere, CITY))
        assert {str(one.region) for one in Speaker.objects.filter(name="钟望川")} == {"湖北省", "湖南省"}

    def test_a_name_is_known_once_two_documents_give_it_a_title(self) -> None:
        store()
        assert known_names() == frozenset()
        store(another(1))
        assert known_names() == {"钟望川", "凌若溪"}

    def test_the_same_bytes_are_refused(self) -> None:
        store()
        with pytest.raises(IntegrityError):
            store(name="另一个名字.txt")

    def test_the_database_refuses_a_span_that_leaves_the_document(self) -> None:
        turn = store().turns[2]
        beyond = {"end": turn.end + 3, "text": turn.text + "多出来", "raw_end": turn.raw_end + 3}
        with pytest.raises(IntegrityError, match="leaves document"):
            Turn.objects.filter(pk=turn.pk).update(**beyond)

    def test_the_database_refuses_a_span_that_does_not_fit_its_text(self) -> None:
        turn = store().turns[0]
        with pytest.raises(IntegrityError, match="turn_span_fits_text"):
            Turn.objects.filter(pk=turn.pk).update(text="别的")


@pytest.mark.django_db(transaction=True)
def test_two_loaders_at_once_store_a_meeting_once() -> None:
    def load(number: int) -> None:
        for part in range(5):
            store(another(10 * number + part), name=f"{number}-{part}.txt")

    problems = at_once(load, 3)
    assert problems == []
    assert (Document.objects.count(), Meeting.objects.count(), Speaker.objects.count()) == (15, 2, 2)
