"""A `tsvector` column without positions, written from a list of lexemes."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Lookup


class LexemeField(SearchVectorField):
    """Takes an iterable of strings and saves it with `array_to_tsvector`, so that PostgreSQL's parser
    never sees the text. Reads back as the server prints it; nothing reads it back."""

    empty_strings_allowed = False  # a row that was never indexed is refused, not stored as if it held nothing

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        # array_to_tsvector sorts, drops duplicates and refuses the empty string.
        return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else value

    def get_placeholder(self, value: Any, compiler: Any, connection: BaseDatabaseWrapper) -> str:
        return "%s" if hasattr(value, "as_sql") else "array_to_tsvector(%s::text[])"

    def deconstruct(self) -> tuple[Any, ...]:
        name, path, args, kwargs = Field.deconstruct(self)
        return name, path, args, kwargs


@LexemeField.register_lookup
class Matches(Lookup):
    """`lexemes__matches=tsquery`: the text of a tsquery whose lexemes `quote_lexeme` has quoted."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} @@ %s::tsquery", (*params, self.rhs)


def quote_lexeme(lexeme: str) -> str:
    """The lexeme as the tsquery parser reads it back, whatever characters it holds."""
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
