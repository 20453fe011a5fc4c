"""Drafts become stored directives, tasks, bodies and responsibilities; the caller holds the transaction."""

from collections.abc import Iterable, Mapping

from django.db.models import DateField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from directives.drafts import BodyDraft, DirectiveDraft, TaskDraft
from directives.models import UNDATED, Body, BodyAlias, Directive, Responsibility, Sector, SectorTask
from directives.understand import deadline_of
from meetings.build import Built
from meetings.models import Document, Meeting, Turn
from search.bulk import copy_rows
from search.normalise import Offsets

LONGEST_BODY = 120


def build(built: Built, drafts: tuple[DirectiveDraft, ...], offsets: Offsets) -> list[Directive]:
    """Store the directives of a stored document with their tasks and bodies, indexed, in document order."""
    directives = [unsaved(built, position, draft, offsets) for position, draft in enumerate(drafts)]
    for directive in directives:
        directive.index()
    copy_rows(directives)
    tasks = _build_tasks(directives, drafts, built.document.text, offsets)
    _build_responsibilities(directives, drafts, tasks)
    return directives


def place(directive: Directive, turn: Turn) -> None:
    """Repeat on a directive what its turn and meeting say, so that listings filter and sort on one table.

    What a person said of this one directive stays.
    """
    meeting = turn.meeting
    directive.turn_id, directive.document_id = turn.pk, turn.document_id
    directive.meeting_id = turn.meeting_id
    if "speaker" not in directive.by_hand:
        directive.speaker_id = turn.speaker_id
    if "level" not in directive.by_hand:
        directive.level = meeting.level if meeting else ""
    directive.region_id = meeting.region_id if meeting else None
    directive.listed_on = (meeting.held_on if meeting else None) or turn.document.published_on or UNDATED


def place_meeting(meeting: Meeting) -> None:
    """Do what `place` does to all stored directives of a meeting that changed."""
    directives = Directive.objects.filter(meeting=meeting)
    directives.exclude(by_hand__contains=["level"]).exclude(level=meeting.level).update(level=meeting.level)
    directives.exclude(region=meeting.region_id, region__isnull=False).update(region=meeting.region_id)
    published = Document.objects.filter(pk=OuterRef("document")).values("published_on")
    day = Value(meeting.held_on) if meeting.held_on else Coalesce(Subquery(published), Value(UNDATED))
    directives.update(listed_on=Cast(day, DateField()))


def place_document(document: Document) -> None:
    """List the directives that no dated meeting holds by the day of issue of their document, which changed."""
    undated = Directive.objects.filter(document=document).filter(Q(meeting=None) | Q(meeting__held_on=None))
    undated.update(listed_on=document.published_on or UNDATED)


def unsaved(built: Built, position: int, draft: DirectiveDraft, offsets: Offsets) -> Directive:
    raw_start, raw_end = offsets.source_span(draft.start, draft.end)
    deadline = deadline_of(draft)
    directive = Directive(
        position=position,
        text=built.document.text[draft.start : draft.end],
        headings=list(draft.headings),
        modality=draft.modality.value,
        confidence=draft.confidence,
        deadline_text=deadline.text if deadline else "",
        deadline_on=deadline.date if deadline else None,
        start=draft.start,
        end=draft.end,
        raw_start=raw_start,
        raw_end=raw_end,
    )
    place(directive, built.turns[draft.turn])
    return directive


def _build_tasks(
    directives: list[Directive], drafts: tuple[DirectiveDraft, ...], text: str, offsets: Offsets
) -> dict[tuple[int, str], SectorTask]:
    """Tasks by (position of the directive, slug). A sector named twice is one task: its first clause."""
    sectors = sector_keys()
    tasks: dict[tuple[int, str], SectorTask] = {}
    for directive, draft in zip(directives, drafts, strict=True):
        for task in draft.tasks:
            if (directive.position, task.sector) not in tasks:
                row = unsaved_task(task, text, offsets)
                row.directive_id, row.sector_id = directive.pk, sectors[task.sector]
                tasks[directive.position, task.sector] = row
    copy_rows(list(tasks.values()))
    return tasks


def sector_keys() -> dict[str, int]:
    """Keys of sectors by slug."""
    return dict(Sector.objects.order_by().values_list("slug", "pk"))


def unsaved_task(draft: TaskDraft, text: str, offsets: Offsets) -> SectorTask:
    raw_start, raw_end = offsets.source_span(draft.start, draft.end)
    return SectorTask(
        text=text[draft.start : draft.end],
        deadline_text=draft.deadline.text if draft.deadline else "",
        deadline_on=draft.deadline.date if draft.deadline else None,
        start=draft.start,
        end=draft.end,
        raw_start=raw_start,
        raw_end=raw_end,
    )


def _build_responsibilities(
    directives: list[Directive], drafts: tuple[DirectiveDraft, ...], tasks: Mapping[tuple[int, str], SectorTask]
) -> None:
    keys = build_bodies(body.name for draft in drafts for _, body in parts_of(draft))
    rows: dict[tuple[int, str | None, int, str], Responsibility] = {}
    for directive, draft in zip(directives, drafts, strict=True):
        for sector, body in parts_of(draft):
            task = tasks[directive.position, sector].pk if sector else None
            key, role = keys[body.name[:LONGEST_BODY]], body.role.value
            rows[directive.position, sector, key, role] = Responsibility(
                directive_id=directive.pk, task_id=task, body_id=key, role=role
            )
    copy_rows(list(rows.values()), keys=False)


def parts_of(draft: DirectiveDraft) -> Iterable[tuple[str | None, BodyDraft]]:
    """Every body of a directive, with the slug of the task it concerns (None: the whole directive)."""
    yield from ((None, body) for body in draft.bodies)
    yield from ((task.sector, body) for task in draft.tasks for body in task.bodies)


def build_bodies(names: Iterable[str]) -> dict[str, int]:
    """Keys of bodies by name. Missing ones are created in the order of their names, so that two loaders
    never wait for each other in a circle."""
    wanted = {name[:LONGEST_BODY] for name in names}
    stored = Body.objects.filter(name__in=wanted).order_by()
    found = dict(BodyAlias.objects.filter(name__in=wanted).order_by().values_list("name", "body"))
    found |= stored.values_list("name", "pk")
    if missing := sorted(wanted - found.keys()):
        Body.objects.bulk_create([Body(name=name) for name in missing], ignore_conflicts=True)
        found |= stored.all().values_list("name", "pk")
    return found
