"""What narrows a listing of words said: query, level, region, meeting, speaker, document and dates."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.fields import turn_fields
from meetings.filter_fields import UNKNOWN, KeysFilter, Named, YearsFilter
from meetings.filter_form import FilterForm
from meetings.models import Document, Level, Meeting, Region, Speaker, Turn
from meetings.wording import day_words, level_words
from search.matching import FieldConditions
from search.query import LONGEST_QUERY, Query
from search.querysets import words_of
from search.words import Dictionary

NO_REGION = _("No region")


def region_filter() -> KeysFilter:
    """The filter of a list by region, or by being in none: the list says how in its method `by_region`."""
    return KeysFilter(
        method="by_region",
        rows=Region.objects.all,
        key="code",
        name_of=lambda: F("name"),
        none=NO_REGION,
        label=_("Region"),
    )


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter in words, with the address of the listing without it."""

    name: str
    label: str
    value: str
    url: str


def keys_of(rows: list[Named]) -> list[str]:
    return [row.key for row in rows]


class TurnFilter(django_filters.FilterSet):
    """Narrows turns; `DirectiveFilter` narrows directives by the same names and more."""

    level_path: ClassVar[str] = "meeting__level"
    region_path: ClassVar[str] = "meeting__region"
    date_path: ClassVar[str] = "meeting__held_on"
    undated: ClassVar[dt.date | None] = None
    searched: ClassVar[Sequence[type[Any]]] = (Turn,)

    q = django_filters.CharFilter(method="by_query", label=_("Keyword"), max_length=LONGEST_QUERY)
    level = django_filters.MultipleChoiceFilter(method="by_level", choices=Level.choices, label=_("Level"))
    region = region_filter()
    meeting = KeysFilter(
        method="by_meeting",
        rows=Meeting.objects.all,
        name_of=lambda: F("title"),
        label=pgettext_lazy("noun", "Meeting"),
    )
    speaker = KeysFilter(method="by_speaker", rows=Speaker.objects.all, name_of=lambda: F("name"), label=_("Speaker"))
    document = KeysFilter(
        method="by_document",
        rows=Document.objects.all,
        name_of=lambda: Coalesce(NullIf("title", Value("")), "file_name"),
        label=_("Document"),
    )
    year = YearsFilter(method="by_year", label=_("Year"))
    since = django_filters.DateFilter(method="by_since", label=pgettext_lazy("date", "From"))
    until = django_filters.DateFilter(method="by_until", label=pgettext_lazy("date", "To"))

    class Meta:
        form = FilterForm

    def by_query(self, rows: QuerySet[Any], name: str, query: Query) -> QuerySet[Any]:
        return rows.matching(query, self.field_conditions(), self.words)  # type: ignore[attr-defined]

    @property
    def words(self) -> Dictionary:
        """The words whose lexemes all rows have."""
        return self.known_words[self.queryset.model]

    @cached_property
    def known_words(self) -> Mapping[type[Any], Dictionary]:
        """The same for the rows of each scope, asked for once a search."""
        return words_of(self.searched, self.queryset.db)

    def field_conditions(self) -> FieldConditions:
        """What the fields of a query (地区:湖北) mean for these rows: a name holds the words written."""
        return turn_fields(self.level_path, self.region_path, self.date_path)

    def by_level(self, rows: QuerySet[Any], name: str, levels: list[str]) -> QuerySet[Any]:
        return rows.filter(**{f"{self.level_path}__in": levels})

    def by_region(self, rows: QuerySet[Any], name: str, regions: list[Named]) -> QuerySet[Any]:
        inside = Q()
        for key in keys_of(regions):
            within = Q(**{f"{self.region_path}__code__startswith": Region(code=key).code_prefix})
            inside |= Q(**{f"{self.region_path}__isnull": True}) if key == UNKNOWN else within
        return rows.filter(inside)

    def by_meeting(self, rows: QuerySet[Any], name: str, meetings: list[Named]) -> QuerySet[Any]:
        return rows.filter(meeting__in=keys_of(meetings))

    def by_speaker(self, rows: QuerySet[Any], name: str, speakers: list[Named]) -> QuerySet[Any]:
        return rows.filter(speaker__in=keys_of(speakers))

    def by_document(self, rows: QuerySet[Any], name: str, documents: list[Named]) -> QuerySet[Any]:
        return rows.filter(document__in=keys_of(documents))

    def by_year(self, rows: QuerySet[Any], name: str, years: list[str]) -> QuerySet[Any]:
        inside = Q()
        for year in years:
            inside |= self._undated() if year == UNKNOWN else Q(**{f"{self.date_path}__year": int(year)})
        return rows.filter(inside)

    def by_since(self, rows: QuerySet[Any], name: str, day: dt.date) -> QuerySet[Any]:
        return rows.filter(**{f"{self.date_path}__gte": day})

    def by_until(self, rows: QuerySet[Any], name: str, day: dt.date) -> QuerySet[Any]:
        return rows.filter(~self._undated(), **{f"{self.date_path}__lte": day})

    def _undated(self) -> Q:
        return Q(**{self.date_path: self.undated}) if self.undated else Q(**{f"{self.date_path}__isnull": True})

    @property
    def query(self) -> Query | None:
        """The parsed query, or None where there is none or it is malformed."""
        return self.form.cleaned_data.get("q") if self.is_bound and hasattr(self.form, "cleaned_data") else None

    @cached_property
    def matched(self) -> QuerySet[Any]:
        """The rows the query matches, whatever the other filters say. Kept, for asking the index costs a query."""
        return self.filters["q"].filter(self.queryset.all(), self.query)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return self.without("")

    def without(self, name: str) -> QuerySet[Any]:
        """The rows as if the filter `name` were not set: what that filter's choices count."""
        return self.narrowed(self.matched, name)

    def narrowed(self, rows: QuerySet[Any], without: str) -> QuerySet[Any]:
        """The rows that all filters beside the query leave, but for the one called `without`."""
        for name, value in self.form.cleaned_data.items():
            if name not in (without, "q"):
                rows = self.filters[name].filter(rows, value)
        return rows

    def chips(self) -> Iterator[Chip]:
        """The active filters in words, each with the address that drops it."""
        for name, value in self.form.cleaned_data.items():
            if name in ("q", "also") or not value:
                continue
            entries = value if isinstance(value, list) else [value]
            keys = dict.fromkeys(key for key in self.data.getlist(name) if key) if isinstance(value, list) else [""]
            for key, entry in zip(keys, entries, strict=False):
                words = self.value_words(name, entry)
                yield Chip(name, str(self.filters[name].label), words, self._address_without(name, key))

    def value_words(self, name: str, value: Any) -> str:
        """One value of one filter as officers say it."""
        if name == "level":
            return level_words(value)
        if name == "year":
            return str(_("unknown")) if value == UNKNOWN else value
        return day_words(value) if isinstance(value, dt.date) else str(value)

    def _address_without(self, name: str, key: str) -> str:
        address = self.data.copy() if isinstance(self.data, QueryDict) else QueryDict(mutable=True)
        address.setlist(name, [kept for kept in address.getlist(name) if key and kept != key])
        for dropped in [other for other in address if other == "page" or not any(address.getlist(other))]:
            address.pop(dropped)
        return f"?{address.urlencode()}"
