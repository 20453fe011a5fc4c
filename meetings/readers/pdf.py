"""Reads PDF files that have a text layer; a scanned one is told apart and refused."""

import ctypes
from collections.abc import Iterator
from typing import Any

from meetings.readers.encoding import plausibility
from meetings.readers.glyphs import Glyph, Rule, lines_of
from meetings.readers.layout import Page, compose
from meetings.readers.source import Extract, Refusal
from meetings.readers.tables import with_tables

MOST_PAGES = 1_000
MOST_GLYPHS = 4_000_000
# A page with fewer characters and a picture on it is one that was scanned.
_SCANNED = 20
_THIN = 4.0  # points: what is thinner is a rule
_ENCRYPTED = "PDF 已加密，需要密码才能打开；请去掉密码后再载入"
_BROKEN = "不是完好的 PDF 文档，可能已截断或损坏；请用阅读器打开，另存一份后再载入"
_PICTURES = "PDF 是扫描件，页面是图片而没有文字；请先作文字识别（OCR），另存为带文字的 PDF 或 Word 文档后再载入"
_GARBLED = "PDF 的文字层是乱码（字体没有字符对应表）；请作文字识别（OCR），或向出处索取 Word 文档"


def extract(data: bytes) -> Extract:
    """The text of a PDF in reading order (see `layout`). Raises Refusal."""
    import pypdfium2 as pdfium

    if b"%PDF" not in data[:1024]:
        raise Refusal("内容不是 PDF 文档；请确认扩展名是否正确，文件是否已完整复制")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise Refusal(_ENCRYPTED if locked else _BROKEN) from error
    if len(document) > MOST_PAGES:
        raise Refusal(f"PDF 有 {len(document)} 页，超过 {MOST_PAGES} 页的上限；请拆分后再载入")
    pages: list[Page] = []
    scanned, glyphs = [], 0
    try:
        for number in range(len(document)):
            page = document[number]
            found = list(_glyphs(page))
            glyphs += len(found)
            if glyphs > MOST_GLYPHS:
                raise Refusal(f"PDF 的文字超过 {MOST_GLYPHS // 10_000} 万个；请拆分后再载入")
            if len(found) < _SCANNED and _has_picture(page):
                scanned.append(number + 1)
            rules = list(_rules(page))
            lines = lines_of(found, [rule for rule in rules if not rule.flat])
            pages.append(Page(with_tables(lines, rules), page.get_height()))
            page.close()
        title = document.get_metadata_value("Title").strip() or None
    except pdfium.PdfiumError as error:
        raise Refusal(_BROKEN) from error
    text = compose(pages)
    if scanned and len(scanned) * 2 >= len(pages):
        raise Refusal(_PICTURES)
    if not text.strip():
        raise Refusal("PDF 里没有文字；请确认选对了文件")
    if plausibility(text) < 0.1:
        raise Refusal(_GARBLED)
    return Extract(text, "pdf", title if title and title in text else None, None, _notices(scanned))


def _notices(scanned: list[int]) -> tuple[tuple[str, str], ...]:
    if not scanned:
        return ()
    pages = "、".join(map(str, scanned[:10])) + ("等" if len(scanned) > 10 else "")
    return (("scanned-pages", f"第 {pages} 页是扫描的图片，没有文字，未能读入；请对照原件"),)


def _glyphs(page: Any) -> Iterator[Glyph]:
    """Every printed character with its box, in the order of the page's content."""
    from pypdfium2 import raw

    text = page.get_textpage()
    box = raw.FS_RECTF()
    surrogate = 0
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            surrogate = code
            continue
        if 0xDC00 <= code < 0xE000 and surrogate:
            code = 0x10000 + ((surrogate - 0xD800) << 10) + (code - 0xDC00)
        surrogate = 0
        # Line ends and spaces that pdfium adds itself have no place of their own.
        if code < 0x20 or code in (0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
            continue
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        if raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            yield Glyph(chr(code), box.left, box.right, min(box.bottom, box.top), max(box.bottom, box.top))
    text.close()


def _rules(page: Any) -> Iterator[Rule]:
    """Ruled lines, drawn as lines, as thin boxes, or as the sides of a box."""
    from pypdfium2 import raw

    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = drawn.get_bounds()
        width, height = right - left, top - bottom
        if min(width, height) < _THIN < max(width, height):
            yield Rule(left, right, bottom, top)
        elif min(width, height) >= _THIN and raw.FPDFPath_CountSegments(drawn) in (4, 5):
            yield from (Rule(left, right, y, y) for y in (bottom, top))
            yield from (Rule(x, x, bottom, top) for x in (left, right))


def _has_picture(page: Any) -> bool:
    from pypdfium2 import raw

    return next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None
