"""What every reader returns, and the error it raises for a file that cannot be read."""

from dataclasses import dataclass

from search.notices import Notice


@dataclass(frozen=True, slots=True)
class Source:
    """A file as loaded. Every raw offset of the program counts code points of `text`.

    Of plain text, `text == data.decode(encoding)` exactly: line ends are kept, and so is a byte order mark, as
    the first code point. Of any other format `text` was `extracted` and is kept beside the bytes.
    """

    name: str
    data: bytes
    sha256: str
    encoding: str  # a Python codec: "utf-8", "utf-16-le", "utf-16-be", "gb18030" …; "docx", "pdf", "doc" for these
    text: str
    title: str | None = None  # where the format itself states it
    published_on: str | None = None  # ISO, where the format itself states it
    extracted: bool = False
    notices: tuple[Notice, ...] = ()  # what the loader should know of the reading; spans are empty
    uploaded_on: str | None = None  # ISO and as partial as the addresses of its pictures tell it: good for the year


@dataclass(frozen=True, slots=True)
class Extract:
    """The words of a file whose format is no plain text."""

    text: str
    encoding: str
    title: str | None = None
    published_on: str | None = None
    notices: tuple[tuple[str, str], ...] = ()  # (code, Chinese message)


class Refusal(ValueError):
    """Why bytes are no readable document, and what to do, in Chinese; the file's name is added by the caller."""


class ReadError(Exception):
    """A file that cannot be read: says in Chinese which file, why, and what to do."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}：{reason}")
        self.name = name
        self.reason = reason
