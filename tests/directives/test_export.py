"""Exports hold every directive with its origin, and open right in a spreadsheet."""

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.export import CHUNK, COLUMNS, cell, csv_lines, json_lines, rows, write_xlsx
from directives.models import Directive
from tests.directives.stored import ORDERS, store_meeting


def in_order() -> Any:
    return Directive.objects.order_by("position")


def some_row(**values: Any) -> dict[str, Any]:
    return {column.key: None for column in COLUMNS} | values


@pytest.mark.django_db
class TestRows:
    def test_a_row_tells_what_who_when_and_where(self) -> None:
        directive = store_meeting()[0]
        row = next(rows(in_order(), "https://anling.example"))
        assert row == {
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
        row = next(rows(in_order()))
        source = bytes(directive.document.raw).decode()
        assert source[row["raw_start"] : row["raw_end"]] == "住建部门要加強城镇燃氣安全監管，年底前完成老旧管网改造"

    def test_a_date_is_no_more_exact_than_the_document(self) -> None:
        meeting = store_meeting()[0].meeting
        assert meeting is not None
        meeting.date_precision = "month"
        meeting.save()
        assert next(rows(in_order()))["date"] == "2022-01"

    def test_the_number_of_queries_does_not_grow_with_the_rows(self) -> None:
        store_meeting()
        with CaptureQueriesContext(connection) as few:
            assert len(list(rows(in_order()))) == 3
        store_meeting("附件一\n")
        store_meeting("附件二\n")
        with CaptureQueriesContext(connection) as more:
            assert len(list(rows(in_order()))) == 9 < CHUNK
        assert len(more) == len(few)

    def test_json_lines_are_one_object_a_row(self) -> None:
        store_meeting()
        lines = list(json_lines(rows(in_order())))
        assert [json.loads(line)["quote"] for line in lines] == list(ORDERS)
        assert all(line.endswith("\n") for line in lines)


class TestCsv:
    def test_it_begins_with_a_byte_order_mark_and_the_headings(self) -> None:
        text = "".join(csv_lines([]))
        assert text.startswith("\ufeff编号,永久链接,原话,")
        assert text.endswith("\r\n")

    def test_a_list_is_one_cell(self) -> None:
        (row,) = parsed(csv_lines([some_row(id=1, sectors=["城镇燃气", "消防"], quote='要"严"，要细')]))
        assert (row["编号"], row["行业"], row["原话"], row["地区"]) == ("1", "城镇燃气、消防", '要"严"，要细', "")

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
    def test_no_quote_is_a_formula(self, start: str) -> None:
        (row,) = parsed(csv_lines([some_row(quote=f"{start}1+1")]))
        assert row["原话"] == f"'{start}1+1"


class TestXlsx:
    def test_it_has_a_frozen_header_a_filter_and_every_row(self) -> None:
        file = io.BytesIO()
        assert write_xlsx([some_row(id=7, quote="要落实"), some_row(id=8)], file) == 2
        sheet = openpyxl.load_workbook(file).active
        assert sheet is not None
        assert [one.value for one in sheet[1]] == [column.heading for column in COLUMNS]
        assert (sheet["A2"].value, sheet["C2"].value, sheet["A3"].value) == (7, "要落实", 8)
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:Q3")

    @pytest.mark.parametrize("quote", ["=1+1", "+1", "@SUM(A1)", "http://example.org/"])
    def test_a_quote_is_text_and_nothing_else(self, quote: str) -> None:
        file = io.BytesIO()
        write_xlsx([some_row(quote=quote)], file)
        sheet = openpyxl.load_workbook(file).active
        assert sheet is not None
        assert (sheet["C2"].value, sheet["C2"].data_type, sheet["C2"].hyperlink) == (quote, "s", None)


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), ([], ""), (["甲", "乙"], "甲、乙"), (3, "3"), ("安全", "安全")]
)
def test_a_value_becomes_a_cell(value: Any, text: str) -> None:
    assert cell(value) == text


def parsed(lines: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(lines).removeprefix("\ufeff"), newline="")))
