"""The year of an accident whose day is named without one."""

import calendar

from directives.things.drafts import Basis

_BACK = {"今年": 0, "本月": 0, "当年": 0, "去年": 1, "上年": 1, "前年": 2}


def resolve_year(month_day: str, said_on: str, year: str | None, relative: str | None) -> tuple[int | None, Basis]:
    """The year of the day `month_day` ("06-13") spoken of on `said_on` (ISO, partial or ""), and where it comes from.

    A printed year counts; 今年 and 去年 are counted from the year it was said; else it is the latest such day that
    does not lie after it was said. None where nothing tells it, or no year has such a day (02-30).
    """
    if year:
        return int(year), Basis.TOLD
    if len(said_on) < 4:
        return None, Basis.NONE
    said = int(said_on[:4])
    if relative:
        return said - _BACK[relative], Basis.RELATIVE
    month, day = (int(part) for part in month_day.split("-"))
    if day > calendar.monthrange(2024, month)[1]:
        return None, Basis.NONE
    known = said_on[5:] or "12-31"
    return said - (month_day > known.ljust(5, "~")), Basis.GUESSED
