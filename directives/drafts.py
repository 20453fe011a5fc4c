"""What a document orders, before anything is stored: directives, the tasks in them, bodies and deadlines.

Offsets are code points of the tidied text, end exclusive, as in `meetings.drafts`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Modality(StrEnum):
    """How binding the wording is."""

    REQUIRE = "require"  # 要, bare imperative
    MUST = "must"  # 必须, 务必, 一律
    FORBID = "forbid"  # 严禁, 不得, 禁止, 决不允许
    ENCOURAGE = "encourage"  # 鼓励, 支持, 倡导, 可以


class BodyRole(StrEnum):
    """What a body has to do with a directive."""

    ADDRESSED = "addressed"  # 住建部门要…
    LEAD = "lead"  # 由住建局牵头
    COOPERATE = "cooperate"  # 公安、交通配合


@dataclass(frozen=True, slots=True)
class BodyDraft:
    """A responsible body as printed. `inherited` where the words stand in an earlier sentence."""

    name: str
    role: BodyRole
    start: int
    end: int
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class DeadlineDraft:
    """An explicit limit of time. 立即 and 限期 are urgency and no deadline."""

    text: str
    date: str | None  # ISO, the last day, resolved against the meeting's date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """What a directive asks of one sector: the clause that concerns it."""

    sector: str  # slug
    start: int
    end: int
    bodies: tuple[BodyDraft, ...] = ()
    deadline: DeadlineDraft | None = None


@dataclass(frozen=True, slots=True)
class DirectiveDraft:
    """A sentence or clause that tells somebody to do or not to do something."""

    start: int
    end: int
    turn: int  # index into Outline.turns
    modality: Modality
    confidence: float  # 0..1; sorted by it, errors sit at the bottom
    headings: tuple[str, ...] = ()
    bodies: tuple[BodyDraft, ...] = ()
    tasks: tuple[TaskDraft, ...] = ()
    deadline: DeadlineDraft | None = None
