"""On which day a meeting was held, as the sentence that tells of it says, or what stands around it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from meetings.announcements import Announcement
from meetings.dates import Printed, dates_in, day_told, is_today, month_before_festival, resolve
from meetings.drafts import MeetingDraft
from meetings.frame import OPENING_PART, Frame

_TO = re.compile(r"\s*(?:至|到|[-—–~～]+)\s*")  # 10月31日至11月1日
_FAR = 20_000  # code points above which a dateline is that of another item
_WIRED = re.compile(r"[讯电]|消息")
_HEARD_THEN = re.compile(r"[^。\n]{0,40}会议?(?:在[^，。]{1,8})?(?:召开|结束|举行)")
# 昨日，全市某会议召开后，各地闻令而动
_HEARD_YESTERDAY = re.compile(
    r"[今昨前][日天](?:[上下]午|晚上?)?[，,]?[^。\n，]{4,40}会议?(?:召开|结束)*[之以]?后[，,]"
)
_AFTER_TOUR = re.compile(r"(?:检查|调研|考察|视察)(?:结束)?后|随后(?:召开|举行)的[^，。]{0,12}座谈会")
_ACCIDENT = re.compile(r"[^。\n]{0,80}(?:发生|事故|爆炸|火灾|地震|坍塌|遇难|死亡|开始|起)")
_HELD_ANOTHER = re.compile(r"(?:[上下]午|晚)?(?:召开|举行)的")
# 为贯彻落实9月18日某会议和9月19日某会议精神
_SPIRIT_OF = re.compile(r"(?:(?!召开|举行|传达|学习|贯彻|落实)[^，。；\n]){2,60}会议?精神")
_TIME_OF_DAY = re.compile("[上下]午|晚")
_BY_THEN = re.compile(r"(?:之|以)?前(?![后期述几来往])")  # 2月10日前将枯枝清理干净: a deadline
_OWN_YEAR = re.compile(r"((?:19|20)\d{2})年(?:第[一二三四]季度|[一二三四]季度|[上下]半年|年度)")
_AFTER_IT = re.compile(r"会后[，,]")
_WHOLE_DATE = len("2026-03-15")
_ORDERS = re.compile(r"要求|强调|指出|意见|[：:]")
_ITEM_THAT_DAY = re.compile(r"[ \u3000]*[\u4e00-\u9fff]{2,6}[：: \u3000](?:当[天日晚]|同日)")
_THAT_DAY = re.compile(r"当[天日晚]|同日")
# 12月28日，为做好…工作。副县长某某主持召开…: a stop set between what the meeting is for and the meeting.
_PURPOSE = re.compile(r"(?:^|\n)((?:\d{4}年)?\d{1,2}月\d{1,2}日)(?:[上下]午|晚)?[，,]为[^。\n]{4,120}。\Z")
_DATELESS = re.compile(r"\s*(?:\d{1,2}[:：]|来源|[\u4e00-\u9fff]{2,6}(?:日报|晚报|网)|$|\n)")  # a date of issue


_TIME_LINE = re.compile(
    r"(?:^|[\n：。 ])[ \u3000]{0,8}(?:(?:[一二三四]、|[（(][一二三四][）)]|\d[.、])[ \u3000]{0,8}(?:会议|召开|开会)?|(?:会议|召开|开会))时[ \u3000]{0,8}间(?:[及和、]地点)?[：: \u3000]?(?=[\d二])(.{4,40})"
)


def _with_month(day: Printed, told: Sequence[Printed]) -> Printed:
    """A bare day with the month of the dateline before it (10月31日电 … 31日，某局召开会议)."""
    line = next((one for one in reversed(told) if one.month is not None and one.end <= day.start), None)
    if day.month is not None or line is None or (line.day or 0) < (day.day or 0):
        return day
    return replace(day, month=line.month, year=day.year or line.year)


def _day_after(day: Printed, told: Sequence[MeetingDraft]) -> str | None:
    """A bare day with the month and year of the last meeting told of, where it lies behind that."""
    last = next((one.date for one in reversed(told) if one.date is not None and len(one.date) == _WHOLE_DATE), None)
    behind = last is not None and (day.day or 0) >= int(last[8:])
    return replace(day, year=int(last[:4]), month=int(last[5:7])).iso() if last is not None and behind else None


class Dating:
    """The days of the meetings of one text."""

    def __init__(self, text: str, frame: Frame) -> None:
        self.text = text
        self.frame = frame

    def printed(self, sentence: tuple[int, int], found: Announcement | None = None) -> bool:
        """Whether a sentence prints a day; of the meeting `found` where one is given."""
        days = [one for one in dates_in(self.text, *sentence) if one.day is not None]
        return bool(self._own(days, found, sentence) if found is not None else days)

    def _own(self, days: list[Printed], found: Announcement, sentence: tuple[int, int]) -> list[Printed]:
        """Of the days that a sentence prints those that may be the meeting's: none that what is said there names, or of
        another meeting."""
        days = [one for one in days if not self._of_another(one, found, sentence)]
        days = [
            one for one in days if not _SPIRIT_OF.match(self.text, one.end) and not _BY_THEN.match(self.text, one.end)
        ]
        if found.form == "at":
            return [one for one in days if one.start < found.end]
        orders = _ORDERS.search(self.text, *sentence) if found.form == "follow" else None
        return [one for one in days if orders is None or one.start < orders.start()]

    def date_of(
        self, found: Announcement, sentence: tuple[int, int], told: Sequence[MeetingDraft]
    ) -> tuple[str | None, bool]:
        """The ISO date of the meeting `found`, as partial as it is known, and whether any part of it was inferred;
        `told` are the meetings told of before."""
        issued, year = self.frame.published_on, self.frame.year
        if year is None and issued is None and (own := _OWN_YEAR.search(found.title)) is not None:
            year = int(own[1])  # 7月13日，某街道召开2023年第三季度…会议
        inside = [one for one in dates_in(self.text, *sentence) if one.day is not None]
        inside = self._own(inside, found, sentence)
        if inside and _WIRED.match(self.text, inside[0].end) and is_today(self.text[slice(*sentence)]):
            day = resolve(inside[0], issued, year)[0]  # 25日讯 昨日下午: the day before that of the news
            return (day_told(self.text[slice(*sentence)], day) if day is not None else None), True
        if inside:
            nth, of = found.turn
            if 1 < of == len(inside) and inside[-1].end <= found.end:  # 1日和3日，国务院、省政府先后召开会议
                return resolve(_with_month(inside[nth], inside), issued, year)
            before = [one for one in inside if one.end <= found.end] or inside
            at = len(before) - 1 if found.form != "follow" else 0
            while at and _TO.fullmatch(self.text, before[at - 1].end, before[at].start):
                at -= 1  # of several days the first
            bare = issued is None and before[at].month is None
            lines = self._lines_before(sentence[0]) if bare else []
            if bare and not lines and (day := _day_after(before[at], told)) is not None:
                return day, True
            return resolve(_with_month(before[at], [*lines, *inside]), issued, year)
        if (purpose := _PURPOSE.search(self.text, max(0, sentence[0] - OPENING_PART), sentence[0])) is not None:
            return resolve(dates_in(purpose[1])[0], issued, year)
        if found.form == "title" and self.frame.title_date is not None and self.frame.title_date.month is not None:
            return resolve(self.frame.title_date, issued, year)
        if (stated := self._stated) is not None:
            return resolve(stated, issued, year)
        label = self.text.rfind("\n", 0, sentence[0]) + 1
        if told and told[0].date is not None and _ITEM_THAT_DAY.match(self.text, label) and label >= sentence[0] - 1:
            return told[0].date, True  # 宁夏：当日，自治区政府召开会议
        if (_THAT_DAY.search(self.text, *sentence) or _AFTER_TOUR.search(self.text, *sentence)) and (
            told_before := self._day_before(sentence[0])
        ) is not None:
            return resolve(told_before, issued, year)[0], True
        if _THAT_DAY.search(self.text, *sentence) and told and told[0].date is not None:
            return told[0].date, True  # far below the day that a round-up answers
        if issued is not None and is_today(self.text[slice(*sentence)]):
            return day_told(self.text[slice(*sentence)], issued), True
        after = _AFTER_IT.match(self.text, sentence[0]) is not None
        if after and told and told[-1].date is not None and len(told[-1].date) == _WHOLE_DATE:
            return told[-1].date, True  # 会后，市政府召开…: on the day of the one told of just before
        if found.follows and issued is not None and (lead := _HEARD_YESTERDAY.search(self.text[:OPENING_PART])):
            return day_told(lead[0], issued), True
        if found.follows and (heard := self._heard_on(sentence[0], told)) is not None:
            return resolve(heard, issued, year)[0], True
        earlier = [meeting for meeting in told if meeting.date is not None]
        if earlier:
            return earlier[-1].date, True
        if (same := self._day_of_paragraph(sentence[0])) is not None:
            return resolve(same, issued, year)
        if self.frame.title_date is not None and self.frame.title_date.day is not None:
            told_on, inferred = resolve(self.frame.title_date, issued, year)
            return (day_told(self.text[slice(*sentence)], told_on) if told_on else None), inferred
        printed = next((one for one in dates_in(self.text, *sentence) if one.year is not None), None)
        if issued is not None:
            return issued, True
        if (told_before := self._day_before(sentence[0])) is not None and not self._of_accident(told_before):
            return resolve(told_before, issued, year)[0], True
        if printed is not None and printed.month is not None:
            return printed.iso(), True
        year = printed.year if printed is not None else year
        if year is None:
            return None, False
        month = month_before_festival(self.text, year) if sentence[0] < OPENING_PART else None
        return (f"{year}-{month:02}" if month else str(year)), True

    def _of_another(self, day: Printed, found: Announcement, sentence: tuple[int, int]) -> bool:
        """Whether a day printed behind the meeting is that of one whose spirit it follows, where the sentence tells its own
        day by a word (昨日，省政府召开会议，贯彻国务院某日召开的会议精神)."""
        held = day.start > found.end and _HELD_ANOTHER.match(self.text, day.end) is not None
        return held and is_today(self.text[sentence[0] : found.start])

    @cached_property
    def _stated(self) -> Printed | None:
        """The day on the line of a notice or of minutes that gives the time (一、时间：4月9日上午)."""
        line = _TIME_LINE.search(self.text)
        told = [one for one in dates_in(line[1]) if one.day is not None] if line is not None else []
        return told[0] if told else None

    def _lines_before(self, before: int) -> list[Printed]:
        """The days of the datelines before a place (新华社北京7月20日电)."""
        told = dates_in(self.text, max(0, before - _FAR), before)
        return [one for one in told if one.day is not None and _WIRED.match(self.text, one.end)]

    def _day_before(self, before: int) -> Printed | None:
        """The last day told shortly before a place."""
        told = [one for one in dates_in(self.text, max(0, before - OPENING_PART), before) if one.day is not None]
        told = [one for one in told if not _DATELESS.match(self.text, one.end)]
        dated = [one for one in told if one.month is not None]
        if not dated:
            return None
        goes_on = (told[-1].day or 0) >= (dated[-1].day or 0)  # 5月25日…。28日上午…。当日下午
        return replace(told[-1], month=dated[-1].month, year=dated[-1].year) if goes_on else dated[-1]

    def _day_of_paragraph(self, before: int) -> Printed | None:
        """The day, with the time of day, that the paragraph told before a place (8月15日上午，…你一言我一语。…召开座谈会)."""
        start = self.text.rfind("\n", 0, before) + 1
        told = [
            one
            for one in dates_in(self.text, start, before)
            if one.year is None and one.month is not None and one.day is not None
        ]
        told = [one for one in told if _TIME_OF_DAY.match(self.text, one.end) and not self._of_accident(one)]
        return told[-1] if told else None

    def _of_accident(self, day: Printed) -> bool:
        """Whether the sentence that tells of a day tells of an accident: nobody met on that day for it."""
        return _ACCIDENT.match(self.text, day.end) is not None

    def _heard_on(self, before: int, meetings: Sequence[MeetingDraft]) -> Printed | None:
        """The day of the meeting that the follow-ups of a round-up answer, as its first lines tell (某日，全国会议召开后，
        各地…); else the day told just before."""
        told = (one for one in dates_in(self.text, 0, min(before, OPENING_PART)) if one.day is not None)
        heard = next((one for one in told if _HEARD_THEN.match(self.text, one.end)), None)
        if heard is not None or meetings:
            return heard
        just = [one for one in dates_in(self.text, max(0, before - OPENING_PART), before) if one.day is not None]
        return just[-1] if just else None
