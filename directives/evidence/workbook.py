"""Exports as an Excel workbook, written row by row: the table, and the manifest on a sheet of its own."""

import hashlib
from typing import Any, BinaryIO

import xlsxwriter

from directives.evidence.columns import NAMES, cell, printable
from directives.evidence.exporting import LONGEST, Export
from directives.evidence.manifest import FACTS, Manifest

MOST_ROWS = 1_048_575  # without the header
# Excel opens no sheet with more links; further addresses are plain text.
MOST_LINKS = 65_000
MANIFEST_SHEET = "导出说明"


class TooManyRows(ValueError):
    """More rows than the format holds."""


def write_workbook(export: Export, file: BinaryIO) -> Manifest:
    """Write the workbook; returns its manifest. Raises TooManyRows.

    Quotes are written as text, so that no formula in them runs.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    book = xlsxwriter.Workbook(file, options)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    link = book.add_format({"valign": "top", "font_color": "#1f4e8c", "underline": 1})
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet(NAMES[export.selection.what])
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    content = hashlib.sha256()
    headings = [column.heading for column in export.columns]
    for at, column in enumerate(export.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.heading, bold)
    content.update(cells_as_bytes(headings))
    number = 0
    for number, (_, row) in enumerate(export.rows(), start=1):
        if number > MOST_ROWS:
            raise TooManyRows(f"XLSX 最多 {MOST_ROWS} 行，请缩小范围或改用 CSV。")
        texts = [printable(cell(row[column.key]))[: LONGEST["xlsx"]] for column in export.columns]
        for at, (column, text) in enumerate(zip(export.columns, texts, strict=True)):
            _write(sheet, number, at, row[column.key], text, column.key, wrap, link)
        content.update(cells_as_bytes(texts))
    sheet.autofilter(0, 0, number, len(headings) - 1)
    manifest = export.manifest(content.hexdigest())
    _write_manifest(book.add_worksheet(MANIFEST_SHEET), manifest, bold, wrap)
    book.close()
    return manifest


def cells_as_bytes(texts: list[str]) -> bytes:
    """A row of cells as the content hash takes it."""
    return ("\x1f".join(texts) + "\x1e").encode()


def _write(sheet: Any, row: int, at: int, value: Any, text: str, key: str, wrap: Any, link: Any) -> None:
    if isinstance(value, int):
        sheet.write_number(row, at, value, wrap)
    elif key == "permalink" and row <= MOST_LINKS and text.startswith(("http://", "https://")):
        sheet.write_url(row, at, text, link, text)
    elif text:
        sheet.write_string(row, at, text, wrap)


def _write_manifest(sheet: Any, manifest: Manifest, bold: Any, wrap: Any) -> None:
    """Facts for people, and below them the sealed manifest for `verify_export`."""
    values = manifest.sealed()
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    for row, (key, name) in enumerate(FACTS.items()):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, str(values[key]), wrap)
    sheet.write_string(len(FACTS), 0, "供核对程序读取", bold)
    sheet.write_string(len(FACTS), 1, manifest.line(), wrap)
