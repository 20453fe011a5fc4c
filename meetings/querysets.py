"""Reads of documents, meetings, speakers and turns."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from search.querysets import SearchQuerySet

if TYPE_CHECKING:
    pass


LARGE = ("raw", "extracted", "text", "offsets")  # columns of a document; the map is small among them
UNREAD = ("folded", "sentences", "lexemes")  # columns of the index, which no page shows


def counted(model: type[models.Model], relation: str, what: str) -> Coalesce:
    """How many different `what` the rows of a relation have, asked for each row shown and no other."""
    field: Any = model._meta.get_field(relation)
    own = field.field.name
    rows = field.related_model.objects.order_by().filter(**{own: OuterRef("pk")}).values(own)
    return Coalesce(Subquery(rows.annotate(n=Count(what, distinct=what != "pk")).values("n")), 0)


class DocumentQuerySet(models.QuerySet):
    """Documents without their bytes unless asked."""

    def light(self) -> "DocumentQuerySet":
        """Without bytes, texts and offsets, which may be large."""
        return self.defer(*LARGE)

    def with_counts(self) -> "DocumentQuerySet":
        """Each with the numbers of its meetings, turns and directives."""
        return self.order_by("-loaded_at", "-pk").annotate(
            meeting_count=counted(self.model, "reports", "pk"), directive_count=counted(self.model, "directives", "pk")
        )


class MeetingQuerySet(models.QuerySet):
    """Meetings, newest first."""

    def with_counts(self) -> "MeetingQuerySet":
        """Each with its region and the numbers of its directives and speakers."""
        newest = (models.F("held_on").desc(nulls_last=True), "-pk")
        return (
            self.select_related("region")
            .order_by(*newest)
            .annotate(
                directive_count=counted(self.model, "directives", "pk"),
                speaker_count=counted(self.model, "participations", "speaker"),
            )
        )


class SpeakerQuerySet(models.QuerySet):
    """Speakers by name."""

    def with_counts(self) -> "SpeakerQuerySet":
        """Each with region, numbers of directives and meetings; those with most directives first."""
        return (
            self.select_related("region")
            .annotate(
                directive_count=counted(self.model, "directives", "pk"),
                meeting_count=counted(self.model, "participations", "meeting"),
            )
            .order_by("-directive_count", "-meeting_count", "name", "pk")
        )


class TurnQuerySet(SearchQuerySet):
    """Turns: the full-text scope of the search."""

    def for_listing(self) -> "TurnQuerySet":
        """With all that a result shows."""
        return self.select_related("meeting", "speaker", "document").defer(
            *UNREAD, *(f"document__{name}" for name in LARGE)
        )

    def for_reading(self) -> "TurnQuerySet":
        """As read, with the speaker and the directives. Two queries."""
        # By their related name, for they belong to the layer above.
        directive: Any = self.model._meta.get_field("directives").related_model
        said = models.Prefetch("directives", directive.objects.defer(*UNREAD))
        return self.select_related("speaker").defer(*UNREAD).order_by("position").prefetch_related(said)

    def newest(self) -> "TurnQuerySet":
        return self.order_by(models.F("meeting__held_on").desc(nulls_last=True), "-pk")

    def oldest(self) -> "TurnQuerySet":
        return self.order_by(models.F("meeting__held_on").asc(nulls_last=True), "pk")
