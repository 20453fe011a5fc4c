"""Lines and sentences of a text with their places. A sentence takes its closing quotation marks with it."""

import re
from collections.abc import Iterator

_END = re.compile(r"[。！？!?]+[”’」』\"）)]*|\Z")
_LINE = re.compile(r"[^\n]+")


# The title of a speech that its first sentence was pasted behind: 在某会议上的讲话稿|同志们.
_RUN_IN_TITLE = re.compile(
    r"[^，。；：！？\n]{2,24}?在[^，。；：！？\n]{4,40}?会议?上的(?:重要)?(?:讲话|发言)(?:文稿|稿|全文)(?=[\u4e00-\u9fff]{2}[^\n]{20})"
    r"|[^，。；：！？\n]{0,24}?在[^，。；：！？\n]{4,40}?会议?(?:续会)?(?:上的)?(?:重要)?(?:讲话|发言)(?=同志们[：:])"
)


def lines(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the lines that hold more than white space, trimmed of it."""
    for match in _LINE.finditer(text):
        line = match[0]
        left = len(line) - len(line.lstrip(" \t\u3000\r\xa0"))
        right = len(line.rstrip(" \t\u3000\r\xa0"))
        if left < right:
            start, end = match.start() + left, match.start() + right
            title = _RUN_IN_TITLE.match(text, start, end)
            if title is not None:
                yield start, title.end()
                start = title.end()
            yield start, end


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of `text[start:end]`, trimmed of white space."""
    at = start
    while at < end:
        stop = _END.search(text, at, end)
        to = stop.end() if stop is not None and stop.end() > at else end
        while at < to and text[at] in " \t\u3000\r\xa0":
            at += 1
        if at < to:
            yield at, to
        at = to
