"""Writes a new reading of a stored document; rows keep their keys where the passage is the same."""

from typing import Any

from django.db.models import F

from directives import build as directives_build
from directives.corrections.gone import leave
from directives.corrections.naming import take_part
from directives.corrections.numbering import ASIDE, free_position, renumber
from directives.corrections.passages import Passage
from directives.drafts import DirectiveDraft
from directives.intake.duplicates import remember
from directives.intake.sketch import Sketch
from directives.models import Correction, Directive, Gone, Responsibility, SectorTask, Shingle
from directives.reloading.align import reworded, same
from directives.reloading.meetings import known_again
from directives.reloading.parts import bring, update
from directives.reloading.plan import Kept, Plan
from directives.things.build import note_things
from directives.understand import Understanding, deadline_of, notice_json
from meetings import build as meetings_build
from meetings.build import Built
from meetings.drafts import Outline
from meetings.models import Document, Meeting, Participation, Report, Speaker, Turn
from search.normalise import Tidied


def apply(document: Document, understood: Understanding, plan: Plan, record: Correction) -> None:
    """Bring the document, its meetings, people, turns and directives to `understood`; `plan` was made from the two in
    the caller's transaction. What a person corrected stays as the plan says."""
    moved = document.text != understood.tidied.text
    warnings = [notice_json(notice) for notice in understood.notices]
    source, tidied, outline = understood.source, understood.tidied, understood.outline
    values = meetings_build.document_values(source, tidied, outline, warnings)
    values = {name: value for name, value in values.items() if name not in document.by_hand}
    Document.objects.filter(pk=document.pk).update(**values)
    for name, value in values.items():
        setattr(document, name, value)
    before = set(document.reports.values_list("meeting", flat=True))
    regions = meetings_build.build_regions(meetings_build.region_codes(outline))
    known = known_again(document, outline)
    meetings = meetings_build.build_meetings(outline.meetings, regions, known)
    speakers = meetings_build.build_speakers(outline, regions)
    turns, gone = _turns(document, outline, meetings, speakers, tidied)
    built = Built(document, meetings, speakers, turns)
    _people(document, understood, meetings, speakers)
    _directives(built, understood, plan, record)
    Turn.objects.filter(pk__in=gone).delete()
    renumber(document.pk)
    note_things(document, turns, tidied.offsets)
    orphans = Meeting.objects.filter(pk__in=before, reports=None, turns=None, directives=None, followups=None)
    orphans.filter(by_hand=[]).delete()
    if moved:
        Shingle.objects.filter(document=document).delete()
        remember(document, Sketch.of(tidied.text))


def _people(document: Document, understood: Understanding, meetings: Any, speakers: Any) -> None:
    reports = meetings_build.report_rows(document, understood.outline, meetings, understood.tidied)
    said = dict(document.reports.values_list("meeting", "by_hand"))
    for report in reports:
        report.by_hand = said.get(report.meeting_id, [])
    bring(Report.objects.filter(document=document), reports, lambda row: row.meeting_id)
    offsets = understood.tidied.offsets
    parts = meetings_build.participation_rows(document, understood.outline.people, meetings, speakers, offsets)
    bring(Participation.objects.filter(document=document), parts, lambda row: (row.meeting_id, row.speaker_id))
    for turn in (
        document.turns.filter(by_hand__contains=["speaker"])
        .exclude(speaker=None)
        .select_related("speaker", "meeting", "document")
    ):
        if turn.speaker:
            take_part(turn.speaker, turn, turn.meeting)


def _turns(
    document: Document,
    outline: Outline,
    meetings: dict[str, Meeting],
    speakers: dict[str, Speaker] | Any,
    tidied: Tidied,
) -> tuple[tuple[Turn, ...], list[int]]:
    """The stored turns in the order of the outline, and the keys of those that are no more (they still hold their
    directives)."""
    wanted = meetings_build.turn_rows(document, outline, meetings, speakers, tidied.offsets)
    rows = list(document.turns.order_by("position").defer("lexemes", "sentences"))
    pairs = {new: old for old, new in same([row.folded for row in rows], [row.folded for row in wanted])}
    lost = [(index, row.folded) for index, row in enumerate(rows) if index not in pairs.values()]
    free = [(index, row.folded) for index, row in enumerate(wanted) if index not in pairs]
    pairs |= {new: old for old, new in reworded(lost, free)}
    if [pairs.get(index) for index in range(len(wanted))] != list(range(len(rows))):
        document.turns.update(position=F("position") + ASIDE)
        for row in rows:
            row.position += ASIDE
    turns = []
    for index, turn in enumerate(wanted):
        if index in pairs:
            turns.append(_kept_turn(rows[pairs[index]], turn))
        else:
            turn.save()
            turns.append(turn)
    used = {turn.pk for turn in turns}
    return tuple(turns), [row.pk for row in rows if row.pk not in used]


def _kept_turn(row: Turn, wanted: Turn) -> Turn:
    if "speaker" in row.by_hand:
        wanted.speaker_id = row.speaker_id
    if "voice" in row.by_hand:
        wanted.voice = row.voice
    wanted.by_hand = row.by_hand
    if row.text == wanted.text:
        # Indexed alike: nothing to write.
        wanted.indexed_as = row.indexed_as
    elif update(row, wanted):
        wanted.pk = row.pk
        wanted.save(update_fields=list(Turn.INDEXED))
        return wanted
    update(row, wanted)
    wanted.pk = row.pk
    return wanted


def _directives(built: Built, understood: Understanding, plan: Plan, record: Correction) -> None:
    passage = Passage(understood.tidied.text, understood.tidied.offsets)
    for kept in plan.kept:
        _keep(kept, built, passage)
    made = {}
    fresh = [*plan.added, *(draft for _, draft in plan.changed)]
    for draft in fresh:
        row = directives_build.unsaved(built, free_position(built.document.pk, draft.start), draft, passage.offsets)
        row.index()
        row.save()
        _parts(row, draft, passage, sectors=True, bodies=True)
        made[draft.start, draft.end] = row
    for old, draft in plan.changed:
        leave(old, Gone.Cause.REPLACED, record, into=made[draft.start, draft.end])
    for old in plan.removed:
        leave(old, Gone.Cause.REMOVED, record)


def _turn_at(built: Built, start: int, end: int) -> Turn:
    """The turn that holds most of the span; a row kept by a person's word may have been cut through."""
    return max(built.turns, key=lambda turn: min(end, turn.end) - max(start, turn.start))


def _keep(kept: Kept, built: Built, passage: Passage) -> None:
    row, draft = kept.row, kept.draft
    turn = built.turns[draft.turn] if draft else _turn_at(built, kept.start, kept.end)
    start, end = max(kept.start, turn.start), min(kept.end, turn.end)
    wanted = Directive(by_hand=row.by_hand, speaker_id=row.speaker_id, level=row.level, position=row.position)
    wanted.headings = list(draft.headings) if draft else row.headings
    wanted.modality = draft.modality.value if draft and "modality" not in row.by_hand else row.modality
    wanted.confidence = draft.confidence if draft and "added" not in row.by_hand else row.confidence
    if draft and "deadline" not in row.by_hand:
        limit = deadline_of(draft)
        wanted.deadline_text, wanted.deadline_on = (limit.text, limit.date) if limit else ("", None)
    else:
        wanted.deadline_text, wanted.deadline_on = row.deadline_text, row.deadline_on
    passage.put(wanted, start, end)
    directives_build.place(wanted, turn)
    wanted.folded, wanted.indexed_as = row.folded, row.indexed_as
    shift, reworded_ = start - row.start, row.text != wanted.text
    update(row, wanted)
    if reworded_:
        row.index()
        row.save(update_fields=list(Directive.INDEXED))
    if shift or reworded_:
        _shift(row, shift, passage)
    if draft:
        _parts(row, draft, passage, sectors="sectors" not in row.by_hand, bodies="bodies" not in row.by_hand)


def _shift(row: Directive, shift: int, passage: Passage) -> None:
    """The clauses of tasks move with their directive."""
    for task in row.tasks.all():
        start = min(max(task.start + shift, row.start), row.end - 1)
        passage.put(task, start, min(max(task.end + shift, start + 1), row.end))
        task.save()


def _parts(row: Directive, draft: DirectiveDraft, passage: Passage, *, sectors: bool, bodies: bool) -> None:
    """Bring tasks and responsibilities to the draft's, each where no person set them."""
    if sectors:
        if not bodies:  # what a person said of the bodies outlives the task it stood with
            row.responsibilities.exclude(task=None).update(task=None)
        keys = directives_build.sector_keys()
        tasks: dict[str, SectorTask] = {}
        for task in draft.tasks:
            if task.sector not in tasks:
                tasks[task.sector] = directives_build.unsaved_task(task, passage.text, passage.offsets)
                tasks[task.sector].directive_id, tasks[task.sector].sector_id = row.pk, keys[task.sector]
        bring(SectorTask.objects.filter(directive=row), tasks.values(), lambda task: task.sector_id)
    if bodies:
        stored = dict(SectorTask.objects.filter(directive=row).values_list("sector__slug", "pk"))
        named = directives_build.build_bodies(body.name for _, body in directives_build.parts_of(draft))
        wanted = {
            (stored.get(slug) if slug else None, named[body.name[: directives_build.LONGEST_BODY]], body.role.value)
            for slug, body in directives_build.parts_of(draft)
            if slug is None or slug in stored
        }
        rows = [
            Responsibility(directive_id=row.pk, task_id=task, body_id=body, role=role)
            for task, body, role in sorted(wanted, key=str)
        ]
        bring(Responsibility.objects.filter(directive=row), rows, lambda part: (part.task_id, part.body_id, part.role))
