"""The meetings of a document while it is read: telling one from another, and its level, region, date and parent."""

import re
from dataclasses import replace

from meetings.admission import READ_OUT
from meetings.announced_titles import title_announcement
from meetings.announcements import Announcement
from meetings.dates import is_today
from meetings.dating import Dating
from meetings.drafts import MeetingDraft
from meetings.frame import Frame
from meetings.gazetteer import contains
from meetings.holders import full_title, holder_of, host_of
from meetings.kinds import kind_of
from meetings.levels import LEVELS, level_of
from meetings.siting import Siting
from meetings.telling import GENERIC, Told, merged, same

_ITEM = re.compile(r"\n[ \u3000]*[■●◆▲★□◇○]")
_AFTER_TOUR = re.compile(r"^.*(?:检查|调研|督查|督导|暗访).*并(?:主持)?召开")  # 某某检查工作并召开座谈会
_MOST = 500  # meetings of a document: an endless text may not take endless time


class Gathering:
    """The meetings met so far, in the order of the text."""

    def __init__(self, text: str, frame: Frame) -> None:
        self.text = text
        self.frame = frame
        self.siting = Siting(text, frame)
        self.dating = Dating(text, frame)
        self.meetings: list[MeetingDraft] = []
        self.dated: set[str] = set()  # keys of the meetings whose day is printed where they are told of

    def admit(
        self, found: Announcement, sentence: tuple[int, int], titles: str = "", actor: str = "", other: str = ""
    ) -> str:
        """The key of the meeting `found` tells of, a new one where it was not told of before. `sentence` is the
        span of the sentence, `titles` those of its subject, `actor` the subject with titles as printed, `other` the key
        of one that it is not."""
        if actor:
            title = "" if found.form == "deploys" and actor in found.title else found.title
            found = replace(found, subject=found.subject.replace(actor, ""), title=title)
        if (
            found.form == "joined"
            and self.meetings
            and GENERIC.match(found.title)
            and level_of("", found.title) is None
        ):
            return self.meetings[-1].key  # 某某收听收看电视电话会议: the one told of
        told = self._told(found, sentence, titles, actor)
        alike = [
            at
            for at, meeting in enumerate(self.meetings)
            if meeting.key != other and same(meeting, told, day_printed=meeting.key in self.dated)
        ]
        if alike:
            stem = told.found.title.removesuffix("议")  # 在晚上的电视电话会上: of two of a day the one called so
            nearest = (
                alike[-1] if found.form == "at" and GENERIC.match(found.title) else alike[0]
            )  # 随后召开的县上会议上
            at = next((at for at in alike if len(stem) > 2 and stem in self.meetings[at].title), nearest)
            meeting = self.meetings[at]
            self.meetings[at] = merged(meeting, told, day_printed=meeting.key in self.dated)
            return self._known(meeting.key, told)
        if len(self.meetings) == _MOST:
            return self.meetings[-1].key
        parent = self._parent(told, self.text[slice(*sentence)])
        if parent is not None and found.follows and told.inferred and not self.dating.printed(sentence, found):
            told = replace(told, date=parent.date)
        if found.form == "speaks":
            self._put_above(f"m{len(self.meetings) + 1}", told)
        title = self._named_in_title(told) or told.found.title or self._follow_up_title(told)
        title = _AFTER_TOUR.sub("", title)
        holder = holder_of(found.subject)
        self.meetings.append(
            MeetingDraft(
                key=f"m{len(self.meetings) + 1}",
                title=full_title(title, holder, told, actor),
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
            if self._apart(meeting, told) or _never_followed(meeting, told):
                continue
            nearer = next((one for one in self.meetings if one.key == meeting.parent), None)
            between = nearer is None or LEVELS.index(nearer.level) < LEVELS.index(told.level)
            if between and LEVELS.index(told.level) < LEVELS.index(meeting.level):
                self.meetings[at] = replace(meeting, parent=key)

    def _apart(self, meeting: MeetingDraft, told: Told) -> bool:
        """Whether an item set apart by a mark (■ 某县召开…), or read out as the next of a broadcast, stands between the two."""
        between = meeting.end, told.found.start
        return any(mark.search(self.text, *between) is not None for mark in (_ITEM, READ_OUT))

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

    def _told(self, found: Announcement, sentence: tuple[int, int], titles: str, actor: str) -> Told:
        level, place = self.siting.site_of(found, sentence, titles, actor, self.meetings)
        date, inferred = self.dating.date_of(found, sentence, self.meetings)
        told_day = self.dating.printed(sentence) or is_today(self.text[sentence[0] : found.start])
        return Told(found, level, place, date, inferred, told_day)

    def _parent(self, told: Told, sentence: str) -> MeetingDraft | None:
        relates = (
            told.found.follows
            or told.found.form in ("title", "heard")
            or re.search(r"全国|全省|全市|国务院|贯彻|落实|先后|相继|一级接一级", sentence)
            or re.search(r"贯彻|落实|收听|收看", self.frame.title)
        )
        for meeting in reversed(self.meetings):
            higher = LEVELS.index(meeting.level) < LEVELS.index(told.level)
            code = told.place.code if told.place else None
            apart = meeting.region_code and code and not contains(meeting.region_code, code)
            if higher and relates and not apart:
                return meeting
        return None

    def _follow_up_title(self, told: Told) -> str:
        where = told.place.name if told.place else ""
        return f"{where}贯彻落实会议精神安排部署"


def _never_followed(meeting: MeetingDraft, told: Told) -> bool:
    """Whether the region of a meeting does not lie in that of the one told of, or it was held on another day."""
    code = told.place.code if told.place else None
    days = {meeting.date, told.date} - {None}
    if len(days) == 2 and all(len(day or "") == 10 for day in days):
        return True
    return bool(code and meeting.region_code) and not contains(code or "", meeting.region_code or "")
