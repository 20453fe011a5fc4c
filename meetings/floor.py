"""Who has the floor in a speech in the first person, and what the speech tells of its meeting and of colleagues."""

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.addresses import Address, given_names_in
from meetings.announcements import Announcement, announcements_in
from meetings.drafts import Level, TurnDraft, Voice
from meetings.findings import Findings
from meetings.headings import Heading
from meetings.heard_first import heard_first
from meetings.levels import LEVELS, level_of
from meetings.memory import QUIET, Said
from meetings.mentions import Mention
from meetings.saying import INSISTS
from meetings.settling import settle_opening
from meetings.units import Unit
from meetings.voices import closes_speech, opens_speech

_CALLED = re.compile(r"(?:同志)?[^，。；]{0,12}?(?:通报|讲话|传达|发言|汇报|宣读|部署|安排|布置|点评|总结|介绍|讲)")
_PLAINLY = {"排": "作部署", "置": "作部署", "绍": "作通报", "讲": "讲话"}
# 请康县长作重要讲话: called by surname and post
_CALLED_UP = re.compile(r"(?:请|欢迎)(?P<who>[\u4e00-\u9fff]{2,6}?[长记任席理])(?:同志)?(?P<does>[^，。；]{0,8}?讲话)")
_TOLD_AGAIN = re.compile(
    rf"(?:刚[才刚][，,]?)?[\u4e00-\u9fff]{{2,6}}?[长记任席理](?:同志)?(?:在(?:刚[才刚]的)?讲话[中里时]|从[^，。；]{{2,10}}(?:方面|角度)|站在[^，。；]{{4,20}}|就[^，。；]{{4,24}}|对[^，。；]{{4,24}})[^。；]{{0,40}}?(?:{INSISTS})(?![。；])"
)
_AGENDA = re.compile(r"议程|议题|第[一二三四五六七八九]项|首先|接下来|下面|最后")
# 参加今天会议的有：…, 介绍出席会议的领导，他们是：…
_PRESENT = re.compile(
    r"(?:参加|出席|参会|到会)[^。；]{0,14}?(?:的(?:还)?有|，(?:他|她)们(?:分别)?是|(?:的|会议)(?:领导(?:同志)?)?(?:有|是))[：:]?"
)
_NOW = re.compile(r"今[天日晚]|现在|这次|本次|此次|我们|刚[才刚]")
_HELD_BEFORE = re.compile(r"(?:昨天|前天|日前|前不久|\d日)(?:召开|举行)?的?$")
# 根据县委安排，全县某动员大会现在开始
_BEGINS = re.compile(r"(?:^|[，,：:])(?P<np>[^，。；：:]{2,40}?(?:会议|大会))(?:现在|正式|现)开[始会]")
# 今天套开两个会，一个是县安委会全体会议，一个是…
_SEVERAL = re.compile(
    r"开[两三几]个会(?:议)?[，,：:](?:一个|一|第一个)是(?P<np>[^，。；]{4,40}?会(?:议)?)(?=[，,；。])"
)
_AND_ONE = re.compile(r"[，,；](?:另|再)?一个是(?P<np>[^，。；]{4,40}?会(?:议)?)(?=[，,；。])")
_JUST_NOW = re.compile(r"刚[才刚]")
# 我先把中央领导同志的指示传达一下。习近平总书记指出，…: read out word for word, paragraph by paragraph
_PASSES_ON = re.compile(
    r"我(?![们省市县区])[^。；]{0,8}(?:总书记|中央领导|领导同志|总理)[^。；精]{0,12}(?:指示|批示)[^。；]{0,6}(?:传达|宣读)一下"
    r"|我(?![们省市县区])[^。；]{0,8}(?:传达|宣读)(?!了|学习|到)[^。；]{0,8}(?:总书记|中央领导|领导同志|总理)[^。；精]{0,12}(?:指示|批示)(?!精神)"
)
# 我们要把这句话刻在心里, 各县区要…: the speaker's own again
_OWN_WORDS = re.compile(r"我们|我[省市县区州]|(?:各县|[市县][^，。；]{0,6}局)[^，。；]{0,6}要")
_PASSED_ON = re.compile(r"(?:指示|批示)[^。；]{0,6}(?:就)?传达(?:到这里|完)|传达到这里")
_LEADER_SAYS = re.compile(
    rf"[\u4e00-\u9fff]{{2,4}}(?:总书记|主席|总理)(?:同志)?(?:近日|日前|今[天日]|昨[天日]|再次)?(?:{INSISTS}|批示|作出)"
)
_SENT_DOWN = re.compile(r"督导|工作组|巡[视查]")  # 全国督导组组长 speaks where he was sent
_NAMES_MEETING, _NAMES_COLLEAGUES = 5, 8  # within so many sentences of its beginning a speech does


class Floor:
    """In a speech in the first person nobody else takes the floor until it is given or the speech is closed."""

    def __init__(self, findings: Findings, address: Address | None, turns: list[TurnDraft]) -> None:
        self.findings, self.text = findings, findings.text
        self.company, self.memory = findings.company, findings.memory
        self.address = address  # the speech that the whole text is
        self.turns = turns
        self.taken = False
        self.depth = 0  # of the heading that gave it
        self.spoken = 0  # sentences since the speech began
        self.speakers: list[Mention] = [address.mention] if address and address.mention else []
        self.passes_on = False  # leaders' instructions are being read out
        self.quoted: Said | None = None  # whose is
        self.gone_up = False  # the last who was given it by a heading spoke at the meeting above
        self.heard_above: list[Announcement] = []  # told of in a speech before its own meeting

    def read_to_the_end(self) -> None:
        """What leaders instructed has been read out: any heading ends it, and words of the speaker's own."""
        self.passes_on, self.quoted = False, None

    def give(self, unit: Unit, speaker: Mention, path: Sequence[Heading]) -> None:
        """The heading `unit`, the last of `path`, gives it to `speaker`."""
        self.taken = "传达" not in unit.text
        if self.taken:
            self._go_up(speaker)
        self.spoken, self.memory.floor = 1, True
        self.depth = max((one.depth for one in path[-2:]), default=0)
        self.memory.said, self.memory.last = Said(Voice.SPEECH, speaker.name), speaker.name
        if speaker.until >= unit.end:  # a byline
            self.speakers.append(speaker)
        for mention, words in self.company.acting(speaker.outer, unit.end, unit.inside):
            if mention is speaker:
                self.company.take_part(mention, self.memory.meeting, words)

    def give_to_post(self, unit: Unit) -> None:
        """The heading `unit` gives it to somebody by post alone, at the one meeting told of on the level of the post."""
        self.taken, self.spoken, self.memory.floor = True, 1, True
        self.memory.said, self.memory.last = Said(Voice.SPEECH, None), None
        own = [one for one in self.findings.gathering.meetings if one.level is level_of(unit.text, "")]
        if len(own) == 1:
            self.memory.meeting = own[0].key

    def _go_up(self, speaker: Mention) -> None:
        """Who holds an office above the meeting told of last spoke at the one meeting of that level (国务委员某某讲话, after
        全国会议后，我省接着开会), and the next who is of below comes down again."""
        here, office = self.findings.here(), self.findings.office_of(speaker)
        own = [one for one in self.findings.gathering.meetings if one.level is office]
        if here is None or office is None or len(own) != 1 or _SENT_DOWN.search(self.company.titles(speaker.name)):
            return
        above = LEVELS.index(office) < LEVELS.index(here.level)
        if above or (self.gone_up and office is not here.level):
            self.memory.meeting, self.gone_up = own[0].key, above

    def give_by_label(self, mention: Mention, path: Sequence[Heading], *, asked: bool = False) -> None:
        """A name with a colon takes it, as in a transcript; `asked` by a reporter, the person was at no meeting."""
        if not self.taken:
            self.taken, self.spoken = True, 1
        self.depth = max((one.depth for one in path), default=0)
        self.memory.said, self.memory.last, self.memory.floor = Said(Voice.SPEECH, mention.name), mention.name, True
        if asked:
            self.memory.asked.add(mention.name)
        else:
            self.speakers.append(mention)

    def is_opened(self, unit: Unit) -> bool:
        """Whether a paragraph begins a speech (同志们：) while nobody has it."""
        begins = self.address is not None and self.spoken == 0
        return not self.taken and (opens_speech(unit.text) or begins)

    def open(self) -> None:
        """A speech begins: by whom a heading named just before, else by whose address the text is."""
        self.taken, self.spoken = True, 1
        if self.memory.said.voice is not Voice.SPEECH:
            self.memory.said = Said(Voice.SPEECH, self.address.speaker if self.address else None)

    def end(self) -> None:
        """The speech is over."""
        self.taken, self.memory.said = False, QUIET

    def end_where_closed(self, unit: Unit) -> None:
        """The speech is over after its closing words (谢谢大家)."""
        if closes_speech(unit.text):
            self.end()

    def hear(self, unit: Unit) -> Said:
        """A sentence of the speech: near its beginning the meeting and colleagues may be named. Whose words it is: the
        speaker's, or a colleague's that are told again (康县长在讲话中要求，…)."""
        if self.spoken <= _NAMES_MEETING and self.memory.meeting is None and _NOW.search(unit.text):
            self._own_meeting(unit)
        if self.spoken <= _NAMES_MEETING and self.memory.meeting is not None:
            self.findings.admit_heard(unit)
        if self.spoken <= _NAMES_COLLEAGUES and _JUST_NOW.search(unit.text):
            self._colleagues(unit)
        if (present := _PRESENT.search(unit.text)) is not None:
            for mention in unit.inside:
                if mention.outer >= unit.start + present.end() - 1:
                    self.company.take_part(mention, self.memory.meeting, "出席")
        if self.spoken <= _NAMES_COLLEAGUES and self.memory.said.speaker is None:
            self._own_name(unit)
        for mention in unit.inside:  # 请某某同志通报: who chairs gives the floor
            before = self.text[mention.outer - 1 : mention.outer]
            called = before == "请" or (before == "由" and _AGENDA.search(unit.text) is not None)
            if called and (part := _CALLED.match(self.text, mention.until, unit.end)):
                self.company.take_part(mention, self.memory.meeting, _PLAINLY.get(part[0][-1], part[0]))
        up = _CALLED_UP.search(unit.text)
        colleague = self.company.called(up["who"]) if up is not None else None
        if up is not None and colleague is not None:
            self.company.take_part(colleague, self.memory.meeting, up["does"])
        self.spoken += 1
        if (quoted := self._read_out(unit)) is not None:
            return quoted
        asked = self.company.called(unit.text) if _TOLD_AGAIN.match(unit.text) is not None else None
        return Said(Voice.SPEECH, asked.name) if asked is not None else self.memory.said

    def _read_out(self, unit: Unit) -> Said | None:
        """Whose instruction the sentence is part of, where the speaker reads it out; a paragraph of his own ends it."""
        if unit.first:
            leader = unit.cue.mention if self.passes_on and _LEADER_SAYS.match(unit.text) else None
            self.passes_on = self.passes_on and (leader is not None or self.quoted is None)
            self.quoted = Said(Voice.WRITTEN, leader.name) if leader is not None else None
            if leader is not None:
                self.company.take_part(leader, self.memory.meeting, "作出批示")
        elif self.quoted is not None and _OWN_WORDS.search(unit.text) is not None:
            self.read_to_the_end()
        if _PASSED_ON.search(unit.text) is not None:
            self.read_to_the_end()
        elif self.quoted is None and _PASSES_ON.search(unit.text) is not None:
            self.passes_on = True
        return self.quoted

    def settle(self) -> None:
        """Once all is read: who was given the floor by name spoke."""
        for mention in self.speakers:
            spoke = next((turn.meeting for turn in self.turns if turn.speaker == mention.name), None)
            self.company.spoke(mention, spoke)

    def _own_name(self, unit: Unit) -> None:
        """Who says who he is (我是县应急局局长某某) spoke from the beginning."""
        own = next((one for one in unit.inside if self.text[one.outer - 2 : one.outer] == "我是"), None)
        if own is None:
            return
        self.memory.said, self.memory.last = Said(Voice.SPEECH, own.name), own.name
        self.speakers.append(own)
        for at in range(len(self.turns) - 1, -1, -1):
            if self.turns[at].voice is not Voice.SPEECH or self.turns[at].speaker is not None:
                break
            self.turns[at] = replace(self.turns[at], speaker=own.name)

    def _own_meeting(self, unit: Unit) -> None:
        begins = _BEGINS.search(unit.text) or _SEVERAL.search(unit.text)
        if begins is not None:
            at = unit.start + begins.start("np")
            found = Announcement(at, unit.start + begins.end("np"), begins["np"], "", False, "title")
            self.findings.admit(found, unit)
            first = self.memory.meeting
            for beside in _AND_ONE.finditer(unit.text, begins.end()):
                at = unit.start + beside.start("np")
                found = Announcement(at, unit.start + beside.end("np"), beside["np"], "", False, "title")
                self.findings.gathering.admit(found, (unit.start, unit.end), other=first or "")
            settle_opening(self.turns, first)
            return
        for found in announcements_in(self.text, unit.start, unit.end)[:1]:
            if _HELD_BEFORE.search(unit.text[: found.start - unit.start]):
                break
            if found.form == "joined" and _JUST_NOW.search(unit.text[: found.start - unit.start]):
                self.heard_above = heard_first(self.text, unit.start, unit.end)
                break  # 刚才，我们收听收看了全国某会议
            self.findings.admit(found, unit)
            settle_opening(self.turns, self.memory.meeting)
            for above in self.heard_above:
                self.findings.gathering.admit_heard(above, (above.start, above.end))

    def _colleagues(self, unit: Unit) -> None:
        """Who spoke before, as the speaker tells (刚才，某某同志通报了情况)."""
        for mention, words in self.company.acting(unit.start, unit.end, unit.inside):
            if not self._is_from_above(mention):
                self.company.take_part(mention, self.memory.meeting, words)
        for mention in given_names_in(unit):
            named = self.company.in_full(mention.name)
            if named is not None:  # a given name alone says nobody whom others could find again
                colleague = replace(mention, name=named)
                self.company.take_part(colleague, self.memory.meeting, self.text[mention.until : unit.end])

    def _is_from_above(self, mention: Mention) -> bool:
        """Whether a person named in a speech belongs to the meeting above it, heard just before."""
        here = self.findings.here()
        top = self.findings.office_of(mention) is Level.NATIONAL
        return (top and (here is None or here.level is not Level.NATIONAL)) or self.company.takes_part(mention.name)
