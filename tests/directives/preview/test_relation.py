"""What a file is to a stored one that it resembles: nobody confirms it undecided, and each decision is acted upon."""

from typing import Any

import pytest
from django.test import Client

from directives.intake.receive import receive
from directives.intake.work import work_on
from directives.models import Batch, Correction, Directive, Intake
from directives.pipeline import Knowledge, load_bytes
from directives.preview.written import digest, written
from directives.reloading.reload import reextract
from directives.sector_rows import load_sectors
from meetings.build import build_regions
from meetings.models import Document, Meeting, Report
from tests.directives.preview.test_preview import loader, send, shown_digest

__all__ = ["loader"]
pytestmark = pytest.mark.django_db
HEAD = "全省安全生产电视电话会议召开\n2022年1月17日，全省安全生产电视电话会议召开。省委副书记、省长钟望川出席并讲话。\n"
ORDERS = (
    "钟望川强调，住建部门要加强城镇燃气安全监管，年底前完成老旧管网改造。各企业要开展一次自查。消防机构要排查高层建筑隐患，"
    "严禁占用消防通道。水利部门要加密水库堤防巡查。交通运输部门要严查超限超载。教育部门要组织一次校园应急演练。\n"
)
TEXT = HEAD + ORDERS
ANOTHER = (
    TEXT.replace("全省安全生产电视电话会议召开\n", "钟望川部署全省岁末年初安全工作\n", 1) + "会议由副省长林知微主持。\n"
)


def stored() -> Document:
    load_sectors()
    return load_bytes("会议.txt", TEXT.encode()).document


def waiting(text: str, name: str = "报道.txt") -> Intake:
    load_sectors()
    intake = receive([(name, text.encode())], source=Batch.Source.UPLOAD, directly=True).intakes.get()
    work_on(intake.pk)
    intake.refresh_from_db()
    assert intake.state == "review"
    return intake


def page(client: Client, intake: Intake) -> str:
    return client.get(f"/intake/{intake.pk}/preview/").content.decode()


def decide(client: Client, intake: Intake, decision: str) -> None:
    assert client.post(f"/intake/{intake.pk}/similar/", {"decision": decision}).status_code == 302


def confirm(client: Client, intake: Intake) -> Any:
    return client.post(f"/intake/{intake.pk}/preview/confirm/", {"digest": shown_digest(client, intake)})


def confirmed(client: Client, intake: Intake) -> Document:
    seen = shown_digest(client, intake)
    assert confirm(client, intake).status_code == 302
    intake.refresh_from_db()
    assert intake.document is not None and digest(written(intake.document)) == seen
    return intake.document


def test_nobody_confirms_a_file_that_was_not_compared(loader: Client) -> None:
    first, intake = stored(), waiting(ANOTHER)
    assert intake.similar == first
    shown = page(loader, intake)
    assert "请先说明本文件与“会议.txt”的关系" in shown
    assert f"/intake/{intake.pk}/similar/" in shown and "按所示载入" not in shown
    response = confirm(loader, intake)
    assert response.status_code == 409
    assert "请先说明本文件与“会议.txt”的关系" in response.content.decode()
    assert Document.objects.count() == 1


def test_it_asks_too_where_the_other_file_was_stored_after_this_one_was_read(loader: Client) -> None:
    intake = waiting("不相干的话，没有会议。\n")
    Intake.objects.all().delete()
    load_sectors()
    batch = receive([("甲.txt", TEXT.encode()), ("乙.txt", ANOTHER.encode())], source=Batch.Source.UPLOAD)
    one, other = batch.intakes.order_by("pk")
    work_on(one.pk)
    work_on(other.pk)
    confirmed(loader, one)
    intake = Intake.objects.get(pk=other.pk)
    assert intake.similar is None and "按所示载入" in page(loader, intake)
    response = confirm(loader, intake)
    assert response.status_code == 409
    assert "请先说明本文件与“甲.txt”的关系" in response.content.decode()
    assert "比较并决定" in page(loader, intake)
    assert Document.objects.count() == 1


def test_a_further_report_stands_under_the_same_meeting(loader: Client, settings: Any) -> None:
    first = stored()
    # Nothing but the loader's word joins them: the other report names another day.
    intake = waiting(ANOTHER.replace("2022年1月17日", "2022年1月18日"))
    decide(loader, intake, "report")
    shown = page(loader, intake)
    assert "它就是库中的会议" in shown and "同一会议的另一份材料" in shown
    document = confirmed(loader, intake)
    meeting = Meeting.objects.get()
    assert set(meeting.documents.all()) == {first, document}
    assert (meeting.title, str(meeting.held_on)) == ("全省安全生产电视电话会议", "2022-01-17")
    assert set(document.directives.values_list("meeting", "listed_on")) == {(meeting.pk, meeting.held_on)}
    told = loader.get(meeting.get_absolute_url()).content.decode()
    assert first.get_absolute_url() in told and document.get_absolute_url() in told
    assert Report.objects.get(document=document).by_hand == ["meeting"]


def test_understanding_it_anew_leaves_it_there(loader: Client) -> None:
    stored()
    intake = waiting(ANOTHER.replace("2022年1月17日", "2022年1月18日"))
    decide(loader, intake, "report")
    document = confirmed(loader, intake)
    assert reextract(document.pk, Knowledge.stored()) is False
    assert Meeting.objects.get().documents.count() == 2
    assert Report.objects.get(document=document).by_hand == ["meeting"]


def test_a_further_report_that_names_no_meeting_is_of_the_stored_one(loader: Client) -> None:
    stored()
    Meeting.objects.update(region=build_regions(["420000"])["420000"], region_inferred=True)
    intake = waiting(ORDERS.replace("钟望川强调，", "") + "各地要抓好落实。\n")
    assert intake.understanding is not None and intake.understanding["outline"]["meetings"] == []
    decide(loader, intake, "report")
    shown = page(loader, intake)
    assert "它就是库中的会议" in shown
    assert '湖北省<small class="guessed"' in shown
    document = confirmed(loader, intake)
    assert Meeting.objects.get().documents.count() == 2
    assert not document.directives.filter(meeting=None).exists()


def test_a_loader_may_say_which_stored_meeting_it_is_or_none(loader: Client) -> None:
    stored()
    intake = waiting(ANOTHER.replace("2022年1月17日", "2022年1月18日"))
    decide(loader, intake, "report")
    assert intake.understanding is not None
    (draft,) = intake.understanding["outline"]["meetings"]
    form = loader.get(f"/intake/{intake.pk}/preview/meeting/{draft['key']}/").content.decode()
    assert f'<option value="{Meeting.objects.get().pk}"' in form
    values = {"title": draft["title"], "date": draft["date"], "level": draft["level"], "region": draft["region"] or ""}
    assert send(loader, intake, f"meeting/{draft['key']}", **values, host="", stored="own").status_code == 302
    assert "它就是库中的会议" not in page(loader, intake)
    confirmed(loader, intake)
    assert Meeting.objects.count() == 2


def test_separate_files_are_kept_apart_even_where_their_meetings_are_called_alike(loader: Client) -> None:
    first, intake = stored(), waiting(ANOTHER)
    decide(loader, intake, "separate")
    assert "与它分开" in page(loader, intake)
    document = confirmed(loader, intake)
    (mine,), (theirs,) = document.meetings.all(), first.meetings.all()
    assert mine != theirs
    assert (mine.held_on, mine.level, mine.region) == (theirs.held_on, theirs.level, theirs.region)
    assert reextract(document.pk, Knowledge.stored()) is False
    assert document.meetings.get() == mine


def test_a_new_version_goes_by_the_rules_of_loading_again(loader: Client) -> None:
    first, intake = stored(), waiting(TEXT.replace("各企业要开展一次自查。", "各企业要立即开展一次全面自查。"))
    kept = Directive.objects.get(text__contains="燃气").pk
    decide(loader, intake, "version")
    shown = page(loader, intake)
    assert "<del>各企业要开展一次自查。</del>" in shown and "<ins>各企业要立即开展一次全面自查。</ins>" in shown
    assert confirmed(loader, intake) == first
    assert Document.objects.count() == 1
    assert Directive.objects.get(text__contains="燃气").pk == kept
    assert Correction.objects.get().kind == "version"


def test_the_relation_may_be_decided_otherwise_until_it_is_loaded(loader: Client) -> None:
    stored()
    intake = waiting(ANOTHER)
    decide(loader, intake, "version")
    decide(loader, intake, "report")
    confirmed(loader, intake)
    assert Document.objects.count() == 2 and Meeting.objects.count() == 1


def test_marks_of_a_stored_meeting_outlive_what_a_loader_corrects_in_the_preview(loader: Client) -> None:
    stored()
    Meeting.objects.update(title="全省大会", by_hand=["title"])
    intake = waiting(ANOTHER)
    decide(loader, intake, "report")
    send(loader, intake, "document", title="另一个标题", published_on="")
    confirmed(loader, intake)
    assert (Meeting.objects.get().title, Meeting.objects.get().by_hand) == ("全省大会", ["title"])


def test_who_comes_second_is_told_what_became_of_the_file(loader: Client) -> None:
    load_sectors()
    intake = receive([("会议.txt", TEXT.encode())], source=Batch.Source.UPLOAD).intakes.get()
    work_on(intake.pk)
    intake.refresh_from_db()
    seen = shown_digest(loader, intake)
    for _ in range(2):
        response = loader.post(f"/intake/{intake.pk}/preview/confirm/", {"digest": seen}, follow=True)
    assert "已不再等待核对" in response.content.decode()
    assert Document.objects.count() == 1
    again = loader.get(f"/intake/{intake.pk}/preview/document/", follow=True)
    assert "已不再等待核对" in again.content.decode()
