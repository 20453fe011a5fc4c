"""Corrections: what each writes, that search and counts follow at once, and that undo gives identical rows."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from directives.corrections.add import add
from directives.corrections.bodies import merge_bodies
from directives.corrections.changes import changes
from directives.corrections.drop import drop
from directives.corrections.join import join
from directives.corrections.meeting import Facts, edit_meeting
from directives.corrections.recording import CorrectionError
from directives.corrections.relabel import Labels, relabel
from directives.corrections.speakers import merge_speakers
from directives.corrections.split import split
from directives.corrections.turn import relabel_turn
from directives.corrections.undo import TRACKED, touched, undo
from directives.models import Body, BodyAlias, Correction, Directive, Gone
from directives.provenance import check
from meetings.models import Document, Meeting, Speaker, SpeakerAlias, Turn
from search.query import parse
from tests.directives.stored import store_meeting
from tests.factories import FIRE, GAS, store

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create_user("loader")


def everything() -> dict[str, list[dict[str, Any]]]:
    """All tracked rows with all their values, the index included."""
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in TRACKED}


def by_text(words: str) -> Directive:
    return Directive.objects.filter(text__contains=words).order_by("pk")[0]


def relabelled(user: User) -> Correction:
    row = by_text("老旧管网")
    labels = replace(
        Labels.of(row), sectors=frozenset({"fire"}), bodies=frozenset({("应急局", "lead")}), level="city", speaker=None
    )
    return relabel(row.pk, labels, user, "行业有误")


def splitted(user: User) -> Correction:
    row = by_text("老旧管网")
    parts = ["住建部门要加强城镇燃气安全监管，", "年底前完成老旧管网改造"]
    return split(row.pk, parts, user, "两件事")[0]


def joined(user: User) -> Correction:
    return join(by_text("老旧管网").pk, by_text("烟花爆竹").pk, user, "一件事")


def added(user: User) -> Correction:
    drop(by_text("自查").pk, user, "先删")
    return add(Turn.objects.get(speaker__name="钟望川").pk, "各企业要开展\n一次自查", user, "漏了")[0]


def dropped(user: User) -> Correction:
    return drop(by_text("自查").pk, user, "不是要求")


def turn_relabelled(user: User) -> Correction:
    return relabel_turn(Turn.objects.get(speaker__name="钟望川").pk, "程远帆", "speech", user, "另一人所讲")


def meeting_edited(user: User) -> Correction:
    meeting = Meeting.objects.get()
    facts = replace(Facts.of(meeting), level="city", region="武汉市", date="2022-01-18", title="全市会议")
    return edit_meeting(meeting.pk, facts, user, "会议有误")


def speakers_merged(user: User) -> Correction:
    turn_relabelled(user)
    other = Speaker.objects.get(name="程远帆")
    return merge_speakers(Speaker.objects.get(name="钟望川").pk, other.pk, user, "同一人")


def bodies_merged(user: User) -> Correction:
    return merge_bodies(Body.objects.get(name="应急局").pk, Body.objects.get(name="公安局").pk, user, "同一单位")


OPERATIONS = (
    relabelled, splitted, joined, added, dropped, turn_relabelled, meeting_edited, speakers_merged, bodies_merged,
)  # fmt: skip


@pytest.mark.parametrize("operate", OPERATIONS, ids=lambda operate: operate.__name__)
def test_undo_gives_identical_rows_and_redo_the_corrected_ones(
    operate: Callable[[User], Correction], user: User
) -> None:
    store_meeting()
    start = everything()
    correction = operate(user)
    changed = everything()
    assert changed != start
    rows = list(touched(correction.context))
    assert rows
    before = {(row.model, row.pk): row.before for row in rows}
    taken_back = undo(correction.pk, user, "改错了")
    for (model, pk), values in before.items():
        now = model._default_manager.filter(pk=pk).values().first()
        assert (now is None) == (values is None)
        assert values is None or now is not None and {name: now[name] for name in values} == values
    if Correction.objects.count() == 2:  # nothing else was corrected before
        assert everything() == start
    undo(taken_back.pk, user, "没有改错")
    assert everything() == changed


@pytest.mark.parametrize("operate", OPERATIONS, ids=lambda operate: operate.__name__)
def test_every_row_still_leads_to_its_source(operate: Callable[[User], Correction], user: User) -> None:
    store_meeting()
    operate(user)
    proof = check(Document.objects.all())
    assert [str(finding) for finding in proof.findings] == []
    assert list(Directive.objects.order_by("start").values_list("position", flat=True)) == list(
        range(Directive.objects.count())
    )


def test_a_relabelled_directive_is_found_and_counted_where_it_now_belongs(user: User) -> None:
    store_meeting()
    relabelled(user)
    row = by_text("老旧管网")
    assert (row.level, row.speaker, [sector.slug for sector in row.sectors.all()]) == ("city", None, ["fire"])
    assert [(part.body.name, part.role, part.task) for part in row.responsibilities.all()] == [("应急局", "lead", None)]
    assert row.by_hand == ["bodies", "level", "sectors", "speaker"]


def test_the_log_of_changes_names_what_was_corrected(user: User) -> None:
    """By which the counts of every process follow in the same transaction."""
    store_meeting()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_change")
    row = by_text("老旧管网")
    relabelled(user)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT row_id FROM search_change WHERE subject = 'directives'")
        assert row.pk in {pk for (pk,) in cursor.fetchall()}


def test_split_parts_are_indexed_and_filed_on_their_own(user: User) -> None:
    store_meeting()
    old = by_text("老旧管网")
    splitted(user)
    first, second = Directive.objects.order_by("start")[:2]
    assert first.pk == old.pk
    assert (first.text, second.text) == ("住建部门要加强城镇燃气安全监管，", "年底前完成老旧管网改造")
    assert second.deadline_text == "年底前"
    assert first.deadline_text == ""
    assert [s.slug for s in first.sectors.all()] == ["gas"]
    assert list(Directive.objects.matching(parse("年底前完成老旧管网"))) == [second]
    assert list(Directive.objects.matching(parse("监管年底"))) == []
    assert second.speaker == first.speaker


def test_joining_keeps_tasks_and_bodies_of_both(user: User) -> None:
    store_meeting()
    one, two = by_text("老旧管网"), by_text("烟花爆竹")
    joined(user)
    one.refresh_from_db()
    assert one.text.startswith("住建部门") and one.text.endswith("公安局配合")
    assert {task.sector.slug for task in one.tasks.all()} == {"gas", "fireworks", "hazchem"}
    gone = Gone.objects.get()
    assert (gone.directive, gone.into, gone.cause) == (two.pk, one, "joined")


def test_merging_speakers_moves_everything_and_keeps_the_name_as_an_alias(user: User) -> None:
    store_meeting()
    speakers_merged(user)
    kept = Speaker.objects.get()
    assert Directive.objects.exclude(speaker=kept).count() == 0
    assert SpeakerAlias.objects.get().name == "程远帆"
    assert kept.participations.count() == 1


def test_a_merged_bodys_name_is_understood_in_later_files(user: User) -> None:
    store_meeting()
    bodies_merged(user)
    store_meeting("附件\n")
    assert not Body.objects.filter(name="公安局").exists()
    assert BodyAlias.objects.get().body.name == "应急局"


def test_what_a_person_said_of_one_directive_outlives_a_change_of_the_meeting(user: User) -> None:
    store_meeting()
    relabelled(user)
    meeting_edited(user)
    assert {row.level for row in Directive.objects.all()} == {"city"}
    facts = replace(Facts.of(Meeting.objects.get()), level="county", region="")
    edit_meeting(Meeting.objects.get().pk, facts, user, "又改")
    assert by_text("老旧管网").level == "city"
    assert by_text("自查").level == "county"
    assert by_text("自查").region is None


def test_a_changed_date_moves_the_directives_in_the_listing(user: User) -> None:
    store_meeting()
    meeting_edited(user)
    assert {row.listed_on.isoformat() for row in Directive.objects.all()} == {"2022-01-18"}


def test_what_a_person_gives_of_a_meeting_is_inferred_no_longer(user: User) -> None:
    store_meeting()
    Meeting.objects.update(date_inferred=True, region_inferred=True)
    meeting = Meeting.objects.get()
    edit_meeting(meeting.pk, replace(Facts.of(meeting), title="全省会议"), user, "名称有误")
    meeting.refresh_from_db()
    assert (meeting.date_inferred, meeting.region_inferred) == (True, True)
    correction = edit_meeting(meeting.pk, replace(Facts.of(meeting), region="湖南省"), user, "地区有误")
    meeting.refresh_from_db()
    assert (meeting.date_inferred, meeting.region_inferred) == (True, False)
    (change,) = (one for one in changes(correction) if one.kind == "会议")
    assert ("地区系推断", "是", "否") in [(one.name, one.before, one.after) for one in change.values]
    undo(correction.pk, user, "改错了")
    meeting.refresh_from_db()
    assert (str(meeting.region), meeting.region_inferred) == ("湖北省", True)


@pytest.mark.parametrize(
    ("operate", "problem"),
    [
        (lambda user: drop(by_text("自查").pk, user, "  "), "请写明原因"),
        (lambda user: relabel(by_text("自查").pk, Labels.of(by_text("自查")), user, "无"), "没有改动"),
        (lambda user: split(by_text("自查").pk, ["各企业要开展一次", "检查"], user, "拆"), "文字须保持不变"),
        (lambda user: split(by_text("自查").pk, ["各企业要开展一次自查"], user, "拆"), "换行"),
        (lambda user: join(by_text("老旧").pk, by_text("自查").pk, user, "并"), "已属于"),
        (lambda user: add(Turn.objects.all()[1].pk, "各企业要开展一次自查", user, "补"), "已属于"),
        (lambda user: add(Turn.objects.all()[1].pk, "没有这句话", user, "补"), "不在这段发言中"),
        (lambda user: merge_speakers(1, 1, user, "并"), "另一位"),
    ],
)
def test_it_refuses_what_makes_no_sense_and_writes_nothing(
    operate: Callable[[User], Any], problem: str, user: User
) -> None:
    store_meeting()
    start = everything()
    with pytest.raises(CorrectionError, match=problem):
        operate(user)
    assert everything() == start
    assert Correction.objects.count() == 0


def test_a_meeting_can_not_become_another_one_that_is_stored(user: User) -> None:
    store([GAS], file_name="一.txt")
    store([FIRE], file_name="二.txt", date="2022-02-17")
    one, two = Meeting.objects.order_by("held_on")
    with pytest.raises(CorrectionError, match="另一个"):
        edit_meeting(one.pk, Facts.of(two), user, "日期有误")


def test_what_was_corrected_again_is_not_undone_before_that(user: User) -> None:
    store_meeting()
    first = relabelled(user)
    row = by_text("老旧管网")
    second = relabel(row.pk, replace(Labels.of(row), level="county"), user, "又改")
    with pytest.raises(CorrectionError, match=f"请先撤销更正 {second.pk}"):
        undo(first.pk, user, "撤销")
    undo(second.pk, user, "撤销")
    undo(first.pk, user, "撤销")
    with pytest.raises(CorrectionError, match="已经撤销"):
        undo(first.pk, user, "撤销")


def test_the_history_refuses_to_be_changed(user: User) -> None:
    store_meeting()
    dropped(user)
    events: type[Model] = Directive.pgh_event_model  # type: ignore[attr-defined]
    for rows, change in ((Correction.objects.all(), {"reason": ""}), (events._default_manager.all(), {"text": ""})):
        assert rows.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)


def test_the_history_tells_who_and_why_with_every_row(user: User) -> None:
    store_meeting()
    correction = dropped(user)
    event = Directive.pgh_event_model.objects.get()  # type: ignore[attr-defined]
    assert event.pgh_label == "delete"
    assert event.pgh_context_id == correction.context
    assert event.pgh_context.metadata == {"user": "loader", "why": "不是要求", "kind": "drop"}


def test_loading_leaves_no_history(user: User) -> None:
    store_meeting()
    assert Directive.pgh_event_model.objects.count() == 0  # type: ignore[attr-defined]
    dropped(user)
    store_meeting("附件\n")
    assert Directive.pgh_event_model.objects.count() == 1  # type: ignore[attr-defined]
