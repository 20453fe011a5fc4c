"""The rows a query finds, on a table small enough to check by eye, and the SQL it becomes."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from search.matching import compile_query
from search.nodes import Node
from search.query import parse
from search.query_fields import FIELDS
from search.words import Dictionary, dictionary
from tests.search.corpus import Passage, store

TEXTS = [
    "加强城镇燃气安全监管。餐饮场所要加装报警器。",
    "开展危险化学品专项整治，严禁超能力生产",
    "燃气、危化品一并排查！",
    "50%的隐患已整改_到位",
    "Ａ类设备由O'Brien\\公司检修",
    "",
    "安全生产责任",
    "安全生产。责任到人",
]
WORDS = Dictionary.of(["安全生产", "危险化学品", "能力生产"])


def found(q: str) -> list[int]:
    """The places in TEXTS of what the query finds."""
    texts = Passage.objects.matching(parse(q, FIELDS), {"level": lambda value: Q(level=value)}).values_list(
        "text", flat=True
    )
    return sorted(TEXTS.index(text) for text in texts)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("q", "places"),
    [
        ("", [0, 1, 2, 3, 4, 5, 6, 7]),
        ("燃气", [0, 2]),
        ("燃氣", [0, 2]),
        ("燃 气", [0, 2]),
        ("燃", [0, 2]),
        ("查", [2]),
        ("能力生产", [1]),
        ("超能力生产", [1]),
        ("气危", [2]),
        ("全生产责", [6, 7]),
        ("燃气 -危化品", [0]),
        ("-燃气", [1, 3, 4, 5, 6, 7]),
        ("-城镇燃气安全", [1, 2, 3, 4, 5, 6, 7]),
        ("燃气 -镇燃气安", [2]),
        ("危化品 OR 危险化学品", [1, 2]),
        ("燃气 OR -安全", [0, 1, 2, 3, 4, 5]),
        ("50的", [3]),
        ("的%", [3]),
        ("0_的", [3]),
        ("隐患%整改", []),
        ("a类", [4]),
        ('"o\'brien\\公司"', [4]),
        ("obrien", [4]),
        ("安全生产 同句 责任", [6]),
        ("责任 同句 -安全生产", [7]),
        ("燃气 同句 餐饮", []),
        ("安全生产 ~0 责任", [6, 7]),
        ("城镇 ~2 安全", [0]),
        ("城镇 ~1 安全", []),
        ("安全 ~2 城镇", [0]),
        ("燃气 ~1 (危化 OR 监管)", [2]),
    ],
)
def test_it_finds(q: str, places: list[int]) -> None:
    store(TEXTS)
    assert found(q) == places


@pytest.mark.django_db
def test_fields_mean_what_the_caller_says_also_within_alternatives() -> None:
    for place, passage in enumerate(store(TEXTS)):
        Passage.objects.filter(pk=passage.pk).update(level="city" if place < 3 else "county")
    assert found("级别:市 燃气") == [0, 2]
    assert found("级别:市 -燃气") == [1]
    assert found("级别:县 OR 燃气") == [0, 2, 3, 4, 5, 6, 7]
    assert found("-(级别:县 OR 燃气)") == [1]


@pytest.mark.django_db
def test_a_search_takes_two_queries() -> None:
    store(TEXTS)
    with CaptureQueriesContext(connection) as queries:
        assert len(Passage.objects.matching(parse("燃气"))) == 2
    assert len(queries) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("save", [Passage.save, lambda passage: Passage.objects.bulk_create([passage])])
def test_lexemes_are_saved_as_they_are(save: Callable[[Passage], None]) -> None:
    passage = Passage(text="燃气、燃气 'a\\b' 的:*&|!<->")
    passage.index()
    save(passage)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT tsvector_to_array(lexemes) FROM {Passage._meta.db_table}")
        (lexemes,) = cursor.fetchone()
    assert sorted(lexemes) == ["ab", "b的", "气a", "气燃", "燃气", "的"]


@pytest.mark.django_db
def test_lexemes_are_updated_in_bulk() -> None:
    passage = store(["燃气"])[0]
    passage.text = "矿山"
    passage.index()
    Passage.objects.bulk_update([passage], Passage.INDEXED)
    assert list(Passage.objects.matching(parse("矿山"))) == [passage]
    assert not Passage.objects.matching(parse("燃气"))


@pytest.mark.django_db
def test_a_row_that_was_never_indexed_is_refused() -> None:
    with pytest.raises(IntegrityError):
        Passage(text="燃气").save()


@pytest.mark.parametrize(
    ("q", "tsquery", "rest"),
    [
        ("燃", "'燃':*", Q()),
        ("燃气", "'燃气'", Q()),
        ("安全生产", "'安全生产'", Q()),
        ("燃气 安全生产", "'燃气' & '安全生产'", Q()),
        ("城镇燃气", "'城镇' & '镇燃' & '燃气'", Q(folded__contains="城镇燃气")),
        ("燃气 -安全生产", "'燃气' & !('安全生产')", Q()),
        ("燃气 -城镇燃气", "'燃气'", ~Q(folded__contains="城镇燃气")),
        ("-燃气", "", ~Q(folded__contains="燃气")),
        ("燃气 OR -安全", "", Q(folded__contains="燃气") | ~Q(folded__contains="安全")),
        ("燃气 OR 防汛", "('燃气' | '防汛')", Q()),
        ("燃气 OR 级别:市", "", Q(folded__contains="燃气") | Q(level="city")),
        ("燃气 级别:市", "'燃气'", Q(level="city")),
    ],
)
def test_the_index_is_asked_for_what_it_can_decide(q: str, tsquery: str, rest: Q) -> None:
    node: Node | None = parse(q, FIELDS).node
    assert node
    compiled = compile_query(node, WORDS, {"level": lambda value: Q(level=value)})
    assert (compiled.tsquery, compiled.condition) == (tsquery, rest)


@pytest.mark.django_db
def test_words_are_not_relied_on_while_rows_of_another_dictionary_remain() -> None:
    passages = store(TEXTS)
    stale = passages[6]
    Passage.objects.filter(pk=stale.pk).update(indexed_as=1)
    Passage.objects.filter(pk=stale.pk).update(lexemes=["安全", "全生", "生产", "产责", "责任", "任"])
    assert found("安全生产") == [6, 7]
    assert not Passage.objects.index_words().words
    Passage.objects.filter(pk=stale.pk).update(indexed_as=dictionary().version)
    assert Passage.objects.index_words() is dictionary()
