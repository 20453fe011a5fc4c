"""Neighbouring directives of one turn made one."""

from typing import Any

from django.utils.translation import gettext as _

from directives.corrections.gone import leave
from directives.corrections.numbering import renumber
from directives.corrections.passages import Passage, no_overlap
from directives.corrections.recording import CorrectionError, correcting
from directives.corrections.relabel import mark
from directives.models import Correction, Directive, Gone


def join(first: int, second: int, user: Any, reason: str) -> Correction:
    """Make the two one, from the start of the earlier to the end of the later. The earlier keeps its address, to which
    the later's leads. Tasks and bodies of both are kept. Raises CorrectionError where they are no neighbours."""
    words = Directive.objects.values_list("text", flat=True).get(pk=first)
    with correcting(Correction.Kind.JOIN, words, user, reason) as record:
        locked = Directive.objects.select_for_update(of=["self"]).select_related("turn", "document")
        # By key, as the linker locks them, so that neither waits for the other.
        rows = sorted(locked.filter(pk__in=[first, second]).order_by("pk"), key=lambda row: row.start)
        if len(rows) != 2 or rows[0].turn_id != rows[1].turn_id:
            raise CorrectionError(_("Only two directives of the same turn can become one."))
        kept, other = rows
        no_overlap(kept.turn, kept.start, other.end, besides=(kept.pk, other.pk))
        passage = Passage.of(kept.document)
        passage.put(kept, kept.start, max(kept.end, other.end))
        if not kept.deadline_text:
            kept.deadline_text, kept.deadline_on = other.deadline_text, other.deadline_on
        mark(kept, [*other.by_hand, "text"])
        kept.index()
        kept.save()
        _take_over(kept, other, passage)
        other.refresh_from_db()
        leave(other, Gone.Cause.JOINED, record, into=kept)
        renumber(kept.document_id)
    return record


def _take_over(kept: Directive, other: Directive, passage: Passage) -> None:
    """Move the tasks and responsibilities; a sector or body of both stays once."""
    tasks = {task.sector_id: task for task in kept.tasks.all()}
    for task in other.tasks.all():
        if mine := tasks.get(task.sector_id):
            passage.put(mine, mine.start, task.end)
            mine.save()
            for part in task.responsibilities.all():
                _move(part, kept, mine.pk)
        else:
            task.directive = kept
            task.save()
    for part in other.responsibilities.all():
        _move(part, kept, part.task_id)


def _move(part: Any, kept: Directive, task: int | None) -> None:
    if kept.responsibilities.filter(task=task, body=part.body_id, role=part.role).exists():
        part.delete()
    else:
        part.directive, part.task_id = kept, task
        part.save()
