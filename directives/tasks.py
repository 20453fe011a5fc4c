"""What a directive asks of each sector it names: the clause, its bodies and its deadline."""

import re
from collections.abc import Iterator, Sequence

from directives.drafts import BodyDraft, DeadlineDraft, TaskDraft
from directives.names import OFFICIAL, SHORT
from directives.sectors import Mention, Taxonomy
from directives.sentences import Span

# 交通运输局 and 应急、交通运输等部门 name an office, not the trade it looks after.
_OFFICE_AFTER = re.compile(
    r"(?:监督管理|监督|监管|主管|管理|执法|行业|行政|综合)*(?:部门|局(?![部限势面])|厅|委(?![托员])|部(?![位分署件队级])|[总支大中]队)"
    r"|(?:、[^，。；、]{1,10}){0,12}等?(?:有关|相关|各|多个)?(?:职能|主管|监管)?部门"
)
# Words of one sector that mean another where that one is named: the 防火宣传 of a forest's fire season.
_OF_ANOTHER = {
    "防火": "forest",
    "火灾": "forest",
    "防火巡查": "forest",
    "防火安全": "forest",
    "防火宣传": "forest",
    "防火检查": "forest",
    "火灾扑救": "forest",
    "火灾防范": "forest",
    "火灾风险": "forest",
    "火患": "forest",
    "交通": "road",
    "交通安全": "road",
    "采掘": "coal",
    "超层越界": "coal",
    "游船": "tourism",
}
# 防灭火 beside 水害 or 顶板 is what a mine does against the fires of its coal.
_OF_A_MINE = re.compile(
    r"矿井|井下|井筒|巷道|瓦斯|顶板|水害|防治水|通风|采空区|采掘|采煤|掘进|煤层|煤尘|自燃|冲击地压|一通三防|机电"
)
_BARE_FIRE = ("防灭火", "防灭火工作")
# 交警大队要上路: whatever the traffic police are told is of the roads.
_TRAFFIC_POLICE = frozenset(("交警", "公安交警", "公安交管"))


def tasks(
    text: str,
    start: int,
    end: int,
    spans: Sequence[Span],
    bodies: Sequence[BodyDraft],
    limits: Sequence[DeadlineDraft],
    taxonomy: Taxonomy,
) -> Iterator[TaskDraft]:
    """One task for each sector named in `text[start:end]`, in the order of their first mention.

    In: the clauses, bodies and deadlines of the directive, all with offsets in the text. A task's bodies are those
    of its clause, else those named last before it; its deadline is the one of its clause, else the directive's.
    """
    first: dict[str, Mention] = {}
    mentions = taxonomy.sectors_in(text, start, end)
    named = {slug for slug, _, _ in mentions}
    for mention in mentions:
        if _OF_ANOTHER.get(text[mention[1] : mention[2]]) in named:
            continue
        if text[mention[1] : mention[2]] in _BARE_FIRE and _OF_A_MINE.search(text, start, end):
            continue
        police = text[mention[1] : mention[2]] in _TRAFFIC_POLICE
        if police or not (_OFFICE_AFTER.match(text, mention[2], end) or _in_office(mention, bodies)):
            first.setdefault(mention[0], mention)
    for slug, low, _ in first.values():
        span = next((span for span in spans if span[0] <= low < span[1]), (start, end))
        yield TaskDraft(slug, *span, bodies=_bodies(bodies, span), deadline=_deadline(limits, span))


def _in_office(mention: Mention, bodies: Sequence[BodyDraft]) -> bool:
    """Whether a sector word is part of the name of an office: 区消防大队要组织专班 is no task of fire safety."""
    return any(
        body.start <= mention[1]
        and mention[2] <= body.end
        and not body.inherited
        and (OFFICIAL.search(body.name) or SHORT.fullmatch(body.name))
        for body in bodies
    )


def _bodies(bodies: Sequence[BodyDraft], span: Span) -> tuple[BodyDraft, ...]:
    inside = tuple(body for body in bodies if not body.inherited and span[0] <= body.start < span[1])
    if inside:
        return inside
    before = [body for body in bodies if body.inherited or body.start < span[0]]
    return tuple(before)


def _deadline(limits: Sequence[DeadlineDraft], span: Span) -> DeadlineDraft | None:
    inside = [limit for limit in limits if span[0] <= limit.start < span[1]]
    return next(iter(inside or limits), None)
