"""Speeches that tell in a word that the meeting above is over: with them that of the next tier begins.

In a record of several tiers nobody announces the next one (全国会议结束后，省政府召开…): whoever presides there says
同志们，国家的会开完了，大家不要走, and goes on to his own people.
"""

import re

from meetings.announcements import Announcement
from meetings.drafts import Level

_OVER = re.compile(
    r"^(?:[^，。：]{2,12}[：:])?(?:同志们[，：:！]?|各位[^，。]{0,6}[，：])?(?:刚[才刚][，,]?)?"
    r"(?P<above>国家|国务院|全国|中央|省里?|自治区|市里?)的?(?:视频|电视电话)?会议?"
    r"(?:已经|都|刚[才刚]?|大家|我们)*(?:(?:开完|结束|散|开过|听完)了|开得|听到|听了|我一直)(?!之?后)"
)
_LEVELS = {"国": Level.NATIONAL, "全": Level.NATIONAL, "中": Level.NATIONAL, "省": Level.PROVINCE, "自": Level.PROVINCE}
_COUNTY = re.compile(r"我们县|[全我]县|县里|县长|县委|各乡镇")
_NEAR = 400  # code points in which a speaker calls his own people


def tier_above(text: str) -> Level | None:
    """The level of the meeting that the opening of a speech says is over; None where it says nothing like it."""
    match = _OVER.match(text)
    return _LEVELS.get(match["above"][0], Level.CITY) if match is not None else None


def next_tier(above: Level, text: str, start: int) -> Announcement:
    """The meeting that begins at `start`, one tier below: a city's below a province's, but a county's where the speaker
    calls a county his own."""
    county = above is Level.CITY or (above is Level.PROVINCE and _COUNTY.search(text, start, start + _NEAR) is not None)
    name = "省" if above is Level.NATIONAL else "县" if county else "市"
    return Announcement(start, start + 1, f"全{name}会议", "", True, "title")


def tier_over(start: int) -> Announcement:
    """The national meeting that a record begins with and names nowhere."""
    return Announcement(start, start + 1, "全国会议", "", False, "title")
