"""Removes the stray spaces that typesetting leaves inside words and numbers."""

import re

from search.offsets import Edit

_GAP = re.compile(r"(?<=[^\s])[ \t\u3000]+(?=[^\s])")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉【】『』「」…—·％℃")
_NUMBER_END = re.compile(r"(?P<digits>\d[\d \t\u3000]{0,12}?\d)[ \t\u3000]{0,4}(?P<unit>[年月日])")
_ROLL = re.compile(r"\s*(?:会议)?(?:主\s?持|出席|列席|参会|参加|缺席|请假)(?:人员?|领导)?\s?[：:]")  # names follow
_COLUMN_GAP = 4  # spaces; within a word they are fewer, but for single characters spread over a line (通　　　　知)
_SENTENCE = re.compile("[。；，]")
_NAME_GOES_ON = re.compile(".(?:同志|就|对|在|主持|强调|指出|要求|传达|通报|代表|宣读|作)")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_SPLIT_NAME = re.compile(
    f"[{''.join(sorted(_SURNAMES))}申尤游聂焦闫柴翟齐岳庄邢骆葛耿詹鲁祝单牛向][长记任员席理]"
)  # read backwards: a surname behind a post


def space_edits(text: str) -> list[Edit]:
    """Spaces between Han characters, beside Chinese punctuation and between Han and digits go; one stays between
    Latin words, between the parts of a headline and in a list of names; a wide gap becomes one wide space."""
    edits: list[Edit] = []
    joined = {at for start, end in _split_numbers(text) for at in range(start, end)}
    for match in _GAP.finditer(text):
        start, end = match.span()
        new = "" if start in joined else _between(text, start, end)
        if new != match[0]:
            edits.append(Edit(start, end, new))
    return edits


def _between(text: str, start: int, end: int) -> str:
    left, right = text[start - 1], text[end]
    if left in _PUNCTUATION or right in _PUNCTUATION:
        return ""
    han_left, han_right = bool(_HAN.match(left)), bool(_HAN.match(right))
    if han_left and han_right:
        return _separator(text, start, end)
    if (han_left and (right.isdigit() or right in ")%")) or (han_right and (left.isdigit() or left in "(%")):
        return ""
    return " "


def _separator(text: str, start: int, end: int) -> str:
    """What is left of a gap between two Han characters: nothing, or what keeps words apart that belong apart."""
    before, after = _token_before(text, start), _token_after(text, end)
    if end - start <= _COLUMN_GAP and _SPLIT_NAME.match(before[::-1]) and _NAME_GOES_ON.match(after):
        return ""  # 教导员申  亮就…
    if len(before) in (2, 3) and len(after) in (2, 3) and _ROLL.match(_line(text, start)):
        return " "
    if len(before) == 1 or len(after) == 1:
        between_columns = end - start >= _COLUMN_GAP and len(before) + len(after) > 2
        return "\u3000" if between_columns else ""
    if end - start > 1 or text[start:end] == "\u3000":
        return "\u3000"
    if len(before) >= 4 and not _SENTENCE.search(_line(text, start)):
        return " " if len(after) >= 4 or text[end + len(after) : end + len(after) + 1] == "：" else ""
    return " " if _is_name(before) and _is_name(after) else ""


def _is_name(token: str) -> bool:
    return 2 <= len(token) <= 3 and token[0] in _SURNAMES


def _token_before(text: str, start: int) -> str:
    at = start
    while at > 0 and start - at < 8 and _HAN.match(text[at - 1]):
        at -= 1
    return text[at:start]


def _token_after(text: str, end: int) -> str:
    at = end
    while at < len(text) and at - end < 8 and _HAN.match(text[at]):
        at += 1
    return text[end:at]


def _line(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)]


def _split_numbers(text: str) -> list[tuple[int, int]]:
    """`202 6 年` and `1 2 月`: digits that make a year, a month or a day only together."""
    spans = []
    for match in _NUMBER_END.finditer(text):
        digits = re.sub(r"\s", "", match["digits"])
        limit = {"年": 2099, "月": 12, "日": 31}[match["unit"]]
        if digits == match["digits"] or int(digits) > limit or (match["unit"] == "年" and int(digits) < 1900):
            continue
        spans.append(match.span("digits"))
    return spans
