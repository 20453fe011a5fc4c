"""Lines that are headings, and lines of the page around a text."""

import pytest

from meetings.headings import heading_of, run_in_heading
from meetings.noise import is_noise


@pytest.mark.parametrize(
    ("line", "depth"),
    [
        ("一、提高认识", 1),
        ("（二）强化统筹", 2),
        ("3.加强值守", 3),
        ("（4）应急准备", 4),
        ("四、落实责任，建立责任体系。", 1),
        ("全力抓好防汛工作", 0),
        ("（一）原则通过《某某方案》。", None),
        ("一、各县区要抓好落实。", None),
        ("（根据录音整理）", None),
        ("会议强调：", None),
        ("要抓好落实。", None),
        ("1完成排查　省住建厅牵头　6月底前", None),
        ("三、听取汇报。会议指出，要抓好落实。", None),
    ],
)
def test_a_short_line_that_is_no_sentence_is_a_heading(line: str, depth: int | None) -> None:
    heading = heading_of(line)
    assert (heading.depth if heading else None) == depth


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("（二）加强应用。市工信局要牵头公示。", "（二）加强应用。"),
        ("（一）某镇要紧盯重点领域。加强巡查。", None),
        ("加强应用。市工信局要牵头公示。", None),
    ],
)
def test_a_first_sentence_may_stand_for_a_heading(line: str, heading: str | None) -> None:
    found = run_in_heading(line)
    assert (found.text if found else None) == heading


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 新闻中心 > 正文",
        "当前位置：首页 > 政务公开",
        "本页位置：首页 → 新闻中心 → 国内新闻",
        "2022-01-18 09:30:00",
        "来源：某市日报  发布时间：2022-01-18",
        "时间:[2020年4月13日]",
        "字体大小:[大 中 小]",
        "【打印本页】【关闭窗口】",
        "上一篇：无",
        "责任编辑：某某",
        "主办：某县人民政府",
        "某ICP备05001234号",
        "索引号 abc/2022-0000007 公开目录 政务要闻",
        "网站地图　联系我们　建议使用1024*768分辨率浏览",
        "— 3 —",
        "晨江日报采写的稿件归晨江新闻网，未经本网许可不得复制；授权转载请注明出处。",
        "凡本网未注明“来源：晨江新闻网”的作品，均转载自其它媒体。",
        "情况通报…………………………1",
        "（试读结束，下载全文请登录会员。",
        "严正声明：本平台所发原创图文未经许可，不得擅自转载、摘编。",
        "var id=1; document.write(id)",
    ],
)
def test_lines_of_the_page_are_noise(line: str) -> None:
    assert is_noise(line)


@pytest.mark.parametrize(
    "line",
    [
        "会议强调，要抓好落实。",
        "时间紧、任务重，各地要抓紧行动：一是排查。二是整改。",
        "记者在现场看到，秩序良好。",
        "要利用微信、客户端等平台开展宣传。",
        "全市安全生产工作会议召开",
        "主办单位要落实安全责任。",
        "会议强调，要抓好落实。" * 3 + "版权所有，未经授权不得转载。",
        "未经培训不得上岗，未经验收不得投用。",
    ],
)
def test_lines_of_the_text_are_not(line: str) -> None:
    assert not is_noise(line)
