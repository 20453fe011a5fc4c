"""How many rows hold each keyword of a search, and what its equivalents would add: so that nothing is silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import QuerySet

from directives.filters import DirectiveFilter
from directives.finding import Found
from directives.tallies import Tally
from meetings.quoting import COLOURS
from search.highlight import ordinals
from search.nodes import Field, Node, Term, terms_of
from search.query import Query
from search.thesaurus import equivalents_in


@dataclass(frozen=True, slots=True)
class TermCount:
    """A keyword or a field's value with the number of rows that have it under the filters beside the query, whatever
    the rest of the query asks; `q` is the query that opens these rows. `mark` is the number of its colour."""

    words: str
    number: int
    q: str
    mark: int = 0


@dataclass(frozen=True)
class TermCounts:
    """The keywords of a query; those it leaves out; the equivalents searched or, if not, on offer.

    `with_others` is the number of rows found with the equivalents, None where there are none.
    """

    keywords: Sequence[TermCount] = ()
    left_out: Sequence[TermCount] = ()
    equivalents: Sequence[TermCount] = ()
    equivalents_left_out: Sequence[TermCount] = ()
    with_others: int | None = None


def nodes_of(found: Found) -> list[Node]:
    """What is to be counted beside the rows themselves: keywords, equivalents, and the whole with equivalents.
    Nothing for a single keyword, whose rows are the rows found."""
    typed, widened = found.filters.form.typed, found.filters.form.widened
    if not typed or typed.node is None:
        return []
    keywords: list[Node] = list({term.folded: term for term in terms_of(typed.node)}.values())
    if widened is None:
        return [] if isinstance(typed.node, Term) or not keywords else keywords
    others = {(type(one), str(one)): one for one in equivalents_in(widened.node)}
    return [*keywords, *others.values(), widened.node]


def term_counts(found: Found, tallied: Tally | None) -> TermCounts:
    """In: a valid search, and its bitmaps if they are at hand (asked for with `nodes_of`). Out: the numbers."""
    nodes = nodes_of(found)
    if not nodes:
        return TermCounts()
    numbers = tallied.alone() if tallied else count_alone(found.filters, nodes)
    typed, widened = found.filters.form.typed, found.filters.form.widened
    asked = widened if widened is not None else typed
    marks = ordinals(asked)
    marked = {term.folded for term in asked.terms}
    kinds: dict[str, list[TermCount]] = {"": [], "-": [], "=": [], "-=": []}
    for node, number in zip(nodes, numbers, strict=False):
        if isinstance(node, Term):
            there = node.folded in marked
            counted = TermCount(
                node.text, number, f'"{node.text}"', (marks[node.folded] - 1) % COLOURS + 1 if there else 0
            )
            kinds[("" if there else "-") + ("=" if node.of else "")].append(counted)
        elif isinstance(node, Field) and node.of:
            kinds["="].append(TermCount(str(node.value), number, f'{node.key}:"{node.value}"'))
    return TermCounts(kinds[""], kinds["-"], kinds["="], kinds["-="], numbers[-1] if widened is not None else None)


def count_alone(filters: DirectiveFilter, nodes: Sequence[Node]) -> list[int]:
    """How many rows each node finds by itself under the filters beside the query; in one statement."""
    fields = filters.field_conditions()
    found = (filters.queryset.matching(Query("", node), fields, filters.words) for node in nodes)
    return sizes([filters.narrowed(rows, "") for rows in found])


def sizes(searches: Sequence[QuerySet[Any]]) -> list[int]:
    """How many rows each search finds, in one statement."""
    if not searches:
        return []
    asked = [rows.order_by().values("pk").query.sql_with_params() for rows in searches]
    with connections[searches[0].db].cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(f'(SELECT count(*) FROM ({sql}) AS hits)' for sql, _ in asked)}",
            [one for _, given in asked for one in given],
        )
        return list(cursor.fetchone())
