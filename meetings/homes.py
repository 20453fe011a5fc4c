"""Where a person serves, told by their titles: what tells one 王强 from another."""

import re
from collections.abc import Iterable

from meetings.drafts import Level
from meetings.places import Place, ancestors, find_region

COUNTRY = "000000"
MUNICIPALITIES = ("11", "12", "31", "50")

# A title may name its place (鄂州市委书记) …
NAMED_PLACE = re.compile(
    r"^(?:中共)?(?P<place>[\u4e00-\u9fff]{2,11}?(?:自治区|自治州|自治县|省|市|州|盟|县|区|旗))(?=.)"
)
# … or only the level of the office (市委书记), looked for in this order.
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
    """Code of the region a person serves: the place a title names, else the meeting's own line of regions
    at the level the titles tell, else the meeting's region. None where nothing tells."""
    line = _line(meeting_code)
    for title in titles:
        if place := _named_place(title, line):
            return place.code
        if level := _level(title):
            return _at_level(level, line) or meeting_code
    return meeting_code


def _named_place(title: str, line: tuple[Place, ...]) -> Place | None:
    match = NAMED_PLACE.match(title)
    return find_region(match["place"], within=line[-1].code if line else None) if match else None


def _level(title: str) -> Level | None:
    return next((level for level, pattern in LEVEL_WORDS if pattern.search(title)), None)


def _at_level(level: Level, line: tuple[Place, ...]) -> str | None:
    if level is Level.NATIONAL:
        return COUNTRY
    # 市长 of a municipality is at province level, and so is every 市 word said there.
    if level is Level.CITY and line and line[-1].code.startswith(MUNICIPALITIES):
        level = Level.PROVINCE
    return next((place.code for place in line if place.level == level), None)


def _line(code: str | None) -> tuple[Place, ...]:
    """The region and what it lies in, widest first."""
    if code is None:
        return ()
    return tuple(sorted(ancestors(code), key=lambda place: list(Level).index(place.level)))
