"""Lines that list who was at a meeting (主持：县长某某, 出席：某某、某某), and what part the label gives them."""

import re
from collections.abc import Iterator

from meetings.name_words import GIVEN
from meetings.names import name_at

_ROLL = re.compile(
    r"(?m)^[ \u3000（(]*(?P<label>(?:会议)?主\s?持(?:人|者)?|(?:出席|列席|参会|参加|到会)(?:人员|人|领导|会议人员)?|汇报人|发言人|讲话人|主讲人|传达人|通报人)[：:][ \u3000]*(?P<list>[^\n]*)"
)
_PARTS = {
    "主": "主持",
    "出": "出席",
    "参": "出席",
    "到": "出席",
    "列": "出席",
    "汇": "汇报了",
    "通": "通报",
    "传": "传达",
}
_UNITS = "村庄镇寨屯坝湾站所院校厂队行社矿店馆园"  # what places and offices end in
_BRACKETS = re.compile(r"[（(][^（）()\n]*[）)]")
_ENTRY = re.compile(r"[^、，,；;。 \u3000（）()]+")


def roll_role(line: str) -> str:
    """The words that tell what those listed in the line do (主持, 出席 …); "" where the line is no list."""
    match = _ROLL.match(line)
    return _PARTS.get(match["label"].removeprefix("会议")[0], "讲话") if match is not None else ""


def names_on_roll(text: str) -> Iterator[tuple[int, int]]:
    """Where such lines name somebody without a title, each name an entry of its own. Offices and villages are
    listed in the same way: a list counts where most of it can be nothing but names, of typical characters."""
    for roll in _ROLL.finditer(text):
        brackets = [one.span() for one in _BRACKETS.finditer(text, roll.start("list"), roll.end("list"))]
        entries = [
            entry
            for entry in _ENTRY.finditer(text, roll.start("list"), roll.end("list"))
            if not any(low <= entry.start() < high for low, high in brackets)
        ]
        names = [entry for entry in entries if _may_be_name(entry[0])]
        sure = sum(_is_name(entry[0]) for entry in names)
        if len(names) * 3 > len(entries) * 2 and sure * 2 > len(names):
            yield from (entry.span() for entry in names)


def _may_be_name(entry: str) -> bool:
    return entry[-1] not in _UNITS and name_at(entry, 0, strict=False) == entry


def _is_name(entry: str) -> bool:
    return all(one in GIVEN for one in entry[-2 if len(entry) > 2 else -1 :])
