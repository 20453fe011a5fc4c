"""Reads of directives, sectors and bodies."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce, ExtractYear, TruncQuarter

from meetings.models import Participation
from meetings.querysets import UNREAD
from search.querysets import SearchQuerySet

if TYPE_CHECKING:
    from directives.models import Directive


# The rows are found once, and their tasks through the index (as in `directives.counting`).
WITH_SECTORS = """WITH hits (id) AS MATERIALIZED ({hits})
SELECT '', '', '', count(*) AS n, NULL AS position FROM hits
UNION ALL
SELECT s.slug, s.name_zh, s.name_en, counted.n, s.position FROM (
  SELECT sector_id, count(*) AS n FROM directives_sectortask
  WHERE directive_id = ANY ((SELECT array_agg(id) FROM hits)::bigint[]) GROUP BY sector_id
) counted JOIN directives_sector s ON s.id = counted.sector_id
ORDER BY n DESC, position"""


def family(slugs: Sequence[str], path: str = "sector__") -> Q:
    """The condition that the sector behind `path` is one of those named or a child of one."""
    return Q(**{f"{path}slug__in": slugs}) | Q(**{f"{path}parent__slug__in": slugs})


class QuarterCount(NamedTuple):
    """How many directives concern a top-level sector in a quarter; `latest` is the last of their days.

    Undated ones stand in the quarter of `UNDATED`.
    """

    top: int
    quarter: dt.date
    number: int
    latest: dt.date


def totals(counts: Iterable[QuarterCount]) -> dict[int, tuple[int, dt.date]]:
    """Top-level sector → (number of all its directives, latest day)."""
    found: dict[int, tuple[int, dt.date]] = {}
    for count in counts:
        number, latest = found.get(count.top, (0, count.latest))
        found[count.top] = number + count.number, max(latest, count.latest)
    return found


class DirectiveQuerySet(SearchQuerySet):
    """Directives: what the listing lists."""

    def for_listing(self) -> "DirectiveQuerySet":
        """With all that a card shows: meeting, speaker with titles, sectors, bodies. Three queries a page."""
        from directives.models import Responsibility, SectorTask

        titles = Participation.objects.filter(
            meeting=OuterRef("meeting"), document=OuterRef("document"), speaker=OuterRef("speaker")
        )
        return (
            self.select_related("meeting", "speaker", "region", "turn")
            .defer(*UNREAD, "turn__text", *(f"turn__{column}" for column in UNREAD))
            .annotate(titles=Subquery(titles.values("titles")[:1]))
            .prefetch_related(
                Prefetch("tasks", SectorTask.objects.select_related("sector")),
                Prefetch("responsibilities", Responsibility.objects.select_related("body")),
            )
        )

    def newest(self) -> "DirectiveQuerySet":
        return self.order_by("-listed_on", "-pk")

    def dated(self) -> "DirectiveQuerySet":
        """Without those whose meeting has no known date."""
        from directives.models import UNDATED

        return self.exclude(listed_on=UNDATED)

    def in_sectors(self, slugs: Sequence[str]) -> "DirectiveQuerySet":
        """Those with a task for one of the sectors or a child of one."""
        from directives.models import SectorTask

        return self.filter(Exists(SectorTask.objects.filter(family(slugs), directive=OuterRef("pk"))))

    def of_bodies(self, keys: Sequence[int | str]) -> "DirectiveQuerySet":
        """Those that address one of the bodies."""
        from directives.models import Responsibility

        return self.filter(Exists(Responsibility.objects.filter(body__pk__in=keys, directive=OuterRef("pk"))))

    def in_meeting(self, directive: "Directive") -> "DirectiveQuerySet":
        """All directives of the directive's meeting (of its document where it has no meeting), as read."""
        same = {"meeting": directive.meeting} if directive.meeting_id else {"document": directive.document_id}
        return self.filter(**same).order_by("document", "position")

    def count_by_year_and_level(self) -> list[tuple[int, str, int]]:
        """(year, level, number), latest year first; year 1 holds the undated."""
        rows = self.order_by().annotate(year=ExtractYear("listed_on")).values("year", "level").annotate(n=Count("pk"))
        return list(rows.order_by("-year", "level").values_list("year", "level", "n"))

    def count_by_quarter_and_level(self) -> list[tuple[dt.date, str, int]]:
        """(first day of the quarter, level, number); the undated stand in the first quarter of the year 1."""
        rows = self.order_by().annotate(quarter=TruncQuarter("listed_on")).values("quarter", "level")
        return list(rows.annotate(n=Count("pk")).values_list("quarter", "level", "n"))

    def count_by_sector(self) -> list[dict[str, Any]]:
        """The sectors the rows concern, most first: slug, names, number."""
        from directives.models import SectorTask

        tasks = SectorTask.objects.filter(directive__in=self.order_by().values("pk")).order_by()
        keys = ("sector__slug", "sector__name_zh", "sector__name_en")
        return list(tasks.values(*keys).annotate(n=Count("pk")).order_by("-n", "sector__position"))

    def count_with_sectors(self) -> tuple[int, list[dict[str, Any]]]:
        """The number of the rows, and what `count_by_sector` tells, in one statement that finds the rows once."""
        try:
            sql, params = self.order_by().values("pk").query.get_compiler(using=self.db).as_sql()
        except EmptyResultSet:
            return 0, []
        with connections[self.db].cursor() as cursor:
            cursor.execute(WITH_SECTORS.format(hits=sql), params)
            found = cursor.fetchall()
        keys = ("sector__slug", "sector__name_zh", "sector__name_en", "n")
        sectors = [dict(zip(keys, row[:4], strict=True)) for row in found if row[4] is not None]
        return next(row[3] for row in found if row[4] is None), sectors

    def count_by_speaker(self, most: int) -> list[dict[str, Any]]:
        """Who said most of the rows: pk, name, number."""
        rows = self.order_by().filter(speaker__isnull=False).values("speaker", "speaker__name").annotate(n=Count("pk"))
        return list(rows.order_by("-n", "speaker__name", "speaker")[:most])

    def with_deadline(self, today: dt.date, *, ahead: bool) -> "DirectiveQuerySet":
        """Those whose deadline is today or later, soonest first; or else is past, latest first."""
        if ahead:
            return self.filter(deadline_on__gte=today).order_by("deadline_on", "pk")
        return self.filter(deadline_on__lt=today).order_by("-deadline_on", "-pk")


class SectorQuerySet(models.QuerySet):
    """Sectors in their set order."""

    def with_counts(self) -> "SectorQuerySet":
        """Each with `own`, the number of its own directives, and `latest`, the latest meeting's date."""
        counted = self.annotate(own=Count("tasks"), latest=Max("tasks__directive__listed_on"))
        return counted.order_by("position", "pk")

    def count_by_quarter(self) -> list["QuarterCount"]:
        """The directives of each top-level sector and its children by quarter of the meeting, oldest first.

        Only where a sector has children can one directive have several tasks, so only there are they told apart.
        """
        from directives.models import Sector, SectorTask

        parents = Sector.objects.filter(children__isnull=False).values("pk")
        families = Q(sector__in=parents) | Q(sector__parent__isnull=False)
        quarter = TruncQuarter("directive__listed_on")
        tasks = SectorTask.objects.order_by().annotate(top=Coalesce("sector__parent", F("sector")), quarter=quarter)
        alone = tasks.exclude(families).values("top", "quarter").annotate(n=Count("pk"))
        together = tasks.filter(families).values("top", "quarter").annotate(n=Count("directive", distinct=True))
        rows = alone.annotate(latest=Max("directive__listed_on")).union(
            together.annotate(latest=Max("directive__listed_on")), all=True
        )
        found = [QuarterCount(*row) for row in rows.values_list("top", "quarter", "n", "latest")]
        return sorted(found, key=lambda count: (count.quarter, count.top))


class BodyQuerySet(models.QuerySet):
    """Responsible bodies by name."""

    def with_counts(self) -> "BodyQuerySet":
        """Each with `n`, the number of directives that address it, most first."""
        from directives.models import Responsibility

        parts = Responsibility.objects.order_by().filter(body=OuterRef("pk")).values("body")
        counted = parts.annotate(n=Count("directive", distinct=True)).values("n")
        return self.annotate(n=Coalesce(Subquery(counted), 0)).order_by("-n", "name")
