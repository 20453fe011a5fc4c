"""A directive filed otherwise: its speaker, level, wording, sectors, bodies and deadline."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from directives.build import build_bodies
from directives.corrections.recording import CorrectionError, correcting
from directives.models import Correction, Directive, Responsibility, Sector, SectorTask
from meetings.models import Level


@dataclass(frozen=True, slots=True)
class Labels:
    """What a directive is to be filed under; all of it, so that what is left out is taken away."""

    speaker: int | None  # key of the speaker
    level: str
    modality: str
    sectors: frozenset[str]  # slugs
    bodies: frozenset[tuple[str, str]]  # (name, role) of the directive and of its tasks together
    deadline_text: str
    deadline_on: dt.date | None

    @classmethod
    def of(cls, directive: Directive) -> "Labels":
        """As the directive is filed now."""
        tasks = directive.tasks.select_related("sector")
        parts = directive.responsibilities.select_related("body")
        return cls(
            directive.speaker_id,
            directive.level,
            directive.modality,
            frozenset(task.sector.slug for task in tasks),
            frozenset((part.body.name, part.role) for part in parts),
            directive.deadline_text,
            directive.deadline_on,
        )


def relabel(pk: int, labels: Labels, user: Any, reason: str) -> Correction:
    """File the directive under `labels`; what they change is from now on a person's word, which loading the
    document again respects. Raises CorrectionError where nothing changes or a value makes no sense."""
    words = Directive.objects.values_list("text", flat=True).get(pk=pk)
    with correcting(Correction.Kind.RELABEL, words, user, reason) as record:
        rows = Directive.objects.select_for_update(of=["self"]).select_related("turn").defer(*Directive.INDEXED)
        directive = rows.get(pk=pk)
        before = Labels.of(directive)
        if labels == before:
            raise CorrectionError(_("Nothing was changed."))
        _check(labels)
        changed = {name for name in Labels.__dataclass_fields__ if getattr(labels, name) != getattr(before, name)}
        directive.speaker_id, directive.level, directive.modality = labels.speaker, labels.level, labels.modality
        _set_deadline(directive, labels)
        if "sectors" in changed:
            _set_sectors(directive, labels.sectors)
        if "bodies" in changed:
            _set_bodies(directive, labels.bodies)
        mark(directive, ("deadline" if name.startswith("deadline") else name for name in changed))
        directive.save()
    return record


def mark(row: Any, names: Iterable[str]) -> None:
    """Note which of a row's values a person gave; the caller saves."""
    row.by_hand = sorted({*row.by_hand, *names})


def _check(labels: Labels) -> None:
    if labels.level and labels.level not in Level.values:
        raise CorrectionError(_("There is no such level."))
    if labels.modality not in Directive.Modality.values:
        raise CorrectionError(_("There is no such wording."))
    if labels.deadline_on and not labels.deadline_text:
        raise CorrectionError(_("Give the deadline as it is printed too, such as 年底前."))


def _set_deadline(directive: Directive, labels: Labels) -> None:
    """The tasks that had the directive's deadline follow it."""
    before = {"deadline_text": directive.deadline_text, "deadline_on": directive.deadline_on}
    now = {"deadline_text": labels.deadline_text, "deadline_on": labels.deadline_on}
    if now != before:
        directive.tasks.filter(**before).update(**now)
        directive.deadline_text, directive.deadline_on = labels.deadline_text, labels.deadline_on


def _set_sectors(directive: Directive, slugs: frozenset[str]) -> None:
    """A sector that a person adds concerns the directive as a whole."""
    sectors = Sector.objects.in_bulk(list(slugs), field_name="slug")
    if missing := slugs - sectors.keys():
        raise CorrectionError(_("There is no sector %(slug)s.") % {"slug": "、".join(sorted(missing))})
    kept = {task.sector_id for task in directive.tasks.all()}
    wanted = {sector.pk for sector in sectors.values()}
    directive.tasks.exclude(sector__in=wanted).delete()
    for sector in sorted(wanted - kept):
        SectorTask.objects.create(
            directive=directive,
            sector_id=sector,
            text=directive.text,
            deadline_text=directive.deadline_text,
            deadline_on=directive.deadline_on,
            start=directive.start,
            end=directive.end,
            raw_start=directive.raw_start,
            raw_end=directive.raw_end,
        )


def _set_bodies(directive: Directive, wanted: frozenset[tuple[str, str]]) -> None:
    """A body that a person adds answers for the directive as a whole."""
    if bad := {role for _name, role in wanted} - set(Responsibility.Role.values):
        raise CorrectionError(_("There is no role %(role)s.") % {"role": "、".join(sorted(bad))})
    keys = build_bodies(name for name, _role in wanted)
    pairs = {(keys[name[:120]], role) for name, role in wanted}
    stored = list(directive.responsibilities.all())
    gone = [part.pk for part in stored if (part.body_id, part.role) not in pairs]
    directive.responsibilities.filter(pk__in=gone).delete()
    for body, role in sorted(pairs - {(part.body_id, part.role) for part in stored}):
        Responsibility.objects.create(directive=directive, body_id=body, role=role)
