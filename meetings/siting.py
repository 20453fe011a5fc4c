"""On which level and in which region a meeting was held, as the sentence that tells of it says, or what stands
around it."""

import re
from collections.abc import Sequence
from functools import cached_property

from meetings.announcements import Announcement
from meetings.drafts import Level, MeetingDraft
from meetings.file_names import regions_of_file
from meetings.frame import OPENING_PART, Frame
from meetings.gazetteer import COUNTRY, FULL, Place, ancestors, contains, short_name
from meetings.holders import ABROAD, bare_holder, holder_alone
from meetings.levels import LEVELS, level_of
from meetings.own_region import DISTRICT, likely_region, masthead_region, of_kind, titled_region
from meetings.place_hints import counties_hinted, home_of_works
from meetings.places import county_of_city, region_at_head, regions_in, shared_name_in
from meetings.surroundings import Surroundings
from meetings.uncoded_places import Townships, basin_in, division_in, former_county, zone_of_page, zone_or_village

_CITY_HEARD = re.compile(
    r"(?:^|[、和，。]|收听收看|收看|收听|参加)([\u4e00-\u9fff]{2,4}市)(?!在?(?:收听|收看|参加|组织))[^，。；]{0,30}会议?(?:召开|结束|完毕)*之?后[，,]"
)
# What an office without a level of its own (政府办召开会议) studies is no sign of its level.
_PASSED_ON = re.compile(r"(?:传达|学习|贯彻|落实|宣读)[^。；\n]{0,120}?(?:精神|讲话|批示|指示|论述|部署|要求)+")
_ORGAN = re.compile(
    r"(省|自治区|市|县|(?<![园社小地景厂辖库林矿灾山牧校片街城发新术港])区|旗|州|盟)(?:级)?(?:[委政安防应长人直属纪上里]|减灾|消防|住建|交通|公安|生态|质|城管|教育|卫)|[全我本](省|自治区|市|县|区|旗|州|盟)"
)
_SPIRIT = re.compile(r"(?:学习|传达)?贯彻(?:落实)?.*精神")  # 某省贯彻落实全国某会议精神视频会议
_COMPANY = re.compile(
    r"(?:^|[，,。日午晚：])(?P<name>[\u4e00-\u9fff]{3,16}?(?:集团|公司|煤业|矿业|电厂|钢铁))(?=[^，。]{0,12}(?:收听|收看|组织|召开))"
)
_OF_COUNTY = re.compile(r"我[县区旗](?![^，。；]{0,4}市)")
_UNPLACED = re.compile(r"[\u4e00-\u9fff]{2}(?:局|处|中心|院|所|站|协会)(?:局?长|主任)?[^，。、]{0,8}$")
_AUTONOMOUS = re.compile(r"自治区[\u4e00-\u9fff]?(?:党委|党政|政府|人民政府|主席|副主席|安委|防|森|应急|常务)")
_PREFECTURE = re.compile(r"行署|地委(?!员)")
_BELOW_REGION = re.compile(r"[我全][县市旗盟]")
_DISTRICT_OFFICE = re.compile(r"(?<!自治)(?<![市县旗）)、])区(?:委(?!员)|长|政府|人民政府|安委)|我区(?!今年|域)")
_DISTRICT = re.compile(r"(?<!自治)(?<![市县旗）)、])区(?:委(?!员)|长|政府|人民政府|安委)|[县旗]委书记|县长")
_HEARS = re.compile(
    r"(?:(?:人民)?政府|[党省市县区州旗盟]委|安委会)?(?:在|于|第一时间|组织|集中|及时|同步)*(?:收听|收看)"
)
_DAY = re.compile(r"(?:(?:\d{1,2}月)?\d{1,2}|[同当])日(?:[上下]午|晚上?)?[，,]?")  # 7月29日，某自治区政府在收看某会议后
# （一）国务委员 某某: the first who speaks, under a title that says of no level
_LEADER_FIRST = re.compile(
    r"\n[ \u3000]*(?:[（(]一[）)]|一、)[ \u3000]*(?:国务委员|国务院(?:副总理|总理)|副总理)(?![^\n]*(?:批示|指示|精神|要求))[^\n]{0,24}\n"
)
_ON_DAY = re.compile(r"[今昨前当]天(?:[上下]午|晚上?)?[，,]?(?:我们)?$")
_LONGEST_OPENING = 40  # code points
_OUR_SCHOOL = re.compile(r"(?:^|[，,])[我本][院校](?:$|[在于])")
_LED = re.compile(r"(?:率领|带领|率)[^，。]*$")  # who came along does not hold the meeting


class Siting:
    """The levels and regions of the meetings of one text."""

    def __init__(self, text: str, frame: Frame) -> None:
        self.text = text
        self.frame = frame
        self.townships = Townships(text, frame)
        self.surroundings = Surroundings(text, frame)

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
            level_of(_SPIRIT.sub("", ABROAD.sub("", _LED.sub("", found.subject))), _SPIRIT.sub("", found.title))
            or level_of(titles, "")
            or (Level.ENTERPRISE if self._is_company(found.subject) else None)
            or (Level.OTHER if self.surroundings.school and _OUR_SCHOOL.search(found.subject) else None)
            or self._labelled_level(found, sentence)
            or (Level.NATIONAL if found.form == "title" and _LEADER_FIRST.search(self.text[:OPENING_PART]) else None)
            or self._level_here(found, sentence)
        )
        if (level is None or level is Level.ENTERPRISE or level_of(found.subject, found.title) is None) and (
            holder := _held_by(found.subject)
        ) is not None:
            level = holder.level  # 古交市召开煤矿…会议, 长沙市召开会议，省委常委、市委书记…
        if found.follows and _body_below(found, level, titles, before):
            level = Level.OTHER
        if level is Level.COUNTY and _PREFECTURE.search(found.subject) is not None:
            level = Level.CITY  # 行署召开全区会议
        above_ours = found.title.startswith("全区") and self._is_below_region
        if level is Level.COUNTY and above_ours:
            level = Level.PROVINCE  # 全国、全区会议召开，某领导在我县分会场收看
        if level is Level.COUNTY and self._is_autonomous and "区" in found.title + found.subject:
            level = Level.PROVINCE
        place: Place | None
        if level is Level.CITY and found.follows and (own := self._own_below(found, before)) is not None:
            level, place = Level.COUNTY, own
        elif level is Level.CITY and found.follows and self._below_city(found, sentence):
            named = likely_region(self.text, self.frame, Level.COUNTY, "", 0, len(self.text))
            city = named if named is not None and named.name.endswith("市") else None
            level, place = Level.COUNTY, city or county_of_city(self.text, self.surroundings.own, "市")
        else:
            level, place = self._place(found, level, sentence, titles, actor)
        if "师市" in found.subject + found.title:
            level = Level.CITY  # a division of the corps and its city rank with a prefecture
            place = (
                division_in(self.text[:OPENING_PART])
                or place
                or next((one.place for one in self.frame.regions if one.place.code.startswith("659")), None)
            )
        return level, place

    def _is_company(self, subject: str) -> bool:
        """Whether the holder is what elsewhere in the text is called a company (山西焦煤: 山西焦煤集团公司董事长)."""
        holder = bare_holder(subject).strip("，,：: \u3000")
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

    def _own_below(self, found: Announcement, before: Sequence[MeetingDraft]) -> Place | None:
        """The county-level city that holds a meeting as 我市, 全市, after one of the city above it was told of: the one
        named in full that lies in that city."""
        above = next((one for one in before if one.level is Level.CITY and one.region_code), None)
        if above is None or regions_in(found.title + found.subject):
            return None
        return self.county_city_in(above.region_code)

    def county_city_in(self, code: str | None, *, own: bool = False) -> Place | None:
        """The one county-level city in the city `code` that the text names in full, or as its own by its short name
        (兴化分会场; only so where `own`): None for none or several."""
        named = [one.place for one in self.frame.regions if one.full and not own]
        named += [one.place for one in self.frame.hints]
        named += [self.frame.site] if self.frame.site is not None and not own else []
        below = {place.code: place for place in named if place.name.endswith("市")}
        inside = [place for place in below.values() if code is not None and place.parent_code == code]
        return inside[0] if len(inside) == 1 else None

    def _labelled_level(self, found: Announcement, sentence: tuple[int, int]) -> Level | None:
        """The level of the region that an item of a round-up stands under (某县　2月26日召开会议进行部署), where it names no
        other."""
        labelled = self.surroundings.labelled(sentence[0]) if not regions_in(found.subject + found.title) else None
        return labelled.level if labelled is not None else None

    def _level_here(self, found: Announcement, sentence: tuple[int, int]) -> Level | None:
        named = regions_in(_words(found)) or regions_in(self.frame.title)
        if named:
            return named[-1].place.level
        around = ABROAD.sub("", self.text[sentence[0] : sentence[0] + 300])
        own = level_of(self.frame.title, "") or level_of("", _PASSED_ON.sub("", around))
        at_home = any(one.place.level is not Level.NATIONAL for one in self.frame.regions)
        return own if own is not None or at_home else level_of("", around)

    def _place(
        self, found: Announcement, level: Level | None, sentence: tuple[int, int], titles: str, actor: str
    ) -> tuple[Level, Place | None]:
        if level is Level.NATIONAL:
            return level, COUNTRY
        words = _words(found)
        named = [one.place for one in regions_in(words) if one.place.level is not Level.NATIONAL]
        if level is Level.CITY and (division := division_in(words)) is not None:
            return level, division
        if level is Level.ENTERPRISE:
            hinted = [one.place for one in counties_hinted(words)]
            named = named or self._company_before(found, sentence)
            works = home_of_works(bare_holder(found.subject).strip("，,：: \u3000")) or home_of_works(found.title)
            return level, _deepest(named) or (hinted[0] if hinted else works or self.surroundings.seat())
        if level is Level.OTHER:
            zone = zone_or_village(found) or (
                named[-1] if named else zone_of_page(self.text, self.frame, words + titles)
            )
            school = self.surroundings.of_school() if _OUR_SCHOOL.search(found.subject) else None
            return level, zone or basin_in(words) or basin_in(titles) or school
        if level is Level.TOWNSHIP and (town := self.townships.holding(found, actor)) is not None:
            return level, town
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
        suffix = "" if level in (Level.PROVINCE, Level.CITY) and suffix == "区" else suffix
        if suffix == "区" and self._names_district:
            suffix = DISTRICT
        either = suffix in (
            "",
            "市",
            "区",
            DISTRICT,
        )  # 全州 is held by no county-level city, whoever of its leaders speaks
        served = [
            one.place
            for one in regions_in(titles) or regions_in(actor)  # 陇南市副市长景玉林: no 玉林
            if one.place.level is level or (level and either and _agrees(one.place, level))
        ]
        if served and level is not None:
            return served[-1].level, served[-1]
        shared = shared_name_in(words, self.frame.regions) or shared_name_in(actor, self.frame.regions)
        if shared is not None and (level is None or shared.level is level):
            return shared.level, shared
        if (opener := self._opener(found, level, sentence)) is not None:
            return opener.level, opener
        labelled = self.surroundings.labelled(sentence[0])
        if labelled is not None and (level is None or labelled.level is level or _agrees(labelled, level)):
            return labelled.level, labelled
        if level is Level.COUNTY and (former := former_county(found)) is not None:
            return level, former
        titled = titled_region(self.text, self.frame, level, suffix) if suffix else None
        titled = titled or masthead_region(self.frame, level, suffix)
        if titled is not None:
            return titled.level, titled
        for start in (sentence[0], 0):
            place = likely_region(self.text, self.frame, level, suffix, start, len(self.text), hints=start == 0)
            if place is not None:
                place = self.surroundings.own_city(place) if suffix == "市" else place
                place = self._above_county(place) if level is Level.CITY else place
                return place.level, place
        kind = "区" if suffix == DISTRICT else suffix
        place = self.surroundings.publisher(kind) if level is Level.COUNTY else None
        if place is None and level is Level.COUNTY:
            place = county_of_city(self.text, self.surroundings.own, kind)
        place = place or self._filed(level, suffix)
        return (place.level if place is not None else level) or Level.OTHER, place

    def _filed(self, level: Level | None, suffix: str) -> Place | None:
        """The region of that level that the name of the file tells; 市 may be the municipality above it."""
        known = level in (Level.PROVINCE, Level.CITY, Level.COUNTY)
        line = regions_of_file(self.frame.file_name, self.frame.regions, suffix) if known else ()
        for one in line:
            if of_kind(one, level, suffix):
                return one
            before = FULL.get(short_name(one.name) + suffix, ()) if suffix in ("县", "区") else ()
            if one.level is Level.COUNTY and before and before[0].code[:2] == one.code[:2]:
                return before[0]  # 綦江县, a district today
        return None

    def _opener(self, found: Announcement, level: Level | None, sentence: tuple[int, int]) -> Place | None:
        """The region of that level with which the sentence begins (某市收看了会议，并在市分会场接续召开全市会议)."""
        end = sentence[0] + _LONGEST_OPENING
        named = regions_in(self.text[sentence[0] : min(found.start, end) if found.title else end])
        own = next((one for one in named[:2] if one.full), None)
        if own is None or own.place.level is not level:
            return None
        label = 0 if own is named[0] else named[0].end + 1  # 白城　白城市…
        label += day.end() - sentence[0] if (day := _DAY.match(self.text, sentence[0])) is not None else 0
        hears = _HEARS.match(self.text, sentence[0] + own.end) is not None
        return own.place if own.start <= label and hears else None

    def _above_county(self, city: Place) -> Place:
        """The city in which a county-level `city` lies where the page is of a county or district (我区): 市 is above it."""
        above = ancestors(city.code)[:1] if city.level is Level.COUNTY and city.name.endswith("市") else ()
        return above[0] if above and _OF_COUNTY.search(self.text) is not None else city

    def _company_before(self, found: Announcement, sentence: tuple[int, int]) -> list[Place]:
        """The region with which the name of the company begins that the sentence is about (某省某集团收听收看会议后，召开…)."""
        company = _COMPANY.search(self.text, sentence[0], found.start)
        own = region_at_head(company["name"]) if company is not None else None
        return [own.place] if own is not None else []

    @cached_property
    def _is_autonomous(self) -> bool:
        """Whether 全区 and 我区 mean an autonomous region: its offices are named, and those of no district."""
        return _AUTONOMOUS.search(self.text) is not None and not self._names_district

    @cached_property
    def _names_district(self) -> bool:
        return _DISTRICT.search(self.text) is not None

    @cached_property
    def _is_below_region(self) -> bool:
        """Whether the text speaks of a county of an autonomous region: of 我县, 全旗, and of no district's offices."""
        return _BELOW_REGION.search(self.text) is not None and _DISTRICT_OFFICE.search(self.text) is None


def _words(found: Announcement) -> str:
    """Who holds a meeting with its name: without the day between."""
    return _ON_DAY.sub("", ABROAD.sub("", found.subject)) + found.title


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
    holder = holder_alone(subject).rstrip("，, ")
    named = regions_in(holder)
    full = named and named[-1].end == len(holder) and named[-1].full
    return named[-1].place if full and named[-1].place.level is not Level.NATIONAL else None


def _body_below(found: Announcement, level: Level | None, titles: str, before: Sequence[MeetingDraft]) -> bool:
    """Whether a body whose level nothing tells (某局会后召开党组会) follows up a meeting: it takes none from that."""
    told = level_of(found.subject, found.title) or level_of(titles, "")
    body = _UNPLACED.search(found.subject) or any(_UNPLACED.search(title) for title in titles.split("、"))
    return told is None and bool(body) and bool(before) and before[-1].level is level
