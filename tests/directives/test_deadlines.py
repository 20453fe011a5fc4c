"""Explicit limits of time and the dates they resolve to."""

import datetime as dt

import pytest

from directives.deadlines import deadlines
from directives.festivals import festival_date


def found(text: str, held_on: str | None = "2022-06-17") -> list[tuple[str, str | None]]:
    return [(limit.text, limit.date) for limit in deadlines(text, 0, len(text), held_on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7月1日之前要严防死守", ("7月1日之前", "2022-07-01")),
        ("必须在年底前完成改造", ("在年底前", "2022-12-31")),
        ("三季度末前全部销号", ("三季度末前", "2022-09-30")),
        ("三季度末全部销号", ("三季度末", "2022-09-30")),
        ("春节前完成一轮检查", ("春节前", "2023-01-21")),
        ("国庆节前拆除", ("国庆节前", "2022-09-30")),
        ("30日内整改到位", ("30日内", "2022-07-17")),
        ("两个月内完成验收", ("两个月内", "2022-08-17")),
        ("三天之内报送", ("三天之内", "2022-06-20")),
        ("从6月初至9月底开展大检查", ("从6月初至9月底", "2022-09-30")),
        ("明年3月底前实现全覆盖", ("明年3月底前", "2023-03-31")),
        ("2024年6月30日前建成", ("2024年6月30日前", "2024-06-30")),
        ("1月20日前报告", ("1月20日前", "2023-01-20")),
        ("27日前全部到位", ("27日前", "2022-06-27")),
        ("5日前上报名单", ("5日前", "2022-07-05")),
        ("年内完成更换", ("年内", "2022-12-31")),
        ("10个工作日内反馈", ("10个工作日内", None)),
        ("4小时内上报", ("4小时内", None)),
        ("在汛期到来前修复", ("在汛期到来前", None)),
        ("（完成时限：8月31日）", ("8月31日", "2022-08-31")),
        ("开学前排查一遍", ("开学前", None)),
        ("组织企业在国庆节前完成一次检查", ("在国庆节前", "2022-09-30")),
        ("组织人员国庆节前全面排查", ("国庆节前", "2022-09-30")),
        ("3月15日下班前上报", ("3月15日下班前", "2023-03-15")),
        ("今天18时前撤离", ("今天18时前", "2022-06-17")),
        ("三四十天内完成", ("三四十天内", None)),
        ("9999年内完成", ("9999年内", None)),
        ("二十日内完成", ("二十日内", "2022-07-07")),
        ("今晚前到位", ("今晚前", "2022-06-17")),
        ("明天中午前撤离", ("明天中午前", "2022-06-18")),
        ("当晚前到位", ("当晚前", None)),
        ("六月三十日前完成", ("六月三十日前", "2022-06-30")),
        ("十月十五号前完成", ("十月十五号前", "2022-10-15")),
        ("限期一个月整改", ("一个月", "2022-07-17")),
        ("赶在台风登陆前12小时转移", ("赶在台风登陆前12小时", None)),
        ("每日8时前报送", ("每日8时前", None)),
        ("即日起至10月31日，禁止野外用火", ("即日起至10月31日", "2022-10-31")),
        ("入夜前转移完毕", ("入夜前", None)),
        ("每月25日前报送进度", ("每月25日前", None)),
        ("十月底前清零", ("十月底前", "2022-10-31")),
        ("8月中旬前补齐短板", ("8月中旬前", "2022-08-20")),
        ("8月上旬组织一次演练", ("8月上旬", "2022-08-10")),
    ],
)
def test_it_finds_the_limit_and_its_last_day(text: str, expected: tuple[str, str | None]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "要立即整改",
        "限期整改到位",
        "目前形势严峻",
        "春节期间要加强值守",
        "深化专项整治三年行动",
        "做好复工前的安全检查",
        "抓好春节前后的值班值守",
        "加强汛前准备和检查工作",
        "对开业前检查不合格的工程责令改正",
        "对索道进行节前检验，及时更换钢丝绳",
        "执行24小时值班制度",
        "今年1到5月，事故有所下降",
        "事前预防、班前教育",
        "近年来持续加强",
        "开展企业复工前法定检查",
        "做好春节、元宵节前烟花爆竹专项督查和工程监管",
        "抓好国庆节前各项安全工作",
        "一年之内发生两次事故的从严考核",
    ],
)
def test_urgency_and_periods_are_no_limits(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("held_on", "date"),
    [("2022-12-05", "2023-01-31"), ("2022-01-05", "2022-01-31"), ("2022", "2022-01-31"), (None, None)],
)
def test_a_month_that_was_over_is_meant_in_the_next_year(held_on: str | None, date: str | None) -> None:
    assert found("1月底前报送", held_on) == [("1月底前", date)]


def test_a_number_of_days_needs_the_day_of_the_meeting() -> None:
    assert found("30日内完成", "2022-06") == [("30日内", None)]


def test_a_printed_year_needs_no_meeting() -> None:
    assert found("2025年底前建成", None) == [("2025年底前", "2025-12-31")]


def test_spans_are_offsets_in_the_whole_text() -> None:
    text = "会议要求，年底前完成，明年6月底前验收。"
    first, second = deadlines(text, 5, len(text), "2022-06-17")
    assert text[first.start : first.end] == first.text == "年底前"
    assert text[second.start : second.end] == second.text == "明年6月底前"


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("春节", 2022, dt.date(2022, 2, 1)),
        ("春节", 2026, dt.date(2026, 2, 17)),
        ("除夕", 2024, dt.date(2024, 2, 9)),
        ("元宵", 2023, dt.date(2023, 2, 5)),
        ("清明", 2020, dt.date(2020, 4, 4)),
        ("清明", 2023, dt.date(2023, 4, 5)),
        ("端午", 2021, dt.date(2021, 6, 14)),
        ("中秋", 2025, dt.date(2025, 10, 6)),
        ("国庆", 2021, dt.date(2021, 10, 1)),
    ],
)
def test_festivals_fall_on_their_days(name: str, year: int, day: dt.date) -> None:
    assert festival_date(name, year) == day


def test_lunar_festivals_outside_the_table_have_no_day() -> None:
    assert festival_date("春节", 1999) is None
    assert festival_date("泼水节", 2022) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("渔船要在9月6日24时之前撤离。", [("在9月6日24时之前", "2022-09-06")]),
        ("6月20日上午10时前全部到岗。", [("6月20日上午10时前", "2022-06-20")]),
    ],
)
def test_a_day_may_have_its_hour(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected


def test_from_now_to_the_end_is_a_period() -> None:
    text = "确保从现在到年底不发生事故。"
    assert deadlines(text, 0, len(text), "2022-05-01") == []


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("完成时限：9月30日前", "9月30日前"),
        ("请于每季度末月20日前报送总结", "每季度末月20日前"),
        ("务必于汛期前整改", "汛期前"),
    ],
)
def test_a_limit_is_quoted_whole_and_without_what_leads_to_it(text: str, limit: str) -> None:
    assert [draft.text for draft in deadlines(text, 0, len(text), "2022-05-01")] == [limit]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各镇今天下午就要开会", ("今天下午", "2022-06-17")),
        ("各地今天就要动起来", ("今天", "2022-06-17")),
        ("岛上人员今晚必须上岸", ("今晚", "2022-06-17")),
        ("明天中午十二点以前报送情况", ("明天中午十二点以前", "2022-06-18")),
        ("明早六点前转移完毕", ("明早六点前", "2022-06-18")),
        ("24日零时前完成转移", ("24日零时前", "2022-06-24")),
        ("在9月25日下午下班前上报", ("在9月25日下午下班前", "2022-09-25")),
        ("隐患点雨前就要转", ("雨前", None)),
        ("暑假前签订承诺书", ("暑假前", None)),
        ("天亮之前必须抢通", ("天亮之前", None)),
        ("检查站要坚持到春运结束", ("到春运结束", None)),
        ("工作组驻区督导至8月底。", ("至8月底", "2022-08-31")),
        ("要用两个月时间摸清底数", ("两个月时间", "2022-08-17")),
        ("检查结果月底向县里报告", ("月底", "2022-06-30")),
        ("巡查11月份全部启动", ("11月份", "2022-11-30")),
        ("要在通气前入户检查", ("在通气前", None)),
        ("雨季来临前排查边坡", ("雨季来临前", None)),
        ("工棚这个星期之内必须搬走", ("这个星期之内", None)),
        ("各组今天回去就开", ("今天", "2022-06-17")),
        ("违规的当天查、当天处理", ("当天", None)),
    ],
)
def test_limits_of_today_of_how_long_and_of_a_spell(text: str, expected: tuple[str, str | None]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "检查1998年前建成的住宅",
        "汛前完不成的要制定方案",
        "今天我们开会就是要统一思想",
        "今晚要下大雨",
        "从明天起检查工地",
        "不能今天推明天",
        "从4月1日到现在，连续作战",
    ],
)
def test_when_it_is_said_is_no_limit(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("元月10日前把摊棚拆除", ("元月10日前", "2023-01-10")),
        ("腊月二十六至正月十五不得撤岗", ("腊月二十六至正月十五", None)),
        ("腊月二十以前入户一遍", ("腊月二十以前", None)),
        ("年前必须拿出结果", ("年前", "2023-01-21")),
        ("6月20日至8月31日涉药工序一律停止作业", ("6月20日至8月31日", "2022-08-31")),
        ("10月1日至7日景区要限流", ("10月1日至7日", "2022-10-07")),
        ("从今天起到明年元宵节要开展整治", ("从今天起到明年元宵节", "2023-02-05")),
        ("今天起至月底未检测的设备不得使用", ("今天起至月底", "2022-06-30")),
        ("从明天起到明年春节前都要排查", ("从明天起到明年春节前", "2023-01-21")),
        ("到6月30日还没有拿到许可证的必须停产", ("到6月30日", "2022-06-30")),
        ("务必于8：30前入场", ("8：30前", None)),
        ("明天就要开班前会", ("明天", "2022-06-18")),
        ("会后各村当天要开会", ("当天", None)),
        ("学校这个星期要上一堂课", ("这个星期", None)),
        ("要在今晚连夜传达到村", ("今晚", "2022-06-17")),
        ("门前占道要限两天清走", ("两天", "2022-06-19")),
        ("要在春运前把护栏补齐", ("在春运前", None)),
        ("要在四季度举办一期培训班", ("在四季度", "2022-12-31")),
        ("7月中旬印发指引", ("7月中旬", "2022-07-20")),
        ("返乡人员要提前两天报备", ("提前两天", None)),
        ("各村周五前报名单", ("周五前", None)),
        ("检验到期前一个月要报检", ("到期前一个月", None)),
        ("秋冬季防火期来临前培训一遍", ("秋冬季防火期来临前", None)),
    ],
)
def test_periods_that_end_days_of_the_old_calendar_and_times_of_day(
    text: str, expected: tuple[str, str | None]
) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "12月1日至12月20日期间要值班",
        "三年前的教训必须记住",
        "当日问题当日解决",
        "把保畅通作为节前压倒一切的任务",
        "开展节前安全评估",
        "明天起要降温",
    ],
)
def test_periods_and_kinds_of_work_are_no_limit(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "limit",
    [
        "秋季开学前",
        "新学期开学前",
        "放寒假前",
        "入夜前",
        "天黑前",
        "强降雨前",
        "暴雨来临前",
        "主汛期前",
        "古尔邦节前",
        "双节前",
        "梅雨季前",
        "开渔前",
        "出海前",
        "春运前",
        "中考前",
        "三秋前",
        "麦收前",
        "返校前",
        "收假前",
        "年关前",
        "投用前",
        "启用前",
        "通车前",
        "换届前",
        "冬至前",
        "霜降前",
        "立冬前",
        "封冻前",
        "上冻前",
        "入冬前",
        "供暖前",
        "采暖季前",
        "雨季前",
        "防火期前",
        "台风季前",
        "旅游旺季前",
        "高峰前",
        "国庆黄金周前",
        "小长假前",
        "全国两会前",
        "复工复产前",
        "圣诞前",
        "除夕前",
        "建党节前",
        "儿童节前",
    ],
)
def test_a_limit_is_found_whatever_it_begins_with(limit: str) -> None:
    assert [draft.text for draft in deadlines(limit, 0, len(limit), "2024-01-01")] == [limit]
