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
