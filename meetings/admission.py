"""Whether a meeting that a sentence tells of is one of the document's, or only mentioned."""

import re
from collections.abc import Sequence
from itertools import pairwise

from meetings.announcements import Announcement, announcements_in
from meetings.drafts import MeetingDraft, Voice
from meetings.levels import level_of
from meetings.memory import Memory
from meetings.places import region_at_head
from meetings.saying import INSISTS, STATES
from meetings.units import Part, Unit
from meetings.voices import Opening, is_imperative

SPOKEN = frozenset(
    {
        Opening.UNNAMED, Opening.MEETING, Opening.PERSON, Opening.PRONOUN, Opening.OMITTED, Opening.WRITTEN,
        Opening.WRITES, Opening.MINUTES,
    }
)  # fmt: skip
_TELLS_NONE = frozenset({Opening.WRITES, Opening.WRITTEN, Opening.PRONOUN})
# 某某在某会议上发表重要讲话，对…作出重要指示: the instruction was spoken there.
_SPOKE_AT = re.compile(r"在[^，。；]{4,40}会议?上(?:发表|作)(?:了)?(?:重要)?讲话[，,]")
_TELLS = frozenset({Opening.PERSON, Opening.ACTS, Opening.ATTENDANCE})
_DATED = re.compile(
    r"^(?:[^，。]{0,6}\d{1,2}[日号]|[^，。]{0,10}\d月\d{1,2}[日号]|[今昨当]天|[今昨]日|日[上下]午|[又另]讯)"
)
_ANOTHER_REPORT = re.compile(r"[又另]讯")
DATELINE = re.compile(r"^.{0,16}(?:消息|讯|电)[（(：: ]|^(?:央视网|新华网|人民网|中新网|本报|本台)")
READ_OUT = re.compile(
    r"[【\[［](?:口播|导语|主播|主持人|播音|男|女)[】\]］]|[（(](?:口播|导语)[）)]"
)  # another item of a broadcast
_THIS_MEETING = re.compile(
    r"^(?![省市县区州旗镇][级里上]|[全我][省市县区州旗])(?:此次|这次|本次|该)?[\u4e00-\u9fff]{0,2}(?:会议?|大会|活动|学习)$"
)
_WORDS_FOLLOW = re.compile(rf"[，,](?:会议|并|还)?(?:{INSISTS}|提出)|他(?:{STATES})")
_ANYWHERE = re.compile(r"各|等地|多地|分别|纷纷|陆续|相继")
# 副省长丁某3月10日出席某会议并讲话。: news of itself, where the page before it tells of no meeting.
_WENT_AND_SPOKE = re.compile(
    r"\d{1,2}[日号][^，。；]{0,6}(?:出席|参加)[^，。；]{4,40}会议?并(?:作|发表)?(?:重要|总结)?(?:讲话|部署|主持)"
)
_HOLDS = re.compile(r"召开|举行|举办|组织")  # in the headline of an item of a page
_SINCE = re.compile(
    r"(?:此前|先前|之前|前不久|[今昨][天日](?:在[\u4e00-\u9fff]{2,6}?)?|(?:\d{1,2}月)?\d{1,2}日)(?:召开|举行)的"
)
_OUR = re.compile(r"我[省市县区州旗盟]")  # 我市接着召开会议
_OF_ALL = re.compile(r"全[省市县区州旗盟]")
_ON_TOUR = re.compile(r"(?:检查|调研|督查|督导|暗访|走访)[^。；]*[，,]并(?:主持)?(?:召开|组织召开)$")
_TELLS_WHAT_IT_DID = re.compile(r"会议(?:通报|传达|总结|分析|部署|研究|透露|宣布)")
_SAYS_LITTLE = 5  # characters of a name like 会议, 紧急会议
_LOOK_AHEAD = 4


def _speaks_there(other: Announcement, found: Announcement) -> bool:
    """Whether what an office says in the same breath on following a meeting above is said at the meeting `found`, which it
    held (州政府召开续会，州防火指挥部对我州贯彻会议精神提出要求)."""
    held = found.form == "held" and found.follows and other.form == "deploys" and other.start > found.end
    level = level_of(found.subject, found.title)
    return held and level is not None and level_of(other.subject, "") in (level, None)


class Doorkeeper:
    """Lets the meetings of a text in. What is only mentioned stays outside: no lead, and no words of it follow."""

    def __init__(self, text: str, units: Sequence[Unit]) -> None:
        self.text, self.units = text, units
        self.under_headline = {
            after.line
            for unit, after in pairwise(units)
            if unit.part is Part.HEADING and unit.heading is not None and unit.heading.depth == 0
            if after.part is Part.SENTENCE and _HOLDS.search(unit.text)
        }
        self.lead = [unit.line for unit in units if unit.part is Part.SENTENCE and unit.first][:2]
        read_out = [unit.line for unit in units if READ_OUT.match(unit.text)]
        self.lead += read_out
        self.headlines_end = read_out[0][0] if len(read_out) > 1 else 0  # 【提要】 before what is read out
        self.lead += [after.line for unit, after in pairwise(units) if READ_OUT.fullmatch(unit.text)]

    def admitted(self, at: int, memory: Memory, here: MeetingDraft | None) -> list[Announcement]:
        """The meetings that the sentence `units[at]` tells of and that are the document's, the one it goes on
        with first. `here` is the meeting the text is at."""
        unit = self.units[at]
        if unit.start < self.headlines_end or (unit.cue.opening in _TELLS_NONE and _SPOKE_AT.search(unit.text) is None):
            return []
        spoken = memory.said.voice is not Voice.NARRATION and unit.cue.opening not in _TELLS
        told = announcements_in(self.text, unit.start, unit.end)
        for found in told:
            if self._counts(at, found, spoken, memory, here):
                return [found, *(one for one in told if one is not found and not _speaks_there(one, found))]
        return []

    def _counts(self, at: int, found: Announcement, spoken: bool, memory: Memory, here: MeetingDraft | None) -> bool:
        unit = self.units[at]
        if 0 < unit.cue.content <= found.start - unit.start:  # part of what is said
            return False
        if found.form == "speaks" and (since := _SINCE.match(unit.text)) is not None:
            # 此前召开的全州某会议提出; who speaks of 昨天召开的会议 goes on speaking
            return not (memory.said.voice is Voice.SPEECH and since[0][0] in "今昨")
        if spoken and not (found.follows or _DATED.match(unit.text) or unit.first or _is_elsewhere(found, here)):
            return False
        if found.form in ("joined", "at") and memory.meeting is not None and _THIS_MEETING.match(found.title):
            return False
        if found.form == "learnt":  # what a reporter learnt there is no report of it, unless its words follow
            return self._is_reported(at, found)
        if _ON_TOUR.search(unit.text[: found.start - unit.start]) and "座谈会" in self.text[unit.end :]:
            return False  # 某副市长深入某县检查…，并召开座谈会: told again where the tour has been
        if found.form == "speaks":  # the meeting above, heard before its follow-up was told of
            own = here.level if here else None
            return memory.follows and level_of(found.subject, found.title) not in (own, None)
        says_much = len(found.title) > _SAYS_LITTLE or found.title == "续会"
        says_much = says_much or _OF_ALL.match(found.title) is not None
        ours = _OUR.search(found.subject) is not None
        if found.follows and found.form == "held" and (ours or (unit.first and says_much)):
            return _ANYWHERE.search(found.subject) is None
        if here is None and memory.meeting is None and _WENT_AND_SPOKE.search(unit.text) is not None:
            return True
        return found.form in ("follow", "deploys") or self._is_lead(unit) or self._is_reported(at, found)

    def _is_lead(self, unit: Unit) -> bool:
        """Whether the sentence is among the first of its piece of news: nothing but title and dateline before it."""
        return (
            unit.line in self.lead
            or (unit.first and _ANOTHER_REPORT.match(unit.text) is not None)
            or self._opens_item(unit)
            or DATELINE.match(self.text[slice(*unit.line)]) is not None
        )

    def _opens_item(self, unit: Unit) -> bool:
        """Whether the sentence dates something in the first paragraph under a headline, as pages of several items do."""
        return _DATED.match(unit.text) is not None and unit.line in self.under_headline

    def _is_reported(self, at: int, found: Announcement) -> bool:
        """Whether words of the meeting follow, in this sentence or within the next ones."""
        unit = self.units[at]
        if _WORDS_FOLLOW.search(self.text, found.end, unit.end) or unit.cue.opening in SPOKEN:
            return True
        held_by_person = unit.cue.mention is not None and "主持" in found.subject
        for later in self.units[at + 1 : at + 1 + _LOOK_AHEAD]:
            if later.part is Part.HEADING and later.heading is not None and later.heading.depth == 0:
                return held_by_person
            if later.part is Part.SENTENCE and later.cue.opening in SPOKEN:
                return True
            if later.line == unit.line and _TELLS_WHAT_IT_DID.match(later.text) is not None:
                return True
            if later.cue.opening is Opening.ORDER and later.cue.organ in found.subject:
                return True  # 甲县、乙县分别召开会议。甲县要求
            goes_on = is_imperative(later.text) or later.text.startswith("会")
            apart = later.line != unit.line  # what follows in the same paragraph is told of the same
            if later.part is Part.SENTENCE and later.cue.opening is Opening.NONE and not goes_on and apart:
                break
        return held_by_person


def _is_elsewhere(found: Announcement, here: MeetingDraft | None) -> bool:
    """Whether a meeting is held by another region of the level of the one the text is at (四平市召开…, after words of
    长春市), as in the running text of a round-up."""
    own = region_at_head(found.subject)
    if own is None or here is None or here.region_code is None:
        return False
    return own.full and own.place.level is here.level and own.place.code != here.region_code
