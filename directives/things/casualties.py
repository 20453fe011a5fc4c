"""Who came to harm in an accident, as the words after its mention tell it."""

import re

from directives.things.drafts import Casualties
from meetings.dates import chinese_number

REACH = 110  # characters after a mention that may tell of its dead and injured
_N = r"(?P<{}>\d{{1,4}}|[一二两三四五六七八九十百]{{1,5}})"
_M = r"\s*(?:余)?\s*(?:名|位|个)?\s*(?:人员|人|矿工|工人|群众|施工人员|作业人员|学生|师生|乘客|船员|同志|消防员|村民|旅客|职工|员工|居民)?\s*(?:不幸)?"
_DEAD = "死亡|遇难|身亡|罹难|丧生|牺牲|溺亡|殒命"
_INJURED = "受伤|重伤|轻伤|住院|入院治疗"
_MISSING = "失踪|失联|被困|下落不明"
_FIGURES = re.compile(
    rf"{_N.format('d1')}{_M}(?:{_DEAD})|(?:{_DEAD}|撞死|致死)(?:人数)?(?:上升至|升至|达到|达|为|了)?\s*{_N.format('d2')}\s*[人名]"
    rf"|致\s*{_N.format('d3')}\s*人?死|{_N.format('d4')}\s*死(?=\s*\d|[一二两三四五六七八九十]|，|。|、)"
    rf"|{_N.format('i1')}{_M}(?:{_INJURED})|(?:{_INJURED})\s*{_N.format('i2')}\s*[人名]|{_N.format('i3')}\s*人?伤"
    rf"|{_N.format('m1')}{_M}(?:{_MISSING})|(?:{_MISSING})\s*{_N.format('m2')}\s*[人名]"
)
_STOP = re.compile(r"同比|累计|全年|各类|共发生|以来|分别下降|上升了|下降|总量|起数|\n|《|演练")
_GOES_ON = re.compile(r"\s*(?:截至|截止|目前|已|造成|事故|共|此次|其中|当场|该起|这起|导致)")


def casualties_after(text: str, start: int, limit: int) -> tuple[Casualties, int, int]:
    """The dead, injured and missing told in `text[start:limit]` at the most `REACH` characters after `start`, with the
    span of the words that tell them (empty where none do). The first number of each counts: 26人死亡，138人受伤，37人重伤."""
    end = min(limit, start + REACH)
    if stop := _STOP.search(text, start, end):
        end = stop.start()
    end = _sentence_end(text, start, end)
    found: dict[str, int] = {}
    first, last = -1, -1
    for match in _FIGURES.finditer(text, start, end):
        name = match.lastgroup or ""
        number = chinese_number(match[name])
        if number is None:
            continue
        found.setdefault(name[0], number)
        first = match.start() if first < 0 else first
        last = match.end()
    if first < 0:
        return Casualties(), start, start
    return Casualties(found.get("d"), found.get("i"), found.get("m"), text[first:last]), first, last


def _sentence_end(text: str, start: int, end: int) -> int:
    """The end of the sentence, or of the next one where that goes on to tell of the same accident."""
    at = start
    for _ in range(3):
        stop = text.find("。", at, end)
        if stop < 0:
            return end
        if not _GOES_ON.match(text, stop + 1):
            return stop
        at = stop + 1
    return at
