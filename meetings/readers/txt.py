"""Reads plain text, Markdown and pages saved as text."""

import hashlib

from meetings.readers.encoding import UnreadableError, decode
from meetings.readers.source import ReadError, Source
from meetings.readers.uploads import uploaded_on

# Files of other kinds that are often renamed .txt: first bytes → what they are.
_SIGNATURES = (
    (b"PK\x03\x04", "是 Office 文档（docx、xlsx）或压缩包，不是纯文本；请改回原来的扩展名，或另存为纯文本"),
    (b"\xd0\xcf\x11\xe0", "是旧版 Office 文档（doc、xls），不是纯文本；请用 Word 打开后另存为纯文本"),
    (b"%PDF", "是 PDF 文档，不是纯文本；请改回 .pdf 扩展名，或另存为纯文本"),
    (b"\x89PNG", "是图片（PNG），不是文字；请先作文字识别"),
    (b"\xff\xd8\xff", "是图片（JPEG），不是文字；请先作文字识别"),
    (b"GIF8", "是图片（GIF），不是文字；请先作文字识别"),
    (b"{\\rtf", "是 RTF 文档，不是纯文本；请用 Word 打开后另存为纯文本"),
    (b"\x1f\x8b", "是压缩包，不是文字；请先解压"),
    (b"Rar!", "是压缩包，不是文字；请先解压"),
    (b"7z\xbc\xaf", "是压缩包，不是文字；请先解压"),
)


def read(name: str, data: bytes) -> Source:
    """Decode `data`. Raises ReadError for bytes that are no text."""
    refuse_other_kinds(name, data)
    try:
        encoding, text = decode(data)
    except UnreadableError as error:
        raise ReadError(name, str(error)) from error
    if not text.strip("\ufeff \t\r\n\u3000\xa0"):
        raise ReadError(name, "文件里没有文字；请确认选对了文件")
    return Source(name, data, hashlib.sha256(data).hexdigest(), encoding, text, uploaded_on=uploaded_on(text))


def refuse_other_kinds(name: str, data: bytes) -> None:
    """Raises ReadError for bytes that begin like a file of another kind, with what to do."""
    for signature, reason in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(name, reason)
