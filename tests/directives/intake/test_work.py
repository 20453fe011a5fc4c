"""A file on its way ends in exactly one state, whatever happens on the way."""

import pytest
from django.db import IntegrityError
from procrastinate.contrib.django.models import ProcrastinateJob

from directives import pipeline
from directives.intake.receive import receive, retry
from directives.intake.sketch import Sketch
from directives.intake.work import MOST_ATTEMPTS, work_on
from directives.models import Batch, Directive, Intake
from directives.sector_rows import load_sectors
from directives.understand import Understanding
from meetings.models import Document

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
