"""Whether the region of a meeting is one that the text prints."""

import pytest

from meetings.segment import segment

SAYS = "\n会议要求，要抓好落实。"


@pytest.mark.parametrize(
    ("name", "text", "region"),
    [
        ("温岭市-2024-会议.txt", "5月6日，全市安全生产工作会议召开。", "温岭市"),
        ("wenling_2024.txt", "5月6日，全市安全生产工作会议召开。", "温岭市"),
        ("", "5月6日，全市安全生产会议召开。\n主办：市应急局\n网站标识码：3310810001", "温岭市"),
        ("", "5月6日，全省安全生产会议在温岭市召开。", "浙江省"),
        ("大庆市-2021.txt", "5月6日，全市安全生产会议召开，要办好重大庆典活动。", "大庆市"),
        ("保定市-2021.txt", "5月6日，全市安全生产会议召开，要确保定期检查。", "保定市"),
        ("", "5月6日，全省安全生产会议召开。来源：燕赵都市报", "河北省"),
        ("", "三晋大地春来早。5月6日，全省安全生产会议召开。", "山西省"),
    ],
)
def test_what_only_the_file_or_its_surroundings_tell_is_inferred(name: str, text: str, region: str) -> None:
    (meeting,) = segment(text + SAYS, name=name).meetings
    assert (meeting.region, meeting.region_inferred) == (region, True)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("鄂州市召开全市安全生产会议。", "鄂州市"),
        ("鄂州召开全市安全生产会议。", "鄂州市"),
        ("全市安全生产会议在鄂州召开。", "鄂州市"),
        ("恩施州召开全州安全生产会议。", "恩施土家族苗族自治州"),
        ("巴州召开全州安全生产会议。", "巴音郭楞蒙古自治州"),
        ("甘肃省礼县召开全县安全生产会议。", "礼县"),
        ("玉环县召开全县安全生产会议。", "玉环市"),
        ("巢湖市召开全市安全生产会议。", "巢湖市"),
        ("兵团召开安全生产电视电话会议。", "新疆生产建设兵团"),
        ("第八师石河子市召开全市安全生产会议。", "石河子市"),
        ("仪陇县太和镇召开全镇安全生产会议。", "太和镇"),
        ("国务院召开安全生产电视电话会议。", "全国"),
    ],
)
def test_what_the_text_prints_by_any_name_is_not(text: str, region: str) -> None:
    (meeting,) = segment(f"2021年3月1日，{text}{SAYS}", name="会议.txt").meetings
    assert (meeting.region, meeting.region_inferred) == (region, False)


def test_a_place_that_nothing_tells_is_not() -> None:
    (meeting,) = segment(f"2021年3月1日，全市安全生产会议召开。{SAYS}").meetings
    assert (meeting.region, meeting.region_inferred) == (None, False)


@pytest.mark.parametrize(("printed", "inferred"), [("通化县、集安市", True), ("通化市区、集安市", False)])
def test_the_longer_name_of_another_region_does_not_print_it(printed: str, inferred: bool) -> None:
    text = f"2021年3月1日，全市安全生产会议召开，{printed}有关负责人参加。{SAYS}"
    (meeting,) = segment(text, name="通化市-2021.txt").meetings
    assert (meeting.region, meeting.region_inferred) == ("通化市", inferred)
