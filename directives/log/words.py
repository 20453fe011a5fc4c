"""How the details of log entries are named to their readers."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_plus

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directives.filters import DirectiveFilter
from directives.models import Correction, Directive, Intake, LogEntry
from meetings.filter_fields import UNKNOWN

NAMES = {
    "query": _("Keyword"), "filters": _("Filters"), "scope": _("Scope"), "hits": _("Hits"), "ms": _("Milliseconds"),
    "page": _("Page"), "what": _("Subject"), "format": _("Format"), "address": _("Conditions"), "rows": _("Rows"),
    "digest": _("Checksum"), "complete": _("Complete"), "name": pgettext_lazy("thing", "Name"), "method": _("Method"), "path": _("Address"),
    "status": _("Answer"), "file": pgettext_lazy("noun", "File"), "sha256": _("Checksum"), "outcome": _("Outcome"),
    "document": _("Document"), "reason": _("Reason"), "command": _("Command line"), "through": _("Up to number"),
    "hash": _("Hash"), "entries": _("Entries"), "days": _("Days"), "correction": _("Correction"), "about": _("About"), "undoes": _("Undoes"),
}  # fmt: skip


# What was exported, searched or corrected, and what became of a file, which the log keeps in words of the program's own.
VALUES = {
    "directives": _("Directives"),
    "turns": _("Full text"),
    **dict(Correction.Kind.choices),
    **dict(Intake.State.choices),
}


def told(entry: LogEntry) -> Iterator[tuple[str, str]]:
    """(name, value) of each detail that says something."""
    order = list(NAMES)
    for key, value in sorted(entry.details.items(), key=lambda one: order.index(one[0]) if one[0] in NAMES else 99):
        if value not in ("", {}, [], None):
            if key in ("what", "scope", "outcome"):
                value = str(VALUES.get(value, value))
            if key == "filters":
                value = "；".join(_condition(name, chosen) for name, chosen in value.items())
            yield str(NAMES.get(key, key)), unquote_plus(value) if key == "address" else _value(value)


def _condition(name: str, chosen: list[str]) -> str:
    """One filter of a search, as the page of hits calls it; what it knows nothing of as it was asked for."""
    filters = DirectiveFilter(QueryDict(), Directive.objects.none())
    known = filters.filters.get(name)
    if known is None:
        return f"{name} {_value(chosen)}"
    said = {str(one): filters.value_words(name, one) for one, _label in known.extra.get("choices", ())}
    if none := known.extra.get("none"):
        said[UNKNOWN] = str(none)
    return f"{known.label} " + "、".join(said.get(one, one) for one in chosen)


def _value(value: Any) -> str:
    match value:
        case bool():
            return str(_("yes") if value else _("no"))
        case list():
            return "、".join(map(_value, value))
        case dict():
            return "；".join(f"{key}={_value(one)}" for key, one in value.items())
        case _:
            return str(value)
