"""When a page's pictures and attachments were uploaded, which their addresses print: a page without a date of issue
still tells its year so."""

import datetime as dt
import re

# Of pictures and of files to be opened; styles, scripts and other pages lie under days of their own.
_ADDRESS = re.compile(
    r"""<img\b[^>]{0,300}?\bsrc\s*=\s*["']?([^"'\s>]{6,300})"""
    r"""|href\s*=\s*["']?([^"'\s>]{6,300}\.(?:pdf|docx?|xlsx?|wps|ofd|rar|zip|jpe?g|png|gif))\b""",
    re.IGNORECASE,
)
# /upload/image/20200618/, /u/cms/202607/, /2020-06/18/, /allimg/170710/ of DedeCMS, P020210115… of TRS
_DAY = re.compile(
    r"/(20[0-3]\d)[-/]?(0[1-9]|1[0-2])(?:[-/]?([0-3]\d))?(?=[/_])"
    r"|/allimg/c?([0-3]\d)(0[1-9]|1[0-2])([0-3]\d)(?=/)"
    r"|/[WP]0(20[0-3]\d)(0[1-9]|1[0-2])([0-3]\d)(?=\d)"
)


def uploaded_on(page: str) -> str | None:
    """The first day on which something of the page was uploaded, in ISO form and as partial as the addresses tell it
    ("2020-06-18", "2026-07"); None where they tell none, or other years."""
    days = {day for address in _ADDRESS.finditer(page) if (day := _day(address[1] or address[2])) is not None}
    return min(days) if len({day[:4] for day in days}) == 1 else None


def _day(address: str) -> str | None:
    told = _DAY.search(address)
    if told is None:
        return None
    year, month, day = next(told.group(at, at + 1, at + 2) for at in (1, 4, 7) if told[at])
    year = year if len(year) == 4 else f"20{year}"
    try:
        return dt.date(int(year), int(month), int(day)).isoformat() if day else f"{year}-{month}"
    except ValueError:
        return None  # a number that only looks like a day
