"""Exports as a Word document: a handout (摘编) of quotes with their citations, or the ledger as a table.

python-docx makes the document with its styles; the body is then written into it row by row, as the library
itself would keep every paragraph in memory.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from directives.evidence.columns import NAMES, cell, printable
from directives.evidence.exporting import Export
from directives.evidence.manifest import FACTS, Manifest

HEADLINES = {"directives": "安全生产指示要求摘编", "turns": "安全生产会议发言摘编", "ledger": "安全生产重点任务台账"}
MARK = "\u2063body\u2063"  # where the body goes; no text holds it
NOTES = "导出说明"
NOTES_MARK, MANIFEST_MARK = "n1_notes", "n2_manifest"  # bookmarks
LEDGER_WIDTHS = {"number": 700, "quote": 5200, "lead": 1900, "cooperate": 1900, "deadline": 1300, "source": 3000}
# What Word wants of a table with borders, at the full width of the page.
TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
    "</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
)


def write_handout(export: Export, file: BinaryIO) -> Manifest:
    """Write the document; returns its manifest."""
    source = zipfile.ZipFile(io.BytesIO(_skeleton(export)))
    head, tail = source.read("word/document.xml").decode().split(_paragraph(source, MARK))
    content = hashlib.sha256()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            if item.filename != "word/document.xml":
                target.writestr(item, source.read(item))
        with target.open("word/document.xml", "w", force_zip64=True) as body:
            body.write(head.encode())
            for xml, text in _body(export):
                if text is not None:
                    content.update(shown_as_bytes(text))
                body.write(xml.encode())
            manifest = export.manifest(content.hexdigest())
            body.write("".join(_notes(manifest)).encode())
            body.write(tail.encode())
    return manifest


def shown_as_bytes(text: str) -> bytes:
    """A paragraph, or the cells of a row, as the content hash takes it."""
    return f"{text}\x1e".encode()


def _body(export: Export) -> Iterator[tuple[str, str | None]]:
    """(XML, the text it shows) of each part in turn; None where it shows nothing by itself."""
    return _ledger(export) if export.selection.what == "ledger" else _quotes(export)


def _quotes(export: Export) -> Iterator[tuple[str, str | None]]:
    """Each quote as a paragraph of its own, with its citation under it; a heading before each group."""
    last = ""
    for number, (heading, row) in enumerate(export.rows(), start=1):
        if heading != last:
            last = heading
            yield _p(heading, "Heading1"), heading
        quote = row["quote"]
        yield _p(quote, "Quote", name=f"h{number}_{row['id']}"), quote
        parts = [row["meeting"], row["level"], row["date"], row["speaker"], "、".join(row.get("titles") or [])]
        parts += [f"{row['document']} 原文 {row['raw_start']}–{row['raw_end']}"]
        source = printable(f"〔{'，'.join(part for part in parts if part)}〕")
        yield _p(source, "Caption", link=row["permalink"]), source


def _ledger(export: Export) -> Iterator[tuple[str, str | None]]:
    """The ledger as a table whose header is repeated on each page."""
    columns = [column for column in export.columns if column.key in LEDGER_WIDTHS]
    yield TABLE.format(grid="".join(f'<w:gridCol w:w="{LEDGER_WIDTHS[c.key]}"/>' for c in columns)), None
    headings = [column.heading for column in columns]
    cells = "".join(_tc(heading, LEDGER_WIDTHS[c.key], "Strong") for heading, c in zip(headings, columns, strict=True))
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>", "\x1f".join(headings)
    for number, (_, row) in enumerate(export.rows(), start=1):
        texts = [printable(cell(row[column.key])) for column in columns]
        written = [
            _tc(
                text,
                LEDGER_WIDTHS[column.key],
                name=f"h{number}_{row['id']}" if column.key == "quote" else "",
                link=row["permalink"] if column.key == "source" else "",
            )
            for text, column in zip(texts, columns, strict=True)
        ]
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(written)}</w:tr>", "\x1f".join(texts)
    yield "</w:tbl>", None


def _p(text: str, style: str = "", *, name: str = "", link: str = "") -> str:
    """A paragraph; `name` is a bookmark round its text, by which `verify_export` knows the row."""
    head = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    number = name.partition("_")[0][1:] if name.startswith("h") else f"90000000{name[1:2]}"
    begin = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>' if name else ""
    end = f'<w:bookmarkEnd w:id="{number}"/>' if name else ""
    return f"<w:p>{head}{begin}{_r(text, link)}{end}</w:p>"


def _r(text: str, link: str) -> str:
    """A run of text, or a link made of a field, which needs no entry in a list of relations."""
    runs = "<w:r><w:br/></w:r>".join(
        f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r>' for line in text.split("\n")
    )
    if not link:
        return runs
    instruction = 'HYPERLINK "{}"'.format(printable(link).replace('"', "%22"))
    return f"<w:fldSimple w:instr={quoteattr(instruction)}>{runs}</w:fldSimple>"


def _tc(text: str, width: int, style: str = "", **rest: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_p(text, style and "TableHead", **rest)}</w:tc>'


def _notes(manifest: Manifest) -> Iterator[str]:
    """The manifest for people, and behind it for `verify_export`."""
    values = manifest.sealed()
    yield _p(NOTES, "Heading1", name=NOTES_MARK)
    for key, name in FACTS.items():
        yield _p(f"{name}：{printable(str(values[key])) or '（无）'}", "Caption")
    yield _p(printable(manifest.line()), "Manifest", name=MANIFEST_MARK)


def _skeleton(export: Export) -> bytes:
    """A document with our styles, its headline, and a mark where the body goes."""
    document: Any = docx.Document()
    document.core_properties.title = HEADLINES[export.selection.what]
    document.core_properties.author = "安令 Anling"
    document.core_properties.comments = ""
    if export.selection.what == "ledger":
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    _styles(document)
    document.add_heading(HEADLINES[export.selection.what], 0)
    document.add_paragraph(export.selection.words or f"全部{NAMES[export.selection.what]}", style="Subtitle")
    document.add_paragraph(MARK)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _styles(document: Any) -> None:
    """Chinese fonts by the habit of official papers: 黑体 for headings, 仿宋 for quotes, 宋体 elsewhere."""
    styles = document.styles
    looks = {
        "Normal": ("宋体", 11), "Title": ("黑体", 20), "Subtitle": ("宋体", 11), "Heading 1": ("黑体", 15),
        "Quote": ("仿宋", 13), "Caption": ("宋体", 9),
    }  # fmt: skip
    for name, (font, size) in looks.items():
        _look(styles[name], font, size)
    styles["Quote"].font.italic = False
    styles["Quote"].paragraph_format.space_before = Pt(12)
    styles["Quote"].paragraph_format.space_after = Pt(2)
    styles["Quote"].paragraph_format.keep_with_next = True
    styles["Quote"].paragraph_format.line_spacing = 1.5
    styles["Caption"].font.bold = False
    for name in ("Title", "Subtitle", "Heading 1", "Quote", "Caption"):
        styles[name].font.color.rgb = RGBColor(0x22, 0x22, 0x22)
    head = styles.add_style("TableHead", 1)
    head.base_style = styles["Normal"]
    head.font.bold = True
    manifest = styles.add_style("Manifest", 1)
    manifest.base_style = styles["Normal"]
    manifest.font.size = Pt(7)


def _look(style: Any, font: str, size: int) -> None:
    style.font.size = Pt(size)
    style.font.name = font
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:eastAsia", "w:ascii", "w:hAnsi"):
        fonts.set(qn(attribute), font)
    for theme in ("w:asciiTheme", "w:eastAsiaTheme", "w:hAnsiTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def _paragraph(source: zipfile.ZipFile, text: str) -> str:
    """The XML of the paragraph that holds nothing but `text`, as the library wrote it."""
    found = re.search(
        f"<w:p>(?:(?!</?w:p>).)*{text}(?:(?!</?w:p>).)*</w:p>", source.read("word/document.xml").decode(), re.S
    )
    assert found is not None, "the skeleton holds its mark"
    return found.group()
