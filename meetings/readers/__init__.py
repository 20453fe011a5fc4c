"""Turns a file into text: one reader for each ending, chosen by table."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from meetings.readers import docx, html, office, pdf, txt
from meetings.readers.apart import read_apart
from meetings.readers.archive import ENDING as ARCHIVE
from meetings.readers.source import ReadError, Source

__all__ = ["ARCHIVE", "MAX_BYTES", "READERS", "ReadError", "Source", "largest", "read"]

# A transcript has some 30 kB, a book a few MB; 50 MB of text took nine minutes and 4.5 GB of memory.
MAX_BYTES = 10 * 1024 * 1024
# Formats that hold pictures beside their words.
MAX_BYTES_WITH_PICTURES = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Reader:
    """How files of one ending are read (name, bytes → Source, or ReadError), and how large they may be."""

    read: Callable[[str, bytes], Source]
    max_bytes: int = MAX_BYTES


def _docx(name: str, data: bytes) -> Source:
    return read_apart(name, data, docx.extract)


def _pdf(name: str, data: bytes) -> Source:
    return read_apart(name, data, pdf.extract)


READERS: dict[str, Reader] = {
    "": Reader(txt.read),
    ".txt": Reader(txt.read),
    ".text": Reader(txt.read),
    ".md": Reader(txt.read),
    ".markdown": Reader(txt.read),
    ".html": Reader(html.read),
    ".htm": Reader(html.read),
    ".shtml": Reader(html.read),
    ".docx": Reader(_docx, MAX_BYTES_WITH_PICTURES),
    ".pdf": Reader(_pdf, MAX_BYTES_WITH_PICTURES),
    ".doc": Reader(office.read, MAX_BYTES_WITH_PICTURES),
    ".wps": Reader(office.read, MAX_BYTES_WITH_PICTURES),
    ".rtf": Reader(office.read, MAX_BYTES_WITH_PICTURES),
}
# Endings without a reader that loaders meet → what to do.
_ADVICE = {
    ".rar": "请解开，或改用 .zip 压缩后再载入",
    ".7z": "请解开，或改用 .zip 压缩后再载入",
    ".xls": "表格请另存为 .docx 或文本后再载入",
    ".xlsx": "表格请另存为 .docx 或文本后再载入",
    ".mht": "请在浏览器里另存为“仅 HTML”后再载入",
    ".mhtml": "请在浏览器里另存为“仅 HTML”后再载入",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff"), "是图片，请先作文字识别"),
    **dict.fromkeys((".mp3", ".wav", ".m4a", ".mp4"), "是录音录像，请先转写成文字"),
}


def ending(name: str) -> str:
    """The ending of a file's name that tells its reader, in lower case."""
    return PurePath(name).suffix.lower()


def largest(name: str) -> int:
    """How many bytes a file of this name may have at the most; archives as much as anything in them."""
    if ending(name) == ARCHIVE:
        return MAX_BYTES_WITH_PICTURES
    reader = READERS.get(ending(name))
    return reader.max_bytes if reader else MAX_BYTES


def read(name: str, data: bytes, *, max_bytes: int | None = None) -> Source:
    """Read the file `name` (only its ending counts) from its bytes. Raises ReadError, in Chinese, for a file
    that is empty, larger than `max_bytes` (default: what its kind may have), of a kind without reader, or no text."""
    if not data:
        raise ReadError(name, "文件是空的；请确认文件已完整复制")
    most = largest(name) if max_bytes is None else max_bytes
    if len(data) > most:
        size, limit = len(data) / 1024 / 1024, most / 1024 / 1024
        raise ReadError(name, f"文件有 {size:.1f} MB，超过 {limit:g} MB 的上限；请拆分后再载入")
    reader = READERS.get(ending(name))
    if reader is None:
        known = "、".join(one for one in READERS if one)
        advice = _ADVICE.get(ending(name), "其他格式请先另存为文本")
        raise ReadError(name, f"不支持 {PurePath(name).suffix} 文件（{advice}）；可以载入 {known}、{ARCHIVE}")
    return reader.read(name, data)
