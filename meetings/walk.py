"""One pass over the units of a text, from which its meetings, people and turns come."""

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.addresses import Address, address_of, is_address
from meetings.admission import READ_OUT, Doorkeeper
from meetings.announced_titles import title_announcement
from meetings.announcements import Announcement
from meetings.drafts import Level, TurnDraft, Voice
from meetings.findings import Findings
from meetings.floor import Floor
from meetings.frame import Frame
from meetings.gathering import Gathering
from meetings.going_down import acts_afterwards, go_down
from meetings.headings import Heading
from meetings.heard_first import answered_by_all
from meetings.hearing import heard, is_quoted
from meetings.items import Items
from meetings.kinds import kind_of
from meetings.memory import QUIET, Memory, Said
from meetings.mentions import Mention
from meetings.next_tier import next_tier, tier_above, tier_over
from meetings.people import Company
from meetings.settling import (
    settle_before,
    settle_instructions,
    settle_opening,
    settle_regions,
    settle_spoken,
    settle_title,
)
from meetings.taking_part import TakingPart
from meetings.under_headings import REPORTED, descended, goes_on, in_full, is_caption, named_by, reports
from meetings.units import SCRIPT_TAG, TOLD_ON, Part, Unit
from meetings.voices import Opening, opens_speech
from meetings.whereabouts import (
    in_branch,
    main_before,
    named_later,
    of_leaders,
    of_lower_office,
    one_named,
    one_titled,
    speaks_at,
)

# Whom a camera asks beside a meeting takes part in it where he is one of those who lead the place.
_LEADS = re.compile(r"[省市县区州盟旗](?:委|委常委|委书记|长)$|书记$|常委")
_ACTS = re.compile(
    r"(?:[^，。]{0,12}[，,])?[\u4e00-\u9fff]{2,5}(?:首先|最后|还|就[^，。；]{2,24})?(?:通报|讲话|传达|总结|宣读|作了?[^，。；]{0,6}(?:讲话|部署|安排|总结))"
)
_PASSES_ON = re.compile(r"会议(?:首先|还)?(?:传达|宣读)了?[^。]{0,40}会议?精神")
# （三）省委书记, 省安监局局长通报: the next who speaks in a record, without a name
_BY_POST = re.compile(
    r"(?:[（(][一二三四五六七八九十][）)]|[一二三四五六七八九十]、)?[ \u3000]*"
    r"(?!.{0,4}(?:学习|贯彻|落实|传达|压实|强化|抓[住好]|各级|各[县市区]|主要|[省市县]级|加强|督促))[^，。：:；]{1,16}(?:书记|(?<=[省市县区州])长|[部局厅]长|主任|总理|国务委员|负责同志|负责人)(?:的?(?:讲话|通报|发言|部署|总结))?"
)
_TIER_NAME = 4  # letters of 全省会议
_HE = re.compile(r"^[^，。；]{0,6}[他她](?:又|还|随后|接着)*(?:在[^，。；]{2,14})?(?:主持|组织|召集)?$")
_NO_VOICE = (Opening.ACTS, Opening.ATTENDANCE, Opening.UNNAMED)  # of nobody who is named
_HOLDS = re.compile(r"召开|举行|举办")
_SPEAKS_UP = re.compile(r"(?:提出|提了)[^，。；]{0,6}(?:要求|意见)|讲话|(?:作|做|进行)了?[^，。；]{0,6}(?:部署|安排)")
_OF_ANOTHER = re.compile(r"(?:领导|负责)(?:同志|人)?(?:讲话|通报|发言|传达|汇报)")
# 二、书记强调指出: the heading calls by the post alone who was named before
_POST_SPEAKS = re.compile(
    r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．][ \u3000]*(?:公司)?(?P<post>总经理|董事长|党委书记|书记|局长|县长|市长|区长|镇长|厂长|矿长)(?:强调指出|强调|指出|讲话|安排部署|部署工作|提出要求|要求)$"
)
_REPORTS = re.compile(r"(?:同志)?(?:通报|宣读|传达)了")
_LEAD = 3  # sentences that tell what a round-up answers
_TIERS = re.compile(r"[两三]级(?:分别|均|也)?(?:召开|举行|套开)")
_MEETING_SAYS = re.compile(r"[【]?会议(?:还)?(?:强调|要求|指出|认为)[：:】]?")  # on a line of its own
_SINCE_HEARD = re.compile(r"(?:在此之前|此前|之前)[，,]")
_MEETING_HEARD = re.compile(r"(?:视频|电视电话|电视)会议(?=强调|指出|要求)")  # told of again after what followed it


class Walk:
    """Walks the units; afterwards `gathering`, `company` and `turns` hold what was understood."""

    def __init__(self, text: str, units: Sequence[Unit], frame: Frame, mentions: Sequence[Mention]) -> None:
        self.text, self.units, self.frame = text, units, frame
        self.gathering = Gathering(text, frame)
        self.company = Company(text, mentions, programme=frame.is_programme)
        self.memory = Memory()
        self.turns: list[TurnDraft] = []
        self.findings = Findings(text, frame, self.gathering, self.company, self.memory)
        self.door = Doorkeeper(text, units)
        self.address: Address | None = address_of(text, units)
        self.floor = Floor(self.findings, self.address, self.turns)
        self.taking_part = TakingPart(self.findings)
        self.items = Items(self.findings)
        self.path: list[Heading] = []
        self.home: str | None = None  # the meeting at which others' words are passed on
        self.tiers: set[str] = set()  # headings of sections of a record: 【全省会议】
        self.said_under = 0  # depth of the heading under which the voice that is heard began

    def run(self) -> None:
        if self.address is not None and self.address.meeting is not None and self.memory.meeting is None:
            self.findings.admit(self.address.meeting, self.address.title)
        self._answered_by_all()
        for at, unit in enumerate(self.units):
            match unit.part:
                case Part.NOISE:
                    if self.floor.taken and TOLD_ON.fullmatch(unit.text):
                        self.floor.end()  # 【正文】 on a line of its own, after somebody's own words
                    self._add(unit, Said(Voice.NOISE))
                case Part.TITLE:
                    self._add(unit, QUIET)
                case Part.HEADING:
                    self._heading(unit, at)
                case Part.SENTENCE:
                    self._sentence(unit, at)
        self.floor.settle()
        self.taking_part.settle(self.turns)
        settle_before(self.units, self.gathering.meetings, self.turns, self.company)
        settle_regions(self.gathering.meetings)
        settle_title(self.text, self.frame, self.gathering.meetings, self.turns, self.company)
        settle_instructions(self.text, self.gathering.meetings, self.turns, self.company)

    def _answered_by_all(self) -> None:
        """A round-up begins with the meeting that all its items answer."""
        for unit in [one for one in self.units if one.part is Part.SENTENCE][:_LEAD]:
            heard, told = answered_by_all(self.text, unit.start, unit.end)
            for found in heard:
                self.gathering.admit_heard(found, told)
            if heard:
                return

    def _add(self, unit: Unit, said: Said) -> None:
        headings = tuple(heading.text for heading in self.path)
        meeting = None if said.voice is Voice.NOISE or self.memory.outside else self.memory.meeting
        turn = TurnDraft(unit.start, unit.end, said.voice, meeting, said.speaker, headings)
        last = self.turns[-1] if self.turns else None
        if last is not None and replace(last, start=unit.start, end=unit.end) == turn:
            self.turns[-1] = replace(last, end=unit.end)
        else:
            self.turns.append(turn)

    # Headings

    def _heading(self, unit: Unit, at: int) -> None:
        assert unit.heading is not None
        spoken = self.floor.taken
        self.floor.read_to_the_end()
        programme = self.frame.is_programme and not (self.path and 0 < self.path[0].depth < unit.heading.depth)
        heading = Heading(unit.heading.text, 0) if programme else unit.heading
        depth = heading.depth
        speaker = named_by(self.text, unit) if not is_caption(self.units, at) else None
        if speaker is None and (post := _POST_SPEAKS.search(unit.text)) is not None:
            speaker = self.company.in_post(post["post"], unit.start)
        if programme and self.floor.taken:
            self.floor.end()  # the next piece of news
        if READ_OUT.fullmatch(unit.text):
            self.floor.end()  # 【口播】 on a line of its own: the next item
            self.memory.leave()
        if (
            self.floor.taken
            and depth == 0
            and speaker is None
            and not is_address(unit.text)
            and goes_on(self.units, at, self.frame, self.company, self.memory)
        ):
            self._add(unit, self.memory.said)
            return
        self.path = descended(self.path, heading)
        if self.memory.floor and 0 < depth <= self.floor.depth:  # what a heading gave ends with the next
            self.floor.end()
        if 0 < depth <= self.said_under and not self.floor.taken:
            self.memory.said, self.said_under = QUIET, 0  # a section of its own, behind the one in which somebody spoke
        self.memory.outside = self.memory.floor = False
        if _MEETING_SAYS.fullmatch(unit.text) and self.memory.meeting is not None and not self.floor.taken:
            self.memory.said = Said(Voice.MEETING)
        found = title_announcement(self.text, unit.start, unit.end) if depth <= 1 else None
        if found is not None and depth == 0 and _HOLDS.search(unit.text) and not reports(self.units, at):
            found = None  # the news under the heading tells of the meeting itself, or of none
        if found is not None and depth == 0 and len(found.title) <= _TIER_NAME:
            found = found if unit.text not in self.tiers else None  # the same again
            self.tiers.add(unit.text)
        if found is not None and (depth == 1 or not self.floor.taken or is_address(unit.text)):
            self.findings.admit(in_full(self.text, self.frame, found), unit)
            self.floor.end()
        ends = programme or (found is None and not goes_on(self.units, at, self.frame, self.company, self.memory))
        if ends and speaker is None and depth == 0 and not self.floor.taken:
            self.memory.leave()
        if speaker is not None:
            self.floor.give(unit, speaker, self.path)
        elif spoken and _BY_POST.fullmatch(unit.text) is not None and self._is_spoken_under(at):
            self.floor.give_to_post(unit)
        elif _OF_ANOTHER.search(unit.text):
            self.memory.last, self.memory.said = None, QUIET  # （三）国务院领导同志讲话
        self._add(unit, self.memory.said if self.floor.taken and speaker is None else QUIET)

    def _is_spoken_under(self, at: int) -> bool:
        """Whether text follows the heading `units[at]` at once, and the whole is not one person's speech."""
        follows = at + 1 < len(self.units) and self.units[at + 1].part is Part.SENTENCE
        return follows and (self.address is None or self.address.speaker is None)

    # Sentences

    def _sentence(self, unit: Unit, at: int) -> None:
        if unit.heading is not None:
            self.path = [one for one in self.path if one.depth < unit.heading.depth] + [unit.heading]
        if unit.first:
            self._paragraph(unit)
        begins = opens_speech(unit.text) or (self.floor.taken and self.floor.spoken <= 1)
        if unit.first and begins and self.address is None and (above := tier_above(unit.text)) is not None:
            self._next_tier(above, unit)
        if self.floor.taken:
            self._add(unit, self.floor.hear(unit))
            self.floor.end_where_closed(unit)
            return
        memory = self.memory
        before = self.units[at - 1] if at else None
        told = self.door.admitted(at, memory, self.findings.here())
        found = told[0] if told else None
        if found is not None:
            self._announced(unit, before, found, told[1:])
        else:
            self._spoken(unit, before)
        following = self.units[at + 1] if at + 1 < len(self.units) else None
        before_it, memory.said = memory.said, heard(unit, following, found, self.findings)
        if memory.said != before_it:
            self.said_under = self.path[-1].depth if self.path else 0
        self._add(unit, memory.said)
        self.taking_part.note_speaking(unit, found)
        self.taking_part.note(unit, found, self.path)
        if memory.resumes is not None:
            memory.said, memory.last, memory.resumes = memory.resumes, memory.resumes.speaker, None

    def _paragraph(self, unit: Unit) -> None:
        """A paragraph may give the floor (某某：, 同志们：), begin another piece of news (本报讯) or come back to the meeting
        before which others were called to mind."""
        self.memory.outside = False
        if self.floor.taken and SCRIPT_TAG.match(self.text, unit.line[0]) is not None:
            self.floor.end()  # 【正文】 after somebody's own words
        if unit.cue.opening is Opening.MEETING or unit.text.startswith("会上"):
            self.memory.meeting = main_before(self.findings) or self.home or self.memory.meeting
            self.home = None
        if _PASSES_ON.match(unit.text) and self.home is None:
            self.home = self.memory.meeting  # 会议传达了全国会议精神。全国会议强调: the next paragraph comes back to it
        if unit.cue.opening is Opening.LABEL and unit.cue.mention is not None:
            asked = (
                "同期" in self.text[unit.line[0] : unit.start]
                and self.memory.meeting is not None
                and not any(_LEADS.search(title) for title in unit.cue.mention.titles)
            )
            self.floor.give_by_label(unit.cue.mention, self.path, asked=asked)
        elif self.floor.is_opened(unit):
            self.floor.open()
        elif READ_OUT.match(unit.text):
            self.floor.end()
            self.memory.leave()
        elif not self.floor.taken and (own := self.items.meeting_of(unit)) is not None:
            self.memory.leave()
            self.findings.admit(own, unit)
        elif not self.floor.taken and self.items.begins(unit):
            self.memory.leave()
            if self.gathering.siting.surroundings.labelled(unit.start) is not None:
                self.memory.left = None  # 广西：自治区防火办要求: nothing of the item before is meant

    def _announced(self, unit: Unit, before: Unit | None, found: Announcement, others: Sequence[Announcement]) -> None:
        """The sentence tells of the meeting `found`, and of `others` in the same breath."""
        memory, at_before = self.memory, self.memory.meeting
        self.findings.admit_heard(unit)
        self.findings.admit(found, unit, unit.cue.mention or self._meant_by_he(found))
        spoken_there = found.form == "at" and kind_of(found.title) == "standing-committee"
        memory.apart = unit.cue.opening is Opening.WRITES or spoken_there
        if before is not None and is_quoted(before) and before.line == unit.line:
            settle_opening(self.turns, memory.meeting)
        memory.together = [memory.meeting] if memory.meeting else []
        for other in others:
            apart = memory.meeting if other.form == found.form == "held" and "；" in unit.text else None
            key = self.gathering.admit(other, (unit.start, unit.end), other=apart or "")
            memory.together += [] if other.follows else [key]
            memory.holders.setdefault(key, other.subject)
            if apart:
                memory.meeting = key  # what is told next is of the later one
            elif (
                other.follows
                and (other.start > found.start or _TIERS.search(unit.text))
                and not named_later(key, unit.end, self.findings)
            ):
                memory.meeting = key  # what is said from here on is said at the follow-up
        branch = unit.text[found.end - unit.start : unit.cue.content]
        if unit.cue.opening is Opening.PERSON and unit.cue.mention is not None and in_branch(branch):
            go_down(unit, unit.cue.mention, before, self.findings)  # 全国会议召开，某市长在分会场强调
        if at_before is not None and _SINCE_HEARD.match(unit.text) and in_branch(unit.text[: found.start - unit.start]):
            memory.meeting = at_before  # 此前，我市收看了某会议: the text stays where it was

    def _next_tier(self, above: Level, unit: Unit) -> None:
        """A speech that begins when the meeting `above` is over is of the next; where that was named nowhere, what was
        said before is of it."""
        here = self.findings.here()
        speaker = self.company.first(self.memory.said.speaker or "")
        if speaker is not None and self.findings.office_of(speaker) is above:
            return  # a minister at his own meeting
        if here is None and above is Level.NATIONAL and any(turn.voice is Voice.SPEECH for turn in self.turns):
            self.findings.admit(in_full(self.text, self.frame, tier_over(unit.start)), unit)
            for name in settle_spoken(self.turns, self.memory.meeting):
                self.company.belongs(name, self.memory.meeting or "")
            here = self.findings.here()
        if here is not None and here.level is above:
            self.findings.admit(in_full(self.text, self.frame, next_tier(above, self.text, unit.start)), unit)

    def _meant_by_he(self, found: Announcement) -> Mention | None:
        """Who is meant where 他 holds a meeting (随后，他主持召开现场会议): who acted last."""
        he = _HE.search(found.subject) if self.memory.last is not None else None
        return self.company.first(self.memory.last or "") if he is not None else None

    def _called_to_act(self, unit: Unit) -> Mention | None:
        """Who does something under a surname and a post (龚常务首先通报了情况, 邹县长讲话), and is named in full before."""
        acts = _ACTS.match(unit.text) if self.memory.meeting is not None else None
        called = self.company.called(unit.text) if acts is not None else None
        return called if called is not None and called.start < unit.start else None

    def _spoken(self, unit: Unit, before: Unit | None) -> None:
        """The sentence tells of no meeting: who speaks in it, or whose words it gives, says at which the text is."""
        memory, opening, mention = self.memory, unit.cue.opening, unit.cue.mention
        if unit.text.startswith("会前") and memory.meeting is not None:
            self.findings.admit_heard(unit)
        if memory.apart and opening is Opening.WRITES:
            memory.meeting, memory.apart = None, False
        elif opening is Opening.WRITTEN and unit.first and memory.writer:  # 批示指出: where it was passed on
            memory.meeting = self.company.meeting_of(memory.writer, memory.meeting)
        elif (titled := one_titled(unit, self.findings)) is not None:
            memory.meeting = titled
        elif opening is Opening.PERSON and mention is not None:
            memory.meeting = speaks_at(mention, self.findings)
            go_down(unit, mention, before, self.findings)
        elif opening in _NO_VOICE and (named := one_named(unit, self.findings)) is not None:
            memory.meeting = named  # 省局会议由某某主持
        elif opening is Opening.UNNAMED and (above := of_leaders(unit, self.findings)) is not None:
            memory.meeting = above
        elif opening in (Opening.ACTS, Opening.ATTENDANCE) and mention is not None:
            if acts_afterwards(unit, mention, before):
                go_down(unit, mention, before, self.findings)
            elif _SPEAKS_UP.search(self.text, mention.until, unit.end):
                memory.meeting = speaks_at(mention, self.findings)
            elif _REPORTS.match(self.text, mention.until, unit.end):
                memory.meeting = of_lower_office(mention, self.findings) or memory.meeting
        elif opening is Opening.UNNAMED and (called := self.company.called(unit.text)) is not None:
            memory.meeting = speaks_at(called, self.findings)
            go_down(unit, called, before, self.findings)
            self.company.take_part(called, memory.meeting, "讲话")
        elif mention is None and (called := self._called_to_act(unit)) is not None:
            memory.last = called.name
            self.company.take_part(called, memory.meeting, unit.text)
        elif (named := one_named(unit, self.findings)) is not None:
            memory.meeting = named
        elif opening is Opening.MEETING and memory.follows and _MEETING_HEARD.match(unit.text):
            here = self.findings.here()
            memory.meeting = here.parent if here is not None and here.parent is not None else memory.meeting
        elif memory.meeting is None and opening in REPORTED - {Opening.PRONOUN}:
            memory.meeting = memory.left
