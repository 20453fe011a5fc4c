"""Each format opens right in the program it is for, and no quote does anything there."""

import csv
import io
import json
from typing import Any

import docx
import openpyxl
import pytest
from django.http import QueryDict

from directives.evidence.columns import HITS
from directives.evidence.exporting import Export
from directives.evidence.handout import write_handout
from directives.evidence.selection import Selection
from directives.evidence.text_files import text_file
from directives.evidence.workbook import write_workbook
from tests.directives.stored import ORDERS, store_meeting
from tests.factories import Order, store

pytestmark = pytest.mark.django_db
SITE = "https://anling.example"


def export(format: str, address: str = "sort=oldest") -> Export:
    return Export(Selection.read(QueryDict(address)), format, SITE, "auditor")


def workbook(address: str = "sort=oldest") -> Any:
    file = io.BytesIO()
    write_workbook(export("xlsx", address), file)
    return openpyxl.load_workbook(file)


def document(address: str) -> Any:
    file = io.BytesIO()
    write_handout(export("docx", address), file)
    file.seek(0)
    return docx.Document(file)


class TestJsonLines:
    def test_it_is_one_object_a_row_and_the_manifest(self) -> None:
        store_meeting()
        *rows, closing = map(json.loads, b"".join(text_file(export("jsonl"))).decode().splitlines())
        assert [row["quote"] for row in rows] == list(ORDERS)
        assert closing["manifest"]["rows"] == 3


class TestCsv:
    def test_it_begins_with_a_byte_order_mark_and_the_headings(self) -> None:
        text = b"".join(text_file(export("csv"), close=False)).decode()
        assert text.startswith("\ufeff编号,永久链接,原话,")
        assert text.endswith("\r\n")

    def test_a_list_is_one_cell_and_the_manifest_the_last_record(self) -> None:
        store_meeting()
        text = b"".join(text_file(export("csv"))).decode("utf-8-sig")
        *records, closing = csv.reader(io.StringIO(text, newline=""))
        assert records[2][3] == "危险化学品、烟花爆竹" or records[2][3] == "烟花爆竹、危险化学品"
        assert closing[0] == "# 导出说明" and json.loads(closing[1])["rows"] == 3

    @pytest.mark.parametrize("start", ["=", "+", "-", "@"])
    def test_no_quote_is_a_formula(self, start: str) -> None:
        store([Order(f"{start}1+1要整改")])
        text = b"".join(text_file(export("csv"))).decode("utf-8-sig")
        assert list(csv.DictReader(io.StringIO(text)))[0]["原话"] == f"'{start}1+1要整改"


class TestWorkbook:
    def test_it_has_a_frozen_header_a_filter_links_and_every_row(self) -> None:
        first = store_meeting()[0]
        sheet = workbook().worksheets[0]
        assert [one.value for one in sheet[1]] == [column.heading for column in HITS]
        assert [sheet.cell(row, 3).value for row in (2, 3, 4)] == list(ORDERS)
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:Q4")
        assert sheet["B2"].hyperlink.target == f"{SITE}{first.get_absolute_url()}"

    def test_a_second_sheet_tells_what_was_exported(self) -> None:
        store_meeting()
        facts = {row[0].value: row[1].value for row in workbook("q=燃气")["导出说明"]}
        assert (facts["检索词"], facts["行数"], facts["导出人"]) == ("燃气", "1", "auditor")

    @pytest.mark.parametrize("quote", ["=1+1要整改", "+1要整改", "@SUM(A1)要整改", "http://example.org/要整改"])
    def test_a_quote_is_text_and_nothing_else(self, quote: str) -> None:
        store([Order(quote)])
        cell = workbook().worksheets[0]["C2"]
        assert (cell.value, cell.data_type, cell.hyperlink) == (quote, "s", None)


class TestHandout:
    def test_quotes_stand_under_their_headings_with_citations(self) -> None:
        store_meeting()
        shown = [(p.style.name, p.text) for p in document("group=sector&sort=oldest").paragraphs]
        assert shown[0] == ("Title", "安全生产指示要求摘编")
        at = shown.index(("Heading 1", "城镇燃气"))
        assert shown[at + 1] == ("Quote", ORDERS[0])
        assert shown[at + 2][0] == "Caption"
        assert ("Heading 1", "导出说明") in shown

    def test_a_citation_leads_to_the_permalink(self) -> None:
        first = store_meeting()[0]
        xml = document("sort=oldest").element.xml
        assert f'HYPERLINK "{SITE}{first.get_absolute_url()}"' in xml.replace("&quot;", '"')
        assert "全省安全生产电视电话会议，省级，2022-01-17，钟望川，省委副书记、省长，会议.txt 原文" in xml

    def test_the_ledger_is_a_table_in_the_order_officers_use(self) -> None:
        store_meeting()
        [table] = document("layout=ledger&sort=oldest").tables
        assert [cell.text for cell in table.rows[0].cells] == ["序号", "任务", "牵头单位", "配合单位", "时限", "出处"]
        assert [cell.text for cell in table.rows[1].cells][:5] == ["1", ORDERS[0], "住建部门", "", "年底前"]
        assert len(table.rows) == 4

    def test_markup_in_a_quote_is_text(self) -> None:
        store([Order("压力<2兆帕>&“a”要整改")])
        assert "压力<2兆帕>&“a”要整改" in [p.text for p in document("").paragraphs]

    def test_an_empty_export_is_a_document_too(self) -> None:
        shown = [p.text for p in document("q=没有这样的话").paragraphs]
        assert "含“没有这样的话”" in shown and "行数：0" in shown
