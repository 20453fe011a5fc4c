"""Where a meeting was held or followed: 主会场设在省应急指挥中心, 在鄂州分会场参加, 地点：市政府会议室, 在兰州召开."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from meetings.drafts import MeetingDraft, TurnDraft, Voice
from meetings.places import find_region

_NAME = r"[一-龥A-Za-z0-9]{2,20}?"
_LABEL = re.compile(r"(?:会议|开会)?地\s?点[：:]\s*(?P<venue>[^\n，。；：]{2,40})")
_MAIN = re.compile(rf"(?P<venue>主会场)(?:设在|设于)(?P<where>{_NAME})(?=[，。；、（\s]|$)")
_BRANCH = re.compile(rf"(?:[在于到]|设在)(?P<venue>{_NAME}分会场)")
_AFTERWARDS = re.compile(r"会后(?P<venue>[一-龥]{2,8}分会场)[，立随]")
_HELD = re.compile(
    rf"在(?P<venue>{_NAME})(?:胜利|隆重|分别|以[一-龥]{{2,4}}形式)?(?:召开|举行)(?!前|之前|后|之后|以来|期间|之际|的)"
)
# What a place to meet in is called; a bare place name (兰州) must be one of the list of regions.
_ROOM = re.compile(
    r"(?:会议室|会议厅|会堂|礼堂|报告厅|多功能厅|会议中心|指挥中心|调度中心|宾馆|酒店|饭店|大厦|大楼|办公楼|机关|广场|现场|会场)$"
)
_MANY = re.compile(r"各|全[国省市区县州]|部分|有关")


@dataclass(frozen=True, slots=True)
class Venue:
    """Where a meeting was held, as printed. Offsets are code points of the text, end exclusive."""

    name: str
    start: int
    end: int


def venue_in(text: str, start: int = 0, end: int | None = None) -> Venue | None:
    """The venue that `text[start:end]` tells of: a labelled one first, then halls of a teleconference, then 在某地召开.
    None where the text does not tell, or tells of halls in general (各地分会场)."""
    last = len(text) if end is None else end
    for pattern in (_LABEL, _MAIN, _BRANCH, _AFTERWARDS, _HELD):
        for found in pattern.finditer(text, start, last):
            first = found.start("venue")
            reached = found.end("where") if pattern is _MAIN else found.end("venue")
            name = text[first:reached].strip()
            if not _MANY.search(name) and (pattern is not _HELD or is_place(name)):
                return Venue(name, first, first + len(name))
    return None


def is_place(name: str) -> bool:
    """Whether a name is that of a hall or of an administrative division."""
    return bool(_ROOM.search(name)) or find_region(name) is not None


def venues(text: str, meetings: Iterable[MeetingDraft], turns: Iterable[TurnDraft]) -> dict[str, Venue]:
    """Key of each meeting → its venue: in the line that names the meeting, or else in what is told of it."""
    told = list(turns)
    found: dict[str, Venue] = {}
    for meeting in meetings:
        for start, end in _stretches(text, meeting, told):
            if venue := venue_in(text, start, end):
                found[meeting.key] = venue
                break
    return found


def _stretches(text: str, meeting: MeetingDraft, turns: list[TurnDraft]) -> Iterator[tuple[int, int]]:
    first = text.rfind("\n", 0, meeting.start) + 1
    last = text.find("\n", meeting.end)
    yield first, last if last >= 0 else len(text)
    for turn in turns:
        if turn.meeting == meeting.key and turn.voice is Voice.NARRATION:
            yield turn.start, turn.end
