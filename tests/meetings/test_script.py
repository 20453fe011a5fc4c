"""The traditional reading mode: one character for one, so that offsets and highlights stay right."""

import pytest

from meetings.script import TRADITIONAL, in_script, reading_in

SIMPLIFIED = [
    ("住建部门要加强城镇燃气管网巡查", "住建部門要加強城鎮燃氣管網巡查"),
    ("日历上的历史", "日曆上的歷史"),
    ("头发发展", "頭髮發展"),
    ("干部在后面擦干地面", None),
    ("2022年1月17日，“四不两直”", "2022年1月17日，“四不兩直”"),
]


@pytest.mark.parametrize(("text", "traditional"), SIMPLIFIED)
def test_it_converts_one_to_one(text: str, traditional: str | None) -> None:
    with reading_in(TRADITIONAL):
        shown = in_script(text)
    assert len(shown) == len(text)
    assert shown == (traditional or shown)
    assert shown != text


def test_no_entry_of_the_dictionary_changes_the_length() -> None:
    from pathlib import Path

    import opencc

    for name in ("STPhrases.txt", "STCharacters.txt"):
        entries = Path(opencc.__file__).with_name("dictionary").joinpath(name).read_text(encoding="utf-8").splitlines()
        pairs = [line.split("\t") for line in entries if "\t" in line]
        assert len(pairs) > 1000
        assert [pair for pair in pairs if len(pair[0]) != len(pair[1].split()[0])] == []


def test_it_leaves_texts_alone_where_it_is_not_chosen() -> None:
    assert in_script("燃气") == "燃气"
    with reading_in("other"):
        assert in_script("燃气") == "燃气"
