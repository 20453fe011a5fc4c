"""What recognition finds in a text: mentions of named things, before anything is stored."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing has a name."""

    ACCIDENT = "accident"
    CAMPAIGN = "campaign"  # 专项整治三年行动
    RULE = "rule"  # 三管三必须, 四不两直, 十五条硬措施
    LAW = "law"  # laws, regulations, plans and papers


class Basis(StrEnum):
    """Where the year of an accident comes from."""

    NONE = ""
    TOLD = "told"  # printed: 2019年3月21日
    RELATIVE = "relative"  # 今年, 去年, counted from the day it was said
    GUESSED = "guessed"  # nothing printed: the latest such day before it was said


@dataclass(frozen=True, slots=True)
class Casualties:
    """Who came to harm, as one mention tells it; None where it does not say. `words` are the printed ones."""

    dead: int | None = None
    injured: int | None = None
    missing: int | None = None
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.words)


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells an accident from others. `month_day` is "06-13" or "" where no day is named, `code` the region's
    (GB/T 2260) or "", `what` happened in as few words as it is told (燃气爆炸)."""

    month_day: str = ""
    year: int | None = None
    basis: Basis = Basis.NONE
    place: str = ""
    code: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class MentionDraft:
    """A named thing at `start:end`, code points of the text that was searched.

    `name` is what the thing is called by this mention; `number` a paper's number (国办发〔2016〕88号). A `weak` mention
    (十堰的那起事故) counts only where the accident is known from elsewhere.
    """

    kind: Kind
    name: str
    start: int
    end: int
    identity: Identity = Identity()
    casualties: Casualties = Casualties()
    number: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text that one voice said. `said_on` is the day in ISO form, as partial as it is known, or ""."""

    start: int
    end: int
    said_on: str = ""
