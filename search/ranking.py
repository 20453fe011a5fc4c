"""Relevance by BM25 over the exact number of times each keyword, or an equivalent, stands in the folded text."""

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
    """The score of a row for the keywords: higher for more of them, for rarer ones and for shorter texts. A keyword
    and its equivalents (`search.thesaurus`) are one notion, however it is called."""
    shares, length = statistics(rows)
    notions: dict[str, list[Term]] = {}
    for term in terms:
        notions.setdefault(term.of or term.text, []).append(term)
    scores: list[Combinable] = []
    for forms in notions.values():
        weight = rarity(forms, shares)
        scores.append(Bm25([form.folded for form in forms], weight, length))
        if any(field.name == "headings" for field in rows.model._meta.fields):
            scores.append(InHeadings([form.text for form in forms], HEADING_SHARE * weight))
    return Relevance(reduce(add, scores))


class Relevance(Func):
    """The score as one expression, to be told from other orders."""

    template = "%(expressions)s"
    output_field = FloatField()


def rarity(forms: Sequence[Term], shares: dict[str, float]) -> float:
    """Inverse document frequency, from the share of the rows that hold the rarest lexeme of the form that most have."""
    share = max(
        min((shares.get(one, UNMEASURED_SHARE) for one in lexemes), default=UNMEASURED_SHARE)
        for lexemes, _ in (term_lexemes(form.folded) for form in forms)
    )
    return math.log(1 + (1 - share) / share)


class Bm25(Func):
    """One notion's part of the score, by how often a row has any of its forms: the longest first, so that a form within
    another is not counted twice."""

    output_field = FloatField()

    def __init__(self, forms: Sequence[str], weight: float, length: float) -> None:
        super().__init__(F("folded"))
        self.forms, self.weight, self.length = sorted(forms, key=len, reverse=True), weight, length

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = compiler.compile(self.source_expressions[0])
        # In bytes, whose number is stored. k·n/(n + norm) is k/(1 + norm/n): n is worked out once, and is 0 for a
        # notion the row lacks. float8 throughout: numeric is many times slower.
        flat, steep = SATURATION * (1 - LENGTH_SHARE), SATURATION * LENGTH_SHARE / self.length
        # A folded text has no spaces: each form gives way to one byte more of them than it has.
        replaced = f"{'replace(' * len(self.forms)}{column}{', %s, %s)' * len(self.forms)}"
        spaced = [one for form in self.forms for one in (form, " " * (len(form.encode()) + 1))]
        times = f"NULLIF(octet_length({replaced}) - octet_length({column}), 0)"
        part = f"1 + ({flat:.6f}::float8 + {steep:.9f}::float8 * octet_length({column})) / {times}"
        score = f"COALESCE({self.weight * (SATURATION + 1):.6f}::float8 / ({part}), 0)"
        return score, (*params, *params, *spaced, *params)


class InHeadings(Func):
    """A constant where a heading above the row holds a form of the notion as it was typed."""

    output_field = FloatField()

    def __init__(self, texts: Sequence[str], weight: float) -> None:
        super().__init__(F("headings"))
        self.texts, self.weight = texts, weight

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = compiler.compile(self.source_expressions[0])
        held = " OR ".join(f"strpos(array_to_string({column}, ' '), %s) > 0" for _ in self.texts)
        sql = f"(CASE WHEN {held} THEN {self.weight:.6f}::float8 ELSE 0 END)"
        return sql, tuple(one for text in self.texts for one in (*params, text))


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
