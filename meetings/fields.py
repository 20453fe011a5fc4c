"""What the fields of a query (会议:安委会 日期:2021) mean for words said at meetings."""

from typing import Any

from django.db.models import Q

from meetings.models import Turn
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

    def holding(**condition: Any) -> Q:
        """Turns in which a directive that fulfils the condition is said."""
        found = {f"directives__{path}": value for path, value in condition.items()}
        return Q(pk__in=Turn.objects.filter(**found).values("pk"))

    def in_region(name: Any) -> Q:
        return (
            Q(**{f"{region}__name__contains": name})
            | Q(**{f"{region}__parent__name__contains": name})
            | Q(**{f"{region}__parent__parent__name__contains": name})
        )

    return {
        "speaker": lambda name: Q(speaker__name__contains=name),
        "meeting": lambda name: Q(meeting__title__contains=name),
        "level": lambda value: Q(**{level: value}),
        "region": in_region,
        "date": lambda dates: in_dates(date, dates),
        "sector": lambda name: holding(tasks__sector__name_zh__contains=name),
        "department": lambda name: holding(responsibilities__body__name__contains=name),
    }
