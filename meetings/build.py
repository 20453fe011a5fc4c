"""Drafts become stored documents, meetings, speakers and turns; the caller holds the transaction.

Rows that documents share (regions, meetings, speakers) are taken in one fixed order, so that two loaders
at once wait for each other instead of blocking each other.
"""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from meetings.drafts import MeetingDraft, Outline, PersonDraft
from meetings.homes import home_code, line_of, places
from meetings.models import DatePrecision, Document, Meeting, Participation, Region, Report, Speaker, SpeakerAlias, Turn
from meetings.readers import Source
from meetings.venues import venues
from search.bulk import copy_rows
from search.normalise import Offsets, Tidied, fold


@dataclass(frozen=True, slots=True)
class Built:
    """A stored document with the rows that its drafts became."""

    document: Document
    meetings: Mapping[str, Meeting]  # by the draft's key
    speakers: Mapping[str, Speaker]  # by name
    turns: tuple[Turn, ...]  # in the order of Outline.turns


def build(
    source: Source,
    tidied: Tidied,
    outline: Outline,
    warnings: list[dict[str, Any]],
    known: Mapping[str, Meeting] | None = None,
) -> Built:
    """Store a segmented document. `known` are stored meetings, by the drafts' keys, that a person said these drafts are.
    Raises IntegrityError where its bytes are stored already."""
    document = build_document(source, tidied, outline, warnings)
    regions = build_regions(region_codes(outline))
    meetings = build_meetings(outline.meetings, regions, known)
    speakers = build_speakers(outline, regions)
    copy_rows(report_rows(document, outline, meetings, tidied), keys=False)
    copy_rows(participation_rows(document, outline.people, meetings, speakers, tidied.offsets), keys=False)
    return Built(document, meetings, speakers, build_turns(document, outline, meetings, speakers, tidied.offsets))


def build_document(source: Source, tidied: Tidied, outline: Outline, warnings: list[dict[str, Any]]) -> Document:
    """Store the untouched bytes with the tidied text and its map to the source."""
    return Document.objects.create(**document_values(source, tidied, outline, warnings))


def document_values(source: Source, tidied: Tidied, outline: Outline, warnings: list[dict[str, Any]]) -> dict[str, Any]:
    """What a document's row holds, by the names of its columns."""
    return {
        "sha256": source.sha256,
        "file_name": source.name,
        "raw": source.data,
        "raw_length": len(source.text),
        "encoding": source.encoding,
        "extracted": source.text if source.extracted else "",
        "extracted_sha256": text_sha256(source.text) if source.extracted else "",
        "words_sha256": words_sha256(tidied.text),
        "title": outline.title or source.title or "",
        "published_on": first_day(outline.published_on or source.published_on)[0],
        "text": tidied.text,
        "length": len(tidied.text),
        "offsets": tidied.offsets.to_bytes(),
        "simplified": tidied.simplified,
        "warnings": warnings,
    }


def text_sha256(text: str) -> str:
    """The checksum of a text, as UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def words_sha256(text: str) -> str:
    """The checksum of a tidied text's words alone; "" where it has none."""
    folded = fold(text)
    return text_sha256(folded) if folded else ""


def known_names() -> frozenset[str]:
    """Names that at least two documents give with a title: sure enough to look for where none stands."""
    titled = Count("participations__document", distinct=True, filter=~Q(participations__titles=[]))
    known = Speaker.objects.annotate(reports=titled).filter(reports__gte=2)
    return frozenset(known.order_by().values_list("name", flat=True))


def first_day(date: str | None) -> tuple[dt.date | None, str]:
    """An ISO date as partial as it is told → its first day and how much of it is known."""
    if not date:
        return None, DatePrecision.UNKNOWN
    precision = (DatePrecision.YEAR, DatePrecision.MONTH, DatePrecision.DAY)[date.count("-")]
    return dt.date.fromisoformat(date + "-01" * (2 - date.count("-"))), precision


def build_regions(codes: Iterable[str]) -> dict[str, Region]:
    """Regions by code, created with everything that contains them where they are not stored yet.

    A code that the list of regions does not know is left out: its meeting then has no region.
    """
    # Widest first, then by code: the same order for every loader.
    wanted = sorted({(len(line_of(place.code)), place.code) for code in codes for place in line_of(code)})
    found = Region.objects.in_bulk([code for _, code in wanted], field_name="code")
    for _, code in wanted:
        if code not in found:
            place = places()[code]
            parent = found[place.parent_code] if place.parent_code else None
            defaults = {"name": place.name, "level": place.level, "parent": parent}
            found[code], _created = Region.objects.get_or_create(code=code, defaults=defaults)
    return found


def build_meetings(
    drafts: tuple[MeetingDraft, ...], regions: Mapping[str, Region], known: Mapping[str, Meeting] | None = None
) -> dict[str, Meeting]:
    """Meetings by the draft's key. One that another document reported already is used again, and keeps its
    title; what the first report did not know (the parent) is added. So is one that is `known` to be the draft's."""
    meetings = dict(known or {})
    new = (draft for draft in drafts if draft.key not in meetings)
    ordered = sorted(new, key=lambda draft: (draft.level, draft.region_code or "", draft.date or "", draft.kind))
    meetings |= {draft.key: _meeting(draft, regions) for draft in ordered}
    linked = {row.pk for row in meetings.values() if row.parent_id is not None or "parent" in row.by_hand}
    parents = {
        meetings[draft.key].pk: meetings[draft.parent].pk
        for draft in drafts
        if draft.parent and draft.parent in meetings
    }
    for child in sorted(parents.keys() - linked):
        _link(child, parents[child])
    return meetings


def _meeting(draft: MeetingDraft, regions: Mapping[str, Region]) -> Meeting:
    held_on, precision = first_day(draft.date)
    region = regions.get(draft.region_code) if draft.region_code else None
    key = {"level": draft.level, "region": region, "host": draft.host, "kind": draft.kind, "held_on": held_on}
    inferred = {"date_inferred": draft.date_inferred, "region_inferred": draft.region_inferred and region is not None}
    rest = {"date_precision": precision, "title": draft.title} | inferred
    placed = region is not None or draft.host != ""
    if not placed or precision not in (DatePrecision.DAY, DatePrecision.MONTH):
        return Meeting.objects.create(**key, **rest)
    exact = {"date_precision": precision}
    if precision == DatePrecision.MONTH:
        exact["title"] = draft.title
    return _less_inferred(Meeting.objects.get_or_create(**key, **exact, defaults=rest)[0], inferred)


def _less_inferred(row: Meeting, inferred: Mapping[str, bool]) -> Meeting:
    """The stored meeting, its marks taken away of what a further report prints."""
    printed = [name for name, guessed in inferred.items() if getattr(row, name) and not guessed]
    for name in printed:
        setattr(row, name, False)
    if printed:
        row.save(update_fields=printed)
    return row


def _link(child: int, parent: int) -> None:
    """Give a meeting its parent unless it has one or the link would close a circle."""
    above: int | None = parent
    while above is not None:
        if above == child:
            return
        above = Meeting.objects.values_list("parent_id", flat=True).get(pk=above)
    Meeting.objects.filter(pk=child, parent=None).update(parent=parent)


def build_speakers(outline: Outline, regions: Mapping[str, Region]) -> dict[str, Speaker]:
    """Speakers by name. Inside one document a name is one person: all titles together tell their home."""
    homes = _homes(outline)
    known = SpeakerAlias.objects.select_related("speaker").filter(name__in=homes)
    found = _speakers(homes) | {(alias.name, alias.region_id): alias.speaker for alias in known}
    wanted = {name: regions.get(code) if code else None for name, code in sorted(homes.items())}
    keys = {name: (name, region.pk if region else None) for name, region in wanted.items()}
    if missing := [Speaker(name=name, region=wanted[name]) for name, key in keys.items() if key not in found]:
        Speaker.objects.bulk_create(missing, ignore_conflicts=True)
        found |= _speakers({speaker.name for speaker in missing})
    return {name: found[key] for name, key in keys.items()}


def _speakers(names: Collection[str]) -> dict[tuple[str, int | None], Speaker]:
    """The stored speakers of these names, by name and region."""
    return {(one.name, one.region_id): one for one in Speaker.objects.filter(name__in=names).order_by()}


def build_turns(
    document: Document,
    outline: Outline,
    meetings: Mapping[str, Meeting],
    speakers: Mapping[str, Speaker],
    offsets: Offsets,
) -> tuple[Turn, ...]:
    """Store the turns, each with its folded text and lexemes."""
    turns = turn_rows(document, outline, meetings, speakers, offsets)
    copy_rows(turns)
    return tuple(turns)


def turn_rows(
    document: Document,
    outline: Outline,
    meetings: Mapping[str, Meeting],
    speakers: Mapping[str, Speaker],
    offsets: Offsets,
) -> list[Turn]:
    """The turns as unsaved rows, indexed, in their order."""
    turns = []
    for position, draft in enumerate(outline.turns):
        raw_start, raw_end = offsets.source_span(draft.start, draft.end)
        turn = Turn(
            document=document,
            meeting=meetings.get(draft.meeting) if draft.meeting else None,
            speaker=speakers.get(draft.speaker) if draft.speaker else None,
            voice=draft.voice.value,
            headings=list(draft.headings),
            position=position,
            text=document.text[draft.start : draft.end],
            start=draft.start,
            end=draft.end,
            raw_start=raw_start,
            raw_end=raw_end,
        )
        turn.index()
        turns.append(turn)
    return turns


def report_rows(document: Document, outline: Outline, meetings: Mapping[str, Meeting], tidied: Tidied) -> list[Report]:
    """What the document tells of its meetings, as unsaved rows."""
    reports: dict[int, Report] = {}
    held_at = venues(tidied.text, outline.meetings, outline.turns)
    for draft in outline.meetings:
        raw_start, raw_end = tidied.offsets.source_span(draft.start, draft.end)
        meeting = meetings[draft.key]
        # Two drafts may turn out to be one stored meeting: the first place that names it is kept.
        reports.setdefault(
            meeting.pk,
            Report(
                document=document,
                meeting=meeting,
                title=draft.title,
                venue=held_at[draft.key].name if draft.key in held_at else "",
                start=draft.start,
                end=draft.end,
                raw_start=raw_start,
                raw_end=raw_end,
            ),
        )
    return list(reports.values())


def participation_rows(
    document: Document,
    people: tuple[PersonDraft, ...],
    meetings: Mapping[str, Meeting],
    speakers: Mapping[str, Speaker],
    offsets: Offsets,
) -> list[Participation]:
    """Who took part, as unsaved rows: a person once a meeting, with all titles and roles."""
    rows: dict[tuple[int | None, int], Participation] = {}
    for person in people:
        meeting = meetings.get(person.meeting) if person.meeting else None
        speaker = speakers[person.name]
        raw_start, raw_end = offsets.source_span(person.start, person.end)
        row = rows.setdefault(
            (meeting.pk if meeting else None, speaker.pk),
            Participation(
                document=document,
                meeting=meeting,
                speaker=speaker,
                start=person.start,
                end=person.end,
                raw_start=raw_start,
                raw_end=raw_end,
            ),
        )
        row.titles = list(dict.fromkeys([*row.titles, *person.titles]))
        row.roles = list(dict.fromkeys([*row.roles, *person.roles]))
    return list(rows.values())


def _homes(outline: Outline) -> dict[str, str | None]:
    """Name → code of the home region, for everybody who is listed or speaks."""
    meeting_code = {meeting.key: meeting.region_code for meeting in outline.meetings}
    titles: dict[str, list[str]] = {}
    where: dict[str, str | None] = {}
    for person in outline.people:
        titles.setdefault(person.name, []).extend(person.titles)
        where.setdefault(person.name, meeting_code.get(person.meeting or ""))
    for turn in outline.turns:
        if turn.speaker:
            titles.setdefault(turn.speaker, [])
            where.setdefault(turn.speaker, meeting_code.get(turn.meeting or ""))
    return {name: home_code(titles[name], where[name]) for name in titles}


def region_codes(outline: Outline) -> set[str]:
    """The codes of all regions that the document's meetings and people belong to."""
    codes = {meeting.region_code for meeting in outline.meetings} | set(_homes(outline).values())
    return {code for code in codes if code}
