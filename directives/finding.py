"""The one search path: an address is read, its rows found and ordered, for page, export, feed, API and command alike.

found = find(QueryDict("q=燃气 -演练&level=province&also=1"))
if found.valid: found.rows[:20], found.count()
else: found.problems
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directives.filters import DirectiveFilter, FullTextFilter
from directives.models import Directive
from meetings.filters import Chip
from meetings.models import Turn
from meetings.wording import query_words
from search.query import Query

# What an address may search: what was ordered, or everything said.
SCOPES: Mapping[str, tuple[type[DirectiveFilter], Any]] = {
    "directives": (DirectiveFilter, Directive),
    "turns": (FullTextFilter, Turn),
}
# A period is restated without the name of its filter.
DAYS = {"since": gettext_lazy("from %(day)s"), "until": gettext_lazy("until %(day)s")}
ORDERS = ("newest", "oldest", "level", "relevance")


@dataclass(frozen=True)
class Found:
    """A search as its address describes it. Nothing is asked of the database but the names in the address until
    rows or numbers are read."""

    address: QueryDict
    scope: str
    filters: DirectiveFilter

    @cached_property
    def valid(self) -> bool:
        """Whether query and filters are understood; `rows` is empty where not."""
        return bool(self.filters.is_valid())

    @property
    def problems(self) -> list[str]:
        """What is wrong with the address, in the reader's language."""
        return [str(message) for messages in self.filters.form.errors.values() for message in messages]

    @property
    def suggestion(self) -> str:
        """A corrected query where the one given is malformed and a correction is known."""
        errors = self.filters.form.errors.as_data().get("q", [])
        return next((e.params["suggestion"] for e in errors if e.params and e.params.get("suggestion")), "")

    @property
    def query(self) -> Query | None:
        """The parsed query, widened by the thesaurus where the address says `also=1`."""
        return self.filters.query

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters beside the query, each in words with the address that drops it."""
        return list(self.filters.chips()) if self.valid else []

    def words(self) -> str:
        """The query and the filters restated in the reader's language; empty where there are none."""
        parts = [query_words(self.query)] if self.query else []
        said: dict[str, list[str]] = {}
        for chip in self.chips:
            if chip.name not in DAYS:
                said.setdefault(chip.label, []).append(chip.value)
        either = str(_(" or "))
        parts += [str(_("%(filter)s: %(values)s") % {"filter": k, "values": either.join(v)}) for k, v in said.items()]
        parts += [str(DAYS[chip.name] % {"day": chip.value}) for chip in self.chips if chip.name in DAYS]
        return str(_("; ")).join(parts)

    @cached_property
    def sort(self) -> str:
        """The order of the address, or newest first; relevance needs a query with keywords."""
        sort = self.address.get("sort", "")
        if sort == "relevance" and not (self.query and self.query.terms):
            return "newest"
        return sort if sort in ORDERS else "newest"

    @cached_property
    def hits(self) -> Any:
        """The rows found, in no order: a queryset of the scope's model."""
        _filter, model = SCOPES[self.scope]
        return self.filters.qs.order_by() if self.valid else model.objects.none()

    @property
    def rows(self) -> Any:
        """The rows found, in a total order, so that pages never overlap."""
        newest = self.filters.orders["newest"]
        if self.sort == "relevance" and self.query:
            return self.hits.by_relevance(self.query, newest)
        return self.hits.order_by(*self.filters.orders.get(self.sort, newest))

    def count(self) -> int:
        """How many rows there are."""
        return int(self.hits.count())

    def other(self) -> "Found":
        """The same search in the other scope, without reading the names in the address again."""
        scope = "directives" if self.scope == "turns" else "turns"
        filter_class, model = SCOPES[scope]
        filters = filter_class(self.address, model.objects.all())
        if self.valid:
            filters.form._errors = self.filters.form.errors
            filters.form.cleaned_data = self.filters.form.cleaned_data
            if self.query:
                filters.known_words = self.filters.known_words
        return Found(self.address, scope, filters)


def find(address: QueryDict, scope: str = "") -> Found:
    """In: the address (its query string is the permalink). Out: the search it describes, in `scope` or else in the
    scope it names."""
    scope = scope or ("turns" if address.get("scope") == "turns" else "directives")
    filter_class, model = SCOPES[scope]
    return Found(address, scope, filter_class(address, model.objects.all()))


def address_of(**values: Any) -> QueryDict:
    """An address from values, lists as several: `address_of(q="燃气", level=["city"])`. Empty ones are left out."""
    address = QueryDict(mutable=True)
    for name, value in values.items():
        entries = value if isinstance(value, list | tuple) else [value]
        kept = [str(entry) for entry in entries if entry not in (None, "")]
        if kept:
            address.setlist(name, kept)
    return address
