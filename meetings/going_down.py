"""Whether somebody who speaks after a meeting was told of does so at its follow-up, among the person's own people."""

import re

from meetings.announcements import Announcement
from meetings.drafts import Level
from meetings.findings import Findings
from meetings.meeting_words import OVER
from meetings.mentions import Mention
from meetings.places import regions_in
from meetings.units import Unit
from meetings.whereabouts import LOWEST, OFFICES, in_branch

_ON_SPIRIT = re.compile(
    r"(?:就|围绕|对)?(?:贯彻|落实|贯彻落实)(?:好)?[^，。]{0,20}会议?精神|会后|会议结束后|随后(?:就|对|围绕)"
)
_AFTER_IT = re.compile(r"在[^，。]{1,8}会议?(?:结束)?之?后(?=[就对，])|[，,]会后(?=[\u4e00-\u9fff]{2,4}[就对])")
_AT_MEETING = re.compile(r"(?:会上|会议上)[，,]")
_DEPLOYS = re.compile(
    r"(?:[又也还]|随后|接着)?(?:就|对)(?P<topic>[^，。；]{2,30}?)(?:作|做|进行)了?[^，。；]{0,6}(?:部署|安排)"
)
_AFTERWARDS = re.compile(rf"{OVER}。$")
_ELSEWHERE = re.compile(rf"(?:会后|{OVER})[，,][^。]*(?:等地|各[县市区旗]|分会场)[^。]{{0,12}}(?:召开|开会|续会)")
_SPOKE_AFTER = re.compile(
    rf"(?:受[^，。]{{2,20}}委托[，,])?[^，。]{{0,30}}{OVER}[，,][^。]{{4,}}(?:讲了?话|部署|安排|要求|强调|意见)"
)


def go_down(unit: Unit, mention: Mention, before: Unit | None, findings: Findings) -> None:
    """Somebody of a lower office who speaks on how to carry out the meeting just heard, or who heard it in a branch
    venue, holds its follow-up. `before` is the unit before the sentence `unit`."""
    here, office = findings.here(), findings.office_of(mention)
    if here is None or office not in OFFICES or _AT_MEETING.match(unit.text):
        return
    below = findings.gathering.siting.county_city_in(here.region_code, own=True)
    if office is here.level is Level.CITY and (here.region or "").endswith("市") and below is not None:
        office = Level.COUNTY  # 市领导 of the county-level city that the page is of
    opening = unit.text[: unit.cue.content or None]
    heard_there = mention.name in findings.memory.listeners or in_branch(opening)
    at_home = _deploys_at_home(unit, mention)
    afterwards = _ON_SPIRIT.search(opening) or _AFTER_IT.search(opening)
    heard_at_home = findings.gathering.siting.surroundings.own_branch is office
    if not (heard_there or heard_at_home or afterwards or _is_over(before) or at_home):
        return
    if OFFICES.get(here.level, LOWEST) < OFFICES[office]:
        findings.admit_heard(unit)
        follow = Announcement(unit.start, unit.end, "", "", follows=True, form="follow")
        findings.admit(follow, unit, mention)


def acts_afterwards(unit: Unit, mention: Mention, before: Unit | None) -> bool:
    """Whether what somebody does, as `unit` tells, may be done at a follow-up: after the meeting, or for the own region."""
    after = _SPOKE_AFTER.match(unit.text) or _AFTER_IT.search(unit.text, 0, unit.cue.content or len(unit.text))
    return _is_over(before) or after is not None or _deploys_at_home(unit, mention)


def _is_over(before: Unit | None) -> bool:
    """Whether the sentence before only says that the meeting was over (…会议结束后。), or that several places then held
    their own (会后，甲县、乙市等地立即召开会议)."""
    return before is not None and (_AFTERWARDS.search(before.text) or _ELSEWHERE.search(before.text)) is not None


def _deploys_at_home(unit: Unit, mention: Mention) -> bool:
    """Whether somebody gives orders for a region that he is told to hold office in (某市副市长又对某市…作了部署)."""
    deploys = _DEPLOYS.match(unit.text, mention.until - unit.start)
    named = [one.place.code for title in mention.titles for one in regions_in(title)]
    topics = [one.place.code for one in regions_in(deploys["topic"])] if deploys is not None else []
    return any(code in named for code in topics)
