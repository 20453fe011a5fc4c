"""Two named things that are one, and the names of a thing."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from directives.corrections.recording import CorrectionError, correcting
from directives.models import Correction, Mention, Thing, ThingAlias
from directives.things.build import hold_things


def merge_things(kept: int, other: int, user: Any, reason: str) -> Correction:
    """Give every mention of `other` to `kept`. The other name, and by what an accident was known, become an alias, by
    which later files are understood, and the other address leads on."""
    if kept == other:
        raise CorrectionError(_("Choose another one than this."))
    one = Thing.objects.filter(pk=kept).first()
    with correcting(Correction.Kind.THINGS, one or "", user, reason) as record:
        hold_things()
        rows = Thing.objects.order_by("pk").select_for_update(of=["self"]).in_bulk([kept, other])
        if len(rows) < 2:
            raise CorrectionError(_("One of the two is stored no more."))
        gone = rows[other]
        if gone.kind != rows[kept].kind:
            raise CorrectionError(_("An accident, a campaign, a rule and a paper can't be one."))
        here = Mention.objects.filter(thing=kept, document=OuterRef("document"), start=OuterRef("start"))
        Mention.objects.filter(Exists(here), thing=other).delete()
        Mention.objects.filter(thing=other).update(thing=kept)
        ThingAlias.objects.filter(thing=other).update(thing=kept)
        gone.delete()
        ThingAlias.objects.create(thing_id=kept, former=other, **_known_by(gone))
    return record


def _known_by(thing: Thing) -> dict[str, Any]:
    names = ("kind", "name", "key", "month_day", "year", "year_basis", "place", "region_code", "what")
    return {name: getattr(thing, name) for name in names}
