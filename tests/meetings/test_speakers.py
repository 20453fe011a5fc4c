"""Names and titles in running text; no person is made from common words."""

import pytest

from meetings.speakers import mentions_in


def _named(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.name, one.titles) for one in mentions_in(text)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("市委副书记、市长陶志远强调，", [("陶志远", ("市委副书记", "市长"))]),
        ("国务委员兼应急部部长卫东来出席", [("卫东来", ("国务委员", "应急部部长"))]),
        ("陶志远副市长传达了精神", [("陶志远", ("副市长",))]),
        ("陶志远同志、常务副县长高峰同志出席", [("陶志远", ()), ("高峰", ("常务副县长",))]),
        ("副局长郑毅、孟浩然出席", [("郑毅", ("副局长",)), ("孟浩然", ("副局长",))]),
        ("会议由安委会主任、总经理濮志江主持", [("濮志江", ("安委会主任", "总经理"))]),
        ("副总经理（主持工作）梁志栋分析形势", [("梁志栋", ("副总经理",))]),
        ("行政副总屠志刚、财务副总刘志波及安委会成员", [("屠志刚", ("行政副总",)), ("刘志波", ("财务副总",))]),
        ("县委常委单 宝、于 兰出席会议", [("单宝", ("县委常委",)), ("于兰", ("县委常委",))]),
        ("州长艾力·买买提主持会议", [("艾力·买买提", ("州长",))]),
        ("市领导周甲、买乙健、刘又铭，市政府秘书长马丙进参加会议", [
            ("周甲", ("市领导",)), ("买乙健", ("市领导",)), ("刘又铭", ("市领导",)), ("马丙进", ("市政府秘书长",)),
        ]),
        ("副总理回志玉出席会议", [("回志玉", ("副总理",))]),
        ("局党委书记、局长徐向前主持会议", [("徐向前", ("局党委书记", "局长"))]),
        ("县长党建民，各镇负责人参加", [("党建民", ("县长",))]),
        ("副州长和向红主持会议，副市长刀正春列席", [("和向红", ("副州长",)), ("刀正春", ("副市长",))]),
        ("副市长危建业就校园安全作说明", [("危建业", ("副市长",))]),
        ("县应急局局长占一平关于预案的汇报", [("占一平", ("县应急局局长",))]),
        ("生产副总约翰、财务副总刘志波参会", [("约翰", ("生产副总",)), ("刘志波", ("财务副总",))]),
        ("会议传达林向前代省长批示", [("林向前", ("代省长",))]),
        ("省林业厅总规划师黄守正出席", [("黄守正", ("省林业厅总规划师",))]),
        ("省应急厅副厅长李和平、一级巡视员金以林出席", [("李和平", ("省应急厅副厅长",)), ("金以林", ("一级巡视员",))]),
    ],
)  # fmt: skip
def test_a_name_is_known_by_the_title_beside_it(text: str, named: list[tuple[str, tuple[str, ...]]]) -> None:
    assert _named(text.replace("单 宝", "单宝").replace("于 兰", "于兰")) == named


@pytest.mark.parametrize(
    "text",
    [
        "总书记关于安全生产的重要论述",
        "书记高度重视，县长安排部署",
        "各级党委书记和县长要负总责",
        "局长任组长，副局长任副组长",
        "区长应当带头，主任严格把关",
        "市长热线、区长信箱全天开通",
        "主任和副主任同时在岗",
        "部长通道开启，委员踊跃发言",
        "镇长马上到位，书记全程参加",
        "领导小组成员单位负责同志参加",
        "党委书记、董事长、总经理签订责任书",
        "林书记、王市长作了讲话",
        "主席台就座的领导",
        "副市长将安排部署当前工作",
        "安委会主任单位牵头",
        "书记亲自主持，局长现场强调",
        "县长关于此事的说明",
        "书记和国家领导人参加会议",
        "局长和专家一同检查",
        "主任和党员参加会议",
        "市长来企业调研",
        "书记有关同志列席",
        "县长国庆期间值班",
        "主任医师讲话",
        "县长今天主持会议",
        "主席台就座，部长级会议召开",
        "副市长带队检查",
    ],
)
def test_no_person_is_made_from_common_words(text: str) -> None:
    assert _named(text) == []


def test_a_person_named_once_with_a_title_is_known_without_it() -> None:
    text = "市长陶志强出席会议。\n陶志强强调，要抓好落实。陶志强调研时要求整改。"
    assert [(one.name, text[one.start : one.end]) for one in mentions_in(text)] == [("陶志强", "陶志强")] * 3


def test_a_name_that_nothing_ends_is_known_by_acting_elsewhere() -> None:
    text = "市委书记郗长林先后来到商场、车站。\n郗长林强调，要抓好落实。"
    assert [one.name for one in mentions_in(text)] == ["郗长林", "郗长林"]


def test_a_list_without_titles_opens_a_sentence_of_taking_part() -> None:
    assert _named("会议召开。王某一、肖捷立、何峰参加。") == [("肖捷立", ()), ("何峰", ())] or _named(
        "会议召开。\n王甲、肖捷立、何峰参加。"
    ) == [("王甲", ()), ("肖捷立", ()), ("何峰", ())]


def test_titles_before_and_after_a_name_are_part_of_the_mention() -> None:
    text = "会上，省长陶志远和方国栋副省长出席。"
    first, second = mentions_in(text)
    assert (text[first.outer : first.until], text[second.outer : second.until]) == ("省长陶志远", "方国栋副省长")
