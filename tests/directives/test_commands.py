"""The command line as other programs use it."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from directives.models import Directive, Sector
from directives.thesaurus_rows import load_thesaurus
from meetings.models import Document, Turn
from tests.directives.stored import ORDERS, store_meeting
from tests.directives.test_pipeline import NOTICE, REPORT, written


def run(*arguments: Any, **options: Any) -> str:
    """The standard output of a command."""
    out = io.StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def failing(*arguments: Any) -> tuple[str, str, str]:
    """Standard output, error output and closing message of a command that must fail."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError) as failure:
        call_command(*map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue(), str(failure.value)


@pytest.mark.django_db
class TestIngest:
    def test_it_tells_one_line_of_outcome_a_file(self, tmp_path: Path) -> None:
        written(tmp_path / "a.txt", REPORT)
        written(tmp_path / "b.txt", REPORT)
        (tmp_path / "c.txt").write_bytes(b"")
        written(tmp_path / "d.txt", NOTICE)
        out, _, closing = failing("ingest", tmp_path)
        assert [line.split("\t")[0] for line in out.splitlines()] == ["loaded", "duplicate", "failed", "loaded"]
        assert "“a.txt”" in out.splitlines()[1] and "空" in out.splitlines()[2]
        assert closing == "4 个文件中有 1 个失败"
        assert Document.objects.count() == 2

    def test_a_file_much_like_a_stored_one_says_that_nobody_compared_them(self, tmp_path: Path) -> None:
        orders = "".join(f"第{number}，住建部门要在{number}月底前整改燃气隐患。" for number in "一二三四五六七八")
        written(tmp_path / "a.txt", REPORT + orders)
        written(tmp_path / "b.txt", REPORT + orders + "各地要报送总结。")
        _, line = run("ingest", tmp_path).splitlines()
        assert line.startswith("loaded\t") and "与“a.txt”" in line and "未经人工比较" in line

    def test_success_is_silent_about_failures(self, tmp_path: Path) -> None:
        assert run("ingest", written(tmp_path / "a.txt", REPORT)).startswith("loaded\t")

    def test_it_brings_its_sectors_along(self, tmp_path: Path) -> None:
        run("ingest", written(tmp_path / "a.txt", REPORT))
        assert Sector.objects.filter(slug="gas", directives__isnull=False).exists()

    def test_a_missing_path_fails_alone(self, tmp_path: Path) -> None:
        out, _, _ = failing("ingest", tmp_path / "无.txt", written(tmp_path / "a.txt", REPORT))
        assert [line.split("\t")[0] for line in out.splitlines()] == ["failed", "loaded"]

    def test_a_dry_run_writes_nothing(self, tmp_path: Path) -> None:
        out = run("ingest", "--dry-run", "--json", written(tmp_path / "a.txt", REPORT))
        assert json.loads(out)["file"] == str(tmp_path / "a.txt")
        assert Document.objects.count() == 0

    def test_a_dry_run_prints_nothing_but_json_to_its_output(self, tmp_path: Path) -> None:
        written(tmp_path / "a.txt", REPORT)
        (tmp_path / "b.txt").write_bytes(b"")
        out, err, _ = failing("ingest", "--dry-run", "--json", tmp_path)
        assert [Path(json.loads(line)["file"]).name for line in out.splitlines()] == ["a.txt"]
        assert "b.txt" in err

    def test_a_dry_run_for_people_is_a_line_a_file(self, tmp_path: Path) -> None:
        out = run("ingest", "--dry-run", written(tmp_path / "a.txt", REPORT))
        assert "1 个会议，2 条指示要求" in out

    def test_json_is_for_dry_runs(self, tmp_path: Path) -> None:
        assert "--dry-run" in failing("ingest", "--json", tmp_path)[2]


def test_a_dry_run_needs_no_database(tmp_path: Path, project: Path) -> None:
    nowhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none", "ANLING_VAR": str(tmp_path / "var")}
    path = written(tmp_path / "a.txt", REPORT)
    done = subprocess.run(
        [sys.executable, "manage.py", "ingest", "--dry-run", "--json", str(path)],
        cwd=project,
        env={**os.environ, **nowhere, "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["directives"]) == 2


@pytest.mark.django_db
class TestSearch:
    def test_json_tells_count_and_ids(self) -> None:
        stored = store_meeting()
        found = json.loads(run("search", "燃氣", "--json"))
        assert set(found) == {"query", "count", "ids", "ms"}
        assert (found["query"], found["count"], found["ids"]) == ("燃氣", 1, [stored[0].pk])

    def test_a_limit_bounds_the_ids_and_not_the_count(self) -> None:
        stored = store_meeting()
        found = json.loads(run("search", "要 OR 严禁", "--json", "--limit", 2))
        assert (found["count"], found["ids"]) == (3, [stored[2].pk, stored[1].pk])

    def test_a_file_holds_a_query_a_line(self, tmp_path: Path) -> None:
        store_meeting()
        queries = written(tmp_path / "queries.txt", "\ufeff燃气\n\n烟花爆竹 -公安\n")
        lines = run("search", "--json", "--queries", queries).splitlines()
        assert [(json.loads(line)["query"], json.loads(line)["count"]) for line in lines] == [
            ("燃气", 1),
            ("烟花爆竹 -公安", 0),
        ]

    def test_a_malformed_query_does_not_stop_the_others(self) -> None:
        store_meeting()
        out, _, closing = failing("search", "--json", '"燃气', "燃气")
        first, second = map(json.loads, out.splitlines())
        assert "引号" in first["error"] and second["count"] == 1
        assert closing == "2 个查询中有 1 个有误"

    def test_relevance_finds_the_same_rows(self) -> None:
        store_meeting()
        found = json.loads(run("search", "要", "--json", "--sort", "relevance"))
        assert set(found["ids"]) == set(Directive.objects.filter(text__contains="要").values_list("pk", flat=True))

    def test_equivalents_are_searched_on_request_and_named(self) -> None:
        load_thesaurus()
        stored = store_meeting()
        assert json.loads(run("search", "应急管理局", "--json"))["count"] == 0
        found = json.loads(run("search", "应急管理局", "--json", "--also"))
        assert (found["ids"], found["also"]) == ([stored[1].pk], ["应急局"])
        assert "另外也检索了：应急局" in run("search", "应急管理局", "--also")

    def test_turns_can_be_searched(self) -> None:
        store_meeting()
        found = json.loads(run("search", "会议召开", "--json", "--scope", "turns"))
        assert found["ids"] == [Turn.objects.get(position=0).pk]

    def test_people_get_a_listing(self) -> None:
        store_meeting()
        out = run("search", "燃气")
        assert "1 条" in out and ORDERS[0] in out and "钟望川" in out

    def test_it_wants_a_query(self) -> None:
        assert "查询" in failing("search", "--json")[2]


@pytest.mark.django_db
class TestExport:
    @pytest.mark.parametrize("kind", ["jsonl", "csv", "xlsx"])
    def test_it_writes_each_format(self, tmp_path: Path, kind: str) -> None:
        store_meeting()
        run("export", "directives", "--format", kind, "--output", tmp_path / "out")
        data = (tmp_path / "out").read_bytes()
        assert data.startswith({"jsonl": b'{"id"', "csv": b"\xef\xbb\xbf", "xlsx": b"PK"}[kind])

    @pytest.mark.parametrize(
        ("filters", "texts"),
        [
            ([], [ORDERS[2], ORDERS[1], ORDERS[0]]),
            (["--sector", "gas"], [ORDERS[0]]),
            (["--sector", "gas", "--sector", "hazchem"], [ORDERS[1], ORDERS[0]]),
            (["--q", "烟花 爆竹"], [ORDERS[1]]),
            (["--level", "national"], []),
            (["--deadline", "any", "--sort", "oldest"], [ORDERS[0]]),
        ],
    )
    def test_filters_are_those_of_the_page(self, tmp_path: Path, filters: list[str], texts: list[str]) -> None:
        store_meeting()
        run("export", "directives", "--output", tmp_path / "out.jsonl", *filters)
        lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["quote"] for line in lines] == texts

    def test_a_filter_that_makes_no_sense_is_refused(self) -> None:
        assert "sector" in failing("export", "directives", "--sector", "nothing")[2]


@pytest.mark.django_db
class TestCheckProvenance:
    def test_it_prints_totals_of_every_table(self) -> None:
        store_meeting()
        out = run("check_provenance")
        assert "指示要求\t3/3\t100 %" in out and "文件\t1/1\t100 %" in out

    def test_it_names_what_it_cannot_prove(self) -> None:
        directive = store_meeting()[0]
        Directive.objects.filter(pk=directive.pk).update(raw_end=directive.raw_end + 1)
        out, _, closing = failing("check_provenance")
        assert f"指示要求 {directive.pk}：" in out and "指示要求\t2/3\t66.66 %" in out
        assert closing == "1 行的出处无法证明"


@pytest.mark.django_db
def test_load_sectors_can_be_repeated() -> None:
    assert "更新了" in run("load_sectors")
    assert "没有变化" in run("load_sectors")


class TestEvaluate:
    def annotated(self, folder: Path, quote: str) -> Path:
        (folder / "gold").mkdir()
        written(folder / "a.txt", REPORT)
        sentence = {"quote": quote, "directive": True, "meeting": None, "speaker": None}
        gold = {"doc": "a.txt", "meetings": [], "people": [], "sentences": [sentence]}
        written(folder / "gold" / "a.json", json.dumps(gold))
        return folder / "gold"

    def test_it_shows_figures_and_errors_side_by_side(self, tmp_path: Path) -> None:
        gold = self.annotated(tmp_path, "严禁违规储存烟花爆竹。")
        out = run("evaluate", gold, "--per-doc")
        figures = json.loads(out.splitlines()[-1])
        assert figures["directive_f1"] == 1.0 and figures["speaker_acc"] == 0
        assert "speaker  a.txt  严禁违规储存烟花爆竹。\n     标注 —\n     结果 钟望川" in out

    def test_an_annotation_that_fits_no_text_is_an_error(self, tmp_path: Path) -> None:
        gold = self.annotated(tmp_path, "没有这句话")
        assert "quote not found" in failing("evaluate", gold)[2]

    def test_an_empty_folder_is_an_error(self, tmp_path: Path) -> None:
        assert "没有标注文件" in failing("evaluate", tmp_path)[2]
