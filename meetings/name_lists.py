"""Lists of names: those that share the titles before them, and those that stand without any."""

import re
from itertools import chain

from meetings.mentions import Mention
from meetings.name_words import SURNAMES
from meetings.names import is_name, led_names_at, listed_name_at, long_transcribed_name_at, name_at, transcribed_name_at
from meetings.places import find_region
from meetings.titles import POST, title_row

_STOPS = re.compile(r"[，。；：、\n]")
_BETWEEN = re.compile(rf"([{SURNAMES}][\u4e00-\u9fff])、")
_NEXT = re.compile(r"、|和|与|及|以及")
_ROLE_VERB = r"(?:(?:先后|分别)(?:作|做)?(?:了)?[^，。\n]{0,4}(?:发言|汇报)|在[^，。\n]{2,8}分会场|收听收看|参加|出席|列席|陪同|主持|强调|指出|在[^，。\n]{2,40}(?:主持|强调|指出|讲话)|对[^，。\n]{2,40}作出[^，。\n]{0,4}(?:批示|指示))"
_BARE_LIST = re.compile(
    rf"(?:(?<=[。！？\n”　 \]])|(?<=会上，)|\A)([\u4e00-\u9fff]{{2,4}}(?:、[\u4e00-\u9fff]{{2,4}})*)(?:、[^，。\n]{{2,24}}?负责(?:同志|人))?(?:等|等人|分别|等(?:[省市县区州镇][级委]?)?(?:[三四五]套班子)?领导(?:[和及][^，。]{{2,12}})?)?(?:今[天日])?{_ROLE_VERB}"
)
# 甲某主持会议，乙某、丙某出席会议: behind a clause of the sentence those who came.
_BARE_BEHIND = re.compile(
    r"(?:(?<=主持会议，)|(?<=主持，))([\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})*)等?(?:出席|列席|陪同|参加)"
)
# Longer lists may be set with commas, and go on to somebody with titles (甲某、乙某、丙某和主任丁某出席). They may begin
# behind any comma, so they need an end: else each comma of an endless text would be looked through to its last.
_LONG_LIST = re.compile(
    rf"(?:(?<=[。！？\n”　 \]，,])|\A)([\u4e00-\u9fff]{{2,3}}(?:[、，,][ \u3000]?[\u4e00-\u9fff]{{2,3}}){{2,40}})(?:(?:(?:[、和及]|等(?:[省市县区州镇][级委]?)?(?:[三四五]套班子)?领导)(?:[^，。、\n]{{2,12}}、)?[^，。、\n]{{0,24}}?)?{_ROLE_VERB})"
)
_LONG = 5  # names
_APART_IN_LIST = re.compile(r"[、，,][ \u3000]?")


def led_people(text: str, at: int, floor: int) -> list[Mention]:
    """The people of a list right behind 领导, or behind a post whose first name is none of those known (旗领导某某、某某参加)."""
    names = led_names_at(text, at)
    if not names:
        return []  # most posts: a long row of titles would be gone back over from each of them
    outer, titles = title_row(text, at, floor)
    found: list[Mention] = []
    for name in names:
        start = found[-1].end + 1 if found else at
        found.append(Mention(start, start + len(name), start if found else outer, start + len(name), name, titles))
    return found


def name_before_another(text: str, at: int) -> str | None:
    """A name with a surname of no list, when it begins a list that goes on with a plain one, with or without
    titles of its own (那某某、马某某; 生产副总约翰、财务副总马某某)."""
    name = listed_name_at(text, at)
    if name is None or not text.startswith("、", at + len(name)) or POST.search(name) is not None:
        return None
    after = at + len(name) + 1
    post = POST.search(text, after, after + 14)
    titled = post is not None and _STOPS.search(text, after, post.start()) is None and name_at(text, post.end())
    return name if name_at(text, after) or titled else None


def sharing(text: str, first: Mention) -> list[Mention]:
    """The names that follow in a list without a title of their own (副主任甲某、乙某): they share the first's."""
    found: list[Mention] = []
    at = first.end
    while (joint := _NEXT.match(text, at)) is not None:
        name = long_transcribed_name_at(text, joint.end()) or name_at(text, joint.end())
        if name is not None and find_region(name) is not None and joint[0] in "与和及":
            break  # 与黄冈、咸宁等地连线
        if name is None:
            name = transcribed_name_at(text, joint.end())
        if name is None and joint[0] == "、" and (between := _BETWEEN.match(text, joint.end())) is not None:
            name = between[1] if name_at(text, between.end()) else None  # 杨某某、沈阳、朱某某
        if name is None and joint[0] == "、":
            name = listed_name_at(text, joint.end())
        if name is None or POST.match(text, joint.end() + len(name)):
            break
        at = joint.end() + len(name)
        found.append(Mention(joint.end(), at, joint.end(), at, name, first.titles))
    return found


def listed(text: str) -> list[Mention]:
    """Names without any title that open a sentence of taking part (甲某、乙某、丙某参加。)."""
    found: list[Mention] = []
    for match in chain(_BARE_LIST.finditer(text), _BARE_BEHIND.finditer(text)):
        at = match.start(1)
        while True:
            name = name_at(text, at)
            if name is None or find_region(name) is not None:  # 兰州、庆阳、张掖市建设局作了发言
                break
            found.append(Mention(at, at + len(name), at, at + len(name), name, ()))
            at += len(name)
            if not text.startswith("、", at):
                break
            at += 1
    return found + _listed_long(text)


def _listed_long(text: str) -> list[Mention]:
    """Names of a list of three or more, where every entry can be one."""
    found: list[Mention] = []
    for match in _LONG_LIST.finditer(text):
        start, end = match.span(1)
        entries = [start, *(mark.end() for mark in _APART_IN_LIST.finditer(text, start, end))]
        ends = [*(mark.start() for mark in _APART_IN_LIST.finditer(text, start, end)), end]
        spans = list(zip(entries, ends, strict=True))
        plain = [is_name(text[low:high]) for low, high in spans]
        rest = [text[low:high] for (low, high), one in zip(spans, plain, strict=True) if not one]
        # In a long list one name may be of another language (才让某).
        if not rest or (len(spans) >= _LONG and len(rest) == 1 and listed_name_at(rest[0] + "、", 0)):
            found += [Mention(low, high, low, high, text[low:high], ()) for low, high in spans]
    return found
