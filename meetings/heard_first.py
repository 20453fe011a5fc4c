"""The meetings above that were heard before the one that a sentence tells of (全国某会议结束后，省政府立即召开…)."""

import re

from meetings.announcements import LONGEST_SENTENCE, Announcement
from meetings.meeting_names import clean_title, each_of
from meetings.meeting_words import CHARS, HEARD, NOUN, ONCE, VERB

# 全国某会议结束后，省政府立即召开…: the one heard was held as well, at the same time.
_HEARD_FIRST = re.compile(
    rf"(?:{HEARD}|参加|出席)(?:了|完)?(?:{CHARS}{{0,12}}?{VERB}的)?(?P<np3>(?:全[国省市州区]|国务院|国家|自治区|兵团|[省市]|[\u4e00-\u9fff]{{2,3}}[省市州盟]|[\u4e00-\u9fff]{{2,4}}防总){CHARS}{{2,40}}?{NOUN}|全[省市]会议)(?:召开|结束|完毕)*[之以]?后[，,]"
    rf"{CHARS}{{2,24}}?{VERB}"
    rf"|(?:(?:^|[，,])在?(?:(?:\d{{1,2}}月)?\d{{1,2}}日)?(?:[^，。；]{{2,10}}召开的)?|{HEARD})(?P<np>(?:全[国省市州区]|国务院|国家|自治区|兵团|[省市]){CHARS}{{2,40}}?{NOUN})(?:召开|结束|完毕)*[之以]?后[，,]"
    rf"{CHARS}{{2,24}}?(?:{ONCE}){CHARS}{{0,6}}?{VERB}"
    rf"|(?:参加|出席|{HEARD})了?(?P<np4>(?:全[国省市州区]|国务院|国家){CHARS}{{2,40}}?{NOUN})[，,](?:会后|随后|随即|紧接着)[，,]?(?={CHARS}{{0,16}}?(?:出席|主持|参加|召开))"
    rf"|(?:{HEARD}|参加)(?:了|完)?(?P<np8>(?:全[国省市州区]|国务院|国家|[省市]|[\u4e00-\u9fff]{{2,3}}[省市州盟]){CHARS}{{2,40}}?{NOUN})[，,]?并(?:{ONCE}|继续)*召开"
    rf"|会议?[，,](?:并|首先|先)?(?:{HEARD})(?:了)?(?P<np9>(?:全国|国务院){CHARS}{{2,40}}?{NOUN})(?=[，,。])"
    rf"|(?:^|[，,])(?P<np6>(?:全[国省市区州](?!上下)|国务院、省政府|国务院|省政府){CHARS}{{2,40}}?{NOUN})(?:刚刚?|刚才|一|刚一)(?:结束|召开|开完|开过)"
    rf"|(?P<org7>省委|省政府|市委|市政府|地委|行署|州委|州政府)刚[才刚]召开(?:了)?(?P<np7>{CHARS}{{2,40}}?{NOUN})"
    rf"|(?:^|[，,])(?P<np11>(?:全[国省市]|国务院){CHARS}{{2,40}}?{NOUN})(?:先后|相继|一级接一级)?(?:在{CHARS}{{1,6}})?召开[，,](?={CHARS}{{0,10}}?(?:之后|会后|(?:会议)?结束后|{ONCE}))[，,]?(?:随后[，,])?{CHARS}{{2,24}}?{VERB}"
    rf"|(?:^|[，,])在?(?P<np12>(?:全国|国务院)(?:[、和](?:全[省区]|省政府|自治区|兵团))?{CHARS}{{2,40}}?{NOUN})(?:召开|结束)*[之以]?后[，,]{CHARS}{{2,8}}?召开全[省市县区州盟旗]"
    rf"|(?:^|[，,])在(?P<org10>国务院|自治区|[省市](?:委|政府)?)召开(?:了)?(?P<np10>{CHARS}{{2,40}}?{NOUN})(?:召开|结束|完毕)*[之以]?后[，,]"
    rf"(?:{CHARS}{{2,12}}[，,])?{CHARS}{{2,24}}?{VERB}"
    rf"|(?:刚[才刚]|之际|今[天日](?:[上下]午)?)[，,]?(?:国务院|省委|省政府|市委|市政府)[^，。；]{{0,12}}?召开(?:了)?(?P<np5>全[国省市]{CHARS}{{2,40}}?{NOUN})"
    rf"|(?:刚[才刚]|今[天日][上下]午|^[上下]午)[，,]?(?:我们|大家)(?:在这里)?(?:一起|共同|集中|一同)?(?:{HEARD}|参加|观看)了?(?P<np2>{CHARS}{{2,60}}?{NOUN})"
    rf"|(?:^|[，,])(?P<np14>(?:全国|国务院){CHARS}{{2,40}}?{NOUN})(?:召开|结束)*[之以]?后[，,](?=(?:省|自治区|兵团)[、和])"
    rf"|^会(?:议召开)?前[，,](?:[^，。；]{{0,16}}?[，,])?[^，。；]{{0,16}}?(?:{HEARD}|参加|观看)了?(?P<np13>(?:全[国省市州区]|国务院|[省市]|自治区|兵团|国家防总){CHARS}{{2,40}}?{NOUN})"
)
_IS_HEARD = re.compile(
    rf"{HEARD}|收视|分会场|(?:国务院|国家|全国|[省市]|自治区|兵团)(?:政府|防总|防指|局|厅)?会议(?:指出|强调|要求|上)|会前|会上[^。；]{{0,10}}(?:国务院|省)"
)
_OF_COUNTRY = re.compile("全国|国务院|国家")
_HOLDS = re.compile(r"^[^，。]{2,8}召开(?:了)?(?=全)")
_NAMES = ("np", *(f"np{number}" for number in range(2, 15)))


# 全省某会议召开后，各市州闻令而动: what all the items of a round-up answer
_ALL_ANSWER = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:[^，。；]{{0,12}}[日旬][，,]?)?(?P<np>(?:全[国省市区州县]|国务院|自治区){CHARS}{{2,40}}?{NOUN})(?:召开|结束|闭幕)*[之以]?后[，,](?:全[省市区州县])?各(?:地|市|县|区|州|省|级|单位|乡镇)"
)
_AND_HEARD = re.compile(rf"(?:和|及|以及)(?P<np>全[省市区州]{CHARS}{{2,40}}?会议)(?=[，,。之后])")
# 刚才收看了全国、全省会议，市政府接着召开了续会
_RESUMED = re.compile(
    r"[，,](?P<org>(?:自治区|[省市县区州])(?:委|政府)?)(?:随后|紧?接[着著]|随即|也|又)*(?:召开|套开)了?(?P<np>续会)(?=[，,。；])"
)
_OVER_ON = re.compile(r"\d{1,2}月\d{1,2}日(?:[上下]午|晚)?[，,]?(?:全[国省市区州县]|上级)?会议(?:一|刚)?(?:召开|结束)")


def answered_by_all(text: str, start: int, end: int) -> tuple[list[Announcement], tuple[int, int]]:
    """The meetings that all the items of a round-up answer, as its lead `text[start:end]` tells, and the span that tells of
    their day: the lead, or where that prints none an item's own words (7月3日，全省会议一结束)."""
    found = _ALL_ANSWER.search(text, start, end)
    if found is None:
        return [], (start, end)
    on = _OVER_ON.search(text, end) if re.search(r"\d日", text[start : found.end()]) is None else None
    heard = [
        Announcement(*found.span("np"), title, "", False, "heard") for title, _ in each_of(clean_title(found["np"]), "")
    ]
    told = max(found[0].rfind("昨"), found[0].rfind("今"), 0)  # not the day of issue printed before 昨日
    return heard, on.span() if on is not None else (found.start() + told, end)


def heard_first(text: str, start: int, end: int) -> list[Announcement]:
    """The meetings above that were heard before the one that the sentence `text[start:end]` tells of as their follow-up:
    mostly none or one, of 全国、全省某会议 two."""
    match = _HEARD_FIRST.search(text[start : min(end, start + LONGEST_SENTENCE)]) if "会" in text[start:end] else None
    if match is None:
        return []
    group = next(name for name in _NAMES if match[name])
    if (
        group == "np"
        and not _OF_COUNTRY.match(match[group])
        and not _IS_HEARD.search(match[0])
        and not _IS_HEARD.search(text)
    ):
        return []  # 在全市某会议结束后，我区立即召开: told only to say when
    at, until = start + match.start(group), start + match.end(group)
    name = _HOLDS.sub("", match[group])  # 国务院召开全国某会议之后
    holder = match["org7"] or match["org10"] or ""
    heard = [Announcement(at, until, title, holder, False, "heard") for title, _ in each_of(clean_title(name), "")]
    if (beside := _AND_HEARD.match(text, until)) is not None:
        heard.append(Announcement(*beside.span("np"), clean_title(beside["np"]), "", False, "heard"))
    resumed = _RESUMED.search(text, until, min(end, start + LONGEST_SENTENCE))
    if resumed is not None:
        heard.append(Announcement(*resumed.span("np"), "续会", resumed["org"], False, "heard"))
    return heard
