"""A stretch of a stored document as a directive: what the program understands of exactly these words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from directives.bodies import bodies
from directives.build import build_bodies, place
from directives.corrections.numbering import free_position
from directives.corrections.recording import CorrectionError
from directives.deadlines import deadlines
from directives.drafts import BodyDraft, DirectiveDraft
from directives.modality import modality
from directives.models import Directive, Responsibility, Sector, SectorTask
from directives.sector_rows import stored_taxonomy
from directives.sentences import blank_quotes, clauses
from directives.tasks import tasks
from meetings.models import Document, Meeting, Turn
from search.normalise import Offsets


@dataclass(frozen=True, slots=True)
class Passage:
    """Tidied text with its map to the source; offsets of everything below count in it."""

    text: str
    offsets: Offsets

    @classmethod
    def of(cls, document: Document) -> "Passage":
        return cls(document.text, Offsets.from_bytes(bytes(document.offsets)))

    def put(self, row: Directive | SectorTask, start: int, end: int) -> None:
        """Give a row its span, its words and its place in the source."""
        row.text = self.text[start:end]
        row.start, row.end = start, end
        row.raw_start, row.raw_end = self.offsets.source_span(start, end)


def understood(text: str, start: int, end: int, held_on: str | None) -> DirectiveDraft:
    """What extraction makes of `text[start:end]`, taken for one directive by a person (so with full confidence)."""
    words = blank_quotes(text[start:end])
    spans = clauses(words)
    named = tuple(bodies(words, spans, start, text[start:end]))
    limits = deadlines(text, start, end, held_on)
    in_text = [(start + low, start + high) for low, high in spans]
    found = tuple(tasks(text, start, end, in_text, named, limits, stored_taxonomy()))
    deadline = limits[0] if limits else None
    return DirectiveDraft(start, end, 0, modality(words), 1.0, (), named, found, deadline)


def held_on(meeting: Meeting | None, document: Document) -> str | None:
    """The day deadlines are counted from in ISO form, as partial as it is known."""
    if meeting is None or meeting.date is None:
        return document.published_on.isoformat() if document.published_on else None
    return meeting.date


def new_directive(turn: Turn, passage: Passage, draft: DirectiveDraft) -> Directive:
    """An unsaved directive of a turn, but for its neighbours' numbers; see `place`."""
    directive = Directive(
        position=free_position(turn.document_id, draft.start),
        headings=list(turn.headings),
        modality=draft.modality.value,
        confidence=draft.confidence,
    )
    passage.put(directive, draft.start, draft.end)
    set_deadline(directive, draft)
    place(directive, turn)
    directive.index()
    return directive


def set_deadline(directive: Directive, draft: DirectiveDraft) -> None:
    limit = draft.deadline
    directive.deadline_text = limit.text if limit else ""
    directive.deadline_on = limit.date if limit else None


def build_parts(directive: Directive, passage: Passage, draft: DirectiveDraft) -> None:
    """Store the tasks and responsibilities of a stored directive that has none."""
    sectors = dict(Sector.objects.order_by().values_list("slug", "pk"))
    everybody: list[tuple[int | None, BodyDraft]] = [(None, body) for body in draft.bodies]
    for task in draft.tasks:
        row = SectorTask(directive=directive, sector_id=sectors[task.sector])
        passage.put(row, task.start, task.end)
        row.deadline_text = task.deadline.text if task.deadline else ""
        row.deadline_on = task.deadline.date if task.deadline else None
        row.save()
        everybody += [(row.pk, body) for body in task.bodies]
    keys = build_bodies(body.name for _task, body in everybody)
    wanted = {(task, keys[body.name[:120]], body.role.value) for task, body in everybody}
    for key, named, role in sorted(wanted, key=lambda part: (part[0] or 0, part[1], part[2])):
        Responsibility.objects.create(directive=directive, task_id=key, body_id=named, role=role)


def no_overlap(turn: Turn, start: int, end: int, besides: tuple[int, ...] = ()) -> None:
    """Raises CorrectionError where another directive already holds some of these words."""
    others = Directive.objects.filter(turn=turn, start__lt=end, end__gt=start).exclude(pk__in=besides)
    if other := others.order_by("start").first():
        raise CorrectionError(
            _("These words belong to directive %(pk)s already: “%(text)s”") % {"pk": other.pk, "text": other.text[:30]}
        )
