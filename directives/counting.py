"""Counts for each choice of each filter, all in one query: what the listing would hold with that choice."""

from collections import defaultdict
from typing import Any

from django.db import connections
from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.utils import timezone

from directives.filters import DirectiveFilter
from directives.labels import REGIONS, TAXONOMY
from directives.tallies import Tally
from meetings.filters import keys_of

MOST = 8  # bodies and speakers shown; the rest is found by search and on their own pages
PLAIN = ("level", "year", "modality", "due", "region", "speaker")  # facets that are a column of the directive

Counts = dict[str, dict[str, tuple[str, int]]]  # facet → key → (label, number)

# `hits` is a list of rows, so that the search itself is done once and not once a facet. Its columns are counted as they
# are, days for years: to make a text of each row's year and region takes longer than to count them.
SCALARS = """SELECT facet, key, '', sum(n)::bigint FROM (
  SELECT CASE {cases} END AS facet, COALESCE({keys}, '') AS key, count(*) AS n
  FROM {hits} GROUP BY GROUPING SETS ({sets})
) counted GROUP BY facet, key"""
KEYS = {"year": "EXTRACT(year FROM year)::text", "region": "region::text"}
# Related rows are found by a list of keys: a join would read the whole table rather than go through its index.
OF_HITS = "directive_id = ANY ((SELECT array_agg(id) FROM {hits})::bigint[])"
# A directive has one task a sector, so only sectors with children can meet it twice.
SECTORS = f"""SELECT 'sector', key, '', n FROM (
  WITH task AS MATERIALIZED (SELECT sector_id, directive_id FROM directives_sectortask WHERE {OF_HITS}),
  family (parent, member) AS MATERIALIZED (
    SELECT parent_id, unnest(ARRAY[id, parent_id]) FROM directives_sector WHERE parent_id IS NOT NULL
  )
  SELECT sector_id::text AS key, count(*) AS n FROM task
  WHERE sector_id NOT IN (SELECT parent FROM family) GROUP BY sector_id
  UNION ALL
  SELECT parent::text, count(DISTINCT directive_id) FROM task JOIN family ON member = sector_id GROUP BY parent
) counted"""
# The most frequent choices, those chosen always among them.
BODIES = f"""(SELECT 'body', b.id::text, b.name, n FROM (
  SELECT body_id, count(*) AS n FROM (
    SELECT DISTINCT r.body_id, r.directive_id FROM directives_responsibility r WHERE r.{OF_HITS}
  ) pairs GROUP BY body_id
) counted JOIN directives_body b ON b.id = counted.body_id
ORDER BY b.id = ANY(%s) DESC, n DESC, b.id LIMIT {{most}})"""
SPEAKERS = """(SELECT 'speaker', s.id::text, s.name, n FROM (
  SELECT speaker, count(*) AS n FROM {hits} WHERE speaker IS NOT NULL GROUP BY speaker
) counted JOIN meetings_speaker s ON s.id = counted.speaker
ORDER BY s.id = ANY(%s) DESC, n DESC, s.id LIMIT {most})"""


def due() -> Case:
    """How a directive's deadline lies to today."""
    today = timezone.localdate()
    return Case(
        When(deadline_on__gte=today, then=Value("ahead")),
        When(deadline_on__lt=today, then=Value("past")),
        When(deadline_text="", then=Value("none")),
        default=Value("undated"),
        output_field=CharField(),
    )


def columns(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows reduced to what is counted."""
    return rows.order_by().values(
        "id",
        c_level=F("level"),
        c_year=F("listed_on"),
        c_modality=F("modality"),
        c_due=due(),
        c_region=F("region_id"),
        c_speaker=F("speaker_id"),
    )


class Statement:
    """The query under construction: lists of hits by the filters they leave out, and the counts over them."""

    columns = staticmethod(columns)
    fields: tuple[str, ...] = PLAIN
    # A list of which one thing is counted is not kept: PostgreSQL reads only the column counted, from an index if it can.
    kept = ""

    def __init__(self, filters: DirectiveFilter) -> None:
        self.filters = filters
        self.lists: dict[str, str] = {}
        self.heads: list[str] = []
        self.members: list[str] = []
        self.head_params: list[Any] = []
        self.params: list[Any] = []

    def hits(self, name: str) -> str:
        """The name of the list that the choices of filter `name` count: all hits, where it is not set."""
        without = name if self.filters.form.cleaned_data.get(name) else ""
        if without not in self.lists:
            self.lists[without] = f"hits{len(self.lists)}"
            rows = self.filters.without(without)
            sql, params = self.columns(rows).query.get_compiler(using=rows.db).as_sql()
            fields = ", ".join(self.fields)
            self.heads.append(f"{self.lists[without]} (id, {fields}) AS {self.kept} ({sql})")
            self.head_params += params
        return self.lists[without]

    def add(self, sql: str, *params: Any) -> None:
        self.members.append(sql)
        self.params += params

    def run(self, using: str) -> list[tuple[str, str, str, int]]:
        sql = f"WITH {', '.join(self.heads)} {' UNION ALL '.join(self.members)}"
        with connections[using].cursor() as cursor:
            cursor.execute(sql, [*self.head_params, *self.params])
            return list(cursor.fetchall())


def scalars(hits: str, facets: list[str]) -> str:
    """Counts of several columns over one list of hits, in one pass."""
    cases = " ".join(f"WHEN GROUPING({facet}) = 0 THEN '{facet}'" for facet in facets)
    return SCALARS.format(
        cases=cases,
        keys=", ".join(KEYS.get(facet, facet) for facet in facets),
        hits=hits,
        sets=", ".join(f"({facet})" for facet in facets),
    )


def count(filters: DirectiveFilter, tallied: Tally | None = None) -> Counts:
    """All numbers of the page, from bitmaps if they are at hand, or in one query. `total` holds the number of hits under the key ""; sectors are
    counted by row number, a parent with its children, regions by row number; `taxonomy` and `place` name them."""
    if tallied:
        return tallied.counts(MOST)
    statement = Statement(filters)
    chosen = filters.form.cleaned_data
    statement.add(f"SELECT 'total', '', '', count(*) FROM {statement.hits('')}")
    by_list: dict[str, list[str]] = {}
    for facet in PLAIN[:-1]:
        by_list.setdefault(statement.hits({"due": "deadline"}.get(facet, facet)), []).append(facet)
    for hits, facets in by_list.items():
        statement.add(scalars(hits, facets))
    statement.add(SECTORS.format(hits=statement.hits("sector")))
    statement.add(BODIES.format(hits=statement.hits("body"), most=MOST), numbers_of(chosen, "body"))
    statement.add(SPEAKERS.format(hits=statement.hits("speaker"), most=MOST), numbers_of(chosen, "speaker"))
    statement.add(REGIONS)
    statement.add(TAXONOMY)
    return counts_of(statement.run(filters.queryset.db))


def numbers_of(chosen: dict[str, Any], name: str) -> list[int]:
    return [int(key) for key in keys_of(chosen.get(name) or [])]


def counts_of(rows: list[tuple[str, str, str, int]]) -> Counts:
    counts: Counts = defaultdict(dict)
    for facet, key, label, n in rows:
        counts["deadline" if facet == "due" else facet][key] = (label, n)
    return counts


def total(counts: Counts) -> int:
    """The number of rows the filters leave."""
    return counts["total"].get("", ("", 0))[1]
