"""What a listing page shows, read from its address: rows, counts, facets and the words for them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from directives.counting import count, total
from directives.facets import Facet, facets
from directives.filters import SORTS, DirectiveFilter
from directives.models import Directive
from directives.orders import columns, place_of, turn_columns, turn_place_of
from directives.tallies import tally
from meetings.filters import Chip, TurnFilter
from meetings.models import Turn
from search.hits import Hits, cursor_page

PAGE_SIZES = (20, 50, 100)
FORMATS = ("csv", "xlsx", "docx", "jsonl")
SORT_NAMES = {
    "newest": gettext_lazy("Newest"),
    "oldest": gettext_lazy("Oldest"),
    "level": pgettext_lazy("sort", "Level"),
    "relevance": gettext_lazy("Relevance"),
}


@dataclass
class Listing:
    """One state of the listing. `page` is empty where the filters are invalid."""

    filters: TurnFilter
    scope: str
    sort: str
    size: int
    page: Page[Any]
    facets: list[Facet] = field(default_factory=list)
    other_count: int | None = None

    @property
    def sorts(self) -> list[tuple[str, Any]]:
        """The orders offered; relevance needs a query, level stands in no turn."""
        kept = [name for name in SORT_NAMES if name != "relevance" or self.filters.query]
        return [(name, SORT_NAMES[name]) for name in kept if self.scope == "directives" or name in ("newest", "oldest")]

    @property
    def chips(self) -> list[Chip]:
        return list(self.filters.chips())

    @property
    def cleared(self) -> str:
        """The address with the query alone."""
        address = QueryDict(mutable=True)
        for name in ("q", "scope"):
            if self.filters.data.get(name):
                address[name] = self.filters.data[name]
        return f"?{address.urlencode()}"

    @property
    def view(self) -> str:
        return "table" if self.filters.data.get("view") == "table" else "cards"

    @property
    def formats(self) -> tuple[str, ...]:
        return FORMATS

    @property
    def sizes(self) -> tuple[int, ...]:
        return PAGE_SIZES

    @property
    def suggestion(self) -> str:
        """A corrected query where the one given is malformed and a correction is known."""
        errors = self.filters.form.errors.as_data().get("q", [])
        return next((e.params["suggestion"] for e in errors if e.params and e.params.get("suggestion")), "")

    @property
    def other_errors(self) -> list[str]:
        """What is wrong with the address beside the query."""
        errors = self.filters.form.errors
        return [str(message) for name in errors if name != "q" for message in errors[name]]

    def words(self) -> str:
        """The query and the filters restated."""
        return words_of(self.filters)

    def hidden(self) -> Iterator[tuple[str, str]]:
        """Filters of the address that no control of the filter form stands for."""
        for name in ("meeting", "document", "sort", "size", "view", "scope"):
            for value in self.filters.data.getlist(name):
                if value:
                    yield name, value


def words_of(filters: TurnFilter) -> str:
    """The query and the valid filters restated in the reader's language; empty where there are none."""
    parts = [filters.query.describe()] if filters.query else []
    said: dict[str, list[str]] = {}
    for chip in filters.chips():
        said.setdefault(chip.label, []).append(chip.value)
    either = str(_(" or "))
    parts += [str(_("%(filter)s: %(values)s") % {"filter": k, "values": either.join(v)}) for k, v in said.items()]
    return str(_("; ")).join(parts)


def chosen_size(data: QueryDict) -> int:
    """The page size of the address, or the smallest."""
    return next((size for size in PAGE_SIZES if str(size) == data.get("size")), PAGE_SIZES[0])


def chosen_sort(data: QueryDict, filters: TurnFilter) -> str:
    """The order of the address, or newest first."""
    sort = data.get("sort", "newest")
    if sort == "relevance" and not filters.query:
        return "newest"
    return sort if sort in SORT_NAMES else "newest"


def in_order(rows: QuerySet[Any], sort: str, filters: TurnFilter) -> QuerySet[Any]:
    """The rows in a total order, so that pages never overlap."""
    if sort == "relevance" and filters.query:
        return rows.by_relevance(filters.query)  # type: ignore[attr-defined]
    return rows.order_by(*SORTS.get(sort, SORTS["newest"]))


def directive_listing(data: QueryDict) -> Listing:
    """In: the address. Out: directives with counts for every choice."""
    filters = DirectiveFilter(data, Directive.objects.all())
    valid = filters.is_valid()
    sort, size = chosen_sort(data, filters), chosen_size(data)
    if not valid:
        return Listing(filters, "directives", sort, size, Paginator(Directive.objects.none(), size).get_page(1))
    tallied = tally(filters)
    counts = count(filters, tallied)
    rows = in_order(filters.qs.for_listing(), sort, filters)
    hits = Hits(rows, total(counts), columns(sort), tallied.listed(sort) if tallied else None)
    page = cursor_page(hits, size, data.get("page"), place_of)
    other = filters.same_in(TurnFilter(data, Turn.objects.all())).count() if filters.query else None
    return Listing(filters, "directives", sort, size, page, facets(filters, counts), other)


def turn_listing(data: QueryDict) -> Listing:
    """In: the address. Out: turns, the full-text scope."""
    filters = TurnFilter(data, Turn.objects.all())
    valid = filters.is_valid()
    sort = "oldest" if data.get("sort") == "oldest" else "newest"
    size = chosen_size(data)
    rows = filters.qs if valid else Turn.objects.none()
    hits = Hits(getattr(rows.for_listing(), sort)(), columns=turn_columns(sort))
    page = cursor_page(hits, size, data.get("page"), turn_place_of)
    directives = DirectiveFilter(data, Directive.objects.all())
    other = directives.qs.count() if filters.query and directives.is_valid() else None
    return Listing(filters, "turns", sort, size, page, [], other)
