"""Opens .zip archives of documents, in memory and piece by piece; no name in one ever becomes a path."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.readers.source import ReadError

ENDING = ".zip"
MOST_ENTRIES = 2_000
MOST_BYTES = 300 * 1024 * 1024  # of all entries together
DEEPEST = 2  # an archive in an archive, no further
# Deflate reaches a thousandfold; documents stay below some fiftyfold.
STEEPEST = 200
_SMALL = 1024 * 1024
# Other methods may ask for gigabytes of memory before the first byte.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UTF8_NAME = 0x800
_BROKEN = "不是完好的 zip 压缩包，可能已截断或损坏；请重新压缩或重新下载后再载入"


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its path inside it for people to read, and its bytes or why it can't be had."""

    name: str
    data: bytes = b""
    problem: str = ""


def is_archive(name: str) -> bool:
    return name.lower().endswith(ENDING)


def members(name: str, data: bytes, *, max_bytes: int, depth: int = 1) -> Iterator[Member]:
    """The files of an archive in its order, one in memory at a time; folders and what systems add are left out.
    Raises ReadError for an archive that can't be opened as a whole, before the first file."""
    if depth > DEEPEST:
        raise ReadError(name, f"压缩包套了 {DEEPEST} 层以上；请解开里层的压缩包后再载入")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise ReadError(name, _BROKEN) from error
    entries = [entry for entry in package.infolist() if not entry.is_dir() and not _is_clutter(entry.filename)]
    total = sum(entry.file_size for entry in entries)
    if len(package.infolist()) > MOST_ENTRIES:
        raise ReadError(name, f"压缩包里有 {len(package.infolist())} 个文件，超过 {MOST_ENTRIES} 个的上限；请分成几个")
    if total > MOST_BYTES:
        raise ReadError(
            name, f"压缩包解开后有 {total / 2**20:.0f} MB，超过 {MOST_BYTES // 2**20} MB 的上限；请分成几个"
        )
    if not entries:
        raise ReadError(name, "压缩包里没有文件；请确认选对了文件")
    return _read(package, entries, max_bytes)


def _read(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo], max_bytes: int) -> Iterator[Member]:
    left = MOST_BYTES
    with package:
        for entry in entries:
            member = _member(package, entry, min(max_bytes, left))
            left -= len(member.data)
            yield member


def _member(package: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> Member:
    """One file. What an archive tells of sizes may be a lie, so no more is unpacked than `most`."""
    name = shown_name(entry)
    if entry.flag_bits & 1:
        return Member(name, problem="压缩包设了密码；请去掉密码重新压缩后再载入")
    if entry.compress_type not in _METHODS:
        return Member(name, problem="用了少见的压缩方法，没有解开；请用系统自带的压缩功能重新压缩后再载入")
    if entry.file_size > max(_SMALL, STEEPEST * entry.compress_size):
        return Member(name, problem="压缩比异常，像是压缩炸弹，没有解开")
    if entry.file_size > most:
        return Member(name, problem=f"解开后超过 {most // 2**20} MB 的上限；请拆分后再载入")
    try:
        with package.open(entry) as file:
            data = file.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        return Member(name, problem="压缩包里的这个文件已损坏；请重新压缩后再载入")
    if len(data) > most:
        return Member(name, problem=f"解开后超过 {most // 2**20} MB 的上限；请拆分后再载入")
    return Member(name, data)


def shown_name(entry: zipfile.ZipInfo) -> str:
    """An entry's path as text. Chinese systems write names in GBK without saying so; `zipfile` then took them
    for code page 437. Parts that lead out of the archive are dropped."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", "replace")
        name = _decoded(raw) if not raw.isascii() else name
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    clean = "/".join("".join(one for one in part if one.isprintable()) for part in parts)
    return clean or "未命名"


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("gb18030", "replace")


def _is_clutter(name: str) -> bool:
    """What macOS and Windows put into archives by themselves, and hidden files."""
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or parts[-1].startswith(".") or parts[-1] in ("Thumbs.db", "desktop.ini")
