"""A stored document as one JSON value, which a preview and what is stored later are compared by."""

import hashlib
import json
from typing import Any

from directives.models import Directive
from meetings.models import Document


def digest(shown: dict[str, Any]) -> str:
    """Tells whether two values of `written` are the same."""
    return hashlib.sha256(json.dumps(shown, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def written(document: Document) -> dict[str, Any]:
    """Everything a document says, without keys of rows: title, warnings, meetings, people, turns and directives.
    Offsets count code points, `start` and `end` in the tidied text, the others in the source."""
    turns = list(document.turns.select_related("meeting", "speaker__region").defer("folded", "lexemes", "sentences"))
    positions = {turn.pk: turn.position for turn in turns}
    return {
        "title": document.title,
        "published_on": _iso(document.published_on),
        "encoding": document.encoding,
        "simplified": document.simplified,
        "warnings": document.warnings,
        "meetings": [
            _meeting(report)
            for report in document.reports.select_related("meeting__region", "meeting__parent").order_by("start", "pk")
        ],
        "people": [
            {
                "name": part.speaker.name,
                "region": _region(part.speaker),
                "titles": part.titles,
                "roles": part.roles,
                "meeting": part.meeting.title if part.meeting else None,
            }
            for part in document.participations.select_related("speaker__region", "meeting").order_by("start", "pk")
        ],
        "turns": [
            {
                "position": turn.position,
                "start": turn.start,
                "end": turn.end,
                "raw_start": turn.raw_start,
                "raw_end": turn.raw_end,
                "voice": turn.voice,
                "meeting": turn.meeting.title if turn.meeting else None,
                "speaker": turn.speaker.name if turn.speaker else None,
                "headings": turn.headings,
            }
            for turn in turns
        ],
        "directives": [_directive(row, positions) for row in _directives(document)],
        "mentions": [
            list(mention)
            for mention in document.mentions.order_by("start", "end", "thing__kind").values_list(
                "thing__kind", "text", "start", "end", "raw_start", "raw_end"
            )
        ],
    }


def _meeting(report: Any) -> dict[str, Any]:
    meeting = report.meeting
    return {
        "printed": report.title,
        "title": meeting.title,
        "level": meeting.level,
        "region": _region(meeting),
        "region_inferred": meeting.region_inferred,
        "host": meeting.host,
        "kind": meeting.kind,
        "date": _iso(meeting.held_on),
        "precision": meeting.date_precision,
        "inferred": meeting.date_inferred,
        "parent": meeting.parent.title if meeting.parent else None,
    }


def _directives(document: Document) -> list[Directive]:
    rows = document.directives.select_related("speaker", "meeting", "region").prefetch_related(
        "tasks__sector", "responsibilities__body", "responsibilities__task__sector"
    )
    return list(rows.defer("folded", "lexemes", "sentences").order_by("position"))


def _directive(row: Directive, positions: dict[int, int]) -> dict[str, Any]:
    return {
        "position": row.position,
        "text": row.text,
        "start": row.start,
        "end": row.end,
        "raw_start": row.raw_start,
        "raw_end": row.raw_end,
        "turn": positions[row.turn_id],
        "meeting": row.meeting.title if row.meeting else None,
        "speaker": row.speaker.name if row.speaker else None,
        "level": row.level,
        "region": row.region.code if row.region else None,
        "listed_on": _iso(row.listed_on),
        "modality": row.modality,
        "confidence": row.confidence,
        "headings": row.headings,
        "deadline": {"text": row.deadline_text, "on": _iso(row.deadline_on)},
        "tasks": [
            {
                "sector": task.sector.slug,
                "text": task.text,
                "deadline": {"text": task.deadline_text, "on": _iso(task.deadline_on)},
            }
            for task in sorted(row.tasks.all(), key=lambda task: (task.start, task.pk))
        ],
        "bodies": sorted(
            [part.body.name, part.role, part.task.sector.slug if part.task else ""]
            for part in row.responsibilities.all()
        ),
    }


def _region(row: Any) -> str | None:
    return str(row.region.code) if row.region else None


def _iso(day: Any) -> str | None:
    return str(day.isoformat() if hasattr(day, "isoformat") else day) if day else None
