"""What a correction changed, in words: each row it touched with its values before and after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, ForeignKey, Model, OuterRef, Q, TextField
from django.db.models import Value as Constant
from django.db.models.functions import Cast, Coalesce, JSONObject, Left, NullIf
from django.utils.translation import gettext as _

from directives.corrections.undo import TRACKED, Touched, own_fields, rows_of, touched
from directives.models import (
    Body,
    BodyAlias,
    Correction,
    Directive,
    Gone,
    Responsibility,
    Sector,
    SectorTask,
    Thing,
    ThingAlias,
)
from meetings.history import BEFORE
from meetings.models import Document, Meeting, Participation, Region, Speaker, SpeakerAlias, Turn

MOST = 60  # rows shown of one correction
MOST_EVENTS = 2 * MOST  # of one table: a changed row has two
LONGEST_NAME = 40
# What the rows that others point to are called.
NAMED_BY: dict[type[Model], Any] = {
    Region: F("name"),
    Document: Coalesce(NullIf(F("title"), Constant("")), F("file_name")),
    Meeting: F("title"),
    Speaker: F("name"),
    Turn: F("text"),
    Sector: F("name_zh"),
    Body: F("name"),
    Directive: F("text"),
    SectorTask: F("text"),
    Thing: F("name"),
}
# Keys, places and notes to ourselves say nothing to a reader that the words do not.
UNSAID = {
    "id",
    "by_hand",
    "start",
    "end",
    "raw_start",
    "raw_end",
    "folded",
    "former",
    "position",
    "confidence",
    "correction_id",
    "key",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A field's name, and its value before and after in words ("" for none)."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A row: what it is, whether it came or went, and the values that differ."""

    kind: str
    what: str  # "added", "removed" or "changed"
    values: tuple[Value, ...]


def changes(correction: Correction) -> list[Change]:
    """The changed rows of a correction, at most MOST."""
    rows = list(islice(touched(correction.context), MOST))
    return _changes(rows, _Wordings(rows))


def _changes(rows: Iterable[Touched], wordings: "_Wordings") -> list[Change]:
    return [change for change in (_change(row, wordings) for row in rows) if change.values]


def _change(row: Touched, wordings: "_Wordings") -> Change:
    what = "added" if row.before is None else "removed" if row.after is None else "changed"
    values = (
        Value(str(field.verbose_name), wordings.of(field, old), wordings.of(field, new))
        for field, old, new in _differences(row)
    )
    return Change(
        str(row.model._meta.verbose_name), what, tuple(value for value in values if value.before or value.after)
    )


def _differences(row: Touched) -> Iterator[tuple[Any, Any, Any]]:
    """The fields a reader is told of that differ, with their values before and after."""
    before, after = row.before or {}, row.after or {}
    for field in row.model._meta.concrete_fields:
        old, new = before.get(field.attname), after.get(field.attname)
        if field.attname not in UNSAID and old != new:
            yield field, old, new


class _Wordings:
    """Values in words; the names of all rows that foreign keys point to are fetched at once."""

    def __init__(self, rows: Iterable[Touched]) -> None:
        wanted: dict[type[Model], set[int]] = {}
        for row in rows:
            for field, *values in _differences(row):
                if isinstance(field, ForeignKey):
                    keys = wanted.setdefault(field.related_model, set())
                    keys.update(value for value in values if value is not None)
        queries = [_names(model, keys) for model, keys in wanted.items() if keys]
        found = queries[0].union(*queries[1:], all=True) if queries else ()
        self.names: dict[tuple[str, int], str] = {(label, pk): name for label, pk, name in found}

    def of(self, field: Any, value: Any) -> str:
        if value is None or value == "":
            return ""
        if isinstance(field, ForeignKey):
            key = (field.related_model._meta.label, value)
            return self.names.get(key, _("no. %(pk)s, stored no more") % {"pk": value})
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list):
            return "、".join(map(str, value))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return str(value)


def _names(model: type[Model], keys: set[int]) -> Any:
    """(label of the model, key, name) of some of its rows."""
    rows = model._default_manager.order_by().filter(pk__in=keys)
    name = Left(Cast(NAMED_BY[model], TextField()), LONGEST_NAME)
    return rows.values_list(Constant(model._meta.label, output_field=TextField()), "pk", name)


def history_of(row: Directive | Meeting | Speaker | Body | Thing) -> list[tuple[Correction, list[Change]]]:
    """The corrections that touched the row or what belongs to it, latest first, each with what it changed: of a
    directive, what it changed of this one. Two queries, however many corrections there are."""
    wanted = Q()
    for model, condition in _belonging(row).items():
        events = model.pgh_event_model.objects.filter(condition).exclude(pgh_context=None)  # type: ignore[attr-defined]
        wanted |= Q(context__in=events.order_by().values("pgh_context"))
    shown = _belonging(row) if isinstance(row, Directive) else dict.fromkeys(TRACKED, Q())
    events_of = {f"events_{model._meta.model_name}": _events(model, only) for model, only in shown.items()}
    found = list(Correction.objects.filter(wanted).select_related("user", "undone_by").annotate(**events_of))
    rows = [_touched(correction, shown) for correction in found]
    wordings = _Wordings(one for some in rows for one in some)
    return [(correction, _changes(some, wordings)) for correction, some in zip(found, rows, strict=True)]


def _events(model: type[Model], only: Q) -> ArraySubquery:
    """The events of a model under the context of a correction."""
    events = model.pgh_event_model.objects.filter(only, pgh_context=OuterRef("context")).order_by("pgh_id")  # type: ignore[attr-defined]
    values = JSONObject(**{name: F(name) for name in own_fields(model)})
    return ArraySubquery(
        events.values(event=JSONObject(pk="pgh_obj_id", label="pgh_label", values=values))[:MOST_EVENTS]
    )


def _touched(correction: Any, models: Iterable[type[Model]]) -> list[Touched]:
    """The rows of the models that a correction with its events touched, at most MOST."""
    found: list[Touched] = []
    for model in models:
        events = getattr(correction, f"events_{model._meta.model_name}")
        if len(events) == MOST_EVENTS and events[-1]["label"] == BEFORE:
            events.pop()  # What the row became was cut off.
        found += rows_of(model, ((event["pk"], event["label"], event["values"]) for event in events))
    return found[:MOST]


def _belonging(row: Any) -> dict[type[Model], Q]:
    own = {type(row): Q(pgh_obj=row.pk)}
    if isinstance(row, Directive):
        return own | {SectorTask: Q(directive=row.pk), Responsibility: Q(directive=row.pk), Gone: Q(into=row.pk)}
    if isinstance(row, Speaker):
        return own | {SpeakerAlias: Q(speaker=row.pk), Participation: Q(speaker=row.pk)}
    if isinstance(row, Body):
        return own | {BodyAlias: Q(body=row.pk)}
    if isinstance(row, Thing):
        return own | {ThingAlias: Q(thing=row.pk)}
    return own
