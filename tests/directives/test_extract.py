"""Turns become directives."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from directives import cues
from directives.drafts import DirectiveDraft, Modality
from directives.extract import extract
from directives.sectors import Taxonomy
from meetings.drafts import Level, MeetingDraft, Outline, TurnDraft, Voice

TAXONOMY = Taxonomy.from_json(Path(__file__).resolve().parents[2] / "fixtures" / "sectors.json")
MEETING = MeetingDraft(
    "m1", "全市安全生产会议", "2022-01-17", False, Level.CITY, "鄂州市", "420700", None, "safety-meeting", "", 0, 1
)


def read(text: str, voice: Voice = Voice.MEETING, turn_headings: tuple[str, ...] = ()) -> tuple[DirectiveDraft, ...]:
    turn = TurnDraft(0, len(text), voice, "m1", None, turn_headings)
    return extract(text, Outline("", None, (MEETING,), (), (turn,)), TAXONOMY)


def texts(text: str, voice: Voice = Voice.MEETING) -> list[str]:
    return [text[draft.start : draft.end] for draft in read(text, voice)]


ORDERS = [
    "会议强调，要压实各方责任，坚决遏制重特大事故。",
    "要务必保持警惕。",
    "会议要求，牢固树立安全发展理念，加强源头治理。",
    "各级各部门要深刻汲取教训，举一反三。",
    "一要坚决做到责任落实到位。",
    "第一，要提高政治站位。",
    "（二）市交通运输局要绷紧安全弦。",
    "严禁占用疏散通道。",
    "对隐患突出的企业，一律停产整顿。",
    "会议要求各级旅游局对线路进行彻底检查。",
    "由市应急局牵头，对园区开展风险评估。",
    "希望大家不要抱侥幸心理。",
    "市安委办每月通报一次进度。",
    "专项整治要持续深化，不放过一个漏洞。",
    "各公司尽快召开专题会议，将会议精神传达到全体职工。",
    "第一，坚决落实好行政首长负责制。",
    "二、针对管网存在破损的问题，由区住建局按照职责抓紧修复。",
    "三是要防止排查流于表面。",
    "整改不能拖拖拉拉。",
    "要多讲一讲身边的事故，让大家受教育。",
    "市长强调，谁在检查中走过场，就追究谁的责任。",
    "隐患没有真正解决，一律不得复工。",
    "底数不清，不得验收。",
    "车辆失控，要立即报告。",
    "会议强调，确保责任不悬空。",
    "各地要做到检查不走过场。",
    "会议要求，二是整治检查走过场。",
    "要查清哪些地方监管跟不上。",
    "导游要提醒大家。",
    "各企业班前会要讲一讲案例。",
    "安全员要把操作规程给大家讲清楚。",
]


@pytest.mark.parametrize("sentence", ORDERS)
@pytest.mark.parametrize("voice", [Voice.MEETING, Voice.SPEECH, Voice.WRITTEN])
def test_it_finds_orders_in_every_voice(sentence: str, voice: Voice) -> None:
    assert texts(sentence, voice) == [sentence]


REPORTS = [
    "去年以来，全市认真贯彻落实部署，安全生产形势总体稳定。",
    "安全生产重于泰山，须臾不可放松。",
    "一季度共发生事故12起、死亡9人，同比下降16.2%和12.1%。",
    "一是安全责任落实不到位，隐患排查不够彻底。",
    "一些企业安全意识淡薄，主体责任不落实。",
    "市长凌若溪主持会议并讲话。",
    "会议传达了全省安全生产会议精神。",
    "会议还研究了其他事项。",
    "看好山林，是全村人过日子的重要底气。",
    "扎实做好防汛工作，健全责任体系是关键保障。",
    "受降雨影响，城区发生严重内涝。",
    "目前，预案修订工作已经完成。",
    "下面我讲三点意见。",
    "下一步，我们将坚决扛起责任，加强隐患排查。",
    "请市委、市政府放心，我们一定守住底线。",
    "事故暴露出企业管理存在的漏洞。",
    "随后，各相关单位结合职责分析研判形势，提出防范措施。",
    "全国会议结束后，省市继续召开会议作出具体部署。",
    "会议还强调部署了造林绿化工作。",
    "从去年的情况看，风险隐患仍然很多，这方面还有大量工作要做。",
    "安全是一条不可逾越的红线。",
    "副主任林知微表示，街道将积极落实整治工作要求，全面排查隐患，建立沟通机制。",
    "会议传达省长批示要求，对隐患整治工作进行安排部署。",
    "会议传达学习省长对柳河县游船侧翻事故作出的批示精神和市长对全市水上交通安全工作的批示要求，通报有关情况，部署下步工作。",
    "个别乡镇旱情抬头，同样不可掉以轻心。",
    "保障群众安居乐业是各级政府必须承担好的重要责任。",
    "没有一个安全的环境，就不可能集中精力谋发展。",
    "春节马上就要到了。",
    "安全生产来不得半点马虎。",
    "三是检查浮在面上。",
    "二是排查流于表面。",
    "四是监管执法宽松软。",
    "这里我还要专门讲一讲学校。",
    "还有一点要提醒大家。",
    "今年以来，全市共检查企业300家，发现隐患，要求企业整改500处。",
]


@pytest.mark.parametrize("sentence", REPORTS)
@pytest.mark.parametrize("voice", [Voice.MEETING, Voice.SPEECH, Voice.NARRATION])
def test_it_leaves_out_what_is_told(sentence: str, voice: Voice) -> None:
    assert texts(sentence, voice) == []


def test_bare_imperatives_follow_an_order() -> None:
    text = "会议要求，要压实责任。深入推进专项整治。认真排查消除水电站隐患。"
    assert texts(text) == ["会议要求，要压实责任。", "深入推进专项整治。", "认真排查消除水电站隐患。"]


def test_the_same_words_in_a_report_are_work_done() -> None:
    assert texts("各地加强应急准备，提高应急能力。", Voice.NARRATION) == []


def test_an_order_inside_narration_is_found() -> None:
    text = "今天，应急管理部要求各级应急机构全面落实责任，加强应急值守。大庆组织上千人抢险。"
    assert texts(text, Voice.NARRATION) == [text.split("。")[0] + "。"]


def test_what_is_asked_at_the_end_of_a_long_report_is_found() -> None:
    text = (
        "厅长带领专家直奔现场，明查暗访某公司，现场检查中控室，查看储罐区，随机抽查动火审批，听取了汇报，"
        "要求企业全面落实主体责任，严格执行规范。"
    )
    assert texts(text, Voice.NARRATION) == [text]


def test_what_a_notice_asks_is_found_in_the_report_of_it() -> None:
    sentence = "据省政府网站消息，省政府办公厅今日印发通知，通知要求，进一步加大监管力度，强化执法。"
    assert texts(sentence, Voice.NARRATION) == [sentence]


def test_an_announced_list_holds_orders_even_in_narration() -> None:
    text = "假日办要求在以后的工作中做好以下几点：\n1、旅游安全事件必须按时上报。\n2、加强对公众的提示。"
    assert texts(text, Voice.NARRATION) == ["1、旅游安全事件必须按时上报。", "2、加强对公众的提示。"]


def test_noise_is_never_read() -> None:
    assert texts("要加强值班值守。", Voice.NOISE) == []


def test_shortcomings_end_where_instructions_begin() -> None:
    text = "从检查情况看，存在以下问题。一是责任落实不到位。加强监管的机制不健全。各部门要正视问题。坚决整改到位。"
    assert texts(text, Voice.SPEECH) == ["各部门要正视问题。", "坚决整改到位。"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("要压实责任；强化监管；严肃追责。", ["要压实责任；", "强化监管；", "严肃追责。"]),
        ("会议要求，一是加强排查，二是严格执法。", ["会议要求，一是加强排查，", "二是严格执法。"]),
        ("当前形势严峻；要加强防范。", ["当前形势严峻；要加强防范。"]),
        ("要紧盯养老院；人员密集；用电多的场所。", ["要紧盯养老院；人员密集；用电多的场所。"]),
    ],
)
def test_separate_instructions_are_separate_directives(sentence: str, expected: list[str]) -> None:
    assert texts(sentence) == expected


def test_parts_keep_the_addressee() -> None:
    first, second = read("市工信局要牵头公示；对发现的问题，要加快整改。")
    assert [body.name for body in first.bodies] == ["市工信局"]
    assert [(body.name, body.inherited) for body in second.bodies] == [("市工信局", True)]


def test_everybody_at_the_head_of_a_sentence_is_told_all_of_it() -> None:
    for draft in read("各地区要提高站位；压实责任；要强化监管。"):
        assert [body.name for body in draft.bodies] == ["各地区"]


def test_where_a_meeting_sums_up_everybody_is_not_carried_over_a_new_order() -> None:
    first, second, third = read("会议强调，各地区要提高站位；压实责任；要强化监管。")
    assert [body.name for body in first.bodies] == ["各地区"]
    assert [body.name for body in second.bodies] == ["各地区"]
    assert third.bodies == ()


def test_a_list_that_names_somebody_is_carried_whole() -> None:
    _, second = read("各乡镇、安委会成员单位要认清形势；要加大执法力度。")
    assert [body.name for body in second.bodies] == ["各乡镇", "安委会成员单位"]


def test_a_line_that_only_introduces_is_followed_by_a_list_of_orders() -> None:
    found = texts("会议要求：\n市环保局尽快办理批复手续。\n县供水公司实时监测水质。", Voice.MEETING)
    assert found == ["市环保局尽快办理批复手续。", "县供水公司实时监测水质。"]


def test_a_part_with_its_own_subject_inherits_nobody() -> None:
    _, second = read("交通运输部门要守好路口；农村的劝导站要有人值守。")
    assert second.bodies == ()


def test_headings_are_the_path_and_no_directives() -> None:
    text = "一、突出重点，狠抓落实\n（一）加强燃气监管\n要排查隐患。\n二、落实责任\n要严肃追责。"
    drafts = read(text, Voice.SPEECH)
    assert [draft.headings for draft in drafts] == [
        ("一、突出重点，狠抓落实", "（一）加强燃气监管"),
        ("二、落实责任",),
    ]


def test_a_topic_is_a_heading_though_it_ends_like_a_sentence() -> None:
    (draft,) = read("1.防汛方面。各村要清理河道。", Voice.SPEECH)
    assert draft.headings == ("1.防汛方面",)
    assert [body.name for body in draft.bodies] == ["各村"]


def test_the_path_continues_that_of_the_turn() -> None:
    (draft,) = read("（一）风险排查\n要排查隐患。", turn_headings=("二、重点任务",))
    assert draft.headings == ("二、重点任务", "（一）风险排查")


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("要加强应急值守。", Modality.REQUIRE),
        ("企业必须落实主体责任。", Modality.MUST),
        ("务必压紧责任。", Modality.MUST),
        ("严禁超员超速。", Modality.FORBID),
        ("各地不得瞒报。", Modality.FORBID),
        ("鼓励企业开展自查。", Modality.ENCOURAGE),
        ("各级干部不能心存侥幸，要把责任扛起来。", Modality.FORBID),
        ("要把责任扛起来，不能心存侥幸。", Modality.REQUIRE),
        ("压实责任，坚持管行业必须管安全。", Modality.REQUIRE),
        ("企业必须先培训后上岗，不得违章指挥。", Modality.MUST),
        ("要加强监管，深入排查，坚决整治，严格执法，不得放过一个漏洞。", Modality.REQUIRE),
    ],
)
def test_modality_is_how_binding_the_wording_is(sentence: str, modality: Modality) -> None:
    (draft,) = read(sentence)
    assert draft.modality == modality


def test_a_list_of_eight_sectors_gives_eight_tasks() -> None:
    (draft,) = read("要逐一检查消防、校园、燃气、渡口、矿山、危化品、建筑工地和渔港等领域。")
    assert [task.sector for task in draft.tasks] == [
        "fire", "school", "gas", "water", "mine", "hazchem", "construction", "fishery",
    ]  # fmt: skip


def test_a_task_holds_its_clause_its_body_and_its_limit() -> None:
    text = "住建部门要牵头整治燃气管道，年底前完成，教育部门要抓好校园安全。"
    (draft,) = read(text)
    gas, school = draft.tasks
    assert text[gas.start : gas.end] == "住建部门要牵头整治燃气管道"
    assert [body.name for body in gas.bodies] == ["住建部门"]
    assert [body.name for body in school.bodies] == ["教育部门"]
    assert gas.deadline is not None
    assert gas.deadline.date == "2022-12-31"


def test_the_rows_of_a_table_laid_flat_are_orders_with_their_columns() -> None:
    text = "序号 工作任务 责任单位 完成时限\n1开展燃气管道老化评估 市住建局2024年6月底\n2组织重大危险源专项检查 市应急局、市公安局3月31日前"
    first, second = read(text, Voice.NARRATION)
    assert ([body.name for body in first.bodies], first.deadline and first.deadline.text) == (
        ["市住建局"],
        "2024年6月底",
    )
    assert [body.name for body in second.bodies] == ["市应急局", "市公安局"]


def test_fire_words_of_a_forest_are_the_forest_s() -> None:
    (draft,) = read("要把林区作为防火宣传的重点。")
    assert [task.sector for task in draft.tasks] == ["forest"]


@pytest.mark.parametrize(
    ("title", "words", "sectors"),
    [
        ("全县森林防火工作会议", "各级防火队伍要靠前驻防。", []),
        ("全县安全生产工作会议", "各级防火队伍要靠前驻防。", ["fire"]),
        ("全县森林防火和安全生产工作会议", "各级防火队伍要靠前驻防。", []),
        ("全县森林防火工作会议", "要把防火宣传讲到每一顶帐篷。", ["forest"]),
        ("全县森林防火工作会议", "学校要上一堂防火课。", ["school", "fire"]),
        ("全县安全生产工作会议", "林业局要管好防火检查。", ["forest"]),
        ("全县安全生产工作会议", "隧道施工要落实瓦斯监测。", ["construction"]),
        ("全县安全生产工作会议", "市场监管部门要检验电梯、锅炉和起重机械。", ["special"]),
        ("全县安全生产工作会议", "气象部门要与公安交警部门每日会商。", []),
        ("全县森林防火工作会议", "商场要落实防火检查。", ["crowd", "fire"]),
        ("全县安全生产工作会议", "气象部门要加强会商，公安交警部门要上路管控。", ["road"]),
        ("全县安全生产工作会议", "物业要管好园林长廊，商场要开展防火检查。", ["crowd", "fire"]),
        ("全县旅游安全工作会议", "各景区要防止拥挤踩踏。", ["tourism"]),
    ],
)
def test_the_one_sector_that_the_meeting_is_about_takes_the_words_of_others(
    title: str, words: str, sectors: list[str]
) -> None:
    meeting = replace(MEETING, title=title)
    turn = TurnDraft(0, len(words), Voice.MEETING, "m1", None, ())
    (draft,) = extract(words, Outline("", None, (meeting,), (), (turn,)), TAXONOMY)
    assert [task.sector for task in draft.tasks] == sectors


@pytest.mark.parametrize(
    ("words", "sectors"),
    [
        ("要抓好防溺水工作，各乡镇要把人盯紧看牢。", []),
        ("要抓好学生防溺水工作。", ["school"]),
        ("要检查养老院、校外培训机构的灭火器。", ["crowd", "fire"]),
        ("派出所、农机站要管起来。", []),
        ("请将方案报市防火办。", []),
        ("要提前转移山洪灾害易发区的群众。", ["geohazard"]),
        ("煤矿要做好雨季“三防”。", ["coal"]),
    ],
)
def test_words_beside_the_matter_name_no_sector(words: str, sectors: list[str]) -> None:
    assert sorted({task.sector for draft in read(words) for task in draft.tasks}) == sectors


def test_an_office_is_not_its_sector() -> None:
    (draft,) = read("应急、交通运输、消防等部门要周密部署，市交通运输局要加强值守。")
    assert draft.tasks == ()


def test_confidence_is_higher_for_a_plain_order() -> None:
    plain, bare = read("会议要求，要压实责任，加强监管。\n进一步完善制度。")
    assert 0.5 < bare.confidence < plain.confidence <= 1


def test_spans_lie_in_the_turn_and_never_overlap() -> None:
    text = "会议强调，要压实责任；加强监管。\n要严肃追责。 "
    drafts = read(text)
    assert [text[draft.start : draft.end] for draft in drafts] == [
        "会议强调，要压实责任；",
        "加强监管。",
        "要严肃追责。",
    ]
    for draft in drafts:
        for body in draft.bodies:
            assert 0 <= body.start < body.end <= len(text)


def test_a_link_set_off_by_a_comma_keeps_the_addressee() -> None:
    _, second = read("区住建局要聘请专家体检；同时，取缔高层用户使用钢瓶。")
    assert [body.name for body in second.bodies] == ["区住建局"]


@pytest.mark.parametrize(
    "text",
    [
        "希望全区各级各部门认真抓好落实。",
        "责成物业公司牵头统计充电桩数量。",
        "市防灾办部署各地各部门强化风险防控，抓紧摸排隐患。",
        "思想要紧起来。",
        "外地的教训极其惨痛，切不可认为事不关己。",
        "对工作推诿的，厅里直接约谈。",
        "从明天开始到10月底，在全县开展排查。",
        "全县17家采石场从今晚零点起全部停产整顿。",
    ],
)
def test_it_finds_orders_in_other_words(text: str) -> None:
    assert len(read(text)) == 1


def test_what_was_done_last_year_is_told() -> None:
    assert read("会议指出去年全市按照工作要求，细化落实硬措施，制定实施具体措施，专项整治圆满收官。") == ()


def test_a_speech_that_runs_on_orders_in_between() -> None:
    told = "上周三下午，省里紧急作出指示，那天本来都已经布置过了，这个事故说到底是一个管理问题，"
    ordered = "要把城镇燃气管道列为这一次排查的重点，各市县要把老旧小区的管道彻底清查一遍，"
    ends = "我们这个体制最大的好处就是一查到基层，有的管道是八九十年代建的，有的地方一直没有人管，存在不少问题。"
    assert len(read(told + ordered + ends, Voice.SPEECH)) == 1
    assert (
        read("同志们，刚才我们收听收看了全国会议，会议传达了批示，" + told + "要排查管道，" + ends, Voice.SPEECH) == ()
    )


def test_to_face_a_typhoon_orders_nothing() -> None:
    assert read("因应台风来袭，县政府今日召开灾害应变中心第二次工作会议，由县长江某某主持。", Voice.NARRATION) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "下周，我市将出现大范围降雪，务必全力做好防范工作。",
        "入秋后，我县将举办多场展会，必须守住安全底线。",
        "要与相邻乡镇明确好各自的职责。",
        "三位局长的发言很有针对性，讲了问题，请大家认真抓好贯彻落实。",
        "刚才，王局长通报了情况，李主任宣读了文件，我都同意，请各单位切实抓好整改。",
        "副县长丁一受县长委托，出席随后召开的县级会议并讲话，要求切实把认识统一到部署上来。",
        "昨天，全市召开了防雪会议，启动了四级响应，副市长丁一要求责任到人，做好入户巡查。",
    ],
)
def test_an_order_stands_after_a_forecast_or_a_report(sentence: str) -> None:
    assert texts(sentence, Voice.SPEECH) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "会议指出，开展秋冬攻坚行动是省委、省政府作出的一项重要部署。",
        "在气候变化的大背景下，洪涝的突发性、不可预测性日显突出，山洪防不胜防。",
        "从当前情况看，今年我县雨水偏多，防汛形势更加不容乐观。",
        "下面我讲三点：一、警钟长鸣，时刻绷紧防火这根弦近年来，从省到市对这项工作越发重视，在各行业",
        "下一步，我们将认真做好整改。",
        "下面请各位副主任发言。",
        "如今，任务更加繁重，压力还在加大，要求更加严格。",
        "刚才的安排很具体，我都赞成，请大家抓好落实。",
        "在肯定成绩的同时，要更加清醒地认识到，当前工作还面临许多新问题。",
        "为什么必须警钟长鸣？",
        "县煤炭局检查了该矿，下达了通知书，要求停产整顿，但没有落实。",
        "应急部门每天24小时都有人值守，随时可能面对极端情况。",
        "二、认清形势，扎实抓好秋冬防火工作2013年，全县各乡镇认真落实部署，开展了大排查",
    ],
)
def test_naming_analysis_and_promises_are_no_orders(sentence: str) -> None:
    assert texts("各镇要加强巡查。" + sentence, Voice.SPEECH) == ["各镇要加强巡查。"]


@pytest.mark.parametrize(
    "sentence",
    [
        "松劲歇脚的思想要不得。",
        "这种认识是要不得的。",
        "他表示，诚恳接受约谈，举一反三，照单全收。",
        "只要我们真抓真管，就一定能够扭转被动局面。",
        "警示教育会就是要红红脸、出出汗。",
        "我们还有不少硬仗要打。",
    ],
)
def test_what_is_judged_vowed_or_said_of_the_meeting_is_no_order(sentence: str) -> None:
    assert texts(sentence, Voice.SPEECH) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "当天下午，市安委会派出6个督查组，分赴各县开展督查。",
        "会商结束后，国家防总派出3个工作组分赴各省。",
        "下一步，街道将按照会议要求，把各项措施抓细抓实。",
    ],
)
def test_teams_that_were_sent_out_and_plans_are_news(sentence: str) -> None:
    assert texts(sentence, Voice.NARRATION) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "交通运输部通知海峡两岸港航企业做好停航期间的车客疏导。",
        "水利部滚动会商，向两省水利厅发出通知，要求逐库落实责任人。",
    ],
)
def test_what_a_ministry_has_others_do_is_an_order_though_it_is_told(sentence: str) -> None:
    assert texts(sentence, Voice.NARRATION) == [sentence]


def test_a_list_that_all_are_asked_to_do_is_cut_into_its_items() -> None:
    text = "请公司各部室组织学习，抓好贯彻：一是各项目部开展一次自查；二是名单1月22日前报办公室；三是未经验收不得开工。"
    assert len(texts(text, Voice.NARRATION)) == 3


@pytest.mark.parametrize("paper", ["下发通知", "发出紧急通知", "再发明传电报", "致电各县"])
def test_an_order_in_a_paper_is_one_though_it_is_told(paper: str) -> None:
    sentence = f"市减灾办{paper}，要求石桥、柳林民政所启动储备，严格执行值班制度，密切跟踪寒潮。"
    assert texts(sentence, Voice.NARRATION) == [sentence]


@pytest.mark.parametrize("text", ["会议要求，全局干部要树牢底线思维，要时刻保持迎战状态，做好值守等各项"])
def test_an_order_to_somebody_broken_off_is_no_heading(text: str) -> None:
    assert texts(text) == [text]


def test_an_order_broken_off_at_the_end_is_no_heading() -> None:
    assert texts("会议强调，要紧盯雨情，提前转移群众，结合") == ["会议强调，要紧盯雨情，提前转移群众，结合"]


def test_who_calls_a_meeting_is_not_told_what_it_asks() -> None:
    (draft,) = read("市防指办公室、市应急局3日组织会商，要求要加强监测预警。", Voice.NARRATION)
    assert draft.bodies == ()


@pytest.mark.parametrize(
    "text",
    ["各级领导要迅速到岗；尤其要把渡口作为重点。", "县长丁一要求各镇各部门要提高站位；要压实责任。"],
)
def test_everybody_is_carried_over_what_goes_on(text: str) -> None:
    first, second = read(text)
    assert first.bodies
    assert [body.name for body in second.bodies] == [body.name for body in first.bodies]


@pytest.mark.parametrize(
    "text", ["各镇、各部门一要统一思想；二要压实责任。", "会议要求，各镇、各部门一是统一思想；二是要压实责任。"]
)
def test_a_list_is_addressed_whole(text: str) -> None:
    assert [[body.name for body in draft.bodies] for draft in read(text)] == [["各镇", "各部门"]] * 2


def test_what_a_notice_holds_is_a_list_of_orders() -> None:
    text = "台风逼近，县三防办发出通知：自14日9时启动三级响应。各乡镇做好抢险物资储备。"
    assert texts(text, Voice.NARRATION) == ["各乡镇做好抢险物资储备。"]


def test_everybody_may_stand_after_the_day() -> None:
    text = "到明年6月，所有矿山企业实现在线监测全覆盖。"
    assert texts(text) == [text]


@pytest.mark.parametrize(
    "text",
    ["应急、消防部门分别负责矿山、商场的检查。", "总承包单位对分包单位的安全生产负总责。"],
)
def test_who_answers_for_what_is_assigned(text: str) -> None:
    assert texts(text) == [text]


def test_what_is_decided_for_the_whole_place_is_an_order() -> None:
    text = "会议决定，从4月1日起，在全市开展燃气安全专项整治。"
    assert texts(text) == [text]
    assert texts("4月，在全市开展了燃气安全专项整治。") == []


def test_working_well_together_assigns_nothing() -> None:
    text = "去冬以来，各级政府及林草部门主动作为、协调配合，严加防范，取得了好成绩。"
    assert texts("会议要求：\n" + text) == []


def test_an_order_that_has_begun_holds_no_word_of_saying() -> None:
    (draft,) = read("各镇、各部门要尽快传达到村，研究提出具体办法，每处隐患明确一名责任人。")
    assert [body.name for body in draft.bodies] == ["各镇", "各部门"]


def test_a_row_of_links_is_read_in_few_ways() -> None:
    """并且 is 并 and 且 too: unbounded, every pair doubles the ways to read the row."""
    row = "并且" * 40
    match = re.match(cues.LINKS, row)
    assert match and match.end() < len(row)
    assert not cues.LINKED.match(row + "责任")


def test_what_one_person_says_goes_to_those_they_name() -> None:
    text = "李海清强调，全县各部门要提高站位；要严格排查隐患；要盯紧问题整改。"
    assert [[body.name for body in draft.bodies] for draft in read(text)] == [["全县各部门"]] * 3


def test_what_a_meeting_sums_up_is_said_to_all_anew() -> None:
    text = "会议强调，全县各部门要提高站位；要严格排查隐患。"
    assert [[body.name for body in draft.bodies] for draft in read(text)] == [["全县各部门"], []]


def test_those_named_later_are_told_no_more_than_their_own_part() -> None:
    text = "李海清要求，公安部门要严格执法；各加油站要落实责任；要加大曝光力度。"
    assert [[body.name for body in draft.bodies] for draft in read(text)] == [["公安部门"], ["各加油站"], []]


@pytest.mark.parametrize(
    "text",
    [
        "县应急局发出3号明传电报，要求沿河各镇在今晚8时前关闭闸门。",
        "会上，钱书记分析了当前形势，为确保节日平安，重点做好以下几个方面的工作：一、加强宣传，各村要反复播放公告。",
    ],
)
def test_orders_are_told_of_in_many_ways(text: str) -> None:
    assert len(texts(text, Voice.NARRATION)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "11日，省防指分别约谈东河、西河两市政府负责人，要求两市深刻剖析原因、限期整改。",
        "随后，赵立新来到化工园区，实地察看整改情况，叮嘱企业加强现场管理，强化制度执行。",
    ],
)
def test_whom_a_visit_or_a_talk_tells_is_ordered(text: str) -> None:
    assert texts(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "并对冬季检修、员工应知应会等工作作出安排部署。",
        "会上，县交通、住建等部门负责人相继表态发言，并部署下阶段工作。",
        "目前，省防指维持四级应急响应，3个工作组继续在现场指导。",
        "目前公司复工工作有序开展，获得主管部门高度认可。",
        "收听收看视频会后，我市立即召开市应安委会全体会议，安排部署落实措施。",
        "【投稿请私信或发邮件24小时内回复。",
        "与会单位表示，将以高度的责任感，全力以赴，做好安全保障工作，为大会顺利召开作出贡献。",
        "矿上几位班子成员对照各自分工，就加强井下通风提出意见建议。",
        "加快老房改造，确保梁柱不再开裂，既具有十分重要的意义，也面临不少困难。",
    ],
)
def test_what_goes_on_around_the_meeting_is_no_order(text: str) -> None:
    assert texts(text) == []


def test_a_covering_notice_orders_what_it_encloses() -> None:
    text = "现将孙市长的讲话印发给你们，请结合实际认真抓好贯彻落实。"
    assert texts(text, Voice.NARRATION) == [text]


def test_thanks_for_a_report_may_end_in_an_order() -> None:
    text = "刚才，周局长通报了情况，我都同意，请各镇、各部门，特别是各矿负责人要认真抓好落实。"
    assert texts(text, Voice.SPEECH) == [text]


def test_where_much_happens_is_no_shortcoming() -> None:
    text = "突出事故多发地区、监管相对滞后地区等重点地区。"
    assert texts("要深入治理隐患。" + text) == ["要深入治理隐患。", text]


def test_fires_of_a_forest_are_no_matter_of_fire_safety() -> None:
    (draft,) = read("要提升林火监测能力，提升火灾扑救能力。")
    assert [task.sector for task in draft.tasks] == ["forest"]


def test_a_number_before_shi_says_nothing_of_what_is() -> None:
    text = "二是加强基层和基础工作。"
    assert texts("会议要求，各镇要认清形势。一是狠抓责任落实。" + text)[-1] == text
    assert texts("会议通报了情况。二是加强基层是基础工作。") == []


@pytest.mark.parametrize(
    "text",
    [
        "安监部门牵头，公安、农机部门参加，下周开始对拖拉机载人进行集中整治。",
        "年内完成132家涉粉企业智能化改造。",
        "凡发生较大事故的县区，取消年度评先资格。",
        "凡是发生较大事故的企业，一律先免职后调查。",
        "逾期没有整改的，通报到县区。",
        "从现在起，利用一个月时间对桥梁开展排查。",
    ],
)
def test_plans_of_a_speaker_are_orders(text: str) -> None:
    assert texts(text) == [text]


@pytest.mark.parametrize(
    "text",
    ["食堂管理员每日对阀门、软管进行检查并做好记录。", "会议明确，此项工作由分管副镇长负总责。"],
)
def test_a_duty_that_comes_back_or_rests_on_one_is_an_order(text: str) -> None:
    assert texts(text, Voice.WRITTEN) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "请各位把手机调成静音，现在开会。",
        "联系人：安监科周某，电话：0888-7654321。",
        "这根弦什么时候都不能松，什么时候松了，什么时候就要出事。",
    ],
)
def test_matters_of_the_hall_and_sayings_order_nothing(text: str) -> None:
    assert texts(text, Voice.SPEECH) == []


def test_who_is_written_to_is_told_what_is_asked() -> None:
    (draft,) = read("县安委办向各乡镇印发督办函，要求限期整改隐患。", Voice.NARRATION)
    assert [body.name for body in draft.bodies] == ["各乡镇"]


def test_what_was_counted_is_done() -> None:
    assert texts("一是坚持高位推动，常委会先后4次研究。二是强化督导检查，共检查企业320家。") == []


def test_giving_somebody_the_floor_is_no_order() -> None:
    assert texts("下面，请市应急局局长李明同志通报情况。", Voice.SPEECH) == []


@pytest.mark.parametrize(
    "text",
    [
        "会议指出，2021年，全县深入贯彻上级部署，扎实开展专项整治，着力防范重大风险。",
        "会议指出，全市严格落实各项措施，着力防范各类风险，全年未发生较大事故，安全生产态势总体平稳。",
        "上半年，我们抓了三件大事：清理违规用火点位；对30家企业实行驻点盯防；关闭退出两座小矿。",
        "现在请两位副县长为巡堤标兵颁发证书，请标兵们登台。",
        "平时喊得响，忙起来不要，这是通病。",
        "孩子们上学很多都要翻山过河。",
    ],
)
@pytest.mark.parametrize("voice", [Voice.MEETING, Voice.SPEECH, Voice.NARRATION])
def test_what_was_done_what_is_usual_and_a_ceremony_order_nothing(text: str, voice: Voice) -> None:
    assert texts(text, voice) == []


@pytest.mark.parametrize(
    "text",
    [
        "会议指出，2022年，各级各部门要扎实开展专项整治。",
        "一季度，各镇抓了三件事：还要继续做好值守。",
        "请各单位按时上报台账。",
        "请各镇推动监管水平上台阶。",
    ],
)
def test_a_year_at_hand_and_a_request_are_still_orders(text: str) -> None:
    assert texts(text) == [text]


def test_a_wish_is_an_order_though_it_is_told() -> None:
    text = "希望同志们以此次会议为契机，把工作做得更好。"
    assert texts(text, Voice.NARRATION) == [text]


def test_what_a_meeting_decides_to_set_up_is_an_order() -> None:
    (draft,) = read("会议决定成立燃气整治工作专班，由分管副县长任组长，县住建局参加。")
    assert [body.name for body in draft.bodies] == ["分管副县长", "县住建局"]
    assert texts("会议决定成立工作专班。", Voice.NARRATION) == ["会议决定成立工作专班。"]
    assert texts("会议决定授予李某荣誉称号。") == []
    assert texts("省政府决定成立事故调查组。", Voice.NARRATION) == []


def test_a_numbered_instruction_leaves_the_report_before_it() -> None:
    (draft,) = read("会议回顾了上半年工作：供水管网更新了八成；二要压实责任，守住底线。")
    assert draft.start == len("会议回顾了上半年工作：供水管网更新了八成；")
    assert draft.tasks == ()


def test_lines_of_a_list_right_below_one_another_are_orders() -> None:
    text = "会议要求：\n一、严格执行值班制度\n二、县水利局要加强巡堤\n三、排查燃气隐患。"
    assert texts(text) == ["一、严格执行值班制度", "二、县水利局要加强巡堤", "三、排查燃气隐患。"]
    assert [draft.headings for draft in read(text)] == [(), (), ()]


def test_a_line_with_words_below_it_is_a_heading_even_in_a_list() -> None:
    text = "会议要求：\n一、提高认识\n各镇要引以为戒。\n二、排查隐患\n要逐户过筛。"
    assert texts(text) == ["各镇要引以为戒。", "要逐户过筛。"]


def test_what_somebody_is_to_report_is_no_topic() -> None:
    text = "会议要求：\n一、清点物资\n二、各镇每日17时前报送巡查情况\n三、县水利局报送水库情况"
    assert texts(text)[1:] == ["二、各镇每日17时前报送巡查情况", "三、县水利局报送水库情况"]


def test_a_numbered_line_that_is_in_a_hurry_is_no_heading() -> None:
    assert texts("一、立即组织开展在建工地检查\n各镇要引以为戒。")[0] == "一、立即组织开展在建工地检查"
    assert texts("会议要求：\n一、各镇尽快上报方案\n要逐户过筛。")[0] == "一、各镇尽快上报方案"


@pytest.mark.parametrize(
    "text",
    [
        "市长对各乡镇、各部门提出三点要求：一是清点物资；二是巡查河堤。三是报送灾情。",
        "会议向各乡镇、各部门提出要求：\n一、清点物资\n二、巡查河堤\n三、报送灾情",
    ],
)
def test_the_items_of_a_list_go_to_those_it_is_given_to(text: str) -> None:
    assert [[body.name for body in draft.bodies] for draft in read(text)] == [["各乡镇", "各部门"]] * 3


def test_whom_a_list_is_given_to_is_carried_no_further_than_its_items() -> None:
    drafts = read(
        "市长对各镇（街道）提出要求：一是清点物资；二是市水利局要巡堤；三是报送灾情。要压实责任。会议强调，要严查隐患。"
    )
    names = [[body.name for body in draft.bodies] for draft in drafts]
    assert names == [["各镇（街道）"], ["市水利局"], ["各镇（街道）"], [], []]


def test_a_matter_a_list_is_about_is_nobody() -> None:
    assert not any(draft.bodies for draft in read("市长对下一步工作提出要求：一是清点物资；二是报送灾情。"))


def test_fires_of_a_mine_are_no_matter_of_the_forest() -> None:
    def sectors(text: str) -> list[str]:
        return [task.sector for draft in read(text) for task in draft.tasks]

    assert sectors("要管住井下用电，抓实防灭火和顶板支护。") == []
    assert sectors("要做好矿井防灭火工作。") == ["coal"]
    assert sectors("要抓好煤矿、道路交通、防灭火工作。") == ["coal", "road", "forest"]
    assert sectors("要严查矿井通风，抓好森林防灭火。") == ["coal", "forest"]


@pytest.mark.parametrize(
    "text",
    [
        "该停的停，该关的关，该罚的罚。",
        "哪个镇出了问题，书记、镇长到县委作检查，该免职的免职。",
        "一旦发现险情，立即上报。",
        "县水利局负责巡堤，县应急局负责调度，县气象局负责预报。",
        "会议号召全体干部职工向王某学习，守好安全底线。",
        "大家回去后抓紧传达，抓紧部署，抓紧落实。",
        "（二）各乡镇成立抢险队，每队不少于30人。",
        "（四）对整改不力的企业，由县应急局依法立案查处。",
    ],
)
@pytest.mark.parametrize("voice", [Voice.MEETING, Voice.SPEECH])
def test_orders_are_given_in_set_turns_of_speech(text: str, voice: Voice) -> None:
    assert texts(text, voice) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "各地要求严格，落实有力，成效明显。",
        "村民们自发组织起来，清理沟渠，加固堤坝。",
        "与会人员纷纷表示，要把会议精神带回去，抓好落实。",
        "检查中查出了问题23处，下发文书5份。",
    ],
)
@pytest.mark.parametrize("voice", [Voice.MEETING, Voice.SPEECH, Voice.NARRATION])
def test_praise_help_and_vows_order_nothing(text: str, voice: Voice) -> None:
    assert texts(text, voice) == []


def test_what_is_demanded_after_what_was_found_is_an_order() -> None:
    text = "检查组指出，企业存在通道堵塞等问题，要求相关单位当场整改。"
    (draft,) = read(text, Voice.NARRATION)
    assert [body.name for body in draft.bodies] == ["相关单位"]
    assert texts("检查组指出，企业存在通道堵塞等问题，要求更加严格。", Voice.NARRATION) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议要求各镇、各部门：一是排查隐患；二是备足物资。", [["各镇", "各部门"]] * 2),
        ("各市要重点做好两件事：第一，排查隐患；第二，化工企业不得停用报警器。", [["各市"], ["化工企业"]]),
        ("要管好水库，水利部门要盯紧险段；要严明纪律。", [["水利部门"], []]),
        ("一要备足物资，民政部门要送到安置点；二要严明纪律。", [["民政部门"], []]),
        (
            "会议要求，沿江各市要巡堤查险；电厂、医院要备用电源；要严明纪律。",
            [["沿江各市"], ["电厂", "医院"], ["沿江各市"]],
        ),
        ("外协班组要先培训；二是检修现场实行挂牌。", [["外协班组"], []]),
        (
            "各县要管住工期；任何企业不得压缩；要从严执法。",
            [["各县"], ["任何企业"], ["各县"]],
        ),
        ("各镇要逐户查；逾期不改的，一律停用。", [["各镇"], ["各镇"]]),
        ("县公路站要补齐护栏；一时改不了的，要先立警示桩。", [["县公路站"], ["县公路站"]]),
    ],
)
def test_whom_the_parts_of_a_sentence_share(text: str, expected: list[list[str]]) -> None:
    assert [[body.name for body in draft.bodies] for draft in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "首先进行第一项，请县应急局局长传达全市会议精神，并宣读表彰决定。",
        "进行第三项，由各镇代表向县政府递交责任状。",
        "请常务副县长××同志讲话，大家欢迎。",
        "请消防大队张队长通报火灾情况。",
        "市气象局预报：2日前全市仍有强降雨。",
        "水文部门预测，上游来水将超警戒。",
        "巡查是落实上级部署，推动责任落实、工作落实的有力抓手。",
        "今天把大家召集起来，就是要把会议精神贯彻下去。",
        "会后请各县分管县长留一下。",
        "应到单位60家，实到58家。",
        "常务副市长应海川出席会议并讲话。",
        "市长的要求同样严厉。",
        "手勤、脚勤是安全员应有的素质。",
    ],
)
@pytest.mark.parametrize("voice", [Voice.SPEECH, Voice.MEETING])
def test_who_is_called_up_and_what_is_foretold_is_no_order(text: str, voice: Voice) -> None:
    assert texts("要压实责任。" + text, voice)[1:] == []


@pytest.mark.parametrize(
    "text",
    [
        "对超员行为，发现一起查处一起，构成犯罪的移送司法机关。",
        "不退的，查实一个处理一个。",
        "对住人的仓库，住人的先搬出来再谈整改。",
        "谁家再出事故，谁家的镇长到县里来说清楚。",
        "哪个环节出了问题就追究哪个环节的责任。",
        "哪个镇出了事，镇长到县里作检讨。",
        "请各镇传达到每一户。",
        "对出过事故的项目，其施工企业全部停工自查。",
        "托管班明日起全天停课。",
    ],
)
def test_what_is_threatened_after_an_order_is_one(text: str) -> None:
    assert texts("要压实责任。" + text)[1:] == [text]


def test_offices_by_their_short_names_are_no_trade() -> None:
    (draft,) = read("应急、公安、交通、海关要逐库清点，查实一处取缔一处。")
    assert ([body.name for body in draft.bodies], draft.tasks) == (["应急", "公安", "交通", "海关"], ())


def test_what_deserves_praise_is_no_order() -> None:
    assert texts("县长说，入汛后相关方面有序抢险，应予充分肯定。", Voice.NARRATION) == []


def test_what_another_trade_is_said_of_is_no_task_of_its_own() -> None:
    def sectors(text: str) -> list[str]:
        return [task.sector for draft in read(text) for task in draft.tasks]

    assert sectors("交警大队要把警力压到路上。") == ["road"]
    assert sectors("消防大队要整理装备。") == []
    assert sectors("矿山救护、危化品救援队伍要检修装备。") == []
    assert sectors("消防救援、森林消防和专业救护队伍要靠前驻防。") == []
    assert sectors("铁路、民航、公路部门要备足物资。") == ["rail", "aviation", "road"]
    assert sectors("公路部门要备足物资。") == []
    assert sectors("水电站项目部要加固工棚。") == ["hydropower"]
    assert sectors("要管好结冰公路的交通安全。") == ["road"]
    assert sectors("要抓好节日交通安全。") == ["transport"]
    assert sectors("要停止煤矿采掘作业，严查超层越界。") == ["coal"]
    assert sectors("景区要检修栈道和游船。") == ["tourism"]
    assert sectors("要管好在建的两座隧道，不许抢进度。") == ["construction"]
    assert sectors("公路隧道要加装照明。") == ["road"]
    assert sectors("地铁和隧道要防倒灌。") == ["city"]
    assert sectors("化工企业要管住受限空间作业。") == ["hazchem"]
    assert sectors("要查冷库制冷机房，防止液氨泄漏。") == ["industry"]
    assert sectors("要清查燃气灶具和气瓶。") == ["gas"]
    assert sectors("要严查渔船超员超载。") == ["fishery"]
    assert sectors("要把村民安置到学校、宾馆。") == []
    assert sectors("要排查穿越菜市场、学校的燃气管线。") == ["gas"]
    assert sectors("要检查学校、菜市场的燃气管线。") == ["school", "crowd", "gas"]
    assert sectors("景区的摩托艇、低空项目要检验。") == ["tourism"]
    assert sectors("要检验湖上的游船。") == ["water"]


def test_a_list_headed_by_a_name_is_for_its_bearer() -> None:
    drafts = read("2.水务局：一是清淤河道；二是督促泵站试机，未试机的不得投用；三是对闸门加强巡查。")
    assert [[body.name for body in draft.bodies] for draft in drafts] == [["水务局"]] * 3
    assert [body.name for draft in read("3.各企业：要建立台账。") for body in draft.bodies] == ["各企业"]


def test_an_item_that_begins_with_its_own_subject_is_for_that_alone() -> None:
    text = "各镇、各部门要抓好以下三项工作：一、严查超载；二、交警大队要上路；三、管好工地，住建局要逐处检查。"
    names = [[body.name for body in draft.bodies] for draft in read(text)]
    assert names[1:] == [["交警大队"], ["各镇", "各部门", "住建局"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("要保证加油站与学校、集贸市场的距离。", []),
        ("不准在菜市场、学校门口摆卖鞭炮。", ["fireworks"]),
        ("要把会议精神传达到每一所学校、每一处工地。", []),
        ("严禁组织中小学生上山扑火。", ["forest"]),
        ("校车和接送车要登记造册。", ["road"]),
        ("教育局要管好校车。", ["road", "school"]),
        ("景区要检修索道。", ["tourism"]),
        ("市场监管部门要检验景区的索道。", ["tourism", "special"]),
        ("煤矿要查清采空区积水。", ["coal"]),
        ("客车上要配灭火器。", ["road"]),
        ("特设科、食品科要值班。", []),
        ("边境旅游安全由旅游部门牵头。", ["tourism"]),
        ("县人民医院要腾出床位。", []),
        ("医院要畅通安全出口。", ["crowd", "fire"]),
        ("镇里要会同公安、消防逐户检查燃气。", ["gas"]),
        ("要公布安监、消防的电话。", []),
        ("要抓好消防、燃气安全。", ["fire", "gas"]),
    ],
)
def test_a_word_that_says_where_or_with_whom_names_no_sector(text: str, expected: list[str]) -> None:
    (directive,) = read(text)
    assert [task.sector for task in directive.tasks] == expected


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("对私运的烟花，见一箱收一箱。", Voice.SPEECH),
        ("值班脱岗的，年终考核一票否决。", Voice.SPEECH),
        ("对违规用火的，不管是谁，该罚就罚。", Voice.SPEECH),
        ("谁的行业谁管、谁的地盘谁守。", Voice.SPEECH),
        ("3月1日晚，清水县召开会议，要求东山、西岭等乡镇立即逐户走访。", Voice.NARRATION),
        ("其余会员单位参照执行。", Voice.MEETING),
        ("冰雪天里的班线该绕则绕。", Voice.SPEECH),
        ("雷雨天气停止登高作业。", Voice.SPEECH),
        ("镇上力量不足的，由县级补充。", Voice.SPEECH),
    ],
)
def test_threats_and_demands_of_some_are_orders(sentence: str, voice: Voice) -> None:
    order = "要严查违规行为。"
    assert texts(order + sentence, voice)[-1] == sentence


@pytest.mark.parametrize("sentence", ["二是监管上还有盲区。", "三是整治上不彻底。"])
def test_an_item_that_tells_a_shortcoming_is_no_order(sentence: str) -> None:
    assert texts("存在的主要问题有三个。" + sentence, Voice.SPEECH) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "批示指出：防火工作连着万家，一丝一毫大意不得。",
        "批示指出：安全关系千家万户，任何时候都不能麻痹。",
        "镇长周大川表示，接受约谈，将举一反三抓整改。",
        "负责人孙小河表示，将深刻吸取教训，全面停产。",
    ],
)
def test_how_grave_things_are_and_what_is_promised_is_no_order(sentence: str) -> None:
    assert texts(sentence, Voice.NARRATION) == []
