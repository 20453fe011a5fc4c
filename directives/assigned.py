"""Who is told by a word beside the name: 由 or 要求 before it, 会同, 配合 after it, the label 责任单位."""

import re
from collections.abc import Iterator

from directives.around_names import BETWEEN, LONGEST_LIST, MODAL, TIME, VERB_AFTER, after_lead_in, within_word
from directives.drafts import BodyDraft, BodyRole
from directives.listed_bodies import VAGUE, bodies_listed
from directives.names import LAST_LETTERS, SHORT, is_body
from directives.sentences import Span
from directives.subjects import bodies_at
from directives.verbs import ADVERBS, VERBS

# 要求各镇…, 请各部门…: what stands before those who are asked, and what follows them.
_PIVOT = re.compile(
    r"(?:(?<![的新])(?<!工作)(?<!有关)(?<!部署)(?<!提出)要求|强调(?=各|全[省市县区][上各])|责成|责令|命令|叮嘱|嘱咐|告诫|敦促|部署(?=各)|(?<![的》])通知(?=各|有关|相关|全)|(?<![申聘邀提恳报])请(?!示|求|假|勿|大家)|希望|(?:(?<=[，；。])|^)(?:(?:要|积极|大力))?(?:鼓励|支持))"
)
_AFTER_PIVOT = re.compile(
    rf"(?:{ADVERBS}|一定|首先){{0,6}}(?:[对把将于在按从以要必应须不切特通参](?!座)|严禁|务必)|(?:分别|各自)(?:{VERBS})|{TIME}|$"
)
_BY = re.compile(r"(?<![自理事缘])(?<!不能)(?<!不得)(?<!不准)由(?!于|此|点)")
# 由专业队伍实施 says how it is done, 由乡镇政府签单 who must do it.
_ASSIGNABLE = re.compile(r"^(?!专业)[^的]*$")
_WHOEVER = re.compile(
    r"[厅局委部院校县市区镇]?(?:主要|分管|单位|企业|有关|相关)?(?:领导|领导干部|负责同志|负责人|法定代表人|班子成员|矿长|厂长|用户|业主|户主)"
)
_IN_PERSON = re.compile(r"(?:亲自)?(?:带队|带头|挂帅|担?任|签[字名批])")
_LEADS = re.compile(r"(?:等)?(?:部门|单位)?(?:牵头|主办|负责|组织|统筹)")
_WITH = re.compile(r"(?:[、，和])?([^，。；]{2,40}?)等?(?:配合|参与|参加|协办|协助|协同|落实|负责)(?=$|[，。；|\s\d])")
_JOINED = re.compile(r"(?<!组成)(?:会同|联合)([^，。；]{2,40})")
_LABEL = re.compile(
    r"(责任|牵头|配合|落实|主办|协办)(?:单位|部门|科室|处室)[：:]\s*"
    r"((?:(?!(?:责任|牵头|配合|落实|主办|协办|完成|整改|办理)?(?:单位|部门|科室|处室|时限|时间|期限|责任人)[：:])"
    r"[^）)】\]；;。\n]){2,120})"
)
_LABEL_ROLES = {"牵头": BodyRole.LEAD, "主办": BodyRole.LEAD, "配合": BodyRole.COOPERATE, "协办": BodyRole.COOPERATE}
_LISTED = re.compile(r"[^、，,\s]+")


def assigned(blanked: str, span: Span) -> Iterator[BodyDraft]:
    """由X牵头、Y参加; and Y配合 in a clause of its own."""
    start = span[0]
    for match in _BY.finditer(blanked, *span):
        drafts = longest_list(blanked, match.end(), span[1], BodyRole.LEAD)
        if drafts and _ASSIGNABLE.search(drafts[-1].name) and not _in_person(blanked, drafts[-1], span):
            yield from drafts
            lead = _LEADS.match(blanked, drafts[-1].end, span[1])
            start = lead.end() if lead else drafts[-1].end
    with_it = _WITH.match(blanked, after_lead_in(blanked, *span) if start == span[0] else start, span[1])
    if with_it and (start > span[0] or not MODAL.search(blanked, span[0], with_it.end(1))):
        role = BodyRole.LEAD if blanked.startswith("负责", with_it.end(1)) else BodyRole.COOPERATE
        yield from bodies_at(blanked, *with_it.span(1), role)


def _in_person(blanked: str, draft: BodyDraft, span: Span) -> bool:
    """由主要领导带队, 由负责人签字: how those who are told do it."""
    return bool(_WHOEVER.fullmatch(draft.name) and _IN_PERSON.match(blanked, draft.end, span[1]))


def longest_list(blanked: str, start: int, end: int, role: BodyRole) -> list[BodyDraft]:
    """The longest list of bodies at `start`, whatever follows it."""
    for high in range(min(end, start + LONGEST_LIST), start + 1, -1):
        if blanked[high - 1] in LAST_LETTERS and not within_word(blanked, high):
            drafts = bodies_listed(blanked, start, high, role)
            if drafts:
                return drafts
    return []


def after_pivot(blanked: str, span: Span) -> list[BodyDraft]:
    """The body between 要求, 请 or 鼓励 and what it is to do: the longest that something to do follows."""
    match = _PIVOT.search(blanked, *span)
    if not match or match[0] == "部署" and MODAL.search(blanked, span[0], match.start()):
        return []  # 住建厅要部署各地排查: told to have it done
    last = span[1] - (match[0].endswith(("鼓励", "支持")))  # 支持贫困村: for whom, and not who
    for end in range(min(last, match.end() + LONGEST_LIST), match.end() + 1, -1):
        if (
            blanked[end - 1] in LAST_LETTERS
            and not within_word(blanked, end)
            and (_AFTER_PIVOT.match(blanked, end, span[1]) or VERB_AFTER.match(blanked, end, span[1]))
        ):
            drafts = bodies_listed(blanked, match.end(), end, BodyRole.ADDRESSED)
            if drafts:
                return drafts
    return []


def with_joined(blanked: str, span: Span, subjects: list[BodyDraft]) -> list[BodyDraft]:
    """X会同Y做…: Y has a part in it where it is named; 会同有关部门 names nobody, X要会同Y tells X alone."""
    match = _JOINED.search(blanked, *span) if subjects else None
    if not match or MODAL.search(blanked, span[0], match.start()):
        return subjects
    for high in range(min(match.end(1), match.start(1) + LONGEST_LIST), match.start(1) + 1, -1):
        if blanked[high - 1] in LAST_LETTERS and (
            high == match.end(1)
            or MODAL.match(blanked, high, span[1])
            or VERB_AFTER.match(blanked, high, span[1])
            or BETWEEN.fullmatch(blanked, high, span[1])
        ):
            drafts = bodies_listed(blanked, match.start(1), high, BodyRole.COOPERATE)
            if drafts:
                vague = VAGUE.search(blanked, match.start(1), high) and not MODAL.match(blanked, high)
                return subjects if vague else subjects + drafts
    return subjects


def labelled(text: str) -> Iterator[BodyDraft]:
    """（责任单位：市住建局、各县区；配合单位：市商务局）: who answers for it, after the instruction."""
    for match in _LABEL.finditer(text):
        role = _LABEL_ROLES.get(match[1][:2], BodyRole.ADDRESSED)
        for piece in _LISTED.finditer(text, *match.span(2)):
            if is_body(piece[0]) or SHORT.fullmatch(piece[0]):
                yield BodyDraft(piece[0], role, piece.start(), piece.end())
