"""The fields a query may name (行业:燃气) and the reading of their values."""

import calendar
import dataclasses
import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from search.messages import Message
from search.messages import gettext_noop as _
from search.nodes import DateRange, Field
from search.normalise import fold, tidy


class FieldError(ValueError):
    """A field's value that makes no sense; `better` is a value that would do, or empty."""

    def __init__(self, message: Message, better: str = "") -> None:
        super().__init__(str(message))
        self.message, self.better = message, better


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field: its key for programs, its name in English (to be translated), the names people may write and what
    it takes.

    `choices` pairs each accepted spelling with the value it stands for, `shown` names each value in English; both
    are empty where any text will do.
    """

    key: str
    label: str
    names: tuple[str, ...]
    is_date: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    shown: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)

    def read(self, written: str) -> Field:
        """The field with the value of `written`; raises `FieldError`."""
        if self.is_date:
            return Field(self.key, self.label, read_dates(written))
        if not self.choices:
            # Names stand in the database as tidied text does: simplified, and Chinese without spaces.
            return Field(self.key, self.label, tidy(written).text.strip() or written.strip())
        value = {fold(name): value for name, value in self.choices}.get(fold(written))
        names: dict[str, str] = {}  # the first name of each value
        for name, standing_for in self.choices:
            names.setdefault(standing_for, name)
        if value is None:
            near = difflib.get_close_matches(written, names.values(), 1, cutoff=0.3)
            listed = ", ".join(f"{name} ({value})" for value, name in names.items())
            raise FieldError(Message(UNKNOWN_VALUE, {"value": written, "known": listed}), *near)
        return Field(self.key, self.label, value, self.shown[value])

    @property
    def shown_names(self) -> str:
        """Its first name and its English one: 行业 (sector)."""
        return f"{self.names[0]} ({next(name for name in self.names if name.isascii())})"


UNKNOWN_VALUE = _("There is no “%(value)s” to choose. You may write: %(known)s.")
DATES = _("The date “%(date)s” is not understood. Write 2021, 2021-06, 2021-06-15 or 2021-06..2022-01.")
NO_DAY = _("There is no day “%(date)s”.")
NO_MONTH = _("There is no month “%(date)s”: months are 1 to 12.")
SHORT_MONTH = _("There is no day “%(date)s”: that month has %(days)s days.")
BACKWARDS = _("The date “%(date)s” ends before it begins.")


LEVELS = (
    ("全国", "national"), ("国家", "national"), ("国家级", "national"), ("national", "national"),
    ("省级", "province"), ("省", "province"), ("province", "province"), ("provincial", "province"),
    ("市级", "city"), ("市", "city"), ("city", "city"),
    ("县级", "county"), ("县", "county"), ("区", "county"), ("区县", "county"), ("county", "county"),
    ("乡镇", "township"), ("街道", "township"), ("township", "township"),
    ("企业", "enterprise"), ("enterprise", "enterprise"),
    ("其他", "other"), ("other", "other"),
)  # fmt: skip
LEVEL_NAMES = {
    "national": _("National"), "province": _("Province"), "city": _("City"), "county": _("County"),
    "township": _("Township"), "enterprise": _("Enterprise"), "other": _("Other level"),
}  # fmt: skip
FIELDS = (
    FieldName("sector", _("Sector"), ("行业", "领域", "sector")),
    FieldName("speaker", _("Speaker"), ("讲话人", "发言人", "speaker")),
    FieldName("department", _("Responsible body"), ("部门", "单位", "责任单位", "body", "department")),
    FieldName("level", _("Level"), ("级别", "层级", "level"), choices=LEVELS, shown=LEVEL_NAMES),
    FieldName("region", _("Region"), ("地区", "地方", "region")),
    FieldName("meeting", _("Meeting title"), ("会议", "meeting")),
    FieldName("accident", _("Accident"), ("事故", "accident")),
    FieldName("campaign", _("Campaign"), ("专项", "专项行动", "行动", "campaign")),
    FieldName("rule", _("Rule"), ("制度", "规则", "rule")),
    FieldName("law", _("Law or paper"), ("文件", "法规", "法律", "law", "document")),
    FieldName("date", _("Date"), ("日期", "时间", "date"), is_date=True),
)

_RANGE = re.compile(r"\s*(?:\.{2,}|…+|~|至|到)\s*")  # after NFKC, which makes …… of full stops
_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")
_BARE_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})?")


def read_dates(written: str) -> DateRange:
    """A year, month or day (2021, 2021-06, 2021年6月15日), or two of them with `..`; one side may be open.

    A year or month means all of its days. Raises `FieldError`.
    """
    text = unicodedata.normalize("NFKC", written).strip()
    sides = _RANGE.split(text)
    if len(sides) > 2 or not any(sides):
        raise FieldError(Message(DATES, {"date": written}))
    first, last = (_day(sides[0]) if sides[0] else None), (_day(sides[-1]) if sides[-1] else None)
    found = DateRange(first[0] if first else None, last[1] if last else None)
    if found.first and found.last and found.first > found.last:
        raise FieldError(Message(BACKWARDS, {"date": written}), f"{sides[1]}..{sides[0]}")
    return found


def _day(text: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a year, month or day."""
    match = _DAY.fullmatch(text) or _BARE_DAY.fullmatch(text)
    if not match:
        raise FieldError(Message(DATES, {"date": text}))
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if year == 0:
        raise FieldError(Message(NO_DAY, {"date": text}))
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if not 1 <= month <= 12:
        raise FieldError(Message(NO_MONTH, {"date": text}), f"{year:04d}")
    days = calendar.monthrange(year, month)[1]
    if day is None:
        return dt.date(year, month, 1), dt.date(year, month, days)
    if not 1 <= day <= days:
        better = f"{year:04d}-{month:02d}-{days:02d}"
        raise FieldError(Message(SHORT_MONTH, {"date": text, "days": days}), better)
    return dt.date(year, month, day), dt.date(year, month, day)
