"""One pass over the units of a text, with what a reader remembers of those before: meeting, voice, speaker."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from meetings.announcements import Announcement, announcements_in, level_of, title_announcement
from meetings.drafts import Level, MeetingDraft, TurnDraft, Voice
from meetings.frame import Frame
from meetings.gathering import Gathering
from meetings.headings import Heading
from meetings.people import Company
from meetings.speakers import Mention
from meetings.units import Part, Unit, byline_name
from meetings.voices import Opening, closes_speech, is_imperative, is_news, opens_speech


@dataclass(frozen=True, slots=True)
class Said:
    """A voice and whose it is."""

    voice: Voice
    speaker: str | None = None


QUIET = Said(Voice.NARRATION)
_SPOKEN = {
    Opening.UNNAMED,
    Opening.MEETING,
    Opening.PERSON,
    Opening.PRONOUN,
    Opening.OMITTED,
    Opening.WRITTEN,
    Opening.WRITES,
    Opening.MINUTES,
}
_REPORTED = frozenset(
    {Opening.UNNAMED, Opening.MEETING, Opening.PRONOUN, Opening.OMITTED, Opening.WRITTEN, Opening.MINUTES}
)
_DATELINE = re.compile(r"^.{0,16}(?:消息|讯|电)[（(：: ]|^(?:央视网|新华网|人民网|中新网|本报|本台)")
_GIVES_FLOOR = re.compile(r"讲话|传达|批示|发言|总结|强调|部署|指示|致辞|报告")
_SPEECH_TITLE = re.compile(r"讲话|发言|致辞|报告|主持词|讲稿")
_SPEECH_END = re.compile(r"(?:讲话|发言|致辞|主持词|讲稿)(?:稿|文稿|提纲|摘要|材料|全文)?(?:[（【(〔].*)?$")
_ON_ACCIDENT = re.compile(
    r"(?:事故|爆炸|火灾|地震|坍塌|滑坡|灾害|泥石流|洪水|险情)[^。]{0,30}(?:指示|批示)|发生[^。]{2,40}(?:事故|爆炸|火灾|地震)|(?:事故|灾情|险情)发生后"
)
_LEADING = re.compile(r"讲话|部署|总结|传达|要求|主持|强调|指出")
_DATED = re.compile(r"^(?:[^，。]{0,6}\d{1,2}[日号]|[^，。]{0,10}\d月\d{1,2}[日号]|[今昨当]天|[今昨当]日)")
_OF_MEETING = re.compile(r"^[^。]{0,20}(?:会议|会上|与会|座谈|大会)(?![^。]{0,30}(?:召开|举行))")
_NOW = re.compile(r"今[天日晚]|现在|这次|本次|此次|我们|刚才")


class Walk:
    """Walks the units; afterwards `gathering`, `company` and `turns` hold what was understood."""

    def __init__(self, text: str, units: Sequence[Unit], frame: Frame, mentions: Sequence[Mention]) -> None:
        self.text, self.units, self.frame = text, units, frame
        self.gathering = Gathering(text, frame)
        self.company = Company(text, mentions)
        self.turns: list[TurnDraft] = []
        self.meeting: str | None = None
        self.holder = ""  # who holds the meeting, as printed
        self.said = QUIET
        self.last: str | None = None  # who acted last
        self.writer: str | None = None  # who last instructed in writing
        self.writers: set[str] = set()
        self.left: str | None = None  # the meeting of the piece of news before this one
        self.byline: str | None = None  # who the line under the title says is speaking
        self.minutes = False  # 议定事项如下: what follows is the meeting's
        self.speech = False  # in a speech in the first person, where nobody else takes the floor
        self.spoken = 0  # sentences since the speech began
        self.speakers: list[Mention] = []  # who took the floor in a speech
        self.floor = False  # a heading gave the floor: the voice lasts until the next
        self.outside = False  # a body orders outside of the meeting
        self.path: list[Heading] = []
        self.lead = [unit.line for unit in units if unit.part is Part.SENTENCE and unit.first][:2]
        self.together: list[Announcement] = []  # other meetings the same sentence tells of
        self.follows = False  # the meeting was told of as a follow-up
        self.first = 0  # the first sentence of the text proper

    def run(self) -> None:
        self.first = next((at for at, unit in enumerate(self.units) if unit.part is Part.SENTENCE), 0)
        if _SPEECH_END.search(self.frame.title) and self.frame.title_span is not None:
            found = title_announcement(self.text, *self.frame.title_span)
            if found is not None and self.meeting is None:
                self.meeting = self.gathering.admit(found, self.frame.title_span)
        for at, unit in enumerate(self.units):
            match unit.part:
                case Part.NOISE:
                    self._add(unit, Said(Voice.NOISE))
                case Part.TITLE:
                    self._title(unit)
                case Part.HEADING:
                    self._heading(unit, at)
                case Part.SENTENCE:
                    self._sentence(unit, at)

        for mention in self.speakers:
            spoke = next((turn.meeting for turn in self.turns if turn.speaker == mention.name), None)
            self.company.spoke(mention, spoke)

        self._settle_instructions()

    def _settle_instructions(self) -> None:
        """An instruction on the work, told before the only meeting, was made for that meeting; one on an
        accident answers the accident."""
        if len(self.gathering.meetings) != 1:
            return
        meeting = self.gathering.meetings[0]
        if _ON_ACCIDENT.search(self.text, 0, meeting.start) is not None:
            return
        for at, turn in enumerate(self.turns):
            if turn.voice is Voice.WRITTEN and turn.meeting is None and turn.end <= meeting.start and turn.speaker:
                self.turns[at] = replace(turn, meeting=meeting.key)
                self.company.belongs(turn.speaker, meeting.key)

    def _add(self, unit: Unit, said: Said) -> None:
        headings = tuple(heading.text for heading in self.path)
        meeting = None if said.voice is Voice.NOISE or self.outside else self.meeting
        last = self.turns[-1] if self.turns else None
        if last and (last.voice, last.speaker, last.meeting, last.headings) == (
            said.voice,
            said.speaker,
            meeting,
            headings,
        ):
            self.turns[-1] = replace(last, end=unit.end)
        else:
            self.turns.append(TurnDraft(unit.start, unit.end, said.voice, meeting, said.speaker, headings))

    def _title(self, unit: Unit) -> None:
        """The title names who speaks where only a speech follows; which meeting, only if the text does not."""
        if _SPEECH_TITLE.search(self.frame.title) or _SPEECH_TITLE.search(unit.text):
            speaker = unit.inside[0] if unit.inside and unit.text.startswith(unit.inside[0].name) else None
            if speaker is not None:
                self.byline = speaker.name
                self.speakers.append(speaker)
        elif not _SPEECH_TITLE.search(self.text[: unit.end]):
            self._add(unit, QUIET)
            return
        named = byline_name(unit)
        if named is not None:
            self.byline = named[0]
            self.speakers += [mention for mention in unit.inside if mention.name == named[0]]
        self._add(unit, QUIET)

    def _heading(self, unit: Unit, at: int) -> None:
        assert unit.heading is not None
        depth = unit.heading.depth
        if self.speech and depth == 0 and self._goes_on(at):
            self._add(unit, self.said)
            return
        self.path = [one for one in self.path if one.depth < depth or (depth > 0 and one.depth == 0)]
        if depth <= 1:
            self.path = [one for one in self.path if one.depth == 0 and depth == 1]
        self.path.append(unit.heading)
        self.outside = self.floor = False
        found = title_announcement(self.text, unit.start, unit.end) if depth <= 1 else None
        if found is not None and not (self.speech and depth != 1):
            self.meeting = self.gathering.admit(self._in_full(found), (unit.start, unit.end))
            self.speech, self.minutes, self.said = False, False, QUIET
        elif depth == 0 and not self.speech and not self._goes_on(at):
            self._leave()
        speaker = self._named_by(unit)
        if speaker is not None:
            self.speech = "传达" not in unit.text
            self.spoken, self.floor = 99, True
            self.said, self.last = Said(Voice.SPEECH, speaker.name), speaker.name
            for mention, words in self.company.acting(speaker.outer, unit.end, unit.inside):
                if mention is speaker:
                    self.company.take_part(mention, self.meeting, words)
            self._add(unit, QUIET)
        else:
            self._add(unit, self.said if self.speech else QUIET)

    def _leave(self) -> None:
        """Another piece of news begins: what was remembered of the one before no longer holds."""
        self.left = self.meeting or self.left
        self.meeting, self.said, self.last, self.writer, self.minutes, self.holder = None, QUIET, None, None, False, ""

    def _goes_on(self, at: int) -> bool:
        """Whether what stands under a heading goes on with the meeting reported before it."""
        after = next((unit for unit in self.units[at + 1 : at + 8] if unit.part is Part.SENTENCE), None)
        if after is None or self.meeting is None:
            return True
        if after.cue.opening in _REPORTED or is_imperative(after.text) or _OF_MEETING.search(after.text):
            return True
        if self.units[at].text == self.frame.title:
            return True
        if after.cue.mention is not None:
            return self.company.known_before(after.cue.mention.name, after.start)
        return self.minutes

    def _in_full(self, found: Announcement) -> Announcement:
        """A section named 全省会议 is the meeting that the title names in full."""
        title = self.frame.title_span and title_announcement(self.text, *self.frame.title_span)
        if title and len(found.title) <= 6 and title.title[-2:] == "会议":
            stem = title.title.split("、")[-1].lstrip("全国省市县区")
            return Announcement(found.start, found.end, found.title[:2] + stem, "", False, "title")
        return found

    def _named_by(self, unit: Unit) -> Mention | None:
        """The person a heading gives the floor to (（三）某某副总理讲话)."""
        if not unit.inside or not _GIVES_FLOOR.search(self.text[unit.inside[0].until : unit.end]):
            return None
        before = re.sub(r"^[\W一二三四五六七八九十\d]+", "", self.text[unit.start : unit.inside[0].outer])
        return unit.inside[0] if not before else None

    def _sentence(self, unit: Unit, at: int) -> None:
        if unit.heading is not None:
            self.path = [one for one in self.path if one.depth < unit.heading.depth] + [unit.heading]
        if unit.first:
            self.outside = False
            if unit.cue.opening is Opening.LABEL and unit.cue.mention is not None:
                self._label(unit.cue.mention)
            elif not self.speech and opens_speech(unit.text):
                self.speech, self.spoken = True, 0
                if self.said.voice is not Voice.SPEECH:
                    self.said = Said(Voice.SPEECH, self.byline)
            elif at == self.first and _SPEECH_END.search(self.frame.title):
                self.speech, self.spoken, self.said = True, 0, Said(Voice.SPEECH, self.byline)
            elif _DATELINE.match(unit.text) and self.meeting is not None and not self.speech:
                self._leave()
        if self.speech:
            self._in_speech(unit)
            return
        found = self._announced(unit, at)
        if found is not None:
            mention = unit.cue.mention
            titles = ("、".join(mention.titles) or self.company.titles(mention.name)) if mention else ""
            actor = self.text[mention.outer : mention.until] if mention else ""
            self.meeting = self.gathering.admit(found, (unit.start, unit.end), titles, actor)
            self.minutes, self.holder, self.follows = False, found.subject, found.follows
            for another in self.together:
                self.gathering.admit(another, (unit.start, unit.end))
        elif unit.cue.opening is Opening.PERSON and unit.cue.mention is not None:
            self.meeting = self.company.meeting_of(unit.cue.mention.name, self.meeting)
        elif self.meeting is None and unit.cue.opening in _REPORTED - {Opening.PRONOUN}:
            self.meeting = self.left
        self.said = self._heard(unit, at, found)
        self._add(unit, self.said)
        self._note(unit, found)

    def _label(self, mention: Mention) -> None:
        """A name with a colon takes the floor, as in a transcript."""
        if not self.speech:
            self.speech, self.spoken = True, 0
        self.said, self.last, self.floor = Said(Voice.SPEECH, mention.name), mention.name, True
        self.speakers.append(mention)

    def _note(self, unit: Unit, found: Announcement | None) -> None:
        """Who took part, as this sentence tells; and who acted last, for 他指出 and a bare 要…"""
        telling = unit.cue.opening not in (Opening.PERSON, Opening.WRITES, Opening.PRONOUN, Opening.MEETING)
        told = self.said.voice is Voice.NARRATION or found is not None
        for mention, words in self.company.acting(unit.start, unit.end, unit.inside):
            if mention is unit.cue.mention and not (
                self.said.voice is Voice.SPEECH and self.said.speaker != mention.name
            ):
                self.company.take_part(mention, None if self.outside else self.meeting, words, saying=not telling)
                self.last = mention.name
            elif told and telling:
                self.company.take_part(mention, self.meeting, words)
                if _LEADING.search(words):
                    self.last = mention.name
        if not self.outside:
            self.company.pass_on(unit.start, unit.end, unit.inside, self._here())

    def _in_speech(self, unit: Unit) -> None:
        """In a speech nobody else takes the floor; at its beginning the meeting may be named."""
        self.spoken += 1
        if self.spoken <= 5 and self.meeting is None and _NOW.search(unit.text):
            for found in announcements_in(self.text, unit.start, unit.end):
                self.meeting = self.gathering.admit(found, (unit.start, unit.end))
                self._settle_opening()
                break
        if self.spoken <= 8 and "刚才" in unit.text:
            for mention, words in self.company.acting(unit.start, unit.end, unit.inside):
                if not self._from_above(mention):
                    self.company.take_part(mention, self.meeting, words)
        self._add(unit, self.said)
        if closes_speech(unit.text):
            self.speech, self.said = False, QUIET

    def _settle_opening(self) -> None:
        """What was said before the meeting was named (同志们：) belongs to it as well."""
        at = len(self.turns)
        while at and self.turns[at - 1].meeting is None and self.turns[at - 1].voice is Voice.SPEECH:
            at -= 1
            self.turns[at] = replace(self.turns[at], meeting=self.meeting)

    def _from_above(self, mention: Mention) -> bool:
        """Whether a person named in a speech belongs to the meeting above it, heard just before."""
        level = level_of(self.company.titles(mention.name), "")
        here = self._here()
        above = level is Level.NATIONAL and (here is None or here.level is not Level.NATIONAL)
        return above or self.company.takes_part(mention.name)

    def _announced(self, unit: Unit, at: int) -> Announcement | None:
        opening = unit.cue.opening
        if opening in (Opening.WRITES, Opening.WRITTEN, Opening.PRONOUN):
            return None
        spoken = self.said.voice is not Voice.NARRATION and opening not in (
            Opening.PERSON,
            Opening.ACTS,
            Opening.ATTENDANCE,
        )
        together = announcements_in(self.text, unit.start, unit.end)
        for found in together:
            if 0 < unit.cue.content <= found.start - unit.start:
                continue
            if spoken and not (found.follows or _DATED.match(unit.text) or unit.first):
                continue
            if found.form in ("joined", "at") and self._held_already(found):
                continue
            if found.form == "speaks":
                if self.follows and not self._on_level(found):
                    return found
                continue
            if found.form in ("follow", "deploys") or self._is_lead(unit) or self._is_reported(unit, at, found):
                self.together = [one for one in together if one is not found]
                return found
        return None

    def _here(self) -> MeetingDraft | None:
        return next((one for one in self.gathering.meetings if one.key == self.meeting), None)

    def _on_level(self, found: Announcement) -> bool:
        here = self._here()
        return level_of(found.subject, found.title) in (here.level if here else None, None)

    def _held_already(self, found: Announcement) -> bool:
        """Taking part in 会议 or 此次会议 names no new meeting."""
        return (
            self.meeting is not None
            and re.match(r"^(?:此次|这次|本次|该)?(?:会议|大会|活动|学习)$", found.title) is not None
        )

    def _is_lead(self, unit: Unit) -> bool:
        """Whether the sentence is among the first of its piece of news: nothing but title and dateline before it."""
        return unit.line in self.lead or _DATELINE.match(self.text[slice(*unit.line)]) is not None

    def _is_reported(self, unit: Unit, at: int, found: Announcement) -> bool:
        """Whether words of the meeting follow: only then it is a meeting of the document, no mere mention."""
        rest = self.text[found.end : unit.end]
        if re.search(r"[，,](?:会议|并|还)?(?:要求|强调|指出|提出)|他[强指要表]", rest) or unit.cue.opening in _SPOKEN:
            return True
        held_by_person = unit.cue.mention is not None and "主持" in found.subject
        for later in self.units[at + 1 : at + 5]:
            if later.part is Part.HEADING and later.heading is not None and later.heading.depth == 0:
                return held_by_person
            if later.part is Part.SENTENCE and later.cue.opening in _SPOKEN:
                return True
            if later.part is Part.SENTENCE and later.cue.opening is Opening.NONE and not is_imperative(later.text):
                break
        return held_by_person

    def _heard(self, unit: Unit, at: int, found: Announcement | None) -> Said:
        cue = unit.cue
        name = cue.mention.name if cue.mention else None
        if cue.opening is not Opening.NONE:
            self.outside = False
        match cue.opening:
            case Opening.WRITES if self._retold(name, unit):
                return self.said
            case Opening.WRITES:
                self.writer = name
                return Said(Voice.WRITTEN, name)
            case Opening.WROTE:
                self.writer = name
                self.writers.update(
                    mention.name for mention, _ in self.company.acting(unit.start, unit.end, unit.inside)
                )
                return QUIET
            case Opening.WRITTEN:
                return Said(Voice.WRITTEN, self.writer or name or self.last)
            case Opening.PERSON:
                wrote = name is not None and found is None and self._only_writes(name, unit)
                return Said(Voice.WRITTEN if wrote else Voice.SPEECH, name)
            case Opening.MEETING:
                return Said(Voice.MEETING)
            case Opening.MINUTES:
                self.minutes = True
                return QUIET
            case Opening.PRONOUN:
                return Said(Voice.SPEECH, self.last)
            case Opening.OMITTED:
                if self.said.voice in (Voice.SPEECH, Voice.WRITTEN):
                    return self.said
                return Said(Voice.SPEECH, self.last) if self.last else Said(Voice.MEETING)
            case Opening.UNNAMED:
                return Said(Voice.SPEECH)
            case Opening.ORDER:
                return self._ordered(unit)
            case Opening.ATTENDANCE | Opening.ACTS | Opening.ASIDE:
                if found is not None and cue.opening is not Opening.ACTS:
                    return self._asked(unit, found)
                return QUIET
        if found is not None:
            return self._asked(unit, found)
        return self._carried(unit, at)

    def _only_writes(self, name: str, unit: Unit) -> bool:
        """Who instructed in writing and was not heard speaking goes on in writing: 某某强调, 某某在批示中要求."""
        wrote = name in self.writers or name == self.writer
        return (wrote and not self.company.speaks(name)) or re.search(
            r"在[^，。]{0,6}(?:批示|指示)中", unit.text[: unit.cue.content]
        ) is not None

    def _asked(self, unit: Unit, found: Announcement) -> Said:
        """…召开会议，要求…: the sentence that tells of the meeting goes on with its words."""
        if re.search(
            r"[，,](?:会议|并|还)?(?:要求|强调|指出)(?=[，,：:\u4e00-\u9fff])", self.text[found.end : unit.end]
        ):
            return Said(Voice.SPEECH, unit.cue.mention.name) if unit.cue.mention else Said(Voice.MEETING)
        return QUIET

    def _ordered(self, unit: Unit) -> Said:
        if self.meeting is not None and unit.cue.organ[-4:] in self.holder:
            return Said(Voice.MEETING)
        if self.said.voice is not Voice.NARRATION and not unit.first:
            return self.said
        self.outside = True
        return QUIET

    def _retold(self, name: str | None, unit: Unit) -> bool:
        """A speaker tells again of the instruction the document has given before: the speaker goes on."""
        return (
            self.said.voice is Voice.SPEECH
            and self.said.speaker != name
            and not unit.first
            and self.company.wrote(name)
        )

    def _carried(self, unit: Unit, at: int) -> Said:
        """A sentence that opens nothing: whoever spoke goes on, unless it tells news."""
        following = self.units[at + 1] if at + 1 < len(self.units) else None
        quoted = unit.text[0] in '“"' and unit.text[-1] in '”"'
        if quoted and following is not None and following.cue.opening is Opening.PERSON and following.cue.mention:
            return Said(Voice.SPEECH, following.cue.mention.name)
        if self.said.voice is not Voice.NARRATION:
            lasting = self.minutes or self.floor
            return QUIET if unit.first and not lasting and is_news(unit.text) else self.said
        if self.minutes:
            return Said(Voice.MEETING)
        if is_imperative(unit.text) and self.last is not None and self.meeting is not None:
            return Said(Voice.SPEECH, self.last)
        return self.said
