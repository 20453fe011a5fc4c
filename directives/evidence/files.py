"""Reading an export back: its rows, its manifest, and the hash of what it shows."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree

from directives.evidence.columns import HITS, LEDGER, TURNS
from directives.evidence.handout import MANIFEST_MARK, NOTES_MARK, shown_as_bytes
from directives.evidence.manifest import Manifest, ManifestError
from directives.evidence.text_files import CSV_MANIFEST, JSON_MANIFEST, harmed
from directives.evidence.workbook import MANIFEST_SHEET, cells_as_bytes

SIDECAR = ".manifest.json"  # added to a file's name: the manifest of a file that holds rows alone
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KEY_HEADING = "编号"
QUOTE_HEADINGS = {column.heading for columns in (HITS, TURNS, LEDGER) for column in columns if column.key == "quote"}


@dataclass
class Found:
    """What stands in a file: (id, quote) of its rows in order, the hash of what it shows, its manifest."""

    manifest: Manifest
    content: str
    rows: list[tuple[int, str]] = field(default_factory=list)


def read_export(path: Path) -> Found:
    """Read an export of any format back. Raises ManifestError with a reason for the person who checks it."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
        if start == b"PK\x03\x04":
            with zipfile.ZipFile(path) as archive:
                if broken := archive.testzip():
                    raise ManifestError(f"文件已损坏：其中的 {broken} 校验和不符。")
                word = "word/document.xml" in archive.namelist()
            return _read_word(path) if word else _read_workbook(path)
        return _read_text(path)
    except (OSError, zipfile.BadZipFile, etree.XMLSyntaxError, UnicodeDecodeError, KeyError) as error:
        raise ManifestError(f"文件读不了：{error}") from error


def _read_text(path: Path) -> Found:
    """CSV or JSON lines, with the manifest in the last line or in a file beside it."""
    beside = path.with_name(path.name + SIDECAR)
    content, last = hashlib.sha256(), b""
    with path.open("rb") as file:
        for line in file:
            if last:
                content.update(last)
            last = line
    if beside.exists():
        content.update(last)
        manifest = Manifest.read(_json(beside.read_text(encoding="utf-8")))
    else:
        manifest = Manifest.read(_closing(last.decode()))
    found = Found(manifest, content.hexdigest())
    with path.open(encoding="utf-8-sig", newline="") as text:
        read = {"csv": _csv_rows, "jsonl": _json_rows}.get(manifest.format)
        if read is None:
            raise ManifestError(f"导出说明写的格式是 {manifest.format}，文件却是文本。")
        found.rows = list(read(text))
    return found


def _closing(line: str) -> Any:
    """The manifest of the line that closes a text file."""
    if line.startswith(CSV_MANIFEST):
        record = next(csv.reader(io.StringIO(line)))
        return _json(record[1] if len(record) > 1 else "")
    values = _json(line) if line.startswith("{") else None
    if not isinstance(values, dict) or JSON_MANIFEST not in values:
        raise ManifestError(f"文件末尾没有导出说明，旁边也没有 *{SIDECAR}：不是本系统的导出文件，或末行被删去。")
    return values[JSON_MANIFEST]


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ManifestError(f"导出说明不是 JSON：{error}") from error


def _csv_rows(text: Any) -> Iterator[tuple[int, str]]:
    records = csv.reader(text)
    key, quote = _places(next(records, []))
    for record in records:
        if record and record[0] != CSV_MANIFEST:
            yield _pair(record, key, quote, harmed)


def _json_rows(text: Any) -> Iterator[tuple[int, str]]:
    for line in text:
        row = _json(line)
        if isinstance(row, dict) and "id" in row:
            yield row["id"], row["quote"]


def _read_workbook(path: Path) -> Found:
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        table, facts = book.worksheets[0], book[MANIFEST_SHEET]
        line = [str(row[1] or "") for row in facts.iter_rows(values_only=True) if len(row) > 1][-1:]
        content = hashlib.sha256()
        records = ([_text(value) for value in row] for row in table.iter_rows(values_only=True))
        head = next(records, [])
        key, quote = _places(head)
        content.update(cells_as_bytes(head))
        rows = []
        for record in records:
            if not any(record):  # a row that was emptied
                continue
            content.update(cells_as_bytes(record))
            rows.append(_pair(record, key, quote, str))
        return Found(Manifest.read(_json("".join(line))), content.hexdigest(), rows)
    finally:
        book.close()


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _places(headings: list[str]) -> tuple[int, int]:
    """Where the id and the quote stand. Raises ManifestError."""
    quotes = [at for at, heading in enumerate(headings) if heading in QUOTE_HEADINGS]
    if KEY_HEADING not in headings or not quotes:
        raise ManifestError("表头不是本系统的导出：没有“编号”和原话两列。")
    return headings.index(KEY_HEADING), quotes[0]


def _pair(record: list[str], key: int, quote: int, clean: Callable[[str], str]) -> tuple[int, str]:
    if len(record) <= max(key, quote) or not record[key].isdigit():
        raise ManifestError(f"有一行缺少编号或原话：{'，'.join(record)[:60]}")
    return int(record[key]), clean(record[quote])


def _read_word(path: Path) -> Found:
    """A handout, read part by part: bookmarks name the rows, and the manifest behind them."""
    content, rows, line, told = hashlib.sha256(), [], "", False
    with zipfile.ZipFile(path) as archive, archive.open("word/document.xml") as body:
        for cells in _word_parts(body):
            name, text = cells[0]
            told = told or name == NOTES_MARK
            if name == MANIFEST_MARK:
                line = text
            if told:
                continue
            rows += [(int(name.rpartition("_")[2]), text) for name, text in cells if name]
            content.update(shown_as_bytes("\x1f".join(text for _, text in cells)))
    return Found(Manifest.read(_json(line)), content.hexdigest(), rows)


def _word_parts(body: Any) -> Iterator[list[tuple[str, str]]]:
    """The parts of the body: a paragraph alone, or the cells of a table's row, each as (bookmark, text)."""
    cells: list[tuple[str, str]] = []
    inside = False
    for event, element in etree.iterparse(body, ("start", "end"), tag=(f"{W}p", f"{W}tr"), resolve_entities=False):
        if element.tag == f"{W}tr":
            inside = event == "start"
            if not inside:
                yield cells
                _forget(element)
            cells = []
        elif event == "end":
            part = (_bookmark(element), _shown(element))
            if inside:
                cells.append(part)
            elif _style(element) not in ("Title", "Subtitle"):
                yield [part]
            if not inside:
                _forget(element)


def _forget(element: Any) -> None:
    """Free what is read: the element and all before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _bookmark(paragraph: Any) -> str:
    mark = paragraph.find(f"{W}bookmarkStart")
    return "" if mark is None else str(mark.get(f"{W}name"))


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def _shown(paragraph: Any) -> str:
    return "".join("\n" if one.tag == f"{W}br" else one.text or "" for one in paragraph.iter(f"{W}t", f"{W}br"))
