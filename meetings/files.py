"""Files and folders as a loader names them on the command line."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from meetings.readers import ReadError, largest
from meetings.readers.archive import Member, is_archive, members


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file once: those named, and those inside named folders in the order of their names.

    Hidden files and folders inside a folder are left out, links to folders are not followed. A path that
    does not exist and a folder that can't be listed are yielded too: reading them says what is wrong.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _walk(path) if os.path.isdir(path) else [path]:
            place = Path(os.path.realpath(file))
            if place not in seen:
                seen.add(place)
                yield file


def _walk(folder: Path) -> Iterator[Path]:
    unreadable: list[OSError] = []
    for where, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(where, name) for name in sorted(files) if not name.startswith("."))
    yield from (Path(error.filename) for error in unreadable)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; never more of them in memory than a file of its kind may have. Raises ReadError."""
    most = largest(path.name)
    try:
        if path.exists() and not path.is_file():
            reason = "文件夹无法列出，请检查权限" if path.is_dir() else "不是普通文件"
            raise ReadError(printable(path.name), reason)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise ReadError(printable(path.name), f"文件打不开（{error.strerror}）") from error
    if len(data) > most:
        raise ReadError(printable(path.name), f"文件超过 {most // 2**20} MB，请拆分后再载入")
    return data


def contents(path: Path) -> Iterator[Member]:
    """The documents of a file: itself, under its own name, or those in an archive, also in one inside of it,
    under their paths there. Raises ReadError where the file or archive can't be opened."""
    data = read_bytes(path)
    if is_archive(path.name):
        yield from _unpacked("", printable(path.name), data, 1)
    else:
        yield Member(printable(path.name), data)


def _unpacked(prefix: str, name: str, data: bytes, depth: int) -> Iterator[Member]:
    for member in members(name, data, max_bytes=largest(name), depth=depth):
        shown = f"{prefix}{member.name}"
        if member.problem or not is_archive(member.name):
            yield replace(member, name=shown)
            continue
        try:
            yield from _unpacked(f"{shown}/", member.name, member.data, depth + 1)
        except ReadError as error:
            yield Member(shown, problem=error.reason)


def printable(name: str) -> str:
    """A file name as text. Bytes of it that are no UTF-8 become U+FFFD: neither a database nor a terminal
    takes anything else."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
