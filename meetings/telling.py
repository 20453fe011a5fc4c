"""A meeting as one sentence tells of it, and whether it is one that was told of already."""

import re
from dataclasses import dataclass, replace

from meetings.announcements import Announcement
from meetings.drafts import Level, MeetingDraft
from meetings.gazetteer import Place
from meetings.kinds import kind_of

GENERIC = re.compile(
    r"^(?:[本全我][国省市县区州旗]|[省市县区州旗镇乡][里上]的?|国家防总|[省市县区]防指|[省市县区]政府)?(?:专题|视频|工作|电视电话|安排部署|贯彻落实|紧急|部署|调度|全体|(?:[（(]扩大[)）])|扩大)*会议?$"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting as one sentence tells of it, before it is known whether it is one told of already."""

    found: Announcement
    level: Level
    place: Place | None
    date: str | None
    inferred: bool
    day_printed: bool = False  # the sentence prints the day, be the year inferred or not


def same(meeting: MeetingDraft, told: Told, *, day_printed: bool = False) -> bool:
    """Whether `told` is that meeting; `day_printed` where the text printed the day of the meeting as well."""
    if meeting.level is not told.level or meeting.region != (told.place.name if told.place else None):
        return False
    if told.level is Level.ENTERPRISE and meeting.host and meeting.host not in told.found.subject + told.found.title:
        return told.found.form == "title" or not told.found.subject
    other_day = (
        meeting.date and told.date and not (meeting.date.startswith(told.date) or told.date.startswith(meeting.date))
    )
    dated = day_printed or meeting.parent is not None  # by the meeting that it followed up
    followed_later = told.found.follows and day_printed and meeting.parent is None
    if other_day and (
        not told.inferred or told.found.form == "follow" or (dated and told.day_printed) or followed_later
    ):
        return False
    title = told.found.title
    if not title or GENERIC.match(title) or GENERIC.match(meeting.title):
        return True
    return kind_of(title) == meeting.kind or title in meeting.title or meeting.title in title


def merged(meeting: MeetingDraft, told: Told, *, day_printed: bool = False) -> MeetingDraft:
    """The meeting with what `told` knows better: a name that says more, the day; `day_printed` as for `same`."""
    if told.found.title and GENERIC.match(meeting.title) and not GENERIC.match(told.found.title):
        meeting = replace(meeting, title=told.found.title, kind=kind_of(told.found.title))
    first_told = told.day_printed and not day_printed and told.found.form in ("held", "named")
    if told.date and meeting.date_inferred and (not told.inferred or first_told):
        return replace(meeting, date=told.date, date_inferred=told.inferred)
    return meeting
