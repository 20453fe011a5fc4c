"""Whole texts: the meetings, the people and who says what."""

import time

import pytest

from meetings.drafts import Level, Outline, Voice
from meetings.segment import segment
from search.normalise import Tidied, tidy
from tests.meetings.genre_samples import FOLDER, Marked, read_sample

NAMES = sorted(path.name for path in FOLDER.glob("*.txt"))


def _said(outline: Outline, tidied: Tidied, marked: Marked) -> set[tuple[str, str, str]]:
    start, end = tidied.offsets.tidied_span(marked.start, marked.end)
    return {
        (turn.meeting or "-", turn.voice.value, turn.speaker or "-")
        for turn in outline.turns
        if tidied.text[max(start, turn.start) : min(end, turn.end)].strip()
    }


@pytest.mark.parametrize("name", NAMES)
def test_it_finds_the_meetings_of_a_text_of_the_genre(name: str) -> None:
    sample = read_sample(name)
    outline = segment(tidy(sample.text).text)
    found = [
        (one.key, one.level.value, one.region or "-", one.date or "-", *([one.parent] if one.parent else []))
        for one in outline.meetings
    ]
    assert found == sample.meetings


@pytest.mark.parametrize("name", NAMES)
def test_it_finds_the_people_of_a_text_of_the_genre(name: str) -> None:
    sample = read_sample(name)
    outline = segment(tidy(sample.text).text)
    assert {(one.name, one.meeting or "-"): set(one.titles) for one in outline.people} == sample.people


@pytest.mark.parametrize("name", [name for name in NAMES if read_sample(name).marked])
def test_it_gives_every_sentence_to_whom_it_belongs(name: str) -> None:
    sample = read_sample(name)
    tidied = tidy(sample.text)
    outline = segment(tidied.text)
    wrong = [
        (sample.text[one.start : one.end][:40], said)
        for one in sample.marked
        if (said := _said(outline, tidied, one)) != {(one.meeting, one.voice, one.speaker)}
    ]
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_turns_cover_the_text_in_order(name: str) -> None:
    text = tidy(read_sample(name).text).text
    at = 0
    for turn in segment(text).turns:
        assert at <= turn.start < turn.end <= len(text)
        assert text[at : turn.start].strip() == ""
        at = turn.end
    assert text[at:].strip() == ""


@pytest.mark.parametrize("text", ["", " \n\u3000\n", "要", "。", "会议", "安全生产\n安全生产"])
def test_it_finds_nothing_in_next_to_nothing(text: str) -> None:
    outline = segment(text)
    assert (outline.meetings, outline.people) == ((), ())


def test_a_heading_path_stands_with_the_turns_under_it() -> None:
    text = "县政府召开第3次常务会议，议定以下事项：\n一、研究供暖\n（一）抓保供。县住建局要备足煤炭。\n二、研究消防\n要开展检查。"
    paths = {turn.headings for turn in segment(text).turns if turn.voice is Voice.MEETING}
    assert paths == {("一、研究供暖", "（一）抓保供。"), ("二、研究消防",)}


def test_the_file_name_gives_the_year_as_a_last_resort() -> None:
    text = "5月6日，全市安全生产工作会议召开。\n会议要求，要抓好落实。"
    (meeting,) = segment(text, name="纪要2017.docx").meetings
    assert (meeting.date, meeting.date_inferred) == ("2017-05-06", True)


def test_a_person_known_from_elsewhere_is_recognised_without_a_title() -> None:
    text = "全市安全生产工作会议5月6日召开。\n尉迟锋安排下一步工作时指出，要抓好落实。"
    assert segment(text).people == ()
    (person,) = segment(text, known_people=frozenset({"尉迟锋"})).people
    assert (person.name, person.roles) == ("尉迟锋", ("讲话",))


@pytest.mark.parametrize(
    ("text", "level", "region"),
    [
        ("2021年3月1日，国务院召开全国安全生产电视电话会议。", Level.NATIONAL, "全国"),
        ("2021年3月1日，青海省政府召开全省安全生产会议。", Level.PROVINCE, "青海省"),
        ("2021年3月1日，内蒙古自治区召开全区安全生产会议。", Level.PROVINCE, "内蒙古自治区"),
        ("2021年3月1日，天津市召开全市安全生产会议。", Level.PROVINCE, "天津市"),
        ("2021年3月1日，普洱市召开全市安全生产会议。", Level.CITY, "普洱市"),
        ("2021年3月1日，张家港市召开全市安全生产会议。", Level.COUNTY, "张家港市"),
        ("2021年3月1日，浦东新区召开全区安全生产会议。", Level.COUNTY, "浦东新区"),
        ("2021年3月1日，恩施州召开全州安全生产会议。", Level.CITY, "恩施土家族苗族自治州"),
        ("2021年3月1日，兵团召开安全生产电视电话会议。", Level.PROVINCE, "新疆生产建设兵团"),
        ("2021年3月1日，青山镇召开安全生产会议。", Level.TOWNSHIP, "青山镇"),
        ("2021年3月1日，仪陇县太和镇召开安全生产会议。", Level.TOWNSHIP, "太和镇"),
        ("2021年3月1日，东川矿业公司召开安全生产例会。", Level.ENTERPRISE, "东川区"),
        ("2021年3月1日，宏远矿业公司召开安全生产例会。", Level.ENTERPRISE, None),
    ],
)
def test_the_holder_gives_level_and_region(text: str, level: Level, region: str | None) -> None:
    (meeting,) = segment(text + "\n会议强调，要抓好落实。").meetings
    assert (meeting.level, meeting.region, meeting.date) == (level, region, "2021-03-01")


@pytest.mark.parametrize(
    ("issuer", "region"), [("宝鸡市秦东矿业有限公司安全环保部", "宝鸡市"), ("秦东矿业安全环保部", None)]
)
def test_the_full_name_of_a_company_at_the_head_tells_its_region(issuer: str, region: str | None) -> None:
    (meeting,) = segment(
        f"安全生产工作简报\n{issuer}\n2023年5月11日，集团公司召开第二季度安委会扩大会议。\n会议要求，要排查隐患。"
    ).meetings
    assert (meeting.level, meeting.region) == (Level.ENTERPRISE, region)


@pytest.mark.parametrize(
    "text",
    [
        "各地要定期召开安全生产会议，研究解决问题。",
        "近日，多地召开的安全生产会议精神正在贯彻落实。",
        "记者从全省安全生产工作会议上获悉，去年事故总量下降。",
        "按照全国安全生产电视电话会议部署，我市开展了检查。\n检查组要求，要整改到位。",
        "我局将于下月召开动员大会。",
        "会议室已改造完毕，可召开视频会议。",
    ],
)
def test_what_is_ordered_planned_or_only_mentioned_is_no_meeting(text: str) -> None:
    assert segment("关于安全生产工作的情况\n入冬以来，各地开展了检查。\n成效明显。\n" + text).meetings == ()


def test_a_meeting_of_several_days_is_dated_by_its_first() -> None:
    text = "2024年10月31日至11月1日，全国化工园区安全交流推进会在沧州市召开。会议要求，要加强风险研判。\n"
    (meeting,) = segment(text).meetings
    assert meeting.date == "2024-10-31"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("讲话\n在会上的讲话（2019年13月40日）武汉市昨日召开安全生产工作会议。", "2019"),
        ("讲话\n在会上的讲话（2019年2月30日）昨日，武汉市召开安全生产工作会议。", "2019-02"),
        ("标题\n本报2021年2月30日讯 昨日下午，武汉市召开安全生产工作会议。", "2021-02"),
        ("新闻联播20190230\n武汉市召开安全生产工作会议。", "2019-02"),
    ],
)
def test_a_day_that_no_calendar_has_is_left_out_of_the_date(text: str, day: str) -> None:
    assert [one.date for one in segment(tidy(text).text).meetings] == [day]


@pytest.mark.parametrize("holder", ["农业农村部党组", "省应急厅党委"])
def test_a_party_group_names_its_meeting(holder: str) -> None:
    outline = segment(f"2019年5月20日，{holder}召开会议。\n会议强调，要抓好农机安全。\n")
    assert [one.title for one in outline.meetings] == [f"{holder}会议"]


@pytest.mark.parametrize(
    ("post", "title"),
    [
        ("区委副书记、区长", "全区第12次政府常务会议"),
        ("县长", "全县第12次政府常务会议"),
        ("旗长", "全旗第12次政府常务会议"),
    ],
)
def test_a_county_that_is_not_named_is_called_what_it_is(post: str, title: str) -> None:
    (meeting,) = segment(f"11月26日，{post}王绍远主持召开第12次政府常务会议。\n会议要求，要排查隐患。").meetings
    assert meeting.title == title


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("要闻　时政　财经\n海州市召开安全生产工作会议", "海州市召开安全生产工作会议"),
        ("EN\n\n海州集团召开防汛专题会", "海州集团召开防汛专题会"),
        ("主题分类 2025年政府常务会议 体裁分类\n海州市召开第四次常务会议", "海州市召开第四次常务会议"),
        ("海州区人民政府\n2026年第5次常务会议纪要", "海州区人民政府2026年第5次常务会议纪要"),
        ("海州深刻吸取“3·21”教训\n要闻", "海州深刻吸取“3·21”教训"),
        ("海州市召开安全生产工作会议\n梁国栋出席并讲话", "海州市召开安全生产工作会议"),
    ],
)
def test_the_title_is_the_line_that_tells_of_the_genre(head: str, title: str) -> None:
    assert segment(f"{head}\n6月1日，市政府召开会议。会议要求，各地要排查隐患。").title == title


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("国网海州供电公司组织召开2022年第一季度安全生产委员会。", "国网海州供电公司2022年第一季度安全生产委员会"),
        ("国家电网有限公司召开保暖保供工作电视电话会议。", "国家电网有限公司保暖保供工作电视电话会议"),
        ("海州集团安委会召开全体会议。", "海州集团安委会全体会议"),
        ("海州日报讯 海州港务公司召开安全例会。", "海州港务公司安全例会"),
    ],
)
def test_a_company_names_its_meeting_in_full(told: str, title: str) -> None:
    (meeting,) = segment(f"1月9日，{told}\n会议要求，要排查隐患。").meetings
    assert meeting.title == title


def test_a_meeting_of_another_tier_heard_days_later_is_one_of_its_own() -> None:
    text = (
        "3月5日，长沙市政府召开安全生产调度会议。会议要求，各区县要排查隐患。\n"
        "3月8日，副市长李建远参加全省电视电话会议，并在会上发言。"
    )
    assert [(one.level, one.region) for one in segment(text).meetings] == [
        (Level.CITY, "长沙市"),
        (Level.PROVINCE, "湖南省"),
    ]


@pytest.mark.parametrize("word", ["都", "并且都", "关于", "并且", "还要"])
def test_a_word_copied_over_and_over_is_read_in_time(word: str) -> None:
    segment(f"会议要求，县长王建远{word * 60}工作。各单位{word * 60}落实。")


def test_a_row_of_posts_without_names_is_read_in_time() -> None:
    started = time.process_time()
    segment("市委书记、" * 3000)
    assert time.process_time() - started < 5  # a minute, were the row gone back over from each post
