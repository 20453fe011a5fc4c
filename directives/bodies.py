"""Who is told to do it: the grammatical addressees of an instruction, as printed.

The rules are those of the sentence: a noun phrase that names a body (`names.is_body`) is an addressee where it is
the subject of 要, 必须 and their like or of the instruction's first verb (`subjects`), where it stands between 由 and
牵头, between 要求 or 请 and a verb, after 会同, or before 配合 (`assigned`).
"""

import re

from directives.around_names import LONGEST_LIST, MODAL, after_lead_in
from directives.assigned import after_pivot, assigned, labelled, longest_list, with_joined
from directives.befallen import those_told
from directives.cues import OPENING, ROW
from directives.drafts import BodyDraft, BodyRole
from directives.listed_bodies import bodies_listed
from directives.sentences import Span
from directives.subjects import joined_on, subject
from directives.verbs import ADVERBS

# 区防办向各街道发出通知，要求…: who is written to is told.
SENT_TO = re.compile(
    r"[向给]([^，。；]{2,30}?)(?:发出|发送|下发|印发|制发|发了|发)[^，。；]{0,12}(?:通知|函|通报|电报|明电|指令|提示)$"
)
# 市长对各乡镇提出三点要求：一是…: a list and whom it is given to.
_GIVEN_TO = re.compile(
    r"(?<!面)(?<!针)[对向给]([^，。；：对向给]{2,30}?)(?:又|再次|还|分别|也|再)?(?:提出|[作做]出?|提|讲|明确|强调|部署|安排|布置)了?[^，。；：]{0,16}："
)
# 县领导包镇、村干部包户: who takes what.
_TAKES = re.compile(
    r"(?:(?<![一-龥])|(?<=由))((?!由)[一-龥]{1,4}(?:领导|干部|书记|党员|班子成员)|[副市县区镇乡村]{1,2}长|护林员|网格员)包(?:[县镇乡村组段垸堤坝户片企矿校库路山点]|[保联抓](?=[^，])(?!责任|制))"
)
# 村支书是第一责任人，企业老板是第一责任人: who answers for it is told so.
_ANSWERS = re.compile(r"(?<![^，。；：])([^，。；：是]{2,24})是[^，。；是]{0,14}第一责任人")
# 要求各镇、各部门：一是…; 各市要重点做好四件事：第一，…
_LISTED_FOR = re.compile(
    rf"(?:^|[，。；])(?:会议|并|还|他)?要求(?P<asked>[^，。；：]{{2,30}})：(?={OPENING})"
    rf"|(?:^|，)(?P<told>[^，。；：]{{2,24}}?)要(?:{ADVERBS})*(?:做好|抓好|办好|把握好|做到|落实)[^，。；：]{{0,6}}(?:件事|项|条|点|个方面)[^，。；：]{{0,4}}：(?={OPENING})"
)
# 3.市水务局：清淤河道；检修闸门。 whose items follow.
_HEADED = re.compile(
    rf"{OPENING}(?!责任|牵头|配合|主办|协办)(?P<headed>[^，。；：]{{2,20}}(?<=[局委厅办部队司院校业位道镇乡区]))："
)
_TELLS = re.compile(r"(?:并|还|再次|又)?(?:要求|责成|责令|敦促)")


def bodies(blanked: str, spans: list[Span], offset: int, text: str | None = None) -> list[BodyDraft]:
    """The addressees of one instruction, in order, each once.

    In: the instruction with quotations blanked out, its clauses, where it begins in the text, and the instruction
    as printed (names are taken from it). Out: spans in code points of the tidied text.
    """
    found: dict[str, BodyDraft] = {}
    drafts: list[BodyDraft] = []
    for number, span in enumerate(spans):
        told = _of_clause(blanked, spans, number, span)
        if told and _TELLS.match(blanked, *span) and not MODAL.search(blanked, spans[0][0], span[0]):
            drafts = []  # 市安委办印发通知，要求各地…: who tells is not told
        if (sent := SENT_TO.search(blanked, *span)) and not MODAL.search(blanked, spans[0][0], span[1]):
            told = bodies_listed(blanked, *sent.span(1), BodyRole.ADDRESSED)
        drafts += told
        if told and "、" in blanked[told[-1].end : span[1]]:
            drafts += joined_on(blanked, told[-1].end, span[1])
        drafts += [BodyDraft(m[1], BodyRole.ADDRESSED, *m.span(1)) for m in _TAKES.finditer(blanked, *span)]
        if answers := _ANSWERS.search(blanked, *span):
            low = after_lead_in(blanked, *answers.span(1))
            drafts += bodies_listed(blanked, low, answers.end(1), BodyRole.ADDRESSED)
    if ROW.match(blanked):
        drafts += [draft for low, high in spans[1:] for draft in longest_list(blanked, low, high, BodyRole.ADDRESSED)]
    ends: dict[int, int] = {}
    for draft in drafts:
        ends[draft.start] = max(draft.end, ends.get(draft.start, 0))
    drafts = [draft for draft in drafts if draft.end == ends[draft.start]]  # 全市停产的企业, not 全市 too
    for draft in those_told(drafts, blanked) + (list(labelled(text)) if text else []):
        if draft.name not in found or draft.role != BodyRole.ADDRESSED:
            found[draft.name] = draft
    return [
        BodyDraft(
            (text or blanked)[draft.start : draft.end] if "〇" in draft.name else draft.name,
            draft.role,
            draft.start + offset,
            draft.end + offset,
        )
        for draft in sorted(found.values(), key=lambda draft: draft.start)
    ]


def given_to(blanked: str, lead_end: int) -> list[BodyDraft]:
    """Whom a list is given to, said before its colon. In: a sentence, and where what is said in it begins."""
    colon = blanked.find("：")
    if 0 < colon < LONGEST_LIST and not lead_end and (headed := _HEADED.match(blanked)):
        return bodies_listed(blanked, *headed.span("headed"), BodyRole.ADDRESSED)
    if colon >= 0 and (listed := _LISTED_FOR.search(blanked, 0, colon + 8)):
        return bodies_listed(blanked, *listed.span(listed.lastgroup or 0), BodyRole.ADDRESSED)
    if colon < 0 or 0 < lead_end < colon:
        return []
    match = _GIVEN_TO.search(blanked, 0, colon + 1)
    return bodies_listed(blanked, *match.span(1), BodyRole.ADDRESSED) if match else []


def _of_clause(blanked: str, spans: list[Span], number: int, span: Span) -> list[BodyDraft]:
    """What a word beside the name says goes before what its place in the clause says."""
    return (
        list(assigned(blanked, span))
        or after_pivot(blanked, span)
        or with_joined(blanked, span, subject(blanked, spans, number, span))
    )
