"""What was found so far in a text that is walked through: its meetings, its people, and what is remembered."""

import re
from dataclasses import dataclass

from meetings.announcements import Announcement
from meetings.drafts import Level, MeetingDraft
from meetings.frame import Frame
from meetings.gathering import Gathering
from meetings.heard_first import heard_first
from meetings.levels import level_of
from meetings.memory import Memory
from meetings.mentions import Mention
from meetings.people import Company
from meetings.places import region_at_head
from meetings.units import Unit

_HELD_NEXT = re.compile(
    r"(?:随后|接[着著]|之后|其后)(?:召开|举行)的$|^会后[，,][^，。；]{0,14}(?:召开|举行)了?$"
)  # 在随后召开的某分析会上: another one
_SAYS_LITTLE = 6  # characters of a name like 全市会议


@dataclass(frozen=True, slots=True)
class Findings:
    """Shared by all that reads the text; each changes what it understands."""

    text: str
    frame: Frame
    gathering: Gathering
    company: Company
    memory: Memory

    def here(self) -> MeetingDraft | None:
        """The meeting the text is at."""
        return next((one for one in self.gathering.meetings if one.key == self.memory.meeting), None)

    def office_of(self, mention: Mention) -> Level | None:
        """The level of the office that a person holds by all the titles the text gives: that of a county-level city is
        called like that of a city."""
        titles = self.company.titles(mention.name)
        level = level_of(titles, "")
        own = region_at_head(titles)
        county = own is not None and own.full and own.place.level is Level.COUNTY
        return Level.COUNTY if level is Level.CITY and county else level

    def admit(self, found: Announcement, unit: Unit, mention: Mention | None = None) -> None:
        """From here on the text is at the meeting `found` that the sentence `unit` tells of; `mention` is its subject."""
        titles = "、".join(mention.titles) if mention else ""
        if mention is not None and level_of(titles, "") is None:  # the office may be named in full elsewhere
            titles = self.company.titles(mention.name)
        actor = self.text[mention.outer : mention.until] if mention else ""
        held_next = (
            _HELD_NEXT.search(self.text[unit.start : found.start]) is not None and len(found.title) > _SAYS_LITTLE
        )
        other = self.memory.meeting if held_next else None
        self.memory.meeting = self.gathering.admit(found, (unit.start, unit.end), titles, actor, other or "")
        self.memory.holders[self.memory.meeting] = found.subject
        self.memory.minutes, self.memory.holder, self.memory.follows = False, found.subject, found.follows

    def admit_heard(self, unit: Unit) -> None:
        """Take in the meetings that the sentence `unit` tells were heard before the one it is about."""
        for above in heard_first(self.text, unit.start, unit.end):
            self.gathering.admit_heard(above, (unit.start, unit.end))
