"""Lines that list who was at a meeting (主持：县长某某, 出席：某某、某某), and what part the label gives them."""

import re
from collections.abc import Iterator

from meetings.columns import named_in_columns, seldom_met
from meetings.mentions import Mention
from meetings.name_words import GIVEN
from meetings.names import is_name
from meetings.titles import POST

_THOSE_PRESENT = r"(?:参加|出席|列席)(?:[今本此这][天次日])?的?(?:会议|大会|活动)?的?(?:领导|同志|人员)?(?:还|主要)?有"
_ROLL = re.compile(
    r"(?m)(?:^[ \u3000（(]*|(?<=。))(?P<label>(?:会议)?主[ \u3000]{0,3}持(?:人|者)?|(?:出[ \u3000]{0,3}席|列[ \u3000]{0,3}席|参会|参加|到会)(?:人员|人|领导|会议人员)?"
    rf"|{_THOSE_PRESENT}|汇报人|发言人|讲话人|主讲人|传达人|通报人)[：:][ \u3000]*(?P<list>[^\n。]*)"
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
_LONGEST_NAME = 4
_UNITS = "村庄镇寨屯坝湾站所院校厂队行社矿店馆园"  # what places and offices end in
_BRACKETS = re.compile(r"[（(][^（）()\n]*[）)]")
_ENTRY = re.compile(r"[^、，,；;。 \u3000（）()]+")
# 区应急局甘某某: whose name stands right behind the office.
_OFFICE = re.compile(r"^[\u4e00-\u9fff]{1,10}(?:局|委|办|科|室|处|中心|公司|街道|大队|支队)(?=[\u4e00-\u9fff]{2,3}$)")
# 县人大常委会　某某, 县人武部　某 某
_OFFICE_APART = re.compile(
    r"[\u4e00-\u9fff]{1,10}(?:局|委|办|办公室|常委会|政协|人大|人武部|纪委|法院|检察院|大队|支队|中心|公司|街道|镇|乡)(?P<gap>[ \u3000]*)(?P<name>[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff])(?=[，、；。\n]|$)"
)
_LISTED_TITLES = re.compile(r"[、，,]")


def roll_role(line: str) -> str:
    """The words that tell what those listed in the line do (主持, 出席 …); "" where the line is no list."""
    match = _ROLL.match(line)
    return _PARTS.get(match["label"].removeprefix("会议")[0], "讲话") if match is not None else ""


def named_on_roll(text: str) -> Iterator[Mention]:
    """Where such lines name somebody without a title before the name, each an entry of its own; titles in brackets
    behind it are the person's. Offices and villages are listed in the same way: a list counts where most of it can be
    nothing but names, of typical characters or with an office."""
    for roll in _ROLL.finditer(text):
        columns = list(named_in_columns(text, roll.start("list")))
        yield from columns
        if columns and columns[0].start < roll.end("list"):
            continue
        brackets = [one.span() for one in _BRACKETS.finditer(text, roll.start("list"), roll.end("list"))]
        entries = [
            entry.span()
            for entry in _ENTRY.finditer(text, roll.start("list"), roll.end("list"))
            if not any(low <= entry.start() < high for low, high in brackets)
        ]
        entries = [name for entry in _joined(entries) for name in _apart(text, *entry)]
        yield from _named_of_office(text, roll.start("list"), roll.end("list"))
        found = [(start, one) for start, end in entries if (one := _named(text, start, end, brackets)) is not None]
        named = [one for _, one in found]
        sure = sum(bool(one.titles) or one.start > start or _is_typical(one.name) for start, one in found)
        if len(named) * 3 >= len(entries) * 2 and sure * 2 > len(named):
            yield from named


def _named_of_office(text: str, start: int, end: int) -> Iterator[Mention]:
    """Who stands behind an office and a gap (县政协　某某，县人武部　某某), however many offices stand alone beside them."""
    for apart in _OFFICE_APART.finditer(text, start, end):
        name = re.sub(r"[ \u3000]", "", apart["name"])
        if is_name(name) and (apart["gap"] or _is_typical(name)):
            yield Mention(*apart.span("name"), *apart.span("name"), name, ())


def _apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names of an entry that lost the spaces between them, where it can be nothing but names, the fewest of them with
    rare characters; else the entry."""
    ways: list[tuple[int, list[int]] | None] = [(0, [])] + [None] * (end - start)  # names with rare characters, sizes
    for at in range(2, end - start + 1):
        for size in (3, 2):
            before = ways[at - size] if at >= size else None
            name = text[start + at - size : start + at]
            if before is None or (unlisted := not is_name(name)) and not _seldom(name):
                continue
            rare = before[0] + (2 if unlisted else not _is_typical(name))
            best = ways[at]
            if best is None or rare < best[0]:
                ways[at] = (rare, [*before[1], size])
    rare, sizes = (ways[-1] if end - start > _LONGEST_NAME else None) or (0, [])
    for size in sizes if rare * 2 <= len(sizes) and sizes else [end - start]:
        yield start, start + size
        start += size


def _joined(entries: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The entries, with the two characters of a name that a space sets apart (牟 丹) as one."""
    at = 0
    while at < len(entries):
        start, end = entries[at]
        after = entries[at + 1] if at + 1 < len(entries) else None
        if after is not None and end - start == 1 == after[1] - after[0] and after[0] - end == 1:
            end, at = after[1], at + 1
        yield start, end
        at += 1


def _named(text: str, start: int, end: int, brackets: list[tuple[int, int]]) -> Mention | None:
    office = _OFFICE.match(text[start:end])
    at = start + (office.end() if office is not None else 0)
    name = text[at:end].replace(" ", "")
    if (
        name[-1] in _UNITS
        or not (is_name(name) or _seldom(name))
        or (office is not None and not any(one in GIVEN for one in name[1:]))
    ):
        return None
    behind = next((text[low + 1 : high - 1] for low, high in brackets if low == end), "")
    titles = tuple(_LISTED_TITLES.split(behind)) if POST.search(behind) is not None else ()
    return Mention(at, end, at, end, name, titles)


def _seldom(entry: str) -> bool:
    return seldom_met(entry) and entry[0] not in _UNITS


def _is_typical(entry: str) -> bool:
    return all(one in GIVEN for one in entry[-2 if len(entry) > 2 else -1 :])
