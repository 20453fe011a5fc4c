"""Files into text: encodings found out, and clear refusals."""

import hashlib

import pytest

from meetings.readers import ReadError, read

SIMPLIFIED = "全市安全生产电视电话会议\r\n会议强调，要压实责任，扎实开展隐患排查整治工作。\n"
TRADITIONAL = "全省安全生產會議\n會議強調，要落實責任，加強監管，防範重大事故。\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SIMPLIFIED.encode("utf-8"), "utf-8"),
        (SIMPLIFIED.encode("utf-8-sig"), "utf-8"),
        (SIMPLIFIED.encode("gb18030"), "gb18030"),
        (TRADITIONAL.encode("gb18030"), "gb18030"),
        (TRADITIONAL.encode("big5"), "big5"),
        (SIMPLIFIED.encode("utf-16-le"), "utf-16-le"),
        (SIMPLIFIED.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + SIMPLIFIED.encode("utf-16-be"), "utf-16-be"),
        ("会议".encode("gb18030"), "gb18030"),
        (b"Safety meeting 2026\n", "utf-8"),
    ],
)
def test_it_finds_out_the_encoding(data: bytes, encoding: str) -> None:
    source = read("a.txt", data)
    assert source.encoding == encoding
    assert source.text == data.decode(encoding)


def test_it_keeps_line_ends_the_byte_order_mark_and_the_bytes() -> None:
    data = SIMPLIFIED.encode("utf-8-sig")
    source = read("folder/会议.TXT", data)
    assert source.text == "\ufeff" + SIMPLIFIED
    assert (source.data, source.sha256) == (data, hashlib.sha256(data).hexdigest())


def test_one_line_may_be_huge() -> None:
    assert len(read("a.md", ("要压实责任。" * 200_000).encode()).text) == 1_200_000


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "空"),
        ("a.txt", b" \r\n\t\n", "没有文字"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "图片"),
        ("a.txt", b"PK\x03\x04rest", "docx"),
        ("a.txt", b"%PDF-1.7", "PDF"),
        ("a.txt", bytes(range(256)) * 20, "二进制"),
        ("a.txt", b"\x00\x01\x02\x03\x05" * 100, "二进制"),
        ("a.txt", b"\xff\xfe\x00\xd8\x41\x00", "解码"),
        ("a.txt", (SIMPLIFIED * 20).encode("utf-8")[:-2], "UTF-8"),
        ("a.txt", b"\x81\x20\xfe\x80\xff\x90" * 40 + b"\x81", "编码"),
        ("a.mp4", b"anything", ".mp4"),
    ],
)
def test_it_refuses_what_is_no_text_and_says_what_to_do(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as refusal:
        read(name, data)
    assert refusal.value.name == name
    assert reason in refusal.value.reason
    assert str(refusal.value).startswith(f"{name}：")


def test_it_refuses_a_file_above_the_limit() -> None:
    with pytest.raises(ReadError, match="上限"):
        read("a.txt", b"x" * 1025, max_bytes=1024)
