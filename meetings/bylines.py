"""Who gave a speech, and at which meeting, as a remark behind its last sentence tells."""

import re
from collections.abc import Sequence

from meetings.announced_titles import title_announcement
from meetings.announcements import Announcement
from meetings.mentions import Mention
from meetings.units import Part, Unit

_LAST = 4  # units at the end that may be such a remark
_OPENS = re.compile(r"^[（(—–\-\s]*(?:讲话人|发言人|作者|本文作者)?(?:[：:]|系|为|是)?\s*")
_DATE = re.compile(r"[（(]?\d{4}年\d{1,2}月(?:\d{1,2}日)?[）)]?[。）)]*$")
_GIVEN_AT = re.compile(
    r"[，,；;]?(?:本文)?(?:为|系|是)?(?:其|他|她)?(?:于)?(?P<date>\d{4}年\d{1,2}月\d{1,2}日)?(?:在|于).{4,60}上的(?:讲话|发言)"
)
# What such a remark says without its marks, the day before or behind it
_FRAMED = re.compile(
    r"^[（(—–\-\s]+(?:\d{4}年\d{1,2}月\d{1,2}日[，,]?)?(.{4,60}?)(?:[，,]\d{4}年\d{1,2}月\d{1,2}日)?[）)。]*$"
)
_REMARK = re.compile(r"^(?:[（(].*[）)]|[—–-]{1,2}.*)$")


def closing_title(text: str, units: Sequence[Unit]) -> Announcement | None:
    """The meeting that a remark at the very end of a text names (——某镇某会; （某县某会议发言记录，2020年9月7日）), or None."""
    told = [unit for unit in units if unit.part is not Part.NOISE]
    for unit in reversed(told[-2:]):
        if _REMARK.match(unit.text) is None:
            continue
        inner = _FRAMED.match(unit.text)
        start = unit.start + (inner.start(1) if inner is not None else 0)
        end = unit.start + (inner.end(1) if inner is not None else len(unit.text))
        if (found := title_announcement(text, start, end)) is not None:
            return found
    return None


def closing_byline(text: str, units: Sequence[Unit]) -> tuple[Mention | None, Unit | None, Announcement | None]:
    """The speaker, the line and the meeting of such a remark (讲话人：县委常委某某; ——某某在某会议上的讲话; 市长 某某);
    (None, None, None) where the text ends without one."""
    told = [unit for unit in units if unit.part is not Part.NOISE]
    for unit in reversed(told[-_LAST:]):
        opening = _OPENS.match(unit.text)
        inside = unit.inside[0] if unit.inside else None
        if opening is None or inside is None or unit.start + opening.end() < inside.outer:
            continue
        rest = text[inside.until : unit.end].strip("。）) \u3000")
        if _GIVEN_AT.match(rest) is not None and _REMARK.match(unit.text) is not None:
            return inside, unit, title_announcement(text, inside.until, unit.end)
        if _DATE.sub("", rest) == "" and inside.titles and (_REMARK.match(unit.text) or unit is told[-1]):
            return inside, unit, None
    return None, None, None
