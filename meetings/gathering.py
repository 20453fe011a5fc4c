"""The meetings of a document while it is read: telling one from another, and its level, region, date and parent."""

import re
from dataclasses import replace
from functools import cached_property
from itertools import islice, takewhile

from meetings.announced_titles import title_announcement
from meetings.announcements import Announcement
from meetings.dates import Printed, dates_in, day_told, is_today, month_before_festival, resolve
from meetings.drafts import Level, MeetingDraft
from meetings.frame import Frame, likely_region, titled_region
from meetings.holders import WHEN, full_title, holder_of, host_of
from meetings.kinds import kind_of
from meetings.levels import level_of
from meetings.places import COUNTRY, Place, ancestors, contains, county_of_city, regions_in, shared_name_in
from meetings.telling import GENERIC, Told, merged, same

_ORDER = [Level.NATIONAL, Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP, Level.ENTERPRISE, Level.OTHER]
_TO = re.compile(r"\s*(?:至|到|[-—–~～]+)\s*")  # 10月31日至11月1日
_TOWN = re.compile(
    r"(?:^|[省市县区旗州日，,]|我)(?!全|本|我)([\u4e00-\u9fff]{1,8}?(?:镇|乡|街道|社区))(?=召开|组织|党|人民政府|政府|办事处|安委会|安全|应急|消防|森林|防|第|\d|立即|随即|$)"
)
# 某镇人居环境整治会议, 某镇打好整治战: what a title begins with.
_TOWN_FIRST = re.compile(r"(?![全我本各])([\u4e00-\u9fff]{2,6}?(?<![乡城村集])(?:镇|乡|街道))(?=[\u4e00-\u9fff])")
_WIRED = re.compile(r"[讯电]|消息")
_TOWN_OFFICE = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,3}(?:镇|乡|街道))(?:党委|党工委|人民政府|政府|办事处|召开)"
)
_HEARD_THEN = re.compile(r"[^。\n]{0,40}会议?(?:在[^，。]{1,8})?(?:召开|结束|举行)")
_CITY_HEARD = re.compile(r"(?:^|[、和，。])([\u4e00-\u9fff]{2,4}市)[^，。；]{0,30}会议?(?:召开|结束)*之?后[，,]")
_MOST = 500  # meetings of a document: an endless text may not take endless time
_OPENING_PART = 400  # a speech names its own meeting within its first sentences
_SOURCE = re.compile(r"^.{0,20}(?:来源|发布机构|发布单位|主办)[：:\s].{2,30}$", re.MULTILINE)
# What an office without a level of its own (政府办召开会议) studies is no sign of its level.
_PASSED_ON = re.compile(r"(?:传达|学习|贯彻|落实|宣读)[^。；\n]{0,120}?(?:精神|讲话|批示|指示|论述|部署|要求)+")
_ORGAN = re.compile(
    r"(省|自治区|市|县|区|旗|州|盟)(?:级)?(?:[委政安防应长人直属纪]|减灾|消防|住建|交通|公安|生态|质|城管|教育|卫)|[全我本](省|自治区|市|县|区|旗|州|盟)"
)
_ABROAD = re.compile(r"(?<![正现])(?:在|到|赴|前往|深入)[^，。在]{1,20}?(?=召开|举行|主持|组织|紧急|$)")
_UNPLACED = re.compile(r"[\u4e00-\u9fff]{2}(?:局|处|中心|院|所|站|协会)(?:局?长|主任)?[^，。、]{0,8}$")
_THAT_DAY = re.compile(r"当[天日晚]|同日")
# 12月28日，为做好…工作。副县长某某主持召开…: a stop set between what the meeting is for and the meeting.
_PURPOSE = re.compile(r"(?:^|\n)((?:\d{4}年)?\d{1,2}月\d{1,2}日)(?:[上下]午|晚)?[，,]为[^。\n]{4,120}。\Z")
_DATELESS = re.compile(r"\s*(?:\d{1,2}[:：]|来源|[\u4e00-\u9fff]{2,6}(?:日报|晚报|网)|$|\n)")  # a date of issue
_AUTONOMOUS = re.compile(r"自治区(?:党委|党政|政府|人民政府|主席|副主席|安委|防|森|应急|常务)")
_DISTRICT = re.compile(r"(?<!自治)区(?:委(?!员)|长|政府|人民政府|安委)|[县旗]委书记|县长")
_LED = re.compile(r"(?:率领|带领|率)[^，。]*$")  # who came along does not hold the meeting
_COMPANY = re.compile(r"[\u4e00-\u9fff]{2,14}?有限(?:责任)?公司|[\u4e00-\u9fff]{0,6}?局?[（(]公司[）)]")


class Gathering:
    """The meetings met so far, in the order of the text."""

    def __init__(self, text: str, frame: Frame) -> None:
        self.text = text
        self.frame = frame
        self.meetings: list[MeetingDraft] = []
        self.dated: set[str] = set()  # keys of the meetings whose day is printed where they are told of

    def admit(self, found: Announcement, sentence: tuple[int, int], titles: str = "", actor: str = "") -> str:
        """The key of the meeting `found` tells of, a new one where it was not told of before. `sentence` is the
        span of the sentence, `titles` those of its subject, `actor` the subject with titles as printed."""
        if actor:
            title = "" if found.form == "deploys" and actor in found.title else found.title
            found = replace(found, subject=found.subject.replace(actor, ""), title=title)
        told = self._told(found, sentence, titles, actor)
        for at, meeting in enumerate(self.meetings):
            if same(meeting, told, day_printed=meeting.key in self.dated):
                self.meetings[at] = merged(meeting, told, day_printed=meeting.key in self.dated)
                return self._known(meeting.key, told)
        if len(self.meetings) == _MOST:
            return self.meetings[-1].key
        parent = self._parent(told, self.text[slice(*sentence)])
        if parent is not None and found.follows and told.inferred and not self._dated(sentence):
            told = replace(told, date=parent.date)
        if found.form == "speaks":
            self._put_above(f"m{len(self.meetings) + 1}", told)
        title = self._named_in_title(told) or told.found.title or self._follow_up_title(told)
        holder = holder_of(found.subject)
        self.meetings.append(
            MeetingDraft(
                key=f"m{len(self.meetings) + 1}",
                title=full_title(title, holder, told),
                date=told.date,
                date_inferred=told.inferred,
                level=told.level,
                region=told.place.name if told.place else None,
                region_code=(told.place.code or None) if told.place else None,
                parent=parent.key if parent else None,
                kind=self._kind(title, holder, sentence),
                host=host_of(told, holder),
                start=found.start,
                end=found.end,
            )
        )
        return self._known(self.meetings[-1].key, told)

    def _known(self, key: str, told: Told) -> str:
        if told.day_printed:
            self.dated.add(key)
        return key

    def admit_heard(self, found: Announcement, sentence: tuple[int, int]) -> None:
        """Take in the meeting that another followed at once, unless one of its level was told of already."""
        told = self._told(found, sentence, "", "")
        if all(meeting.level is not told.level for meeting in self.meetings):
            self._put_above(f"m{len(self.meetings) + 1}", told)
            self.admit(found, sentence)

    def _put_above(self, key: str, told: Told) -> None:
        """The meeting heard, whose words are reported after its follow-up was told of, is that one's parent."""
        for at, meeting in enumerate(self.meetings):
            if meeting.parent is None and _ORDER.index(told.level) < _ORDER.index(meeting.level):
                self.meetings[at] = replace(meeting, parent=key)

    def _named_in_title(self, told: Told) -> str:
        """The name the document's title gives a meeting that the text only calls 会议."""
        span = self.frame.title_span
        if span is None or self.meetings or not GENERIC.match(told.found.title or "x"):
            return ""
        named = title_announcement(self.text, *span)
        if named is None or GENERIC.match(named.title) or level_of("", named.title) not in (None, told.level):
            return ""
        return named.title

    def _kind(self, title: str, holder: str, sentence: tuple[int, int]) -> str:
        if GENERIC.match(title):
            return kind_of(title + self.text[slice(*sentence)])
        kind = kind_of(title)
        return kind_of(holder + title) if kind in ("plenary", "meeting", "special-topic") else kind

    def _dated(self, sentence: tuple[int, int]) -> bool:
        return any(one.day is not None for one in dates_in(self.text, *sentence))

    def _told(self, found: Announcement, sentence: tuple[int, int], titles: str, actor: str) -> Told:
        level = (
            level_of(_ABROAD.sub("", _LED.sub("", found.subject)), found.title)
            or level_of(titles, "")
            or self._level_here(found, sentence)
        )
        if found.follows and self._body_below(found, level, titles):
            level = Level.OTHER
        if level is Level.COUNTY and self._is_autonomous and "区" in found.title + found.subject:
            level = Level.PROVINCE
        if level is Level.CITY and found.follows and self._below_city(found, sentence):
            named = likely_region(self.text, self.frame, Level.COUNTY, "", 0, len(self.text))
            level, place = Level.COUNTY, named if named is not None and named.name.endswith("市") else None
        else:
            level, place = self._place(found, level, sentence, titles, actor)
        if level is Level.COUNTY and "师市" in found.subject + found.title:
            level = Level.CITY  # a division of the corps and its city rank with a prefecture
        date, inferred = self._date(found, sentence, level)
        return Told(found, level, place, date, inferred, self._dated(sentence))

    def _body_below(self, found: Announcement, level: Level | None, titles: str) -> bool:
        """Whether a body whose level nothing tells (某局会后召开党组会) follows up a meeting: it takes none from that."""
        told = level_of(found.subject, found.title) or level_of(titles, "")
        body = _UNPLACED.search(found.subject) or any(_UNPLACED.search(title) for title in titles.split("、"))
        return told is None and bool(body) and bool(self.meetings) and self.meetings[-1].level is level

    def _below_city(self, found: Announcement, sentence: tuple[int, int]) -> bool:
        """Whether a meeting called 全市 follows that of a city named (某市会议结束后，市长召开全市会议): a county-level city's."""
        heard = _CITY_HEARD.search(self.text, sentence[0], found.start)
        named = regions_in(heard[1])[-1:] if heard is not None else []
        return bool(named) and named[0].place.level is Level.CITY and not regions_in(found.title + found.subject)

    def _level_here(self, found: Announcement, sentence: tuple[int, int]) -> Level | None:
        named = regions_in(_ABROAD.sub("", found.subject) + found.title) or regions_in(self.frame.title)
        if named:
            return named[-1].place.level
        around = self.text[sentence[0] : sentence[0] + 300]
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
        if level is Level.ENTERPRISE:
            return level, named[0] if named else self._seat()
        town = self._town(found) if level is Level.TOWNSHIP else None
        if level is Level.OTHER:
            return level, named[-1] if named else None
        if town is not None:  # below the regions that have a code of six digits
            county = regions_in(town[1])  # 仪陇县永乐镇
            name = town[1][county[-1].end if county and county[-1].full else 0 :]
            return Level.TOWNSHIP, Place("", name if len(name) > 1 else town[1], Level.TOWNSHIP, None)
        if named:
            deepest = max(named, key=lambda place: _ORDER.index(place.level))
            own = level is None or deepest.level is level or _agrees(deepest, level)
            if own and found.form != "joined":
                return deepest.level, deepest
            above = next((one for one in ancestors(deepest.code) if one.level is level), None)
            if above is not None:
                return above.level, above
        organ = _ORGAN.search(found.title) or (found.form != "joined" and _ORGAN.search(words)) or _ORGAN.search(titles)
        suffix = (organ[1] or organ[2]) if organ else ""
        suffix = "" if suffix == "自治区" else suffix
        either = suffix in ("", "市", "区")  # 全州 is held by no county-level city, whoever of its leaders speaks
        served = [
            one.place
            for one in regions_in(actor)
            if one.place.level is level or (level and either and _agrees(one.place, level))
        ]
        if served and level is not None:
            return served[-1].level, served[-1]
        shared = shared_name_in(words, self.frame.regions)
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
                return place.level, place
        if level is not Level.COUNTY:
            return level or Level.OTHER, None
        return level, self._publisher(suffix) or county_of_city(self.text, self.frame.regions, suffix)

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
        named = _TOWN.search(WHEN.sub("", _ABROAD.sub("", found.subject))) or _TOWN.search(found.title)
        named = named or _TOWN_FIRST.match(found.title) or _TOWN.search(self.frame.title)
        return named or _TOWN_FIRST.match(self.frame.title) or self._town_office

    @cached_property
    def _is_autonomous(self) -> bool:
        """Whether 全区 and 我区 mean an autonomous region: its offices are named, and those of no district."""
        return _AUTONOMOUS.search(self.text) is not None and _DISTRICT.search(self.text) is None

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

    def _date(self, found: Announcement, sentence: tuple[int, int], level: Level) -> tuple[str | None, bool]:
        issued, year = self.frame.published_on, self.frame.year
        inside = [one for one in dates_in(self.text, *sentence) if one.day is not None]
        if inside and _WIRED.match(self.text, inside[0].end) and is_today(self.text[slice(*sentence)]):
            day = resolve(inside[0], issued, year)[0]  # 25日讯 昨日下午: the day before that of the news
            return (day_told(self.text[slice(*sentence)], day) if day is not None else None), True
        if inside:
            before = [one for one in inside if one.end <= found.end] or inside
            at = len(before) - 1 if found.form != "follow" else 0
            while at and _TO.fullmatch(self.text, before[at - 1].end, before[at].start):
                at -= 1  # of several days the first
            return resolve(before[at], issued, year)
        if (purpose := _PURPOSE.search(self.text, max(0, sentence[0] - _OPENING_PART), sentence[0])) is not None:
            return resolve(dates_in(purpose[1])[0], issued, year)
        if found.form == "title" and self.frame.title_date is not None and self.frame.title_date.month is not None:
            return resolve(self.frame.title_date, issued, year)
        if _THAT_DAY.search(self.text, *sentence) and (told_before := self._day_before(sentence[0])) is not None:
            return resolve(told_before, issued, year)[0], True
        if issued is not None and is_today(self.text[slice(*sentence)]):
            return day_told(self.text[slice(*sentence)], issued), True
        if found.follows and (heard := self._heard_on(sentence[0])) is not None:
            return resolve(heard, issued, year)[0], True
        earlier = [meeting for meeting in self.meetings if meeting.date is not None]
        if earlier:
            return earlier[-1].date, True
        if self.frame.title_date is not None and self.frame.title_date.day is not None:
            return resolve(self.frame.title_date, issued, year)
        printed = next((one for one in dates_in(self.text, *sentence) if one.year is not None), None)
        if issued is not None:
            return issued, True
        if printed is not None and printed.month is not None:
            return printed.iso(), True
        year = printed.year if printed is not None else year
        if year is None:
            return None, False
        month = month_before_festival(self.text, year) if sentence[0] < _OPENING_PART else None
        return (f"{year}-{month:02}" if month else str(year)), True

    def _day_before(self, before: int) -> Printed | None:
        """The last day told shortly before a place."""
        told = [one for one in dates_in(self.text, max(0, before - _OPENING_PART), before) if one.day is not None]
        told = [one for one in told if one.month is not None and not _DATELESS.match(self.text, one.end)]
        return told[-1] if told else None

    def _heard_on(self, before: int) -> Printed | None:
        """The day of the meeting that the follow-ups of a round-up answer, as its first lines tell (某日，全国会议召开后，
        各地…); else the day told just before."""
        told = (one for one in dates_in(self.text, 0, min(before, _OPENING_PART)) if one.day is not None)
        heard = next((one for one in told if _HEARD_THEN.match(self.text, one.end)), None)
        if heard is not None or self.meetings:
            return heard
        just = [one for one in dates_in(self.text, max(0, before - _OPENING_PART), before) if one.day is not None]
        return just[-1] if just else None

    def _parent(self, told: Told, sentence: str) -> MeetingDraft | None:
        relates = (
            told.found.follows
            or told.found.form == "title"
            or re.search(r"全国|全省|全市|国务院|贯彻|落实", sentence)
            or re.search(r"贯彻|落实|收听|收看", self.frame.title)
        )
        for meeting in reversed(self.meetings):
            higher = _ORDER.index(meeting.level) < _ORDER.index(told.level)
            code = told.place.code if told.place else None
            apart = meeting.region_code and code and not contains(meeting.region_code, code)
            if higher and relates and not apart:
                return meeting
        return None

    def _follow_up_title(self, told: Told) -> str:
        where = told.place.name if told.place else ""
        return f"{where}贯彻落实会议精神安排部署"


def _agrees(place: Place, level: Level) -> bool:
    """市 may be a municipality or a county-level city, 区 and 自治区 likewise: the name decides."""
    return (
        place.level is not Level.CITY
        and {place.level, level} <= {Level.PROVINCE, Level.CITY, Level.COUNTY}
        and place.name[-1] in "市区"
        and not place.name.endswith("地区")
    )
