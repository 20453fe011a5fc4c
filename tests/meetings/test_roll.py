"""Lists of those present: names are read from them, offices and villages are not."""

import pytest

from meetings.roll import named_on_roll, roll_role


def _names(line: str) -> list[str]:
    return [one.name for one in named_on_roll(line)]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("出席：王伟、李强国、何平", ["王伟", "李强国", "何平"]),
        ("出席人员：赵永平 段成林", ["赵永平", "段成林"]),
        ("参加：安监站、林业站、农机站、卫生院", []),
        ("参加：毛家村、李庄、王家沟、东关村", []),
        ("参加人员：各村书记、驻镇单位负责人、全体人员", []),
        ("参加：县应急局、县住建局、龙腾厂、农商行", []),
        ("列席：王伟（县应急局）、李强国", ["王伟", "李强国"]),
        (
            "列席：县人大常委会　王建明，县政协　刘启文，县人武部袁涛，县法院、县检察院、各有关单位",
            ["王建明", "刘启文", "袁涛"],
        ),
    ],
)
def test_only_names_are_read_from_a_list_of_those_present(line: str, names: list[str]) -> None:
    assert _names(line) == names


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("主持：县长王伟", "主持"),
        ("会议主持人：王伟", "主持"),
        ("出席：王伟", "出席"),
        ("（汇报人：局长王伟）", "汇报了"),
        ("王伟主持会议。", ""),
    ],
)
def test_the_label_of_a_list_gives_the_part(line: str, role: str) -> None:
    assert roll_role(line) == role
