"""What every reader returns, and the error it raises for a file that cannot be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A file as loaded. `text == data.decode(encoding)` exactly: line ends are kept, and so is a byte order
    mark, as the first code point. Every raw offset of the program counts code points of `text`."""

    name: str
    data: bytes
    sha256: str
    encoding: str  # a Python codec: "utf-8", "utf-16-le", "utf-16-be", "gb18030" or "big5"
    text: str
    title: str | None = None  # where the format itself states it
    published_on: str | None = None  # ISO, where the format itself states it


class ReadError(Exception):
    """A file that cannot be read: says in Chinese which file, why, and what to do."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}：{reason}")
        self.name = name
        self.reason = reason
