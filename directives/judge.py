"""Whether a part of a sentence is an instruction, as a score made of few signs with weights set by hand."""

import math
from dataclasses import dataclass, field
from enum import StrEnum

from directives import cues
from directives.bodies import bodies
from directives.sentences import Span, clauses
from meetings.drafts import Voice


class Mood(StrEnum):
    """What the sentences before lead one to expect."""

    LIST = "list"  # after 提出以下要求：
    ORDERS = "orders"  # after an instruction
    OPEN = "open"
    ANALYSIS = "analysis"  # after "there are four shortcomings", under a heading about the situation


@dataclass(frozen=True, slots=True)
class Reading:
    """What was seen in a part: the score (above 0 is an instruction) and the signs that made it."""

    score: float
    signs: dict[str, float] = field(default_factory=dict)

    @property
    def confidence(self) -> float:
        return round(1 / (1 + math.exp(-self.score)), 3)


# How much the capacity in which words are spoken says about them.
_VOICES = {Voice.WRITTEN: 0.3, Voice.MEETING: 0.3, Voice.SPEECH: 0.0, Voice.NARRATION: -1.5, Voice.NOISE: -5.0}
_MOODS = {Mood.LIST: 2.2, Mood.ORDERS: 1.0, Mood.OPEN: 0.0, Mood.ANALYSIS: -1.2}
_BASE = -1.0
_STRONG = {"ordered", "told", "demanded", "assigned", "recurs", "decided"}
_RUNS_ON = 9  # clauses
_SHORT = 30  # code points: 最后，还要强调一下疫情防控工作。 holds nothing but the announcement


def read(part: str, lead: str | None, voice: Voice, mood: Mood) -> Reading:
    """Weigh one part of a sentence.

    In: the part with quotations blanked out and without who says it, the verb of saying before it (要求, 指出 or
    None), the voice of the turn, and the mood that the sentences before it left.
    """
    spans = [span for span in clauses(part) if not cues.ORDINAL.fullmatch(part, *span)]
    signs: dict[str, float] = {"voice": _VOICES[voice], "mood": _expectation(mood, voice)}
    _for(part, spans, lead, voice, mood, signs)
    if voice == Voice.NARRATION and "told" in signs and "addressed" not in signs and not cues.WISHED.search(part):
        signs["told"] = 1.0  # 要 in the middle of a report is quoted or means "has to"
    strong = bool(signs.keys() & _STRONG)
    _against(part, spans, signs, _weight_against(part, strong, len(spans), voice))
    return Reading(_BASE + sum(signs.values()), signs)


def _weight_against(part: str, strong: bool, clauses: int, voice: Voice) -> float:
    """How much counts what speaks against an order: little where one is plain, and least in a speech that runs on
    without a full stop, telling between its orders what was and what is."""
    if not strong:
        return 1.0
    runs_on = voice == Voice.SPEECH and clauses >= _RUNS_ON and not cues.JUST_HEARD.match(part)
    return 0.2 if runs_on else 0.4


def _expectation(mood: Mood, voice: Voice) -> float:
    """A speech wanders from its list more than a report does."""
    return _MOODS[Mood.ORDERS if mood == Mood.LIST and voice == Voice.SPEECH else mood]


def _for(part: str, spans: list[Span], lead: str | None, voice: Voice, mood: Mood, signs: dict[str, float]) -> None:
    imperative = sum(1 for span in spans if cues.IMPERATIVE.match(part, *span))
    # 必须引起高度重视 says how grave things are; what is to be done stands in other clauses.
    plain = [span for span in spans if not cues.RHETORIC.search(part, *span)] if cues.RHETORIC.search(part) else spans
    if any(cues.ORDERED.match(part, *span) for span in plain):
        signs["ordered"] = 3.0
    elif any(cues.MODAL.search(part, *span) or cues.DEMAND.search(part, *span) for span in plain):
        signs["told"] = 2.0
    expected = "told" in signs or lead == "要求" or mood in (Mood.ORDERS, Mood.LIST)
    if "ordered" not in signs and expected and bodies(part, spans, 0):
        signs["addressed"] = 1.3  # a named body before the verb: 公安、交通部门强化…
    elif "ordered" not in signs and voice != Voice.NARRATION and _begins_with_everybody(part, spans):
        signs["subject"] = 1.8  # 各公司严格履行…: nobody reports what everybody does, unless it is over
    if lead in cues.ORDER_VERBS:
        signs["demanded" if lead == "要求" else "lead"] = 1.5 if lead == "要求" else 0.7
    if spans:
        signs["imperatives"] = 1.6 * imperative / len(spans)
        after = len(spans) > 1 and cues.WHEN.fullmatch(part, *spans[0])
        if cues.IMPERATIVE.match(part, *spans[1 if after else 0]):
            signs["first"] = 0.9
    if lead in ("决定", "议定") and cues.DECIDED.match(part):
        signs["decided"] = 1.7  # told of by a reporter it is news
    if cues.ASSIGNED.search(part):
        signs["assigned"] = 1.5
    if cues.ROW.match(part):
        signs["row"] = 2.5
    if cues.RECURRING.search(part):
        signs["recurs"] = 1.2
    if cues.CONSEQUENCE.search(part):
        signs["threatens"] = 0.9
    if cues.LIMITED.search(part):
        signs["limited"] = 0.8
    if cues.EXHORT.search(part):
        signs["exhorts"] = 0.4
    if (
        not signs.keys()
        & {
            "ordered",
            "told",
            "addressed",
            "subject",
            "exhorts",
            "assigned",
            "row",
            "recurs",
            "threatens",
            "limited",
            "decided",
        }
        and not imperative
    ):
        signs["empty"] = -1.5
    if cues.ANNOUNCED.search(part) and len(part) <= _SHORT:
        signs["announces"] = -4.0


def _begins_with_everybody(part: str, spans: list[Span]) -> bool:
    """各公司, 全体干部 and what they do at once."""
    # 年底前，各镇…; 到明年6月，所有矿山…
    spans = [span for span in spans if not cues.BY_WHEN.fullmatch(part, *span)]
    if not spans or not (everybody := cues.EVERYBODY.match(part, *spans[0])):
        return False
    return any(body.start == everybody.start("who") for body in bodies(part, spans[:1], 0))


_AGAINST = (
    ("aspect", cues.ASPECT, 1.7),
    ("past", cues.PAST, 1.5),
    ("shortcoming", cues.SHORTCOMING, 1.3),
    ("failing", cues.FAILING, 5.5),
    ("pledge", cues.PLEDGE, 3.5),
    ("rhetoric", cues.RHETORIC, 1.0),
    ("copula", cues.COPULA, 1.6),
    ("nominal", cues.NOMINAL, 2.2),
    ("statement", cues.STATEMENT, 1.2),
    ("vague", cues.VAGUE_SUBJECT, 1.8),
    ("narrated", cues.NARRATED, 1.8),
    ("afterwards", cues.AFTERWARDS, 4.0),
    ("done", cues.DONE, 3.0),
    ("asked", cues.ASKED, 3.0),
    ("unheeded", cues.UNHEEDED, 4.0),
    ("ceremony", cues.CEREMONY, 4.0),
    ("meta", cues.META, 4.0),
    ("glued", cues.GLUED, 3.5),
    ("called_up", cues.CALLED_UP, 7.0),
    ("convened", cues.CONVENED, 5.0),
    ("foretold", cues.FORETOLD, 4.0),
)


def _falls_short(part: str, spans: list[Span]) -> bool:
    """Whether a shortcoming is told, and not only named as what to act upon: 针对存在的…问题，由…"""
    return any(cues.SHORTCOMING.search(part, *span) and not cues.AIMED_AT.match(part, *span) for span in spans)


def _against(part: str, spans: list[Span], signs: dict[str, float], factor: float) -> None:
    for name, pattern, weight in _AGAINST:
        if pattern.search(part) and (name != "shortcoming" or _falls_short(part, spans)):
            signs[name] = -weight * (
                1.0
                if name
                in ("failing", "pledge", "rhetoric", "glued", "asked", "unheeded", "ceremony", "called_up", "convened")
                or name == "meta"
                and len(part) <= _SHORT
                else factor
            )
    if factor == 1.0 and cues.RECALLED.match(part):
        signs["recalled"] = -1.5
    figures = len(cues.STATISTICS.findall(part))
    if figures:
        signs["statistics"] = -1.0 * min(figures, 3)
