"""What can be said of turns only once a whole text was walked through."""

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.announced_titles import title_announcement
from meetings.drafts import MeetingDraft, TurnDraft, Voice
from meetings.frame import Frame
from meetings.kinds import kind_of
from meetings.people import Company

_ON_ACCIDENT = re.compile(
    r"(?:事故|爆炸|火灾|地震|坍塌|滑坡|灾害|泥石流|洪水|险情)[^。]{0,30}(?:指示|批示)|发生[^。]{2,40}(?:事故|爆炸|火灾|地震)|(?:事故|灾情|险情)发生后"
)


def settle_title(
    text: str, frame: Frame, meetings: Sequence[MeetingDraft], turns: list[TurnDraft], company: Company
) -> None:
    """In a document that its title says is of one meeting, all that is spoken is spoken there."""
    if len(meetings) != 1 or frame.title_span is None:
        return
    meeting = meetings[0]
    named = title_announcement(text, *frame.title_span)
    if named is None or kind_of(named.title) != meeting.kind:
        return
    for at, turn in enumerate(turns):
        if turn.meeting is None and turn.voice in (Voice.SPEECH, Voice.MEETING):
            turns[at] = replace(turn, meeting=meeting.key)
            if turn.speaker is not None:
                company.belongs(turn.speaker, meeting.key)


def settle_instructions(text: str, meetings: Sequence[MeetingDraft], turns: list[TurnDraft], company: Company) -> None:
    """An instruction on the work, told before the only meeting, was made for that meeting; one on an
    accident answers the accident."""
    if len(meetings) != 1:
        return
    meeting = meetings[0]
    if _ON_ACCIDENT.search(text, 0, meeting.start) is not None:
        return
    for at, turn in enumerate(turns):
        if turn.voice is Voice.WRITTEN and turn.meeting is None and turn.end <= meeting.start and turn.speaker:
            turns[at] = replace(turn, meeting=meeting.key)
            company.belongs(turn.speaker, meeting.key)
