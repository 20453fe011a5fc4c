"""Fields of the filter forms: rows named in the address, and years."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

UNKNOWN = "unknown"
LARGEST_KEY = 18  # digits; more can't be a 64-bit row number


class Named(NamedTuple):
    """A row named in the address: its key there and its name."""

    key: str
    label: str

    def __str__(self) -> str:
        return self.label


class KeysField(forms.Field):
    """Rows named by their keys (`?sector=gas&sector=fire`). The form looks up the names of all such fields at once.

    `rows` gives the rows there are, `key` is the column the address names them by, `name_of` gives an
    expression of their name. Where there is a name for it, `none`, `unknown` stands for being without such a row.
    """

    widget = forms.SelectMultiple

    def __init__(
        self,
        *,
        rows: Callable[[], QuerySet[Any]],
        name_of: Callable[[], Any],
        key: str = "pk",
        none: Any = "",
        **kwargs: Any,
    ):
        super().__init__(**kwargs)
        self.rows, self.name_of, self.key, self.none = rows, name_of, key, none
        self.well_formed = re.compile(rf"\d{{1,{LARGEST_KEY}}}" if key == "pk" else r"[\w-]{1,60}")

    def clean(self, value: Any) -> list[str]:
        keys = [key for key in dict.fromkeys(value or []) if key]
        for key in keys:
            if not self.well_formed.fullmatch(key):
                raise unknown(key)
        return keys

    def named(self, field: str, keys: list[str]) -> QuerySet[Any]:
        """Rows (field, key, label) of the keys that exist."""
        rows = self.rows().order_by().filter(**{f"{self.key}__in": keys})
        return rows.annotate(
            field=Value(field, CharField()),
            named=Cast(F(self.key), CharField()),
            called=Cast(self.name_of(), CharField()),
        ).values_list("field", "named", "called")


def unknown(key: str) -> ValidationError:
    return ValidationError(_("There is no “%(key)s”."), params={"key": key[:60]})


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
