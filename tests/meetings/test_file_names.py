"""The region that the name of a file tells."""

import pytest

from meetings.drafts import Level
from meetings.file_names import regions_of_file
from meetings.place_hints import registered_region
from meetings.places import regions_in
from meetings.segment import segment


@pytest.mark.parametrize(
    ("name", "around", "region"),
    [
        ("2024-温岭市政府第38次常务会议.txt", "", "温岭市"),
        ("023_wulumuqixian_changwu_2026.txt", "", "乌鲁木齐县"),
        ("035_tianjin_zhian.txt", "", "天津市"),
        ("z3_05_shaoguan_anweihui.docx", "", "韶关市"),
        ("033_jilin_fangxun.txt", "", "吉林省"),  # and its city
        ("qijiang_shoukan.txt", "", "綦江区"),  # 綦江县 as it was
        ("jingyuanxian_changwu.txt", "", None),  # 靖远县, 泾源县
        ("jingyuanxian_changwu.txt", "宁夏召开会议", "泾源县"),
        ("quanguo_anquan_202401.txt", "", None),
        ("026_changwu_huiyi.txt", "", None),  # 常务, and no 长武县
        ("shigu_jiaoxun_2024.txt", "", None),  # 事故, and no 石鼓区
        ("chaoyang_2024.txt", "辽宁省", "朝阳市"),
        ("changle_anquan.txt", "福州市", "长乐区"),
        ("weifang2_huiyi.txt", "", "潍坊市"),
        ("温岭市赴杭州市学习考察2024.txt", "", "温岭市"),
        ("浙江省温岭市纪要.txt", "", "温岭市"),
        ("jianghua_2019.txt", "", None),
        ("3c9dfe430212666a.txt", "", None),
        ("", "", None),
    ],
)
def test_a_file_name_tells_a_region(name: str, around: str, region: str | None) -> None:
    line = regions_of_file(name, regions_in(around))
    assert (line[0].name if line else None) == region
    assert all(place.level is not Level.NATIONAL for place in line)


def test_the_region_of_the_file_serves_where_the_text_names_none() -> None:
    text = "3月5日，全市建设工程质量讲评会召开。会议要求，各项目部要整改。"
    assert segment(text, name="weifang_zhian_2016.txt").meetings[0].region == "潍坊市"
    assert segment(text, name="huiyi_2016.txt").meetings[0].region is None
    assert segment("德阳市" + text, name="weifang_2016.txt").meetings[0].region == "德阳市"


@pytest.mark.parametrize(
    ("foot", "region"),
    [
        ("瑞安政务 浙公网安备 33038102000017号", "瑞安市"),
        ("网站标识码：3303810001", "瑞安市"),
        ("主办：省人民政府办公厅 川公网安备51990002000017", "四川省"),
        ("某新闻网 沪公网安备31010602000299号", None),
        ("京公网安备11010202000017", None),  # where the country's sites are registered
        ("浙ICP备33038102号", None),
    ],
)
def test_the_registration_of_a_page_tells_its_region(foot: str, region: str | None) -> None:
    place = registered_region(foot)
    assert (place.name if place is not None else None) == region
