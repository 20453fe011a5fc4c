"""What the program understood of a document before anything is stored: meetings, people and turns.

Every `start`/`end` is a code-point offset into the *tidied* text (`search.normalise.tidy`), end
exclusive; `Tidied.source_span` maps it to the untouched source.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Who holds the meeting; a municipality (上海市) is a province, a district or county-level city a county."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    ENTERPRISE = "enterprise"
    OTHER = "other"


class Voice(StrEnum):
    """In which capacity the words of a turn are spoken."""

    SPEECH = "speech"  # a named or unnamed speaker's own words, or reported: 某某强调
    WRITTEN = "written"  # 重要指示, 批示: the leader speaks in writing only
    MEETING = "meeting"  # 会议指出, 会议要求: the meeting itself speaks
    NARRATION = "narration"  # the reporter tells: attendance, what was done, headings, an order outside a meeting
    NOISE = "noise"  # site menus, footers, scripts: kept so that nothing is out of reach


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """A meeting the document reports. `start:end` is where it is first named or announced."""

    key: str  # "m1", "m2" … unique in the document
    title: str
    date: str | None  # "2022-01-17", "2022-01" or "2022"
    date_inferred: bool  # the year (or the whole date) comes from the issue date, the title, an anniversary
    level: Level
    region: str | None  # "全国", "湖北省", "鄂州市"; None where the text does not tell
    region_code: str | None  # GB/T 2260, six digits; "000000" is the whole country
    parent: str | None  # key of the meeting this one follows up or relays
    kind: str  # stable slug of the kind of meeting: "safety-teleconference", "committee-plenary" …
    host: str  # the enterprise or body that held it where that is no government; else ""
    start: int
    end: int
    region_inferred: bool = False  # the text prints no name of the region: it comes from the file's name, the site …


def line_up(key: str, meetings: Sequence[MeetingDraft]) -> list[str]:
    """The keys of the meetings that the meeting `key` follows up, at once or through others, nearest first."""
    above = {one.key: one.parent for one in meetings}
    found: list[str] = []
    while (parent := above.get(key)) is not None and parent not in found:
        found.append(parent)
        key = parent
    return found


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person of a meeting, with every title and role the document gives; `start:end` is the first mention."""

    name: str
    titles: tuple[str, ...]
    meeting: str | None
    roles: tuple[str, ...]  # of 批示 讲话 主持 出席 总结 传达 通报 部署 (要求 where only 要求 is reported)
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TurnDraft:
    """What one voice says at one meeting without a break. Turns are in order, never overlap, and
    together cover every character of the tidied text that is not white space."""

    start: int
    end: int
    voice: Voice
    meeting: str | None
    speaker: str | None  # None where the meeting speaks, or the speaker is not named
    headings: tuple[str, ...] = ()  # the heading path the turn stands under


@dataclass(frozen=True, slots=True)
class Outline:
    """A segmented document. `meetings` is empty where the document holds none."""

    title: str
    published_on: str | None  # ISO, as partial as the text has it
    meetings: tuple[MeetingDraft, ...]
    people: tuple[PersonDraft, ...]
    turns: tuple[TurnDraft, ...]
