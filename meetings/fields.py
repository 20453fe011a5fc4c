"""What the fields of a query (会议:安委会 日期:2021) mean for rows that belong to a meeting."""

from typing import Any

from django.db.models import Q

from meetings.models import Region
from search.matching import FieldConditions
from search.nodes import DateRange


def in_dates(path: str, dates: DateRange) -> Q:
    """Rows dated within the range, by the date at `path`."""
    within = Q(**{f"{path}__gte": dates.first}) if dates.first else Q()
    return within & Q(**{f"{path}__lte": dates.last}) if dates.last else within


def turn_fields(level: str, region: str, date: str) -> FieldConditions:
    """Conditions on rows with a meeting and a speaker; the paths say where level, region and date stand.

    A name is matched by any part of it; 地区 by the region itself or what it lies in.
    """

    def in_region(name: Any) -> Q:
        """The country stands four steps above a county."""
        named = Q()
        for step in range(4):
            named |= Q(**{f"{'parent__' * step}name__icontains": name})
        return Q(**{f"{region}__in": Region.objects.filter(named)})

    return {
        "speaker": lambda name: Q(speaker__name__icontains=name),
        "meeting": lambda name: Q(meeting__title__icontains=name),
        "level": lambda value: Q(**{level: value}),
        "region": in_region,
        "date": lambda dates: in_dates(date, dates),
    }
