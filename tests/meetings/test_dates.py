"""Dates in every form and the year of those that print none."""

import pytest

from meetings.dates import (
    Printed,
    anniversary_year,
    chinese_number,
    current_year,
    dates_in,
    month_before_festival,
    resolve,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2022年1月17日", ["2022-01-17"]),
        ("2022 年 1 月 17 日", ["2022-01-17"]),
        ("二〇二六年一月七日", ["2026-01-07"]),
        ("二○一九年十二月三十一日", ["2019-12-31"]),
        ("2013-01-17 19:19:17", ["2013-01-17"]),
        ("2020/10/5", ["2020-10-05"]),
        ("日期：19.01.10", ["2019-01-10"]),
        ("日期：20210506", ["2021-05-06"]),
        ("编号：20210506", []),
        ("2022年3月", ["2022-03"]),
        ("2020929日，区政府", ["2020-09-29"]),
        ("20201127日", ["2020-11-27"]),
        ("2020111日", []),
        ("2022年第一次全体会议", ["2022"]),
        ("2022年13月1日", []),
        ("版本1.2.3.4", []),
        ("30日内整改", []),
        ("60日之前", []),
        ("整改365日，完成", []),
        ("共120日，完成", []),
    ],
)
def test_dates_that_print_their_year(text: str, found: list[str]) -> None:
    assert [one.iso() for one in dates_in(text)] == found


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("6月17日上午", 6, 17),
        ("十一月三号", 11, 3),
        ("26日，总经理", None, 26),
        ("12月1号", 12, 1),
        ("927日,市安委会召开会议", 9, 27),
        ("1015日下午", 10, 15),
        ("5月5-6日，省安委会召开会议", 5, 5),
        ("本月5日上午", None, 5),
    ],
)
def test_dates_without_a_year_keep_their_parts(text: str, month: int | None, day: int) -> None:
    (one,) = dates_in(text)
    assert (one.year, one.month, one.day) == (None, month, day)


@pytest.mark.parametrize(
    ("text", "number"),
    [("十七", 17), ("一百", 100), ("二〇二六", 2026), ("23", 23), ("二十", 20), ("两个", None), ("", None)],
)
def test_chinese_numbers(text: str, number: int | None) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("为建党100周年营造氛围", 2021),
        ("建党百年大庆", 2021),
        ("庆祝新中国成立七十周年", 2019),
        ("迎接党的二十大", 2022),
        ("党的十九大胜利召开", 2017),
        ("党的十八大以来", None),
        ("公司成立十周年", None),
    ],
)
def test_anniversaries_tell_the_year(text: str, year: int | None) -> None:
    assert anniversary_year(text) == year


@pytest.mark.parametrize(
    ("text", "month", "year"),
    [
        ("2022年，经过各方努力，形势稳定。", 1, 2023),
        ("2022年，经过各方努力，形势稳定。", 9, 2022),
        ("会议对2015年全省农村工作进行了部署。", 1, 2015),
        ("部署2023年重点工作，到2025年建成。", 1, 2023),
        ("审议《发展规划（2025年版）》，回顾2021年工作。", 6, 2021),
        ("2025—2027年行动方案", 6, None),
        ("没有年份", 6, None),
    ],
)
def test_the_years_a_text_names_tell_when_it_was_written(text: str, month: int, year: int | None) -> None:
    assert current_year(text, month) == year


@pytest.mark.parametrize(
    ("printed", "issued", "hint", "resolved"),
    [
        (Printed(0, 0, 2022, 1, 17), "2023-01-01", None, ("2022-01-17", False)),
        (Printed(0, 0, None, 1, 17), "2022-01-18", None, ("2022-01-17", True)),
        (Printed(0, 0, None, 12, 30), "2022-01-05", None, ("2021-12-30", True)),
        (Printed(0, 0, None, 5, 12), "2016-04-05", None, ("2016-05-12", True)),
        (Printed(0, 0, None, None, 26), "2021-07-26", None, ("2021-07-26", True)),
        (Printed(0, 0, None, None, 28), "2021-03-02", None, ("2021-02-28", True)),
        (Printed(0, 0, None, None, 31), "2021-01-02", None, ("2020-12-31", True)),
        (Printed(0, 0, None, 6, 17), None, 2021, ("2021-06-17", True)),
        (Printed(0, 0, None, 6, 17), None, None, (None, False)),
        (Printed(0, 0, None, None, 13), None, 2020, (None, False)),
        (None, "2022-01-18", 2022, (None, False)),
        (Printed(0, 0, 2022, 2, 30), None, None, ("2022-02", False)),
        (Printed(0, 0, None, None, 31), "2021-03-02", None, ("2021-02", True)),
        (Printed(0, 0, None, None, 31), "2021-02", None, ("2021-02", True)),
    ],
)
def test_missing_parts_come_from_the_issue_date(
    printed: Printed | None, issued: str | None, hint: int | None, resolved: tuple[str | None, bool]
) -> None:
    assert resolve(printed, issued, hint) == resolved


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("春节马上来临。1月6日凌晨发生险情。", 2022, 1),
        ("春节马上来临。", 2022, None),
        ("1月6日凌晨发生险情。", 2022, None),
        ("春节将至。1月6日发生险情。", 2021, None),
        ("春节将至。3月6日召开会议。", 2022, None),
    ],
)
def test_a_festival_to_come_and_a_day_gone_by_tell_the_month(text: str, year: int, month: int | None) -> None:
    assert month_before_festival(text, year) == month
