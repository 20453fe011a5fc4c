"""Lines that list who was at a meeting (主持：县长某某, 出席：某某、某某), and what part the label gives them."""

import re
from collections.abc import Iterator

from meetings.names import listed_name_at, name_at

_ROLL = re.compile(
    r"(?m)^[ \u3000（(]*(?P<label>(?:会议)?主\s?持(?:人|者)?|(?:出席|参会|参加|到会)(?:人员|人|领导|会议人员)?|汇报人|发言人|讲话人|主讲人|传达人|通报人)[：:][ \u3000]*(?P<list>[^\n]*)"
)
_PARTS = {"主": "主持", "出": "出席", "参": "出席", "到": "出席", "汇": "汇报了", "通": "通报", "传": "传达"}
_ENTRY = re.compile(r"[^、，,；;。 \u3000（）()]+")


def roll_role(line: str) -> str:
    """The words that tell what those listed in the line do (主持, 出席 …); "" where the line is no list."""
    match = _ROLL.match(line)
    return _PARTS.get(match["label"].removeprefix("会议")[0], "讲话") if match is not None else ""


def names_on_roll(text: str) -> Iterator[tuple[int, int]]:
    """Where such lines name somebody without a title, each name an entry of its own."""
    for roll in _ROLL.finditer(text):
        for entry in _ENTRY.finditer(text, roll.start("list"), roll.end("list")):
            alone = name_at(entry[0], 0, strict=False) or listed_name_at(entry[0] + "、", 0)
            if alone == entry[0] and name_at(entry[0][:1] + "一", 0, strict=False):
                yield entry.span()
