"""A stored document with three directives, made from drafts: what tests of rows start from."""

from django.db import transaction

from directives import build as directives_build
from directives.drafts import BodyDraft, BodyRole, DeadlineDraft, DirectiveDraft, Modality, TaskDraft
from directives.models import Directive
from directives.sector_rows import load_sectors
from meetings import build as meetings_build
from meetings.drafts import Level, MeetingDraft, Outline, PersonDraft, TurnDraft, Voice
from meetings.readers import read
from search.normalise import tidy

RAW = (
    "**全省安全生产电视电话会议**\r\n\r\n"
    "1月17日，全省安全生产电视电话会议召开。\r\n"
    "省委副书记、省长钟望川强调，住建部门要加強城镇燃氣安全監管，年底前完成老旧管网改造。"
    "严禁违规储存烟花爆竹和危险化学品，由应急局牵头、公安局配合。\r\n"
    "=各企业要开展一次自查。\r\n"
)
ORDERS = (
    "住建部门要加强城镇燃气安全监管，年底前完成老旧管网改造",
    "严禁违规储存烟花爆竹和危险化学品，由应急局牵头、公安局配合",
    "=各企业要开展一次自查",
)


def store_meeting(extra: str = "", name: str = "会议.txt") -> list[Directive]:
    """Store the document (with `extra` behind it, for another one of the same meeting) and its directives."""
    load_sectors()
    source = read(name, (RAW + extra).encode())
    tidied = tidy(source.text)
    text = tidied.text

    def span(words: str, after: int = 0) -> tuple[int, int]:
        start = text.index(words, after)
        return start, start + len(words)

    def body(words: str, role: BodyRole) -> BodyDraft:
        return BodyDraft(words, role, *span(words))

    title = "全省安全生产电视电话会议"
    speech = text.index("省委副书记")
    meeting = MeetingDraft(
        "m1", title, "2022-01-17", True, Level.PROVINCE, "湖北省", "420000", None, "safety-teleconference", "", *span(title)
    )  # fmt: skip
    person = PersonDraft("钟望川", ("省委副书记", "省长"), "m1", ("讲话",), *span("钟望川"))
    turns = (
        TurnDraft(0, speech, Voice.NARRATION, "m1", None),
        TurnDraft(speech, len(text), Voice.SPEECH, "m1", "钟望川", ("一、部署",)),
    )
    deadline = DeadlineDraft("年底前", "2022-12-31", *span("年底前"))
    roles = (body("应急局", BodyRole.LEAD), body("公安局", BodyRole.COOPERATE))
    drafts = (
        DirectiveDraft(
            *span(ORDERS[0]), 1, Modality.REQUIRE, 0.9, ("一、部署",), (body("住建部门", BodyRole.ADDRESSED),),
            (TaskDraft("gas", *span(ORDERS[0]), deadline=deadline),), deadline,
        ),
        DirectiveDraft(
            *span(ORDERS[1]), 1, Modality.FORBID, 0.8, (), roles,
            (TaskDraft("fireworks", *span(ORDERS[1]), roles), TaskDraft("hazchem", *span(ORDERS[1]), roles)),
        ),
        DirectiveDraft(*span(ORDERS[2]), 1, Modality.REQUIRE, 0.7, (), (body("各企业", BodyRole.ADDRESSED),)),
    )  # fmt: skip
    outline = Outline(title, "2022-01-18", (meeting,), (person,), turns)
    with transaction.atomic():
        built = meetings_build.build(source, tidied, outline, [])
        return directives_build.build(built, drafts, tidied.offsets)
