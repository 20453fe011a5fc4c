"""Drafts become stored directives, tasks, bodies and responsibilities; the caller holds the transaction."""

from collections.abc import Iterable, Mapping

from directives.drafts import BodyDraft, DirectiveDraft, TaskDraft
from directives.models import UNDATED, Body, Directive, Responsibility, Sector, SectorTask
from directives.understand import deadline_of
from meetings.build import BATCH, Built
from meetings.models import Turn
from search.normalise import Offsets

LONGEST_BODY = 120


def build(built: Built, drafts: tuple[DirectiveDraft, ...], offsets: Offsets) -> list[Directive]:
    """Store the directives of a stored document with their tasks and bodies, indexed, in document order."""
    directives = [_directive(built, position, draft, offsets) for position, draft in enumerate(drafts)]
    for directive in directives:
        directive.index()
    Directive.objects.bulk_create(directives, batch_size=BATCH)
    tasks = _build_tasks(directives, drafts, offsets)
    _build_responsibilities(directives, drafts, tasks)
    return directives


def place(directive: Directive, turn: Turn) -> None:
    """Repeat on a directive what its turn and meeting say, so that listings filter and sort on one table.

    The only writer of these columns; call it again whenever the turn or the meeting changes.
    """
    meeting, document = turn.meeting, turn.document
    directive.turn, directive.document = turn, document
    directive.meeting, directive.speaker = meeting, turn.speaker
    directive.level = meeting.level if meeting else ""
    directive.region = meeting.region if meeting else None
    directive.listed_on = (meeting.held_on if meeting else None) or document.published_on or UNDATED


def _directive(built: Built, position: int, draft: DirectiveDraft, offsets: Offsets) -> Directive:
    raw_start, raw_end = offsets.source_span(draft.start, draft.end)
    deadline = deadline_of(draft)
    directive = Directive(
        position=position,
        text=built.document.text[draft.start : draft.end],
        headings=list(draft.headings),
        modality=draft.modality,
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
    directives: list[Directive], drafts: tuple[DirectiveDraft, ...], offsets: Offsets
) -> dict[tuple[int, str], SectorTask]:
    """Tasks by (position of the directive, slug). A sector named twice is one task: its first clause."""
    sectors = Sector.objects.in_bulk(field_name="slug")
    tasks: dict[tuple[int, str], SectorTask] = {}
    for directive, draft in zip(directives, drafts, strict=True):
        for task in draft.tasks:
            row = _task(directive, sectors[task.sector], task, offsets)
            tasks.setdefault((directive.position, task.sector), row)
    SectorTask.objects.bulk_create(tasks.values(), batch_size=BATCH)
    return tasks


def _task(directive: Directive, sector: Sector, draft: TaskDraft, offsets: Offsets) -> SectorTask:
    raw_start, raw_end = offsets.source_span(draft.start, draft.end)
    return SectorTask(
        directive=directive,
        sector=sector,
        text=directive.document.text[draft.start : draft.end],
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
    bodies = build_bodies(_all_bodies(drafts))
    rows: dict[tuple[int, str | None, str, str], Responsibility] = {}
    for directive, draft in zip(directives, drafts, strict=True):
        parts: list[tuple[str | None, BodyDraft]] = [(None, body) for body in draft.bodies]
        parts += [(task.sector, body) for task in draft.tasks for body in task.bodies]
        for sector, body in parts:
            rows[directive.position, sector, body.name, body.role] = Responsibility(
                directive=directive,
                task=tasks[directive.position, sector] if sector else None,
                body=bodies[body.name[:LONGEST_BODY]],
                role=body.role,
            )
    Responsibility.objects.bulk_create(rows.values(), batch_size=BATCH)


def build_bodies(names: Iterable[str]) -> dict[str, Body]:
    """Bodies by name; missing ones are created in the order of their names, so that two loaders never
    wait for each other in a circle."""
    wanted = sorted({name[:LONGEST_BODY] for name in names})
    Body.objects.bulk_create([Body(name=name) for name in wanted], ignore_conflicts=True, batch_size=BATCH)
    return Body.objects.in_bulk(wanted, field_name="name")


def _all_bodies(drafts: tuple[DirectiveDraft, ...]) -> Iterable[str]:
    for draft in drafts:
        yield from (body.name for body in draft.bodies)
        yield from (body.name for task in draft.tasks for body in task.bodies)
