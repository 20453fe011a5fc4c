"""Files and folders as a loader names them."""

import os
from pathlib import Path

import pytest

from meetings.files import files_in, printable, read_bytes
from meetings.readers import MAX_BYTES, ReadError


def test_it_finds_files_in_folders_once_and_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "下级/c.txt", ".hidden", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = list(files_in([tmp_path / "b.txt", tmp_path]))
    assert [str(path.relative_to(tmp_path)) for path in found] == ["b.txt", "a.txt", "下级/c.txt"]


def test_a_hidden_file_is_read_when_it_is_named(tmp_path: Path) -> None:
    (tmp_path / ".notes.txt").write_text("x")
    assert list(files_in([tmp_path / ".notes.txt"])) == [tmp_path / ".notes.txt"]


def test_it_does_not_follow_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "again").symlink_to(tmp_path)
    assert list(files_in([tmp_path])) == [tmp_path / "a.txt"]


def test_it_reads_the_bytes_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf\r\n\x00")
    assert read_bytes(tmp_path / "a.txt") == b"\xef\xbb\xbf\r\n\x00"


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="无此.txt：文件打不开"):
        read_bytes(tmp_path / "无此.txt")


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match="不是普通文件"):
        read_bytes(tmp_path / "pipe.txt")


def test_a_file_that_is_too_large_is_refused_without_reading_it(tmp_path: Path) -> None:
    large = tmp_path / "大.txt"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 10**9)
    with pytest.raises(ReadError, match="超过"):
        read_bytes(large)


def test_a_name_that_is_no_utf8_can_be_printed() -> None:
    assert printable(os.fsdecode(b"\xb0\xb2.txt")) == "\ufffd\ufffd.txt"
