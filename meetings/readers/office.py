"""Reads the older formats of Word and WPS by way of LibreOffice, where that is installed."""

import contextlib
import dataclasses
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from meetings.readers import docx, html
from meetings.readers.apart import read_apart
from meetings.readers.source import Extract, ReadError, Refusal, Source

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 90
# What the office suite may map beside the document.
MEMORY = 6 << 30
MISSING = "读取 .doc、.wps、.rtf 需要 LibreOffice，这台服务器没有安装；请用 Word 或 WPS 另存为 .docx 后再载入"
_FAILED = "LibreOffice 读不出这个文件，可能已损坏或已加密；请用 Word 或 WPS 打开，另存为 .docx 后再载入"
_SLOW = f"LibreOffice 在 {SECONDS} 秒内没有读完；请用 Word 或 WPS 打开，另存为 .docx 后再载入"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(name: str, data: bytes) -> Source:
    """The text of a .doc, .wps or .rtf; also of the .docx and pages that often bear these endings. Raises ReadError."""
    if data.startswith(b"PK\x03\x04"):
        return read_apart(name, data, docx.extract)
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype html", b"<?xml", b"<meta")):
        return html.read(name, data)
    if not data.startswith((_OLE, b"{\\rtf", b"\xdb\xa5-")):
        raise ReadError(name, "内容不是 Word 或 WPS 文档；请确认扩展名是否正确，文件是否已完整复制")
    if not program():
        raise ReadError(name, MISSING)
    return read_apart(name, data, extract, memory=MEMORY)


def program() -> str | None:
    """The path of LibreOffice, or None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def extract(data: bytes) -> Extract:
    """The document as LibreOffice converts it to .docx, tables and numbers of lists included. Raises Refusal."""
    ending = "rtf" if data.startswith(b"{\\rtf") else "doc"
    with tempfile.TemporaryDirectory(prefix="anling-office-") as name:
        folder = Path(name)
        (folder / f"in.{ending}").write_bytes(data)
        _convert(folder, f"in.{ending}")
        converted = folder / "in.docx"
        if not converted.exists():
            raise Refusal(_FAILED)
        return dataclasses.replace(docx.extract(converted.read_bytes()), encoding=ending)


def _convert(folder: Path, name: str) -> None:
    """Run LibreOffice with a profile of its own, so that it neither meets another run nor anybody's settings."""
    command = [
        program() or PROGRAMS[0],
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "docx",
        "--outdir",
        str(folder),
        str(folder / name),
    ]
    home, nothing = {**os.environ, "HOME": str(folder)}, subprocess.DEVNULL
    with subprocess.Popen(
        command, env=home, start_new_session=True, stdin=nothing, stdout=nothing, stderr=nothing
    ) as process:
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            raise Refusal(_SLOW) from error
        finally:
            # The program starts others, which may outlive it.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
