"""Who is told as the subject of a clause: of 要, 必须 and their like, or of the verb that follows at once."""

import re
from collections.abc import Iterator

from directives.around_names import BETWEEN, LONGEST_LIST, MODAL, VERB_AFTER, after_lead_in, within_word
from directives.drafts import BodyDraft, BodyRole
from directives.listed_bodies import bodies_listed
from directives.names import BARE_SUBJECTS, LAST_LETTERS, SHORT, is_body, may_end
from directives.places_told import places_told
from directives.sentences import Span

# 各燃气企业是责任主体，要…, 各单位接到举报，都必须…: the subject stands before the copula, or before what may happen.
_NAMED_AS = re.compile(
    r"(?:是|作为|身为)(?!否)|(?:离开|外出|出差|请假)[^，]{0,8}的$|(?:凡是?)?(?:没有|未)[^，]{2,30}的$|(?<=.)(?:停[产工]放假|放假|复工|进入|使用|从事)[^，]{0,16}的$|(?:一旦|在)?(?:接到|收到|发现|遇到|遇有)"
)
# 公安部门，刚才已经部署了，牵头…; 各采石场，6月1日前，凡是没有放炮员的，一律停产
_INSERTED = re.compile(
    r"(?:刚才|前面|之前|昨天)[^，]*了$|(?:凡是?)?(?:没有|未)[^，]{2,30}(?:的|签字|验收|批准|许可)$|\d[^，]{1,10}(?:以前|之前|前|起)$"
)
_OFFICE_ENDS = frozenset("局委厅办部会处科所队站院校社司矿厂）")
# 无证的煤矿，乡镇政府必须关闭: the clause before names what is acted upon.
_WATCHED = re.compile(r"的[^的]{0,6}(?:煤矿|矿井|矿山|采石场|小煤窑|车辆|船舶|渔船|项目|工地|场所)$")
# 渔船遇大风不得出海: what happens to them is the matter.
_ONLY_WHOLE = frozenset(("渔船", "水库", "平台"))
# 值守人员不得少于两人: how many there are to be.
_HOW_MANY = re.compile(r"[少低]于[\d一二两三四五六七八九十]{1,3}[人名]")
_BARE_TIERS = re.compile(r"[省市县区乡镇村、]+")
# 学校周围五十米内, 各级值班电话: a place or a thing, and not they.
_NOT_OF_THEM = re.compile(
    r"范围|周[围边]|附近|门[口前]|(?:值班|值守|应急|报警|举报)?电话|(?:人员)?(?:装备|物资|车辆|机具)"
)
_TOPIC = re.compile(r"的(?:问题|隐患|事项|线索|意见)?$")
_FORETELLS = ("预测", "预报", "预计")  # 气象部门预测降水偏多: no order
# 平台要提醒、交警要查处: where the next may begin who is told.
_AND_ANOTHER = re.compile(r"、(?=[^、，。；]{2,10}?(?:(?<![主重需])要|必须))")
_LOOK_BACK = 3  # clauses: 各区，各部门，各单位在会后要…


def subject(blanked: str, spans: list[Span], number: int, span: Span) -> list[BodyDraft]:
    """Who is told in the clause `span`, which is `spans[number]`, with those the clauses before it set off."""
    start = after_lead_in(blanked, *span)
    modal = MODAL.search(blanked, start, span[1])
    if modal is None:
        return _bare_subject(blanked, start, span[1])
    leads = modal[0] == "牵头" or blanked.startswith("牵头", modal.end()) or modal[0].startswith("负责")
    role = BodyRole.LEAD if leads else BodyRole.ADDRESSED
    own = bodies_at(blanked, start, modal.start(), role)
    # 水库一律空库 is said of the water, 水库要服从调度 to those who keep it.
    bare = next(_bare_at(blanked, start, modal.start()), "")
    if not own and bare and not (bare == "水库" and modal[0] == "一律"):
        own = [BodyDraft(bare, role, start, start + len(bare))]
    if own and own[-1].end == modal.start() and _HOW_MANY.match(blanked, modal.end()):
        return []
    if [draft.name for draft in own] in (["交通"], ["消防"]):
        return []  # 交通不能断, 消防要紧盯场所: the traffic, the matter
    if own or BETWEEN.fullmatch(blanked, start, modal.start()):
        earlier = _earlier(blanked, spans, number, role)
        # 连续两月排末位的乡镇，书记要作检讨: the clause before says whose.
        whose = own and all("的" in draft.name for draft in earlier)
        return own if whose or own and all(_WATCHED.search(draft.name) for draft in earlier) else earlier + own
    return []


def joined_on(blanked: str, start: int, end: int) -> list[BodyDraft]:
    """平台要提醒、交警要查处: who is told after a 、 in the same clause."""
    return [
        draft
        for match in _AND_ANOTHER.finditer(blanked, start, end)
        if MODAL.search(blanked, start, match.start())
        for draft in subject(blanked, [(match.end(), end)], 0, (match.end(), end))
    ]


def bodies_at(blanked: str, start: int, end: int, role: BodyRole) -> list[BodyDraft]:
    """The longest list of bodies at `start` with nothing after it up to `end` but adverbs, times and the like."""
    for high in range(min(end, start + LONGEST_LIST), start + 1, -1):
        if may_end(blanked, high) and (high == end or _ends_here(blanked, high, end)):
            drafts = bodies_listed(blanked, start, high, role)
            if drafts:
                return drafts
    return places_told(blanked, start, end, role)


def _bare_at(blanked: str, start: int, end: int) -> Iterator[str]:
    """学校, 属地: nouns that are addressed only as the whole subject of 要, with no more between than a time or a case."""
    for length in (2, 3, 4):
        name = blanked[start : start + length]
        rest = start + length
        if name in BARE_SUBJECTS and (rest == end or name not in _ONLY_WHOLE and BETWEEN.fullmatch(blanked, rest, end)):
            yield name


def _ends_here(blanked: str, high: int, end: int) -> bool:
    """Whether a name may end at `high`; 保护区内 is a place."""
    if blanked[high] in "内里外上、和" or _NOT_OF_THEM.match(blanked, high) or within_word(blanked, high):
        return False
    return bool(BETWEEN.fullmatch(blanked, high, end))


def _earlier(blanked: str, spans: list[Span], number: int, role: BodyRole) -> list[BodyDraft]:
    """Subjects set off by commas: 各区，各部门，各单位在会后要…; 各级各部门，一定要…"""
    found: list[BodyDraft] = []
    for low, high in reversed(spans[max(0, number - _LOOK_BACK) : number]):
        begin = after_lead_in(blanked, low, high)
        named = _NAMED_AS.search(blanked, begin, high)
        drafts = bodies_at(blanked, begin, named.start() if named else high, role)
        if named and named[0] == "是" and not all(is_body(draft.name) for draft in drafts):
            break  # 青海是高原省份，要…
        if not drafts and not found and _INSERTED.match(blanked, low, high):
            continue
        if not drafts:
            break
        found = drafts + found
    return found


def _bare_subject(blanked: str, start: int, end: int) -> list[BodyDraft]:
    """商务、市场监管部门密切协作: a list of bodies at once followed by what they do."""
    found: list[BodyDraft] = []
    reach = end
    for high in range(start + 2, min(end, start + LONGEST_LIST)):
        if high > reach:
            break
        if (
            blanked[high - 1] in LAST_LETTERS
            and (does := VERB_AFTER.match(blanked, high, end))
            and not blanked.startswith("了", does.end())  # 安委办通报了情况: told, not ordered
            and not within_word(blanked, high)
            # 企业瞒报的，…; 督查组反馈的问题，…: whom or what it befalls
            and not (blanked[high] != "对" and _TOPIC.search(blanked, high, end))
            and not does[0].startswith(_FORETELLS)
        ):
            # 应急 in 应急管理局 is no body of its own; 县乡村协调联动 says at which tiers.
            drafts = (
                []
                if SHORT.fullmatch(blanked, start, high)
                or (_BARE_TIERS.fullmatch(blanked, start, high) and not blanked.startswith("每", high))
                else bodies_listed(blanked, start, high, BodyRole.ADDRESSED)
            )
            if drafts and (not found or blanked[high - 1] in _OFFICE_ENDS):
                found = drafts
                if blanked[high - 1] not in "省市县区州镇乡":
                    break
                reach = min(reach, does.end())  # 青岩县应急局即日起…: not the county alone
    return found
