"""Who took part in the meetings of a report, sentence by sentence, and who acted last."""

import re
from collections.abc import Sequence

from meetings.announcements import Announcement
from meetings.columns import goes_on
from meetings.drafts import TurnDraft, Voice
from meetings.findings import Findings
from meetings.headings import Heading
from meetings.hearing import recalls
from meetings.mentions import Mention
from meetings.roll import roll_role
from meetings.units import Unit
from meetings.voices import Opening
from meetings.whereabouts import heard_at, in_branch, of_office

_SAFETY = re.compile(r"安全|事故|救援|抢险|汛|抗旱|火灾|灾|应急|消防|防火|险情|爆炸|坍塌")
_LEADING = re.compile(r"讲话|部署|总结|传达|要求|主持|强调|指出")
_CAME = re.compile(r"(?:参加|出席|列席|收听|收看)(?:了?会议)?。$")
_RELAYS = re.compile(r"(?:^|[，,])[^，。；]{0,8}?(传达|宣读)")
_BY = re.compile(r"(?:(?:对|就|关于)[^，。；]{2,16}?)?的?(?:重要)?(?:批示|指示)")
_SEVERALLY = re.compile(
    r"[、和][^，。；]{2,20}(?:先后|分别|相继|接续|接[着著]|随即|紧随其后)[^，。；]{0,4}(?:召开|举行)"
)


class TakingPart:
    """Notes in the company who took part."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.company, self.memory = findings.company, findings.memory
        self.role = ""  # of those on the list that the text is at
        self.in_branch = False  # the sentence before told where the meeting was heard, this one may tell by whom
        self.rolled: list[str] = []  # who stands in a list of those present

    def note_speaking(self, unit: Unit, found: Announcement | None) -> None:
        """Who speaks without a verb of taking part: behind a colon (副市长某某：…), or as 他 who holds the meeting. `found`
        is the meeting that the sentence `unit` tells of."""
        speaker, cue = self.memory.said.speaker, unit.cue
        if cue.opening is Opening.LABEL and cue.mention is not None and not unit.first:
            self.company.spoke(cue.mention, self.memory.meeting)
        elif cue.opening is Opening.PRONOUN and speaker is not None and not self.company.takes_part(speaker):
            known = self.company.first(speaker)
            if known is not None and (self.memory.meeting is not None or not self.findings.frame.is_programme):
                self.company.spoke(known, self.memory.meeting)
        elif found is not None and cue.mention is None and speaker is not None:
            known = self.company.first(speaker)
            if known is not None and found.form == "held":
                self.company.spoke(known, self.memory.meeting)

    def note(self, unit: Unit, found: Announcement | None, path: Sequence[Heading]) -> None:
        """Who took part, as the sentence `unit` under the headings `path` tells; and who acted last. In a programme of
        many items only what concerns safety counts outside of the meetings."""
        memory = self.memory
        if recalls(unit, memory):
            return
        listed = not self.findings.frame.is_programme or memory.meeting is not None or _concerns_safety(unit, path)
        saying = unit.cue.opening in (Opening.PERSON, Opening.WRITES, Opening.PRONOUN, Opening.MEETING)
        told = memory.said.voice in (Voice.NARRATION, Voice.MEETING) or found is not None
        self._note_roll(unit)
        branch = in_branch(unit.text) or (self.in_branch and _CAME.search(unit.text) is not None)
        self.in_branch = "设" in unit.text and "分会场" in unit.text and not unit.inside
        if branch:
            memory.listeners.update(mention.name for mention in unit.inside)
        for mention, words in self.company.acting(unit.start, unit.end, unit.inside):
            subject = mention is unit.cue.mention or (saying and _is_named_again(unit, mention))
            retold = memory.said.voice is Voice.SPEECH and memory.said.speaker != mention.name
            if subject and not retold:
                memory.last = mention.name
            if not listed:
                continue
            if subject and not retold:
                here = heard_at(mention, self.findings) if branch and not saying else memory.meeting
                self.company.take_part(mention, None if memory.outside else here, words, saying=saying)
            elif unit.cue.mention is not None and mention.until <= unit.cue.mention.outer and not memory.outside:
                self.company.take_part(mention, memory.meeting, words)  # acted before who speaks in the sentence
            elif told and not saying:
                severally = found is not None and _SEVERALLY.search(unit.text) is not None
                where = heard_at(mention, self.findings) if branch else memory.meeting
                self.company.take_part(mention, of_office(mention, self.findings) if severally else where, words)
                if _LEADING.search(words):
                    memory.last = mention.name
        if (relayed := _RELAYS.search(unit.text)) is not None:
            for mention in unit.inside:  # 批示指出 in the next sentence is whose instruction was passed on
                if mention.start > unit.start + relayed.start(1) and _BY.match(self.findings.text, mention.until):
                    memory.writer = mention.name
        if not memory.outside:
            self.company.pass_on(unit.start, unit.end, unit.inside, self.findings.here())

    def _note_roll(self, unit: Unit) -> None:
        role = roll_role(unit.text) or (self.role if goes_on(unit.text) else "")
        self.role = role
        for mention in unit.inside if role else ():
            self.rolled.append(mention.name)
            self.company.take_part(mention, self.memory.meeting, role)

    def settle(self, turns: Sequence[TurnDraft]) -> None:
        """Once all is read: who is quoted at a meeting took part, by whatever verb it was told (镇长某某讲了几点); who stands
        in a list of those present was at the only meeting."""
        for turn in turns:
            spoke = turn.speaker if turn.voice is Voice.SPEECH and turn.meeting is not None else None
            told = spoke is None or spoke in self.memory.asked or self.company.takes_part(spoke)
            known = self.company.first(spoke or "") if not told else None
            if known is not None:
                self.company.spoke(known, turn.meeting)
        meetings = self.findings.gathering.meetings
        if len(meetings) == 1:
            for name in self.rolled:
                self.company.belongs(name, meetings[0].key)


def _is_named_again(unit: Unit, mention: Mention) -> bool:
    """Whether the subject of the sentence is named once more, before what is said (某某检查工地，在座谈会上，某某要求)."""
    subject = unit.cue.mention
    return subject is not None and mention.name == subject.name and mention.start > subject.start


def _concerns_safety(unit: Unit, path: Sequence[Heading]) -> bool:
    told = "".join(heading.text for heading in path) or unit.text
    return _SAFETY.search(told) is not None
