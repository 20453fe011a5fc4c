"""Which sentences and titles tell of a meeting, what they call it, and on what level it is."""

import pytest

from meetings.announced_titles import title_announcement
from meetings.announcements import announcements_in
from meetings.drafts import Level
from meetings.kinds import kind_of
from meetings.levels import level_of


def _told(sentence: str) -> list[tuple[str, str]]:
    return [(one.form, one.title) for one in announcements_in(sentence, 0, len(sentence))]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("5月9日，省政府召开全省防汛工作视频会议。", [("held", "全省防汛工作视频会议")]),
        ("市安委会召开2021年第二次全体（扩大）会议，研究工作。", [("held", "2021年第二次全体（扩大）会议")]),
        ("全市消防工作会议5月9日在某地召开。", [("named", "全市消防工作会议")]),
        ("公司2015年一季度安委会在会议室召开。", [("named", "公司2015年一季度安委会")]),
        ("副省长方某出席全省森林防火电视电话会议并讲话。", [("joined", "全省森林防火电视电话会议")]),
        ("我县组织收听收看全省森林防火电视电话会议。", [("joined", "全省森林防火电视电话会议")]),
        ("在全市安全生产工作会议上，市长强调要抓落实。", [("at", "全市安全生产工作会议")]),
        ("会后，某省就全省安全生产工作进行部署。", [("deploys", "某省就全省安全生产工作进行部署")]),
        ("市长在本市分会场参加收听收看会议，并就贯彻落实会议精神进行安排部署。", [("follow", "")]),
        (
            "全国、全省消防工作电视电话会议召开。",
            [("named", "全国消防工作电视电话会议"), ("named", "全省消防工作电视电话会议")],
        ),
        (
            "国务院安委会和省政府分别召开安全生产视频会议。",
            [("held", "安全生产视频会议"), ("held", "安全生产视频会议")],
        ),
        ("省应急厅视频调度近期防汛工作，要求各地抓好落实。", [("held", "视频调度近期防汛工作会议")]),
        ("在这个时候召开安全会议，很有必要。", [("held", "安全会议")]),
        ("国务院10日召开全国安全防范视频会议后，市安委办立即召开部署会议。", [("held", "部署会议")]),
        ("省安委办对三个市政府负责人进行了约谈。", [("held", "安全生产约谈")]),
    ],
)
def test_a_meeting_is_told_of_in_many_ways(sentence: str, told: list[tuple[str, str]]) -> None:
    assert _told(sentence) == told


@pytest.mark.parametrize(
    "sentence",
    [
        "各县区要定期召开安全生产会议。",
        "会议决定近期将召开动员大会。",
        "传达学习全国安全生产电视电话会议精神。",
        "按照全省安全生产会议部署，抓好落实。",
        "近期召开的视频会议精神要传达到位。",
        "通过召开座谈会等方式开展宣传。",
        "各地陆续召开会议进行部署。",
        "会议室门口设置了标识。",
        "会前，参会人员收听收看了全省安全生产电视电话会议。",
        "会议集中学习了应急管理工作要点，某领导在全省防汛动员大会上的重要讲话精神。",
        "会议传达了省领导批示，在全省森林防火电视电话会议上通报的火情。",
        "副市长在全市安全生产工作会议上的讲话印发各县区。",
    ],
)
def test_what_is_ordered_relayed_or_remembered_is_not_announced(sentence: str) -> None:
    assert _told(sentence) == []


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("市政府第62次常务会议纪要", "市政府第62次常务会议"),
        ("在全市安全生产工作会议上的讲话", "全市安全生产工作会议"),
        ("6月17日全国、全省安全生产电视电话会议精神", "全国、全省安全生产电视电话会议"),
        ("二、全省会议精神", "全省会议"),
        ("全省一季度安全生产视频调度会材料汇编", "全省一季度安全生产视频调度会"),
        ("[视频]某市召开防汛专题会议", "防汛专题会议"),
        ("某局传达学习全省安全生产会议精神", None),
        ("一、学习贯彻全国两会精神", None),
        ("关于召开全市安全生产会议的通知", None),
        ("我市收听收看全省安全生产视频会议", None),
    ],
)
def test_a_title_names_a_meeting_unless_it_only_passes_one_on(line: str, title: str | None) -> None:
    found = title_announcement(line, 0, len(line))
    assert (found.title if found else None) == title


@pytest.mark.parametrize(
    ("subject", "title", "level"),
    [
        ("国务院", "全国安全生产电视电话会议", Level.NATIONAL),
        ("应急管理部", "视频调度会", Level.NATIONAL),
        ("省政府", "安全生产会议", Level.PROVINCE),
        ("市委常委会", "会议", Level.CITY),
        ("县长某某主持", "县人民政府第1次常务会议", Level.COUNTY),
        ("区政府", "第5次常务会议", Level.COUNTY),
        ("某镇", "安全生产例会", Level.TOWNSHIP),
        ("街道办", "安全生产例会", Level.TOWNSHIP),
        ("某矿业公司", "安全生产工作会", Level.ENTERPRISE),
        ("市安委办组织", "危化品企业约谈会", Level.CITY),
        ("", "重点企业约谈会", Level.ENTERPRISE),
        ("", "我县煤矿、非煤矿山安全专题会议", Level.COUNTY),
        ("", "会议", None),
    ],
)
def test_the_level_comes_from_holder_and_title(subject: str, title: str, level: Level | None) -> None:
    assert level_of(subject, title) is level


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("全国安全生产电视电话会议", "safety-teleconference"),
        ("全国安全生产视频会议", "safety-teleconference"),
        ("全省安全生产电视电话会议暨省安委会第一次全体会议", "safety-teleconference"),
        ("市安委会第二次全体会议", "committee-plenary"),
        ("县政府第8次常务会议", "executive-meeting"),
        ("市委常委会会议", "standing-committee"),
        ("防汛专题会议", "flood-control"),
        ("新闻发布会", "press-conference"),
        ("碰头会", "meeting"),
    ],
)
def test_a_title_gives_the_kind(title: str, kind: str) -> None:
    assert kind_of(title) == kind
