"""Where a person serves, told by their titles: what tells one 王强 from another."""

import re
from collections.abc import Iterable
from functools import cache

from meetings.drafts import Level
from meetings.gazetteer import COUNTRY, Place, all_places, line_of_place
from meetings.places import regions_in

MUNICIPALITIES = ("11", "12", "31", "50")

# A title that names no place tells at least the level of the office; looked for in this order.
LEVEL_WORDS = (
    (
        Level.NATIONAL,
        re.compile(
            r"^(?:国务院|中共中央|中央|国家|全国)|总理|国务委员|总书记|国家主席"
            r"|(?:公安|教育|科技|民政|司法|财政|水利|商务|国防|国家安全|自然资源|生态环境|交通运输|农业农村|应急管理"
            r"|住房城乡建设|住房和城乡建设|工业和信息化|文化和旅游|人力资源社会保障|人力资源和社会保障)部"
        ),
    ),
    (Level.PROVINCE, re.compile(r"^(?:省|自治区)|省长|省委|自治区(?:主席|党委)|厅长")),
    (Level.CITY, re.compile(r"^(?:市|州|盟)|市长|市委|州长|州委|盟长|盟委")),
    (Level.COUNTY, re.compile(r"^(?:县|区|旗)|县长|县委|区长|区委|旗长|旗委")),
    (Level.TOWNSHIP, re.compile(r"^(?:镇|乡|街道)|镇长|乡长|镇党委|乡党委")),
)


def home_code(titles: Iterable[str], meeting_code: str | None) -> str | None:
    """Code of the region a person serves: the place a title names, else the region of the level the titles
    tell on the line from the meeting's region up to the country, else the meeting's region (None without)."""
    line = line_of(meeting_code)
    for title in titles:
        if named := _named(title):
            return named.code
        if level := _level(title):
            return _at_level(level, line) or meeting_code
    return meeting_code


def line_of(code: str | None) -> tuple[Place, ...]:
    """The region and all that contain it, nearest first; empty where the code is None or unknown."""
    return line_of_place(places()[code]) if code in places() and code is not None else ()


@cache
def places() -> dict[str, Place]:
    """Every region by its code."""
    return {place.code: place for place in all_places()}


def _named(title: str) -> Place | None:
    """The place a title begins with, the last of a chain (湖北省鄂州市委书记 is 鄂州市's)."""
    place, reached = None, 2 if title.startswith("中共") else 0
    for named in regions_in(title):
        if named.start != reached:
            break
        place, reached = named.place, named.end
    return place


def _level(title: str) -> Level | None:
    return next((level for level, pattern in LEVEL_WORDS if pattern.search(title)), None)


def _at_level(level: Level, line: tuple[Place, ...]) -> str | None:
    if level is Level.NATIONAL:
        return COUNTRY.code
    # The 市 of a municipality is at province level.
    if level is Level.CITY and line and line[0].code.startswith(MUNICIPALITIES):
        level = Level.PROVINCE
    return next((place.code for place in line if place.level is level), None)
