"""The form behind the filters: parses the query and finds the rows named in the address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from meetings.filter_fields import UNKNOWN, KeysField, Named, unknown
from search.query import Query, QueryError, parse
from search.query_fields import FIELDS


def names_of(members: list[Any]) -> dict[str, dict[str, str]]:
    """Field → key → name, of all rows that any field asks for, in one query."""
    found: dict[str, dict[str, str]] = {}
    for field, key, label in members[0].union(*members[1:], all=True) if members else ():
        found.setdefault(field, {})[key] = label
    return found


class FilterForm(forms.Form):
    """Parses the query, a mistake in it becoming a message beside the box, and finds the rows named."""

    def clean_q(self) -> Query | None:
        text = self.cleaned_data["q"]
        if not text:
            return None
        try:
            return parse(text, fields=FIELDS)
        except QueryError as error:
            message = error.message.said(gettext).replace("%", "%%")  # typed text is no placeholder
            raise ValidationError(message, params={"suggestion": error.suggestion}) from error

    def clean(self) -> dict[str, Any]:
        """Replace the keys of each `KeysField` by what they name, in one query for all fields."""
        fields = [(name, field) for name, field in self.fields.items() if isinstance(field, KeysField)]
        asked = [(name, field) for name, field in fields if self.cleaned_data.get(name)]
        names = names_of([field.named(name, self.cleaned_data[name]) for name, field in asked])
        for name, field in asked:
            keys = self.cleaned_data[name]
            known = {**names.get(name, {}), **({UNKNOWN: str(field.none)} if field.none else {})}
            missing = [key for key in keys if key not in known]
            if missing:
                self.add_error(name, unknown(missing[0]))
            else:
                self.cleaned_data[name] = [Named(key, known[key]) for key in keys]
        return self.cleaned_data
