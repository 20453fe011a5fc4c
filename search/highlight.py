"""Which stretches of a displayed text a query's keywords are found in."""

from collections.abc import Iterator

from search.nodes import Term
from search.normalise import fold_with_offsets
from search.query import Query


def spans(text: str, query: Query) -> list[tuple[int, int]]:
    """The stretches (start, end) of `text` to mark: in order, apart from each other, end exclusive.

    Where keywords overlap or touch each other they are one stretch. Keywords under NOT are never marked.
    """
    merged: list[tuple[int, int]] = []
    for start, end, _ in term_spans(text, query):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def ordinals(query: Query) -> dict[str, int]:
    """The folded keywords of the query that are marked, each with a number from 1 on; its equivalents
    share it."""
    typed: dict[str, int] = {}
    return {term.folded: typed.setdefault(term.of or term.text, len(typed) + 1) for term in query.terms}


def term_spans(text: str, query: Query) -> list[tuple[int, int, Term]]:
    """Every place (start, end) of `text` where a keyword of the query is found, and which one; in order,
    overlaps included."""
    folded, offsets = fold_with_offsets(text)
    found = [
        (*offsets.source_span(start, start + len(term.folded)), term)
        for term in query.terms
        for start in _places(folded, term.folded)
    ]
    return sorted(found, key=lambda place: place[:2])


def _places(folded: str, term: str) -> Iterator[int]:
    """Where `term` begins in `folded`, overlaps included."""
    at = folded.find(term) if term else -1
    while at >= 0:
        yield at
        at = folded.find(term, at + 1)
