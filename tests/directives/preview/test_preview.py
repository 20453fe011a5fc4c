"""What is shown before loading is what is stored, to the letter; and what a loader corrects there."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from config.accounts import set_up_groups
from directives.corrections.relabel import Labels, relabel
from directives.intake.duplicates import hold
from directives.intake.frozen import freeze, thaw
from directives.intake.sketch import Sketch
from directives.models import Batch, Correction, Directive, Gone, Intake
from directives.pipeline import Knowledge, store
from directives.preview.becoming import trial
from directives.preview.written import digest, written
from directives.sector_rows import load_sectors
from directives.understand import understand
from meetings.models import Document, Meeting, Speaker, Turn

SAMPLES = sorted(
    path for path in (Path(__file__).resolve().parents[3] / "fixtures" / "transcripts").iterdir() if path.is_file()
)
TEXT = (
    "全省安全生产电视电话会议召开\n"
    "1月17日，全省安全生产电视电话会议召开。省委副书记、省长钟望川出席并讲话。\n"
    "钟望川强调，住建部门要加强城镇燃气安全监管，年底前完成老旧管网改造。各企业要开展一次自查。\n"
)
pytestmark = pytest.mark.django_db


def plain(value: Any) -> Any:
    return json.loads(json.dumps(value))


@pytest.fixture
def loader(client: Client) -> Client:
    set_up_groups()
    user = User.objects.create_user("loader")
    user.groups.add(Group.objects.get(name="loader"))
    client.force_login(user)
    return client


def waiting(text: str = TEXT, name: str = "会议.txt") -> Intake:
    load_sectors()
    known = Knowledge.stored()
    understood = understand(name, text.encode(), known.taxonomy, known.people)
    return Intake.objects.create(
        batch=Batch.objects.create(source=Batch.Source.PASTE),
        file_name=name,
        raw=text.encode(),
        size=len(text),
        sha256=understood.source.sha256,
        state=Intake.State.REVIEW,
        reason="载入前核对",
        understanding=freeze(understood),
    )


def shown_digest(client: Client, intake: Intake) -> str:
    page = client.get(f"/intake/{intake.pk}/preview/").content.decode()
    return page.split('name="digest" value="')[1].split('"')[0]


def send(client: Client, intake: Intake, what: str, **values: object) -> Any:
    intake.refresh_from_db()
    return client.post(f"/intake/{intake.pk}/preview/{what}/", {"version": len(intake.corrections), **values})


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_becomes_what_was_shown(path: Path) -> None:
    load_sectors()
    known = Knowledge.stored()
    understood = understand(path.name, path.read_bytes(), known.taxonomy, known.people)
    frozen = plain(freeze(understood))
    shown, _ = trial(thaw(frozen, path.read_bytes()))
    assert Document.objects.count() == 0, "showing writes nothing"
    sketch = Sketch.of(understood.tidied.text)
    hold(sketch)
    stored = written(store(thaw(frozen, path.read_bytes()), sketch).document)
    assert plain(shown) == plain(stored)
    assert digest(shown) == digest(stored)
    assert len(stored["directives"]) == len(understood.directives)


def test_samples_that_meet_what_others_stored_become_what_was_shown() -> None:
    """The same meeting in two files, the second known by what the first stored."""
    load_sectors()
    for path in SAMPLES:
        known = Knowledge.stored()
        understood = understand(path.name, path.read_bytes(), known.taxonomy, known.people)
        shown, _ = trial(understood)
        stored = written(store(understood, Sketch.of(understood.tidied.text)).document)
        assert plain(shown) == plain(stored), path.name


def test_a_loader_sees_and_confirms(loader: Client) -> None:
    intake = waiting()
    page = loader.get(f"/intake/{intake.pk}/preview/").content.decode()
    for words in ("全省安全生产电视电话会议", "钟望川", "城镇燃气", "年底前", "各企业要开展一次自查", "尚未写入"):
        assert words in page, words
    assert Document.objects.count() == 0
    response = loader.post(f"/intake/{intake.pk}/preview/confirm/", {"digest": shown_digest(loader, intake)})
    document = Document.objects.get()
    assert response["Location"] == document.get_absolute_url()
    intake.refresh_from_db()
    assert (intake.state, intake.document) == ("loaded", document)
    assert loader.get(f"/intake/{intake.pk}/preview/")["Location"] == intake.get_absolute_url()


def test_it_does_not_write_another_result_than_was_shown(loader: Client) -> None:
    intake = waiting()
    seen = shown_digest(loader, intake)
    send(loader, intake, "turn/1", speaker="程远帆", voice="speech")
    response = loader.post(f"/intake/{intake.pk}/preview/confirm/", {"digest": seen})
    assert response.status_code == 409
    assert "请重新核对" in response.content.decode()
    assert Document.objects.count() == 0


def test_everything_can_be_corrected_there_and_is_marked_as_a_persons_word(loader: Client) -> None:
    intake = waiting()
    assert intake.understanding is not None
    key = intake.understanding["outline"]["meetings"][0]["key"]
    turn = next(n for n, row in enumerate(intake.understanding["outline"]["turns"]) if row["speaker"] == "钟望川")
    rows = intake.understanding["directives"]
    words = [intake.understanding["text"][row["start"] : row["end"]] for row in rows]
    gas = next(n for n, one in enumerate(words) if "燃气" in one)
    check = next(n for n, one in enumerate(words) if "自查" in one)
    sent = [
        send(loader, intake, "document", title="新标题", published_on="2022-01-19"),
        send(
            loader,
            intake,
            f"meeting/{key}",
            title="全市安全生产电视电话会议",
            date="2022-01-18",
            level="city",
            region="武汉市",
            host="",
        ),
        send(loader, intake, f"turn/{turn}", speaker="程远帆", voice="speech"),
        send(loader, intake, f"drop/{check}"),
        send(loader, intake, f"add/{turn}", words="各企业要开展一次自查"),
        send(loader, intake, f"drop/{check}"),
        send(loader, intake, f"directive/{gas}", words="住建部门要加强城镇燃气安全监管", sectors=["gas", "fire"]),
    ]
    assert [response.status_code for response in sent] == [302] * len(sent)
    page = loader.get(f"/intake/{intake.pk}/preview/").content.decode()
    assert "新标题" in page
    assert Document.objects.count() == 0
    seen = shown_digest(loader, intake)
    assert loader.post(f"/intake/{intake.pk}/preview/confirm/", {"digest": seen}).status_code == 302
    document, meeting = Document.objects.get(), Meeting.objects.get()
    assert digest(written(document)) == seen
    assert (document.title, str(document.published_on)) == ("新标题", "2022-01-19")
    assert (meeting.title, str(meeting.held_on), meeting.level, str(meeting.region)) == (
        "全市安全生产电视电话会议",
        "2022-01-18",
        "city",
        "武汉市",
    )
    assert {"date", "level", "title", "region"} <= set(meeting.by_hand)
    assert Turn.objects.get(speaker__name="程远帆").by_hand == ["speaker"]
    row = Directive.objects.get(text__contains="燃气")
    assert row.text == "住建部门要加强城镇燃气安全监管"
    assert sorted(sector.slug for sector in row.sectors.all()) == ["fire", "gas"]
    assert row.by_hand == ["sectors", "text"]
    assert not Directive.objects.filter(text__contains="自查").exists()
    assert Gone.objects.filter(cause="dropped", directive=None).count() == 2
    assert Correction.objects.get().kind == "preview"
    assert Speaker.objects.get(name="程远帆").participations.count() == 1


def test_a_region_that_no_text_prints_is_marked_until_a_loader_gives_it(loader: Client) -> None:
    text = "全市安全生产会议召开\n1月17日，全市安全生产会议召开。会议强调，住建部门要加强城镇燃气安全监管。\n"
    intake = waiting(text, "温岭市-2022.txt")
    mark = 'class="guessed" title="文中没有印出地区，由文件名或上下文推断得出。">推断</small>'
    warned = "的地区系推断：温岭市。"
    page = loader.get(f"/intake/{intake.pk}/preview/").content.decode()
    assert (page.count(mark), page.count(warned)) == (1, 1)
    assert intake.understanding is not None
    (draft,) = intake.understanding["outline"]["meetings"]
    given = {name: draft[name] or "" for name in ("title", "date", "level", "region", "host")}
    send(loader, intake, "meeting/m1", **{**given, "title": "全市安全会议"})
    page = loader.get(f"/intake/{intake.pk}/preview/").content.decode()
    assert (page.count(mark), page.count(warned)) == (1, 1), "its name tells nothing of its region"
    send(loader, intake, "meeting/m1", **{**given, "title": "全市安全会议", "region": "玉环市"})
    page = loader.get(f"/intake/{intake.pk}/preview/").content.decode()
    assert (page.count(mark), page.count(warned)) == (0, 0)
    seen = shown_digest(loader, intake)
    loader.post(f"/intake/{intake.pk}/preview/confirm/", {"digest": seen})
    meeting = Meeting.objects.get()
    assert (str(meeting.region), meeting.region_inferred, meeting.date_inferred) == ("玉环市", False, True)
    assert digest(written(Document.objects.get())) == seen


def test_an_inferred_region_is_stored_as_it_was_shown(loader: Client) -> None:
    text = "全市安全生产会议召开\n1月17日，全市安全生产会议召开。会议强调，住建部门要加强城镇燃气安全监管。\n"
    intake = waiting(text, "温岭市-2022.txt")
    loader.post(f"/intake/{intake.pk}/preview/confirm/", {"digest": shown_digest(loader, intake)})
    meeting = Meeting.objects.get()
    assert (str(meeting.region), meeting.region_inferred) == ("温岭市", True)
    assert written(Document.objects.get())["meetings"][0]["region_inferred"] is True


def test_what_was_read_before_regions_were_marked_is_shown_and_stored(loader: Client) -> None:
    intake = waiting()
    assert intake.understanding is not None
    for draft in intake.understanding["outline"]["meetings"]:
        del draft["region_inferred"]
    intake.save()
    loader.post(f"/intake/{intake.pk}/preview/confirm/", {"digest": shown_digest(loader, intake)})
    assert Meeting.objects.get().region_inferred is False


@pytest.mark.parametrize(
    ("what", "values", "problem"),
    [
        ("meeting/m1", {"title": "会", "date": "昨天", "level": "city"}, "日期请写成"),
        ("meeting/m1", {"title": "会", "date": "", "level": "city", "region": "无此地"}, "不是地区名称"),
        ("meeting/m1", {"title": "", "date": "", "level": "city"}, "会议须有名称"),
        ("directive/0", {"words": "没有这句话", "sectors": ["gas"]}, "不在这段发言中"),
        ("meeting/m1", {"title": "会" * 301, "date": "", "level": "city"}, "至多"),
        ("turn/1", {"speaker": "长" * 41, "voice": "speech"}, "至多"),
        ("turn/99", {"speaker": "谁", "voice": "speech"}, "已不存在"),
        ("add/2", {"words": "住建部门要加强城镇燃气安全监管"}, "已属于"),
    ],
)
def test_it_says_what_is_wrong(loader: Client, what: str, values: dict[str, object], problem: str) -> None:
    intake = waiting()
    before = intake.understanding
    response = send(loader, intake, what, **values)
    assert response.status_code in (404, 422)
    if response.status_code == 422:
        assert problem in response.content.decode()
    intake.refresh_from_db()
    assert intake.understanding == plain(before)


def test_two_loaders_do_not_overwrite_each_other(loader: Client) -> None:
    intake = waiting()
    stale = {"version": 0, "title": "甲", "published_on": ""}
    assert loader.post(f"/intake/{intake.pk}/preview/document/", stale).status_code == 302
    response = loader.post(f"/intake/{intake.pk}/preview/document/", {**stale, "title": "乙"})
    assert response.status_code == 422
    assert "其间已有他人更正" in response.content.decode()


def test_a_file_without_a_meeting_gets_one(loader: Client) -> None:
    intake = waiting("关于加强值守的通知\n各单位要严格落实领导带班制度。\n", "通知.txt")
    assert "未发现会议" in loader.get(f"/intake/{intake.pk}/preview/").content.decode()
    send(
        loader,
        intake,
        "meeting/m1",
        title="全省值守工作会议",
        date="2022-01",
        level="province",
        region="湖北省",
        host="",
    )
    loader.post(f"/intake/{intake.pk}/preview/confirm/", {"digest": shown_digest(loader, intake)})
    row = Directive.objects.get()
    assert (row.meeting.title if row.meeting else "", row.level) == ("全省值守工作会议", "province")


def test_a_new_version_shows_what_changes_and_asks_before_a_corrected_row_is_lost(loader: Client) -> None:
    intake = waiting()
    loader.post(f"/intake/{intake.pk}/preview/confirm/", {"digest": shown_digest(loader, intake)})
    document = Document.objects.get()
    gas, check = Directive.objects.get(text__contains="燃气"), Directive.objects.get(text__contains="自查")
    relabel(check.pk, replace(Labels.of(check), level="city"), None, "级别有误")
    newer = waiting(TEXT.replace("各企业要开展一次自查。", "严禁占用消防通道。"), "会议（修订）.txt")
    Intake.objects.filter(pk=newer.pk).update(similar=document, decision="version")
    page = loader.get(f"/intake/{newer.pk}/preview/").content.decode()
    assert "各企业要开展一次自查" in page and "严禁占用消防通道" in page
    assert f'name="accept" value="{check.pk}"' in page
    seen = shown_digest(loader, newer)
    response = loader.post(f"/intake/{newer.pk}/preview/confirm/", {"digest": seen})
    assert response.status_code == 409
    assert "逐条确认" in response.content.decode()
    assert Directive.objects.filter(pk=check.pk).exists()
    response = loader.post(f"/intake/{newer.pk}/preview/confirm/", {"digest": seen, "accept": check.pk})
    assert response["Location"] == document.get_absolute_url()
    assert Document.objects.count() == 1
    assert digest(written(Document.objects.get())) == seen
    assert Directive.objects.get(text__contains="燃气").pk == gas.pk
    assert loader.get(f"/directives/{check.pk}/").status_code == 410


def test_repairs_are_shown_as_differences(loader: Client) -> None:
    text = TEXT.replace("住建部门", "**住建(zhù jiàn)部门**")
    page = loader.get(f"/intake/{waiting(text).pk}/preview/").content.decode()
    assert "<del>" in page


def test_others_have_no_business_there(client: Client) -> None:
    intake = waiting()
    assert client.get(f"/intake/{intake.pk}/preview/").status_code == 302
    client.force_login(User.objects.create_user("reader"))
    assert client.get(f"/intake/{intake.pk}/preview/").status_code == 403
