"""Speeches that tell in a word that the meeting above is over: with them that of the next tier begins.

In a record of several tiers nobody announces the next one (全国会议结束后，省政府召开…): whoever presides there says
同志们，国家的会开完了，大家不要走, and goes on to his own people.
"""

import re

from meetings.announcements import Announcement
from meetings.drafts import Level

_OVER = re.compile(
    r"^(?:[^，。：]{2,12}[：:])?(?:同志们[，：:！]?|各位[^，。]{0,6}[，：])?(?:刚[才刚][，,]?)?"
    r"(?P<above>国家|国务院|全国|省里?|自治区|市里?|盟里?|州里?)的?(?:视频|电视电话)?会议?"
    r"(?:已经|都|刚[才刚]?|大家|我们)*(?:(?:开完|结束|散|开过|听完)了|开得(?!再|很)|听到|听了|我一直)(?!之?后)"
)
_LEVELS = {"国": Level.NATIONAL, "全": Level.NATIONAL, "省": Level.PROVINCE, "自": Level.PROVINCE}
_OWN = re.compile(r"(?:我们|[我全])(省|自治区|市|州|盟|县|旗|区)(?!域|别)")
_TIERS = {"省": Level.PROVINCE, "自": Level.PROVINCE, "市": Level.CITY, "州": Level.CITY, "盟": Level.CITY}
_BELOW = {Level.NATIONAL: "省", Level.PROVINCE: "市", Level.CITY: "县"}
_ORDER = (Level.NATIONAL, Level.PROVINCE, Level.CITY, Level.COUNTY)
_NEAR = 400  # code points in which a speaker calls his own people


def tier_above(text: str) -> Level | None:
    """The level of the meeting that the opening of a speech says is over; None where it says nothing like it."""
    match = _OVER.match(text)
    return _LEVELS.get(match["above"][0], Level.CITY) if match is not None else None


def next_tier(above: Level, text: str, start: int) -> Announcement:
    """The meeting that begins at `start`: of what the speaker calls his own (我们县), else of the tier below."""
    names = (match[1] for match in _OWN.finditer(text, start, start + _NEAR))
    lower = (name for name in names if _ORDER.index(_TIERS.get(name[0], Level.COUNTY)) > _ORDER.index(above))
    return Announcement(start, start + 1, f"全{next(lower, _BELOW[above])}会议", "", True, "title")


def tier_over(start: int) -> Announcement:
    """The national meeting that a record begins with and names nowhere."""
    return Announcement(start, start + 1, "全国会议", "", False, "title")
