"""A `tsvector` column without positions, written from a list of lexemes."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field


class LexemeField(SearchVectorField):
    """Takes an iterable of strings and saves it with `array_to_tsvector`, so that PostgreSQL's parser
    never sees the text. Reads back as the server prints it; nothing reads it back."""

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else value

    def get_placeholder(self, value: Any, compiler: Any, connection: BaseDatabaseWrapper) -> str:
        return "array_to_tsvector(%s::text[])"

    def deconstruct(self) -> tuple[Any, ...]:
        name, path, args, kwargs = Field.deconstruct(self)
        return name, path, args, kwargs
