"""Reads of directives, sectors and bodies."""

from django.db import models

from search.querysets import SearchQuerySet


class DirectiveQuerySet(SearchQuerySet):
    """Directives: what the listing lists."""


class SectorQuerySet(models.QuerySet):
    """Sectors in their set order."""


class BodyQuerySet(models.QuerySet):
    """Responsible bodies by name."""
