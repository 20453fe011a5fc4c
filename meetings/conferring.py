"""Meetings that have no 会 in their name: a conference by video, a talk with those responsible."""

import re

from meetings.follow_ups import Found
from meetings.meeting_words import RELAYED

_DISPATCHES = re.compile(
    r"^(?P<org>[^。]{2,60}?(?:部|委|局|厅|办|办公室|指挥部|防总|政府))[^，。]{0,12}?(?P<np>(?:视频|连线)(?:连线)?调度[^，。]{0,24})[，,](?:要求|强调)"
    r"|^(?:[^，。]{0,20}[电讯][ \u3000]?(?:[（(][^）)]{0,20}[）)])?)?(?P<org2>(?:国家|[省市县区]|自治区)(?:防总|防指|森防指)(?:办公室)?)[^，。]{0,20}?(?:组织|开展)(?:了)?(?P<np2>[^，。]{0,14}会商)[，,。]"
)
# Somebody at the control room: 市长某某到市防指视频连线各县，调度防汛工作。
_CALLS = re.compile(
    r"(?:到|在|赴|前往|来到|坐镇|通过)?[^，。；]{0,20}?(?P<np>(?:视频|连线)(?:连线|调度|会商)(?!中|时|结束|参会|参加|列席)[^，。；]{0,24}|视频会商[^，。；]{0,20}|连线调度[^，。；]{0,20})(?:[，,](?:调度|部署|听取|研究|了解|会商|要求|强调|并)|[，,。]|$)"
)
_TALKS = re.compile(
    r"(?P<org>[^，。；]{1,20}?(?:部|委|局|厅|办|办公室|政府|安委会|委员会))(?:[^。]{0,400}?)(?:进行(?:了)?(?:集中|集体|提醒|警示|安全(?:生产)?)*(?P<np>约谈)|(?P<np2>约谈)(?:了|(?=[^，。；]{2,40}(?:负责人|负责同志))))"
)
# 国家某局甘肃局对某集团进行约谈: who stands right before, whoever the report quotes.
_CALLS_IN = re.compile(r"(?:^|[，。；])(?P<org>[^，。；]{2,24}?(?:局|厅|政府|安委会|安委办))(?:对|就)[^，。；]{2,60}$")
# 省防指接着与沿海三市防指连线会商, beside another meeting told of in the sentence
_LINKS_UP = re.compile(
    r"(?:^|[，,])(?:[^，。；]{0,16}[日晚时许午][，,])?(?P<org>(?:国家|自治区|[\u4e00-\u9fff]{0,4}[省市州县区])(?:防总|防指|森防指|[^，。；与]{0,10}指挥部)(?:办公室)?)(?:\d{1,2}日)?(?:[上下]午|晚)?(?:随后|接[着著]|随即|立即|连夜)*与[^，。；]{2,24}?(?P<np>视频连线(?:会商|调度)?|连线(?:会商|调度)|视频会商|会商(?=[，,]要求))(?=[，,。])"
)
# 市安委会办公室组织重点企业负责人座谈
_SITS_DOWN = re.compile(
    r"(?:^|[，,])(?P<org>[^，。；]{2,20}?(?:部|委|局|厅|办|办公室|政府|安委会))(?:组织|召集)[^，。；]{2,24}?(?:负责人|企业|单位|部门)(?:开展|进行)?(?P<np>座谈)(?=[，,。])"
)
# 松辽委随即组织全委系统进行会商
_CONFERS_WITH_ITS_OWN = re.compile(
    r"(?:^|[，,])(?P<org>[^，。；]{2,20}?(?:部|委|局|厅|办|防总|防指))(?:随后|随即|立即|连夜)?组织[^，。；]{2,14}(?:进行|开展)(?P<np>会商)(?=[，,。])"
)
# （二）7月4日20时30分，副市长、市防指常务副指挥长某某再次组织会商，…: one of several of a bulletin
_CONFERS_THEN = re.compile(
    r"^(?:[（(][一二三四五六七八九十][）)])?\d{1,2}月\d{1,2}日[^，。；]{0,10}[，,](?:[^，。；]{2,16}会议?后[，,])?(?P<org>(?:(?!要求|表示|强调|指出|每天|及时|[应要])[^。；，]){2,40}?)(?:再次|又|连夜)?(?:主持|组织|召集)(?P<np>[^，。；]{0,6}会商)(?=[，,。])"
)
# 副总理某某到达后，在现场指挥部主持会议，听取汇报
_AT_SCENE = re.compile(
    r"(?P<who>.?)在(?P<where>[^，。；在]{0,6}(?:现场|前方|救援|抢险|救灾|应急)[^，。；]{0,4}指挥部)主持(?:召开)?(?P<np>会议)(?=[，,。])"
)


def linked_up(sentence: str, after: int = 0) -> Found:
    """Who conferred with those below on a screen, looked for from the code point `after`."""
    match = _LINKS_UP.search(sentence, after)
    return [(*match.span("np"), match["np"], match["org"], "held")] if match is not None else []


def conferred(sentence: str) -> Found:
    """The one such meeting that a sentence tells of, with offsets in code points of it; empty where it tells of none."""
    match = _DISPATCHES.match(sentence)
    if match is not None:
        of = "" if match["np"] else "2"
        return [(*match.span(f"np{of}"), match[f"np{of}"] + "会议", match[f"org{of}"], "held")]
    if linked := linked_up(sentence):
        return linked
    if (scene := _AT_SCENE.search(sentence)) is not None:
        return [(*scene.span("np"), scene["where"] + "会议", scene["who"], "held")]
    match = _CALLS.search(sentence)
    relayed = match is None or "精神" in match["np"] or RELAYED.search(sentence[: match.start("np")]) is not None
    if match is not None and not relayed:
        return [(match.start("np"), match.end("np"), "视频调度会议", sentence[: match.start()], "called")]
    for pattern, title in (
        (_SITS_DOWN, "座谈会"),
        (_CONFERS_WITH_ITS_OWN, "会商会"),
        (_CONFERS_THEN, "会商会"),
    ):
        if (sits := pattern.search(sentence)) is not None:
            return [(*sits.span("np"), title, sits["org"], "held")]
    match = _TALKS.search(sentence)
    at = max(match.start("np"), match.start("np2")) if match is not None else 0
    planned = match is not None and re.search(r"[将拟](?:适时|视情|于)?", sentence[:at]) is not None
    if match is not None and sentence[at - 1 : at] != "被" and not planned:  # 被约谈企业 were called in before
        near = _CALLS_IN.search(sentence, 0, at)
        return [(at, at + 2, "安全生产约谈", near["org"] if near is not None else match["org"], "held")]
    return []
