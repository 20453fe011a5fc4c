"""Which stored meetings the meetings of another account are, by a person's word."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import count

from meetings.build import first_day
from meetings.drafts import Level, MeetingDraft, Outline, Voice
from meetings.joining import Told, joined
from meetings.models import DatePrecision, Document, Meeting, Report


def _reports(document: Document) -> list[Report]:
    return list(document.reports.select_related("meeting__region").order_by("start", "pk"))


def _told(reports: list[Report]) -> list[Told]:
    return [
        Told(
            report.meeting_id,
            report.title,
            report.meeting.date,
            report.meeting.level,
            report.meeting.region.code if report.meeting.region else None,
        )
        for report in reports
    ]


def known_again(document: Document, outline: Outline) -> dict[str, Meeting]:
    """Meetings of a stored document that a person corrected, or said that it tells of, by the keys of the drafts that a
    new reading makes of them."""
    reports = _reports(document)
    rows = {report.meeting_id: report.meeting for report in reports if report.meeting.by_hand or report.by_hand}
    if not rows:
        return {}
    return {key: rows[row] for key, row in joined(outline.meetings, _told(reports)).items() if row in rows}


def reported(document: Document, outline: Outline, chosen: Mapping[str, int | None]) -> dict[str, Meeting]:
    """Meetings of a stored document by the keys of the drafts of another one, where that is a further report of them;
    `chosen` (key of the draft → key of the meeting, None for none of them) goes before what the program joins."""
    reports = _reports(document)
    rows = {report.meeting_id: report.meeting for report in reports}
    free = tuple(draft for draft in outline.meetings if draft.key not in chosen)
    told = [one for one in _told(reports) if one.key not in chosen.values()]
    pairs = {key: row for key, row in chosen.items() if row is not None} | joined(free, told)
    return {key: rows[row] for key, row in pairs.items() if row in rows}


def with_meeting(document: Document, outline: Outline) -> Outline:
    """The outline, with the only meeting of the stored document where it has none itself: what the further report says is
    then said at that meeting."""
    reports = _reports(document)
    if outline.meetings or len(reports) != 1:
        return outline
    first = next((turn for turn in outline.turns if turn.voice is not Voice.NOISE), None)
    if first is None:
        return outline
    row = reports[0].meeting
    region, code = (row.region.name, row.region.code) if row.region else (None, None)
    draft = MeetingDraft(
        "m1", row.title, row.date, row.date_inferred, Level(row.level), region, code, None, row.kind, row.host,
        first.start, first.end, row.region_inferred,
    )  # fmt: skip
    turns = tuple(turn if turn.voice is Voice.NOISE else replace(turn, meeting="m1") for turn in outline.turns)
    people = tuple(replace(person, meeting="m1") for person in outline.people)
    return replace(outline, meetings=(draft,), turns=turns, people=people)


def kept_apart(document: Document, outline: Outline, keys: Collection[str]) -> Outline:
    """The outline, with a numbered kind for each of the drafts with these keys that would else be taken for a meeting of
    the stored document, of which a person said that it is another."""
    taken = {_stored_identity(report.meeting) for report in _reports(document)}
    drafts = [
        _numbered(draft) if draft.key in keys and _identity(draft) in taken else draft for draft in outline.meetings
    ]
    return replace(outline, meetings=tuple(drafts))


def _identity(draft: MeetingDraft) -> tuple[str | None, ...]:
    """What documents agree on a meeting by; of a month's meeting the title too."""
    title = draft.title if draft.date and len(draft.date) == len("2022-01") else ""
    return draft.level.value, draft.region_code, draft.host, draft.kind, draft.date, title


def _stored_identity(row: Meeting) -> tuple[str | None, ...]:
    title = row.title if row.date_precision == DatePrecision.MONTH else ""
    return row.level, row.region.code if row.region else None, row.host, row.kind, row.date, title


def _numbered(draft: MeetingDraft) -> MeetingDraft:
    alike = Meeting.objects.filter(level=draft.level, region__code=draft.region_code, host=draft.host)
    kinds = set(alike.filter(held_on=first_day(draft.date)[0]).values_list("kind", flat=True))
    free = next(kind for number in count(2) if (kind := f"{draft.kind}-{number}") not in kinds)
    return replace(draft, kind=free)
