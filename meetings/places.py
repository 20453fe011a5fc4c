"""The regions that a text names, by their names alone; what else tells of them is read by `place_hints`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meetings.drafts import Level
from meetings.gazetteer import BARE, BY_CODE, FULL, WITHIN, Place, contains, short_name
from meetings.place_names import SHORTENED


@dataclass(frozen=True, slots=True)
class Named:
    """A region named at `start:end` of a text. `full` where the name is printed with its 省, 市, 县 …"""

    start: int
    end: int
    place: Place
    full: bool


# Names that also arise where one word ends and the next begins (今天|全县, 科技兴|安), with what then stands before.
_STRADDLING = {"兴安": "技教", "天全县": "今当明昨每后前几两三春夏秋冬半多数", "成都": "责达完形建造组变促落合赞养"}

_HEADS: dict[str, tuple[str, ...]] = {}
for _name in sorted({*FULL, *BARE, *WITHIN} - {"全国"}, key=len, reverse=True):
    _HEADS[_name[:2]] = (*_HEADS.get(_name[:2], ()), _name)


def name_in(text: str, name: str) -> str:
    """What `text` calls the region `name`: an autonomous prefecture or county that it prints only by its everyday name
    (甘孜州, 前郭县) goes by that, and so does a county whose whole name it does not print; a district that is
    called 城区 with its city before it; any other by its own."""
    if name in ("城区", "郊区", "矿区"):
        cities = {f"{BY_CODE[one.parent_code].name}{name}" for one in FULL[name] if one.parent_code}
        return next((full for full in sorted(cities) if full in text), name)
    if not name.endswith(("自治州", "自治县", "自治旗")) or name in text:
        return name
    shortened = [plain for plain, code in SHORTENED.items() if BY_CODE[code].name == name]
    short = short_name(name)
    everyday = (*shortened, short + name[-1] if short != name else name)
    printed = (one for one in everyday if one in text)
    return next(printed, name if name.endswith("州") else everyday[0])  # of a county nobody writes the whole name


def find_region(name: str, within: str | None = None) -> Place | None:
    """The region called `name`, in full (湖北省) or short (湖北); `within` is the code of a region that must
    contain it. None where nothing, or more than one region, is called so."""
    for names in (FULL, BARE, WITHIN):
        found = names.get(name, [])
        if within is not None:
            found = [place for place in found if contains(within, place.code)]
        if len(found) == 1:
            return found[0]
    return None


_DAYS = tuple("今昨明当每")  # 今天全县召开会议 names no 天全县


def regions_in(text: str) -> list[Named]:
    """The regions named in `text`, in order and without overlap, the longest name first. Short names of
    counties count only right after the name of a region they belong to (山东栖霞)."""
    found: list[Named] = []
    done = 0
    for at, pair in enumerate(map(str.__add__, text, text[1:])):
        if pair in _HEADS and at >= done and not (pair[0] == "天" and pair != "天津" and text[at - 1 : at] in _DAYS):
            named = _named_at(text, at, found)
            if named is not None:
                found.append(named)
                done = named.end
    return found


def last_of_chain(named: Sequence[Named]) -> Named:
    """The last of the regions right behind the first, each in the one before (浙江省温岭市, 安庆潜山市); `named` is in order
    and not empty."""
    last = named[0]
    for after in named[1:]:
        if after.start != last.end or not contains(last.place.code, after.place.code):
            break
        last = after
    return last


def region_at_head(words: str) -> Named | None:
    """The region with whose name `words` begin (某县县长, 某市召开)."""
    first = next(iter(regions_in(words)), None)
    return first if first is not None and first.start == 0 else None


def shared_name_in(text: str, around: Iterable[Named]) -> Place | None:
    """A region named in full that several are called by (长安区, 鼓楼区): the one that lies in a region named
    around it, else one without a code."""
    for at in range(len(text) - 1):
        for name in _HEADS.get(text[at : at + 2], ()):
            if len(name) > 2 and text.startswith(name, at) and len(FULL.get(name, ())) > 1:
                codes = {named.place.code for named in around if named.place.level is not Level.NATIONAL}
                inside = [one for one in FULL[name] if any(contains(code, one.code) for code in codes)]
                return inside[0] if len(inside) == 1 else Place("", name, FULL[name][0].level, None)
    return None


def county_of_city(text: str, around: Iterable[Named], suffix: str) -> Place | None:
    """The county, of that kind (区, 县 …), whose short name a text has and that lies in a city it names in full: None
    where it has several, or where the short name is as often a word (新城, 和平)."""
    cities = {named.place.code for named in around if named.full and named.place.level is Level.CITY}
    found = {
        places[0].code: places[0]
        for name, places in WITHIN.items()
        if name in text and len(places) == 1 and places[0].parent_code in cities and places[0].name.endswith(suffix)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _named_at(text: str, at: int, found: list[Named]) -> Named | None:
    before = found[-1] if found and found[-1].end == at else None
    for name in _HEADS[text[at : at + 2]]:
        if not text.startswith(name, at) or _is_other_words(text, at, name, before):
            continue
        place = _resolve(name, before)
        if place is not None and not _splits_a_county(text, at, name, place):
            return Named(at, at + len(name), place, name in FULL)
    return None


# What else the letters of a name are: 会同|县应急局, 新建|县道, 港口|区域.
_NO_NAME = {
    "会同县": re.compile(r"(?!委|政府|人民|人大|政协|召开|组织|举行|各|全|境|城|的|[，。、；：”）\s]|\Z)"),
    "会同市": re.compile(""),
    "会同区": re.compile(""),
    "新建县": re.compile(r"道|乡"),
}
_POST_BEFORE = re.compile(r"[副代、，。；：\s][省市县区州旗局部厅镇乡]")
_AREA = re.compile(r"[域段块间]")
_STREET = re.compile(r"[东南西北中]?路(?!线|网)|大道|大街|镇(?![区街村])|乡(?![镇村])")  # 嘉兴路街道, 北京西路


def _is_other_words(text: str, at: int, name: str, before: Named | None) -> bool:
    """Whether the letters of `name` at `at` are no name there: a street called so, or parts of the words around."""
    end = at + len(name)
    ahead = text[at - 1 : at]
    if len(name) == 2 and name[1] in "县区" and not _stands_alone(text, at, before):
        return True
    if name not in FULL and _STREET.match(text, end) is not None:
        return True
    if name[0] == "长" and name not in FULL and _POST_BEFORE.match(text, max(0, at - 2), at) is not None:
        return True  # 副县|长沙某某
    if name == "老城区" and (before is None or before.place.name != "洛阳市") and "洛阳" not in text:
        return True  # of any old town
    if name in _NO_NAME and _NO_NAME[name].match(text, end) is not None:
        return True
    if name[-1] == "区" and _AREA.match(text, end) is not None:
        return True
    if name[:2] == "会同" and "\u4e00" <= ahead <= "\u9fff" and ahead not in "市在到赴和及":
        return True
    return name in _STRADDLING and ahead in _STRADDLING[name]


def _splits_a_county(text: str, at: int, name: str, place: Place) -> bool:
    """Whether a name of old (台山区) takes the last character of a county's short name (石台|山区)."""
    return place.name != name and text[at - 1 : at + 1] in WITHIN and name[-1] in "县区"


def _stands_alone(text: str, at: int, before: Named | None) -> bool:
    """A county of two characters (成县) is as often the end of one word and the beginning of the next
    (完成|县级…): it needs a region, a stop or a preposition before it."""
    if text[at + 2 : at + 3] in ("级", "直", "里", "内"):  # 各乡镇（街道）和|县级部门
        return False
    if text[at + 2 : at + 3] == "长":  # an acting head of a county (代县长), or one called by surname (康县长)
        return False
    ahead = text[at - 1 : at]
    return not "\u4e00" <= ahead <= "\u9fff" or ahead in "在到赴对为和及与于是省市州由从往" or before is not None


def _resolve(name: str, before: Named | None) -> Place | None:
    if before is not None:
        for names in (FULL, BARE, WITHIN):
            inside = [place for place in names.get(name, ()) if contains(before.place.code, place.code)]
            if len(inside) == 1:
                return inside[0]
    places = FULL.get(name) or BARE.get(name) or []
    provinces = [place for place in places if place.level is Level.PROVINCE]  # 吉林: the province, not its city
    return places[0] if len(places) == 1 else provinces[0] if provinces else None
