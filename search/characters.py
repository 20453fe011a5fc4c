"""Tables of characters: traditional to simplified, and what a character is for comparing."""

import unicodedata
from functools import cache
from importlib.resources import files

# Valid in simplified text although OpenCC converts them: the 2013 table of standard characters readmits
# 昇 and 甦 for names, and 乾, 於, 徵, 夥, 後, 麽 … keep a meaning of their own (乾坤, 於 as a surname, 宫商角徵羽).
# All others that GB 2312 (the simplified set of 1980) holds are left alone by the same reasoning.
_NAMES = frozenset("昇甦叡詠澂陞濬")

# Further variants that compare alike. Beyond OpenCC's table, because `fold` cannot look at the context.
_VARIANTS = {
    "著": "着", "傢": "家", "賬": "帐", "账": "帐", "餘": "余", "馀": "余", "锺": "钟", "瞭": "了", "藉": "借", "祇": "只",
    "衹": "只", "託": "托", "讬": "托", "麽": "么", "麼": "么", "菸": "烟", "覆": "复", "彷": "仿", "牴": "抵",
    "谘": "咨", "綫": "线", "缐": "线", "値": "值", "戸": "户", "戶": "户", "説": "说", "兎": "兔", "黒": "黑",
    "産": "产", "県": "县", "気": "气", "検": "检", "収": "收", "険": "险", "槪": "概", "爲": "为", "淸": "清",
    "靑": "青", "敎": "教", "尙": "尚", "內": "内", "吿": "告", "呂": "吕", "吳": "吴", "沒": "没", "絕": "绝",
    "別": "别", "錄": "录", "綠": "绿", "彥": "彦", "溫": "温", "眞": "真", "禿": "秃", "緖": "绪", "衆": "众",
    "劵": "券", "毎": "每", "凃": "涂", "徧": "遍", "𨰹": "锺", "镟": "旋", "閒": "闲", "钜": "巨",
}  # fmt: skip


# Radicals that some PDFs print for the letters they are, where Unicode holds the two for unlike.
RADICALS = {
    "⺟": "母", "⺠": "民", "⻁": "虎", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻓": "长", "⻔": "门", "⻘": "青",
    "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻨": "麦",
    "⻩": "黄", "⻬": "齐", "⻮": "齿", "⻰": "龙", "⻳": "龟",
}  # fmt: skip


@cache
def simplified() -> dict[str, str]:
    """Traditional character → simplified, from OpenCC's table (its first choice), without identities."""
    return {old: new for old, new in _pairs("TSCharacters.txt") if old != new}


@cache
def phrases() -> dict[str, str]:
    """Traditional phrases whose conversion depends on more than one character, of equal length."""
    return {old: new for old, new in _pairs("TSPhrases.txt") if len(old) == len(new)}


def _pairs(name: str) -> list[tuple[str, str]]:
    lines = (files("opencc") / "dictionary" / name).read_text(encoding="utf-8").splitlines()
    return [(old, new.split(" ")[0]) for old, _, new in (line.partition("\t") for line in lines) if new]


@cache
def traditional() -> frozenset[str]:
    """The characters that prove a text traditional: OpenCC converts them and GB 2312 lacks them."""
    return frozenset(old for old in simplified() if len(old) == 1 and not _in_gb2312(old)) - _NAMES


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


RULES = 1  # raise it when `_fold_character` does something else with the same tables


class FoldTable(dict[int, str]):
    """Code point → what it is for comparing; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    """NFKC, lower case and simplified until nothing changes, then letters and digits alone."""
    folded = character
    for _ in range(5):
        lowered = unicodedata.normalize("NFKC", folded).lower()
        changed = "".join(_simple(one) for one in lowered)
        if changed == folded:
            break
        folded = changed
    return "".join(one for one in folded if unicodedata.category(one)[0] in "LN")


def _simple(character: str) -> str:
    new = RADICALS.get(character) or simplified().get(character, character)
    return _VARIANTS.get(new, new)


@cache
def folding() -> str:
    """What decides how characters compare: another text wherever that may differ."""
    tables = (sorted(simplified().items()), sorted(_VARIANTS.items()), sorted(RADICALS.items()))
    return f"{RULES} {unicodedata.unidata_version} {tables}"


FOLD = FoldTable()
