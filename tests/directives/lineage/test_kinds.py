"""What a directive is to an earlier one, and which words they share."""

import pytest

from directives.lineage.kinds import Kind, judge
from directives.lineage.overlap import Weighed, overlap, shared_spans
from directives.lineage.sayings import Saying, clauses, saying, short
from directives.lineage.weights import Weights, count_pairs, shipped_weights, stock_phrases
from search.normalise import fold

PIPES = "要加快老旧燃气管道更新改造，对带病运行的管道限期更换。"


def said(text: str, *sectors: str, bodies: tuple[str, ...] = (), due: str = "") -> Saying:
    return saying(text, shipped_weights(), sectors, bodies, due)


@pytest.mark.parametrize(
    ("lower", "kind"),
    [
        (said(PIPES, "gas"), Kind.REPEATED),
        (said("省长强调，要加快老旧燃气管道更新改造。", "gas"), Kind.REPEATED),
        (said("住建部门要加快老旧燃气管道更新改造。", "gas", bodies=("住建部门",)), Kind.SPECIALISED),
        (said("长沙、娄底要加快老旧燃气管道更新改造。", "gas"), Kind.SPECIALISED),
        (said("要加快学校周边老旧燃气管道更新改造。", "gas", "school"), Kind.SPECIALISED),
        (said("要加快老旧燃气管道更新改造，年内完成。", "gas", due="2026-12-31"), Kind.STRENGTHENED),
        (said("要加快老旧燃气管道更新改造，完成96公里。", "gas"), Kind.STRENGTHENED),
        (said("要加快老旧燃气管道更新改造，未改造的一律停气。", "gas"), Kind.STRENGTHENED),
        (said("老旧燃气管道更新改造必须加快。", "gas"), Kind.STRENGTHENED),
        (said("要加快推广使用燃气泄漏报警装置。", "gas"), None),
        (said("要抓好烟花爆竹企业高温停产。", "fireworks"), None),
    ],
)
def test_it_tells_how_a_directive_is_taken_up(lower: Saying, kind: Kind | None) -> None:
    assert judge(said(PIPES, "gas"), lower).kind == kind


def test_an_earlier_deadline_is_stricter_and_a_later_one_is_not() -> None:
    upper = said("各市要在7月20日前将整治方案报省安委会备案。", due="2026-07-20")
    sooner = said("各县区要在7月10日前将整治方案报市安委会备案。", due="2026-07-10")
    later = said("各县区要在7月30日前将整治方案报市安委会备案。", due="2026-07-30")
    assert (judge(upper, sooner).kind, judge(upper, later).kind) == (Kind.STRENGTHENED, Kind.REPEATED)


def test_a_must_in_the_name_of_a_principle_is_none() -> None:
    assert not said("要落实三管三必须，做到管行业必须管安全。").firm
    assert said("三个必须之外，企业必须自查。").firm == {"must"}


def test_dates_and_ordinals_measure_nothing() -> None:
    assert said("2026年第1次会议要求，6月30日前抽查24小时值班，2号线停运。").numbers == frozenset()
    assert said("要在6月30日前完成212处，每月至少检查一次。").numbers == {"212", "每月至少检查一次"}


def test_what_every_meeting_says_is_no_link() -> None:
    one = said("要坚持人民至上、生命至上，切实维护人民群众生命财产安全，严查货车超载。", "road")
    other = said("要坚持人民至上、生命至上，切实维护人民群众生命财产安全，更换餐饮软管。", "gas")
    assert judge(one, other).kind is None


def test_the_same_sentence_is_repeated_even_if_every_meeting_says_it() -> None:
    one = said("会议要求，要坚持人民至上、生命至上，时刻绷紧安全生产这根弦。")
    assert judge(one, one).kind is Kind.REPEATED


def test_a_general_order_is_not_taken_up_by_one_phrase_in_an_order_to_a_sector() -> None:
    upper = said("压紧压实各方面责任，加快完善执法监督机制，进一步抓好基础性工作；")
    phrase = (
        "压紧压实各级工作责任，督促燃气企业摸清底数，建立台账，逐户入户检查软管和报警器，对违规使用的餐饮场所停气整改。"
    )
    assert judge(upper, said(phrase)).kind is not None
    assert judge(upper, said(phrase, "gas")).kind in (None, Kind.RELATED)


def test_two_long_orders_of_one_sector_are_not_the_same_for_a_phrase() -> None:
    upper = said(
        "推广城市运行监测中心的做法，建立城市生命线工程监测系统，桥梁、隧道、供水、供热管网分批装上传感器，数据接入平台，按月通报。",
        "city",
    )
    lower = said(
        "密切关注天气变化，分析研判灾害风险，提前发布预警，备足抢险队伍和物资，组织管道巡查，守护好城市生命线。",
        "city",
    )
    assert judge(upper, lower).kind in (None, Kind.RELATED)


def test_two_lists_of_sectors_say_one_thing_in_few_words_in_common() -> None:
    sectors = ("hazchem", "fire", "transport", "mine")
    upper = said("加强矿山、交通运输、危化品、消防等重点行业领域安全监管。", *sectors)
    lower = said("对危化品、消防、交通运输、矿山等领域开展“回头看”，逐项上账、闭环管理，坚决防止反弹回潮。", *sectors)
    one = said(lower.text, "hazchem")
    assert judge(upper, lower).score > judge(upper, one).score


def test_so_much_of_several_sectors_is_an_echo_though_a_speech_is_long() -> None:
    order = "住建部门要牵头开展燃气管道整治工作，应急管理部门要牵头开展化工园区整治工作，"
    upper = said(
        order + "公安部门牵头开展民爆仓库清查，铁路局牵头开展沿线彩钢棚拆除，自然资源部门牵头开展越界采矿核查，"
        "文旅部门牵头开展玻璃栈道检测，教育部门牵头开展校车核载抽查，民政部门牵头开展养老院厨房改造，渔业部门牵头开展脱检渔船清港。",
        "gas", "hazchem", "rail", "mine",
    )  # fmt: skip
    lower = said(
        "我们的管道建得早，好多是几十年前铺的，网格员最清楚哪家哪户，社区、村里、燃气公司要一起上，把燃气管道整治和化工园区整治工作抓起来，"
        "一条街一条街走到，一个阀井一个阀井看到，发现漏的当天关阀，第二天换管，第三天回访，谁家不在就贴条子约时间，邻居帮着看门。",
        "gas", "hazchem",
    )  # fmt: skip
    of_one = said(lower.text, "gas")
    assert judge(upper, lower).kind in (Kind.REPEATED, Kind.SPECIALISED, Kind.STRENGTHENED)
    assert judge(upper, of_one).kind in (None, Kind.RELATED)


def test_what_happened_orders_nothing() -> None:
    one = said("某地燃气爆炸造成重大人员伤亡，教训极其深刻，要全力抢救伤员。", "gas")
    assert [clause.folded for clause in one.clauses] == ["要全力抢救伤员"]


def test_a_field_names_no_department() -> None:
    upper = said("要高度重视锂电池仓库火灾风险，抓紧制定消防安全标准。", "fire")
    assert not upper.names("消防")
    assert said("公安、消防等部门要检查锂电池仓库。").names("消防")
    lower = said("要高度重视锂电池仓库火灾风险，消防部门要逐库检查。", "fire", bodies=("消防部门",))
    assert judge(upper, lower).kind is Kind.SPECIALISED


def test_both_shares_are_told() -> None:
    both = judge(
        said(PIPES, "gas"), said("市里还要加快老旧燃气管道更新改造，逐条街道张贴施工公告，错峰安排停气时间。", "gas")
    )
    assert 0.4 < both.overlap.of_upper < 0.8
    assert 0.2 < both.overlap.of_lower < both.overlap.of_upper


def test_shares_lie_between_nothing_and_all() -> None:
    one, other = (Weighed.of(fold(text), shipped_weights()) for text in (PIPES, "完全无关的话语"))
    assert overlap(one, one).of_upper == overlap(one, one).of_lower == 1
    assert overlap(one, other).shared == 0
    assert overlap(Weighed.of("", shipped_weights()), one).of_upper == 0


def test_shared_words_are_marked_in_the_text_as_it_is_printed() -> None:
    text = "要加快老旧“燃气”管道更新改造。"
    spans, _ = shared_spans(text, "住建部门加快老旧燃气管道改造", shipped_weights())
    assert [text[start:end] for start, end in spans] == ["加快老旧“燃气”管道", "改造"]


def test_rare_words_weigh_more_than_frequent_ones() -> None:
    weights = shipped_weights()
    assert weights.weight("安全") < weights.weight("燃气") < weights.weight("尾矿")
    assert weights.weight("尾矿") > weights.weight("矿尾"), "no word"


def test_a_collections_own_frequencies_count() -> None:
    counts, rows = count_pairs(["尾矿库要排查", "尾矿库要加固", "尾矿库要销号"] * 1000)
    assert rows == 3000
    assert Weights.of(counts, rows).weight("尾矿") < shipped_weights().weight("尾矿")


def test_the_longest_stock_phrase_is_found() -> None:
    found = stock_phrases().search(fold("要坚持人民至上、生命至上，抓好落实"))
    assert found and found[0] == "坚持人民至上生命至上"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("省住房和城乡建设厅", "住建"),
        ("住建部门", "住建"),
        ("市应急管理局", "应急"),
        ("消防救援总队", "消防"),
        ("市场监管部门", "市场监管"),
    ],
)
def test_long_and_short_names_of_a_department_meet(name: str, expected: str) -> None:
    assert short(name) == expected


def test_a_short_clause_stands_with_the_next() -> None:
    assert clauses("第一，要排查隐患，逐一销号；要整改。") == ["第一，要排查隐患，", "逐一销号；要整改。"]
