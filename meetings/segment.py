"""Segmenting a tidied text: which meetings it reports, who takes part, and who speaks from where to where."""

from meetings.announced_titles import title_announcement
from meetings.drafts import Outline
from meetings.frame import frame_of
from meetings.sentences import lines
from meetings.speakers import mentions_in
from meetings.units import Part, units_of
from meetings.walk import Walk


def segment(text: str, *, name: str = "", known_people: frozenset[str] = frozenset()) -> Outline:
    """The outline of a tidied text. `name` is its file name (a hint for the year), `known_people` are names
    known from other documents. Spans are code points of `text`; turns cover all of it but white space."""
    spans = list(lines(text))
    frame = frame_of(text, spans, name)
    mentions = mentions_in(text, known_people)
    units = units_of(text, spans, frame, mentions)
    walk = Walk(text, units, frame, mentions)
    walk.run()
    if not walk.gathering.meetings:
        for unit in units:
            found = title_announcement(text, unit.start, unit.end) if unit.part is Part.TITLE else None
            if found is not None:
                walk = Walk(text, units, frame, mentions)
                walk.memory.meeting = walk.gathering.admit(found, (unit.start, unit.end))
                walk.run()
                break
    walk.company.settle(walk.gathering.meetings)
    return Outline(
        frame.title, frame.published_on, tuple(walk.gathering.meetings), walk.company.people(), tuple(walk.turns)
    )
