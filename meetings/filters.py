"""What narrows a listing of words said: query, level, region, meeting, speaker, document and dates."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.fields import turn_fields
from meetings.models import Document, Level, Meeting, Region, Speaker
from meetings.wording import day_words, level_words
from search.matching import FieldConditions
from search.query import LONGEST_QUERY, Query, QueryError, parse
from search.query_fields import FIELDS

UNKNOWN = "unknown"
LARGEST_KEY = 18  # digits; more can't be a 64-bit row number


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter in words, with the address of the listing without it."""

    name: str
    label: str
    value: str
    url: str


class KeysField(forms.Field):
    """Rows named by their keys in the address (`?sector=gas&sector=fire`), fetched in one query."""

    widget = forms.SelectMultiple

    def __init__(self, *, rows: Callable[[], QuerySet[Any]], key: str = "pk", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rows, self.key = rows, key
        self.well_formed = re.compile(rf"\d{{1,{LARGEST_KEY}}}" if key == "pk" else r"[\w-]{1,60}")

    def clean(self, value: Any) -> list[Any]:
        keys = [key for key in dict.fromkeys(value or []) if key]
        wanted = [key for key in keys if self.well_formed.fullmatch(key)]
        rows = self.rows().filter(**{f"{self.key}__in": wanted}) if wanted else []
        found = {str(getattr(row, self.key)): row for row in rows}
        missing = [key for key in keys if key not in found]
        if missing:
            raise ValidationError(_("There is no “%(key)s”."), params={"key": missing[0][:60]})
        return [found[key] for key in keys]


class KeysFilter(django_filters.Filter):
    """A filter over `KeysField`; several values widen it (OR)."""

    field_class = KeysField


class YearsField(forms.Field):
    """Years, or `unknown` for rows without a date."""

    widget = forms.SelectMultiple

    def clean(self, value: Any) -> list[str]:
        years = [year for year in dict.fromkeys(value or []) if year]
        for year in years:
            if year != UNKNOWN and not re.fullmatch(r"(19|20|21)\d\d", year):
                raise ValidationError(_("“%(year)s” is not a year."), params={"year": year[:20]})
        return years


class YearsFilter(django_filters.Filter):
    """A filter over `YearsField`."""

    field_class = YearsField


class TurnFilterForm(forms.Form):
    """Parses the query; a mistake in it becomes a message beside the box."""

    def clean_q(self) -> Query | None:
        text = self.cleaned_data["q"]
        if not text:
            return None
        try:
            return parse(text, fields=FIELDS)
        except QueryError as error:
            raise ValidationError(str(error), params={"suggestion": error.suggestion}) from error


class TurnFilter(django_filters.FilterSet):
    """Narrows turns; `DirectiveFilter` narrows directives by the same names and more."""

    level_path: ClassVar[str] = "meeting__level"
    region_path: ClassVar[str] = "meeting__region"
    date_path: ClassVar[str] = "meeting__held_on"
    undated: ClassVar[dt.date | None] = None

    q = django_filters.CharFilter(method="by_query", label=_("Keyword"), max_length=LONGEST_QUERY)
    level = django_filters.MultipleChoiceFilter(method="by_level", choices=Level.choices, label=_("Level"))
    region = KeysFilter(method="by_region", rows=lambda: Region.objects.all(), key="code", label=_("Region"))
    meeting = KeysFilter(method="by_meeting", rows=lambda: Meeting.objects.all(), label=pgettext_lazy("noun", "Meeting"))
    speaker = KeysFilter(method="by_speaker", rows=lambda: Speaker.objects.all(), label=_("Speaker"))
    document = KeysFilter(
        method="by_document", rows=lambda: Document.objects.only("title", "file_name"), label=_("Document")
    )
    year = YearsFilter(method="by_year", label=_("Year"))
    since = django_filters.DateFilter(method="by_since", label=pgettext_lazy("date", "From"))
    until = django_filters.DateFilter(method="by_until", label=pgettext_lazy("date", "To"))

    class Meta:
        form = TurnFilterForm

    def by_query(self, rows: QuerySet[Any], name: str, query: Query) -> QuerySet[Any]:
        return rows.matching(query, self.field_conditions())  # type: ignore[attr-defined]

    def field_conditions(self) -> FieldConditions:
        """What the fields of a query (地区:湖北) mean for these rows: a name holds the words written."""
        return turn_fields(self.level_path, self.region_path, self.date_path)

    def by_level(self, rows: QuerySet[Any], name: str, levels: list[str]) -> QuerySet[Any]:
        return rows.filter(**{f"{self.level_path}__in": levels})

    def by_region(self, rows: QuerySet[Any], name: str, regions: list[Region]) -> QuerySet[Any]:
        inside = Q()
        for region in regions:
            inside |= Q(**{f"{self.region_path}__code__startswith": region.code_prefix})
        return rows.filter(inside)

    def by_meeting(self, rows: QuerySet[Any], name: str, meetings: list[Meeting]) -> QuerySet[Any]:
        return rows.filter(meeting__in=meetings)

    def by_speaker(self, rows: QuerySet[Any], name: str, speakers: list[Speaker]) -> QuerySet[Any]:
        return rows.filter(speaker__in=speakers)

    def by_document(self, rows: QuerySet[Any], name: str, documents: list[Document]) -> QuerySet[Any]:
        return rows.filter(document__in=documents)

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
        rows = self.matched
        for other, value in self.form.cleaned_data.items():
            if other not in (name, "q"):
                rows = self.filters[other].filter(rows, value)
        return rows

    def same_in(self, other: "TurnFilter") -> QuerySet[Any]:
        """The rows another filter leaves by this one's values, without reading them from the address again."""
        other.form.cleaned_data = {name: self.form.cleaned_data.get(name) for name in other.filters}
        return other.without("")

    def chips(self) -> Iterator[Chip]:
        """The active filters in words, each with the address that drops it."""
        for name, value in self.form.cleaned_data.items():
            if name == "q" or not value:
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
