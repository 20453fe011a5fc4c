"""The order of relevance."""

import pytest

from search.query import parse
from tests.search.corpus import Passage, store


def ranked(q: str) -> list[str]:
    query = parse(q)
    return list(Passage.objects.matching(query).by_relevance(query).values_list("text", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("length", [10.0, 150.0, 2000.0])
def test_more_often_and_shorter_comes_first(monkeypatch: pytest.MonkeyPatch, length: float) -> None:
    # PostgreSQL measures its tables when it likes, so the mean length is given here.
    monkeypatch.setattr("search.ranking.statistics", lambda rows: ({}, length))
    store(
        [
            "加强燃气管理，加强矿山管理，各地要抓好落实",
            "加强燃气管理，加强矿山管理",
            "加强燃气管理，加强燃气管理",
            "检查燃气、燃气、燃气、燃气",
            "矿山",
        ]
    )
    assert ranked("燃气") == [
        "检查燃气、燃气、燃气、燃气",
        "加强燃气管理，加强燃气管理",
        "加强燃气管理，加强矿山管理",
        "加强燃气管理，加强矿山管理，各地要抓好落实",
    ]


@pytest.mark.django_db
def test_the_rarer_word_weighs_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.ranking.statistics", lambda rows: ({"燃气": 0.5, "矿山": 0.01}, 150.0))
    store(["抓好燃气", "抓好矿山"])
    assert ranked("燃气 OR 矿山") == ["抓好矿山", "抓好燃气"]


@pytest.mark.django_db
def test_a_row_with_both_alternatives_comes_first() -> None:
    store(["燃气和加油的安全", "矿山和燃气的安全", "矿山和井下的安全"])
    assert ranked("燃气 OR 矿山")[0] == "矿山和燃气的安全"


@pytest.mark.django_db
def test_equal_rows_come_newest_first() -> None:
    passages = store(["抓好燃气", "抓好燃气", "抓好燃气"])
    newest = sorted(passages, key=lambda passage: (passage.listed_on, passage.pk), reverse=True)
    query = parse("燃气")
    assert list(Passage.objects.matching(query).by_relevance(query)) == newest


@pytest.mark.django_db
@pytest.mark.parametrize("q", ["", "-燃气", "-燃气 -矿山"])
def test_without_a_keyword_to_rank_by_the_newest_come_first(q: str) -> None:
    store(["抓好安全", "抓好防汛"])
    query = parse(q)
    found = Passage.objects.matching(query).by_relevance(query)
    assert list(found) == list(Passage.objects.all())
