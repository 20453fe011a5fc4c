"""From the turns of a document to its directives: the file to read first of what is understood of orders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from directives import cues, headings
from directives.bodies import bodies
from directives.deadlines import deadlines
from directives.drafts import BodyDraft, DirectiveDraft
from directives.judge import Mood, Reading, read
from directives.modality import modality
from directives.sectors import Taxonomy
from directives.sentences import Sentence, blank_quotes, clauses, parts, sentences, trim
from directives.tasks import tasks
from meetings.drafts import Outline, TurnDraft, Voice

_LATER_LEAD = re.compile(r"(?:并|还|再次|又|会上)?(?P<verb>指出|强调|要求|提出)(?=[，：]|要)")
_LEAD_CLAUSES = 4
_SHORTEST = 5  # code points; anything less is a number or a remnant of damage


@dataclass(frozen=True, slots=True)
class _Judged:
    """A part of a sentence that is an instruction: where it stands in the sentence and how it was read."""

    start: int
    end: int
    reading: Reading


def extract(text: str, outline: Outline, taxonomy: Taxonomy) -> tuple[DirectiveDraft, ...]:
    """The directives of a tidied text, in order; spans are code points of `text`.

    Every turn is read but noise: narration holds orders too (a ministry that 要求 its offices). Headings are
    no directives, they make the path of those below them.
    """
    found: list[DirectiveDraft] = []
    for number, turn in enumerate(outline.turns):
        if turn.voice != Voice.NOISE:
            found += _of_turn(text, number, turn, _held_on(outline, turn), taxonomy)
    return tuple(found)


def _held_on(outline: Outline, turn: TurnDraft) -> str | None:
    dates = [meeting.date for meeting in outline.meetings if meeting.key == turn.meeting]
    return dates[0] if dates else outline.published_on


def _of_turn(
    text: str, number: int, turn: TurnDraft, held_on: str | None, taxonomy: Taxonomy
) -> Iterator[DirectiveDraft]:
    path = headings.from_turn(turn.headings)
    mood = Mood.OPEN
    for sentence in sentences(text, turn.start, turn.end):
        words = text[sentence.start : sentence.end]
        if sentence.alone and headings.is_heading(words):
            path = headings.under(path, words)
            mood = headings.mood_under(words)
            continue
        run_in = sentence.opens and headings.is_run_in(words)
        blanked = blank_quotes(words)
        lead_end, lead = _lead(blanked)
        if run_in:
            path = headings.under(path, words.rstrip("。"))
        judged = list(_instructions(blanked, lead_end, lead, turn.voice, mood))
        mood = _next_mood(mood, blanked, judged, lead, turn.voice)
        inherited: list[BodyDraft] = []
        for part in judged:
            draft = _draft(text, sentence, blanked, part, lead_end, number, held_on, taxonomy, inherited, path)
            inherited = list(draft.bodies)
            yield draft


def _lead(blanked: str) -> tuple[int, str | None]:
    """Where what is said begins, and the verb that says it: 会议强调，, 他要求, 省长指出：. (0, None) without one."""
    listing = cues.LISTING.match(blanked)
    if listing:
        return listing.end(), "要求"
    for number, span in enumerate(clauses(blanked)[:_LEAD_CLAUSES]):
        match = (cues.LEAD if number < 2 else _LATER_LEAD).match(blanked, *span)
        if not match or match["verb"] == "要求" and cues.NOUN_REQUIREMENT.search(blanked, span[0], match.start("verb")):
            continue
        return match.end(), match["verb"]
    return 0, None


def _instructions(
    blanked: str, lead_end: int, lead: str | None, voice: Voice, mood: Mood
) -> Iterator[_Judged]:
    """The parts that are instructions; a part that is none of its own goes to the one before (or the first one)."""
    group: _Judged | None = None
    start = 0
    for low, high in parts(blanked):
        if high <= lead_end or high - low < _SHORTEST:
            continue
        reading = read(blanked[max(low, lead_end) : high].lstrip("，,：: "), lead, voice, mood)
        if reading.score > 0:
            if group:
                yield group
            group = _Judged(start if group is None else low, high, reading)
            mood = Mood.ORDERS
        elif group:
            group = _Judged(group.start, high, group.reading)
        else:
            lead = None  # what it introduced was no order, so it introduces none after it
    if group:
        yield group


def _next_mood(mood: Mood, blanked: str, judged: list[_Judged], lead: str | None, voice: Voice) -> Mood:
    if cues.ANNOUNCED.search(blanked):
        # A speech of several points holds analysis too; a report announces a list only when it follows.
        return Mood.ORDERS if voice == Voice.SPEECH else Mood.LIST
    if mood == Mood.LIST and not cues.ANALYSIS.search(blanked):
        return Mood.LIST
    if judged:
        return Mood.ORDERS
    if lead in cues.ORDER_VERBS:
        return Mood.OPEN
    if cues.ANALYSIS.search(blanked) or mood == Mood.ANALYSIS:
        return Mood.ANALYSIS
    return Mood.OPEN


def _inherited(words: str, bodies_before: list[BodyDraft]) -> Iterator[BodyDraft]:
    """The addressees of the part before, where this part has no subject of its own.

    Everybody (各地区、各部门) is not carried over a new 要.
    """
    fresh = bool(cues.ORDERED.match(words))
    if not (fresh or cues.IMPERATIVE.match(words) or cues.CONDITIONAL.match(words)):
        return
    for body in bodies_before:
        if not (fresh and body.name.startswith(("各", "全"))):
            yield replace(body, inherited=True)


def _draft(
    text: str,
    sentence: Sentence,
    blanked: str,
    part: _Judged,
    lead_end: int,
    turn: int,
    held_on: str | None,
    taxonomy: Taxonomy,
    inherited: list[BodyDraft],
    path: headings.Path,
) -> DirectiveDraft:
    start, end = trim(text, sentence.start + part.start, sentence.start + part.end)
    words = blanked[start - sentence.start : end - sentence.start]
    spans = clauses(words)
    named = bodies(words, spans, start, text[start:end])
    own = tuple(named or _inherited(words, inherited))
    limits = deadlines(text, start, end, held_on)
    absolute = [(start + low, start + high) for low, high in spans]
    return DirectiveDraft(
        start=start,
        end=end,
        turn=turn,
        modality=modality(words),
        confidence=round(part.reading.confidence, 3),
        headings=tuple(line for _, line in path),
        bodies=own,
        tasks=tuple(tasks(text, start, end, absolute, own, limits, taxonomy)),
        deadline=limits[0] if limits else None,
    )
