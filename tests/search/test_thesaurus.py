"""Widening a query by equivalent terms."""

import pytest

from meetings.wording import query_words
from search.nodes import And, Field, Node, Not, Or, SameSentence, Term, Within
from search.normalise import fold
from search.query import QueryError, parse
from search.query_fields import FIELDS
from search.thesaurus import MOST_FORMS, Thesaurus, equivalents_in, expand

THESAURUS = Thesaurus.of(
    [["危险化学品", "危化品"], ["安全生产委员会", "安委会"], ["安全生产委员会办公室", "安委办"], ["住房城乡建设部门", "住建部门"], ["防汛指挥部", "防指"]]
)  # fmt: skip
HAZCHEM = Or((Term("危化品", "危化品"), Term("危险化学品", "危险化学品", "危化品")))


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("危化品", ("危险化学品",)),
        ("危險化學品", ("危化品",)),
        ("危 化、品", ("危险化学品",)),
        ("市安委会", ("市安全生产委员会",)),
        ("安全生产委员会办公室", ("安委办",)),  # the longest term counts, not 安全生产委员会 in it
        (
            "安委会和住建部门",
            ("安委会和住房城乡建设部门", "安全生产委员会和住建部门", "安全生产委员会和住房城乡建设部门"),
        ),
        ("防指", ("防汛指挥部",)),
        ("预防指导", ()),  # two characters are no term within a word
        ("燃气", ()),
        ("化品", ()),
    ],
)
def test_a_keyword_has_the_equivalents_of_the_terms_in_it(typed: str, others: tuple[str, ...]) -> None:
    assert set(THESAURUS.equivalents(typed)) == set(others)


@pytest.mark.parametrize(
    ("q", "node"),
    [
        ("危化品", HAZCHEM),
        ("燃气", Term("燃气", "燃气")),
        ("危化品 燃气", And((HAZCHEM, Term("燃气", "燃气")))),
        ("-危化品", Not(HAZCHEM)),
        ("危化品 OR 燃气", Or((HAZCHEM, Term("燃气", "燃气")))),
        ("危化品 同句 燃气", SameSentence((HAZCHEM, Term("燃气", "燃气")))),
        ("危化品 ~5 燃气", Within(HAZCHEM.parts, (Term("燃气", "燃气"),), 5)),  # type: ignore[arg-type]
        ("讲话人:危化品", Field("speaker", "Speaker", "危化品")),
        (
            "部门:住建部门",
            Or((Field("department", "Responsible body", "住建部门"),
                Field("department", "Responsible body", "住房城乡建设部门", of="住建部门"))),
        ),
    ],
)  # fmt: skip
def test_each_keyword_becomes_itself_or_its_equivalents(q: str, node: Node) -> None:
    assert expand(parse(q, FIELDS), THESAURUS).node == node


def test_nothing_is_widened_silently() -> None:
    query = expand(parse("市安委会 -危化品", FIELDS), THESAURUS)
    assert query_words(query) == "含“市安委会”或同义的“市安全生产委员会”，并且不含“危化品”，也不含同义的“危险化学品”"
    assert [one.of for one in equivalents_in(query.node)] == ["市安委会", "危化品"]
    assert [term.text for term in query.terms] == ["市安委会", "市安全生产委员会"]


def test_an_empty_thesaurus_changes_nothing() -> None:
    query = parse("危化品")
    assert expand(query, Thesaurus()) == query
    assert expand(parse(""), THESAURUS) == parse("")


def test_terms_of_one_character_are_left_out() -> None:
    assert Thesaurus.of([["煤", "煤炭"]]).forms == {"煤炭": ("煤炭",)}


def test_a_keyword_has_a_bounded_number_of_forms() -> None:
    many = Thesaurus.of([[f"词语{letter}{n}" for n in range(10)] for letter in "甲乙丙"])
    assert len(many.equivalents("词语甲0词语乙0词语丙0")) == MOST_FORMS - 1


def test_too_many_equivalents_are_refused_and_not_cut_off() -> None:
    many = Thesaurus.of([[f"词语{n}" for n in range(100, 120)]])
    with pytest.raises(QueryError) as caught:
        expand(parse(" ".join(f"词语{n}" for n in range(100, 120))), many)
    assert caught.value.suggestion


def test_folded_forms_stand_for_themselves() -> None:
    assert all(
        fold(term) == folded or folded in map(fold, forms)
        for folded, forms in THESAURUS.forms.items()
        for term in forms[:1]
    )
