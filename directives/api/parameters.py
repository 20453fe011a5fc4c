"""The parameters of an address: described for OpenAPI from the filters themselves, and read without forgiving any."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

import django_filters
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from directives.api.problems import Mistake, Mistaken
from meetings.filter_fields import LARGEST_KEY, UNKNOWN, KeysFilter, YearsFilter
from search.query import LONGEST_QUERY

# Texts that are put into words when they are read. Descriptions take them for plain ones.
_ = cast(Callable[[str], str], gettext_lazy)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. `schema` is the JSON schema of a value; where `many`, several values widen it (OR)."""

    name: str
    schema: dict[str, Any]
    description: str
    many: bool = False

    def described(self) -> dict[str, Any]:
        """As OpenAPI wants it. An empty value is as good as none: forms send all their fields."""
        schema = {"type": "array", "items": self.schema} if self.many else self.schema
        described = {"name": self.name, "in": "query", "required": False, "allowEmptyValue": True, "schema": schema}
        return {**described, "description": self.description}


DESCRIPTIONS = {
    "q": _("Keywords in the query language of the search box, such as: 燃气 (整改 OR 检查) -演练 级别:省级"),
    "also": _("1: also search what the thesaurus holds for equivalent; “words” says what that is"),
    "level": _("Level of the meeting"),
    "region": _("Code of an administrative division (GB/T 2260), which includes all within it, or “unknown”"),
    "meeting": _("Number of a meeting"),
    "speaker": _("Number of a speaker"),
    "document": _("Number of a document"),
    "year": _("Year of the meeting, or “unknown”"),
    "since": _("First day, such as 2022-01-17"),
    "until": _("Last day, such as 2022-12-31"),
    "sector": _("Slug of a sector; it includes those under it"),
    "body": _("Number of a responsible body"),
    "thing": _("Number of a named thing: an accident, campaign, rule, law or paper"),
    "kind": _("Kind of named thing"),
    "modality": _("How strongly it is worded"),
    "deadline": _("Whether there is a deadline, measured by today"),
    "name": _("Part of the name"),
    "sha256": _("SHA-256 of the file's bytes: tells whether a file has been loaded"),
}


def schema_of(filter: django_filters.Filter) -> tuple[dict[str, Any], bool]:
    """(JSON schema of a value of the filter, whether it takes several)."""
    if isinstance(filter, KeysFilter):
        numbered = filter.extra.get("key", "pk") == "pk"
        return {"type": "string", "pattern": rf"^[0-9]{{1,{LARGEST_KEY}}}$" if numbered else r"^[\w-]{1,60}$"}, True
    if isinstance(filter, YearsFilter):
        return {"type": "string", "pattern": rf"^({UNKNOWN}|(19|20|21)[0-9][0-9])$"}, True
    if isinstance(filter, django_filters.MultipleChoiceFilter):
        return {"type": "string", "enum": [value for value, _label in filter.extra["choices"]]}, True
    if isinstance(filter, django_filters.ChoiceFilter):
        return {"type": "string", "enum": [value for value, _label in filter.extra["choices"]]}, False
    if isinstance(filter, django_filters.DateFilter):
        return {"type": "string", "format": "date"}, False
    return {"type": "string", "maxLength": filter.extra.get("max_length", LONGEST_QUERY)}, False


def parameters_of(filters: type[django_filters.FilterSet]) -> tuple[Parameter, ...]:
    """The filters as parameters."""
    return tuple(
        Parameter(name, schema, DESCRIPTIONS[name], many)
        for name, filter in filters.base_filters.items()
        for schema, many in [schema_of(filter)]
    )


def choice(name: str, values: Iterable[str], description: str) -> Parameter:
    """A parameter that takes one of a few words; the first is meant where it is left out."""
    words = list(values)
    return Parameter(name, {"type": "string", "enum": words, "default": words[0]}, description)


def read(filters: django_filters.FilterSet, others: Iterable[Parameter] = ()) -> dict[str, str]:
    """The values of the parameters beside the filters, their defaults where they are left out.

    Raises Mistaken where the filters are not valid, and where the page would forgive: a parameter that nobody knows or that is given twice would
    silently answer another question than the one that was asked.
    """
    other = {parameter.name: parameter for parameter in others}
    data: QueryDict = filters.data
    known = [*filters.base_filters, *other]
    mistakes = [_stranger(name, known) for name in data if name not in known]
    single = [p.name for p in (*parameters_of(type(filters)), *other.values()) if not p.many]
    mistakes += [
        Mistake(name, gettext("“%(name)s” is given more than once.") % {"name": name})
        for name in single
        if len(data.getlist(name)) > 1
    ]
    values = {}
    for parameter in other.values():
        values[parameter.name] = value = data.get(parameter.name) or str(parameter.schema.get("default", ""))
        mistakes += _against_schema(parameter, value)
    if not filters.is_valid():
        for name, errors in filters.form.errors.as_data().items():
            for error in errors:
                suggestion = (error.params or {}).get("suggestion", "")
                mistakes += [Mistake(name, str(message), suggestion) for message in error.messages]
    if mistakes:
        raise Mistaken(mistakes)
    return values


def _stranger(name: str, known: list[str]) -> Mistake:
    near = difflib.get_close_matches(name, known, 1)
    words = gettext("There is no parameter “%(name)s”; there are: %(known)s.")
    return Mistake(name[:60], words % {"name": name[:60], "known": ", ".join(known)}, *near)


def _against_schema(parameter: Parameter, value: str) -> list[Mistake]:
    """What the value lacks to be one of the words or whole numbers its schema allows."""
    schema = parameter.schema
    if "enum" in schema and value not in schema["enum"]:
        near = difflib.get_close_matches(value, schema["enum"], 1)
        words = gettext("“%(name)s” is one of: %(values)s.")
        return [Mistake(parameter.name, words % {"name": parameter.name, "values": ", ".join(schema["enum"])}, *near)]
    if schema["type"] == "integer":
        low, high = schema["minimum"], schema["maximum"]
        if not (value.isascii() and value.isdigit() and len(value) < 10 and low <= int(value) <= high):
            words = gettext("“%(name)s” is a whole number from %(low)s to %(high)s.")
            return [Mistake(parameter.name, words % {"name": parameter.name, "low": low, "high": high})]
    return []
