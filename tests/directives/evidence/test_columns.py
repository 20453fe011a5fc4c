"""Exports hold every row with its origin."""

from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from directives.evidence.columns import cell
from directives.evidence.exporting import Export
from directives.evidence.selection import CHUNK, Selection, SelectionError
from directives.models import Directive
from meetings.models import Turn
from tests.directives.stored import ORDERS, store_meeting
from tests.factories import COAL, FIRE, GAS, PLAIN, Order, store, store_three_meetings

pytestmark = pytest.mark.django_db


def exported(address: str = "sort=oldest", site: str = "", format: str = "jsonl") -> list[dict[str, Any]]:
    return [row for _, row in Export(Selection.read(QueryDict(address)), format, site).rows()]


def headed(address: str) -> list[tuple[str, str]]:
    return [(heading, row["quote"]) for heading, row in Export(Selection.read(QueryDict(address)), "docx").rows()]


class TestHits:
    def test_a_row_tells_what_who_when_and_where(self) -> None:
        directive = store_meeting()[0]
        assert exported(site="https://anling.example")[0] == {
            "id": directive.pk,
            "permalink": f"https://anling.example{directive.get_absolute_url()}",
            "quote": ORDERS[0],
            "sectors": ["城镇燃气"],
            "level": "省级",
            "region": "湖北省",
            "meeting": "全省安全生产电视电话会议",
            "date": "2022-01-17",
            "speaker": "钟望川",
            "titles": ["省委副书记", "省长"],
            "bodies": ["住建部门"],
            "deadline": "年底前",
            "deadline_on": "2022-12-31",
            "document": "会议.txt",
            "sha256": directive.document.sha256,
            "raw_start": directive.raw_start,
            "raw_end": directive.raw_end,
        }

    def test_the_raw_span_leads_to_the_quote_in_the_bytes(self) -> None:
        directive = store_meeting()[0]
        row = exported()[0]
        source = bytes(directive.document.raw).decode()
        assert source[row["raw_start"] : row["raw_end"]] == "住建部门要加強城镇燃氣安全監管，年底前完成老旧管网改造"

    def test_a_date_is_no_more_exact_than_the_document(self) -> None:
        meeting = store_meeting()[0].meeting
        assert meeting is not None
        meeting.date_precision = "month"
        meeting.save()
        assert exported()[0]["date"] == "2022-01"

    def test_the_number_of_queries_does_not_grow_with_the_rows(self) -> None:
        store_meeting()
        with CaptureQueriesContext(connection) as few:
            assert len(exported()) == 3
        store_meeting("附件一\n")
        store_meeting("附件二\n")
        with CaptureQueriesContext(connection) as more:
            assert len(exported()) == 9 < CHUNK
        assert len(more) == len(few)


class TestTurns:
    def test_every_turn_found_is_exported_with_its_span(self) -> None:
        store_meeting()
        [row] = exported("scope=turns&q=会议召开")
        turn = Turn.objects.get(position=0)
        assert (row["id"], row["quote"], row["permalink"]) == (turn.pk, turn.text, f"/turns/{turn.pk}/")
        assert (row["raw_start"], row["raw_end"]) == (turn.raw_start, turn.raw_end)


class TestLedger:
    def test_a_line_tells_task_lead_cooperation_deadline_and_source(self) -> None:
        store_meeting()
        rows = exported("layout=ledger&sort=oldest")
        assert list(rows[0])[:6] == ["number", "quote", "lead", "cooperate", "deadline", "source"]
        assert [row["number"] for row in rows] == [1, 2, 3]
        assert (rows[0]["lead"], rows[0]["cooperate"], rows[0]["deadline"]) == (["住建部门"], [], "年底前")
        assert (rows[1]["lead"], rows[1]["cooperate"]) == (["应急局"], ["公安局"])
        assert rows[0]["source"] == "〔全省安全生产电视电话会议，省级，2022年1月17日（推断），钟望川〕"

    def test_sectors_of_one_wording_share_a_line(self) -> None:
        store_meeting()
        assert exported("layout=ledger&sort=oldest")[1]["sectors"] == ["烟花爆竹", "危险化学品"]


class TestGroups:
    def test_a_directive_stands_under_each_of_its_sectors(self) -> None:
        store_meeting()
        assert headed("group=sector&sort=oldest") == [
            ("城镇燃气", ORDERS[0]),
            ("危险化学品", ORDERS[1]),
            ("烟花爆竹", ORDERS[1]),
            ("未分行业", ORDERS[2]),
        ]

    def test_a_listing_of_one_sector_has_one_group(self) -> None:
        store_meeting()
        assert headed("group=sector&sector=hazchem") == [("危险化学品", ORDERS[1])]

    def test_levels_stand_from_the_top(self) -> None:
        store_three_meetings()
        found = headed("group=level")
        assert [heading for heading, _ in found] == ["全国"] * 3 + ["省级"] * 3 + ["市级"] * 2 + ["级别不详"]

    def test_a_meeting_is_read_in_its_own_order(self) -> None:
        store_three_meetings()
        found = headed("group=meeting&level=national")
        assert found == [("全国安全生产电视电话会议（2021年11月20日）", order.text) for order in (GAS, COAL, PLAIN)]

    @pytest.mark.parametrize("group", ["sector", "level", "meeting"])
    def test_no_hit_is_lost_in_any_of_them(self, group: str) -> None:
        store_three_meetings()
        ids = {row["id"] for row in exported(f"group={group}")}
        assert ids == set(Directive.objects.values_list("pk", flat=True))


def test_a_filter_that_makes_no_sense_is_refused_before_a_file_is_begun() -> None:
    with pytest.raises(SelectionError, match="sector"):
        Export(Selection.read(QueryDict("sector=nothing")), "csv")


def test_a_cell_too_long_for_a_workbook_is_cut_and_says_so() -> None:
    store([Order("要" + "落实" * 20_000 + "。"), FIRE])
    cut = exported(format="xlsx")[0]["quote"]
    assert len(cut) == 32_767 and cut.endswith("……（未完，全文见永久链接）")
    assert len(exported(format="csv")[0]["quote"]) == 40_002


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), ([], ""), (["甲", "乙"], "甲、乙"), (3, "3"), ("安全", "安全")]
)
def test_a_value_becomes_a_cell(value: Any, text: str) -> None:
    assert cell(value) == text
