"""Sentences, parts and clauses as spans."""

import pytest

from directives.sentences import blank_quotes, clauses, parts, sentences, trim


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("要抓好落实。会议到此结束。", ["要抓好落实。", "会议到此结束。"]),
        ("一、总体要求\n要抓好落实", ["一、总体要求", "要抓好落实"]),
        ("他说：“要快。”随后散会。", ["他说：“要快。”", "随后散会。"]),
        ("  要抓好落实！ \n\n 不得松懈。", ["要抓好落实！", "不得松懈。"]),
        ("三堅決!兩確保工作。", ["三堅決!兩確保工作。"]),
        ("要加强值守!\n要快!", ["要加强值守!", "要快!"]),
        ("", []),
    ],
)
def test_it_cuts_at_full_stops_and_line_breaks(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in sentences(text, 0, len(text))] == expected


def test_it_knows_what_opens_and_what_fills_a_paragraph() -> None:
    text = "二、重点任务\n要排查。要整改。"
    found = [(s.opens, s.alone) for s in sentences(text, 0, len(text))]
    assert found == [(True, True), (True, False), (False, False)]


def test_it_stays_between_the_two_offsets() -> None:
    text = "前一句。要排查隐患。后一句。"
    assert [text[s.start : s.end] for s in sentences(text, 4, 10)] == ["要排查隐患。"]


def test_every_character_but_white_space_is_in_one_sentence() -> None:
    text = "一、形势\n 总体平稳。但是；仍有问题！\n（内部资料）\n"
    covered = [k for s in sentences(text, 0, len(text)) for k in range(s.start, s.end)]
    assert len(covered) == len(set(covered))
    assert {k for k, letter in enumerate(text) if not letter.isspace()} <= set(covered)


@pytest.mark.parametrize(
    ("sentence", "blanked"),
    [
        ("落实“三个必须”要求", "落实“〇〇〇〇”要求"),
        ("按照《办法（试行）》执行", "按照《〇〇〇〇〇〇》执行"),
        ("（一）各镇（街道）要落实", "（一）各镇（〇〇）要落实"),
        ("各部门“一把手”要负责", "各部门“一把手”要负责"),
        ("“要做好安全生产工作。”", "“要做好安全生产工作。”"),
        ("要排查,要整改;投入1,200万元", "要排查，要整改；投入1,200万元"),
        ("会议强调:08:30前到岗", "会议强调：08:30前到岗"),
    ],
)
def test_it_blanks_quotations_at_the_same_length(sentence: str, blanked: str) -> None:
    assert blank_quotes(sentence) == blanked
    assert len(blank_quotes(sentence)) == len(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("要排查隐患；要抓整改。", ["要排查隐患；", "要抓整改。"]),
        ("要快；要实；要细。", ["要快；要实；要细。"]),
        ("会议要求，一是排查，二是整改，三是问责。", ["会议要求，一是排查，", "二是整改，", "三是问责。"]),
        ("一要加快，二要求实。", ["一要加快，", "二要求实。"]),
        ("落实“〇〇〇〇〇”。", ["落实“〇〇〇〇〇”。"]),
        ("一是排查，一是整改。", ["一是排查，一是整改。"]),
    ],
)
def test_it_cuts_parts_at_semicolons_and_ordinals(sentence: str, expected: list[str]) -> None:
    assert [sentence[a:b] for a, b in parts(sentence)] == expected


def test_who_answers_for_it_belongs_to_the_sentence_before() -> None:
    text = "要加强管网排查。（责任单位：市住建局）要抓好校车管理。"
    assert [text[s.start : s.end] for s in sentences(text, 0, len(text))] == [
        "要加强管网排查。（责任单位：市住建局）",
        "要抓好校车管理。",
    ]


def test_clauses_lie_between_commas_and_columns() -> None:
    row = "9月底前完成 省商务厅牵头，市场监管局配合。"
    assert [row[a:b] for a, b in clauses(row)] == ["9月底前完成", "省商务厅牵头", "市场监管局配合"]


def test_trim_leaves_no_white_space() -> None:
    assert trim("  要快 \n", 0, 6) == (2, 4)
