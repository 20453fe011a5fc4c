"""Reads of documents, meetings, speakers and turns."""

from django.db import models

from search.querysets import SearchQuerySet


class DocumentQuerySet(models.QuerySet):
    """Documents without their bytes unless asked."""


class MeetingQuerySet(models.QuerySet):
    """Meetings, newest first."""


class SpeakerQuerySet(models.QuerySet):
    """Speakers by name."""


class TurnQuerySet(SearchQuerySet):
    """Turns: the full-text scope of the search."""
