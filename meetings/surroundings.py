"""Which region a meeting may be of whose own words name none: what else the text names, and where."""

import re
from functools import cached_property
from itertools import islice, pairwise, takewhile

from meetings.drafts import Level
from meetings.frame import OPENING_PART, Frame
from meetings.gazetteer import Place, line_of_place
from meetings.levels import level_of
from meetings.own_region import tells_accident
from meetings.place_hints import counties_labelled
from meetings.places import Named, county_of_city, find_region, region_at_head, regions_in, shared_name_in

_SOURCE = re.compile(r"^.{0,40}(?:来源|发布机构|发布单位|主办)[：:\s].{2,30}$", re.MULTILINE)
# 传达省委、某市委…精神, 按照省、某市要求: what is named then stands above who holds the meeting.
_ABOVE = re.compile(r"(?:传达|学习|贯彻|落实|按照|根据|围绕)[^。；]*\Z|(?<!全)省[委政安食]?[^，。；]{0,6}[、和]\Z")
_TEAM = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3})?(?:督导|督查|巡查|检查|考核)[^，。；]{0,6}组"
)  # sent by the city
# 湖南：…, 深圳 7月20日下午，…; 长沙7月20日电 tells where the reporter is.
_APART = re.compile(
    r"[：:】\]*＊ \u3000](?!\d{1,2}月\d{1,2}日[电讯])|\d{1,2}月\d{1,2}日(?![电讯])|\d{1,2}日(?=[上下]午|晚)|会议(?=强调|要求|指出)|(?=全国[^，。；]{2,20}会议?(?:之|以)?(?:结束|召开)*后)"
)
_OUR_BRANCH = re.compile(r"我([县区市旗州])[^。；\n]{0,24}(?:分会场|收听|收看)")
_LONGEST_HEADING = 14
_LONGEST_LIST = 80  # code points
_ALONE = re.compile(r"(?m)^[ \u3000【■●◆]{0,3}(?P<name>[\u4e00-\u9fff]{2,8})[ \u3000】]{0,2}$")
# 德保县：矿山一律“回头看”
_HEADLINE = re.compile(
    r"(?m)^[ \u3000]{0,8}(?P<name>[\u4e00-\u9fff]{2,8})(?:、[\u4e00-\u9fff]{2,8})?[：:][^。，\n]{2,24}$"
)
_COMPANY = re.compile(r"[\u4e00-\u9fff]{2,14}?有限(?:责任)?公司|[\u4e00-\u9fff]{0,6}?局?[（(]公司[）)]")

_SCHOOL = re.compile(
    r"(?m)^[ \u3000]*([\u4e00-\u9fff]{2,16}(?:大学|学院|学校|[一二三四五六七八九十]中|中学|小学))[ \u3000]*$"
)
_SETS_BRANCH = ("设分会场", "设立分会场")
_ADDRESS = re.compile(r"(?<!会议)(?<!事故)地[ \u3000]*址[：:][ \u3000]*([^\n]{2,24})")
_ITS_OFFICE = re.compile(
    r"州?[\u4e00-\u9fff]{0,6}?(?:安监|应急|消防|安委|国资|安全监管|应急管理)[\u4e00-\u9fff]{0,4}?(?:局|委|会|办|支队|大队)|州?[\u4e00-\u9fff]{0,16}会议?精神"
)


class Surroundings:
    """The regions named around the meetings of one text."""

    def __init__(self, text: str, frame: Frame) -> None:
        self.text = text
        self.frame = frame

    @cached_property
    def own(self) -> list[Named]:
        """The regions the text names, but for the places of accidents."""
        return [one for one in self.frame.regions if not tells_accident(self.text, one.end)]

    @cached_property
    def own_branch(self) -> Level | None:
        """The level of the place that the page calls its own where it tells that a meeting was heard there (我县分会场)."""
        branch = _OUR_BRANCH.search(self.text)
        return level_of(f"全{branch[1]}", "") if branch is not None else None

    def own_city(self, city: Place) -> Place:
        """The county-level city that a text speaks of where it names the `city` above only as what came from above (传达
        省委、某市委会议精神): else the city."""
        told = [one for one in self.frame.regions if one.place.code == city.code]
        if city.level is not Level.CITY or not told or not all(self._from_above(one.start, one.end) for one in told):
            return city
        below = {
            one.place.code: one.place
            for one in self.frame.regions
            if one.full and one.place.parent_code == city.code and one.place.name.endswith("市")
        }
        own = next(iter(below.values())) if len(below) == 1 else county_of_city(self.text, self.own, "市")
        return own or city

    def _from_above(self, at: int, end: int) -> bool:
        if _TEAM.match(self.text, end) is not None:
            return True
        start = max(self.text.rfind(stop, 0, at) for stop in "。；\n") + 1
        return _ABOVE.search(self.text, max(start, at - _LONGEST_LIST), at) is not None

    def labelled(self, at: int) -> Place | None:
        """The region that the line around `at` begins with, as round-ups set their items apart (湖南：…)."""
        start = self.text.rfind("\n", 0, at) + 1
        named = regions_in(self.text[start : start + 14])
        apart = named and named[0].start <= 1 and _APART.match(self.text, start + named[0].end) is not None
        return named[0].place if apart else self.headed(start) or self._counties.get(start)

    @cached_property
    def _counties(self) -> dict[int, Place]:
        return counties_labelled(self.text)

    def headed(self, start: int) -> Place | None:
        """The region that is the whole of the line above the paragraph at `start`, as the headings of a round-up are."""
        above = (
            self.text[max(0, start - _LONGEST_HEADING - 1) : max(0, start - 1)]
            .rsplit("\n", 1)[-1]
            .strip(" \u3000【】■●◆")
        )
        named = regions_in(above) if 2 < len(above) <= _LONGEST_HEADING - 2 else []
        chained = all(one.end == other.start for one, other in pairwise(named))
        whole = chained and named and named[0].start == 0 and named[-1].end == len(above)
        if whole and (len(named) > 1 or named[0].full):
            return named[-1].place  # 湖南省, 福建漳平
        headings = [place for at, place in self._headings if at < start]
        return headings[-1] if headings and len(self._headings) > 1 else None

    @cached_property
    def _headings(self) -> list[tuple[int, Place]]:
        """The lines that are nothing but the name of a region, in full or short (榆林), or a headline behind it, and where they
        begin."""
        lines = sorted((*_ALONE.finditer(self.text), *_HEADLINE.finditer(self.text)), key=re.Match.start)
        return [(line.start(), place) for line in lines if (place := find_region(line["name"])) is not None]

    def publisher(self, suffix: str) -> Place | None:
        """The county of a name that several bear (和平区) whose government a line of the page gives as its source."""
        for line in self._sources:
            place = shared_name_in(line, self.frame.regions)
            if place is not None and place.level is Level.COUNTY and place.name.endswith(suffix):
                return place
        return None

    @cached_property
    def _sources(self) -> list[str]:
        return [line[0] for line in islice(_SOURCE.finditer(self.text), 20)]

    def seat(self) -> Place | None:
        """The region in the full name of the company that issues the text (某市某某有限公司), printed at its head; else the
        prefecture that the counties of its branches lie in (甲、乙、丙公司)."""
        head = takewhile(lambda one: one.end <= OPENING_PART, self.frame.regions)
        named = next((one.place for one in head if _COMPANY.match(self.text, one.end)), None)
        named = named or next((one.place for one in self.frame.regions if self.text.startswith("总部", one.end)), None)
        named = named or next((one.place for one in self.frame.hints if self.text.startswith("公司", one.end)), None)
        return named or self._addressed() or self._only_city() or self._of_branch()

    def _of_branch(self) -> Place | None:
        """The city where the company set up a branch venue (某分公司在某地设分会场参加会议)."""
        named = (one.place for one in self.frame.regions if self.text.startswith(_SETS_BRANCH, one.end))
        return next(named, None)

    @cached_property
    def school(self) -> str:
        """The name of the school that issues the text, on a line of its own (福州大学); "" where none does."""
        line = _SCHOOL.search(self.text, 0, OPENING_PART)
        return line[1] if line is not None else ""

    def of_school(self) -> Place | None:
        """The region with which the name of that school begins."""
        named = region_at_head(self.school)
        return named.place if named is not None else None

    def _addressed(self) -> Place | None:
        """The city of the address that the foot of the page prints (地址：某省某市), else the least region in it."""
        line = _ADDRESS.search(self.text, len(self.text) // 2)
        named = [one.place for one in regions_in(line[1])] if line is not None else []
        return next((place for place in named if place.level is Level.CITY), named[-1] if named else None)

    def _only_city(self) -> Place | None:
        """The one city that the text names, where its offices or their meeting are named with it (传达了某州…会议精神,
        某市安监局副局长应邀到会)."""
        named = [
            one
            for one in self.own
            if (one.full or self.text.startswith("州", one.end)) and one.place.level in (Level.CITY, Level.COUNTY)
        ]
        cities = {place.code: place for one in named for place in line_of_place(one.place) if place.level is Level.CITY}
        rules = any(_ITS_OFFICE.match(self.text, one.end) for one in named)
        return next(iter(cities.values())) if len(cities) == 1 and rules else None
