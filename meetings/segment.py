"""Segmenting a tidied text: which meetings it reports, who takes part, and who speaks from where to where."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.announcements import Announcement, announcements_in, title_announcement
from meetings.drafts import Outline, TurnDraft, Voice
from meetings.frame import Frame, frame_of
from meetings.gathering import Gathering
from meetings.headings import Heading, heading_of, run_in_heading
from meetings.noise import is_noise
from meetings.people import Company
from meetings.sentences import lines, sentences
from meetings.speakers import Mention, mentions_in
from meetings.voices import Cue, Opening, closes_speech, cue_of, is_imperative, opens_speech


def segment(text: str, *, name: str = "", known_people: frozenset[str] = frozenset()) -> Outline:
    """The outline of a tidied text. `name` is its file name (a hint for the year), `known_people` are names
    known from other documents. Spans are code points of `text`; turns cover all of it but white space."""
    spans = list(lines(text))
    frame = frame_of(text, spans, name)
    walk = _Walk(text, spans, frame, known_people)
    walk.run()
    if not walk.gathering.meetings and frame.title_span is not None:
        found = title_announcement(text, *frame.title_span)
        if found is not None:
            walk = _Walk(text, spans, frame, known_people)
            walk.meeting = walk.gathering.admit(found, frame.title_span, "", len(text))
            walk.run()
    return Outline(
        frame.title, frame.published_on, tuple(walk.gathering.meetings), walk.company.people(), tuple(walk.turns)
    )


@dataclass(slots=True)
class _Said:
    voice: Voice
    speaker: str | None


_QUIET = _Said(Voice.NARRATION, None)


class _Walk:
    """One pass over the lines and sentences, with what it remembers of those before."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]], frame: Frame, known: frozenset[str]) -> None:
        self.text, self.spans, self.frame = text, spans, frame
        self.gathering = Gathering(text, frame)
        self.mentions = mentions_in(text, known)
        self.starts = [mention.start for mention in self.mentions]
        self.company = Company(text, self.mentions)
        self.turns: list[TurnDraft] = []
        self.meeting: str | None = None
        self.said = _QUIET
        self.last: str | None = None  # the person last seen acting
        self.writer: str | None = None  # the person who last instructed in writing
        self.minutes = False  # 议定事项如下: what follows is the meeting's
        self.speech = False  # in a speech in the first person, where nobody else takes the floor
        self.opening = 0  # sentences since the speech began
        self.path: list[Heading] = []

    def run(self) -> None:
        for start, end in self.spans:
            line = self.text[start:end]
            if (start, end) == self.frame.title_span:
                self._add(start, end, _QUIET)
            elif is_noise(line):
                self._add(start, end, _Said(Voice.NOISE, None))
            elif (heading := heading_of(line)) is not None:
                self._heading(start, end, heading)
            else:
                self._paragraph(start, end)

    def _add(self, start: int, end: int, said: _Said) -> None:
        headings = tuple(heading.text for heading in self.path)
        meeting = None if said.voice is Voice.NOISE else self.meeting
        last = self.turns[-1] if self.turns else None
        if last and (last.voice, last.speaker, last.meeting, last.headings) == (said.voice, said.speaker, meeting, headings):
            self.turns[-1] = TurnDraft(last.start, end, said.voice, meeting, said.speaker, headings)
        else:
            self.turns.append(TurnDraft(start, end, said.voice, meeting, said.speaker, headings))

    def _heading(self, start: int, end: int, heading: Heading) -> None:
        self.path = [one for one in self.path if one.depth < heading.depth or heading.depth == one.depth == -1]
        self.path.append(heading)
        found = title_announcement(self.text, start, end) if heading.depth in (0, 1) else None
        if found is not None and not (self.speech and heading.depth != 1):
            self.meeting = self.gathering.admit(self._in_full(found), (start, end), "", len(self.text))
            self.speech, self.minutes, self.said = False, False, _QUIET
        speaker = self._named_by(start, end)
        if speaker is not None:
            self.speech = "传达" not in heading.text
            self.said = _Said(Voice.SPEECH, speaker.name)
            self.last = speaker.name
            self.company.take_part(speaker, self.meeting, self.text[speaker.until : end])
            self._add(start, end, _QUIET)
        elif self.speech:
            self._add(start, end, self.said)
        else:
            self._add(start, end, _QUIET)

    def _in_full(self, found: Announcement) -> Announcement:
        """A section named 全省会议 is the meeting that the title names in full."""
        title = self.frame.title_span and title_announcement(self.text, *self.frame.title_span)
        if title and len(found.title) <= 6 and title.title[-2:] == "会议":
            stem = title.title.split("、")[-1]
            return Announcement(found.start, found.end, found.title[:2] + stem.lstrip("全国省市县区"), "", False, "title")
        return found

    def _named_by(self, start: int, end: int) -> Mention | None:
        """The person a heading gives the floor to (（三）某某副总理讲话)."""
        inside = self._inside(start, end)
        words = self.text[start:end]
        if inside and any(verb in words[inside[0].until - start :] for verb in ("讲话", "传达", "批示", "发言", "总结", "强调", "部署")):
            return inside[0]
        return None

    def _inside(self, start: int, end: int) -> list[Mention]:
        return self.mentions[bisect.bisect_left(self.starts, start) : bisect.bisect_left(self.starts, end)]

    def _paragraph(self, start: int, end: int) -> None:
        line = self.text[start:end]
        if opens_speech(line) and not self.speech:
            self.speech, self.opening = True, 0
            if self.said.voice is not Voice.SPEECH:
                self.said = _Said(Voice.SPEECH, None)
        run_in = run_in_heading(line)
        if run_in is not None:
            self.path = [one for one in self.path if one.depth < run_in.depth] + [run_in]
        parts = list(sentences(self.text, start, end))
        for at, (a, b) in enumerate(parts):
            following = parts[at + 1] if at + 1 < len(parts) else None
            self._sentence(a, b, first=at == 0, following=following)
        if self.speech and closes_speech(line):
            self.speech, self.said = False, _QUIET

    def _sentence(self, start: int, end: int, *, first: bool, following: tuple[int, int] | None) -> None:
        sentence = self.text[start:end]
        inside = self._inside(start, end)
        if self.speech:
            self._in_speech(start, end)
            return
        cue = cue_of(sentence, start, inside)
        found = self._announced(start, end, cue)
        if found is not None:
            titles = "、".join(cue.mention.titles) or self.company.titles(cue.mention.name) if cue.mention else ""
            self.meeting = self.gathering.admit(found, (start, end), titles, len(self.text))
            self.minutes = False
        self.said = self._heard(sentence, cue, found, first=first, following=following)
        self._add(start, end, self.said)
        for mention, words in self.company.acting(start, end, inside):
            self.company.take_part(mention, self.meeting, words)
        if cue.mention is not None:
            self.last = cue.mention.name

    def _in_speech(self, start: int, end: int) -> None:
        """In a speech nobody else takes the floor; at its beginning the meeting may be named."""
        self.opening += 1
        if self.opening <= 4 and self.meeting is None:
            for found in announcements_in(self.text, start, end):
                if found.form in ("held", "named", "follow", "at", "joined"):
                    self.meeting = self.gathering.admit(found, (start, end), "", len(self.text))
                    self._claim(found)
                    break
        self._add(start, end, self.said)

    def _claim(self, found: Announcement) -> None:
        return None

    def _announced(self, start: int, end: int, cue: Cue) -> Announcement | None:
        spoken = self.said.voice is not Voice.NARRATION and cue.opening in (Opening.NONE, Opening.MEETING, Opening.OMITTED)
        for found in announcements_in(self.text, start, end):
            if cue.opening in (Opening.WRITES, Opening.WRITTEN, Opening.PRONOUN):
                continue
            if spoken and not (found.follows or found.form in ("follow", "deploys", "held", "named") and self._dated(start, end)):
                continue
            if self.meeting is None or spoken or self._reported(start, end, found):
                return found
        return None

    def _dated(self, start: int, end: int) -> bool:
        return any(one in self.text[start:end] for one in "日")

    def _reported(self, start: int, end: int, found: Announcement) -> bool:
        return True

    def _heard(
        self, sentence: str, cue: Cue, found: Announcement | None, *, first: bool, following: tuple[int, int] | None
    ) -> _Said:
        name = cue.mention.name if cue.mention else None
        match cue.opening:
            case Opening.WRITES:
                self.writer = name
                return _Said(Voice.WRITTEN, name)
            case Opening.WROTE:
                self.writer = name
                return _QUIET
            case Opening.WRITTEN:
                return _Said(Voice.WRITTEN, self.writer or name or self.last)
            case Opening.PERSON:
                wrote = name is not None and name == self.writer and found is None
                return _Said(Voice.WRITTEN if wrote else Voice.SPEECH, name)
            case Opening.MEETING:
                return _Said(Voice.MEETING, None)
            case Opening.MINUTES:
                self.minutes = True
                return _QUIET
            case Opening.PRONOUN:
                return _Said(Voice.SPEECH, self.last)
            case Opening.OMITTED:
                if self.said.voice in (Voice.SPEECH, Voice.WRITTEN):
                    return self.said
                return _Said(Voice.SPEECH, self.last) if self.last else _Said(Voice.MEETING, None)
            case Opening.ORDER:
                return _QUIET
            case Opening.ATTENDANCE:
                return _QUIET
        if found is not None:
            return _QUIET
        if following is not None and sentence[0] in "“\"" and sentence[-1] in "”\"":
            then = cue_of(self.text[slice(*following)], following[0], self._inside(*following))
            if then.opening is Opening.PERSON and then.mention is not None:
                return _Said(Voice.SPEECH, then.mention.name)
        if self.said.voice is not Voice.NARRATION:
            return self.said
        if self.minutes:
            return _Said(Voice.MEETING, None)
        if is_imperative(sentence) and self.last is not None and self.meeting is not None:
            return _Said(Voice.SPEECH, self.last)
        return self.said
