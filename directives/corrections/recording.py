"""The frame of every correction: one transaction, one record of who and why, one context of the history."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from directives.log.notes import note_correction
from directives.models import Correction

LONGEST_ABOUT = 60


class CorrectionError(Exception):
    """A correction that can't be made; the message tells a person why and what would work."""


@contextmanager
def correcting(
    kind: Correction.Kind, about: object, user: Any, reason: str, undoes: Correction | None = None
) -> Iterator[Correction]:
    """All writes inside are one correction: stored together with `reason`, or none of them.

    In: `about`, what is corrected, in words; `user`, who does it (None: a command). Raises CorrectionError where the
    reason is missing, and where the database refuses what was written.
    """
    if not reason.strip():
        raise CorrectionError(_("Say why: the reason is kept with the correction."))
    words = " ".join(str(about).split())[:LONGEST_ABOUT]
    name = user.get_username() if user else ""
    try:
        with transaction.atomic(), pghistory.context(user=name, why=reason.strip(), kind=kind.value) as context:
            assert context is not None
            record = Correction.objects.create(
                kind=kind, about=words, user=user, reason=reason.strip(), context=context.id, undoes=undoes
            )
            yield record
            note_correction(record, name)
            with connection.cursor() as cursor:
                # What the same transaction writes afterwards is no part of this correction.
                cursor.execute("SELECT set_config('pghistory.context_id', '', true)")
    except IntegrityError as error:
        raise CorrectionError(_refusal(error)) from error


def _refusal(error: IntegrityError) -> str:
    """The database's refusal in a person's words."""
    cause = error.__cause__
    name = getattr(getattr(cause, "diag", None), "constraint_name", None) or ""
    known = {
        "meeting_once": _("Another meeting of the same level, region, host, kind and day is stored already."),
        "meeting_of_month_once": _(
            "Another meeting of the same level, region, host, kind, month and title is stored already."
        ),
        "speaker_once": _("Another speaker of the same name and region is stored already: merge the two."),
        "body_alias": _("Another body has this name."),
    }
    return known.get(name) or _("The database refused it: %(why)s") % {"why": str(error).splitlines()[0]}
