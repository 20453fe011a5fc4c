"""Two responsible bodies that are one."""

from typing import Any

from django.utils.translation import gettext as _

from directives.corrections.recording import CorrectionError, correcting
from directives.models import Body, BodyAlias, Correction, Responsibility


def merge_bodies(kept: int, other: int, user: Any, reason: str) -> Correction:
    """Give everything of `other` to `kept`. The other name becomes an alias, by which later files are understood, and
    the other address leads on."""
    if kept == other:
        raise CorrectionError(_("Choose another body than this one."))
    one = Body.objects.filter(pk=kept).first()
    with correcting(Correction.Kind.BODIES, one or "", user, reason) as record:
        rows = Body.objects.order_by("pk").select_for_update(of=["self"]).in_bulk([kept, other])
        if len(rows) < 2:
            raise CorrectionError(_("One of the two is stored no more."))
        theirs = Responsibility.objects.filter(body=kept).values_list("directive", "task", "role")
        shared = set(theirs.filter(directive__responsibilities__body=other))
        for part in Responsibility.objects.filter(body=other):
            if (part.directive_id, part.task_id, part.role) in shared:
                part.delete()
        Responsibility.objects.filter(body=other).update(body=kept)
        BodyAlias.objects.filter(body=other).update(body=kept)
        rows[other].delete()
        BodyAlias.objects.create(body_id=kept, name=rows[other].name, former=other)
    return record
