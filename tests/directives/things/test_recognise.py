"""Named things are found in the forms the genre writes them in, and nothing else is taken for one."""

import json
from pathlib import Path

import pytest

from benchmarks.things import stretches
from directives.things.agreement import Agreement, places_of
from directives.things.cases import cases, settled, title
from directives.things.drafts import Kind, MentionDraft, Stretch
from directives.things.listed_names import shipped_vocabulary
from directives.things.recognise import recognise
from directives.things.taken import Taken
from meetings.readers import read
from meetings.segment import segment
from search.normalise import tidy

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"


def mentions(text: str, said_on: str = "2021-06-17") -> list[MentionDraft]:
    return settled(recognise(text, [Stretch(0, len(text), said_on)], shipped_vocabulary()))


def words(text: str, kind: Kind) -> list[str]:
    return [text[one.start : one.end] for one in mentions(text) if one.kind is kind]


@pytest.mark.parametrize(
    ("text", "said_on", "name", "year", "basis"),
    [
        ("深刻吸取江西上饶“3·12”特别重大爆炸事故教训", "2021-06-17", "江西上饶“3·12”爆炸事故", 2021, "guessed"),
        ("深刻吸取江西上饶“9·12”特别重大爆炸事故教训", "2021-06-17", "江西上饶“9·12”爆炸事故", 2020, "guessed"),
        ("汲取“9.12”江西上饶仓库火灾事故教训", "2021-06-17", "江西上饶仓库“9·12”火灾事故", 2020, "guessed"),
        ("江西上饶 9 · 12 火灾事故", "2021-06-17", "江西上饶“9·12”火灾事故", 2020, "guessed"),
        ("去年9月12日，江西省上饶市一家工厂发生火灾", "2021-06-17", "江西省上饶市“9·12”火灾事故", 2020, "relative"),
        ("2015年9月12日，上饶市某仓库发生爆炸事故", "2021-06-17", "上饶市某仓库“9·12”爆炸事故", 2015, "told"),
        ("认真吸取912事故教训", "2021-06-17", "“9·12”事故", 2020, "guessed"),
        ("上饶港9·12之后", "2021-06-17", "上饶港“9·12”事故", 2020, "guessed"),
        ("江西上饶“9·12”火灾事故", "2021", "江西上饶“9·12”火灾事故", 2021, "guessed"),
        ("江西上饶“9·12”火灾事故", "", "江西上饶“9·12”火灾事故", None, ""),
    ],
)
def test_it_tells_day_place_happening_and_year_of_an_accident(
    text: str, said_on: str, name: str, year: int | None, basis: str
) -> None:
    (one,) = [draft for draft in mentions(text, said_on) if draft.kind is Kind.ACCIDENT]
    assert (title(one.identity), one.identity.year, one.identity.basis.value) == (name, year, basis)


@pytest.mark.parametrize(
    "text",
    [
        "全市共有3.2万台电梯未检验，事故多发",
        "一季度发生各类事故208起、死亡9人",
        "“11·9”消防宣传日活动",
        "5月12日前组织一次火灾事故应急演练",
        "今年以来湖北省道路交通事故起数同比下降",
        "一旦发生燃气爆炸事故，后果不堪设想",
        "G310国道沿线事故多发",
        "习近平总书记“6·13”重要批示精神",
        "湖北省燃气爆炸事故防范工作",
        "拨打12350举报事故隐患",
    ],
)
def test_it_takes_no_figure_for_an_accident(text: str) -> None:
    assert words(text, Kind.ACCIDENT) == []


@pytest.mark.parametrize(
    ("text", "dead", "injured", "missing"),
    [
        ("江西上饶“9·12”火灾事故造成12人死亡、3人受伤。", 12, 3, None),
        ("9月12日，江西上饶市一工厂发生爆炸，截至今天已经造成9人死亡，3人重伤。", 9, 3, None),
        ("江西上饶“9·12”透水事故致5死2伤，另有3人失联。", 5, 2, 3),
        ("江西上饶“9·12”火灾事故，遇难十二人。", 12, None, None),
        ("江西上饶“9·12”火灾事故教训深刻。全年死亡人数同比下降12人。", None, None, None),
    ],
)
def test_it_reads_the_casualties_as_told(text: str, dead: int | None, injured: int | None, missing: int | None) -> None:
    told = mentions(text)[0].casualties
    assert (told.dead, told.injured, told.missing) == (dead, injured, missing)
    assert told.words in text


def test_it_joins_what_one_text_tells_of_one_accident() -> None:
    text = "9月12日，江西上饶市一工厂发生火灾。要吸取江西上饶火灾事故教训。912事故、上饶市的那起事故都说明，江西九江“9·12”透水事故也一样。"
    drafts = mentions(text)
    assert [[text[drafts[at].start : drafts[at].end] for at in case.members] for case in cases(drafts)] == [
        ["9月12日，江西上饶市一工厂发生火灾", "江西上饶火灾事故", "上饶市的那起事故"],
        ["912事故"],  # of either: left by itself
        ["江西九江“9·12”透水事故"],
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("深化安全生产专项整治三年行动", ["安全生产专项整治三年行动"]),
        ("在交通运输等重点行业领域专项整治三年行动", ["专项整治三年行动"]),
        ("打好治本攻坚三年行动", ["治本攻坚三年行动"]),
        ("开展“利剑”专项行动", ["“利剑”专项行动"]),
        ("开展粉尘涉爆企业专项整治", ["粉尘涉爆企业专项整治"]),
        ("推进重点行业领域专项整治和各类检查", []),
        ("开展安全生产大检查，对大排查大整治不放松", ["安全生产大检查", "大排查大整治"]),
        ("各项行动有序", []),
    ],
)
def test_it_finds_campaigns_by_list_and_by_form(text: str, found: list[str]) -> None:
    assert words(text, Kind.CAMPAIGN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("按照“三管三必须”和四不两直要求", ["三管三必须", "四不两直"]),
        ("“党政同责”“一岗双责”", ["党政同责”“一岗双责"]),
        ("党政同责。一岗双责", ["党政同责", "一岗双责"]),
        ("必须执行“一炮三检”", ["一炮三检"]),
        ("严格落实“三查五对”制度", ["三查五对"]),
        ("整治“三合一”场所和“两客一危”车辆", []),
        ("增强“四个意识”，开好“两会”", []),
        ("建立“一企一档”", []),
        ("落实安全生产十五条硬措施", ["安全生产十五条硬措施"]),
        ("按照“打早、打小、打了”的原则", ["打早、打小、打了"]),
        ("坚持“谁主办、谁负责”原则", ["谁主办、谁负责"]),
        ("坚持“谁主管谁负责”", ["谁主管谁负责"]),
        ("牢记“隐患就是事故”的观念", []),
        ("宣传教育进企业、进社区、进农村、进学校、进家庭", ["进企业、进社区、进农村、进学校、进家庭"]),
    ],
)
def test_it_finds_rules_and_leaves_other_short_forms_alone(text: str, found: list[str]) -> None:
    assert words(text, Kind.RULE) == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("《中华人民共和国安全生产法》和安全生产法", ["中华人民共和国安全生产法", "中华人民共和国安全生产法"]),
        ("安全生产法律法规、安全生产法治", []),
        ("印发《关于转发〈某某办法〉的通知》", ["关于转发〈某某办法〉的通知"]),
        ("印发《关于转发《某某办法》的通知》", ["关于转发〈某某办法〉的通知"]),
        ("《关于加强某事的意见》提出。《意见》要求", ["关于加强某事的意见", "关于加强某事的意见"]),
        ("《意见》要求", []),
        ("《某市日报》刊登，观看《生命重于泰山》", []),
        ("《工作要点（送审稿）》", ["工作要点"]),
        ("依据某办发〔2021〕12号执行", ["某办发〔2021〕12号"]),
    ],
)
def test_it_finds_laws_and_papers(text: str, names: list[str]) -> None:
    found = [draft for draft in mentions(text) if draft.kind is Kind.LAW]
    keys = {"安全生产法": "中华人民共和国安全生产法"}
    assert [keys.get(draft.name, draft.name) for draft in found] == names


def test_traditional_script_and_spaces_are_one_name() -> None:
    text = tidy("嚴格落實 三 管 三 必 須 ，深化安全生產專項整治三年行動").text
    assert [draft.name for draft in mentions(text)] == ["三管三必须", "安全生产专项整治三年行动"]


def test_mentions_never_overlap_and_stand_in_order() -> None:
    text = "贯彻《关于推进安全生产专项整治三年行动的意见》，汲取江西上饶“9·12”火灾事故教训，开展大排查大整治"
    found = mentions(text)
    assert [draft.kind for draft in found] == [Kind.LAW, Kind.ACCIDENT, Kind.CAMPAIGN]
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


def test_it_agrees_with_what_people_marked_in_the_transcripts() -> None:
    agreement = Agreement()
    marks = sorted((FIXTURES / "things").glob("*.json"))
    for file in marks:
        listed = json.loads(file.read_text(encoding="utf-8"))
        source = read(listed["doc"], (FIXTURES / "transcripts" / listed["doc"]).read_bytes())
        text = tidy(source.text).text
        found = recognise(text, stretches(segment(text, name=source.name)), shipped_vocabulary())
        agreement.add(list(places_of(text, listed["mentions"])), settled(found))
    assert len(marks) >= 10
    assert agreement.precision >= 0.95
    assert agreement.recall >= 0.95


def test_a_stretch_is_taken_once() -> None:
    taken = Taken()
    assert [taken.take(*span) for span in ((5, 9), (0, 5), (8, 12), (9, 10), (4, 6), (2, 3), (10, 12))] == [
        True, True, False, True, False, False, True,
    ]  # fmt: skip
