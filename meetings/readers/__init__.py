"""Turns a file into text: one reader for each ending, chosen by table."""

from collections.abc import Callable
from pathlib import PurePath

from meetings.readers import txt
from meetings.readers.source import ReadError, Source

__all__ = ["MAX_BYTES", "READERS", "ReadError", "Source", "read"]

Reader = Callable[[str, bytes], Source]

READERS: dict[str, Reader] = {
    "": txt.read,
    ".txt": txt.read,
    ".text": txt.read,
    ".md": txt.read,
    ".markdown": txt.read,
    ".html": txt.read,
    ".htm": txt.read,
}

# A transcript has some 30 kB, a book a few MB; 50 MB of text took nine minutes and 4.5 GB of memory.
MAX_BYTES = 10 * 1024 * 1024


def read(name: str, data: bytes, *, max_bytes: int = MAX_BYTES) -> Source:
    """Read the file `name` (only its ending counts) from its bytes. Raises ReadError, in Chinese, for a file
    that is empty, larger than `max_bytes`, of a kind that has no reader, or no text."""
    if not data:
        raise ReadError(name, "文件是空的；请确认文件已完整复制")
    if len(data) > max_bytes:
        size, limit = len(data) / 1024 / 1024, max_bytes / 1024 / 1024
        raise ReadError(name, f"文件有 {size:.1f} MB，超过 {limit:g} MB 的上限；请拆分后再载入")
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        known = "、".join(ending for ending in READERS if ending)
        raise ReadError(name, f"不支持 {PurePath(name).suffix} 文件；可以载入 {known}，其他格式请先另存为文本")
    return reader(name, data)
