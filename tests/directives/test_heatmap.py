"""The table of sectors by quarters."""

import datetime as dt

import pytest

from directives.heatmap import heat_map, last_day, step, trend
from directives.models import UNDATED, Sector
from directives.querysets import QuarterCount, totals

GAS, FIRE = (
    Sector(pk=1, slug="gas", name_zh="城镇燃气", position=1),
    Sector(pk=2, slug="fire", name_zh="消防", position=2),
)


@pytest.mark.parametrize(
    ("first", "last"),
    [("2022-01-01", "2022-03-31"), ("2022-04-01", "2022-06-30"), ("2024-10-01", "2024-12-31")],
)
def test_a_quarter_ends_on_its_last_day(first: str, last: str) -> None:
    assert last_day(dt.date.fromisoformat(first)) == dt.date.fromisoformat(last)


@pytest.mark.parametrize(("n", "deepest", "depth"), [(0, 9, 0), (1, 1000, 1), (1, 1, 6), (9, 9, 6), (4, 16, 3)])
def test_a_number_has_a_depth_of_colour(n: int, deepest: int, depth: int) -> None:
    assert step(n, deepest) == depth


def test_rows_come_most_first_and_empty_ones_not_at_all() -> None:
    quarter = dt.date(2022, 1, 1)
    heat = heat_map(
        [GAS, FIRE, Sector(pk=3)],
        [QuarterCount(1, quarter, 2, quarter), QuarterCount(2, quarter, 5, quarter)],
        rows=None,
    )
    assert [(row.sector.slug, row.total) for row in heat.rows] == [("fire", 5), ("gas", 2)]
    assert heat.years == [(2022, 1)]
    assert heat.quarters == [(2022, 1)]


def test_rows_beyond_the_limit_are_told() -> None:
    quarter = dt.date(2022, 1, 1)
    assert (
        heat_map(
            [GAS, FIRE], [QuarterCount(1, quarter, 2, quarter), QuarterCount(2, quarter, 5, quarter)], rows=1
        ).hidden
        == 1
    )


def test_a_trend_is_a_column_a_quarter_and_the_latest_stands_last() -> None:
    first, second = dt.date(2022, 1, 1), dt.date(2022, 4, 1)
    assert trend([QuarterCount(1, first, 2, first)], 1) == "M88 20v-20h6v20z"
    counts = [QuarterCount(1, first, 2, first), QuarterCount(1, second, 1, second), QuarterCount(2, second, 5, second)]
    assert trend(counts, 1) == "M80 20v-20h6v20zM88 20v-10h6v10z"
    assert trend(counts, 2) == "M80 20v-1h6v1zM88 20v-20h6v20z"


def test_what_has_no_date_is_counted_but_stands_in_no_quarter() -> None:
    counts = [QuarterCount(1, UNDATED, 4, UNDATED), QuarterCount(1, dt.date(2022, 1, 1), 2, dt.date(2022, 1, 17))]
    assert heat_map([GAS], counts, rows=None).quarters == [(2022, 1)]
    assert totals(counts) == {1: (6, dt.date(2022, 1, 17))}
