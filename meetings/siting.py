"""On which level and in which region a meeting was held, as the sentence that tells of it says, or what stands
around it."""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import islice, takewhile

from meetings.announcements import Announcement
from meetings.drafts import Level, MeetingDraft
from meetings.frame import DISTRICT, Frame, likely_region, tells_accident, titled_region
from meetings.holders import WHEN
from meetings.levels import LEVELS, level_of
from meetings.places import (
    COUNTRY,
    Named,
    Place,
    ancestors,
    contains,
    counties_hinted,
    county_of_city,
    regions_in,
    shared_name_in,
)

_TOWN = re.compile(
    r"(?:^|[省市县区旗州日，,]|我)(?!全|本|我)((?:(?![与和同联])[\u4e00-\u9fff]){1,8}?(?:镇|乡|街道|社区))(?=召开|组织|党|人民政府|政府|办事处|安委会|安全|应急|消防|森林|防|第|\d|于|立即|随即|迅速|落实|$)"
)
# 某镇人居环境整治会议, 某镇打好整治战: what a title begins with.
_TOWN_FIRST = re.compile(r"(?![全我本各])([\u4e00-\u9fff]{2,6}?(?<![乡城村集])(?:镇|乡|街道))(?=[\u4e00-\u9fff])")
_TOWN_OFFICE = re.compile(
    r"(?<![\u4e00-\u9fff])((?![随会]后|在|由)[\u4e00-\u9fff]{2,3}(?:镇|乡|街道))(?:党委|党工委|人民政府|政府|办事处|召开)"
)
_TOWN_HEAD = re.compile(
    r"(?:^|[省市县区旗])([\u4e00-\u9fff]{2,4}?(?:镇|乡|街道))(?:[镇乡]长|党委|党工委|办事处|人民政府|政府)"
)
_WIRED = re.compile(r"^[^，。]{0,16}?(?:讯|消息|报道)[ \u3000:：]*")
_CITY_HEARD = re.compile(
    r"(?:^|[、和，。]|收听收看|收看|收听|参加)([\u4e00-\u9fff]{2,4}市)[^，。；]{0,30}会议?(?:召开|结束|完毕)*之?后[，,]"
)
_OPENING_PART = 400  # a speech names its own meeting within its first sentences
_SOURCE = re.compile(r"^.{0,20}(?:来源|发布机构|发布单位|主办)[：:\s].{2,30}$", re.MULTILINE)
# What an office without a level of its own (政府办召开会议) studies is no sign of its level.
_PASSED_ON = re.compile(r"(?:传达|学习|贯彻|落实|宣读)[^。；\n]{0,120}?(?:精神|讲话|批示|指示|论述|部署|要求)+")
_ORGAN = re.compile(
    r"(省|自治区|市|县|(?<![园社小地景厂辖库林矿灾山牧校片街城发新术港])区|旗|州|盟)(?:级)?(?:[委政安防应长人直属纪]|减灾|消防|住建|交通|公安|生态|质|城管|教育|卫)|[全我本](省|自治区|市|县|区|旗|州|盟)"
)
_ABROAD = re.compile(r"(?<![正现])(?:在|到|赴|前往|深入)[^，。在]{1,20}?(?=召开|举行|主持|组织|紧急|$)")
_UNPLACED = re.compile(r"[\u4e00-\u9fff]{2}(?:局|处|中心|院|所|站|协会)(?:局?长|主任)?[^，。、]{0,8}$")
_AUTONOMOUS = re.compile(r"自治区(?:党委|党政|政府|人民政府|主席|副主席|安委|防|森|应急|常务)")
_DISTRICT = re.compile(r"(?<!自治)区(?:委(?!员)|长|政府|人民政府|安委)|[县旗]委书记|县长")
_LED = re.compile(r"(?:率领|带领|率)[^，。]*$")  # who came along does not hold the meeting
# 传达省委、某市委…精神, 按照省、某市要求: what is named then stands above who holds the meeting.
_ABOVE = re.compile(r"(?:传达|学习|贯彻|落实|按照|根据|围绕)[^。；]*\Z|(?<!全)省[委政安食]?[^，。；]{0,6}[、和]\Z")
_LONGEST_LIST = 80  # code points
_ZONE = re.compile(
    r"(?![全各我本在])[\u4e00-\u9fff]{2,8}?(?:高新(?:技术产业开发)?区|经(?:济技术)?开(?:发)?区|开发区|度假区|保税区|(?:工业|产业)园区?)"
)
_DIVISION = re.compile(r"第[一二三四五六七八九十]{1,3}师(?!范)")  # of the production corps
_VILLAGE = re.compile(r"([^省市县区镇乡街道，。]{2,4}村)$")
_HOW = re.compile(r"(?:联合|及时|专题|专门|分别|统一|召开|举行)+$")
_COMPANY = re.compile(r"[\u4e00-\u9fff]{2,14}?有限(?:责任)?公司|[\u4e00-\u9fff]{0,6}?局?[（(]公司[）)]")


class Siting:
    """The levels and regions of the meetings of one text."""

    def __init__(self, text: str, frame: Frame) -> None:
        self.text = text
        self.frame = frame

    def site_of(
        self,
        found: Announcement,
        sentence: tuple[int, int],
        titles: str,
        actor: str,
        before: Sequence[MeetingDraft],
    ) -> tuple[Level, Place | None]:
        """The level and region of the meeting `found`: `titles` are those of the sentence's subject, `actor` the
        subject as printed, `before` the meetings told of before."""
        level = (
            level_of(_ABROAD.sub("", _LED.sub("", found.subject)), found.title)
            or level_of(titles, "")
            or (Level.ENTERPRISE if self._is_company(found.subject) else None)
            or self._level_here(found, sentence)
        )
        if (level is None or level is Level.ENTERPRISE or level_of(found.subject, found.title) is None) and (
            holder := _held_by(found.subject)
        ) is not None:
            level = holder.level  # 古交市召开煤矿…会议, 长沙市召开会议，省委常委、市委书记…
        if found.follows and _body_below(found, level, titles, before):
            level = Level.OTHER
        if level is Level.COUNTY and self._is_autonomous and "区" in found.title + found.subject:
            level = Level.PROVINCE
        if level is Level.CITY and found.follows and self._below_city(found, sentence):
            named = likely_region(self.text, self.frame, Level.COUNTY, "", 0, len(self.text))
            own = named if named is not None and named.name.endswith("市") else None
            level, place = Level.COUNTY, own or county_of_city(self.text, self._own, "市")
        else:
            level, place = self._place(found, level, sentence, titles, actor)
        if level is Level.COUNTY and "师市" in found.subject + found.title:
            level = Level.CITY  # a division of the corps and its city rank with a prefecture
        return level, place

    def _is_company(self, subject: str) -> bool:
        """Whether the holder is what elsewhere in the text is called a company (山西焦煤: 山西焦煤集团公司董事长)."""
        holder = WHEN.sub("", _ABROAD.sub("", subject)).strip("，,：: \u3000")
        if not 3 <= len(holder) <= 10 or not all("\u4e00" <= one <= "\u9fff" for one in holder):
            return False
        return (
            re.search(holder + r"(?:集团|股份|控股|有限|公司|(?:党委书记、)?(?:董事长|总经理))", self.text) is not None
        )

    def _below_city(self, found: Announcement, sentence: tuple[int, int]) -> bool:
        """Whether a meeting called 全市 follows that of a city named (某市会议结束后，市长召开全市会议): a county-level city's."""
        heard = _CITY_HEARD.search(self.text, sentence[0], found.start)
        named = regions_in(heard[1])[-1:] if heard is not None else []
        return bool(named) and named[0].place.level is Level.CITY and not regions_in(found.title + found.subject)

    def _level_here(self, found: Announcement, sentence: tuple[int, int]) -> Level | None:
        named = regions_in(_ABROAD.sub("", found.subject) + found.title) or regions_in(self.frame.title)
        if named:
            return named[-1].place.level
        around = _ABROAD.sub("", self.text[sentence[0] : sentence[0] + 300])
        own = level_of(self.frame.title, "") or level_of("", _PASSED_ON.sub("", around))
        at_home = any(one.place.level is not Level.NATIONAL for one in self.frame.regions)
        return own if own is not None or at_home else level_of("", around)

    def _place(
        self, found: Announcement, level: Level | None, sentence: tuple[int, int], titles: str, actor: str
    ) -> tuple[Level, Place | None]:
        if level is Level.NATIONAL:
            return level, COUNTRY
        words = _ABROAD.sub("", found.subject) + found.title
        named = [one.place for one in regions_in(words) if one.place.level is not Level.NATIONAL]
        division = _DIVISION.search(words) if level is Level.CITY else None
        if division is not None:
            return Level.CITY, Place("", division[0], Level.CITY, None)
        if level is Level.ENTERPRISE:
            hinted = [one.place for one in counties_hinted(words)]
            return level, _deepest(named) or (hinted[0] if hinted else self._seat())
        town = (self._town(found) or _TOWN_HEAD.search(actor)) if level is Level.TOWNSHIP else None
        if level is Level.OTHER:
            zone = _ZONE.match(found.title) or _ZONE.search(WHEN.sub("", _ABROAD.sub("", found.subject)))
            if zone is not None:  # no region of the list: it goes by its own name
                return level, Place("", zone[0], Level.OTHER, None)
            village = _VILLAGE.search(_HOW.sub("", WHEN.sub("", _ABROAD.sub("", found.subject))))
            if village is not None:
                return level, Place("", village[1], Level.OTHER, None)
            return level, named[-1] if named else None
        if town is not None:  # below the regions that have a code of six digits
            county = regions_in(town[1])  # 仪陇县永乐镇
            name = town[1][county[-1].end if county and county[-1].full else 0 :]
            return Level.TOWNSHIP, Place("", name if len(name) > 1 else town[1], Level.TOWNSHIP, None)
        if named:
            deepest = max(named, key=lambda place: LEVELS.index(place.level))
            own = level is None or deepest.level is level or _agrees(deepest, level)
            if own and found.form != "joined":
                return deepest.level, deepest
            above = next((one for one in ancestors(deepest.code) if one.level is level), None)
            if above is not None:
                return above.level, above
        organ = _ORGAN.search(found.title) or (found.form != "joined" and _ORGAN.search(words)) or _ORGAN.search(titles)
        suffix = (organ[1] or organ[2]) if organ else ""
        suffix = "" if suffix == "自治区" else suffix
        if suffix == "区" and _DISTRICT.search(self.text) is not None:
            suffix = DISTRICT
        either = suffix in (
            "",
            "市",
            "区",
            DISTRICT,
        )  # 全州 is held by no county-level city, whoever of its leaders speaks
        served = [
            one.place
            for one in (*regions_in(titles), *regions_in(actor))
            if one.place.level is level or (level and either and _agrees(one.place, level))
        ]
        if served and level is not None:
            return served[-1].level, served[-1]
        shared = shared_name_in(words, self.frame.regions) or shared_name_in(actor, self.frame.regions)
        if shared is not None and (level is None or shared.level is level):
            return shared.level, shared
        labelled = self._labelled(sentence[0])
        if labelled is not None and (level is None or labelled.level is level or _agrees(labelled, level)):
            return labelled.level, labelled
        titled = titled_region(self.text, self.frame, level, suffix) if suffix else None
        if titled is not None:
            return titled.level, titled
        for start in (sentence[0], 0):
            place = likely_region(self.text, self.frame, level, suffix, start, len(self.text), hints=start == 0)
            if place is not None:
                place = self._own_city(place) if suffix == "市" else place
                return place.level, place
        if level is not Level.COUNTY:
            return level or Level.OTHER, None
        kind = "区" if suffix == DISTRICT else suffix
        return level, self._publisher(kind) or county_of_city(self.text, self._own, kind)

    def _own_city(self, city: Place) -> Place:
        """The county-level city that a text speaks of where it names the `city` above only as what came from above (传达
        省委、某市委会议精神): else the city."""
        told = [one for one in self.frame.regions if one.place.code == city.code]
        if city.level is not Level.CITY or not all(self._from_above(one.start) for one in told):
            return city
        below = {
            one.place.code: one.place
            for one in self.frame.regions
            if one.full and one.place.parent_code == city.code and one.place.name.endswith("市")
        }
        own = next(iter(below.values())) if len(below) == 1 else county_of_city(self.text, self._own, "市")
        return own or city

    def _from_above(self, at: int) -> bool:
        start = max(self.text.rfind(stop, 0, at) for stop in "。；\n") + 1
        return _ABOVE.search(self.text, max(start, at - _LONGEST_LIST), at) is not None

    def _labelled(self, at: int) -> Place | None:
        """The region that the line around `at` begins with, as round-ups set their items apart (湖南：…)."""
        start = self.text.rfind("\n", 0, at) + 1
        named = regions_in(self.text[start : start + 14])
        apart = (
            named
            and named[0].start <= 1
            and self.text[start + named[0].end : start + named[0].end + 1] in "：:】] \u3000"
        )
        return named[0].place if apart else None

    def _publisher(self, suffix: str) -> Place | None:
        """The county of a name that several bear (和平区) whose government a line of the page gives as its source."""
        for line in self._sources:
            place = shared_name_in(line, self.frame.regions)
            if place is not None and place.level is Level.COUNTY and place.name.endswith(suffix):
                return place
        return None

    def _town(self, found: Announcement) -> re.Match[str] | None:
        """The township named as holder, in the title of the meeting or of the document, else beside its own offices."""
        subject = _WIRED.sub("", found.subject)
        named = _TOWN.search(WHEN.sub("", _ABROAD.sub("", subject))) or _TOWN.search(found.title)
        named = named or _TOWN_FIRST.match(found.title) or _TOWN.search(self.frame.title)
        return named or _TOWN_FIRST.match(self.frame.title) or self._town_office

    @cached_property
    def _is_autonomous(self) -> bool:
        """Whether 全区 and 我区 mean an autonomous region: its offices are named, and those of no district."""
        return _AUTONOMOUS.search(self.text) is not None and _DISTRICT.search(self.text) is None

    @cached_property
    def _own(self) -> list[Named]:
        """The regions the text names, but for the places of accidents."""
        return [one for one in self.frame.regions if not tells_accident(self.text, one.end)]

    @cached_property
    def _sources(self) -> list[str]:
        return [line[0] for line in islice(_SOURCE.finditer(self.text), 20)]

    @cached_property
    def _town_office(self) -> re.Match[str] | None:
        return _TOWN_OFFICE.search(self.text)

    def _seat(self) -> Place | None:
        """The region in the full name of the company that issues the text (某市某某有限公司), printed at its head."""
        head = takewhile(lambda one: one.end <= _OPENING_PART, self.frame.regions)
        return next((one.place for one in head if _COMPANY.match(self.text, one.end)), None)


def _agrees(place: Place, level: Level) -> bool:
    """市 may be a municipality or a county-level city, 区 and 自治区 likewise: the name decides."""
    return (
        place.level is not Level.CITY
        and {place.level, level} <= {Level.PROVINCE, Level.CITY, Level.COUNTY}
        and place.name[-1] in "市区"
        and not place.name.endswith("地区")
    )


def _deepest(places: Sequence[Place]) -> Place | None:
    """The last of the regions that each lie in the one before (湖北某公司宜昌分公司): None of none."""
    found: Place | None = None
    for place in places:
        if found is None or contains(found.code, place.code):
            found = place
    return found


def _held_by(subject: str) -> Place | None:
    """The region that the words before a verb of holding end with: it holds the meeting itself."""
    holder = _HOW.sub("", WHEN.sub("", _ABROAD.sub("", subject))).rstrip("，, ")
    named = regions_in(holder)
    full = named and named[-1].end == len(holder) and named[-1].full
    return named[-1].place if full and named[-1].place.level is not Level.NATIONAL else None


def _body_below(found: Announcement, level: Level | None, titles: str, before: Sequence[MeetingDraft]) -> bool:
    """Whether a body whose level nothing tells (某局会后召开党组会) follows up a meeting: it takes none from that."""
    told = level_of(found.subject, found.title) or level_of(titles, "")
    body = _UNPLACED.search(found.subject) or any(_UNPLACED.search(title) for title in titles.split("、"))
    return told is None and bool(body) and bool(before) and before[-1].level is level
