"""A file on its way ends in exactly one state, whatever happens on the way."""

import pytest
from django.db import IntegrityError
from opencc import OpenCC
from procrastinate.contrib.django.models import ProcrastinateJob

from directives import pipeline
from directives.intake.choices import set_aside
from directives.intake.receive import receive, retry
from directives.intake.sketch import Sketch
from directives.intake.work import MOST_ATTEMPTS, work_on
from directives.models import Batch, Directive, Intake
from directives.sector_rows import load_sectors
from directives.understand import Understanding
from meetings.models import Document
from tests.meetings.readers.files import docx_of, gbk_zip_of

TEXT = "全市安全生产电视电话会议2022年1月17日召开。市长钟望川强调，要加强燃气管网巡查。严禁占用消防通道。".encode()
NO_MEETING = "今天天气晴朗，公园里的花开了，人们在散步。".encode()

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sectors() -> None:
    load_sectors()


def bring(name: str, data: bytes, *, directly: bool = True) -> Intake:
    return receive([(name, data)], source=Batch.Source.UPLOAD, directly=directly).intakes.get()


def worked(intake: Intake) -> Intake:
    work_on(intake.pk)
    intake.refresh_from_db()
    return intake


def test_each_file_gets_a_job_with_it() -> None:
    intake = bring("会议.txt", TEXT)
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("directives.jobs.read_intake", {"intake": intake.pk})


def test_a_plain_file_is_loaded_directly_and_its_bytes_kept_once() -> None:
    intake = worked(bring("会议.txt", TEXT))
    assert (intake.state, intake.progress, intake.attempts) == ("loaded", 100, 1)
    assert intake.document is not None
    assert bytes(intake.document.raw) == TEXT
    assert bytes(intake.raw) == b""
    assert intake.finished_at is not None


def test_it_waits_for_a_person_unless_told_otherwise() -> None:
    intake = worked(bring("会议.txt", TEXT, directly=False))
    assert (intake.state, intake.document) == ("review", None)
    assert (intake.reason, intake.finished_at) == ("", None)
    assert intake.understanding is not None
    assert intake.understanding["outline"]["meetings"]
    assert not Document.objects.exists()


def test_what_needs_a_look_is_never_loaded_directly() -> None:
    intake = worked(bring("散步.txt", NO_MEETING))
    assert intake.state == "review"
    assert "未发现会议" in intake.reason


def test_the_same_bytes_again_are_a_duplicate_of_the_stored_document() -> None:
    first = worked(bring("会议.txt", TEXT))
    again = worked(bring("另一个名字.txt", TEXT))
    assert (again.state, again.document) == ("duplicate", first.document)
    assert Document.objects.count() == 1


def test_an_unreadable_file_fails_with_the_reason_and_can_be_retried() -> None:
    intake = worked(bring("表.xlsx", b"PK\x03\x04"))
    assert intake.state == "failed"
    assert "xlsx" in intake.reason
    assert bytes(intake.raw)
    assert retry([intake]) == 1
    intake.refresh_from_db()
    assert (intake.state, intake.reason) == ("waiting", "")
    assert worked(intake).state == "failed"


def test_only_failed_files_are_retried() -> None:
    loaded = worked(bring("会议.txt", TEXT))
    assert retry([loaded]) == 0


def test_a_job_that_runs_twice_loads_once() -> None:
    intake = worked(bring("会议.txt", TEXT))
    assert worked(intake).attempts == 1
    assert Document.objects.count() == 1


def test_a_file_being_read_when_its_worker_died_is_read_again() -> None:
    intake = bring("会议.txt", TEXT)
    Intake.objects.update(state="reading", attempts=1)
    assert worked(intake).state == "loaded"


def test_a_file_that_ends_its_worker_again_and_again_fails() -> None:
    intake = bring("会议.txt", TEXT)
    Intake.objects.update(state="reading", attempts=MOST_ATTEMPTS)
    intake = worked(intake)
    assert intake.state == "failed"
    assert "中断" in intake.reason


def test_nothing_is_half_written_where_the_database_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    def store_and_fail(understood: Understanding, sketch: Sketch) -> None:
        pipeline.store(understood, sketch)
        raise IntegrityError("made for this test")

    monkeypatch.setattr("directives.intake.work.store", store_and_fail)
    intake = worked(bring("会议.txt", TEXT))
    assert intake.state == "failed"
    assert "made for this test" in intake.reason
    assert not Document.objects.exists() and not Directive.objects.exists()


LONG = "全市安全生产电视电话会议2022年1月17日召开。市长钟望川出席会议并讲话。\n" + "\n".join(
    f"第{number}条，{who}要加强{what}巡查，{number}月底前完成整改，严禁带病运行。"
    for number, (who, what) in enumerate(
        [("住建部门", "燃气管网"), ("消防机构", "高层建筑"), ("水利部门", "水库堤防"), ("交通部门", "两客一危车辆"),
         ("应急部门", "危险化学品企业"), ("教育部门", "校园周边"), ("煤监部门", "矿井瓦斯"), ("文旅部门", "景区索道")], 1)
)  # fmt: skip


@pytest.mark.parametrize(
    "again",
    [
        LONG.encode("gb18030"),
        LONG.encode("utf-16"),
        LONG.replace("，", "， ").replace("\n", "\r\n\r\n").encode(),
        OpenCC("s2t").convert(LONG).encode(),
        OpenCC("s2t").convert(LONG).encode("big5hkscs"),
        docx_of(*LONG.split("\n")),
    ],
    ids=["GB18030", "UTF-16", "spacing", "traditional", "Big5", "Word"],
)
def test_the_same_words_in_another_form_are_a_duplicate(again: bytes) -> None:
    first = worked(bring("会议.txt", LONG.encode()))
    copy = worked(bring("副本.docx" if again.startswith(b"PK") else "副本.txt", again))
    assert (copy.state, copy.document) == ("duplicate", first.document)


def test_a_file_much_like_a_stored_one_waits_with_its_share() -> None:
    first = worked(bring("会议.txt", LONG.encode()))
    new = worked(bring("修订.txt", (LONG + "\n各县区要于月底前报送总结。").encode()))
    assert (new.state, new.similar) == ("review", first.document)
    assert new.share is not None and new.share > 0.8
    assert "% 的文字相同" in new.reason


def test_an_excerpt_of_a_stored_file_waits_too() -> None:
    first = worked(bring("会议.txt", (LONG + "\n" + LONG.replace("巡查", "抽查").replace("整改", "销号")).encode()))
    excerpt = worked(bring("摘要.txt", LONG.encode()))
    assert excerpt.similar == first.document


def test_another_meeting_of_the_same_kind_is_not_taken_for_the_first() -> None:
    worked(bring("会议.txt", LONG.encode()))
    other = "全市安全生产电视电话会议2022年4月2日召开。市长钟望川强调，要抓好森林防火，严禁野外用火，林业部门要加密巡护。".encode()
    assert worked(bring("另一会议.txt", other)).state == "loaded"


def test_an_archive_becomes_its_files() -> None:
    archive = worked(bring("包.zip", gbk_zip_of({"县里/会议.txt": LONG.encode("gb18030"), "表.xlsx": b"PK"})))
    assert (archive.state, bytes(archive.raw)) == ("unpacked", b"")
    names = [worked(member).file_name for member in archive.members.order_by("pk")]
    assert names == ["县里/会议.txt", "表.xlsx"]
    assert [member.state for member in archive.members.order_by("pk")] == ["loaded", "failed"]
    assert not Intake.objects.filter(state__in=Intake.OPEN).exists()


def test_a_broken_archive_fails_as_one_file() -> None:
    archive = worked(bring("包.zip", b"PK\x03\x04 broken"))
    assert (archive.state, archive.members.count()) == ("failed", 0)


def test_a_file_set_aside_is_not_loaded() -> None:
    intake = worked(bring("会议.txt", LONG.encode(), directly=False))
    assert set_aside(intake.pk).state == "aside"
    assert worked(intake).state == "aside"
    assert not Document.objects.exists()
