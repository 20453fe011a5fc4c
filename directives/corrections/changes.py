"""What a correction changed, in words: each row it touched with its values before and after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey, Model, Q
from django.utils.translation import gettext as _

from directives.corrections.undo import Touched, touched
from directives.models import Body, BodyAlias, Correction, Directive, Gone, Responsibility, SectorTask
from meetings.models import Meeting, Participation, Speaker, SpeakerAlias, Turn

MOST = 60  # rows shown of one correction
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


def changes(correction: Correction, directive: int | None = None) -> list[Change]:
    """The changed rows, at most MOST; those of one directive alone where its key is given."""
    rows = [row for row in touched(correction.context) if directive is None or _of(row) == directive]
    wordings = _Wordings(rows[:MOST])
    found = (_change(row, wordings) for row in rows[:MOST])
    return [change for change in found if change.values]


def _of(row: Touched) -> int | None:
    values = row.before or row.after or {}
    return row.pk if row.model is Directive else values.get("directive_id")


def _change(row: Touched, wordings: "_Wordings") -> Change:
    before, after = row.before or {}, row.after or {}
    what = "added" if row.before is None else "removed" if row.after is None else "changed"
    values = []
    for field in row.model._meta.concrete_fields:
        old, new = before.get(field.attname), after.get(field.attname)
        if field.attname not in UNSAID and old != new:
            values.append(Value(str(field.verbose_name), wordings.of(field, old), wordings.of(field, new)))
    return Change(
        str(row.model._meta.verbose_name), what, tuple(value for value in values if value.before or value.after)
    )


class _Wordings:
    """Values in words; the rows that foreign keys point to are fetched once for each table."""

    def __init__(self, rows: Iterable[Touched]) -> None:
        wanted: dict[type[Model], set[int]] = {}
        for row in rows:
            for field in row.model._meta.concrete_fields:
                if isinstance(field, ForeignKey):
                    keys = {values.get(field.attname) for values in (row.before, row.after) if values}
                    wanted.setdefault(field.related_model, set()).update(keys - {None})  # type: ignore[arg-type]
        self.names = {(model, pk): str(one) for model, keys in wanted.items() for pk, one in self._fetch(model, keys)}

    def _fetch(self, model: type[Model], keys: set[int]) -> Iterator[tuple[int, Any]]:
        rows = model._default_manager.filter(pk__in=keys)
        if model in (Directive, Turn):
            rows = rows.only("text")
        elif model._meta.model_name == "document":
            rows = rows.only("title", "file_name")
        yield from ((one.pk, one) for one in rows)

    def of(self, field: Any, value: Any) -> str:
        if value is None or value == "":
            return ""
        if isinstance(field, ForeignKey):
            return self.names.get((field.related_model, value), _("no. %(pk)s, stored no more") % {"pk": value})
        if isinstance(value, list):
            return "、".join(map(str, value))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return str(value)


def history_of(row: Directive | Meeting | Speaker | Body) -> list[Correction]:
    """The corrections that touched the row or what belongs to it, latest first."""
    wanted = Q()
    for model, condition in _belonging(row).items():
        events = model.pgh_event_model.objects.filter(condition).exclude(pgh_context=None)  # type: ignore[attr-defined]
        wanted |= Q(context__in=events.order_by().values("pgh_context"))
    return list(Correction.objects.filter(wanted).select_related("user", "undone_by"))


def _belonging(row: Any) -> dict[type[Model], Q]:
    own = {type(row): Q(pgh_obj=row.pk)}
    if isinstance(row, Directive):
        return own | {SectorTask: Q(directive=row.pk), Responsibility: Q(directive=row.pk), Gone: Q(into=row.pk)}
    if isinstance(row, Speaker):
        return own | {SpeakerAlias: Q(speaker=row.pk), Participation: Q(speaker=row.pk)}
    if isinstance(row, Body):
        return own | {BodyAlias: Q(body=row.pk)}
    return own
