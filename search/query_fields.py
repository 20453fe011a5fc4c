"""The fields a query may name (行业:燃气) and the reading of their values."""

import calendar
import datetime as dt
import difflib
import re
import unicodedata
from dataclasses import dataclass

from search.nodes import DateRange
from search.normalise import fold


class FieldError(ValueError):
    """A field's value that makes no sense; `better` is a value that would do, or empty."""

    def __init__(self, message: str, better: str = "") -> None:
        super().__init__(message)
        self.better = better


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field: its key for programs, the names people may write (the first is shown) and what it takes.

    `choices` pairs each accepted spelling with the value it stands for; empty where any text will do.
    """

    key: str
    names: tuple[str, ...]
    is_date: bool = False
    choices: tuple[tuple[str, str], ...] = ()

    def read(self, written: str) -> tuple[str | DateRange, str]:
        """The value of `written` and the words to show for it; raises `FieldError` with a Chinese message."""
        if self.is_date:
            dates = read_dates(written)
            return dates, shown_dates(dates)
        if not self.choices:
            return written.strip(), f"“{written.strip()}”"
        value = {fold(name): value for name, value in self.choices}.get(fold(written))
        names: dict[str, str] = {}  # the first name of each value
        for name, standing_for in self.choices:
            names.setdefault(standing_for, name)
        if value is None:
            near = difflib.get_close_matches(written, names.values(), 1, cutoff=0.3)
            message = f"没有“{written}”这个{self.names[0]}，可以写：{'、'.join(names.values())}。"
            raise FieldError(message, *near)
        return value, f"“{names[value]}”"


LEVELS = (
    ("全国", "national"), ("国家", "national"), ("国家级", "national"), ("national", "national"),
    ("省级", "province"), ("省", "province"), ("province", "province"), ("provincial", "province"),
    ("市级", "city"), ("市", "city"), ("city", "city"),
    ("县级", "county"), ("县", "county"), ("区", "county"), ("区县", "county"), ("county", "county"),
    ("乡镇", "township"), ("街道", "township"), ("township", "township"),
    ("企业", "enterprise"), ("enterprise", "enterprise"),
    ("其他", "other"), ("other", "other"),
)  # fmt: skip
FIELDS = (
    FieldName("sector", ("行业", "领域", "sector")),
    FieldName("speaker", ("讲话人", "发言人", "speaker")),
    FieldName("department", ("部门", "单位", "责任单位", "department", "body")),
    FieldName("level", ("级别", "层级", "level"), choices=LEVELS),
    FieldName("region", ("地区", "地方", "region")),
    FieldName("meeting", ("会议", "meeting")),
    FieldName("date", ("日期", "时间", "date"), is_date=True),
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
        raise FieldError(f"日期“{written}”看不懂，请写成 2021、2021-06、2021-06-15 或 2021-06..2022-01。")
    first, last = (_day(sides[0]) if sides[0] else None), (_day(sides[-1]) if sides[-1] else None)
    found = DateRange(first[0] if first else None, last[1] if last else None)
    if found.first and found.last and found.first > found.last:
        raise FieldError(f"日期“{written}”的起点晚于终点。", f"{sides[1]}..{sides[0]}")
    return found


def _day(text: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a year, month or day."""
    match = _DAY.fullmatch(text) or _BARE_DAY.fullmatch(text)
    if not match:
        raise FieldError(f"日期“{text}”看不懂，请写成 2021、2021-06、2021-06-15 或 2021-06..2022-01。")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if year == 0:
        raise FieldError(f"没有“{text}”这一天。")
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if not 1 <= month <= 12:
        raise FieldError(f"没有“{text}”这个月份，月份是 1 至 12。", f"{year:04d}")
    days = calendar.monthrange(year, month)[1]
    if day is None:
        return dt.date(year, month, 1), dt.date(year, month, days)
    if not 1 <= day <= days:
        raise FieldError(f"没有“{text}”这一天，{year}年{month}月有{days}天。", f"{year:04d}-{month:02d}-{days:02d}")
    return dt.date(year, month, day), dt.date(year, month, day)


def shown_dates(dates: DateRange) -> str:
    """The range in words: 2021年6月1日至2022年1月31日."""
    first, last = (f"{day.year}年{day.month}月{day.day}日" if day else "" for day in (dates.first, dates.last))
    if dates.first == dates.last:
        return first
    return f"{first}至{last}" if first and last else f"{first}或以后" if first else f"{last}或以前"
