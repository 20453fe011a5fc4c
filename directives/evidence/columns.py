"""The columns of each kind of export: hits, turns, and the ledger of tasks."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from directives.citations import short_citation
from directives.models import Directive
from meetings.models import DatePrecision, Meeting, Turn

JOINT = "、"
# No place in XML 1.0, or changed when it is read.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
NAMES = {"directives": "指示要求", "turns": "发言", "ledger": "台账"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in JSON, its heading in a table, its width in characters, and where it comes from."""

    key: str
    heading: str
    width: int
    value: Callable[[Any], Any]


def meeting_date(meeting: Meeting | None) -> str | None:
    """The meeting's date in ISO form, no more exact than the document tells it."""
    if not meeting or not meeting.held_on:
        return None
    precision = DatePrecision(meeting.date_precision)
    return meeting.held_on.isoformat()[: {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}.get(precision, 10)]


def _bodies(directive: Directive) -> list[str]:
    return list(dict.fromkeys(part.body.name for part in directive.responsibilities.all()))


def _sectors(directive: Directive) -> list[str]:
    return list(dict.fromkeys(task.sector.name_zh for task in directive.tasks.all()))


HITS = (
    Column("id", "编号", 8, lambda d: d.pk),
    Column("permalink", "永久链接", 30, lambda d: d.get_absolute_url()),
    Column("quote", "原话", 70, lambda d: d.text),
    Column("sectors", "行业", 16, _sectors),
    Column("level", "级别", 8, lambda d: d.get_level_display()),
    Column("region", "地区", 12, lambda d: d.region.name if d.region else None),
    Column("meeting", "会议", 40, lambda d: d.meeting.title if d.meeting else None),
    Column("date", "会议日期", 12, lambda d: meeting_date(d.meeting)),
    Column("speaker", "讲话人", 10, lambda d: d.speaker.name if d.speaker else None),
    Column("titles", "职务", 30, lambda d: list(getattr(d, "titles", None) or [])),
    Column("bodies", "责任单位", 24, _bodies),
    Column("deadline", "时限", 14, lambda d: d.deadline_text or None),
    Column("deadline_on", "时限日期", 12, lambda d: d.deadline_on.isoformat() if d.deadline_on else None),
    Column("document", "文件", 30, lambda d: d.document.file_name),
    Column("sha256", "SHA-256", 20, lambda d: d.document.sha256),
    Column("raw_start", "原文起", 8, lambda d: d.raw_start),
    Column("raw_end", "原文止", 8, lambda d: d.raw_end),
)


def _turn_meeting(turn: Turn) -> str | None:
    return turn.meeting.title if turn.meeting else None


TURNS = (
    Column("id", "编号", 8, lambda t: t.pk),
    Column("permalink", "永久链接", 30, lambda t: t.get_absolute_url()),
    Column("quote", "发言", 90, lambda t: t.text),
    Column("level", "级别", 8, lambda t: t.meeting.get_level_display() if t.meeting else None),
    Column("meeting", "会议", 40, _turn_meeting),
    Column("date", "会议日期", 12, lambda t: meeting_date(t.meeting)),
    Column("speaker", "讲话人", 10, lambda t: t.speaker.name if t.speaker else None),
    Column("voice", "声音", 10, lambda t: t.get_voice_display()),
    Column("document", "文件", 30, lambda t: t.document.file_name),
    Column("sha256", "SHA-256", 20, lambda t: t.document.sha256),
    Column("raw_start", "原文起", 8, lambda t: t.raw_start),
    Column("raw_end", "原文止", 8, lambda t: t.raw_end),
)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line of the ledger (台账): what one directive asks, in one wording, of one or several sectors."""

    number: int
    directive: Directive
    text: str
    sectors: tuple[str, ...]
    lead: tuple[str, ...]
    cooperate: tuple[str, ...]
    deadline: str


LEDGER = (
    Column("number", "序号", 6, lambda line: line.number),
    Column("quote", "任务", 60, lambda line: line.text),
    Column("lead", "牵头单位", 22, lambda line: list(line.lead)),
    Column("cooperate", "配合单位", 22, lambda line: list(line.cooperate)),
    Column("deadline", "时限", 14, lambda line: line.deadline or None),
    Column("source", "出处", 44, lambda line: short_citation(line.directive)),
    Column("sectors", "行业", 16, lambda line: list(line.sectors)),
    Column("id", "编号", 8, lambda line: line.directive.pk),
    Column("permalink", "永久链接", 30, lambda line: line.directive.get_absolute_url()),
)


def cell(value: Any) -> str:
    """A value as one cell of text."""
    if value is None:
        return ""
    return JOINT.join(value) if isinstance(value, list) else str(value)


def printable(text: str) -> str:
    """The text without characters that office formats can't hold."""
    return UNPRINTABLE.sub("", text)
