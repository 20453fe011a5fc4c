"""How a sentence opens a voice, and what opens none."""

import pytest

from meetings.roles import role_of_saying, roles_in
from meetings.speakers import mentions_in
from meetings.voices import Opening, closes_speech, cue_of, is_imperative, is_news, opens_speech


def _opening(sentence: str) -> tuple[Opening, str | None]:
    cue = cue_of(sentence, 0, mentions_in(sentence))
    return cue.opening, cue.mention.name if cue.mention else None


@pytest.mark.parametrize(
    ("sentence", "opening", "name"),
    [
        ("省长陶志远强调，要抓好落实。", Opening.PERSON, "陶志远"),
        ("会上，省长陶志远在讲话中指出，要抓好落实。", Opening.PERSON, "陶志远"),
        ("省长陶志远要求会议按照部署，抓好检查。", Opening.PERSON, "陶志远"),
        ("副省长方国栋布置重点工作：压实责任，堵塞漏洞。", Opening.PERSON, "方国栋"),
        ("镇长龙飞就下一步工作提出三点要求：一是加强宣传。", Opening.PERSON, "龙飞"),
        ("市长陶志远：同志们，现在开会。", Opening.LABEL, "陶志远"),
        ("省委书记陆明德作出批示，要求全力救援。", Opening.WRITES, "陆明德"),
        ("省长魏长河批示指出，要加强会商。", Opening.WRITES, "魏长河"),
        ("省委书记陆明德作出重要批示。", Opening.WROTE, "陆明德"),
        ("批示指出，安全生产事关重大。", Opening.WRITTEN, None),
        ("会议指出，形势依然严峻。", Opening.MEETING, None),
        ("会议听取工作汇报，指出要统筹兼顾。", Opening.MEETING, None),
        ("会议提出四点要求：一是再排查。", Opening.MEETING, None),
        ("会议议定以下事项：", Opening.MINUTES, None),
        ("他强调，要守住底线。", Opening.PRONOUN, None),
        ("要求紧绷安全这根弦。", Opening.OMITTED, None),
        ("该负责人指出，各地要精准研判。", Opening.UNNAMED, None),
        ("今天，应急管理部要求各级机构落实责任。", Opening.ORDER, None),
        ("省长陶志远主持会议。", Opening.ATTENDANCE, "陶志远"),
        ("副省长方国栋传达了批示，并对工作进行部署。", Opening.ACTS, "方国栋"),
        ("有关部门负责同志出席会议。", Opening.ATTENDANCE, None),
        ("（市安委办 2022年1月18日）", Opening.ASIDE, None),
        ("要抓好落实。", Opening.NONE, None),
        ("按照会议要求，各地开展了检查。", Opening.NONE, None),
        ("教育部门要组织演练，确保每名学生都参加。", Opening.NONE, None),
        ("对全市工作提出要求，并作了部署。", Opening.NONE, None),
    ],
)
def test_a_sentence_opens_a_voice(sentence: str, opening: Opening, name: str | None) -> None:
    assert _opening(sentence) == (opening, name)


def test_whose_words_are_relayed_does_not_speak() -> None:
    assert _opening("各地要贯彻落实省长陶志远的要求，抓好工作。")[0] is Opening.NONE


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("出席会议并讲话。", ("出席", "讲话")),
        ("主持会议。", ("主持",)),
        ("在城区分会场收听收看会议，并就贯彻落实会议精神进行安排部署。", ("出席", "部署")),
        ("通报了情况。", ("通报",)),
        ("传达了批示。", ("传达",)),
        ("总结上半年工作。", ("总结",)),
        ("深入企业检查。", ()),
    ],
)
def test_what_a_person_does_gives_the_roles(words: str, roles: tuple[str, ...]) -> None:
    assert roles_in(words) == roles


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("强调，要传达到位、部署到位。", ("讲话",)),
        ("要求会议按照部署抓好检查。", ("要求",)),
        ("要求，各地要抓好落实。", ("讲话",)),
        ("作出批示指出，要全力救援。", ("批示",)),
        ("主持会议并强调，要抓好落实。", ("主持", "讲话")),
        ("部署重点工作：抓好落实。", ("部署",)),
    ],
)
def test_what_is_said_gives_no_role(words: str, roles: tuple[str, ...]) -> None:
    assert role_of_saying(words) == roles


@pytest.mark.parametrize(
    ("line", "opens"),
    [("同志们：", True), ("各位领导、同志们：", True), ("同志们，今天开会。", True), ("同志关系融洽。", False)],
)
def test_an_address_opens_a_speech(line: str, opens: bool) -> None:
    assert opens_speech(line) is opens


@pytest.mark.parametrize(
    ("line", "closes"),
    [("我就讲这些，谢谢大家。", True), ("会议到此结束，散会。", True), ("下面，我讲三点意见。", False)],
)
def test_thanks_and_the_end_of_the_meeting_close_it(line: str, closes: bool) -> None:
    assert closes_speech(line) is closes


@pytest.mark.parametrize(
    ("sentence", "imperative", "news"),
    [
        ("要抓好落实。", True, False),
        ("二是加强宣传。", True, False),
        ("各县区要迅速行动。", True, False),
        ("各县区开展了检查。", False, False),
        ("截至目前，已转移群众3万人。", False, True),
        ("据统计，事故总量下降。", False, True),
        ("当前正值汛期，要加强值守。", True, False),
    ],
)
def test_bare_orders_read_on_and_news_do_not(sentence: str, imperative: bool, news: bool) -> None:
    assert (is_imperative(sentence), is_news(sentence)) == (imperative, news)
