"""What tidying repaired or could only mark, kept with the document and shown to its loader."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.offsets import Edit, Offsets


@dataclass(frozen=True, slots=True)
class Notice:
    """`raw_start:raw_end` are code points of the decoded raw text, end exclusive; `message` is Chinese."""

    code: str
    message: str
    raw_start: int
    raw_end: int


_MESSAGES = {
    "pinyin": "删除了汉字后括注的拼音",
    "markup": "删除了网页或排版标记",
    "script": "删除了网页脚本、样式或注释",
    "entity": "还原了网页字符实体",
    "traditional": "繁体已转换为简体",
    "broken-line": "接上了句中断开的行",
    "mojibake": "按错误编码读出的乱码已还原",
    "gbk-shift": "GBK 错位造成的乱码已按最可能的原文还原，请对照原件",
    "suspect": "疑似乱码，无法确定原文，未作改动，请对照原件",
    "printed-twice": "正文重复出现，与前文相同，保留未删",
    "replacement-char": "有无法辨认的字符，未作猜测，请对照原件",
}


def summarise(edits: Sequence[Edit], offsets: Offsets, text: str) -> list[Notice]:
    """One notice for each code of a step: where it first happened and how often. `offsets` leads from
    the step's input `text` to the raw text."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for edit in edits:
        if edit.code:
            spans.setdefault(edit.code, []).append(offsets.source_span(edit.start, edit.end))
    return [Notice(code, _message(code, len(found)), *found[0]) for code, found in spans.items()]


def _message(code: str, count: int) -> str:
    return _MESSAGES[code] + (f"（共 {count} 处，此为首处）" if count > 1 else "")
