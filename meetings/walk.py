"""One pass over the units of a text, from which its meetings, people and turns come."""

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.addresses import Address, address_of, given_names_in, is_address
from meetings.admission import DATELINE, Doorkeeper
from meetings.announced_titles import title_announcement
from meetings.announcements import Announcement, announcements_in, heard_first
from meetings.drafts import Level, MeetingDraft, TurnDraft, Voice
from meetings.frame import Frame
from meetings.gathering import Gathering
from meetings.headings import Heading
from meetings.hearing import heard, is_quoted
from meetings.kinds import kind_of
from meetings.levels import level_of
from meetings.memory import QUIET, Memory, Said
from meetings.people import Company
from meetings.places import regions_in
from meetings.roll import roll_role
from meetings.settling import settle_instructions, settle_opening, settle_regions, settle_span, settle_title
from meetings.speakers import Mention
from meetings.under_headings import REPORTED, descended, goes_on, in_full, is_caption, named_by, reports
from meetings.units import Part, Unit
from meetings.voices import Opening, closes_speech, opens_speech

_SAFETY = re.compile(r"安全|事故|救援|抢险|防汛|抗旱|火灾|灾|应急|消防|防火|险情|爆炸|坍塌")
_LEADING = re.compile(r"讲话|部署|总结|传达|要求|主持|强调|指出")
_HOLDS = re.compile(r"召开|举行|举办")
_OFFICES = {
    Level.NATIONAL: 0,
    Level.PROVINCE: 1,
    Level.CITY: 2,
    Level.COUNTY: 3,
    Level.TOWNSHIP: 4,
    Level.ENTERPRISE: 5,
}
_ON_SPIRIT = re.compile(r"(?:就|围绕|对)?(?:贯彻|落实|贯彻落实)(?:好)?[^，。]{0,20}会议?精神|会后|会议结束后")
# Something else than a meeting was held: another piece of news, and who came to it was at no meeting.
_EVENT = re.compile(
    r"[^，。]{2,20}日[^，。]{0,6}[，,][^，。；]{2,40}?(?:博览会|展览会?|论坛|仪式|演练|竞赛|比赛|大赛|比武|宣传活动|咨询活动)[^。，；会]{0,20}(?:举办|举行|开幕|启动|开赛)"
)
_TIERS = re.compile(r"[两三]级(?:分别|均|也)?(?:召开|举行|套开)")
_SEVERALLY = re.compile(r"[、和][^，。；]{2,20}(?:先后|分别)[^，。；]{0,4}(?:召开|举行)")
_DEPLOYS = re.compile(
    r"(?:[又也还]|随后|接着)?(?:就|对)(?P<topic>[^，。；]{2,30}?)(?:作|做|进行)了?[^，。；]{0,6}(?:部署|安排)"
)
_AFTERWARDS = re.compile(r"会议?(?:召开|结束|完毕)?之?后。$")
_SPOKE_AFTER = re.compile(
    r"(?:受[^，。]{2,20}委托[，,])?[^，。]{0,30}会议?(?:召开|结束|完毕)?之?后[，,][^。]{4,}(?:讲了?话|部署|安排|要求|强调|意见)"
)
# 全省某会议要求, 市会议就贯彻…强调
_NAMED_SPEAKS = re.compile(
    r"全?(?P<tier>[国省市县区州])(?:[^，。；]{2,40}?会议?(?=要求|强调|指出|通报)|会议(?!室|厅|中心))"
)
_TELLS_OF_ONE = re.compile(
    r"^会议(?!室|厅|中心)|^会上[，,]|(?:参加|出席|列席|主持)(?:了)?会议|参加会议的|^(?:出席|参会|主持)(?:人员?)?[：:]|^与会"
)
_MEETING_HEARD = re.compile(r"(?:视频|电视电话|电视)会议(?=强调|指出|要求)")  # told of again after what followed it
_IN_BRANCH = re.compile(r"分会场|收听|收看|收视")
_AT_MEETING = re.compile(r"(?:会上|会议上)[，,]")
_CALLED = re.compile(r"(?:同志)?[^，。；]{0,12}?(?:通报|讲话|传达|发言|汇报|宣读|部署|点评|总结)")
_NOW = re.compile(r"今[天日晚]|现在|这次|本次|此次|我们|刚[才刚]")
_HELD_BEFORE = re.compile(r"(?:昨天|前天|日前|前不久|\d日)(?:召开|举行)?的?$")
_JUST_NOW = re.compile(r"刚[才刚]")
_NAMES_MEETING, _NAMES_COLLEAGUES = 5, 8  # within so many sentences of its beginning a speech does


class Walk:
    """Walks the units; afterwards `gathering`, `company` and `turns` hold what was understood."""

    def __init__(self, text: str, units: Sequence[Unit], frame: Frame, mentions: Sequence[Mention]) -> None:
        self.text, self.units, self.frame = text, units, frame
        self.gathering = Gathering(text, frame)
        self.company = Company(text, mentions, programme=frame.is_programme)
        self.door = Doorkeeper(text, units)
        self.address: Address | None = address_of(text, units)
        self.turns: list[TurnDraft] = []
        self.at = 0  # of the unit that is read
        self.memory = Memory()
        self.speech = False  # in a speech in the first person, where nobody else takes the floor
        self.floor_depth = 0  # of the heading that gave the floor
        self.spoken = 0  # sentences since the speech began
        self.speakers: list[Mention] = [self.address.mention] if self.address and self.address.mention else []
        self.path: list[Heading] = []
        self.listeners: set[str] = set()  # who heard a meeting in a branch venue
        self.heard_above: list[Announcement] = []  # told of in a speech before its own meeting
        self.rolled: list[str] = []  # who stands in a list of those present

    def run(self) -> None:
        if self.address is not None and self.address.meeting is not None and self.memory.meeting is None:
            self._admit(self.address.meeting, self.address.title)
        for at, unit in enumerate(self.units):
            self.at = at
            match unit.part:
                case Part.NOISE:
                    self._add(unit, Said(Voice.NOISE))
                case Part.TITLE:
                    self._add(unit, QUIET)
                case Part.HEADING:
                    self._heading(unit, at)
                case Part.SENTENCE:
                    self._sentence(unit, at)
        for mention in self.speakers:
            spoke = next((turn.meeting for turn in self.turns if turn.speaker == mention.name), None)
            self.company.spoke(mention, spoke)
        if len(self.gathering.meetings) == 1:
            for name in self.rolled:
                self.company.belongs(name, self.gathering.meetings[0].key)
        self._settle_before()
        settle_regions(self.gathering.meetings)
        settle_title(self.text, self.frame, self.gathering.meetings, self.turns, self.company)
        settle_instructions(self.text, self.gathering.meetings, self.turns, self.company)

    def _settle_before(self) -> None:
        """Where the only meeting is named last (会议由某某主持。…某日，某市召开会议), what was told of a meeting before is of it."""
        if len(self.gathering.meetings) != 1:
            return
        meeting = self.gathering.meetings[0]
        before = [unit for unit in self.units if unit.end <= meeting.start and unit.part is not Part.NOISE]
        apart = [at for at, unit in enumerate(before) if unit.part is Part.HEADING]
        before = before[apart[-1] + 1 if apart else 0 :]
        first = next((unit for unit in before if unit.part is Part.SENTENCE and _TELLS_OF_ONE.search(unit.text)), None)
        if first is None:
            return
        settle_span(self.turns, first.start, meeting)
        for unit in before:
            for mention in unit.inside if unit.start >= first.start else ():
                self.company.belongs(mention.name, meeting.key)

    def _add(self, unit: Unit, said: Said) -> None:
        headings = tuple(heading.text for heading in self.path)
        meeting = None if said.voice is Voice.NOISE or self.memory.outside else self.memory.meeting
        turn = TurnDraft(unit.start, unit.end, said.voice, meeting, said.speaker, headings)
        last = self.turns[-1] if self.turns else None
        if last is not None and replace(last, start=unit.start, end=unit.end) == turn:
            self.turns[-1] = replace(last, end=unit.end)
        else:
            self.turns.append(turn)

    def _admit(self, found: Announcement, unit: Unit, mention: Mention | None = None) -> None:
        titles = "、".join(mention.titles) if mention else ""
        if mention is not None and level_of(titles, "") is None:  # the office may be named in full elsewhere
            titles = self.company.titles(mention.name)
        actor = self.text[mention.outer : mention.until] if mention else ""
        self.memory.meeting = self.gathering.admit(found, (unit.start, unit.end), titles, actor)
        self.memory.minutes, self.memory.holder, self.memory.follows = False, found.subject, found.follows

    def _here(self) -> MeetingDraft | None:
        return next((one for one in self.gathering.meetings if one.key == self.memory.meeting), None)

    def _meeting_for(self, mention: Mention) -> str | None:
        """Where somebody speaks: at the meeting of the level of the office, else where the person took part."""
        here, office = self._here(), level_of(self.company.titles(mention.name), "")
        fitting = [one.key for one in self.gathering.meetings if one.level is office]
        own_city = here is not None and here.level is Level.COUNTY and (here.region or "市").endswith("市")
        if here is not None and (here.level is office or (own_city and office is Level.CITY)):
            return here.key
        if here is not None and len(fitting) == 1 and here.parent is not None:
            return fitting[0]
        return self.company.meeting_of(mention.name, self.memory.meeting)

    def _of_office(self, mention: Mention) -> str | None:
        """Of several meetings told of in one sentence that of the person's own level (某省长、某市长先后召开…), else the first."""
        office = level_of(self.company.titles(mention.name), "")
        own = [one.key for one in self.gathering.meetings if one.level is office]
        return own[0] if len(own) == 1 else self.memory.meeting

    def _heard_at(self, mention: Mention) -> str | None:
        """Of meetings told of in one breath, heard in a branch venue, the one next above the person's office."""
        memory, office = self.memory, level_of(self.company.titles(mention.name), "")
        if memory.meeting not in memory.together or office not in _OFFICES:
            return memory.meeting
        levels = {one.key: _OFFICES.get(one.level, 9) for one in self.gathering.meetings}
        above = [key for key in memory.together if levels[key] < _OFFICES[office]]
        return max(above, key=lambda key: levels[key], default=memory.meeting)

    def _goes_down(self, unit: Unit, mention: Mention) -> None:
        """Somebody of a lower office who speaks on how to carry out the meeting just heard, or who heard it in a branch
        venue, holds its follow-up."""
        here, office = self._here(), level_of(self.company.titles(mention.name), "")
        if here is None or office not in _OFFICES or _AT_MEETING.match(unit.text):
            return
        opening = unit.text[: unit.cue.content or None]
        heard_there = mention.name in self.listeners or _IN_BRANCH.search(opening) is not None
        at_home = self._deploys_at_home(unit, mention)
        if not (heard_there or _ON_SPIRIT.search(opening) or self._afterwards() or at_home):
            return
        if _OFFICES.get(here.level, 9) < _OFFICES[office]:
            for above in heard_first(self.text, unit.start, unit.end):
                self.gathering.admit_heard(above, (unit.start, unit.end))
            follow = Announcement(unit.start, unit.end, "", "", follows=True, form="follow")
            self._admit(follow, unit, mention)

    def _deploys_at_home(self, unit: Unit, mention: Mention) -> bool:
        """Whether somebody gives orders for a region that he is told to hold office in (某市副市长又对某市…作了部署)."""
        deploys = _DEPLOYS.match(unit.text, mention.until - unit.start)
        named = [one.place.code for title in mention.titles for one in regions_in(title)]
        topics = [one.place.code for one in regions_in(deploys["topic"])] if deploys is not None else []
        return any(code in named for code in topics)

    def _one_named(self, unit: Unit) -> str | None:
        """The one meeting of the level by which a sentence names whose words it gives (全省…会议要求)."""
        named = _NAMED_SPEAKS.match(unit.text)
        level = level_of("", f"全{named['tier']}") if named is not None else None
        fitting = [one.key for one in self.gathering.meetings if one.level is level]
        return fitting[0] if level is not None and len(fitting) == 1 else None

    def _afterwards(self) -> bool:
        """Whether the sentence before only says that the meeting was over (…会议结束后。)."""
        return self.at > 0 and _AFTERWARDS.search(self.units[self.at - 1].text) is not None

    # Headings

    def _heading(self, unit: Unit, at: int) -> None:
        assert unit.heading is not None
        programme = self.frame.is_programme and not (self.path and 0 < self.path[0].depth < unit.heading.depth)
        heading = Heading(unit.heading.text, 0) if programme else unit.heading
        depth = heading.depth
        speaker = named_by(self.text, unit) if not is_caption(self.units, at) else None
        if (
            self.speech
            and depth == 0
            and speaker is None
            and not is_address(unit.text)
            and goes_on(self.units, at, self.frame, self.company, self.memory)
        ):
            self._add(unit, self.memory.said)
            return
        self.path = descended(self.path, heading)
        if self.memory.floor and 0 < depth <= self.floor_depth:  # what a heading gave ends with the next
            self.speech, self.memory.said = False, QUIET
        self.memory.outside = self.memory.floor = False
        found = title_announcement(self.text, unit.start, unit.end) if depth <= 1 else None
        if found is not None and depth == 0 and _HOLDS.search(unit.text) and not reports(self.units, at):
            found = None  # the news under the heading tells of the meeting itself, or of none
        if found is not None and (depth == 1 or not self.speech or is_address(unit.text)):
            self._admit(in_full(self.text, self.frame, found), unit)
            self.speech, self.memory.said = False, QUIET
        ends = programme or (found is None and not goes_on(self.units, at, self.frame, self.company, self.memory))
        if ends and speaker is None and depth == 0 and not self.speech:
            self.memory.leave()
        if speaker is not None:
            self._give_floor(unit, speaker)
        self._add(unit, self.memory.said if self.speech and speaker is None else QUIET)

    def _give_floor(self, unit: Unit, speaker: Mention) -> None:
        self.speech = "传达" not in unit.text
        self.spoken, self.memory.floor = 1, True
        self.floor_depth = max((one.depth for one in self.path[-2:]), default=0)
        self.memory.said, self.memory.last = Said(Voice.SPEECH, speaker.name), speaker.name
        if speaker.until >= unit.end:  # a byline
            self.speakers.append(speaker)
        for mention, words in self.company.acting(speaker.outer, unit.end, unit.inside):
            if mention is speaker:
                self.company.take_part(mention, self.memory.meeting, words)

    # Sentences

    def _sentence(self, unit: Unit, at: int) -> None:
        if unit.heading is not None:
            self.path = [one for one in self.path if one.depth < unit.heading.depth] + [unit.heading]
        if unit.first:
            self._paragraph(unit)
        if self.speech:
            self._in_speech(unit)
            return
        memory = self.memory
        told = self.door.admitted(at, memory, self._here())
        found = told[0] if told else None
        if found is not None:
            for above in heard_first(self.text, unit.start, unit.end):
                self.gathering.admit_heard(above, (unit.start, unit.end))
            self._admit(found, unit, unit.cue.mention)
            spoken_there = found.form == "at" and kind_of(found.title) == "standing-committee"
            memory.apart = unit.cue.opening is Opening.WRITES or spoken_there
            if at and is_quoted(self.units[at - 1]) and self.units[at - 1].line == unit.line:
                settle_opening(self.turns, self.memory.meeting)
            memory.together = [memory.meeting] if memory.meeting else []
            for other in told[1:]:
                key = self.gathering.admit(other, (unit.start, unit.end))
                memory.together += [] if other.follows else [key]
                if other.follows and (other.start > found.start or _TIERS.search(unit.text)):
                    memory.meeting = key  # what is said from here on is said at the follow-up
            branch = unit.text[found.end - unit.start : unit.cue.content]
            if unit.cue.opening is Opening.PERSON and unit.cue.mention is not None and _IN_BRANCH.search(branch):
                self._goes_down(unit, unit.cue.mention)  # 全国会议召开，某市长在分会场强调
        elif memory.apart and unit.cue.opening is Opening.WRITES:
            memory.meeting, memory.apart = None, False
        elif unit.cue.opening is Opening.PERSON and unit.cue.mention is not None:
            memory.meeting = self._meeting_for(unit.cue.mention)
            self._goes_down(unit, unit.cue.mention)
        elif unit.cue.opening is Opening.ACTS and unit.cue.mention is not None:
            if self._afterwards() or _SPOKE_AFTER.match(unit.text) or self._deploys_at_home(unit, unit.cue.mention):
                self._goes_down(unit, unit.cue.mention)
        elif unit.cue.opening is Opening.UNNAMED and (called := self.company.called(unit.text)) is not None:
            memory.meeting = self._meeting_for(called)
            self._goes_down(unit, called)
            self.company.take_part(called, memory.meeting, "讲话")
        elif (named := self._one_named(unit)) is not None:
            memory.meeting = named
        elif unit.cue.opening is Opening.MEETING and memory.follows and _MEETING_HEARD.match(unit.text):
            here = self._here()
            memory.meeting = here.parent if here is not None and here.parent is not None else memory.meeting
        elif memory.meeting is None and unit.cue.opening in REPORTED - {Opening.PRONOUN}:
            memory.meeting = memory.left
        following = self.units[at + 1] if at + 1 < len(self.units) else None
        memory.said = heard(unit, following, found, memory, self.company)
        self._add(unit, memory.said)
        self._heard_speaking(unit, found)
        self._note(unit, found)
        if memory.resumes is not None:
            memory.said, memory.last, memory.resumes = memory.resumes, memory.resumes.speaker, None

    def _heard_speaking(self, unit: Unit, found: Announcement | None) -> None:
        """Who speaks without a verb of taking part: behind a colon (副市长某某：…), or as 他 who holds the meeting."""
        speaker, cue = self.memory.said.speaker, unit.cue
        if cue.opening is Opening.LABEL and cue.mention is not None and not unit.first:
            self.company.spoke(cue.mention, self.memory.meeting)
        elif cue.opening is Opening.PRONOUN and speaker is not None and not self.company.takes_part(speaker):
            known = self.company.first(speaker)
            if known is not None and (self.memory.meeting is not None or not self.frame.is_programme):
                self.company.spoke(known, self.memory.meeting)
        elif found is not None and cue.mention is None and speaker is not None:
            known = self.company.first(speaker)
            if known is not None and found.form == "held":
                self.company.spoke(known, self.memory.meeting)

    def _paragraph(self, unit: Unit) -> None:
        """A paragraph may give the floor (某某：, 同志们：) or begin another piece of news (本报讯)."""
        self.memory.outside = False
        if unit.cue.opening is Opening.LABEL and unit.cue.mention is not None:
            self._label(unit.cue.mention)
        elif not self.speech and (opens_speech(unit.text) or (self.address is not None and self.spoken == 0)):
            self.speech, self.spoken = True, 1
            if self.memory.said.voice is not Voice.SPEECH:
                self.memory.said = Said(Voice.SPEECH, self.address.speaker if self.address else None)
        elif (DATELINE.match(unit.text) or _EVENT.match(unit.text)) and not self.speech:
            self.memory.leave()

    def _label(self, mention: Mention) -> None:
        """A name with a colon takes the floor, as in a transcript."""
        if not self.speech:
            self.speech, self.spoken = True, 1
        self.floor_depth = max((one.depth for one in self.path), default=0)
        self.memory.said, self.memory.last, self.memory.floor = Said(Voice.SPEECH, mention.name), mention.name, True
        self.speakers.append(mention)

    def _note(self, unit: Unit, found: Announcement | None) -> None:
        """Who took part, as this sentence tells; and who acted last. In a programme of many items only what
        concerns safety counts outside of the meetings."""
        memory = self.memory
        listed = not self.frame.is_programme or memory.meeting is not None or self._concerns_safety(unit)
        saying = unit.cue.opening in (Opening.PERSON, Opening.WRITES, Opening.PRONOUN, Opening.MEETING)
        told = memory.said.voice in (Voice.NARRATION, Voice.MEETING) or found is not None
        role = roll_role(unit.text)
        for mention in unit.inside if role else ():
            self.rolled.append(mention.name)
            self.company.take_part(mention, memory.meeting, role)
        in_branch = _IN_BRANCH.search(unit.text) is not None
        if in_branch:
            self.listeners.update(mention.name for mention in unit.inside)
        for mention, words in self.company.acting(unit.start, unit.end, unit.inside):
            subject = mention is unit.cue.mention or (saying and self._named_again(unit, mention))
            retold = memory.said.voice is Voice.SPEECH and memory.said.speaker != mention.name
            if subject and not retold:
                memory.last = mention.name
            if not listed:
                continue
            if subject and not retold:
                here = self._heard_at(mention) if in_branch and not saying else memory.meeting
                self.company.take_part(mention, None if memory.outside else here, words, saying=saying)
            elif unit.cue.mention is not None and mention.until <= unit.cue.mention.outer and not memory.outside:
                self.company.take_part(mention, memory.meeting, words)  # acted before who speaks in the sentence
            elif told and not saying:
                severally = found is not None and _SEVERALLY.search(unit.text) is not None
                where = self._heard_at(mention) if in_branch else memory.meeting
                self.company.take_part(mention, self._of_office(mention) if severally else where, words)
                if _LEADING.search(words):
                    memory.last = mention.name
        if not memory.outside:
            self.company.pass_on(unit.start, unit.end, unit.inside, self._here())

    def _named_again(self, unit: Unit, mention: Mention) -> bool:
        """Whether the subject of the sentence is named once more, before what is said (某某检查工地，在座谈会上，某某要求)."""
        subject = unit.cue.mention
        return subject is not None and mention.name == subject.name and mention.start > subject.start

    def _concerns_safety(self, unit: Unit) -> bool:
        told = "".join(heading.text for heading in self.path) or unit.text
        return _SAFETY.search(told) is not None

    # Speeches

    def _in_speech(self, unit: Unit) -> None:
        """In a speech nobody else takes the floor; at its beginning the meeting may be named."""
        if self.spoken <= _NAMES_MEETING and self.memory.meeting is None and _NOW.search(unit.text):
            for found in announcements_in(self.text, unit.start, unit.end)[:1]:
                if _HELD_BEFORE.search(unit.text[: found.start - unit.start]):
                    break
                if found.form == "joined" and _JUST_NOW.search(unit.text[: found.start - unit.start]):
                    self.heard_above = heard_first(self.text, unit.start, unit.end)
                    break  # 刚才，我们收听收看了全国某会议
                self._admit(found, unit)
                settle_opening(self.turns, self.memory.meeting)
                for above in self.heard_above:
                    self.gathering.admit_heard(above, (above.start, above.end))
        if self.spoken <= _NAMES_MEETING and self.memory.meeting is not None:
            for above in heard_first(self.text, unit.start, unit.end):
                self.gathering.admit_heard(above, (unit.start, unit.end))
        if self.spoken <= _NAMES_COLLEAGUES and _JUST_NOW.search(unit.text):
            self._colleagues(unit)
        for mention in unit.inside:  # 请某某同志通报: who chairs gives the floor
            called = self.text[mention.outer - 1 : mention.outer] == "请"
            if called and (part := _CALLED.match(self.text, mention.until, unit.end)):
                self.company.take_part(mention, self.memory.meeting, part[0])
        self.spoken += 1
        self._add(unit, self.memory.said)
        if closes_speech(unit.text):
            self.speech, self.memory.said = False, QUIET

    def _colleagues(self, unit: Unit) -> None:
        """Who spoke before, as the speaker tells (刚才，某某同志通报了情况)."""
        for mention, words in self.company.acting(unit.start, unit.end, unit.inside):
            if not self._from_above(mention):
                self.company.take_part(mention, self.memory.meeting, words)
        for mention in given_names_in(unit):
            named = self.company.in_full(mention.name)
            if named is not None:  # a given name alone says nobody whom others could find again
                colleague = replace(mention, name=named)
                self.company.take_part(colleague, self.memory.meeting, self.text[mention.until : unit.end])

    def _from_above(self, mention: Mention) -> bool:
        """Whether a person named in a speech belongs to the meeting above it, heard just before."""
        here = self._here()
        top = level_of(self.company.titles(mention.name), "") is Level.NATIONAL
        return (top and (here is None or here.level is not Level.NATIONAL)) or self.company.takes_part(mention.name)
