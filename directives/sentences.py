"""Sentences, their separate instructions and their clauses, as spans of the tidied text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.saying import STATES

Span = tuple[int, int]

# A half-width mark ends a sentence at the end of a line only: inside a line it is damage or part of a number.
# （责任单位：市住建局） after the full stop belongs to the sentence before it.
_SENTENCE = re.compile(
    r"[^。！？\n]*?(?:[。！？]+|[!?](?=\s*$|\s*\n)|(?=\n|\Z))[”’」』）)]*"
    r"(?:[（(【\[](?:责任|牵头|配合|完成|落实|时限)[^）)】\]\n]{1,160}[）)】\]]。?)?",
    re.DOTALL,
)
_QUOTED = re.compile(
    r"“[^“”\n]*”|《[^《》\n]*》|（[^（）\n]*）|\([^()\n]*\)|【[^【】\n]*】|「[^「」\n]*」|『[^『』\n]*』|‘[^‘’\n]*’"
)
# Brackets around numbers count, and 一把手 is somebody.
_KEPT = re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[）)]|“一把手”|“[两三四双]个?[一-龥]{0,4}(?:责任人|[员长])”")
# 市长说：“各部门要排查隐患。”: a whole sentence, and said.
_SAYS = re.compile(rf"(?:{STATES}|说道|叮嘱|嘱咐|提醒)[：，]\Z")
_BLANK = "\u3007"  # 〇: a letter like any other to the rules, and part of no word they know
_HALF_WIDTH = re.compile(r"(?<!\d)[,:;]|[,:;](?!\d)|[()]")
_FULL_WIDTH = dict(zip(",:;()", "，：；（）", strict=True))
_SHORTEST = 5  # code points; a shorter piece (要快；) is no instruction of its own
_CUT_AFTER = "；"
_ORDINALS = "二三四五六七八九十"
_CUT_BEFORE = re.compile(
    rf"(?<=[，,、：:；;])(?:[{_ORDINALS}]{{1,2}}(?:是|要|需|则|、)|第[{_ORDINALS}]{{1,2}}[，、要])"
)
# A space between two words is the column of a table that was laid flat.
_CLAUSE_MARK = re.compile(r"[，,；;：:。！？!?\n]|(?<=[一-龥])[ \u3000]+(?=[一-龥])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph: its span, and whether it opens or is the whole of its paragraph."""

    start: int
    end: int
    opens: bool
    alone: bool


def sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    """The sentences between two code points of `text`, in order, without white space around them.

    A line break always ends a sentence: tidying has already joined the lines that were broken in one.
    """
    for low, high in _lines(text, start, end):
        found = [span for span in _pieces(text, low, high) if span[0] < span[1]]
        for number, (a, b) in enumerate(found):
            yield Sentence(a, b, opens=number == 0, alone=len(found) == 1)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    while at < end:
        match = _SENTENCE.match(text, at, end)
        stop = max(match.end() if match else end, at + 1)
        yield trim(text, at, stop)
        at = stop


def trim(text: str, start: int, end: int) -> Span:
    """The span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def blank_quotes(sentence: str) -> str:
    """The sentence with the inside of quotes, book titles and brackets blanked out, at the same length.

    Half-width punctuation becomes full-width (but in 1,200 and 08:30), so that the rules need to know one form. What is quoted is named, not said: “三个必须” orders nothing. A sentence that is one quotation keeps its
    words, for then the quotation is what is said; so does a whole sentence quoted behind a verb of saying.
    """
    if _HALF_WIDTH.search(sentence):
        sentence = _HALF_WIDTH.sub(lambda match: _FULL_WIDTH[match[0]], sentence)
    if not _QUOTED.search(sentence):
        return sentence
    return _QUOTED.sub(lambda match: _blank(match, len(sentence)), sentence)


def _blank(match: re.Match[str], length: int) -> str:
    if match.end() - match.start() >= length - 2 or _KEPT.fullmatch(match[0]):
        return match[0]
    if match[0][0] == "“" and match[0][-2] in "。！？" and _SAYS.search(match.string, 0, match.start()):
        return match[0]
    return match[0][0] + _BLANK * (len(match[0]) - 2) + match[0][-1]


def parts(blanked: str) -> list[Span]:
    """The parts of a sentence that may be separate instructions: cut after ； and before 二是, 三要, 第二.

    In: a sentence as `blank_quotes` returns it. Out: spans within it that cover it.
    """
    cuts = [i + 1 for i, mark in enumerate(blanked) if mark in _CUT_AFTER]
    cuts += [match.start() for match in _CUT_BEFORE.finditer(blanked)]
    edges = [0]
    for cut in sorted(cuts):
        if cut - edges[-1] >= _SHORTEST and len(blanked) - cut >= _SHORTEST:
            edges.append(cut)
    return list(zip(edges, [*edges[1:], len(blanked)], strict=True))


def clauses(blanked: str) -> list[Span]:
    """The clauses between commas and stronger marks, without the marks; none is empty."""
    found: list[Span] = []
    start = 0
    for match in _CLAUSE_MARK.finditer(blanked):
        if match.start() > start:
            found.append((start, match.start()))
        start = match.end()
    if start < len(blanked):
        found.append((start, len(blanked)))
    return [span for span in (trim(blanked, *span) for span in found) if span[0] < span[1]]
