"""Directives as rows for spreadsheets and programs, streamed: no listing is too long to export."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import xlsxwriter
from django.db.models import QuerySet

from directives.models import Directive
from meetings.models import DatePrecision
from meetings.querysets import LARGE

CHUNK = 1000
JOINT = "、"
# A cell that begins so is a formula to a spreadsheet program; an apostrophe before it makes it text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
XLSX_ROWS = 1_048_575  # without the header
XLSX_CELL = 32_767


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in JSON, its heading in a table, its width in characters, and where it comes from."""

    key: str
    heading: str
    width: int
    value: Callable[[Directive], Any]


def _meeting_date(directive: Directive) -> str | None:
    """The meeting's date, no more exact than the document tells it."""
    if not directive.meeting or not directive.meeting.held_on:
        return None
    date = directive.meeting.held_on.isoformat()
    return date[: {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}.get(directive.meeting.date_precision, 10)]  # type: ignore[call-overload]


def _bodies(directive: Directive) -> list[str]:
    return list(dict.fromkeys(part.body.name for part in directive.responsibilities.all()))


COLUMNS = (
    Column("id", "编号", 8, lambda d: d.pk),
    Column("permalink", "永久链接", 30, lambda d: d.get_absolute_url()),
    Column("quote", "原话", 70, lambda d: d.text),
    Column("sectors", "行业", 16, lambda d: list(dict.fromkeys(task.sector.name_zh for task in d.tasks.all()))),
    Column("level", "级别", 8, lambda d: d.get_level_display()),
    Column("region", "地区", 12, lambda d: d.region.name if d.region else None),
    Column("meeting", "会议", 40, lambda d: d.meeting.title if d.meeting else None),
    Column("date", "会议日期", 12, _meeting_date),
    Column("speaker", "讲话人", 10, lambda d: d.speaker.name if d.speaker else None),
    Column("titles", "职务", 30, lambda d: list(getattr(d, "titles", None) or [])),
    Column("bodies", "责任单位", 24, _bodies),
    Column("deadline", "时限", 14, lambda d: d.deadline_text or None),
    Column("deadline_on", "时限日期", 12, lambda d: d.deadline_on.isoformat() if d.deadline_on else None),
    Column("document", "文件", 30, lambda d: d.document.file_name),
    Column("sha256", "SHA-256", 20, lambda d: d.document.sha256),
    Column("raw_start", "原文起", 8, lambda d: d.raw_start),
    Column("raw_end", "原文止", 8, lambda d: d.raw_end),
)


def rows(directives: QuerySet[Directive], site: str = "") -> Iterator[dict[str, Any]]:
    """The directives in their order, each as values by column key; lists stay lists.

    `site` ("https://host") makes the permalinks absolute. Reads by a server-side cursor, so memory stays
    bounded however many there are.
    """
    listed = directives.for_listing().select_related("document", "meeting", "speaker", "region")  # type: ignore[attr-defined]
    listed = listed.defer("folded", "lexemes", *(f"document__{name}" for name in LARGE))
    for directive in listed.iterator(chunk_size=CHUNK):
        row = {column.key: column.value(directive) for column in COLUMNS}
        row["permalink"] = site + row["permalink"]
        yield row


def json_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One JSON object a line, with its line end."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def csv_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A table that Excel opens right: byte order mark, CRLF, headings, no cell that is a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow([column.heading for column in COLUMNS])
    yield _taken(buffer)
    for row in rows:
        writer.writerow([_harmless(cell(row[column.key])) for column in COLUMNS])
        yield _taken(buffer)


def write_xlsx(rows: Iterable[dict[str, Any]], file: BinaryIO) -> int:
    """An Excel table with a frozen header and a filter, written row by row; returns the number of rows.

    Quotes are written as text, so that no formula in them runs. Raises ValueError beyond the format's limit.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet("指示要求")
    head, wrap = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.heading, head)
    number = 0
    for number, row in enumerate(rows, start=1):
        if number > XLSX_ROWS:
            raise ValueError(f"XLSX 最多 {XLSX_ROWS} 行，请缩小范围或改用 CSV")
        for at, column in enumerate(COLUMNS):
            value = row[column.key]
            if isinstance(value, int):
                sheet.write_number(number, at, value, wrap)
            elif value:
                sheet.write_string(number, at, cell(value)[:XLSX_CELL], wrap)
    sheet.autofilter(0, 0, number, len(COLUMNS) - 1)
    book.close()
    return number


def cell(value: Any) -> str:
    """A value as one cell of text."""
    if value is None:
        return ""
    return JOINT.join(value) if isinstance(value, list) else str(value)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
