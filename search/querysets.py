"""Querysets that a parsed query can narrow."""

from collections.abc import Sequence
from typing import Any, Self

from django.db import connections, models

from search.matching import FieldConditions, compile_query
from search.query import Query
from search.ranking import relevance
from search.words import Dictionary, dictionary

PAIRS_ONLY = Dictionary.of(())


class SearchQuerySet(models.QuerySet):
    """Rows of a `Searchable` model."""

    def matching(self, query: Query, fields: FieldConditions | None = None, words: Dictionary | None = None) -> Self:
        """The rows the query matches, all of them and no others. `fields` gives each field's meaning
        (`matching.compile_query`), `words` what `index_words` says where that was asked before."""
        if query.node is None:
            return self.all()
        compiled = compile_query(query.node, words or self.index_words(), fields)
        found = self.filter(compiled.condition)
        return found.filter(lexemes__matches=compiled.tsquery) if compiled.tsquery else found

    def by_relevance(self, query: Query, then: Sequence[Any] = ()) -> Self:
        """Most relevant first, then by `then` (as the model orders). A page of very many hits is found by `search.paging`,
        which ranks the newest of them only."""
        score = [relevance(self, query.terms).desc()] if query.terms else []
        return self.order_by(*score, *(then or self.model._meta.ordering or ["pk"]))

    def index_words(self) -> Dictionary:
        """The words whose lexemes all rows have (`words_of`)."""
        return words_of([self.model], self.db)[self.model]


def words_of(searched: Sequence[type[models.Model]], using: str) -> dict[type[models.Model], Dictionary]:
    """For each model the words whose lexemes all its rows have: none while rows remain that another dictionary
    indexed. One statement for all.

    Searching is right meanwhile, by pairs and the text; `manage.py reindex` brings the words back.
    """
    name = connections[using].ops.quote_name
    tables = [name(model._meta.db_table) for model in searched]
    parts = (f"SELECT {n}, min(indexed_as), max(indexed_as) FROM {table}" for n, table in enumerate(tables))
    words = dictionary()
    with connections[using].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        found = {searched[n]: {least, most} for n, least, most in cursor.fetchall()}
    return {model: words if versions <= {words.version, None} else PAIRS_ONLY for model, versions in found.items()}
