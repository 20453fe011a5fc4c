"""The region tree and the regions a text names."""

import pytest

from meetings.drafts import Level
from meetings.gazetteer import all_places, ancestors, contains
from meetings.place_hints import counties_hinted
from meetings.places import find_region, name_in, regions_in


@pytest.mark.parametrize(
    ("name", "full", "code", "level"),
    [
        ("湖北", "湖北省", "420000", Level.PROVINCE),
        ("湖北省", "湖北省", "420000", Level.PROVINCE),
        ("广西", "广西壮族自治区", "450000", Level.PROVINCE),
        ("内蒙古", "内蒙古自治区", "150000", Level.PROVINCE),
        ("上海", "上海市", "310000", Level.PROVINCE),
        ("鄂州", "鄂州市", "420700", Level.CITY),
        ("恩施", "恩施土家族苗族自治州", "422800", Level.CITY),
        ("常熟市", "常熟市", "320581", Level.COUNTY),
        ("昆都仑区", "昆都仑区", "150203", Level.COUNTY),
        ("浦东新区", "浦东新区", "310115", Level.COUNTY),
        ("仙桃市", "仙桃市", "429004", Level.COUNTY),
        ("兵团", "新疆生产建设兵团", "660000", Level.PROVINCE),
        ("台湾省", "台湾省", "710000", Level.PROVINCE),
        ("全国", "全国", "000000", Level.NATIONAL),
        ("闸北区", "闸北区", "310108", Level.COUNTY),
        ("密云县", "密云区", "110118", Level.COUNTY),
    ],
)
def test_a_region_is_found_by_its_full_short_and_former_name(name: str, full: str, code: str, level: Level) -> None:
    place = find_region(name)
    assert place is not None
    assert (place.name, place.code, place.level) == (full, code, level)


def test_a_name_of_many_regions_needs_the_one_it_lies_in() -> None:
    assert find_region("朝阳区") is None
    inside = find_region("朝阳区", within="110000")
    assert inside is not None and inside.code == "110105"


def test_ancestors_lead_from_the_nearest_to_the_whole_country() -> None:
    assert [place.name for place in ancestors("420702")] == ["鄂州市", "湖北省", "全国"]
    assert ancestors("000000") == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("在我省长沙市召开", ["长沙市"]),
        ("在我省长春召开", ["长春市"]),
        ("县委常委、副县长沙尔布要求", []),
        ("老城区管网要改造", []),
        ("洛阳市老城区召开会议", ["洛阳市", "老城区"]),
    ],
)
def test_a_post_before_a_name_makes_no_city(text: str, names: list[str]) -> None:
    assert [one.place.name for one in regions_in(text)] == names


def test_every_region_but_the_country_lies_in_a_known_one() -> None:
    codes = {place.code for place in all_places()}
    assert len(codes) == len(all_places())
    assert {place.parent_code for place in all_places()} - {None} <= codes
    assert all(len(code) == 6 and code.isdigit() for code in codes)


@pytest.mark.parametrize(
    ("text", "name", "called"),
    [
        ("甘孜州召开会议", "甘孜藏族自治州", "甘孜州"),
        ("康定传媒网消息，我州召开会议", "甘孜藏族自治州", "甘孜藏族自治州"),
        ("前郭县召开会议", "前郭尔罗斯蒙古族自治县", "前郭县"),
        ("松桃分会场收听收看", "松桃苗族自治县", "松桃县"),
        ("我县召开会议", "东乡族自治县", "东乡族自治县"),
        ("我县召开会议", "阿克塞哈萨克族自治县", "阿克塞县"),
        ("大理白族自治州召开会议", "大理白族自治州", "大理白族自治州"),
        ("我市召开会议", "鄂州市", "鄂州市"),
        ("汕尾市城区召开会议", "城区", "汕尾市城区"),
    ],
)
def test_a_region_goes_by_the_name_that_a_text_calls_it(text: str, name: str, called: str) -> None:
    assert name_in(text, name) == called


def test_containing_is_false_where_a_region_is_unknown() -> None:
    assert contains("420000", "420702")
    assert contains("420000", "420000")
    assert not contains("430000", "420702")
    assert not contains(None, "420702")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("山东栖霞一处矿井", ["山东省", "栖霞市"]),
        ("栖霞的苹果熟了", []),
        ("确保长治久安，促进商务发展", []),
        ("按期完成县级验收，形成县乡联动", []),
        ("到代县调研", ["代县"]),
        ("代县长主持会议", []),
        ("吉林两地", ["吉林省"]),
        ("北京市朝阳区", ["北京市", "朝阳区"]),
        ("龙江大地", ["黑龙江省"]),
        ("春节期间大庆活动多", []),
        ("县林业局要会同县应急局", []),
        ("9月5日，会同县召开会议", ["会同县"]),
        ("正在新建县道", []),
        ("码头、港口区域", []),
    ],
)
def test_common_words_are_no_regions(text: str, names: list[str]) -> None:
    assert [named.place.name for named in regions_in(text)] == names


@pytest.mark.parametrize(
    ("page", "county"),
    [
        ("来源：象山新闻网 我县召开会议", "象山县"),
        ("来源：象山新闻网 我区召开会议", "象山区"),
        ("来源：承德新闻网 我县召开会议", "承德县"),
        ("县领导在清水河分会场参加会议", "清水河县"),
    ],
)
def test_a_short_name_that_places_share_is_of_the_kind_the_page_calls_its_own(page: str, county: str) -> None:
    assert [named.place.name for named in counties_hinted(page)] == [county]


@pytest.mark.parametrize(
    "text", ["去年秋天全县森林防火", "昨天全县召开会议", "开春天全县备耕", "今天全市的企业都要查", "当天全区停课"]
)
def test_the_end_of_a_day_is_no_county(text: str) -> None:
    assert regions_in(text) == []


@pytest.mark.parametrize("text", ["对东至、石台山区公路急弯陡坡", "石台山区"])
def test_a_name_of_old_does_not_take_a_character_of_a_county(text: str) -> None:
    assert regions_in(text) == []
