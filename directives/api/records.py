"""Rows as answers: directives, turns and what they refer to."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse

from directives import models
from directives.api import schemas
from directives.evidence.columns import meeting_date
from directives.facets import Choice, Facet
from directives.lineage.reading import (
    Beside,
    Side,
    downstream_of,
    number_of,
    shown,
    upstream_of,
    weights_in_force,
)
from meetings.models import Document, Meeting, Region, Turn
from meetings.querysets import LARGE
from meetings.wording import chinese
from search.highlight import spans
from search.query import Query

MOST_LINKS = 200


def with_documents(rows: Sequence[Any]) -> None:
    """Fetch the documents of the rows, without anything large."""
    prefetch_related_objects(rows, Prefetch("document", Document.objects.defer(*LARGE, "warnings")))


def marks(text: str, query: Query | None) -> list[tuple[int, int]]:
    return spans(text, query) if query else []


def region(row: Region | None) -> schemas.RegionRef | None:
    return schemas.RegionRef(code=row.code, name=row.name) if row else None


def sector(row: models.Sector) -> schemas.SectorRef:
    return schemas.SectorRef(slug=row.slug, name=row.name_zh if chinese() else row.name_en or row.name_zh)


def meeting(row: Meeting | None) -> schemas.MeetingRef | None:
    return schemas.MeetingRef(id=row.pk, title=row.title, date=meeting_date(row)) if row else None


def meetings(rows: Iterable[Meeting]) -> list[schemas.MeetingRef]:
    return [schemas.MeetingRef(id=row.pk, title=row.title, date=meeting_date(row)) for row in rows]


def document(row: Document) -> schemas.DocumentRef:
    return schemas.DocumentRef(id=row.pk, file_name=row.file_name, sha256=row.sha256)


def speaker(row: Any) -> schemas.SpeakerRef | None:
    """Of a directive or turn, with the titles that the listing found."""
    if row.speaker is None:
        return None
    titles = list(getattr(row, "titles", None) or [])
    return schemas.SpeakerRef(id=row.speaker.pk, name=row.speaker.name, titles=titles)


def deadline(row: models.Directive | models.SectorTask) -> schemas.Deadline | None:
    return schemas.Deadline(text=row.deadline_text, date=row.deadline_on) if row.deadline_text else None


def bodies(row: models.Directive, task: int | None) -> list[schemas.BodyPart]:
    """Those of one task, or with None those of the directive as a whole."""
    return [
        schemas.BodyPart(id=part.body.pk, name=part.body.name, role=part.role)
        for part in row.responsibilities.all()
        if part.task_id == task
    ]


def directive(row: models.Directive, request: HttpRequest, query: Query | None = None) -> schemas.Directive:
    """A row of `for_listing`, its document fetched."""
    tasks = list(row.tasks.all())
    return schemas.Directive(
        id=row.pk,
        url=request.build_absolute_uri(row.get_absolute_url()),
        text=row.text,
        marks=marks(row.text, query),
        level=row.level,
        region=region(row.region),
        meeting=meeting(row.meeting),
        speaker=speaker(row),
        headings=row.headings,
        modality=row.modality,
        sectors=[sector(one) for one in dict.fromkeys(task.sector for task in tasks)],
        bodies=bodies(row, None),
        deadline=deadline(row),
        tasks=[
            schemas.Task(
                sector=sector(task.sector),
                text=task.text,
                deadline=deadline(task),
                bodies=bodies(row, task.pk),
                raw_start=task.raw_start,
                raw_end=task.raw_end,
            )
            for task in tasks
        ],
        turn=row.turn_id,
        document=document(row.document),
        raw_start=row.raw_start,
        raw_end=row.raw_end,
    )


def turn(row: Turn, request: HttpRequest, query: Query | None = None) -> schemas.Turn:
    """A row of `for_listing`, its document fetched."""
    return schemas.Turn(
        id=row.pk,
        url=request.build_absolute_uri(row.get_absolute_url()),
        text=row.text,
        marks=marks(row.text, query),
        voice=row.voice,
        meeting=meeting(row.meeting),
        speaker=speaker(row),
        headings=row.headings,
        document=document(row.document),
        raw_start=row.raw_start,
        raw_end=row.raw_end,
    )


def hit(row: models.Directive | Turn, request: HttpRequest, query: Query | None) -> schemas.Hit:
    """A directive or a turn in short."""
    said = isinstance(row, Turn)
    where = reverse("api:turn" if said else "api:directive", args=[row.pk])
    return schemas.Hit(
        id=row.pk,
        url=request.build_absolute_uri(row.get_absolute_url()),
        api=request.build_absolute_uri(where),
        text=row.text,
        marks=marks(row.text, query),
        level=(row.meeting.level if row.meeting else "") if isinstance(row, Turn) else row.level,
        date=meeting_date(row.meeting),
        meeting=row.meeting.title if row.meeting else None,
        speaker=row.speaker.name if row.speaker else None,
    )


def facet(found: Facet) -> schemas.Facet:
    return schemas.Facet(parameter=found.name, label=found.label, choices=[choice(one) for one in found.choices])


def choice(found: Choice) -> schemas.Choice:
    return schemas.Choice(
        value=found.value,
        label=found.label,
        count=found.count,
        chosen=found.checked,
        children=[choice(one) for one in found.children],
    )


def links(id: int, request: HttpRequest) -> schemas.DirectiveLinks:
    """What a directive takes up and what takes it up."""
    up, down = list(upstream_of(id)[:MOST_LINKS]), list(downstream_of(id)[:MOST_LINKS])
    weights = weights_in_force()
    return schemas.DirectiveLinks(
        id=id,
        upstream_count=number_of(up),
        upstream=[link(both, both.upper, request) for both in shown(up, weights)],
        downstream_count=number_of(down),
        downstream=[link(both, both.lower, request) for both in shown(down, weights)],
    )


def link(both: Beside, side: Side, request: HttpRequest) -> schemas.DirectiveLink:
    """One side of a link."""
    row, overlap = side.directive, both.overlap
    assert overlap
    return schemas.DirectiveLink(
        id=row.pk,
        url=request.build_absolute_uri(row.get_absolute_url()),
        api=request.build_absolute_uri(reverse("api:directive", args=[row.pk])),
        text=row.text,
        marks=[(mark.start, mark.end) for mark in side.marks],
        level=row.level,
        meeting=meeting(row.meeting),
        kind=both.label,
        of_upper=overlap.of_upper,
        of_lower=overlap.of_lower,
    )
