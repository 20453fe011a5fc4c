"""What a listing page shows of a search: rows, counts, facets and the words for them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext_lazy, pgettext_lazy

from directives.counting import Counts, count, total
from directives.facets import Facet, facets
from directives.filters import DirectiveFilter, FullTextFilter
from directives.finding import Found, find
from directives.orders import columns, place_of
from directives.tallies import Tally, tally
from directives.term_counts import TermCounts, nodes_of, term_counts
from directives.turn_counts import count_turns
from meetings.filters import Chip
from meetings.quoting import CARD
from search.hits import Hits, cursor_page

PAGE_SIZES = (20, 50, 100)
MOST_QUOTED = 7_000  # characters of quotes on a page, which has at most 60 kB …
MOST_QUOTED_BRIEFLY = 5_000  # … of very many, each with its markup
SHORTEST_CARD = 40
FORMATS = ("csv", "xlsx", "docx", "jsonl")
SORT_NAMES = {
    "newest": gettext_lazy("Newest"),
    "oldest": gettext_lazy("Oldest"),
    "level": pgettext_lazy("sort", "Level"),
    "relevance": gettext_lazy("Relevance"),
}


@dataclass
class Listing:
    """A page of a search. `page` is empty where the address is not understood."""

    found: Found
    size: int
    page: Page[Any]
    facets: list[Facet] = field(default_factory=list)
    other_count: int | None = None
    terms: TermCounts = TermCounts()

    @property
    def filters(self) -> DirectiveFilter:
        return self.found.filters

    @property
    def scope(self) -> str:
        return self.found.scope

    @property
    def sort(self) -> str:
        return self.found.sort

    @property
    def sorts(self) -> list[tuple[str, Any]]:
        """The orders offered; relevance needs keywords."""
        keywords = self.found.query and self.found.query.terms
        return [(name, words) for name, words in SORT_NAMES.items() if name != "relevance" or keywords]

    @property
    def chips(self) -> list[Chip]:
        return self.found.chips

    @property
    def cleared(self) -> str:
        """The address with the query alone."""
        address = QueryDict(mutable=True)
        for name in ("q", "also", "scope"):
            if self.filters.data.get(name):
                address[name] = self.filters.data[name]
        return f"?{address.urlencode()}"

    @property
    def also(self) -> bool:
        """Whether equivalents are searched as well."""
        return bool(self.filters.data.get("also"))

    @property
    def view(self) -> str:
        return "table" if self.filters.data.get("view") == "table" else "cards"

    @property
    def compact(self) -> bool:
        """Whether so many cards are shown that each has to be brief."""
        return self.size == PAGE_SIZES[-1]

    @property
    def card(self) -> int:
        """How many characters of a quote a card shows: fewer where many cards or long quotes would make the page
        large."""
        lengths = [len(row.text) for row in self.page.object_list]
        room = MOST_QUOTED_BRIEFLY if self.compact else MOST_QUOTED
        fits = (most for most in range(CARD, SHORTEST_CARD, -10) if sum(min(one, most) for one in lengths) <= room)
        return next(fits, SHORTEST_CARD)

    @property
    def formats(self) -> tuple[str, ...]:
        return FORMATS

    @property
    def sizes(self) -> tuple[int, ...]:
        return PAGE_SIZES

    @property
    def suggestion(self) -> str:
        return self.found.suggestion

    @property
    def other_errors(self) -> list[str]:
        """What is wrong with the address beside the query."""
        errors = self.filters.form.errors
        return [str(message) for name in errors if name != "q" for message in errors[name]]

    def words(self) -> str:
        """The query and the filters restated."""
        return self.found.words()

    def hidden(self) -> Iterator[tuple[str, str]]:
        """Filters of the address that no control of the filter form stands for."""
        for name in ("also", "meeting", "document", "thing", "sort", "size", "view", "scope"):
            for value in self.filters.data.getlist(name):
                if value:
                    yield name, value


def chosen_size(data: QueryDict) -> int:
    """The page size of the address, or the smallest."""
    return next((size for size in PAGE_SIZES if str(size) == data.get("size")), PAGE_SIZES[0])


def tallied_for(found: Found) -> Tally | None:
    """The numbers of a valid search and of its keywords from bitmaps, where there are any."""
    return None if isinstance(found.filters, FullTextFilter) else tally(found.filters, nodes_of(found))


def counted(found: Found, tallied: Tally | None) -> Counts:
    """The number of rows of a valid search with each choice of each filter."""
    if isinstance(found.filters, FullTextFilter):
        return count_turns(found.filters)
    return count(found.filters, tallied)


def hits_of(found: Found, tallied: Tally | None, number: int | None = None) -> Hits:
    """The rows of a valid search, any page of them; `number` says how many where that is known."""
    listed = tallied.listed(found.sort) if tallied else None
    return Hits(found.rows.for_listing(), number, columns(found.scope, found.sort), listed)


def listing(address: QueryDict) -> Listing:
    """In: the address. Out: what its page shows, counts for every choice included."""
    found = find(address)
    size = chosen_size(address)
    if not found.valid:
        return Listing(found, size, Paginator(found.rows, size).get_page(1))
    tallied = tallied_for(found)
    counts = counted(found, tallied)
    page = cursor_page(hits_of(found, tallied, total(counts)), size, address.get("page"), place_of)
    other = found.other().count() if found.query else None
    return Listing(found, size, page, facets(found.filters, counts), other, term_counts(found, tallied))
