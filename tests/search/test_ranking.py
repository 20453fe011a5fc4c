"""The order of relevance."""

import pytest
from django.db import connection

from search.query import parse
from search.ranking import UNMEASURED_LENGTH, statistics
from search.ranking import _statistics as measured
from search.thesaurus import Thesaurus, expand
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
def test_shares_and_length_are_what_postgresql_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.ranking._statistics", measured)
    store([*["抓好燃气"] * 30, *["抓好矿山安全"] * 10])
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {Passage._meta.db_table}")
    shares, length = statistics(Passage.objects.all())
    assert (shares["燃气"], shares["矿山"], shares["抓好"]) == pytest.approx((0.75, 0.25, 1))
    # The mean of 12 and 18 bytes, each with one more that PostgreSQL adds.
    assert length == 14


@pytest.mark.django_db
def test_what_was_measured_is_not_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def once(using: str, table: str) -> tuple[dict[str, float], float]:
        asked.append(table)
        return {}, UNMEASURED_LENGTH

    monkeypatch.setattr("search.ranking._statistics", once)
    assert statistics(Passage.objects.all()) == statistics(Passage.objects.all()) == ({}, UNMEASURED_LENGTH)
    assert asked == [Passage._meta.db_table]


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


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("group", "once", "twice"),
    [
        (["危化品", "危险化学品"], "查危化品，各地要抓好各项工作落实", ["查危化品，危险化学品的管理办法", "危化品、危化品的管理办法认真抓"]),
        # What stands within another form is counted once, and what is left on both sides of one makes no other.
        (["燃气", "城镇燃气"], "抓好城镇燃气安全", ["抓好燃气、燃气安全", "城镇燃气和燃气的"]),
        (["矿山", "非煤矿山"], "查矿非煤矿山山吧", ["查矿山吧，好矿山吧", "非煤矿山吧，矿山吧"]),
    ],
)  # fmt: skip
def test_equivalents_are_one_notion(
    monkeypatch: pytest.MonkeyPatch, group: list[str], once: str, twice: list[str]
) -> None:
    shares = {"危化品": 0.1, "燃气": 0.1, "矿山": 0.1}  # the other forms are as good as unknown
    monkeypatch.setattr("search.ranking.statistics", lambda rows: (shares, 150.0))
    passages = store([once, *twice, *twice[::-1]])
    assert len({len(passage.folded) for passage in passages[1:]}) == 1
    query = expand(parse(group[0]), Thesaurus.of([group]))
    found = list(Passage.objects.matching(query).by_relevance(query))
    newest = sorted(passages[1:], key=lambda passage: (passage.listed_on, passage.pk), reverse=True)
    assert found == [*newest, passages[0]], "two of either are as good as one of each"


@pytest.mark.django_db
def test_two_keywords_are_two_notions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.ranking.statistics", lambda rows: ({}, 150.0))
    store(["燃气燃气抓好", "燃气矿山抓好"])
    assert ranked("燃气 OR 矿山") == ["燃气矿山抓好", "燃气燃气抓好"]
