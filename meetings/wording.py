"""How dates, levels, voices and roles are put into words, in the reader's language."""

import datetime as dt
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from meetings.drafts import Level, Voice
from search.query import Query

LEVELS = {
    Level.NATIONAL: gettext_lazy("National"),
    Level.PROVINCE: gettext_lazy("Province"),
    Level.CITY: gettext_lazy("City"),
    Level.COUNTY: gettext_lazy("County"),
    Level.TOWNSHIP: gettext_lazy("Township"),
    Level.ENTERPRISE: gettext_lazy("Enterprise"),
    Level.OTHER: pgettext_lazy("level", "Other"),
}
VOICES = {
    Voice.SPEECH: gettext_lazy("Speech"),
    Voice.WRITTEN: gettext_lazy("Written instruction"),
    Voice.MEETING: gettext_lazy("The meeting"),
    Voice.NARRATION: gettext_lazy("Narration"),
    Voice.NOISE: gettext_lazy("Page furniture"),
}
ROLES = {
    "批示": gettext_lazy("wrote instructions"),
    "讲话": gettext_lazy("spoke"),
    "主持": gettext_lazy("chaired"),
    "出席": gettext_lazy("attended"),
    "总结": gettext_lazy("summed up"),
    "传达": gettext_lazy("relayed"),
    "通报": gettext_lazy("reported"),
    "部署": gettext_lazy("gave assignments"),
}


def chinese() -> bool:
    """Whether the page is being written in Chinese."""
    return (get_language() or "zh").startswith("zh")


def level_words(level: str) -> str:
    """In: a level's slug. Out: its name, or "" for none."""
    return str(LEVELS[Level(level)]) if level else ""


def voice_words(voice: str) -> str:
    """In: a voice's slug. Out: its name."""
    return str(VOICES[Voice(voice)])


def role_words(role: str) -> str:
    """In: a role as stored (讲话). Out: the role in the reader's language; an unknown one as it is."""
    return str(ROLES.get(role, role))


def day_words(day: dt.date, precision: str = "day") -> str:
    """2022年1月17日 or 17 January 2022; less where only the month or the year is known."""
    if chinese():
        parts = [f"{day.year}年", f"{day.month}月", f"{day.day}日"]
        return "".join(parts[: {"day": 3, "month": 2, "year": 1}[precision]])
    parts = [str(day.day), str(MONTHS[day.month]), str(day.year)]
    return " ".join(parts[{"day": 0, "month": 1, "year": 2}[precision] :])


def held_words(meeting: Any) -> str:
    """The date of a meeting as exactly as it is known, and whether it was inferred."""
    if meeting is None or meeting.held_on is None:
        return _("date unknown")
    words = day_words(meeting.held_on, meeting.date_precision)
    return _("%(date)s (inferred)") % {"date": words} if meeting.date_inferred else words


def query_words(query: Query) -> str:
    """A parsed query restated; empty for the empty query."""
    return query.describe(gettext, day_words)
