"""Whether somebody who speaks after a meeting was told of does so at its follow-up, among the person's own people."""

import re

from meetings.announcements import Announcement
from meetings.findings import Findings
from meetings.meeting_words import OVER
from meetings.mentions import Mention
from meetings.places import regions_in
from meetings.units import Unit
from meetings.whereabouts import LOWEST, OFFICES, in_branch

_ON_SPIRIT = re.compile(r"(?:就|围绕|对)?(?:贯彻|落实|贯彻落实)(?:好)?[^，。]{0,20}会议?精神|会后|会议结束后")
_AT_MEETING = re.compile(r"(?:会上|会议上)[，,]")
_DEPLOYS = re.compile(
    r"(?:[又也还]|随后|接着)?(?:就|对)(?P<topic>[^，。；]{2,30}?)(?:作|做|进行)了?[^，。；]{0,6}(?:部署|安排)"
)
_AFTERWARDS = re.compile(rf"{OVER}。$")
_SPOKE_AFTER = re.compile(
    rf"(?:受[^，。]{{2,20}}委托[，,])?[^，。]{{0,30}}{OVER}[，,][^。]{{4,}}(?:讲了?话|部署|安排|要求|强调|意见)"
)


def go_down(unit: Unit, mention: Mention, before: Unit | None, findings: Findings) -> None:
    """Somebody of a lower office who speaks on how to carry out the meeting just heard, or who heard it in a branch
    venue, holds its follow-up. `before` is the unit before the sentence `unit`."""
    here, office = findings.here(), findings.office_of(mention)
    if here is None or office not in OFFICES or _AT_MEETING.match(unit.text):
        return
    opening = unit.text[: unit.cue.content or None]
    heard_there = mention.name in findings.memory.listeners or in_branch(opening)
    at_home = _deploys_at_home(unit, mention)
    if not (heard_there or _ON_SPIRIT.search(opening) or _is_over(before) or at_home):
        return
    if OFFICES.get(here.level, LOWEST) < OFFICES[office]:
        findings.admit_heard(unit)
        follow = Announcement(unit.start, unit.end, "", "", follows=True, form="follow")
        findings.admit(follow, unit, mention)


def acts_afterwards(unit: Unit, mention: Mention, before: Unit | None) -> bool:
    """Whether what somebody does, as `unit` tells, may be done at a follow-up: after the meeting, or for the own region."""
    return _is_over(before) or _SPOKE_AFTER.match(unit.text) is not None or _deploys_at_home(unit, mention)


def _is_over(before: Unit | None) -> bool:
    """Whether the sentence before only says that the meeting was over (…会议结束后。)."""
    return before is not None and _AFTERWARDS.search(before.text) is not None


def _deploys_at_home(unit: Unit, mention: Mention) -> bool:
    """Whether somebody gives orders for a region that he is told to hold office in (某市副市长又对某市…作了部署)."""
    deploys = _DEPLOYS.match(unit.text, mention.until - unit.start)
    named = [one.place.code for title in mention.titles for one in regions_in(title)]
    topics = [one.place.code for one in regions_in(deploys["topic"])] if deploys is not None else []
    return any(code in named for code in topics)
