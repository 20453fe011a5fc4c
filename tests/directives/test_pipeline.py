"""The whole flow of a file: all of it or nothing, and the same bytes never twice."""

from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError

from directives import build as directives_build
from directives.models import Directive
from directives.pipeline import Status, load
from directives.sector_rows import SHIPPED, load_sectors
from directives.sectors import Taxonomy
from directives.understand import NO_MEETING, to_json, understand
from meetings.models import Document, Meeting, Speaker, Turn
from meetings.readers import ReadError
from tests.threads import at_once

REPORT = (
    "全省安全生产电视电话会议召开\n"
    "2022年1月17日，湖北省召开全省安全生产电视电话会议。\n"
    "省委副书记、省长钟望川出席会议并讲话。\n"
    "钟望川强调，要加强城镇燃气安全监管，年底前完成老旧管网改造。严禁违规储存烟花爆竹。\n"
)
NOTICE = "安全生产小知识\n灭火器应放在明显的地方。\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return written(tmp_path / "会议.txt", REPORT)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def dry_run(text: str) -> dict[str, Any]:
    return to_json(understand("会议.txt", text.encode(), Taxonomy.from_json(SHIPPED)), "会议.txt")


class TestUnderstand:
    def test_a_dry_run_tells_what_who_when_and_where(self) -> None:
        found = dry_run(REPORT)
        assert set(found) == {
            "file", "sha256", "encoding", "simplified", "title", "warnings", "meetings", "people", "directives",
        }  # fmt: skip
        (meeting,) = found["meetings"]
        assert set(meeting) == {"key", "title", "date", "level", "region", "parent"}
        assert (meeting["date"], meeting["level"], meeting["region"]) == ("2022-01-17", "province", "湖北省")
        assert [person["name"] for person in found["people"]] == ["钟望川"]
        first, second = found["directives"]
        assert set(first) == {
            "text", "raw_start", "raw_end", "meeting", "speaker", "sectors", "bodies", "deadline", "modality",
        }  # fmt: skip
        assert (first["sectors"], second["sectors"]) == (["gas"], ["fireworks"])
        assert first["deadline"] == {"text": "年底前", "date": "2022-12-31"}
        assert {one["speaker"] for one in found["directives"]} == {"钟望川"}

    def test_a_limit_keeps_the_blanks_it_is_printed_with(self) -> None:
        (first, *_) = dry_run(REPORT.replace("年底前", "12 月 25 日前"))["directives"]
        assert first["deadline"] == {"text": "12 月 25 日前", "date": "2022-12-25"}

    def test_raw_offsets_count_code_points_of_the_raw_text(self) -> None:
        raw = "😀**" + REPORT.replace("燃气", "燃氣")
        for one in dry_run(raw)["directives"]:
            assert raw[one["raw_start"] : one["raw_end"]].replace("燃氣", "燃气") == one["text"]

    def test_a_document_without_a_meeting_says_so(self) -> None:
        found = dry_run(NOTICE)
        assert found["meetings"] == []
        assert {"code": "no-meeting", "message": NO_MEETING, "raw_start": 0, "raw_end": 0} in found["warnings"]

    def test_a_document_with_a_meeting_has_no_such_warning(self) -> None:
        assert "no-meeting" not in {warning["code"] for warning in dry_run(REPORT)["warnings"]}


@pytest.mark.django_db
class TestLoad:
    def test_it_stores_what_a_dry_run_shows(self, report: Path) -> None:
        load_sectors()
        outcome = load(report)
        shown = dry_run(REPORT)["directives"]
        stored = Directive.objects.order_by("position")
        assert (outcome.status, outcome.meetings, outcome.directives) == (Status.LOADED, 1, 2)
        assert [(one.text, one.raw_start, one.raw_end) for one in stored] == [
            (one["text"], one["raw_start"], one["raw_end"]) for one in shown
        ]

    @pytest.mark.parametrize("name", ["会议.txt", "另一个名字.txt"])
    def test_the_same_bytes_are_a_duplicate_under_any_name(self, report: Path, tmp_path: Path, name: str) -> None:
        first = load(report)
        (tmp_path / "again").mkdir()
        outcome = load(written(tmp_path / "again" / name, REPORT))
        assert (outcome.status, outcome.document) == (Status.DUPLICATE, first.document)
        assert str(outcome) == f"与已载入的“会议.txt”（文件 {first.document.pk}）内容相同"
        assert (Document.objects.count(), Directive.objects.count()) == (1, 2)

    def test_warnings_are_kept_with_the_document(self, tmp_path: Path) -> None:
        document = load(written(tmp_path / "知识.txt", NOTICE)).document
        assert "no-meeting" in {warning["code"] for warning in document.warnings}

    @pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\xff" * 64, "安全\x00生产".encode()])
    def test_a_bad_file_leaves_nothing_behind(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "坏.txt").write_bytes(data)
        with pytest.raises(ReadError, match="坏.txt"):
            load(tmp_path / "坏.txt")
        assert Document.objects.count() == 0

    def test_a_failure_half_way_leaves_nothing_behind(self, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*args: Any) -> None:
            raise IntegrityError("half way")

        monkeypatch.setattr(directives_build, "build", fail)
        with pytest.raises(IntegrityError, match="half way"):
            load(report)
        assert (Document.objects.count(), Meeting.objects.count(), Speaker.objects.count()) == (0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_of_loaders_with_the_same_file_one_loads_and_the_others_find_a_duplicate(report: Path) -> None:
    outcomes = []
    problems = at_once(lambda number: outcomes.append(load(report).status), 4)
    assert problems == []
    assert sorted(outcomes) == ["duplicate", "duplicate", "duplicate", "loaded"]
    assert Turn.objects.filter(document__file_name="会议.txt").exists()
    assert (Document.objects.count(), Meeting.objects.count()) == (1, 1)
