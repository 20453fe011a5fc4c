"""Putting a parsed query into words, for the page to restate what it looked for."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeAlias

from search.messages import Say
from search.messages import gettext_noop as _
from search.nodes import And, DateRange, Field, Node, Not, Or, SameSentence, Term, Within

Day: TypeAlias = Callable[[dt.date], str]
OR_WITHIN = _(" or ")
TOGETHER = _(" & ")


def describe(node: Node, say: Say = str, day: Day = dt.date.isoformat) -> str:
    """The query in the language of `say`; `day` puts a date into words."""
    return _Restating(say, day).words(node)


class _Restating:
    def __init__(self, say: Say, day: Day) -> None:
        self.say, self.day = say, day

    def words(self, node: Node, *, inner: bool = False) -> str:
        """`inner` puts brackets round what would be read wrongly beside others."""
        say = self.say
        match node:
            case Term():
                return say(_("contains “%(term)s”")) % {"term": node.text}
            case Field():
                return say(_("%(field)s is %(value)s")) % self.field(node)
            case Or(parts) if typed := alike(parts):
                return say(_("contains %(term)s or its equivalents %(others)s")) % self.equivalents(typed, parts)
            case Not(part):
                return self.denied(part)
            case And(parts):
                return self.brackets(say(_(", and ")).join(self.words(part, inner=True) for part in parts), inner)
            case Or(parts):
                return self.brackets(say(_(", or ")).join(self.words(part, inner=True) for part in parts), inner)
            case SameSentence(parts):
                listed = say(TOGETHER).join(self.words(part, inner=True) for part in parts)
                return say(_("within one sentence: %(parts)s")) % {"parts": listed}
            case Within():
                sides = {"left": self.either(node.left), "right": self.either(node.right), "distance": node.distance}
                return say(_("%(left)s and %(right)s at most %(distance)s characters apart")) % sides

    def denied(self, part: Node) -> str:
        say = self.say
        match part:
            case Term():
                return say(_("does not contain “%(term)s”")) % {"term": part.text}
            case Field():
                return say(_("%(field)s is not %(value)s")) % self.field(part)
            case Or(parts) if typed := alike(parts):
                return say(_("contains neither %(term)s nor its equivalents %(others)s")) % self.equivalents(
                    typed, parts
                )
            case _:
                return say(_("not (%(part)s)")) % {"part": self.words(part)}

    def field(self, node: Field) -> dict[str, str]:
        if isinstance(node.value, DateRange):
            value = self.dates(node.value)
        else:
            value = self.say(_("“%(term)s”")) % {"term": self.say(node.shown) if node.shown else node.value}
        return {"field": self.say(node.label), "value": value}

    def dates(self, dates: DateRange) -> str:
        say, (first, last) = self.say, (self.day(day) if day else "" for day in (dates.first, dates.last))
        if dates.first == dates.last:
            return first
        if not last:
            return say(_("%(day)s or later")) % {"day": first}
        if not first:
            return say(_("%(day)s or earlier")) % {"day": last}
        return say(_("%(first)s to %(last)s")) % {"first": first, "last": last}

    def equivalents(self, typed: Term | Field, parts: Sequence[Node]) -> dict[str, str]:
        others = [part for part in parts if part is not typed and isinstance(part, Term | Field)]
        return {"term": self.quoted(typed), "others": self.either(others)}

    def either(self, terms: Sequence[Term | Field]) -> str:
        return self.say(OR_WITHIN).join(map(self.quoted, terms))

    def quoted(self, part: Term | Field) -> str:
        text = part.text if isinstance(part, Term) else str(part.value)
        return self.say(_("“%(term)s”")) % {"term": text}

    def brackets(self, words: str, wanted: bool) -> str:
        return self.say(_("(%(part)s)")) % {"part": words} if wanted else words


def alike(parts: Sequence[Node]) -> Term | None:
    """The keyword as it was typed where `parts` are it and its equivalents (`search.thesaurus`)."""
    first, *others = parts
    if isinstance(first, Term) and all(isinstance(part, Term) and part.of == first.text for part in others):
        return first
    return None
