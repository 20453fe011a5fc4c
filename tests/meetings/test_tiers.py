"""Meetings of several tiers that a report tells of in one breath, whatever the order of its words."""

import pytest

from meetings.segment import segment
from search.normalise import tidy

NATION, PROVINCE, CITY, COUNTY = "national", "province", "city", "county"
PAGE = "来源：房县融媒体中心 2022-02-25\n{}县长邝楚平在房县分会场收听收看。会后，我县召开会议，邝楚平强调，各乡镇要查隐患。"


@pytest.mark.parametrize(
    ("told", "levels"),
    [
        ("2月23日，全国安全生产视频会议召开。全国会议结束后，省、市、县逐级召开会议。", [NATION, PROVINCE, CITY, COUNTY]),
        ("2月23日，全国安全生产视频会议后，省、市、县三级接续套开会议。", [NATION, PROVINCE, CITY, COUNTY]),
        ("2月23日，全国、全省、全市安全生产视频会议依次召开。", [NATION, PROVINCE, CITY, COUNTY]),
        ("2月23日上午，国家、省、市防汛视频会议相继召开。", [NATION, PROVINCE, CITY, COUNTY]),
        ("2月23日，全国安全生产视频会议召开。会议结束后，省、市两级会议接续召开。", [NATION, PROVINCE, CITY, COUNTY]),
        ("2月23日，国务院安委会召开全国安全生产视频会议，随后省、市相继召开会议。", [NATION, PROVINCE, CITY, COUNTY]),
        ("2月23日，国务院安委会召开全国安全生产视频会议，省、市随后分别召开会议进行部署。", [NATION, PROVINCE, CITY, COUNTY]),
        ("2月23日，全国安全生产视频会议召开，省、十堰市分别套开会议。", [NATION, PROVINCE, CITY, COUNTY]),
        ("2月23日，全国安全生产视频会议召开，省、市会议接续进行。", [NATION, PROVINCE, CITY, COUNTY]),
        ("2月23日，全国安全生产视频会议召开，湖北省、十堰市接着开会。", [NATION, PROVINCE, CITY, COUNTY]),
        ("2月23日，全国安全生产视频会议召开，十堰市会议随后召开。", [NATION, CITY, COUNTY]),
        ("2月23日下午，省、市安全生产视频会议先后召开。", [PROVINCE, CITY, COUNTY]),
        ("2月23日下午，省政府召开全省安全生产视频会议，市政府接续召开会议。", [PROVINCE, CITY, COUNTY]),
        ("2月23日下午，全省安全生产视频会议召开，十堰市随即召开会议。", [PROVINCE, CITY, COUNTY]),
    ],
)  # fmt: skip
def test_each_tier_holds_a_meeting_of_its_own(told: str, levels: list[str]) -> None:
    outline = segment(tidy(PAGE.format(told)).text)
    assert [meeting.level.value for meeting in outline.meetings] == levels
    assert {meeting.date for meeting in outline.meetings} == {"2022-02-23"}
    assert [meeting.parent for meeting in outline.meetings] == [None, *(one.key for one in outline.meetings[:-1])]
    assert [(person.name, person.meeting) for person in outline.people] == [("邝楚平", outline.meetings[-1].key)]


def _meetings_of(text: str) -> dict[str, str | None]:
    """Each directive-like sentence (要…) → the level of the meeting at which it is said."""
    tidied = tidy(text).text
    outline = segment(tidied)
    levels = {meeting.key: meeting.level.value for meeting in outline.meetings}
    return {
        tidied[turn.start : turn.end].rpartition("，")[2].rstrip("。"): levels.get(turn.meeting or "")
        for turn in outline.turns
        if "要" in tidied[turn.start : turn.end]
    }


def test_what_the_meeting_held_next_asked_is_of_that_one() -> None:
    said = _meetings_of(
        "10月19日，我县收看全国、全省安全生产电视电话会议。县长邝楚平在县分会场参加。\n"
        "全国会议要求，要把风险过筛子。\n随后召开的全省会议强调，各级要对照全国会议的部署认领任务。\n"
        "会后，我县召开会议。邝楚平强调，要查隐患。"
    )
    assert list(said.values()) == ["national", "province", "county"]


def test_a_city_and_our_county_meet_in_turn() -> None:
    outline = segment(
        tidy(
            "4月12日，全省安全生产电视电话会议召开。会议强调，要查隐患。\n"
            "全省会议结束后，安顺市、我县接着召开会议。县长邝楚平要求，各乡镇要逢会讲安全。\n来源：镇宁县融媒体中心"
        ).text
    )
    assert [meeting.level.value for meeting in outline.meetings] == ["province", "city", "county"]
    assert [meeting.region for meeting in outline.meetings][1] == "安顺市"


def test_a_meeting_of_the_region_heard_before_is_told_of_as_well() -> None:
    outline = segment(
        tidy(
            "8月23日，钦州市防汛抗旱指挥部召开会商调度会。市长邝楚平讲话。\n"
            "会前，邝楚平一行在市指挥中心参加了自治区防御台风视频会议。\n邝楚平强调，要加强巡查。"
        ).text
    )
    assert {(one.level.value, one.region) for one in outline.meetings} == {
        ("city", "钦州市"),
        ("province", "广西壮族自治区"),
    }


def test_cities_of_a_round_up_meet_within_one_paragraph() -> None:
    outline = segment(
        tidy(
            "全省各地贯彻全国安全生产电视电话会议精神\n2019年11月27日\n"
            "11月22日，全国安全生产电视电话会议召开后，全省各地逐级部署。\n"
            "长春市立即召开会议。副市长宫明珂要求，各区要查企业。四平市召开安委会第四次全体会议。会议要求，各县要紧盯拖拉机。\n"
            "白城市第一时间收看了会议，并在市分会场接续召开全市会议。会议强调，要查风电场。\n"
            "松原市安委办负责人说，松原市把任务细化为九类，松原市已检查企业。"
        ).text
    )
    assert [one.region for one in outline.meetings if one.level.value == "city"] == ["长春市", "四平市", "白城市"]


def test_a_meeting_held_before_that_asks_something_is_one() -> None:
    outline = segment(
        tidy(
            "11月27日，延边州副州长宫明珂到客运站检查。\n"
            "此前召开的全州安全生产紧急视频会议提出，要把旅游包车作为防范重点。"
        ).text
    )
    assert [(one.title, one.level.value) for one in outline.meetings] == [("全州安全生产紧急视频会议", "city")]


def test_an_office_of_a_prefecture_that_studies_the_nations_meeting_is_the_prefectures() -> None:
    outline = segment(
        tidy(
            "州交通运输局召开党组（扩大）会议传达学习全国安全生产电视电话会议精神\n2022年1月21日\n"
            "1月20日，州交通运输局召开党组（扩大）会议，传达学习全国会议精神。局长宫明珂强调，各单位要抓好落实。\n"
            "版权所有 甘南藏族自治州交通运输局"
        ).text
    )
    assert [(one.level.value, one.region) for one in outline.meetings] == [("city", "甘南藏族自治州")]
