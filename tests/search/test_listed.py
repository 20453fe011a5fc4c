"""Places of hits told from bitmaps, against sorting them."""

import datetime as dt
import random

import pytest
from pyroaring import BitMap

from search.cursors import Cursor
from search.listed import Listed

GROUPS = ["national", "city", ""]
Row = tuple[str, dt.date, int]


def rows(number: int) -> list[Row]:
    """Rows (group, day, key) of few days of few years, undated ones among them."""
    chance = random.Random(3)
    days = [dt.date(1, 1, 1), *(dt.date(year, month, 5) for year in (2004, 2019, 2020) for month in (1, 2, 12))]
    return [(chance.choice(GROUPS), chance.choice(days), key) for key in chance.sample(range(10 * number), number)]


def listed(found: list[Row], every: list[Row], *, newest: bool, grouped: bool) -> Listed:
    years: dict[str, BitMap] = {}
    days: dict[str, BitMap] = {}
    groups: dict[str, BitMap] = {name: BitMap() for name in GROUPS}
    for group, day, key in every:
        years.setdefault(str(day.year), BitMap()).add(key)
        days.setdefault(day.isoformat(), BitMap()).add(key)
        groups[group].add(key)
    hits = BitMap(key for _, _, key in found)
    return Listed(hits, years, days, newest, tuple(groups.items()) if grouped else ())


def ordered(found: list[Row], *, newest: bool, grouped: bool) -> list[Row]:
    by_day = sorted(found, key=lambda row: row[1:], reverse=newest)
    return sorted(by_day, key=lambda row: GROUPS.index(row[0])) if grouped else by_day


@pytest.mark.parametrize("newest", [True, False])
@pytest.mark.parametrize("grouped", [True, False])
def test_every_page_and_place_is_that_of_a_sorted_list(newest: bool, grouped: bool) -> None:
    every = rows(300)
    found = every[::2]
    places = listed(found, every, newest=newest, grouped=grouped)
    in_order = ordered(found, newest=newest, grouped=grouped)
    keys = [key for _, _, key in in_order]
    for start in (0, 1, 7, 60, 148, 150, 200):
        for size in (1, 20, 300):
            assert places.keys(start, size) == keys[start : start + size]
    for group, day, key in every:  # rows that are no hits among them
        cursor = Cursor(key, day, group)
        among = ordered(
            [*found, *([] if (group, day, key) in found else [(group, day, key)])], newest=newest, grouped=grouped
        )
        before = among.index((group, day, key))
        assert places.place_before(cursor) == before
        assert places.place_after(cursor) == before + (key in keys)


def test_days_beyond_those_listed_have_their_place() -> None:
    every = rows(50)
    places = listed(every, every, newest=True, grouped=False)
    assert places.place_after(Cursor(1, dt.date(2030, 1, 1))) == 0
    assert places.place_after(Cursor(1, dt.date(2010, 1, 1))) == sum(day.year > 2010 for _, day, _ in every)
    assert places.place_after(Cursor(1, None)) == 50
    assert Listed(BitMap(), {}, {}).keys(0, 20) == []


@pytest.mark.parametrize(
    "cursor",
    [Cursor(12, dt.date(2022, 1, 17), "province"), Cursor(7), Cursor(5, dt.date(1, 1, 1)), Cursor(3, None, "city")],
)
def test_a_cursor_is_read_as_it_was_written(cursor: Cursor) -> None:
    assert Cursor.read(str(cursor)) == cursor


@pytest.mark.parametrize("written", ["", None, "12", "a.b.c", "city.2022-13-01.5", "city.2022-01-01.x", "city..", "..-1", f"..{'9' * 30}", "..１２"])  # fmt: skip
def test_what_is_no_cursor_is_none(written: str | None) -> None:
    assert Cursor.read(written) is None
