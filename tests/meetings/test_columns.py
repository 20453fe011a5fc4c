"""Lists of those present that minutes set in columns."""

import pytest

from meetings.columns import goes_on
from meetings.segment import segment
from search.normalise import tidy

MINUTES = """县政府2025年第7次常务会议纪要

时  间：2025年4月15日
主持人：县长  郭维珂
出  席：刘建璋  常务副县长          何秀岚  副县长
        豆文彬  副县长              赵 鸿翔  副县长、县公安局局长
列  席：县人大常委会  冯忠效        县政协  罗 莉
        县文旅局  李 茜（第五议题）  县市场监管局  高存毅
        县融媒体中心  周 韬         法律顾问  汪律师

会议要求，各乡镇要查隐患。
"""


def test_posts_stand_behind_the_names_and_offices_before_them() -> None:
    outline = segment(tidy(MINUTES).text)
    assert {person.name: person.titles for person in outline.people} == {
        "郭维珂": ("县长",),
        "刘建璋": ("常务副县长",),
        "何秀岚": ("副县长",),
        "豆文彬": ("副县长",),
        "赵鸿翔": ("副县长", "县公安局局长"),
        "冯忠效": (),
        "罗莉": (),
        "李茜": (),
        "高存毅": (),
        "周韬": (),
    }
    assert [meeting.date for meeting in outline.meetings] == ["2025-04-15"]


@pytest.mark.parametrize(
    ("line", "lists"),
    [
        ("豆文彬　副县长　赵鸿翔　副县长", True),
        ("县人武部张勇　县发改局　石万福", True),
        ("副县长　豆文彬", False),
        ("县应急局要牵头抓好检查", False),
        ("县应急局　县水务局　县住建局", False),
    ],
)
def test_a_line_of_a_list_holds_nothing_but_people(line: str, lists: bool) -> None:
    assert goes_on(line) is lists
