"""Where a person serves, told by their titles."""

import pytest

from meetings.homes import home_code


@pytest.mark.parametrize(
    ("titles", "meeting", "home"),
    [
        (["国务院总理"], "420700", "000000"),
        (["应急管理部部长"], "310101", "000000"),
        (["省委副书记", "省长"], "420700", "420000"),
        (["应急管理厅厅长"], "420700", "420000"),
        (["市委书记"], "420700", "420700"),
        (["市委宣传部部长"], "420700", "420700"),
        (["市委书记"], "310101", "310000"),
        (["区长"], "310101", "310101"),
        (["湖北省省长"], "000000", "420000"),
        (["湖北省鄂州市委书记"], None, "420700"),
        (["中共鄂州市委书记"], "420000", "420700"),
        (["副组长", "省长"], "420700", "420000"),
        (["市长"], "420000", "420000"),
        ([], "420700", "420700"),
        (["组长"], None, None),
        (["省长"], "999999", "999999"),
    ],
)
def test_titles_tell_where_a_person_serves(titles: list[str], meeting: str | None, home: str | None) -> None:
    assert home_code(titles, meeting) == home
