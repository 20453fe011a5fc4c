"""Segmenting a tidied text: which meetings it reports, who takes part, and who speaks from where to where."""

import re
from collections.abc import Iterator, Sequence

from meetings.addresses import is_address
from meetings.announced_titles import title_announcement
from meetings.announcements import Announcement, announcements_in
from meetings.bylines import closing_title
from meetings.dates import dates_in
from meetings.drafts import Outline
from meetings.frame import frame_of, without_names
from meetings.printed_regions import with_inferred_regions
from meetings.sentences import lines
from meetings.speakers import mentions_in
from meetings.units import Part, Unit, units_of
from meetings.voices import Opening, opens_speech
from meetings.walk import Walk

_PRESENT = re.compile(r"刚[才刚]|今[天日]")
_BEGINNING = 200  # code points in which a speech says what was just heard
_OWN = re.compile(r"[全我]([省市县区州旗镇乡])")
_WORKS = re.compile(r"项目(?:经理)?部|项目办|[本我]公司")  # who meets where nobody's office tells
_SPEAKS = (Opening.MEETING, Opening.PERSON, Opening.UNNAMED)
_TOOK_PART = re.compile(
    r"会议由[^，。]{2,40}主持|(?:主持|出席|参加|列席)(?:了)?(?:今天的|本次|此次|这次)?会议[。，并]|主会场|分会场|^会上[，,]|^与会人员"
)


def _unannounced(units: Sequence[Unit]) -> tuple[Announcement, str] | None:
    """The meeting of a fragment that begins after its announcement, and the titles of who took part in it first: it
    or somebody speaks (会议强调), and people were there."""
    speaks = next((unit for unit in units if unit.cue.opening in _SPEAKS), None)
    there = [unit for unit in units if unit.part is Part.SENTENCE and _TOOK_PART.search(unit.text)]
    if speaks is None or not there:
        return None
    titles = next(("、".join(one.titles) for unit in there for one in unit.inside if one.titles), "")
    works = next((match[0] for unit in units if (match := _WORKS.search(unit.text))), "") if not titles else ""
    return Announcement(speaks.start, speaks.end, "会议", works, False, "title"), titles


def _spoken(units: Sequence[Unit]) -> Announcement | None:
    """The meeting of a speech that names none (某某同志讲话。刚才，…; 同志们：刚才，…): held by those whom the speaker calls
    his own."""
    title = next((unit for unit in units if unit.part is Part.TITLE), None)
    first = next((unit for unit in units if unit.part is Part.SENTENCE), None)
    if first is None or not (opens_speech(first.text) if title is None else is_address(title.text)):
        return None
    begins = "".join(unit.text for unit in units if unit.part is Part.SENTENCE)[:_BEGINNING]
    if _PRESENT.search(begins) is None:
        return None
    own = next((match for unit in units if (match := _OWN.search(unit.text)) is not None), None)
    return Announcement(first.start, first.end, "会议", f"全{own[1]}" if own else "", False, "title")


def _named_late(text: str, units: Sequence[Unit]) -> tuple[Announcement, tuple[int, int]] | None:
    """The first meeting held that a text names with its day, after telling of it (会议强调…。某日，某市召开会议。)."""
    for unit in units:
        if unit.part is Part.SENTENCE and any(one.day for one in dates_in(text, unit.start, unit.end)):
            for found in announcements_in(text, unit.start, unit.end):
                if found.form in ("held", "named"):
                    return found, (unit.start, unit.end)
    return None


def _otherwise_told(text: str, units: Sequence[Unit]) -> Iterator[tuple[Announcement, tuple[int, int], str]]:
    """What may be the meeting of a text in which no sentence tells of one, the surest first, with the sentence
    that tells of it and the titles of who took part in it first."""
    for unit in units:
        found = title_announcement(text, unit.start, unit.end) if unit.part is Part.TITLE else None
        if found is not None:
            yield (found, (unit.start, unit.end), "")
            break
    if (unannounced := _unannounced(units)) is not None:
        found, titles = unannounced
        late = _named_late(text, units)
        yield (*late, "") if late is not None else (found, (found.start, found.end), titles)
    for found in (_spoken(units), closing_title(text, units)):
        if found is not None:
            yield (found, (found.start, found.end), "")


def segment(
    text: str, *, name: str = "", known_people: frozenset[str] = frozenset(), issued: str | None = None
) -> Outline:
    """The outline of a tidied text. `name` is its file name (a hint for year and region), `known_people` are names
    known from other documents, `issued` the day of issue or of upload (ISO) that the file itself tells, a last
    resort for the year. Spans are code points of `text`; turns cover all of it but white space."""
    spans = list(lines(text))
    frame = frame_of(text, spans, name, issued)
    mentions = mentions_in(text, known_people)
    frame = without_names(frame, mentions)
    units = units_of(text, spans, frame, mentions)
    walk = Walk(text, units, frame, mentions)
    walk.run()
    for told in () if walk.gathering.meetings else _otherwise_told(text, units):
        walk = Walk(text, units, frame, mentions)
        walk.memory.meeting = walk.gathering.admit(*told)
        walk.run()
        if walk.gathering.meetings:
            break
    walk.company.settle(walk.gathering.meetings, walk.memory.listeners)
    meetings = with_inferred_regions(text, frame, walk.gathering.meetings)
    return Outline(frame.title, frame.published_on, meetings, walk.company.people(), tuple(walk.turns))
