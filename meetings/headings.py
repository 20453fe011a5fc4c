"""Headings: lines that name what follows, and the depth their numbering gives them."""

import re
from dataclasses import dataclass

_NUMBERED = (
    (1, re.compile(r"[一二三四五六七八九十]{1,3}\s*[、.．]")),
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
    (1, re.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|章|节)")),
    (3, re.compile(r"\d{1,2}\s*[、.．](?!\d)")),
    (4, re.compile(r"[（(]\d{1,2}[）)]")),
)
_LONGEST_NUMBERED = 70
_LONGEST_HEADLINE = 140
_LONGEST_PLAIN = 60
_LONGEST_RUN_IN = 30
_SENTENCE = re.compile(r"[。！？；;：:，,]$|(?:强调|指出|要求)[—…]+$")
_ROLL = re.compile(r"(?:会议)?(?:主\s?持|出席|列席|参会|参加|缺席|请假|记录|汇报|发言)(?:人员?|者|领导)?[：:]")
_CELLS = re.compile(r"[\u3000\t|｜]+")
_TOLD = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日[^，,]{0,4}[，,][^：:]{4,}(?:召开|举行)"
)  # a sentence without its stop
_RUN_IN = re.compile(r"[^，。；：]{2,24}。")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and its depth: 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）, 0 for an unnumbered line."""

    text: str
    depth: int


def heading_of(line: str) -> Heading | None:
    """The heading the whole line is, or None. A numbered line is one when it is short and holds no sentence
    beside its own; an unnumbered one when it is short and ends in no stop."""
    if len(_CELLS.findall(line)) > 1 and line[0].isdecimal():  # a row of a table
        return None
    for depth, pattern in _NUMBERED:
        match = pattern.match(line)
        if match is not None:
            rest = line[match.end() :].rstrip("。 ")
            headline = " " in rest and not _SENTENCE.search(line)  # of several parts, as news have it
            short = len(line) <= (_LONGEST_HEADLINE if headline else _LONGEST_NUMBERED) and not re.search(
                r"[。；]", rest
            )
            return Heading(line, depth) if short and rest and not _orders(rest, line) else None
    if (line[0] in "（(" and line[-1] in "）)") or _ROLL.match(line):
        return None
    if _TOLD.match(line) is not None:
        return None
    if len(line) <= _LONGEST_PLAIN and not _SENTENCE.search(line) and "。" not in line:
        return Heading(line, 0)
    return None


def _orders(rest: str, line: str) -> bool:
    """一、各县区要…。 is a numbered task, no heading: it commands and ends like a sentence; （一）原则通过…。 is a decision."""
    if re.match(r"会议|(?:原则)?(?:通过|同意)|审议通过", rest):
        return True
    if line.endswith("。") and "，" in rest and len(rest) > _LONGEST_RUN_IN:
        return True
    return line.endswith("。") and re.search(r"[^重需必首主]要(?![求素点件])|必须|严禁|不得", "　" + rest) is not None


def run_in_heading(line: str) -> Heading | None:
    """A numbered paragraph's first sentence where it stands for a heading (（二）加强结果应用。市工信局要…)."""
    for depth, pattern in _NUMBERED:
        match = pattern.match(line)
        if match is not None:
            first = _RUN_IN.match(line, match.end())
            if first is None or first.end() == len(line) or _orders(first[0], first[0]):
                return None
            return Heading(line[: first.end()], depth)
    return None
