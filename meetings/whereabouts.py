"""At which of several meetings somebody speaks or takes part, as the person's office or a sentence tells."""

import re

from meetings.drafts import Level, MeetingDraft, line_up
from meetings.findings import Findings
from meetings.gazetteer import short_name
from meetings.levels import level_of
from meetings.mentions import Mention
from meetings.places import region_at_head
from meetings.units import Unit

OFFICES = {
    Level.NATIONAL: 0,
    Level.PROVINCE: 1,
    Level.CITY: 2,
    Level.COUNTY: 3,
    Level.TOWNSHIP: 4,
    Level.ENTERPRISE: 5,
}
LOWEST = 9  # a meeting of another level
# 全省某会议要求, 市会议就贯彻…强调
_NAMED_SPEAKS = re.compile(
    r"(?:(?:此前|随后|之后|其后|接[着著])(?:召开|举行)的)?(?P<words>(?:(?:[全我]?|自治)(?P<tier>[国省市县区州])的?|国家(?=会议)|兵团|(?P<place>[\u4e00-\u9fff]{2,4}[省市县区州旗盟]))(?:[^，。；]{2,40}?会议?(?=要求|强调|指出|通报|传达了?)|会议上(?=，)|[局厅委办上里]?会议(?!室|厅|中心|之?后|结束|召开|精神)|里(?=(?:要求|强调|指出)[，：])))"
)
_TITLED = re.compile(
    r"(?:约谈(?=会?(?:由|要求|强调|指出))|[^，。；]{4,40}?会议?(?=由|要求|强调|指出))"
)  # of two meetings the one that is named
_SPEAKS_AT = re.compile(
    r"(?:(?!传达|学习|贯彻|落实|根据|会议)[^。；]){0,40}?在([^，。；]{2,20}会)议?上(?:[，,]|指出|强调|要求|说)"
)
# 文化和旅游部会议指出: the meeting by who held it
_HOLDER_SPEAKS = re.compile(r"([\u4e00-\u9fff]{2,12}(?:部|总局|厅|局))的?会议(?=要求|强调|指出|传达|通报)")
_MINISTRY = re.compile(
    r"(?:公安|交通(?:运输)?|铁道|建设|住房和?城乡建设|住建|水利|农业(?:农村)?|教育|应急管理|卫生|工业和信息化|工信|商务|民政|财政|文化和旅游|文旅|自然资源|国土资源|生态环境|环保)部"
)
# 温州会议指出: the meeting by the short name of its place
_PLACE_SPEAKS = re.compile(r"([\u4e00-\u9fff]{2,3})会议(?=要求|强调|指出)")
# 某副盟长在全盟会议上…: the meeting by its tier alone
_AT_TIER = re.compile(
    r"[^。；]{0,60}?在(?:全(?=.的?[视电会])|(?=.[里上]))([省市县区州盟旗])[里上]?的?(?:视频|电视电话)?会议上"
)
_LEADERS = re.compile(
    r"(国务院|副?[省市]长(?=在[^，。；]{0,12}讲话)|[省市县区州](?:领导|[^，。]{1,12}负责(?:人|同志)(?=在)))"
)
_OFFICE_OF_TIER = re.compile(r"[省市县](?:厅|局)")
_IN_BRANCH = re.compile(r"分会场|收听|收看|收视")


def in_branch(words: str) -> bool:
    """Whether words tell of a branch venue, where a meeting held elsewhere is heard."""
    return _IN_BRANCH.search(words) is not None


def speaks_at(mention: Mention, findings: Findings) -> str | None:
    """Where somebody speaks: at the meeting of the level of the office, else where the person took part."""
    here, office = findings.here(), findings.office_of(mention)
    fitting = _of_level(office, findings)
    own_city = here is not None and here.level is Level.COUNTY and (here.region or "市").endswith("市")
    if findings.frame.is_programme and findings.memory.meeting is None:
        return None  # an item that tells of no meeting
    if (spoke := findings.company.spoke_at(mention.name)) is not None:
        return spoke
    if here is not None and _is_of_another_place(mention, here):
        return here.parent or here.key
    if here is not None and (here.level is office or (own_city and office is Level.CITY)):
        return here.key
    if here is not None and len(fitting) > 1:  # of two meetings of the county the one that follows what was heard
        below = [key for key in fitting if here.key in line_up(key, findings.gathering.meetings)]
        fitting = below if len(below) == 1 else fitting
    if fitting and _is_of_another_item(mention, fitting[0], findings):
        fitting = []
    if (
        here is not None
        and len(fitting) == 1
        and (here.parent is not None or here.key in line_up(fitting[0], findings.gathering.meetings))
    ):
        return fitting[0]
    own = findings.company.meeting_of(mention.name, findings.memory.meeting)
    if here is not None and own is not None and own in line_up(here.key, findings.gathering.meetings):
        return here.key if findings.company.only_came(mention.name) else own  # came to hear, speaks at the follow-up
    return own


def _is_of_another_place(mention: Mention, here: MeetingDraft) -> bool:
    """Whether a title names another place of the level of the meeting the text is at (某县县长, at that of its neighbour)."""
    own = region_at_head(mention.titles[0]) if mention.titles else None
    return own is not None and own.place.level is here.level and here.region_code not in (None, own.place.code)


def _is_of_another_item(mention: Mention, key: str, findings: Findings) -> bool:
    """Whether the item of a round-up in which somebody is named stands under a place that is not the meeting's."""
    headed = findings.gathering.siting.surroundings.headed(findings.text.rfind("\n", 0, mention.start) + 1)
    region = next(one.region_code for one in findings.gathering.meetings if one.key == key)
    return headed is not None and region not in (None, headed.code)


_NAMED_LATER = {
    level: re.compile(
        rf"(?:在|^|[。；\n\u3000 ])[全我]?(?:{tier})[的里上]?[^，。；\n在]{{0,30}}会议?(?:上[，,]|上?(?:要求|强调|指出)|紧?接[着著]|随后召开)"
    )
    for level, tier in ((Level.PROVINCE, "省|自治区|兵团"), (Level.CITY, "[市州盟]"), (Level.COUNTY, "[县区旗]"))
}
_AHEAD = 3000  # code points within which the words of a meeting told of follow


def named_later(key: str, after: int, findings: Findings) -> bool:
    """Whether the text names the meeting `key` by its tier where its words begin, behind `after` (在全省会议上, 市的会议紧接着召开):
    what stands before is of another."""
    level = next(one.level for one in findings.gathering.meetings if one.key == key)
    named = _NAMED_LATER.get(level)
    return named is not None and named.search(findings.text, after, after + _AHEAD) is not None


def of_leaders(unit: Unit, findings: Findings) -> str | None:
    """The one meeting of the tier whose leaders, not named, are said to speak (国务院领导同志强调)."""
    leaders, here = _LEADERS.match(unit.text), findings.here()
    if here is not None and here.level is Level.COUNTY and (here.region or "").endswith("市"):
        return None  # 市领导 are the county-level city's own
    fitting = _of_level(level_of(leaders[1], ""), findings) if leaders is not None else []
    return fitting[0] if len(fitting) == 1 else None


def of_office_called_short(organ: str, findings: Findings) -> str | None:
    """The one meeting told of that was held at the tier of an office called short (会议传达了省厅会议精神。省厅要求)."""
    if _OFFICE_OF_TIER.fullmatch(organ) is None or (level := level_of(organ, "")) is None:
        return None
    fitting = _of_level(level, findings)
    return fitting[0] if len(fitting) == 1 else None


def main_before(findings: Findings) -> str | None:
    """The meeting of the text, told of first, where it is at one held on a day before and at a higher level, which was only
    called to mind (23日，县里召开会议。20日、21日，国务院、省政府先后召开会议)."""
    here, first = findings.here(), next(iter(findings.gathering.meetings), None)
    if here is None or first is None or None in (here.date, first.date) or first.level not in OFFICES:
        return None
    before = len(here.date or "") == len(first.date or "") == 10 and (here.date or "") < (first.date or "")
    return first.key if before and OFFICES.get(here.level, LOWEST) < OFFICES[first.level] else None


def of_office(mention: Mention, findings: Findings) -> str | None:
    """Of several meetings told of in one sentence that of the person's own level (某省长、某市长先后召开…), else the first."""
    own = _of_level(findings.office_of(mention), findings)
    return own[0] if len(own) == 1 else findings.memory.meeting


def of_lower_office(mention: Mention, findings: Findings) -> str | None:
    """The one meeting of the level of the person's office, where the text is at one above it (市水务局局长某某通报了情况,
    after what the province's meeting asked)."""
    here, office = findings.here(), findings.office_of(mention)
    fitting = _of_level(office, findings)
    if here is None or office not in OFFICES or len(fitting) != 1:
        return None
    return fitting[0] if OFFICES.get(here.level, LOWEST) < OFFICES[office] else None


def heard_at(mention: Mention, findings: Findings) -> str | None:
    """Of meetings told of in one breath, heard in a branch venue, the one next above the person's office."""
    memory, office = findings.memory, findings.office_of(mention)
    if memory.meeting not in memory.together or office not in OFFICES:
        return memory.meeting
    levels = {one.key: OFFICES.get(one.level, LOWEST) for one in findings.gathering.meetings}
    above = [key for key in memory.together if levels[key] < OFFICES[office]]
    return max(above, key=lambda key: levels[key], default=memory.meeting)


def one_named(unit: Unit, findings: Findings) -> str | None:
    """The one meeting of the level by which a sentence names whose words it gives (全省…会议要求)."""
    holder = _HOLDER_SPEAKS.match(unit.text)
    if holder is not None:
        fitting = [key for key, subject in findings.memory.holders.items() if subject.endswith(holder[1])]
        if not fitting and _MINISTRY.fullmatch(holder[1]) is not None:  # which the sentence that tells of it left out
            fitting = _of_level(Level.NATIONAL, findings)
        return fitting[0] if len(fitting) == 1 else None
    if (spoken := _PLACE_SPEAKS.match(unit.text)) is not None:
        fitting = [one.key for one in findings.gathering.meetings if one.region and short_name(one.region) == spoken[1]]
        if len(fitting) == 1:
            return fitting[0]
    named = _NAMED_SPEAKS.match(unit.text)
    at_tier = _AT_TIER.match(unit.text) if named is None else None
    if at_tier is not None:
        fitting = _of_level(level_of("", f"全{at_tier[1]}"), findings)
        return fitting[0] if len(fitting) == 1 else None
    if named is not None and named["place"]:
        fitting = [one.key for one in findings.gathering.meetings if one.region == named["place"]]
        return fitting[0] if len(fitting) == 1 else None
    words = named["words"] if named is not None else ""
    own = words.startswith(("自治", "兵团", "国家"))
    tier = (words[:3].replace("国家会", "国务院") if own else f"全{named['tier']}") if named is not None else ""
    level = level_of("", tier)
    fitting = _of_level(level, findings)
    if words.startswith("我市") and (ours := _of_our_city(findings)):
        fitting = ours
    if tier == "全区" and not fitting:  # of an autonomous region
        fitting = [one.key for one in findings.gathering.meetings if one.title.startswith("全区")]
    return fitting[0] if level is not None and len(fitting) == 1 else None


def _of_our_city(findings: Findings) -> list[str]:
    """The meetings of a county-level city that follow one of the city above it, which a page of its own tells of as
    我市会议."""
    frame = findings.frame
    ours = {one.place.code for one in frame.hints} | ({frame.site.code} if frame.site is not None else set())
    meetings = findings.gathering.meetings
    below = [one for one in meetings if one.level is Level.COUNTY and (one.region or "").endswith("市") and one.parent]
    return [one.key for one in below if one.region_code in ours]


def one_titled(unit: Unit, findings: Findings) -> str | None:
    """The one meeting whose name a sentence begins with (校园安全工作会议由某某主持), or at which it says somebody spoke
    (某某在视频会上指出)."""
    titled = _TITLED.match(unit.text) or _SPEAKS_AT.match(unit.text)
    name = (titled[titled.lastindex or 0]) if titled is not None else ""
    own = [one.key for one in findings.gathering.meetings if name and name in one.title]
    return own[0] if len(own) == 1 else None


def _of_level(level: Level | None, findings: Findings) -> list[str]:
    return [one.key for one in findings.gathering.meetings if one.level is level]
