"""Decides which line breaks end a paragraph and which ones only broke a sentence."""

import re

from search.offsets import Edit

_BREAK = re.compile(r"[ \t\u3000]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])\s*")
_EDGES = re.compile(r"\A\s+|\s+\Z")
_ITEM = re.compile(
    r"(?:第?[一二三四五六七八九十百]{1,3}[、，.．章节条：:要是]|第[一二三四五六七八九十]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[.．、)）](?!\d)|[①-⑳㈠-㈩●■◆▲·•*-]|[【\[])"
)
_ENDS = frozenset("。！？；：…!?;:）)》】")
_CANNOT_END = re.compile(r"[，、,]$|(?<![饱缓温平总柔])和$|(?<![参给])与$|(?<![普涉波顾提触])及$|(?<![目标])的$")
_CANNOT_START = frozenset("，,。、；：？！”’）》】」』")
_OPENER = re.compile(
    r"会议|同志|要|他|她|各|全|在|当前|目前|今年|为|据|记者|本报|来源|责任|编辑|附件|主办|联系|时间|地点"
)
_DATE = re.compile(r"\d{4}[-/.年]\s?\d{1,2}[-/.月]")
_PAIRS = {"“": "”", "《": "》", "（": "）", "「": "」", "『": "』", "[": "]", "(": ")"}
# Terms of meetings that a heading is seen to break in; `left|right`.
_SPLIT_TERMS = re.compile(
    r"(?:电视电话|视频|电视|全体|工作|专题|常务|扩大|现场|安全生产|动员|部署|调度|推进)\|(?:会议|会)"
    r"|安全\|生产|会议\|精神|电视\|电话|国务院\|安委会|重要\|(?:指示|批示|讲话)|隐患\|排查|专项\|整治|应急\|管理"
)
_SPLIT_WORDS = re.compile(
    r"电\|[视话]|视\|频|隐\|患|整\|治|防\|[汛范]|消\|防|救\|援|灾\|害|安\|全(?:生产|工作|隐患|监管|事故|防范|形势)"
)
# 召开某行业安全管理|视频会议，…
_HELD = re.compile(r"(?:召开|举行)(?:了)?[^。；，：会]{2,40}$")
_MEETING = re.compile(r"[^。；，：\s]{0,10}会议?[，。]")
_SPEAKS = re.compile(r"会议(?:[指强要认明确决原同听研审议传学还]|$)")


def line_edits(text: str) -> list[Edit]:
    """Paragraphs end in exactly one line feed; a sentence broken over lines is joined."""
    edits = [Edit(*match.span(), "") for match in _EDGES.finditer(text)]
    begin = edits[0].end if edits and edits[0].start == 0 else 0
    stop = edits[-1].start if edits and edits[-1].end == len(text) else len(text)
    paragraph = begin
    breaks = [match.span() for match in _BREAK.finditer(text, begin, stop)]
    width = _wrap_width(text, breaks, begin, stop)
    for index, (start, end) in enumerate(breaks):
        following = text[end : breaks[index + 1][0] if index + 1 < len(breaks) else stop]
        last = breaks[index - 1][1] if index else begin
        alone = text[last:start].isascii() or following.isascii()  # the name of a picture, a link
        if not alone and is_broken(text[max(paragraph, start - 400) : start], following, full=start - last >= width):
            glue = " " if text[start - 1].isascii() and text[start - 1].isalpha() and following[0].isascii() else ""
            edits.append(Edit(start, end, glue, "broken-line"))
        else:
            paragraph = end
            if text[start:end] != "\n":
                edits.append(Edit(start, end, "\n"))
    return sorted(edits)


def is_broken(before: str, after: str, full: bool = False) -> bool:
    """Whether the break between the line `before` and the line `after` falls inside a sentence.
    `full` where `before` fills the width at which this text was wrapped."""
    if not before or not after or _ITEM.match(after) or _DATE.match(after):
        return False
    if after[0] in _CANNOT_START and before[-1] not in "。！？":
        return True
    if before[-1] in _ENDS:
        return False
    if _HELD.search(before) and _MEETING.match(after):
        return True
    if _CANNOT_END.search(before) or _open(before, after):
        return True
    if full and not _ITEM.match(before):
        return True
    if _SPEAKS.match(after):
        return False
    if _SPLIT_WORDS.search(before[-1] + "|" + after[:5]) and not _ITEM.match(before):
        return True
    if len(before) > 40 and before[-1] in "”’" and before[-2] not in "。！？；" and not _OPENER.match(after):
        return True
    return len(before) >= 10 and len(after) <= 15 and bool(_SPLIT_TERMS.search(before[-6:] + "|" + after[:6]))


def _open(before: str, after: str) -> bool:
    """A quote or bracket opened in the last sentence of one line and closed on the next one."""
    sentence = re.split("[。！？；]", before)[-1]
    return any(
        sentence.count(left) > sentence.count(right) and right in after and left not in after.split(right)[0]
        for left, right in _PAIRS.items()
    )


def _wrap_width(text: str, breaks: list[tuple[int, int]], begin: int, stop: int) -> float:
    """The length from which a line counts as full: known where many unfinished lines are equally long. A line printed
    again and again (the caption of each picture) counts once."""
    starts = [begin, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), stop]
    lines = {text[start:end] for start, end in zip(starts, ends, strict=True)}
    open_lengths = [len(line) for line in lines if line and line[-1] not in _ENDS]
    longest = max(open_lengths, default=0)
    equal = [length for length in open_lengths if length >= longest - 3]
    return (
        longest - 3 if 18 <= longest <= 80 and len(equal) >= 5 and len(equal) * 2 >= len(open_lengths) else float("inf")
    )
