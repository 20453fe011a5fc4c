"""Which directives may have passed on to which."""

import datetime as dt

import pytest

from directives.lineage.standing import RANKS, Standing, last_day, may_pass_on, months_before


def standing(level: str, day: str, line: str | None, place: int = 1, precision: str = "day") -> Standing:
    first = dt.date.fromisoformat(day)
    return Standing(place, RANKS[level], first, last_day(first, precision), line, ("meeting", place))


CITY = standing("city", "2026-06-17", "4306", 2)


@pytest.mark.parametrize(
    ("upper", "may"),
    [
        (standing("national", "2026-06-16", ""), True),
        (standing("province", "2026-06-17", "43"), True),
        (standing("city", "2025-06-17", "4306"), True),
        (standing("province", "2026-06-17", "42"), False),  # another province
        (standing("city", "2025-06-17", "4301"), False),  # another city
        (standing("county", "2026-06-01", "430602"), False),  # below
        (standing("national", "2026-06-18", ""), False),  # later
        (standing("national", "2024-06-16", ""), False),  # more than 24 months before
        (standing("national", "2024-06-17", ""), True),
        (standing("national", "2026-06-01", "", precision="month"), True),
        (standing("province", "2026-06-16", None), False),  # nobody knows of which province
        (standing("national", "2026-06-16", None), True),
        (standing("province", "2026-06-17", "43", 2), False),  # the same meeting
    ],
)
def test_it_follows_levels_days_and_regions(upper: Standing, may: bool) -> None:
    assert may_pass_on(upper, CITY) is may


def test_a_month_may_be_any_of_its_days() -> None:
    january = standing("city", "2026-01-01", None, 2, "month")
    assert may_pass_on(standing("national", "2026-01-17", ""), january)
    assert not may_pass_on(standing("national", "2026-02-01", ""), january)


def test_of_two_meetings_of_one_level_and_day_one_comes_first() -> None:
    one, other = standing("city", "2026-06-17", "4306", 1), standing("city", "2026-06-17", "4306", 2)
    assert may_pass_on(one, other) and not may_pass_on(other, one)


def test_months_end_on_the_last_day_there_is() -> None:
    assert months_before(dt.date(2026, 3, 31), 1) == dt.date(2026, 2, 28)
    assert last_day(dt.date(2024, 2, 1), "month") == dt.date(2024, 2, 29)
    assert last_day(dt.date(2024, 1, 1), "year") == dt.date(2024, 12, 31)
