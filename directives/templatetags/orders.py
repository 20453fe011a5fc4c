"""Template tags that put what was ordered into words."""

from collections.abc import Iterable

from django import template

from directives.bars import Bar
from directives.drafts import BodyRole
from directives.models import UNDATED, Body, Directive, Responsibility
from directives.wording import BODY_ROLES, body_role_words, modality_words
from meetings.models import Level
from meetings.templatetags.reading import day, held

register = template.Library()
register.filter("modality_words", modality_words)
register.filter("body_role_words", body_role_words)


@register.filter
def said_on(directive: Directive) -> str:
    """The meeting's date, or outside a meeting the day the document gives, in a `time` element."""
    if directive.meeting or directive.listed_on == UNDATED:
        return held(directive.meeting)
    return day(directive.listed_on)


@register.filter
def levels_of(bars: Iterable[Bar]) -> list[str]:
    """The levels that occur in bars, in the order officers read them."""
    found = {part.level for bar in bars for part in bar.segments}
    return [level for level in Level.values if level in found]


@register.filter
def by_role(parts: Iterable[Responsibility]) -> list[tuple[str, list[Body]]]:
    """(name of the part, its bodies), those who have to act before those who help; each body once for each part."""
    found: dict[str, list[Body]] = {}
    for part in parts:
        bodies = found.setdefault(part.role, [])
        if part.body not in bodies:
            bodies.append(part.body)
    order = [BodyRole.LEAD, BodyRole.ADDRESSED, BodyRole.COOPERATE]
    return [(str(BODY_ROLES[role]), found[role]) for role in order if role in found]


@register.filter
def says_more_than(sentence: str, clause: str) -> bool:
    """Whether a sentence holds more than the clause and its punctuation."""
    return len(sentence.rstrip("。；！，;!,.")) > len(clause.rstrip("。；！，;!,."))
