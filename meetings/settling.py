"""What can be said of turns only once a whole text was walked through."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from meetings.announced_titles import title_announcement
from meetings.drafts import Level, MeetingDraft, TurnDraft, Voice
from meetings.frame import Frame
from meetings.gazetteer import ancestors
from meetings.kinds import kind_of
from meetings.levels import level_of
from meetings.people import Company
from meetings.units import Part, Unit

_ON_ACCIDENT = re.compile(
    r"(?:事故|爆炸|火灾|地震|坍塌|滑坡|灾害|泥石流|洪水|险情)[^。]{0,30}(?:指示|批示)|发生[^。]{2,40}(?:事故|爆炸|火灾|地震)|(?:事故|灾情|险情)发生后"
)


_TELLS_OF_ONE = re.compile(
    r"^会议(?!室|厅|中心)|^会上(?:[，,]|传达|通报|宣读)|(?:参加|出席|列席|主持)(?:了)?会议|参加会议的|在主(?:、?分)?会场(?:参加|参会|出席)|^(?:出席|参会|主持)(?:人员?)?[：:]|^与会"
)
_ITEM = re.compile(r"召开|举行|主持")  # in the headline that a piece of news stands under


def settle_opening(turns: list[TurnDraft], meeting: str | None) -> None:
    """What was said just before the meeting was named (同志们：) belongs to it as well."""
    at = len(turns)
    while at and turns[at - 1].meeting is None and turns[at - 1].voice is Voice.SPEECH:
        at -= 1
        turns[at] = replace(turns[at], meeting=meeting)


def settle_spoken(turns: list[TurnDraft], meeting: str | None) -> list[str]:
    """All that was spoken or read out before belongs to the meeting; the names of whose words that was."""
    names = []
    for at, turn in enumerate(turns):
        if turn.meeting is None and turn.voice in (Voice.SPEECH, Voice.WRITTEN):
            turns[at] = replace(turn, meeting=meeting)
            names += [turn.speaker] if turn.speaker is not None else []
    return names


def _settle_span(turns: list[TurnDraft], start: int, meeting: MeetingDraft) -> None:
    """What is told from `start` on and before the meeting is named belongs to it where it belongs to none."""
    for at, turn in enumerate(turns):
        told = turn.meeting is None and turn.voice not in (Voice.NOISE, Voice.WRITTEN)
        if told and turn.start >= start and turn.end <= meeting.start:
            turns[at] = replace(turn, meeting=meeting.key)


def settle_before(
    units: Sequence[Unit], meetings: Sequence[MeetingDraft], turns: list[TurnDraft], company: Company
) -> None:
    """Where the only meeting is named last (会议由某某主持。…某日，某市召开会议), what was told of a meeting before is of it."""
    if len(meetings) != 1:
        return
    meeting = meetings[0]
    before = [unit for unit in units if unit.end <= meeting.start and unit.part is not Part.NOISE]
    apart = [at for at, unit in enumerate(before) if unit.part is Part.HEADING]
    before = before[apart[-1] + 1 if apart else 0 :]
    first = next((unit for unit in before if unit.part is Part.SENTENCE and _TELLS_OF_ONE.search(unit.text)), None)
    if first is None:
        return
    _settle_span(turns, first.start, meeting)
    for unit in before:
        for mention in unit.inside if unit.start >= first.start else ():
            company.belongs(mention.name, meeting.key)


# 对切实做好安全生产工作作出重要指示: on the work, whatever accidents the words call to mind.
_ON_WORK = re.compile(
    r"(?:对|就)(?![^。；\n]{0,40}(?:救援|救灾|抢险|抢救|搜救|处置|善后|扑救))[^。；，\n]{2,50}?工作[^。；\n]{0,24}?(?:作出|做出|作了)[^。；，]{0,6}(?:指示|批示)"
)


# 会议传达了某总书记重要指示和某总理批示
_PASSED_ON = re.compile(r"(?:传达|宣读|贯彻|落实|按照)[^。\n]{0,60}(?:指示|批示)")


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


def _headings_at(start: int, turns: Sequence[TurnDraft]) -> tuple[str, ...]:
    """The uppermost heading under which a place of the text stands."""
    return next((turn.headings[:1] for turn in turns if turn.start <= start < turn.end), ())


def settle_regions(meetings: list[MeetingDraft]) -> None:
    """A meeting above one whose region is known was held in the region that contains it."""
    for at, meeting in enumerate(meetings):
        if meeting.region is None and meeting.level in (Level.PROVINCE, Level.CITY):
            below = [one.region_code for one in meetings if one.parent == meeting.key and one.region_code]
            above = [place for code in below[:1] for place in ancestors(code) if place.level is meeting.level]
            if above:
                meetings[at] = replace(meeting, region=above[0].name, region_code=above[0].code)


def settle_instructions(text: str, meetings: Sequence[MeetingDraft], turns: list[TurnDraft], company: Company) -> None:
    """An instruction on the work, told before the only meeting (or the first that follows, where its level is that of
    the office), was made for that meeting where the text says that it was passed on; one on an accident answers the
    accident."""
    under = {one.key: _headings_at(one.start, turns) for one in meetings}

    @cache  # many may be told before one meeting
    def answers_accident(before: int) -> bool:
        return _ON_WORK.search(text, 0, before) is None and _ON_ACCIDENT.search(text, 0, before) is not None

    for at, turn in enumerate(turns):
        if turn.voice is not Voice.WRITTEN or turn.meeting is not None or not turn.speaker:
            continue
        meeting = next((one for one in meetings if turn.end <= one.start), None)
        if meeting is None or answers_accident(meeting.start) or not _PASSED_ON.search(text, turn.end):
            continue
        if any(_ITEM.search(one) for one in under[meeting.key]) and turn.headings[:1] != under[meeting.key]:
            continue  # the meeting is another piece of news
        office = level_of(company.titles(turn.speaker), "")
        if len(meetings) == 1 or (office is meeting.level and turn.headings[:1] == under[meeting.key]):
            for same in range(at, len(turns)):
                spoken = turns[same]
                if spoken.end > meeting.start or spoken.speaker not in (turn.speaker, None):
                    break  # 他还强调 goes on with the instruction
                if spoken.speaker and spoken.meeting is None:
                    turns[same] = replace(spoken, meeting=meeting.key)
            company.belongs(turn.speaker, meeting.key)
