"""Stored documents made from a few words, for tests of pages: every span points into a real document."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from directives import build as directives_build
from directives.drafts import BodyDraft, BodyRole, DeadlineDraft, DirectiveDraft, Modality, TaskDraft
from directives.models import Directive
from directives.sector_rows import load_sectors
from meetings import build as meetings_build
from meetings.drafts import Level, MeetingDraft, Outline, PersonDraft, TurnDraft, Voice
from meetings.models import Meeting
from meetings.readers import read
from search.normalise import tidy


@dataclass(frozen=True)
class Order:
    """A directive of a made-up document: its words and what the program is to have understood of them."""

    text: str
    sectors: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()  # each a stretch of the text
    deadline: str = ""  # ISO
    modality: Modality = Modality.REQUIRE


def store(
    orders: Sequence[Order],
    *,
    title: str = "全省安全生产电视电话会议",
    date: str | None = "2022-01-17",
    level: Level = Level.PROVINCE,
    code: str | None = "420000",
    speaker: str | None = "钟望川",
    file_name: str = "会议.txt",
    line_end: str = "\n",
    meeting: bool = True,
) -> list[Directive]:
    """Store one document that holds one meeting where one voice gives the orders, a line each."""
    load_sectors()
    opening = f"{title}召开。" + (f"{speaker}出席并讲话。" if speaker else "")
    source = read(file_name, line_end.join([opening, *(order.text for order in orders)]).encode())
    tidied = tidy(source.text)
    text = tidied.text
    begins = text.index("\n") + 1
    key = "m1" if meeting else None
    drafts, at = [], begins
    for order in orders:
        start = text.index(order.text, at)
        at = start + len(order.text)
        drafts.append(_draft(order, start, text))
    found = (
        MeetingDraft(key, title, date, False, level, None, code, None, title[:40], "", 0, len(title)),
    ) if key else ()  # fmt: skip
    people = (PersonDraft(speaker, ("省长",), key, ("讲话",), text.index(speaker), begins - 1),) if speaker else ()
    turns = (
        TurnDraft(0, begins, Voice.NARRATION, key, None),
        TurnDraft(begins, len(text), Voice.SPEECH if speaker else Voice.MEETING, key, speaker, ("一、部署",)),
    )
    with transaction.atomic():
        built = meetings_build.build(source, tidied, Outline(title, None, found, people, turns), [])
        return directives_build.build(built, tuple(drafts), tidied.offsets)


def _draft(order: Order, start: int, text: str) -> DirectiveDraft:
    end = start + len(order.text)
    bodies = tuple(
        BodyDraft(name, BodyRole.ADDRESSED, text.index(name, start), text.index(name, start) + len(name))
        for name in order.bodies
    )
    deadline = DeadlineDraft("限期", order.deadline, start, start + 2) if order.deadline else None
    tasks = tuple(TaskDraft(slug, start, end, deadline=deadline) for slug in order.sectors)
    return DirectiveDraft(start, end, 1, order.modality, 0.9, ("一、部署",), bodies, tasks, deadline)


GAS = Order("住建部门要加强城镇燃气管网巡查，限期整改隐患。", ("gas",), ("住建部门",), "2022-12-31")
COAL = Order("煤矿企业必须停产整顿瓦斯超限的矿井。", ("coal",), ("煤矿企业",), modality=Modality.MUST)
FIRE = Order("严禁占用消防通道。", ("fire",), modality=Modality.FORBID)
DRILL = Order("各地要组织燃气应急演练。", ("gas",), ("各地",))
PLAIN = Order("各级党委政府要压实责任。", bodies=("各级党委政府",))


def store_three_meetings() -> None:
    """A small collection: a national, a provincial and a city meeting, and an order outside any meeting."""
    store([GAS, COAL, PLAIN], title="全国安全生产电视电话会议", date="2021-11-20", level=Level.NATIONAL, code="000000",
          speaker="陆远山", file_name="全国.txt")  # fmt: skip
    store([GAS, FIRE, DRILL], file_name="全省.txt")
    store([COAL, FIRE], title="市安委会全体会议", date="2022-05-09", level=Level.CITY, code="420700", speaker=None,
          file_name="全市.txt")  # fmt: skip
    store([PLAIN], title="关于加强值守的通知", speaker=None, file_name="通知.txt", meeting=False, code=None)


def first_meeting() -> Meeting:
    """The meeting with the first stored directive."""
    meeting = Directive.objects.order_by("pk")[0].meeting
    assert meeting is not None
    return meeting
