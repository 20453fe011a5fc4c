"""From the turns of a document to its directives: the file to read first of how orders are understood."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from directives import carrying, cues, headings
from directives.bodies import SENT_TO, bodies, given_to
from directives.deadlines import deadlines
from directives.discourse import Instruction, instructions, lead, next_mood
from directives.drafts import BodyDraft, DirectiveDraft
from directives.judge import Mood
from directives.modality import modality
from directives.sectors import Taxonomy
from directives.sentences import Sentence, blank_quotes, clauses, sentences, trim
from directives.tasks import matter_of, tasks
from meetings.drafts import Outline, TurnDraft, Voice, line_up


def extract(text: str, outline: Outline, taxonomy: Taxonomy) -> tuple[DirectiveDraft, ...]:
    """The directives of a tidied text, in order; spans are code points of `text`.

    Every turn is read but noise: narration holds orders too (a ministry that 要求 its offices). Headings are
    no directives, they make the path of those below them.
    """
    found: list[DirectiveDraft] = []
    held_on = {meeting.key: meeting.date for meeting in outline.meetings}
    matters = _matters(outline, taxonomy)
    mood = Mood.OPEN
    for number, turn in enumerate(outline.turns):
        if turn.voice == Voice.NOISE:
            continue
        # Deadlines count from the day of the meeting, else of the document.
        # A list that was announced runs on over the turns it was cut into.
        meeting = turn.meeting or ""
        day, matter = held_on.get(meeting, outline.published_on), matters.get(meeting, frozenset())
        reader = _TurnReader(text, number, turn, day, taxonomy, mood, matter)
        found += reader.directives()
        mood = reader.mood if reader.mood == Mood.LIST else Mood.OPEN
    return tuple(found)


def _matters(outline: Outline, taxonomy: Taxonomy) -> dict[str, frozenset[str]]:
    """The one sector that each meeting is about, as its title names it; of a follow-up with a bare title (续会) that of the
    meeting before it."""
    own = {meeting.key: matter_of(meeting.title, taxonomy) for meeting in outline.meetings}
    found: dict[str, frozenset[str]] = {}
    for meeting in outline.meetings:
        above = line_up(meeting.key, outline.meetings) if "安全生产" not in meeting.title else []
        found[meeting.key] = next((own[key] for key in (meeting.key, *above) if own[key]), frozenset())
    return found


_NEAR = 120  # code points to the line before and after


@dataclass(slots=True)
class _TurnReader:
    """Reads the sentences of one turn in order; `mood` is what the sentences so far let one expect."""

    text: str
    number: int
    turn: TurnDraft
    held_on: str | None
    taxonomy: Taxonomy
    mood: Mood
    matter: frozenset[str]  # the sector that the meeting is about
    listed: tuple[BodyDraft, ...] = ()  # whom the list at hand was given to

    def directives(self) -> Iterator[DirectiveDraft]:
        path = headings.from_turn(self.turn.headings)
        for sentence in sentences(self.text, self.turn.start, self.turn.end):
            words = self.text[sentence.start : sentence.end]
            if sentence.alone and headings.is_heading(words):
                if self._is_item(sentence, words):
                    yield from self._of_sentence(sentence, words, tuple(line for line in path if line[1] != words))
                    continue
                path = headings.under(path, words)
                self.mood = headings.mood_under(words)
                continue
            if sentence.opens and headings.is_topic(words):
                path = headings.under(path, words.rstrip("。："))
                continue
            if sentence.opens and headings.is_run_in(words):
                path = headings.under(path, words.rstrip("。"))
            yield from self._of_sentence(sentence, words, path)

    def _is_item(self, sentence: Sentence, words: str) -> bool:
        """一、提高认识 / 二、排查隐患 right below one another, after 会议要求：."""
        if self.mood != Mood.LIST:
            return False
        before = self.text[max(0, sentence.start - _NEAR) : sentence.start].rstrip().rpartition("\n")[2]
        after = self.text[sentence.end : sentence.end + _NEAR].lstrip().partition("\n")[0]
        return headings.is_item(words, (before, after))

    def _of_sentence(self, sentence: Sentence, words: str, path: headings.Path) -> Iterator[DirectiveDraft]:
        blanked = blank_quotes(words)
        lead_end, verb = lead(blanked)
        mood = Mood.ANALYSIS if self._tells_of_a_past_year(blanked, lead_end) else self.mood
        found = list(instructions(blanked, lead_end, verb, self.turn.voice, mood))
        self.mood = next_mood(self.mood, blanked, bool(found), verb, self.turn.voice)
        listed = before = self._of_the_list(sentence, blanked, lead_end)
        everybody: tuple[BodyDraft, ...] = ()
        for number, instruction in enumerate(found):
            first = number == 1 and any(body.start >= sentence.start + lead_end for body in before)
            # 李某某强调，各镇要…；要…: one person's words go to those they name. 会议强调 sums up what several said.
            # Everybody at the head of a sentence is told all of it, and somebody his own item.
            if verb is None:
                told = bool(carrying.everybody(before, sentence.start))
            else:
                told = verb == "要求" or not cues.MEETING_SAYS.search(blanked, 0, lead_end)
            told = told and (first or any(body.inherited for body in before)) or bool(listed)
            draft = self._draft(
                sentence, blanked, instruction, path, lead_end, carrying.SoFar(before, everybody, listed, told)
            )
            before = listed or (tuple(carrying.carried(before)) if carrying.anybody(draft.bodies) else draft.bodies)
            if number == 0 and verb == "要求":
                everybody = carrying.everybody(draft.bodies, sentence.start + lead_end)
            yield draft

    def _of_the_list(self, sentence: Sentence, blanked: str, lead_end: int) -> tuple[BodyDraft, ...]:
        """对各乡镇提出三点要求：一是…。二是…: each item of a list goes to those it was given to.

        Out: whom this sentence is for, where a list begins in it or it is an item of one that began before.
        """
        at = sentence.start
        if given := given_to(blanked, lead_end):
            self.listed = tuple(
                replace(body, name=self._printed(body, at), start=body.start + at, end=body.end + at) for body in given
            )
            return self.listed
        ended = lead_end or self.mood not in (Mood.LIST, Mood.ORDERS)
        if ended or self.mood == Mood.ORDERS and cues.FIRST.match(blanked):
            self.listed = ()
        return self.listed if cues.NUMBERED.match(blanked) else ()

    def _printed(self, body: BodyDraft, at: int) -> str:
        """The name as it stands in the text, where brackets in it were blanked out."""
        return self.text[at + body.start : at + body.end] if "〇" in body.name else body.name

    def _tells_of_a_past_year(self, blanked: str, lead_end: int) -> bool:
        """会议指出，2021年，全县扎实开展…, said in 2022."""
        year = cues.OF_A_YEAR.match(blanked, lead_end)
        return bool(year and self.held_on and year[1] < self.held_on[:4])

    def _draft(
        self,
        sentence: Sentence,
        blanked: str,
        instruction: Instruction,
        path: headings.Path,
        lead_end: int,
        so_far: carrying.SoFar,
    ) -> DirectiveDraft:
        start, end = trim(self.text, sentence.start + instruction.start, sentence.start + instruction.end)
        words = blanked[start - sentence.start : end - sentence.start]
        spans = clauses(words)
        # 应急管理部组织会商，要求…: who is said to do something before the word of saying is told nothing.
        if any(cues.FIRST_OF_LIST.match(self.text, body.end) for body in so_far.before):
            so_far = replace(so_far, told=True)
        heard = [span for span in spans if sentence.start + lead_end < start + span[1] or SENT_TO.search(words, *span)]
        named = tuple(bodies(words, heard, start, self.text[start:end]))
        named = named or tuple(body for body in so_far.before if start <= body.start < end)
        named = carrying.addressees(named, words, so_far, blanked, sentence.start)
        limits = deadlines(self.text, start, end, self.held_on)
        in_text = [(start + low, start + high) for low, high in spans]
        return DirectiveDraft(
            start=start,
            end=end,
            turn=self.number,
            modality=modality(words),
            confidence=instruction.reading.confidence,
            headings=tuple(line for _, line in path),
            bodies=named,
            tasks=tuple(tasks(self.text, start, end, in_text, named, limits, self.taxonomy, self.matter)),
            deadline=limits[0] if limits else None,
        )
