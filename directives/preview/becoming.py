"""What a waiting file becomes: a document of its own, a further report of stored meetings, or a new version of a stored
document.

What a page shows of it is had by storing in a transaction that is rolled back, so that it is what a confirmation
stores by construction: what a meeting is taken for, which alias a name leads to, which rows keep their keys.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from directives.intake.sketch import Sketch
from directives.models import Correction, Intake
from directives.pipeline import store
from directives.preview.written import written
from directives.reloading.meetings import kept_apart, reported, with_meeting
from directives.reloading.plan import Plan, plan
from directives.reloading.reload import reload
from directives.understand import Understanding
from meetings.models import Document, Meeting

Decision = Intake.Decision


class _Look(Exception):
    """Ends the trial."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a file is to the stored document with the key `to`, by a loader's word; to none where nobody decided.

    `chosen` are the meetings of a further report, key of the draft → key of the stored one (None: a meeting of its own),
    where the loader did not leave it to the program.
    """

    decision: str = ""
    to: int | None = None
    chosen: Mapping[str, int | None] = field(default_factory=dict)

    @classmethod
    def of(cls, intake: Intake) -> "Relation":
        if not intake.decision or intake.similar_id is None or intake.understanding is None:
            return cls()
        drafts = intake.understanding["outline"]["meetings"]
        chosen = {draft["key"]: draft["stored"] for draft in drafts if "stored" in draft}
        return cls(intake.decision, intake.similar_id, chosen)

    @property
    def version_of(self) -> int | None:
        """The document that the file is a new version of."""
        return self.to if self.decision == Decision.VERSION else None

    @property
    def document(self) -> Document:
        assert self.to is not None
        return Document.objects.only("pk").get(pk=self.to)


ALONE = Relation()


def settled(understood: Understanding, relation: Relation) -> tuple[Understanding, dict[str, Meeting]]:
    """The understanding as the relation makes it, and the stored meetings that its drafts are."""
    outline, known = understood.outline, {}
    if relation.decision == Decision.REPORT:
        own = {key for key, row in relation.chosen.items() if row is None}
        outline = kept_apart(relation.document, with_meeting(relation.document, outline), own)
        known = reported(relation.document, outline, relation.chosen)
    elif relation.decision == Decision.SEPARATE:
        outline = kept_apart(relation.document, outline, {draft.key for draft in outline.meetings})
    return replace(understood, outline=outline), known


def become(
    understood: Understanding, relation: Relation, sketch: Sketch, user: Any, accepted: Collection[int]
) -> Document:
    """Write it; the caller holds the transaction and `hold(sketch)`. Raises CorrectionError where corrected
    directives of the older version would be lost that are not among `accepted`."""
    if relation.version_of is not None:
        reason = _("A new version was loaded: %(name)s") % {"name": understood.source.name}
        reload(relation.version_of, understood, Correction.Kind.VERSION, user, reason, accepted)
        return Document.objects.get(pk=relation.version_of)
    settling, known = settled(understood, relation)
    document = store(settling, sketch, known=known).document
    if relation.decision:
        # Loading again leaves which meetings it tells of to the person who said so.
        document.reports.update(by_hand=["meeting"])
    return document


def trial(understood: Understanding, relation: Relation = ALONE) -> tuple[dict[str, Any], dict[str, int]]:
    """What `written` will give of the document that these drafts become, and the meetings in it that are stored already,
    names in the text → keys. Leaves nothing behind."""
    seen: dict[str, Any] = {}
    joined: dict[str, int] = {}
    newest = Meeting.objects.aggregate(newest=Max("pk"))["newest"] or 0
    asked = [row.pk for row in difference(understood, relation).asked]
    try:
        with transaction.atomic():
            document = become(understood, relation, Sketch.of(understood.tidied.text), None, asked)
            seen = written(document)
            joined = dict(document.reports.filter(meeting__lte=newest).values_list("title", "meeting"))
            raise _Look
    except _Look:
        return seen, joined


def difference(understood: Understanding, relation: Relation) -> Plan:
    """What the new version does to the directives of the stored one; nothing where it is none."""
    older = relation.version_of
    return plan(Document.objects.get(pk=older), understood) if older is not None else Plan()
