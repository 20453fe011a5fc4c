"""Places that the list of regions has no code for: townships, villages, zones and divisions of the production corps."""

import re
from dataclasses import replace
from functools import cached_property
from itertools import islice

from meetings.announcements import Announcement
from meetings.drafts import Level
from meetings.frame import Frame
from meetings.gazetteer import FULL, Place
from meetings.holders import bare_holder, holder_alone
from meetings.levels import BASIN, ZONES
from meetings.places import regions_in

_TOWN = re.compile(
    r"(?:^|[省市县区旗州日，,]|我)(?!全|本|我)((?:(?:(?<![镇乡区道局委会办队站所场司校院])|(?![与和同联]))[\u4e00-\u9fff]){1,8}?(?:镇|乡|街道|社区))(?=召开|组织|党|委员会|人民政府|政府|办事处|安委会|安全|应急|消防|森林|防|第|\d|于|便|也|立即|随即|迅速|落实|$)"
)
# 某镇人居环境整治会议, 某镇打好整治战: what a title begins with.
_TOWN_FIRST = re.compile(r"(?![全我本各])([\u4e00-\u9fff]{2,6}?(?<![乡城村集])(?:镇|乡|街道))(?=[\u4e00-\u9fff])")
_TOWN_OFFICE = re.compile(
    r"(?<![\u4e00-\u9fff])((?![随会]后|在|由)[\u4e00-\u9fff]{2,3}(?:镇|乡|街道))(?:党委|党工委|人民政府|政府|办事处|召开)"
)
_TOWN_WITHIN = re.compile(
    r"[市县区旗](?![全各的])((?:(?![镇乡市县区])[\u4e00-\u9fff]){2,3}(?<![城村集])(?:镇|乡|街道))(?![、和乡（(])"
)
_TOWN_HEAD = re.compile(
    r"(?:^|[省市县区旗])([\u4e00-\u9fff]{2,4}?(?:镇|乡|街道))(?:[镇乡]长|党委|党工委|办事处|人民政府|政府)"
)
_WITHIN_TOWN = re.compile(r"^[\u4e00-\u9fff]{2,4}(?:街道|镇|乡)(?=[\u4e00-\u9fff]{2,6}社区$)")
_NO_TOWN = re.compile(r"[请由把让将]")  # 最后请镇党委书记讲话
_WIRED = re.compile(r"^[^，。]{0,16}?(?:讯|消息|报道)[ \u3000:：]*")
_ZONE = re.compile(rf"(?![全各我本在])[\u4e00-\u9fff]{{2,8}}?(?:{ZONES}|(?:工业|产业)园区?)")
_CALLED_ZONE = re.compile(rf"(?<![\u4e00-\u9fff])(?:全|本|我)?(?:{ZONES}|园区|管委会)")
_ZONE_BEHIND = re.compile(rf"(?:国家级|省级)?(?:[\u4e00-\u9fff]{{2}})?(?:{ZONES}|(?:工业|产业|化工)园区)")
_ZONE_SIGNED = re.compile(
    rf"(?:欢迎(?:您?访问|光临)|(?:来源|主办(?:单位)?|版权所有|发布机构)[：:]?) ?(?P<zone>[\u4e00-\u9fff]{{2,6}}?(?:{ZONES}))"
    rf"|(?m:^)[ \u3000]*(?P<head>[\u4e00-\u9fff]{{2,6}}?(?:{ZONES}))(?=管委会|管理委员会|党工委)"
)
# A division of the production corps, with the city that it is one with where that is printed: 第八师石河子市
_DIVISION = re.compile(r"第[一二三四五六七八九十]{1,3}师(?!范)(?P<city>[\u4e00-\u9fff]{2,4}市(?!场|民|政|长))?")
_VILLAGE = re.compile(r"([^省市县区镇乡街道，。]{2,4}村)$")
_FORMER = re.compile(r"[ \u3000◆●■]*(?![全我本])([\u4e00-\u9fff]{2}[县区旗])")


def division_in(words: str) -> Place | None:
    """The division of the corps that holds a meeting, which ranks with a prefecture: by the name of the city that it is
    one with (第八师石河子市), which the list of regions has, else by its number."""
    division = _DIVISION.search(words)
    if division is None:
        return None
    city = next(iter(FULL.get(division["city"] or "", ())), None)
    return replace(city, level=Level.CITY) if city is not None else Place("", division[0], Level.CITY, None)


def basin_in(words: str) -> Place | None:
    """The basin of a river whose headquarters or commission holds a meeting (太湖防总: 太湖流域)."""
    basin = BASIN.search(words)
    return Place("", f"{basin[1]}流域", Level.OTHER, None) if basin is not None and basin[1] else None


def former_county(found: Announcement) -> Place | None:
    """The county that no list has, for it is no more, where nothing else holds the meeting `found` (◆梅列区召开会议)."""
    former = _FORMER.fullmatch(found.subject)
    return Place("", former[1], Level.COUNTY, None) if former is not None else None


def zone_or_village(found: Announcement) -> Place | None:
    """The zone, park or village that holds the meeting `found`: it goes by its own name."""
    zone = _ZONE.match(found.title) or _ZONE.search(bare_holder(found.subject))
    if zone is not None:
        return Place("", zone[0], Level.OTHER, None)
    village = _VILLAGE.search(holder_alone(found.subject))
    return Place("", village[1], Level.OTHER, None) if village is not None else None


def zone_of_page(text: str, frame: Frame, words: str) -> Place | None:
    """The one zone that the page names in full behind its region (濮阳经济技术开发区网站), where `words`, those that tell of a
    meeting and of who holds it, only speak of 开发区."""
    if _CALLED_ZONE.search(words) is None:
        return None
    named = [(one.start, zone.end()) for one in frame.regions if (zone := _ZONE_BEHIND.match(text, one.end))]
    names = {text[start:end] for start, end in named} or {
        zone["zone"] or zone["head"] for zone in _ZONE_SIGNED.finditer(text)
    }
    return Place("", names.pop(), Level.OTHER, None) if len(names) == 1 else None


class Townships:
    """The townships that hold the meetings of one text."""

    def __init__(self, text: str, frame: Frame) -> None:
        self.text = text
        self.frame = frame

    def holding(self, found: Announcement, actor: str) -> Place | None:
        """The township that holds the meeting `found`; `actor` is the subject of its sentence as printed."""
        town = self._town(found) or _TOWN_HEAD.search(actor)
        if town is None or _NO_TOWN.search(town[1]):
            return None
        county = regions_in(town[1])  # 仪陇县永乐镇
        name = town[1][county[-1].end if county and county[-1].full else 0 :]
        name = _WITHIN_TOWN.sub("", name)  # 向阳街道|北安社区
        return Place("", name if len(name) > 1 else town[1], Level.TOWNSHIP, None)

    def _town(self, found: Announcement) -> re.Match[str] | None:
        """The township named as holder, in the title of the meeting or of the document, else beside its own offices; else
        the only one that the text names in its county (溧水区白马镇)."""
        subject = _WIRED.sub("", found.subject)
        named = _TOWN.search(bare_holder(subject)) or _TOWN.search(found.title)
        named = named or _TOWN_FIRST.match(found.title) or _TOWN.search(self.frame.title)
        return named or _TOWN_FIRST.match(self.frame.title) or self._town_office

    @cached_property
    def _town_office(self) -> re.Match[str] | None:
        named = _TOWN_OFFICE.search(self.text)
        if named is not None:
            return named
        within = list(islice(_TOWN_WITHIN.finditer(self.text), 20))
        return within[0] if len({one[1] for one in within}) == 1 else None
