"""Who is told to do it: the grammatical addressees of an instruction, as printed.

Offsets handed in and out are code points of the tidied text. The rules are those of the sentence: a noun phrase
that names a body (`names.is_body`) is an addressee where it is the subject of 要, 必须 and their like or of the
instruction's first verb, or where it stands between 由 and 牵头, between 要求 or 请 and a verb, or before 配合.
"""

import re

from directives.cues import FORBID, LINK, MUST, OPENING, SHALL
from directives.drafts import BodyDraft, BodyRole
from directives.names import TIERS, is_body
from directives.sentences import Span
from directives.verbs import ADVERBS, VERBS

_SEPARATOR = re.compile(r"、|以及|和(?!谐|平|林|田|顺|县|硕|静)|及(?!时)|与|会同")
_MODAL = re.compile(rf"(?:{SHALL}|{MUST}|{FORBID}|牵头|负责(?!人|同志|制|任))")
_LEAD_IN = re.compile(
    rf"(?:{OPENING}|{LINK}|当然|其他|[今明]天|同日|希望|特别是|各位|（〇+）|\s|下一步|会后|这是|根据[^，]{{2,12}}|在[^，]{{1,10}}(?:中|时|后|期间))*"
)
_TRAILING = re.compile(
    rf"(?:{ADVERBS}|(?:特别|尤其)是.*|都|也|还|均|既|更|又|则|就|再|首先|一律|一定|特别|尤其|真正|在今天会后|会后|切实|(?:在(?!座|京|建|校|岗|职)|从(?!业|事)|于|自(?!然|治|贸|建|救|来)|针对|按照|根据|对(?!外|口)|围绕|结合(?!部)|作为|以(?!及|上|下|内)|为(?!民)|因|把|将|随时|当前|目前|今后|近期|接下来|下一步|本着).*)+$"
)
_VERB_AFTER = re.compile(rf"(?:(?:{ADVERBS})地?)*(?:{VERBS})")
_PIVOT = re.compile(r"(?:(?<!的)(?<!工作)(?<!有关)(?<!部署)(?<!提出)要求|责令|命令|(?<!申)(?<!聘)(?<!邀)(?<!提)请(?!示|求|假|勿|大家)|希望)")
_BY = re.compile(r"由([^，。；由]{2,40}?)(?:牵头|主办|负责|组织|会同|统筹|主导|督导|督促)")
_WITH = re.compile(r"([^，。；]{2,40}?)(?:等?(?:配合|参与|协办|协助|协同)(?=$|[，。；]))")
_AFTER_PIVOT = re.compile(r"[对把将于在按从以要必应须不切特](?!座)|$")
_SHARED_HEAD = re.compile(r"(?:等(?:有关|相关|各|各有关|各相关|重点|多个|多)?(?:行业)?(?:主管|监管|职能)?)?(部门|单位|机关)$")
_PERSONS = re.compile(r"(?:”|同志|负责人|责任人|领导|干部|成员|一把手|书记|〇)$")
_LOOK_BACK = 3  # clauses: 各区，各部门，各单位在会后要…


def bodies(blanked: str, spans: list[Span], offset: int) -> list[BodyDraft]:
    """The addressees of one instruction, in order, each once.

    In: the instruction with quotations blanked out, its clauses, and where it begins in the text.
    """
    found: dict[str, BodyDraft] = {}
    for number, span in enumerate(spans):
        for draft in _of_clause(blanked, spans, number, span):
            if draft.name not in found or draft.role != BodyRole.ADDRESSED:
                found[draft.name] = draft
    return [
        BodyDraft(draft.name, draft.role, draft.start + offset, draft.end + offset)
        for draft in sorted(found.values(), key=lambda draft: draft.start)
    ]


def _of_clause(blanked: str, spans: list[Span], number: int, span: Span) -> list[BodyDraft]:
    found = _by_or_with(blanked, span)
    if found:
        return found
    found = _pivot(blanked, span)
    if found:
        return found
    return _subject(blanked, spans, number, span)


def _by_or_with(blanked: str, span: Span) -> list[BodyDraft]:
    """由X牵头 and Y配合."""
    found: list[BodyDraft] = []
    for match in _BY.finditer(blanked, *span):
        found += _list(blanked, match.start(1), match.end(1), BodyRole.LEAD)
    match = _WITH.match(blanked, *_strip(blanked, *span))
    if match:
        found += _list(blanked, *_strip(blanked, match.start(1), match.end(1)), BodyRole.COOPERATE)
    return found


def _pivot(blanked: str, span: Span) -> list[BodyDraft]:
    """The body between 要求 or 请 and what it is to do."""
    match = _PIVOT.search(blanked, *span)
    if not match:
        return []
    start = match.end()
    # The longest phrase that names a body and is followed by a verb or a preposition.
    for end in range(min(span[1], start + 40), start + 1, -1):
        if not (_AFTER_PIVOT.match(blanked, end, span[1]) or _VERB_AFTER.match(blanked, end, span[1])):
            continue
        drafts = _list(blanked, start, end, BodyRole.ADDRESSED)
        if drafts:
            return drafts
    return []


def _subject(blanked: str, spans: list[Span], number: int, span: Span) -> list[BodyDraft]:
    start, end = _strip(blanked, *span)
    modal = _MODAL.search(blanked, start, end)
    if modal:
        role = BodyRole.LEAD if modal[0] == "牵头" or blanked.startswith("牵头", modal.end()) else BodyRole.ADDRESSED
        low, high = _strip(blanked, start, modal.start())
        if low < high:
            return _earlier(blanked, spans, number, role) + _list(blanked, low, high, role)
        return _earlier(blanked, spans, number, role)
    return _bare_subject(blanked, start, end)


def _earlier(blanked: str, spans: list[Span], number: int, role: BodyRole) -> list[BodyDraft]:
    """Subjects set off by commas: 各区，各部门，各单位在会后要…; 各级各部门，一定要…"""
    found: list[BodyDraft] = []
    for span in reversed(spans[max(0, number - _LOOK_BACK) : number]):
        drafts = _list(blanked, *_strip(blanked, *span), role)
        if not drafts:
            break
        found = drafts + found
    return found


def _bare_subject(blanked: str, start: int, end: int) -> list[BodyDraft]:
    """商务、市场监管部门密切协作: a list of bodies at once followed by what they do."""
    for high in range(start + 2, min(end, start + 40)):
        if is_body(blanked[start:high]) and _VERB_AFTER.match(blanked, high, end):
            drafts = _list(blanked, start, high, BodyRole.ADDRESSED)
            if drafts:
                return drafts
    return []


def _strip(blanked: str, start: int, end: int) -> Span:
    """Without openings (一是, 同时) before and adverbs (都, 切实) or prepositional phrases after the phrase."""
    lead = _LEAD_IN.match(blanked, start, end)
    if lead:
        start = lead.end()
    trail = _TRAILING.search(blanked, start, end)
    return start, trail.start() if trail else end


def _list(blanked: str, start: int, end: int, role: BodyRole) -> list[BodyDraft]:
    """The members of a printed list; empty where it is not a list of bodies.

    应急、公安等部门 gives 应急部门 and 公安部门; 各地区、各部门 and 各地各部门 give two; 各有关部门和单位 is one body.
    """
    if TIERS.fullmatch(blanked, start, end):
        return [BodyDraft(blanked[start:end], role, start, end)]
    shared = _SHARED_HEAD.search(blanked, start, end)
    stem_end = shared.start() if shared else end
    items = _split(blanked, start, end)
    if not items or not is_body(blanked[items[-1][0] : items[-1][1]]):
        return []
    found: list[BodyDraft] = []
    for low, high in items:
        name = blanked[low:high]
        if not is_body(name):
            if shared is None or not 2 <= len(name) <= 8:
                return []
            name += shared[1]
        elif shared and high == end and len(items) > 1 and stem_end > low and "等" in blanked[stem_end:end]:
            name = blanked[low:stem_end] if is_body(blanked[low:stem_end]) else blanked[low:stem_end] + shared[1]
        found.append(BodyDraft(name, role, low, high))
    return found


def _split(blanked: str, start: int, end: int) -> list[Span]:
    items: list[Span] = []
    low = start
    for match in _SEPARATOR.finditer(blanked, start, end):
        # 各有关部门和单位 is one body, 各部门和各单位 are two; 党委和政府 is one.
        if match[0] in ("和", "与", "及") and len(blanked[match.end() : end]) <= 3 and blanked[match.end()] != "各":
            continue
        items.append((low, match.start()))
        low = match.end()
    items.append((low, end))
    return [piece for item in items for piece in _each(blanked, *item)]


def _each(blanked: str, start: int, end: int) -> list[Span]:
    """各地各部门 as two bodies; 各地各部门主要负责同志 stays one."""
    second = blanked.find("各", start + 2, end)
    if second < 0 or blanked[start] not in "各全" or _PERSONS.search(blanked[start:end]):
        return [(start, end)]
    return [(start, second), *_each(blanked, second, end)]
