"""Counts for each choice of each filter of the full text, all in one query: turns, by what is said in them."""

from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce

from directives.counting import (
    MOST,
    SPEAKERS,
    Counts,
    Statement,
    counts_of,
    due,
    numbers_of,
    scalars,
)
from directives.filters import FullTextFilter
from directives.labels import REGIONS, TAXONOMY
from directives.models import UNDATED, Directive

FACETS = ("level", "year", "region", "speaker")
# `given` lists the directives in the turns found: (turn, id, modality, due).
SECTORS = """SELECT 'sector', s.id::text, '', count(DISTINCT g.turn)
FROM {given} g JOIN directives_sectortask t ON t.directive_id = g.id JOIN directives_sector own ON own.id = t.sector_id
JOIN directives_sector s ON s.id IN (own.id, own.parent_id) GROUP BY s.id"""
BODIES = """(SELECT 'body', b.id::text, b.name, n FROM (
  SELECT r.body_id, count(DISTINCT g.turn) AS n
  FROM {given} g JOIN directives_responsibility r ON r.directive_id = g.id GROUP BY r.body_id
) counted JOIN directives_body b ON b.id = counted.body_id
ORDER BY b.id = ANY(%s) DESC, n DESC, b.id LIMIT {most})"""
MODALITIES = "SELECT 'modality', modality, '', count(DISTINCT turn) FROM {given} GROUP BY modality"
DEADLINES = """SELECT 'deadline', due, '', count(DISTINCT turn) FROM {given} GROUP BY due
UNION ALL SELECT 'deadline', 'any', '', count(DISTINCT turn) FROM {given} WHERE due <> 'none'"""


def columns(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The turns reduced to what is counted of them."""
    return rows.order_by().values(
        "id",
        c_level=F("meeting__level"),
        c_year=Coalesce("meeting__held_on", Value(UNDATED)),
        c_region=F("meeting__region_id"),
        c_speaker=F("speaker_id"),
    )


class TurnStatement(Statement):
    """Lists of turns by the filters they leave out, and of the directives given in them."""

    filters: FullTextFilter
    columns = staticmethod(columns)
    fields = FACETS
    kept = "MATERIALIZED"  # `given` joins with it

    def given(self, name: str) -> str:
        """The name of the list of directives that the choices of filter `name` count."""
        hits = self.hits(name)
        given = f"given_{hits}"
        if all(not head.startswith(f"{given} ") for head in self.heads):
            without = name if self.filters.form.cleaned_data.get(name) else ""
            narrowed = self.filters.given(without)
            directives = Directive.objects.order_by() if narrowed is None else narrowed
            sql, params = directives.values("id", "turn_id", "modality", due=due()).query.sql_with_params()
            self.heads.append(
                f"{given} (turn, id, modality, due) AS MATERIALIZED (SELECT d.turn_id, d.id, d.modality, d.due"
                f" FROM {hits} h JOIN ({sql}) d ON d.turn_id = h.id)"
            )
            self.head_params += params
        return given


def count_turns(filters: FullTextFilter) -> Counts:
    """All numbers of the page, as `counting.count` gives them for directives. A choice that speaks of directives
    counts the turns in which such a one is given."""
    statement = TurnStatement(filters)
    chosen = filters.form.cleaned_data
    statement.add(f"SELECT 'total', '', '', count(*) FROM {statement.hits('')}")
    by_list: dict[str, list[str]] = {}
    for facet in FACETS[:-1]:
        by_list.setdefault(statement.hits(facet), []).append(facet)
    for hits, facets in by_list.items():
        statement.add(scalars(hits, facets))
    statement.add(SPEAKERS.format(hits=statement.hits("speaker"), most=MOST), numbers_of(chosen, "speaker"))
    statement.add(SECTORS.format(given=statement.given("sector")))
    statement.add(BODIES.format(given=statement.given("body"), most=MOST), numbers_of(chosen, "body"))
    statement.add(MODALITIES.format(given=statement.given("modality")))
    statement.add(DEADLINES.format(given=statement.given("deadline")))
    statement.add(REGIONS)
    statement.add(TAXONOMY)
    return counts_of(statement.run(filters.queryset.db))
