"""What narrows the lists of meetings, speakers, bodies and documents."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from directives.models import Thing
from meetings.filter_fields import UNKNOWN, Named
from meetings.filter_form import FilterForm
from meetings.filters import TurnFilter, keys_of, region_filter
from meetings.models import Participation, Report

LONGEST_NAME = 60


class MeetingFilter(TurnFilter):
    """Narrows meetings by what narrows turns, as far as it makes sense."""

    level_path = "level"
    region_path = "region"
    date_path = "held_on"

    q = None
    meeting = None  # type: ignore[assignment]

    @property
    def matched(self) -> QuerySet[Any]:
        return self.queryset.all()

    def by_speaker(self, rows: QuerySet[Any], name: str, speakers: list[Named]) -> QuerySet[Any]:
        return rows.filter(
            Exists(Participation.objects.filter(Q(speaker__in=keys_of(speakers)), meeting=OuterRef("pk")))
        )

    def by_document(self, rows: QuerySet[Any], name: str, documents: list[Named]) -> QuerySet[Any]:
        return rows.filter(Exists(Report.objects.filter(Q(document__in=keys_of(documents)), meeting=OuterRef("pk"))))


class NameFilter(django_filters.FilterSet):
    """Narrows rows by a part of their name."""

    name = django_filters.CharFilter(lookup_expr="contains", label=_("Name"), max_length=LONGEST_NAME)

    class Meta:
        form = FilterForm


class ThingFilter(django_filters.FilterSet):
    """Narrows named things by kind and by a part of their name or of an alias, however it is written."""

    kind = django_filters.ChoiceFilter(choices=Thing.Kind.choices, label=_("Kind"))
    name = django_filters.CharFilter(method="by_name", label=_("Name"), max_length=LONGEST_NAME)

    class Meta:
        form = FilterForm

    def by_name(self, rows: Any, name: str, value: str) -> QuerySet[Any]:
        return rows.called(value)


class SpeakerFilter(NameFilter):
    """Narrows speakers by name and by the region they serve."""

    region = region_filter()

    def by_region(self, rows: QuerySet[Any], name: str, regions: list[Named]) -> QuerySet[Any]:
        keys = keys_of(regions)
        inside = Q(region__code__in=keys)
        return rows.filter(inside | Q(region=None) if UNKNOWN in keys else inside)


class DocumentFilter(django_filters.FilterSet):
    """Finds a document by the checksum of its bytes."""

    sha256 = django_filters.CharFilter(lookup_expr="iexact", label="SHA-256", max_length=64)

    class Meta:
        form = FilterForm


class NoFilter(django_filters.FilterSet):
    """For lists that are short."""

    class Meta:
        form = FilterForm
