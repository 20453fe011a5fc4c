"""A correction taken back: every row it touched as it was before, with its key."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from directives.corrections.numbering import free_position, renumber
from directives.corrections.recording import CorrectionError, correcting
from directives.models import (
    Body,
    BodyAlias,
    Correction,
    Directive,
    Gone,
    Mention,
    Responsibility,
    SectorTask,
    Thing,
    ThingAlias,
)
from meetings.history import BEFORE, DELETE, INSERT
from meetings.models import Document, Meeting, Participation, Report, Speaker, SpeakerAlias, Turn
from search.models import Searchable

# Rows before those that point to them.
TRACKED: tuple[type[Model], ...] = (
    Document, Speaker, SpeakerAlias, Meeting, Report, Participation, Turn,
    Body, BodyAlias, Directive, SectorTask, Responsibility, Gone, Thing, ThingAlias, Mention,
)  # fmt: skip
# They change the text that all places point into.
ONE_WAY = {Correction.Kind.VERSION, Correction.Kind.REEXTRACT, Correction.Kind.PREVIEW}
POINTED_TO = {Document, Speaker, Meeting, Turn, Body, Directive, Thing}
Values = dict[str, Any]


@dataclass(slots=True)
class Touched:
    """A row that a correction touched: its values before and after; None where it was not there."""

    model: type[Model]
    pk: int
    before: Values | None
    after: Values | None


def touched(context: UUID) -> Iterator[Touched]:
    """The rows that the correction of this context touched, rows before those that point to them."""
    for model in TRACKED:
        events = model.pgh_event_model.objects.filter(pgh_context=context).order_by("pgh_id").values()  # type: ignore[attr-defined]
        yield from rows_of(model, ((event["pgh_obj_id"], event["pgh_label"], _own(model, event)) for event in events))


def rows_of(model: type[Model], events: Iterable[tuple[int, str, Values]]) -> list[Touched]:
    """In: events of one correction in their order, each the key of its row, its label and the row's values. Out: the
    rows touched."""
    rows: dict[int, Touched] = {}
    for pk, label, values in events:
        row = rows.get(pk)
        if row is None:
            row = rows[pk] = Touched(model, pk, None if label == INSERT else values, None)
        if label != BEFORE:
            row.after = None if label == DELETE else values
    # A row that came and went within the correction was touched by nobody else's lights.
    return [row for row in rows.values() if row.before is not None or row.after is not None]


def undo(pk: int, user: Any, reason: str) -> Correction:
    """Take the correction back. Raises CorrectionError where it was taken back already, or where one of its rows was
    changed since: that change must be taken back first."""
    correction = Correction.objects.get(pk=pk)
    if correction.kind in ONE_WAY:
        raise CorrectionError(_("Loading again can't be taken back; load the other version again instead."))
    if Correction.objects.filter(undoes=correction).exists():
        raise CorrectionError(_("This correction was taken back already."))
    with correcting(Correction.Kind.UNDO, correction, user, reason, undoes=correction) as record:
        rows = list(touched(correction.context))
        if any(row.model is Document and row.after is None for row in rows):
            # No history keeps its bytes.
            raise CorrectionError(_("A deleted document can't be brought back; load its file again."))
        _check_unchanged(rows, correction)
        # Rows that take a name or place away from others go first, those that others still point to go last.
        _delete(row for row in reversed(rows) if row.model not in POINTED_TO)
        for row in rows:
            if row.before is not None:
                _restore(row)
        _delete(row for row in reversed(rows) if row.model in POINTED_TO)
        for document in {row.before["document_id"] for row in rows if row.before and row.model is Directive} | {
            row.after["document_id"] for row in rows if row.after and row.model is Directive
        }:
            renumber(document)
    return record


def own_fields(model: type[Model]) -> list[str]:
    """The columns of a model that its events keep."""
    kept = {field.attname for field in model.pgh_event_model._meta.concrete_fields}  # type: ignore[attr-defined]
    return [field.attname for field in model._meta.concrete_fields if field.attname in kept]


def _own(model: type[Model], event: Values) -> Values:
    """The row's own values of an event."""
    return {name: event[name] for name in own_fields(model)}


def _check_unchanged(rows: Iterable[Touched], correction: Correction) -> None:
    """Lock the rows, and look whether all are as the correction left them.

    Those of a table are locked at once in order of their keys, as the linker and others lock them: in another order
    two would wait for each other."""
    for model, group in groupby(rows, lambda row: row.model):
        of_model = list(group)
        stored = model._default_manager.select_for_update().order_by("pk").filter(pk__in=[row.pk for row in of_model])
        now = {values.pop("pk"): values for values in stored.values("pk", *own_fields(model))}
        for row in of_model:
            if now.get(row.pk) != row.after:
                raise CorrectionError(_later(row, correction))


def _later(row: Touched, correction: Correction) -> str:
    events = row.model.pgh_event_model.objects  # type: ignore[attr-defined]
    contexts = events.filter(pgh_obj_id=row.pk).exclude(pgh_context=None).values("pgh_context")
    later = Correction.objects.filter(context__in=contexts, pk__gt=correction.pk).first()
    if later is None:
        return _("It can't be taken back: what it touched was changed since, outside the corrections.")
    return _("Take correction %(pk)s back first (“%(what)s”): it changed the same afterwards.") % {
        "pk": later.pk,
        "what": later,
    }


def _delete(rows: Iterable[Touched]) -> None:
    for row in rows:
        if row.before is None:
            row.model._default_manager.filter(pk=row.pk).delete()


def _restore(row: Touched) -> None:
    assert row.before is not None
    stored = row.model._default_manager.filter(pk=row.pk).first()
    restored = stored or row.model(pk=row.pk)
    for name, value in row.before.items():
        setattr(restored, name, value)
    if isinstance(restored, Searchable):
        restored.index()
    if isinstance(restored, Directive) and stored is None:
        restored.position = free_position(restored.document_id, restored.start)
    restored.save(force_insert=stored is None)
