"""Relevance by BM25 over the exact number of times each keyword stands in the folded text."""

import math
from collections.abc import Sequence
from functools import reduce
from operator import add
from typing import Any

from django.core.cache import cache
from django.db import connections
from django.db.models import F, FloatField, Func, QuerySet
from django.db.models.expressions import Combinable

from search.nodes import Term
from search.words import term_lexemes

SATURATION, LENGTH_SHARE = 1.2, 0.75  # k1 and b of BM25, at their usual values
HEADING_SHARE = 0.5  # a keyword in a heading above the text counts half of one in the text
MOST_RANKED = 10_000  # hits; of more, about so many of the newest are ranked before the rest (`search.paging`)
STATISTICS_SECONDS = 600
UNMEASURED_SHARE = 0.002  # of the rows, for keywords that stand in too few for statistics
UNMEASURED_LENGTH = 150.0  # bytes of folded text, until PostgreSQL has measured the table


def relevance(rows: QuerySet[Any], terms: Sequence[Term]) -> "Relevance":
    """The score of a row for the keywords: higher for more of them, for rarer ones and for shorter texts."""
    shares, length = statistics(rows)
    scores: list[Combinable] = []
    for term in terms:
        scores.append(Bm25(term.folded, rarity(term, shares), length))
        if any(field.name == "headings" for field in rows.model._meta.fields):
            scores.append(InHeadings(term.text, HEADING_SHARE * rarity(term, shares)))
    return Relevance(reduce(add, scores))


class Relevance(Func):
    """The score as one expression, to be told from other orders."""

    template = "%(expressions)s"
    output_field = FloatField()


def rarity(term: Term, shares: dict[str, float]) -> float:
    """Inverse document frequency, from the share of the rows that hold the keyword's rarest lexeme."""
    lexemes, _ = term_lexemes(term.folded)
    share = min((shares.get(lexeme, UNMEASURED_SHARE) for lexeme in lexemes), default=UNMEASURED_SHARE)
    return math.log(1 + (1 - share) / share)


class Bm25(Func):
    """One keyword's part of the score."""

    output_field = FloatField()

    def __init__(self, folded: str, weight: float, length: float) -> None:
        super().__init__(F("folded"))
        self.folded, self.weight, self.length = folded, weight, length

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = compiler.compile(self.source_expressions[0])
        # In bytes, whose number is stored. k·n/(n + norm) is k/(1 + norm/n): n is worked out once, and is 0 for a
        # keyword the row lacks. float8 throughout: numeric is many times slower.
        norm = SATURATION * len(self.folded.encode())
        flat, steep = norm * (1 - LENGTH_SHARE), norm * LENGTH_SHARE / self.length
        times = f"NULLIF(octet_length({column}) - octet_length(replace({column}, %s, '')), 0)"
        part = f"1 + ({flat:.6f}::float8 + {steep:.9f}::float8 * octet_length({column})) / {times}"
        score = f"COALESCE({self.weight * (SATURATION + 1):.6f}::float8 / ({part}), 0)"
        return score, (*params, *params, *params, self.folded)


class InHeadings(Func):
    """A constant where a heading above the row holds the keyword as it was typed."""

    output_field = FloatField()

    def __init__(self, text: str, weight: float) -> None:
        super().__init__(F("headings"))
        self.text, self.weight = text, weight

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = compiler.compile(self.source_expressions[0])
        sql = f"(CASE WHEN strpos(array_to_string({column}, ' '), %s) > 0 THEN {self.weight:.6f}::float8 ELSE 0 END)"
        return sql, (*params, self.text)


def statistics(rows: QuerySet[Any]) -> tuple[dict[str, float], float]:
    """The share of the rows that hold each frequent lexeme, and the mean length of a folded text in bytes, as PostgreSQL's
    ANALYZE last found them; asked for once in ten minutes."""
    table = rows.model._meta.db_table
    key = f"search-statistics-{rows.db}-{table}"
    known: tuple[dict[str, float], float] | None = cache.get(key)
    if known is None:
        known = _statistics(rows.db, table)
        cache.set(key, known, STATISTICS_SECONDS)
    return known


def _statistics(using: str, table: str) -> tuple[dict[str, float], float]:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT attname, most_common_elems::text::text[], most_common_elem_freqs, avg_width FROM pg_stats"
            " WHERE schemaname = ANY(current_schemas(false)) AND tablename = %s AND attname IN ('lexemes', 'folded')",
            [table],
        )
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    words, shares, _ = found.get("lexemes", (None, None, 0))
    _, _, width = found.get("folded", (None, None, 0))
    # Two more figures follow the shares: the least and the greatest.
    return dict(zip(words or (), shares or (), strict=False)), float(width or UNMEASURED_LENGTH)
