"""When a page's pictures and attachments were uploaded, which their addresses print: a page without a date of issue
still tells its year so."""

import re

_ADDRESS = re.compile(r"""(?:src|href)\s*=\s*["']?([^"'\s>]{6,300})""", re.IGNORECASE)
# /upload/image/20200618/, /u/cms/202607/, /2020-06/18/, /allimg/170710/ of DedeCMS, P020210115… and t20210115_ of TRS
_DAY = re.compile(
    r"/(20[0-3]\d)[-/]?(0[1-9]|1[0-2])(?:[-/]?([0-2]\d|3[01]))?(?=[/_])"
    r"|/allimg/(?:c)?([0-3]\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?=/)"
    r"|/(?:[WP]0|t)(20[0-3]\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?=[\d_])"
)


def uploaded_on(page: str) -> str | None:
    """The first day on which something of the page was uploaded, in ISO form and as partial as the addresses tell it
    ("2020-06-18", "2026-07"); None where they tell none, or other years."""
    days = {_iso(told) for address in _ADDRESS.findall(page) if (told := _DAY.search(address)) is not None}
    return min(days) if len({day[:4] for day in days}) == 1 else None


def _iso(told: re.Match[str]) -> str:
    year, month, day = next(told.group(at, at + 1, at + 2) for at in (1, 4, 7) if told[at])
    return "-".join(part for part in (year if len(year) == 4 else f"20{year}", month, day) if part)
