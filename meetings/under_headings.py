"""What a heading tells: whom it gives the floor to, which meeting it names, and whether the report goes on under it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.addresses import is_address
from meetings.admission import DATELINE, SPOKEN
from meetings.announced_titles import title_announcement
from meetings.announcements import Announcement
from meetings.frame import Frame
from meetings.headings import Heading
from meetings.memory import Memory
from meetings.mentions import Mention
from meetings.people import Company
from meetings.units import Part, Unit
from meetings.voices import Opening, is_imperative

REPORTED = SPOKEN - {Opening.PERSON, Opening.WRITES}
_GIVES_FLOOR = re.compile(r"讲话|传达|批示|发言|总结|强调|部署|指示|致辞|报告|通报|要求|汇报|介绍|点评")
_HEADLINE = re.compile(  # what a person did, as the headline of a report tells it
    r"召开|会见|会谈|考察|调研|检查|督导|看望|慰问|出席|抵达|作出(?!的)|致电|致信|发表|签署|赶赴|分别|\s(?=\S{4})"
)
_AFTER_IT = re.compile(r"[^，。；]{2,30}会议?(?:结束|召开)?后[，,]")
_HELD_ON = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日[^。]{0,60}会议?(?:在[^。，]{2,12})?(?:召开|举行)")
_SHOWS = re.compile(r"[\u4e00-\u9fff、]{2,30}(?:讲话|发言|主持会议|作报告)")
_OF_MEETING = re.compile(r"^[^。]{0,20}(?:会议|会上|与会|座谈|大会)(?![^。]{0,30}(?:召开|举行))")


def descended(path: Sequence[Heading], heading: Heading) -> list[Heading]:
    """The path with the heading put below those of a smaller depth; an unnumbered one at the top of the path where
    the path begins with such, else at the end."""
    top = bool(path) and path[0].depth == 0
    if heading.depth == 0 and path and not top:
        return [one for one in path if one.depth > 0] + [heading]
    keep = [one for one in path if 0 < one.depth < heading.depth]
    return [*(path[:1] if top and heading.depth > 0 else []), *keep, heading]


def is_caption(units: Sequence[Unit], at: int) -> bool:
    """Whether the heading `units[at]` only tells what a picture shows (周某某讲话), for the text goes on with the meeting, or
    is the headline of news that begins with its dateline or tells on what day the meeting was held."""
    after = next((unit for unit in units[at + 1 : at + 4] if unit.part is Part.SENTENCE), None)
    heading = units[at].heading
    if heading is None or heading.depth or after is None:
        return False
    speaker = after.cue.mention if after.cue.opening is Opening.PERSON else None
    again = speaker is not None and any(one.name == speaker.name for one in units[at].inside)
    told = again or after.text.startswith("会议") or _AFTER_IT.match(after.text) is not None
    shows = _SHOWS.fullmatch(units[at].text) is not None and told
    return shows or DATELINE.match(after.text) is not None or _HELD_ON.match(after.text) is not None


def reports(units: Sequence[Unit], at: int) -> bool:
    """Whether the text under the heading `units[at]` begins with the words of a meeting (会议强调)."""
    after = next((unit for unit in units[at + 1 : at + 3] if unit.part is Part.SENTENCE), None)
    return after is not None and after.cue.opening is Opening.MEETING


def goes_on(units: Sequence[Unit], at: int, frame: Frame, company: Company, memory: Memory) -> bool:
    """Whether what stands under the heading `units[at]` goes on with the meeting reported before it."""
    after = next((unit for unit in units[at + 1 : at + 8] if unit.part is Part.SENTENCE), None)
    under_address = units[at - 1].part is Part.HEADING and is_address(units[at - 1].text)
    if after is None or units[at].text == frame.title or under_address:
        return True
    if after.cue.opening in REPORTED or is_imperative(after.text) or _OF_MEETING.search(after.text):
        return True
    if after.cue.mention is not None:
        return company.known_before(after.cue.mention.name, after.start)
    return memory.minutes


def in_full(text: str, frame: Frame, found: Announcement) -> Announcement:
    """A section named 全省会议 is the meeting that the title names in full."""
    title = frame.title_span and title_announcement(text, *frame.title_span)
    if title and len(found.title) <= 6 and title.title[-2:] == "会议":
        stem = re.sub(r"^(?:全[国省市县区州盟旗]|全自治区)", "", title.title.split("、")[-1])
        return replace(found, title=found.title[:2] + stem, subject="")
    return found


def named_by(text: str, unit: Unit) -> Mention | None:
    """The person a heading gives the floor to (（三）某某副总理讲话)."""
    rest = text[unit.inside[0].until : unit.end] if unit.inside else ""
    byline = rest.strip() == "" and unit.heading is not None
    if not unit.inside or not (byline or (_GIVES_FLOOR.search(rest) and not _HEADLINE.search(rest))):
        return None
    before = re.sub(r"^[\W一二三四五六七八九十\d]+", "", text[unit.start : unit.inside[0].outer])
    return unit.inside[0] if not before else None
