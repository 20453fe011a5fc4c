"""The addressees of an instruction."""

import pytest

from directives.bodies import bodies
from directives.drafts import BodyRole
from directives.names import is_body
from directives.sentences import blank_quotes, clauses


def found(sentence: str) -> list[str]:
    blanked = blank_quotes(sentence)
    return [body.name for body in bodies(blanked, clauses(blanked), 0, sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("各地区、各有关部门和单位要坚持底线思维，压实责任。", ["各地区", "各有关部门和单位"]),
        ("各地各部门要警钟长鸣。", ["各地", "各部门"]),
        ("各地各部门主要负责同志要靠前指挥。", ["各地各部门主要负责同志"]),
        ("住建部门要严格履行燃气监管责任。", ["住建部门"]),
        ("应急、公安、市场监管等部门要密切配合。", ["应急部门", "公安部门", "市场监管部门"]),
        ("公安、交通部门强化运输环节监管。", ["公安部门", "交通部门"]),
        ("各区，各部门，各单位在今天会后要及时传达。", ["各区", "各部门", "各单位"]),
        ("各级各部门，一定要认真学习领会。", ["各级", "各部门"]),
        ("各级领导干部特别是一把手，必须严格落实责任制。", ["各级领导干部"]),
        ("住房和城乡建设厅、水利厅要严把复工关。", ["住房和城乡建设厅", "水利厅"]),
        ("电力、通信企业要预置应急电源。", ["电力、通信企业"]),
        ("各镇（街道）要建立台账。", ["各镇（街道）"]),
        ("各级部门“一把手”要亲自抓。", ["各级部门“一把手”"]),
        ("市安委办每月通报一次进度。", ["市安委办"]),
        ("停产放假的煤矿要切断井下电源。", ["停产放假的煤矿"]),
        ("请市住建局于月底前报送结果。", ["市住建局"]),
        ("会议要求各级旅游局对探险线路进行排查。", ["各级旅游局"]),
        ("国家防总要求水利、气象等部门要加强会商。", ["水利部门", "气象部门"]),
        ("省、市、县三级要开展执法检查。", ["省、市、县三级"]),
        ("第五，全员要把责任扛在肩上。", ["全员"]),
        ("鼓励各地对低收入家庭给予补贴。", ["各地"]),
        ("会议要求各县（市、区）务必做好预警发布。", ["各县（市、区）"]),
        ("要求各级各有关部门全力防范山洪。", ["各级", "各有关部门"]),
        ("他要求各单位严厉打击非法储存行为。", ["各单位"]),
        ("要求各级各有关部门全力防范山洪与洪水，近期紧盯河流。", ["各级", "各有关部门"]),
        ("应急管理部组织国家综合性消防救援队伍要进一步建强专业力量。", ["应急管理部"]),
        ("各部门和单位“一把手”作为第一责任人，要亲力亲为。", ["各部门和单位“一把手”"]),
        ("各燃气企业是责任主体，要把责任落实到岗位。", ["各燃气企业"]),
        ("由规划、住建、消防部门按照各自权限办理。", ["规划部门", "住建部门", "消防部门"]),
        ("应急、地震、宣传、教育等部门要制定方案。", ["应急部门", "地震部门", "宣传部门", "教育部门"]),
        ("各级各部门要紧绷安全弦。", ["各级", "各部门"]),
        ("各县政府、各牵头单位要切实负起职责。", ["各县政府", "各牵头单位"]),
        ("要求各村社以入户等方式开展宣传。", ["各村社"]),
        ("一是各科室、村（社区）要对照清单自查。", ["各科室", "村（社区）"]),
        ("要求各科室、村(社区)对照清单自查。", ["各科室", "村(社区)"]),
        ("各级党委和政府特别是领导干部要靠前指挥。", ["各级党委和政府", "领导干部"]),
        ("各县区、各单位尤其是各级领导干部要带头值守。", ["各县区", "各单位", "各级领导干部"]),
        ("各级干部特别是主汛期内要坚守岗位。", ["各级干部"]),
        ("市气象局、水文局、供电公司等要加密会商。", ["市气象局", "水文局", "供电公司"]),
        ("会议通知各单位月底前必须报送台账。", ["各单位"]),
        ("通知各单位近日必须报送台账。", ["各单位"]),
        ("各乡镇、街道要加强夜间巡查。", ["各乡镇", "街道"]),
        ("各部门、单位要盯住薄弱时段。", ["各部门", "单位"]),
        ("各社区、学校要组织疏散演练。", ["各社区", "学校"]),
        ("矿山企业井下不得存放油料。", ["矿山企业"]),
        ("焊接作业人员必须持证上岗。", ["焊接作业人员"]),
    ],
)
def test_it_finds_whom_the_sentence_addresses(sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "推动企业落实全员安全责任制。",
        "安全意识要再强化，安全责任要再压实。",
        "专项整治要持续深化。",
        "压紧压实属地管理、部门监管和企业主体责任。",
        "要加强与公安等部门的协同配合。",
        "积极配合教育部门督促学校落实措施。",
        "我们要深刻汲取教训。",
        "要突出重点，抓好风险管控区内的巡查。",
        "严格执行领导干部值班制度。",
        "按照通知要求，社区、学校周边要加强巡查。",
        "单位要保持通信畅通。",
        "严禁作业人员带病上岗。",
        "人员必须登记。",
    ],
)
def test_objects_and_topics_are_no_addressees(sentence: str) -> None:
    assert found(sentence) == []


def test_who_leads_and_who_cooperates() -> None:
    sentence = "由市应急局牵头，市工信局、市商务局配合，对园区进行排查。"
    roles = {body.name: body.role for body in bodies(sentence, clauses(sentence), 0)}
    assert roles == {
        "市应急局": BodyRole.LEAD,
        "市工信局": BodyRole.COOPERATE,
        "市商务局": BodyRole.COOPERATE,
    }


def test_who_is_joined_has_a_part_in_it_only_where_named() -> None:
    named = "消防救援大队要会同民政部门对养老院开展检查。"
    assert [(b.name, b.role) for b in bodies(named, clauses(named), 0)] == [
        ("消防救援大队", BodyRole.ADDRESSED),
        ("民政部门", BodyRole.COOPERATE),
    ]
    assert found("应急管理局会同有关部门修订标准。") == ["应急管理局"]


def test_labels_in_brackets_name_who_answers_for_it() -> None:
    sentence = "要加强排查。（牵头单位：市住建局；配合单位：各县区政府、市公安局）"
    blanked = blank_quotes(sentence)
    assert [(b.name, b.role) for b in bodies(blanked, clauses(blanked), 0, sentence)] == [
        ("市住建局", BodyRole.LEAD),
        ("各县区政府", BodyRole.COOPERATE),
        ("市公安局", BodyRole.COOPERATE),
    ]


def test_places_stand_for_their_governments() -> None:
    assert found("北川、平武要把防汛摆在第一位。") == ["北川", "平武"]


def test_spans_count_from_where_the_instruction_begins() -> None:
    sentence = "各地要抓好落实。"
    (body,) = bodies(sentence, clauses(sentence), 100)
    assert (body.start, body.end) == (100, 102)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("市应急管理局", True),
        ("燃气经营企业", True),
        ("主要负责同志", True),
        ("各矿井", True),
        ("建设单位", True),
        ("没有资质的单位", True),
        ("社会", False),
        ("会议", False),
        ("人员", False),
        ("推动企业", False),
        ("各项措施", False),
        ("对重点企业", False),
        ("道口看守人员", True),
        ("街道", False),
        ("社区", False),
    ],
)
def test_a_body_is_told_by_its_last_noun(name: str, expected: bool) -> None:
    assert is_body(name) is expected
