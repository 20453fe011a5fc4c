"""Parsing queries, and saying what is wrong with them."""

import datetime as dt
import re

import pytest
from django.utils.translation import gettext, override
from hypothesis import given
from hypothesis import strategies as st

from meetings.wording import query_words
from search.nodes import And, DateRange, Field, Node, Not, Or, SameSentence, Term, Within
from search.normalise import fold
from search.query import Query, QueryError, parse
from search.query_fields import FIELDS


def t(text: str) -> Term:
    return Term(text, fold(text))


@pytest.mark.parametrize(
    ("q", "node"),
    [
        ("", None),
        (" 　 ", None),
        ("燃气", t("燃气")),
        ("燃气 整改", And((t("燃气"), t("整改")))),
        ("燃气　整改", And((t("燃气"), t("整改")))),
        ("燃气 AND 整改", And((t("燃气"), t("整改")))),
        ("燃气 ＡＮＤ 整改", And((t("燃气"), t("整改")))),
        ("燃气 且 整改 演练", And((t("燃气"), t("整改"), t("演练")))),
        ("燃气 OR 危化品", Or((t("燃气"), t("危化品")))),
        ("燃气 或 危化品", Or((t("燃气"), t("危化品")))),
        ("燃气|危化品｜矿山", Or((t("燃气"), t("危化品"), t("矿山")))),
        ("燃气 || 危化品", Or((t("燃气"), t("危化品")))),
        ("燃气 -演练", And((t("燃气"), Not(t("演练"))))),
        ("燃气 －演练", And((t("燃气"), Not(t("演练"))))),
        ("燃气 NOT 演练", And((t("燃气"), Not(t("演练"))))),
        ("燃气 非 演练", And((t("燃气"), Not(t("演练"))))),
        ("-演练", Not(t("演练"))),
        ("NOT NOT 演练", Not(Not(t("演练")))),
        ("a b OR c d", Or((And((t("a"), t("b"))), And((t("c"), t("d")))))),
        ("a (b OR c)", And((t("a"), Or((t("b"), t("c")))))),
        ("a（b 或 c）", And((t("a"), Or((t("b"), t("c")))))),
        ("-(a b)", Not(And((t("a"), t("b"))))),
        ('"a b"', t("a b")),
        ("“双随机”监管", t("双随机监管")),
        ("「安全 生产」", t("安全 生产")),
        ('"说“不”的"', t("说“不”的")),
        ("燃气、危化品", t("燃气、危化品")),
        ("燃气 、 整改", And((t("燃气"), t("整改")))),
        ("非煤矿山", t("非煤矿山")),
        ("或者 且慢", And((t("或者"), t("且慢")))),
        ("A-B", t("A-B")),
        ('"OR"', t("OR")),
        ("或", t("或")),
        ("同句", t("同句")),
        ("or", t("or")),
        ("a 同句 b 同句 c", SameSentence((t("a"), t("b"), t("c")))),
        ("a 同句 -b", SameSentence((t("a"), Not(t("b"))))),
        ("a 同句 (b OR c) d", And((SameSentence((t("a"), Or((t("b"), t("c"))))), t("d")))),
        ("a ~10 b", Within((t("a"),), (t("b"),), 10)),
        ("a～１０ b", Within((t("a"),), (t("b"),), 10)),
        ("a ~3 (b OR c)", Within((t("a"),), (t("b"), t("c")), 3)),
        ("2021~2022年", t("2021~2022年")),
        ("6:30", t("6:30")),
    ],
)
def test_it_understands(q: str, node: Node | None) -> None:
    assert parse(q, FIELDS).node == node


@pytest.mark.parametrize(
    ("q", "key", "value"),
    [
        ("行业:城镇燃气", "sector", "城镇燃气"),
        ("行业：城镇燃气", "sector", "城镇燃气"),
        ("sector:城镇燃气", "sector", "城镇燃气"),
        ("ＳＥＣＴＯＲ：城镇燃气", "sector", "城镇燃气"),
        ("行業:城镇燃气", "sector", "城镇燃气"),
        ('讲话人:"王 某"', "speaker", "王某"),
        ("部门:住建局", "department", "住建局"),
        ("部門：應急管理局", "department", "应急管理局"),
        ("级别:省级", "level", "province"),
        ("level:Province", "level", "province"),
        ("地区:鄂州", "region", "鄂州"),
        ("会议:全国安全生产电视电话会议", "meeting", "全国安全生产电视电话会议"),
        ("日期:2021", "date", DateRange(dt.date(2021, 1, 1), dt.date(2021, 12, 31))),
        ("日期:2020-02", "date", DateRange(dt.date(2020, 2, 1), dt.date(2020, 2, 29))),
        ("日期:2021-06..2022-01", "date", DateRange(dt.date(2021, 6, 1), dt.date(2022, 1, 31))),
        ("日期：２０２１-６..２０２２-１", "date", DateRange(dt.date(2021, 6, 1), dt.date(2022, 1, 31))),
        ("日期:2021年6月15日", "date", DateRange(dt.date(2021, 6, 15), dt.date(2021, 6, 15))),
        ("日期:2021年6月", "date", DateRange(dt.date(2021, 6, 1), dt.date(2021, 6, 30))),
        ("日期:20210615", "date", DateRange(dt.date(2021, 6, 15), dt.date(2021, 6, 15))),
        ("日期:2021-06..", "date", DateRange(dt.date(2021, 6, 1), None)),
        ("日期:..2021/6/1", "date", DateRange(None, dt.date(2021, 6, 1))),
        ("date:2021至2022", "date", DateRange(dt.date(2021, 1, 1), dt.date(2022, 12, 31))),
    ],
)
def test_it_reads_fields(q: str, key: str, value: str | DateRange) -> None:
    field = parse(q, FIELDS).node
    assert isinstance(field, Field)
    assert (field.key, field.value) == (key, value)


def test_a_colon_is_punctuation_where_no_field_is_offered() -> None:
    assert parse("行业:燃气").node == t("行业:燃气")


def test_fields_beside_keywords_are_told_apart_from_those_in_alternatives() -> None:
    query = parse("行业:燃气 整改 (级别:省 OR 级别:市)", FIELDS)
    assert [field.key for field in query.fields] == ["sector"]


def test_terms_to_mark_leave_out_what_is_excluded() -> None:
    query = parse("a -b (c OR -d) e 同句 f g ~2 a -(-h)", FIELDS)
    assert [term.text for term in query.terms] == ["a", "c", "e", "f", "g", "h"]


@pytest.mark.parametrize(
    ("q", "words"),
    [
        ("燃气", "含“燃气”"),
        ("燃气 -演练", "含“燃气”，并且不含“演练”"),
        ("a (b OR c)", "含“a”，并且（含“b”，或者含“c”）"),
        ("a 同句 b", "同一句里含“a”、含“b”"),
        ("a ~10 b", "“a”与“b”相隔不超过10个字"),
        ("行业:燃气 -级别:省", "行业为“燃气”，并且级别不为“省级”"),
        ("日期:2021-06..2022-01", "日期为2021年6月1日至2022年1月31日"),
        ("日期:2021-06-01..2021-06-01", "日期为2021年6月1日"),
        ("日期:2021..", "日期为2021年1月1日或以后"),
        ("-(a b)", "不符合（含“a”，并且含“b”）"),
        ("", ""),
    ],
)
def test_it_restates_the_query_in_words(q: str, words: str) -> None:
    assert query_words(parse(q, FIELDS)) == words


@pytest.mark.parametrize(
    ("q", "words"),
    [
        ("燃气 -演练", "contains “燃气”, and does not contain “演练”"),
        ("a (b OR c)", "contains “a”, and (contains “b”, or contains “c”)"),
        ("a 同句 b", "within one sentence: contains “a” & contains “b”"),
        ("a ~10 (b OR c)", "“a” and “b” or “c” at most 10 characters apart"),
        ("行业:燃气 -级别:省", "Sector is “燃气”, and Level is not “Province”"),
        ("日期:2021-06..2022-01", "Date is 1 June 2021 to 31 January 2022"),
        ("-(a b)", "not (contains “a”, and contains “b”)"),
        ("", ""),
    ],
)
def test_it_restates_the_query_in_english_too(q: str, words: str) -> None:
    with override("en"):
        assert query_words(parse(q, FIELDS)) == words


@pytest.mark.parametrize(
    ("q", "message", "suggestion"),
    [
        ('"燃气 演练', "引号没有配对", '"燃气 演练"'),
        ("燃气 “演练", "引号没有配对", "燃气 “演练”"),
        ("演练”", "缺少左引号", "演练"),
        ('燃气 ""', "引号里没有", "燃气"),
        ("(燃气", "缺少右括号", "(燃气)"),
        ("燃气）", "缺少左括号", "燃气"),
        ("燃气 ()", "括号里没有", "燃气"),
        ("燃气 NOT", "“NOT”后面缺少", "燃气"),
        ("NOT", "“NOT”后面缺少", ""),
        ("燃气 -", "“-”后面缺少", "燃气"),
        ("燃气 - 演练", "不留空格", "燃气 -演练"),
        ("OR 燃气", "“OR”前面缺少", "燃气"),
        ("燃气 或", "“或”后面缺少", "燃气"),
        ("燃气 OR OR 矿山", "两个运算符", "燃气 OR 矿山"),
        ("AND 燃气", "“AND”前面缺少", "燃气"),
        ("燃气 AND", "“AND”后面缺少", "燃气"),
        ("同句 燃气", "“同句”前面缺少", "燃气"),
        ("燃气 ~5", "“~5”后面缺少", "燃气"),
        ("燃气 ~500 泄漏", "最多200", "燃气 ~200 泄漏"),
        ("行业:燃气 ~5 泄漏", "只能是关键词", "行业:燃气 AND 泄漏"),
        ("a ~1 b ~2 c", "不能连用", "a ~1 b c"),
        ("(行业:燃气) 同句 泄漏", "只能是关键词", "(行业:燃气) AND 泄漏"),
        ("行也:燃气", "没有“行也”这个字段", "行业:燃气"),
        ("会上指出：要整改", "没有“会上指出”这个字段", '"会上指出：要整改"'),
        ("燃气 行业:", "后面缺少要找的值", "燃气"),
        ("行业: 燃气", "不留空格", "行业:燃气"),
        ("日期:2021-13", "没有“2021-13”这个月份", "日期:2021"),
        ("日期:2021-02-30", "那个月有28天", "日期:2021-02-28"),
        ("日期:昨天 燃气", "看不懂", "燃气"),
        ("日期:2022..2021", "起点晚于终点", "日期:2021..2022"),
        ("级别:省部级 燃气", "没有“省部级”这个选项", "级别:省级 燃气"),
        ("，。", "没有可以检索的字", ""),
        ("燃" * 1001, "太长", "燃" * 1000),
        ("燃 " * 51, "关键词太多", " ".join("燃" * 50)),
        ("(" * 30 + "燃" + ")" * 30, "套得太深", "(" * 20 + " 燃" + ")" * 20),
        ("-" * 30 + "燃", "套得太深", "-" * 20 + "燃"),
    ],
)
def test_it_says_what_is_wrong_and_what_would_do(q: str, message: str, suggestion: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(q, FIELDS)
    assert message in caught.value.message.said(gettext)
    assert not re.search("[\u4e00-\u9fff]", caught.value.message.template.replace("同句", "")), "not in English"
    assert caught.value.suggestion == suggestion


PIECES = st.sampled_from(
    [
        *'()（）|｜-－:："“”「」~～ 　,。1',
        "燃气",
        "AND",
        "OR",
        "NOT",
        "且",
        "或",
        "非",
        "同句",
        "~5",
        "行业:",
        "日期:",
        "级别:",
        "2021",
        "..",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60))
def test_whatever_is_typed_is_understood_or_corrected(q: str) -> None:
    try:
        query = parse(q, FIELDS)
    except QueryError as error:
        assert str(error)
        if error.suggestion:
            assert parse(error.suggestion, FIELDS).node
        return
    assert isinstance(query, Query)
    assert bool(query.describe()) == bool(query)
