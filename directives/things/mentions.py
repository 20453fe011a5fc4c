"""Reads of the mentions of a thing."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DateField, F, Func, IntegerField, Max, Min, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest, Substr, TruncQuarter

from directives.heatmap import last_day
from directives.models import UNDATED
from meetings.filter_fields import UNKNOWN
from meetings.models import Level
from meetings.querysets import LARGE, UNREAD

BEFORE, AFTER = 70, 110  # characters of a quote around a mention
_SAID = Coalesce(
    "turn__meeting__held_on", "document__published_on", Value(UNDATED, DateField()), output_field=DateField()
)
_ENDS = "。；！？!?\n"


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence around a mention: what stands before it, its words, what stands behind; `cut` says whether a side
    goes on."""

    before: str
    words: str
    after: str
    cut_before: bool
    cut_after: bool


def said(mentions: QuerySet[Any]) -> Any:
    """With `said_on`, the day of the meeting, else of the document, else `UNDATED`."""
    return mentions.annotate(said_on=_SAID)


@dataclass(frozen=True, slots=True)
class OverTime:
    """When something is mentioned: (first day of the quarter, level, number), and the first and the latest day, None
    where no mention has one."""

    counts: list[tuple[dt.date | None, str, int]]
    first: dt.date | None
    latest: dt.date | None


def over_time(mentions: QuerySet[Any]) -> OverTime:
    """The mentions by quarter and level, in one query."""
    rows = said(mentions.order_by()).annotate(quarter=TruncQuarter("said_on"), level=F("turn__meeting__level"))
    counted = rows.values("quarter", "level").annotate(n=Count("pk"), first=Min("said_on"), latest=Max("said_on"))
    found = list(counted.values_list("quarter", "level", "n", "first", "latest"))
    dated = [(first, latest) for _, _, _, first, latest in found if first != UNDATED]
    return OverTime(
        [(quarter, level or "", n) for quarter, level, n, _, _ in found],
        min((first for first, _ in dated), default=None),
        max((latest for _, latest in dated), default=None),
    )


def narrowed(mentions: QuerySet[Any], quarter: str, level: str) -> Any:
    """Those of a quarter ("2021-2", or "unknown") and a level; what is not understood narrows nothing."""
    rows = said(mentions)
    if quarter == UNKNOWN:
        rows = rows.filter(said_on=UNDATED)
    elif first := _first_day(quarter):
        rows = rows.filter(said_on__gte=first, said_on__lte=last_day(first))
    if level == UNKNOWN:
        return rows.filter(turn__meeting=None)
    return rows.filter(turn__meeting__level=level) if level in Level.values else rows


def _first_day(quarter: str) -> dt.date | None:
    year, _, number = quarter.partition("-")
    if year.isascii() and year.isdigit() and 1 < int(year) < 9999 and number in ("1", "2", "3", "4"):
        return dt.date(int(year), 3 * int(number) - 2, 1)
    return None


def latest_first(mentions: QuerySet[Any]) -> Any:
    """The keys of mentions of `narrowed`, as a page lists them."""
    return mentions.order_by("-said_on", "-document", "start").values_list("pk", flat=True)


def shown(mentions: QuerySet[Any]) -> Any:
    """The mentions of a page: with meeting, speaker and document, and of the turn's text only what surrounds each. Cutting
    that out takes long, so ask for a page's alone."""
    at = F("start") - F("turn__start")
    end = F("end") - F("turn__start")
    return (
        mentions.select_related("turn__meeting", "turn__speaker", "document")
        .defer("turn__text", *(f"turn__{name}" for name in UNREAD))
        .defer("document__warnings", *(f"document__{name}" for name in LARGE))
        .annotate(
            ahead=Substr("turn__text", Greatest(at - BEFORE, Value(0)) + 1, _least(at)),
            behind=Substr("turn__text", end + 1, AFTER),
        )
    )


def _least(at: Any) -> Func:
    return Func(at, Value(BEFORE), function="LEAST", output_field=IntegerField())


def quote_of(mention: Any) -> Quote:
    """The sentence of a mention of `shown`, cut where it is long."""
    start = max(mention.ahead.rfind(end) for end in _ENDS) + 1
    before = mention.ahead[start:]
    stops = [at for end in _ENDS if (at := mention.behind.find(end)) >= 0]
    after = mention.behind[: min(stops) + 1] if stops else mention.behind
    cut_before = start == 0 and len(mention.ahead) == BEFORE
    cut_after = not stops and len(mention.behind) == AFTER
    return Quote(before.lstrip(), mention.text, after.rstrip(), cut_before, cut_after)


def harm_told(mentions: QuerySet[Any]) -> list[dict[str, Any]]:
    """The casualties of an accident as they are told: each account once, with how many mentions tell it and since when."""
    told = said(mentions.order_by()).exclude(harm="").values("dead", "injured", "missing")
    return list(told.annotate(n=Count("pk"), first=Min("said_on")).order_by("first", "dead"))
