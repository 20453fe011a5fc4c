"""Pages of corrections, as a loader uses them; and addresses of what is no more."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from config.accounts import set_up_groups
from directives.corrections.bodies import merge_bodies
from directives.corrections.drop import drop
from directives.corrections.join import join
from directives.corrections.meeting import Facts, edit_meeting
from directives.corrections.relabel import Labels, relabel
from directives.models import Body, Correction, Directive
from meetings.drafts import Level
from meetings.models import Meeting, Speaker, Turn
from tests.directives.stored import store_meeting
from tests.factories import FIRE, GAS, store

pytestmark = pytest.mark.django_db


@pytest.fixture
def loader(client: Client) -> Client:
    set_up_groups()
    user = User.objects.create_user("loader")
    user.groups.add(Group.objects.get(name="loader"))
    client.force_login(user)
    return client


def by_text(words: str) -> Directive:
    return Directive.objects.get(text__contains=words)


def fields(row: Directive, **changed: object) -> dict[str, object]:
    """What the form of a directive sends when nothing else is changed."""
    values = {"speaker": "钟望川", "level": row.level, "modality": row.modality, "sectors": ["gas"], "addressed": "住建部门",
              "lead": "", "cooperate": "", "deadline_text": row.deadline_text, "deadline_on": row.deadline_on or "",
              "reason": "行业有误"}  # fmt: skip
    return values | changed


def test_a_loader_files_a_directive_otherwise(loader: Client) -> None:
    store_meeting()
    row = by_text("老旧管网")
    page = loader.get(f"/directives/{row.pk}/correct/").content.decode()
    assert 'value="gas" checked' in page
    assert 'value="住建部门"' in page
    response = loader.post(f"/directives/{row.pk}/correct/", fields(row, sectors=["gas", "fire"], level="city"))
    assert response["Location"] == f"/directives/{row.pk}/"
    shown = loader.get(f"/directives/{row.pk}/").content.decode()
    for words in ("行业有误", "改正归类", "<del>省级</del>", "<ins>市级</ins>", "<ins>消防</ins>"):
        assert words in shown, words


def test_listing_counts_and_search_follow_at_once(loader: Client) -> None:
    store_meeting()
    row = by_text("老旧管网")
    loader.post(f"/directives/{row.pk}/correct/", fields(row, sectors=["fire"]))
    assert row.text[:8] in loader.get("/directives/?sector=fire").content.decode()
    assert row.text[:8] not in loader.get("/directives/?sector=gas").content.decode()


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"reason": ""}, "原因"),
        ({"speaker": "钟望川（不存在省）"}, "没有不存在省的讲话人"),
        ({"deadline_text": "", "deadline_on": "2022-12-31"}, "时限原文"),
        ({}, "没有改动"),
    ],
)
def test_it_says_what_is_wrong_and_keeps_what_was_filled_in(
    loader: Client, changed: dict[str, object], problem: str
) -> None:
    store_meeting()
    row = by_text("老旧管网")
    response = loader.post(f"/directives/{row.pk}/correct/", fields(row, **changed))
    assert response.status_code == 422
    page = response.content.decode()
    assert problem in page
    assert 'role="alert"' in page
    assert 'value="住建部门"' in page


def test_a_loader_takes_apart_joins_and_drops(loader: Client) -> None:
    store_meeting()
    row = by_text("老旧管网")
    parts = "住建部门要加强城镇燃气安全监管，\n年底前完成老旧管网改造"
    loader.post(f"/directives/{row.pk}/split/", {"parts": parts, "reason": "两件事"})
    second = by_text("年底前完成")
    assert second.pk != row.pk
    loader.post(f"/directives/{second.pk}/join/", {"other": row.pk, "reason": "其实是一件事"})
    response = loader.get(f"/directives/{second.pk}/")
    assert (response.status_code, response["Location"]) == (301, f"/directives/{row.pk}/?was={second.pk}")
    assert "其实是一件事" in loader.get(response["Location"]).content.decode()
    loader.post(f"/directives/{row.pk}/drop/", {"reason": "不是要求"})
    response = loader.get(f"/directives/{row.pk}/")
    assert response.status_code == 410
    assert "不是要求" in response.content.decode()


def test_a_loader_corrects_a_turn_and_adds_to_it(loader: Client) -> None:
    store_meeting()
    drop(by_text("自查").pk, None, "先删")
    turn = Turn.objects.get(speaker__name="钟望川")
    assert "各企业要开展一次自查" in loader.get(f"/turns/{turn.pk}/correct/").content.decode()
    loader.post(f"/turns/{turn.pk}/correct/", {"words": "各企业要开展一次自查", "reason": "漏了"})
    assert by_text("自查").by_hand == ["added", "text"]
    loader.post(f"/turns/{turn.pk}/correct/", {"speaker": "程远帆", "voice": "speech", "reason": "另一人"})
    assert {row.speaker.name for row in Directive.objects.all() if row.speaker} == {"程远帆"}


def test_a_loader_corrects_a_meeting(loader: Client) -> None:
    store_meeting()
    meeting = Meeting.objects.get()
    page = loader.get(f"/meetings/{meeting.pk}/correct/").content.decode()
    assert 'value="2022-01-17"' in page
    form = {
        "title": "全市会议",
        "date": "2022-02",
        "level": "city",
        "region": "武汉市",
        "host": "",
        "parent": "",
        "reason": "有误",
    }
    assert loader.post(f"/meetings/{meeting.pk}/correct/", form).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title, meeting.level, meeting.date_precision, str(meeting.region)) == (
        "全市会议",
        "city",
        "month",
        "武汉市",
    )
    assert loader.post(f"/meetings/{meeting.pk}/correct/", {**form, "date": "明天"}).status_code == 422


def test_a_loader_takes_a_correction_back(loader: Client) -> None:
    store_meeting()
    row = by_text("自查")
    loader.post(f"/directives/{row.pk}/drop/", {"reason": "误删"})
    correction = Correction.objects.get()
    assert "误删" in loader.get("/corrections/").content.decode()
    assert "各企业要开展一次自查" in loader.get(f"/corrections/{correction.pk}/").content.decode()
    assert loader.post(f"/corrections/{correction.pk}/", {"reason": "仍是要求"}).status_code == 302
    assert loader.get(f"/directives/{row.pk}/").status_code == 200
    assert "已撤销" in loader.get("/corrections/").content.decode()


def test_merged_speakers_and_bodies_lead_on(loader: Client) -> None:
    store_meeting()
    kept, other = Body.objects.get(name="应急局"), Body.objects.get(name="公安局")
    assert "公安局" in loader.get(f"/bodies/{kept.pk}/merge/?q=公安").content.decode()
    assert loader.post(f"/bodies/{kept.pk}/merge/", {"other": other.pk, "reason": "同一"}).status_code == 302
    response = loader.get(f"/bodies/{other.pk}/")
    assert (response.status_code, response["Location"]) == (301, f"/bodies/{kept.pk}/")
    turn = Turn.objects.get(speaker__name="钟望川")
    loader.post(f"/turns/{turn.pk}/correct/", {"speaker": "程远帆", "voice": "speech", "reason": "另一人"})
    first, second = Speaker.objects.order_by("pk")
    loader.post(f"/speakers/{first.pk}/merge/", {"other": second.pk, "reason": "同一人"})
    assert loader.get(f"/speakers/{second.pk}/")["Location"] == f"/speakers/{first.pk}/"
    assert loader.get("/bodies/99999/").status_code == 404


def test_an_address_leads_on_through_several_joinings() -> None:
    store_meeting()
    first, second, third = Directive.objects.order_by("start")
    join(second.pk, third.pk, None, "并")
    join(first.pk, second.pk, None, "再并")
    client = Client()
    client.force_login(User.objects.create_user("reader"))
    assert client.get(f"/directives/{third.pk}/")["Location"] == f"/directives/{first.pk}/?was={third.pk}"


def test_readers_see_the_history_but_no_way_to_change_it(client: Client) -> None:
    store_meeting()
    merge_bodies(Body.objects.get(name="应急局").pk, Body.objects.get(name="公安局").pk, None, "同一单位")
    client.force_login(User.objects.create_user("reader"))
    body = Body.objects.get(name="应急局")
    page = client.get(f"/bodies/{body.pk}/").content.decode()
    assert "同一单位" in page
    assert "merge" not in page
    assert client.get(f"/bodies/{body.pk}/merge/").status_code == 403


def test_the_pages_of_corrected_rows_take_few_queries(loader: Client, django_assert_max_num_queries: Any) -> None:
    row, meeting = store_meeting()[0], Meeting.objects.get()
    above = store([GAS], title="全国安全生产电视电话会议", level=Level.NATIONAL, code="000000", file_name="全国.txt")[0]
    store([FIRE], title="全市安全生产电视电话会议", level=Level.CITY, code="420700", file_name="全市.txt")
    Meeting.objects.filter(level=Level.CITY).update(parent=meeting)
    user = User.objects.get(username="loader")
    for sectors in ({"fire"}, {"gas", "fire"}, {"coal"}):
        bodies = frozenset({(f"第{len(sectors)}应急局", "lead")})
        wanted = replace(Labels.of(Directive.objects.get(pk=row.pk)), sectors=frozenset(sectors), bodies=bodies)
        relabel(row.pk, wanted, user, "归类有误")
    facts = Facts.of(meeting)
    edit_meeting(meeting.pk, replace(facts, title="全省燃气安全会议", parent=above.meeting_id), user, "名称有误")
    edit_meeting(meeting.pk, replace(facts, title="全市燃气安全会议", region="鄂州市"), user, "地区有误")
    for address, words in ((row.get_absolute_url(), "第1应急局"), (meeting.get_absolute_url(), "鄂州市")):
        with django_assert_max_num_queries(12):
            page = loader.get(address).content.decode()
        assert f"<ins>{words}</ins>" in page
