"""Querysets that a parsed query can narrow."""

from django.db import models


class SearchQuerySet(models.QuerySet):
    """Rows of a `Searchable` model."""
