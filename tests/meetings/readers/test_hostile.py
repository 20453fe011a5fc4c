"""Hostile and broken files end in a clear refusal, soon, and without much memory."""

import io
import signal
import time
import zipfile

import pytest

from meetings.readers import READERS, ReadError, apart, read
from meetings.readers.archive import MOST_ENTRIES, Member, members
from meetings.readers.source import Extract
from tests.meetings.readers.files import docx_of, gbk_zip_of, pdf_of, zip_of

WORD = docx_of("会议强调，要压实责任。")
PDF = pdf_of([(80.0, 700.0, "会议强调，要压实责任。")])
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
<!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&h;</w:t></w:r></w:p></w:body></w:document>"""


def word_with(part: str, content: bytes) -> bytes:
    """A Word document with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == part else old.read(entry))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("截断.docx", WORD[: len(WORD) // 2], "截断"),
        ("空壳.docx", zip_of({"a.txt": b"x"}), "不是 Word 文档"),
        ("表格.docx", zip_of({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "Excel"),
        ("实为文本.docx", "会议强调".encode(), "不是完好的 Word"),
        ("旧格式.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 Word"),
        ("坏.docx", word_with("word/document.xml", b"<w:document"), "不是完好的 Word"),
        ("截断.pdf", PDF[:60], "不是完好的 PDF"),
        ("实为文本.pdf", "会议强调".encode(), "不是 PDF"),
        ("实为图片.doc", b"\x89PNG\r\n\x1a\n" + bytes(100), "不是 Word 或 WPS"),
        ("实为PDF.txt", PDF, "PDF"),
        ("实为PDF.html", PDF, "PDF"),
        ("表.xlsx", WORD, "另存"),
        ("包.rar", b"Rar!", "zip"),
    ],
)
def test_it_refuses_and_says_why(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as refusal:
        read(name, data)
    assert refusal.value.name == name


def test_entities_of_a_document_are_not_expanded() -> None:
    with pytest.raises(ReadError) as refusal:
        read("笑.docx", word_with("word/document.xml", LAUGHS))
    assert refusal.value.reason not in (apart.TOO_SLOW, apart.TOO_BIG, apart.CRASHED), "it came to no limit"


def test_a_bomb_of_a_document_is_not_unpacked() -> None:
    bomb = word_with("word/document.xml", b"<w:document>" + b" " * (80 << 20))
    assert len(bomb) < 1 << 20
    with pytest.raises(ReadError, match="上限"):
        read("炸弹.docx", bomb)


def test_deep_markup_ends_in_a_refusal_or_in_its_text() -> None:
    page = b"<html><body>" + b"<div>" * 200_000 + "会议强调，要压实责任。".encode()
    try:
        assert "压实责任" in read("深.html", page).text
    except ReadError as refusal:
        assert refusal.reason


# Readers that misbehave; the child finds them by their names.
def crash(data: bytes) -> Extract:
    signal.raise_signal(signal.SIGSEGV)
    raise AssertionError


def hang(data: bytes) -> Extract:
    time.sleep(600)
    raise AssertionError


def spin(data: bytes) -> Extract:
    while True:
        pass


def swell(data: bytes) -> Extract:
    return Extract("x" * (2 << 30), "x")


@pytest.mark.parametrize(
    ("reader", "seconds", "reason"),
    [
        # The others end by themselves, as late as a busy machine likes.
        (crash, apart.WALL_SECONDS, apart.CRASHED),
        (hang, 2, apart.TOO_SLOW),
        (spin, 2, apart.TOO_SLOW),
        (swell, apart.WALL_SECONDS, apart.TOO_BIG),
    ],
)
def test_a_reader_that_misbehaves_harms_nobody(
    reader: apart.Extractor, seconds: int, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "WALL_SECONDS", seconds)
    with pytest.raises(ReadError) as refusal:
        apart.read_apart("a", b"", reader, memory=1 << 28)
    assert refusal.value.reason == reason


def opened(data: bytes, depth: int = 1) -> list[Member]:
    return list(members("包.zip", data, max_bytes=1 << 20, depth=depth))


def test_names_of_an_archive_are_read_in_gbk_and_lead_nowhere() -> None:
    assert [member.name for member in opened(gbk_zip_of({"会议/通报一.txt": b"x"}))] == ["会议/通报一.txt"]
    names = ["../../etc/passwd", "/root/a.txt", "C:\\windows\\b.txt", "ok/./c.txt"]
    shown = [member.name for member in opened(zip_of(dict.fromkeys(names, b"x")))]
    assert shown == ["etc/passwd", "root/a.txt", "C:/windows/b.txt", "ok/c.txt"]


def test_what_systems_add_to_an_archive_is_left_out() -> None:
    clutter = {"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "Thumbs.db": b"x", "folder/": b"", "a.txt": b"x"}
    assert [member.name for member in opened(zip_of(clutter))] == ["a.txt"]


def test_one_bad_file_of_an_archive_spoils_no_other() -> None:
    found = opened(zip_of({"bomb.txt": bytes(5 << 20), "a.txt": b"x"}))
    assert [(member.name, bool(member.problem)) for member in found] == [("bomb.txt", True), ("a.txt", False)]


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_methods_that_may_ask_for_any_memory_are_not_tried(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        package.writestr("a.txt", "会议强调")
    (member,) = opened(out.getvalue())
    assert "压缩方法" in member.problem and not member.data


def test_a_file_that_is_larger_than_its_archive_says_is_not_unpacked_whole() -> None:
    data = zip_of({"a.txt": b"ab" * (1 << 20)}, level=0)
    liar = data.replace((2 << 20).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    (member,) = opened(liar)
    assert member.problem or len(member.data) <= 100


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04broken", "截断"),
        (zip_of({"a.txt": b"x"})[:-10], "截断"),
        (zip_of({}), "没有文件"),
        (zip_of({f"{number}.txt": b"" for number in range(MOST_ENTRIES + 1)}), "上限"),
    ],
)
def test_an_archive_that_can_not_be_opened_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        opened(data)


def test_archives_in_archives_end_somewhere() -> None:
    assert opened(zip_of({"a.txt": b"x"}), depth=2)
    with pytest.raises(ReadError, match="层"):
        opened(zip_of({"a.txt": b"x"}), depth=3)


def test_every_reader_has_a_limit() -> None:
    for ending, reader in READERS.items():
        with pytest.raises(ReadError, match="上限"):
            read(f"a{ending}", bytes(reader.max_bytes + 1))
