"""Reads Word documents: paragraphs, headings and tables in their order, with the numbers of lists."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from meetings.readers.numbering import Numbering, W
from meetings.readers.source import Extract, Refusal

MOST_ENTRIES = 5_000
MOST_BYTES = 300 * 1024 * 1024  # unpacked, pictures included
MOST_XML = 60 * 1024 * 1024  # of one part that is parsed
BROKEN = "不是完好的 Word 文档，可能已截断或损坏；请用 Word 打开，另存一份后再载入"
# What was deleted or moved away in tracked changes, field codes, and readings printed above the words.
_UNSEEN = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}rt"})
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{W}txbxContent"


def extract(data: bytes) -> Extract:
    """The text of a .docx, one line a paragraph and one line a table row (cells parted by tabs). Raises Refusal."""
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    check_package(data)
    try:
        document = Document(io.BytesIO(data))
        lines = list(_Walk(document).lines(document.element.body))
        title = document.core_properties.title.strip() or None
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise Refusal(BROKEN) from error
    text = "\n".join(lines)
    # Word fills the title in from the first line or a template; only one that the text confirms is of use.
    return Extract(text, "docx", title if title and title in text else None)


def check_package(data: bytes) -> None:
    """Refuse a package that is none, is encrypted, or unpacks to more than a document needs."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal("文件已加密，或是旧版 Word 格式；请用 Word 打开，去掉密码另存为 .docx 后再载入")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            names = {entry.filename for entry in entries}
            for entry in entries:
                if entry.flag_bits & 1:
                    raise Refusal("文件已加密；请用 Word 打开，去掉密码另存后再载入")
            sizes = [entry.file_size for entry in entries]
            parsed = [entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))]
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError) as error:
        raise Refusal(BROKEN) from error
    if len(entries) > MOST_ENTRIES or sum(sizes) > MOST_BYTES or max(parsed, default=0) > MOST_XML:
        raise Refusal(f"解开后超过 {MOST_BYTES // 2**20} MB 或 {MOST_ENTRIES} 项的上限，不像正常的 Word 文档")
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        kind = "Excel 表格" if any(name.startswith("xl/") for name in names) else "别的压缩文件"
        kind = "PowerPoint 演示文稿" if any(name.startswith("ppt/") for name in names) else kind
        raise Refusal(f"不是 Word 文档，而是{kind}；请改回原来的扩展名，或另存为 .docx")


class _Walk:
    """Goes through a document's body, counting its lists."""

    def __init__(self, document: Any) -> None:
        part = document.part
        numbered = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" in {
            relation.reltype for relation in part.rels.values()
        }
        self.numbering = Numbering.of(part.numbering_part.element if numbered else None)
        self.styles = {one.get(f"{W}styleId"): one for one in part.styles.element.iterfind(f"{W}style")}

    def lines(self, parent: Any) -> Iterator[str]:
        """Lines of the block items in `parent`, whatever wraps them (content controls, tracked insertions)."""
        for child in parent.iterchildren():
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag not in _UNSEEN:
                yield from self.lines(child)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        boxes: list[Any] = []
        text = "".join(_pieces(paragraph, boxes))
        label = self._label(paragraph) if text.strip() else ""
        yield from f"{label}{text}".split("\n")
        for box in boxes:
            yield from self.lines(box)

    def _table(self, table: Any) -> Iterator[str]:
        for row in table.iter(f"{W}tr"):
            # A table inside a cell is told with the cell.
            if next(row.iterancestors(f"{W}tbl")) is table:
                cells = [self._cell(cell) for cell in row.iterchildren(f"{W}tc", f"{W}sdt")]
                if any(cells):
                    yield "\t".join(cell for cell in cells if cell)

    def _cell(self, cell: Any) -> str:
        """A cell that continues a merged one above is empty."""
        return " ".join(line.strip() for line in self.lines(cell) if line.strip())

    def _label(self, paragraph: Any) -> str:
        number, depth = self._list_of(paragraph.find(f"{W}pPr"), 0)
        return self.numbering.label(number, depth) if number else ""

    def _list_of(self, properties: Any, guard: int) -> tuple[str, int]:
        """(list, level) of a paragraph by itself or its style; a style may lean on another, but not in a circle."""
        if properties is None or guard > 20:
            return "", 0
        numbered = properties.find(f"{W}numPr")
        if numbered is not None:
            number, depth = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
            if number is not None:
                return number.get(f"{W}val", ""), int(depth.get(f"{W}val", 0)) if depth is not None else 0
        name = properties.find(f"{W}pStyle")
        style = self.styles.get(name.get(f"{W}val")) if name is not None else None
        if style is None:
            return "", 0
        own = self._list_of(style.find(f"{W}pPr"), guard + 1)
        base = style.find(f"{W}basedOn")
        if own[0] or base is None:
            return own
        above = self.styles.get(base.get(f"{W}val"))
        return self._list_of(above.find(f"{W}pPr"), guard + 1) if above is not None else ("", 0)


def _pieces(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The words of a paragraph as printed; the contents of its text boxes are put into `boxes`."""
    for child in element.iterchildren():
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}tab", f"{W}ptab") and element.tag == f"{W}r":
            yield "\t"
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag == _BOX:
            boxes.append(child)
        elif child.tag not in _UNSEEN and child.tag != _FALLBACK and isinstance(child.tag, str):
            yield from _pieces(child, boxes)
