"""Where a meeting was held or followed, read from its text."""

import pytest

from meetings.segment import segment
from meetings.venues import venue_in, venues

TOLD = [
    ("全国安全生产电视电话会议在北京召开。", "北京"),
    ("1月8日，集团公司在兰州召开安全生产视频会议。", "兰州"),
    ("会议在办公楼二楼会议室召开，由安委会主任主持。", "办公楼二楼会议室"),
    ("国务院在国家防总指挥中心召开专题会议。", "国家防总指挥中心"),
    ("市长、市安委会主任林嘉树在鄂州分会场参加收听收看。", "鄂州分会场"),
    ("会后上海分会场，市安委会立即召开会议。", "上海分会场"),
    ("会议主会场设在省应急指挥中心，各市州设分会场。", "主会场设在省应急指挥中心"),
    ("时间：2024年3月5日\n地点：市政府三楼会议室\n主持：林嘉树", "市政府三楼会议室"),
]
UNTOLD = [
    "各省（区、市）及有关部门负责同志在各地分会场出席会议。",
    "我们主会场和分会场的同志都要认真领会。",
    "在全国会议召开后，我省立即部署。",
    "在安全生产月活动举行期间，要加强值守。",
    "各级要在一季度召开专题会议。",
    "大会胜利召开。",
    "",
]


@pytest.mark.parametrize(("text", "venue"), TOLD)
def test_it_finds_the_venue_as_printed(text: str, venue: str) -> None:
    found = venue_in(text)
    assert found is not None
    assert found.name == venue
    assert text[found.start : found.end] == venue


@pytest.mark.parametrize("text", UNTOLD)
def test_it_leaves_what_tells_no_venue(text: str) -> None:
    assert venue_in(text) is None


def test_each_meeting_has_its_own_venue() -> None:
    text = (
        "4月15日，全国安全生产视频会议在北京召开。会议强调，要压实责任。\n"
        "会后，湖北省召开全省安全生产视频会议。会议要求，各地要立即行动。\n"
    )
    outline = segment(text)
    assert [venue.name for venue in venues(text, outline.meetings, outline.turns).values()] == ["北京"]
