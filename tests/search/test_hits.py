"""Pages by number and by cursor: they never overlap or skip, also while rows are added."""

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Case, Value, When
from django.db.models.fields import CharField
from django.db.models.functions import Cast, ExtractYear
from pyroaring import BitMap

from search import hits as hits_module
from search import paging
from search.cursors import Column, Columns, Cursor
from search.hits import Hits, cursor_page
from search.listed import Listed
from search.query import parse
from tests.search.corpus import Passage, store

LEVELS = ["national", "province", "city", "county"]
RANK = Case(*(When(level=level, then=Value(rank)) for rank, level in enumerate(LEVELS)), default=Value(9))
ORDERS: dict[str, tuple[Any, ...]] = {
    "newest": ("-listed_on", "-pk"),
    "oldest": ("listed_on", "pk"),
    "level": (RANK, "-listed_on", "-pk"),
}
SIZE = 7


def columns(sort: str) -> Callable[[Cursor], Columns]:
    def valued(cursor: Cursor) -> Columns:
        by_date = [Column("listed_on", sort != "oldest", cursor.day), Column("pk", sort != "oldest", cursor.key)]
        return [Column(RANK, False, LEVELS.index(cursor.group)), *by_date] if sort == "level" else by_date

    return valued


def listed(found: Any, sort: str) -> Listed:
    """The rows as bitmaps, gathered here and now."""

    def facet(value: Any) -> dict[str, BitMap]:
        values: dict[str, BitMap] = {}
        for name, pk in Passage.objects.annotate(v=value).values_list("v", "pk"):
            values.setdefault(str(name), BitMap()).add(pk)
        return values

    levels = facet(Cast("level", CharField()))
    groups = tuple((level, levels.get(level, BitMap())) for level in LEVELS) if sort == "level" else ()
    keys = BitMap(found.order_by().values_list("pk", flat=True))
    return Listed(
        keys, facet(ExtractYear("listed_on")), facet(Cast("listed_on", CharField())), sort != "oldest", groups
    )


def ordered(q: str, sort: str) -> Any:
    query = parse(q)
    found = Passage.objects.matching(query)
    return found.by_relevance(query) if sort == "relevance" else found.order_by(*ORDERS[sort])


def search(q: str, sort: str, by_bitmap: bool) -> Hits:
    rows = ordered(q, sort)
    return Hits(rows, None, columns(sort), listed(rows, sort) if by_bitmap else None)


def place_of(row: Any) -> Cursor:
    return Cursor(row.pk, row.listed_on, row.level)


@pytest.fixture(params=[True, False], ids=["many hits", "few hits"])
def stored(request: pytest.FixtureRequest, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passages of few days, so that keys decide; by the plans for many hits, or for few."""
    if request.param:
        monkeypatch.setattr(paging, "FEW_HITS", 5)
        monkeypatch.setattr(hits_module, "FEW_HITS", 5)
    chance = random.Random(4)
    for passage in store([f"燃气安全{'燃气' * (n % 4)}第{n}条" for n in range(90)]):
        passage.listed_on = dt.date(2020 + chance.randrange(2), 1, 1 + chance.randrange(3))
        passage.save()


@pytest.mark.parametrize("by_bitmap", [True, False], ids=["bitmap", "SQL"])
@pytest.mark.parametrize("sort", [*ORDERS, "relevance"])
def test_pages_forth_and_back_hold_every_hit_once(stored: None, sort: str, by_bitmap: bool) -> None:
    expected = list(ordered("燃气", sort).values_list("pk", flat=True))
    hits, written, pages = search("燃气", sort, by_bitmap), "", []
    while True:
        page = cursor_page(hits, SIZE, written, place_of)
        pages.append([row.pk for row in page])
        if not page.has_next():
            break
        written = page.forth
    assert [pk for keys in pages for pk in keys] == expected
    assert page.number == len(pages) == page.paginator.num_pages
    for keys in reversed(pages[:-1]):
        assert page.has_previous()
        page = cursor_page(hits, SIZE, page.back, place_of)
        assert [row.pk for row in page] == keys
    assert not page.has_previous()


@pytest.mark.parametrize("by_bitmap", [True, False], ids=["bitmap", "SQL"])
@pytest.mark.parametrize("sort", ORDERS)
def test_rows_added_meanwhile_neither_repeat_nor_hide_a_row(stored: None, sort: str, by_bitmap: bool) -> None:
    before = list(ordered("燃气", sort).values_list("pk", flat=True))
    seen: list[int] = []
    written = ""
    for turn in range(100):
        page = cursor_page(search("燃气", sort, by_bitmap), SIZE, written, place_of)
        seen += [row.pk for row in page]
        if not page.has_next():
            break
        written = page.forth
        if turn < 8:
            new = store([f"燃气新增{turn}之{n}" for n in range(5)])
            Passage.objects.filter(pk__in=[row.pk for row in new[:2]]).update(listed_on=dt.date(2020, 1, 2))
            Passage.objects.filter(pk=new[2].pk).update(listed_on=dt.date(2031, 1, 2), level="national")
    assert len(seen) == len(set(seen))
    assert [pk for pk in seen if pk in set(before)] == before


@pytest.mark.parametrize("by_bitmap", [True, False], ids=["bitmap", "SQL"])
def test_a_page_goes_on_after_a_row_that_is_gone(stored: None, by_bitmap: bool) -> None:
    first = cursor_page(search("燃气", "newest", by_bitmap), SIZE, "", place_of)
    rest = list(ordered("燃气", "newest").values_list("pk", flat=True))[SIZE:]
    Passage.objects.filter(pk=first[SIZE - 1].pk).delete()
    page = cursor_page(search("燃气", "newest", by_bitmap), SIZE, first.forth, place_of)
    assert [row.pk for row in page] == rest[:SIZE]


@pytest.mark.parametrize("written", ["3", "3.after.nonsense", "3.beyond.city.2022-01-01.4", "3.after"])
def test_a_page_by_number_and_whatever_is_no_cursor(stored: None, written: str) -> None:
    page = cursor_page(search("燃气", "newest", False), SIZE, written, place_of)
    assert [row.pk for row in page] == list(ordered("燃气", "newest").values_list("pk", flat=True))[14:21]
    assert (page.number, page.near) == (3, [1, 2, 3, 4, 5])


@pytest.mark.parametrize(("written", "number"), [("", 1), ("0", 1), ("-5", 1), ("x", 1), ("99", 13), ("²", 1)])
def test_a_number_out_of_reach_gives_the_nearest_page(stored: None, written: str, number: int) -> None:
    assert cursor_page(search("燃气", "newest", True), SIZE, written, place_of).number == number


def test_of_very_many_hits_the_newest_are_ranked_and_the_others_follow(
    stored: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits_module, "MOST_RANKED", 30)
    hits = search("燃气", "relevance", True)
    newest = list(ordered("燃气", "newest").values_list("pk", flat=True))
    ranked = [pk for pk in ordered("燃气", "relevance").values_list("pk", flat=True) if pk in newest[:30]]
    seen, written = [], ""
    while True:
        page = cursor_page(hits, SIZE, written, place_of)
        seen += [row.pk for row in page]
        if not page.has_next():
            break
        written = page.forth
    assert seen == [*ranked, *newest[30:]]
    assert [row.pk for row in hits[28:33]] == seen[28:33]
