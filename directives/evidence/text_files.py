"""Exports as text: CSV that Excel opens right, and JSON lines."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator

from directives.evidence.columns import cell
from directives.evidence.exporting import Export

# A cell that begins so is a formula to a spreadsheet program; an apostrophe before it makes it text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
CSV_MANIFEST = "# 导出说明"  # first cell of the record that holds the manifest
JSON_MANIFEST = "manifest"  # key of the object that does


def csv_lines(export: Export) -> Iterator[str]:
    """A table with byte order mark, CRLF and headings, in which no cell is a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow([column.heading for column in export.columns])
    yield _taken(buffer)
    for _, row in export.rows():
        writer.writerow([harmless(cell(row[column.key])) for column in export.columns])
        yield _taken(buffer)


def json_lines(export: Export) -> Iterator[str]:
    """One JSON object a row and line."""
    for _, row in export.rows():
        yield json.dumps(row, ensure_ascii=False) + "\n"


def csv_manifest(line: str) -> str:
    """The record that closes a CSV file; `line` is the manifest in one line."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow([CSV_MANIFEST, line])
    return buffer.getvalue()


def json_manifest(line: str) -> str:
    """The line that closes a file of JSON lines."""
    return f'{{"{JSON_MANIFEST}": {line}}}\n'


LINES: dict[str, tuple[Callable[[Export], Iterator[str]], Callable[[str], str]]] = {
    "csv": (csv_lines, csv_manifest),
    "jsonl": (json_lines, json_manifest),
}


def text_file(export: Export, *, close: bool = True) -> Iterator[bytes]:
    """The bytes of the file, row by row, and with `close` the manifest at its end."""
    lines, closing = LINES[export.format]
    content = hashlib.sha256()
    for line in lines(export):
        data = line.encode()
        content.update(data)
        yield data
    if close:
        yield closing(export.manifest(content.hexdigest()).line()).encode()


def harmless(text: str) -> str:
    """The cell as text that no spreadsheet program runs."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def harmed(text: str) -> str:
    """The cell as it was before `harmless`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
