"""Kinds of links and labels of comparisons, in words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directives.lineage.comparing import DROPPED, NEW
from directives.lineage.kinds import Kind

LABELS = {
    NEW: pgettext_lazy("directive", "New"),
    str(Kind.STRENGTHENED): pgettext_lazy("directive", "Strengthened"),
    str(Kind.SPECIALISED): pgettext_lazy("directive", "Specialised"),
    str(Kind.REPEATED): pgettext_lazy("directive", "Repeated"),
    DROPPED: pgettext_lazy("directive", "Dropped"),
    str(Kind.RELATED): pgettext_lazy("directive", "Related"),
    "absent": pgettext_lazy("directive", "Absent"),
}
MEANINGS = {
    NEW: _("nothing of the kind was asked at the earlier meeting"),
    str(Kind.STRENGTHENED): _("adds a deadline, a number, a prohibition or a must"),
    str(Kind.SPECIALISED): _("adds a sector, a place or a body"),
    str(Kind.REPEATED): _("the same again"),
    DROPPED: _("asked at the earlier meeting and not at the later one"),
    str(Kind.RELATED): _("shares wording, asks something else"),
    "absent": _("not found there"),
}
FIRM = {"must": "必须", "always": "一律", "forbid": _("a prohibition")}
# Column heads of files, which are Chinese whatever the reader's language.
CHINESE = {
    NEW: "新增",
    str(Kind.STRENGTHENED): "强化",
    str(Kind.SPECIALISED): "细化",
    str(Kind.REPEATED): "重申",
    DROPPED: "未再提及",
    str(Kind.RELATED): "相关",
    "absent": "未见",
}
