"""What a waiting file becomes: a document of its own, or a new version of a stored one.

What a page shows of it is had by storing in a transaction that is rolled back, so that it is what a confirmation
stores by construction: what a meeting is taken for, which alias a name leads to, which rows keep their keys.
"""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from directives.intake.sketch import Sketch
from directives.models import Correction, Intake
from directives.pipeline import store
from directives.preview.written import written
from directives.reloading.plan import Plan, plan
from directives.reloading.reload import reload
from directives.understand import Understanding
from meetings.models import Document, Meeting


class _Look(Exception):
    """Ends the trial."""


def replaced(intake: Intake) -> int | None:
    """The key of the stored document that the file is a new version of, by a loader's decision."""
    return intake.similar_id if intake.decision == Intake.Decision.VERSION else None


def become(
    version_of: int | None, understood: Understanding, sketch: Sketch, user: Any, accepted: Collection[int]
) -> Document:
    """Write it; the caller holds the transaction and `hold(sketch)`. Raises CorrectionError where corrected
    directives of the older version would be lost that are not among `accepted`."""
    if version_of is None:
        return store(understood, sketch).document
    reason = _("A new version was loaded: %(name)s") % {"name": understood.source.name}
    reload(version_of, understood, Correction.Kind.VERSION, user, reason, accepted)
    return Document.objects.get(pk=version_of)


def trial(understood: Understanding, version_of: int | None = None) -> tuple[dict[str, Any], list[str]]:
    """What `written` will give of the document that these drafts become, and the names in it of meetings that are
    stored already. Leaves nothing behind."""
    seen: dict[str, Any] = {}
    joined: list[str] = []
    newest = Meeting.objects.aggregate(newest=Max("pk"))["newest"] or 0
    asked = [row.pk for row in difference(understood, version_of).asked]
    try:
        with transaction.atomic():
            document = become(version_of, understood, Sketch.of(understood.tidied.text), None, asked)
            seen = written(document)
            joined = list(document.reports.filter(meeting__lte=newest).values_list("title", flat=True))
            raise _Look
    except _Look:
        return seen, joined


def difference(understood: Understanding, version_of: int | None) -> Plan:
    """What the new version does to the directives of the stored one; nothing where it is none."""
    return plan(Document.objects.get(pk=version_of), understood) if version_of is not None else Plan()
