"""What a query means, as values: keywords, fields and the operators between them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Term:
    """A keyword. A row has it where its folded text holds `folded`."""

    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `first` to `last`, both included; None is open."""

    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Field:
    """A value asked of one field; what has it, is for the caller to say (`matching.compile_query`)."""

    key: str
    label: str
    value: str | DateRange
    shown: str  # the value in words


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Not the part."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class SameSentence:
    """One sentence of the row, folded by itself, for which all parts hold. Parts hold no field and no nearness."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Within:
    """Two keywords in either order, not overlapping, with at most `distance` folded characters between them.

    `left` and `right` are alternatives, one of which must do.
    """

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    distance: int


Node: TypeAlias = Term | Field | And | Or | Not | SameSentence | Within


def terms_of(node: Node, *, negated: bool = True) -> Iterator[Term]:
    """The keywords of a query in the order they were typed; without those under NOT if `negated` is false."""
    match node:
        case Term():
            yield node
        case And(parts) | Or(parts) | SameSentence(parts):
            for part in parts:
                yield from terms_of(part, negated=negated)
        case Within():
            yield from (*node.left, *node.right)
        case Not(part):
            if negated:
                yield from terms_of(part)
            elif isinstance(part, Not):  # twice no is yes
                yield from terms_of(part.part, negated=False)
        case Field():
            return


def describe(node: Node, *, inner: bool = False) -> str:
    """The query in Chinese words. `inner` puts brackets round what would be read wrongly beside others."""
    match node:
        case Term():
            return f"含“{node.text}”"
        case Field():
            return f"{node.label}为{node.shown}"
        case Not(Term() as term):
            return f"不含“{term.text}”"
        case Not(Field() as field):
            return f"{field.label}不为{field.shown}"
        case Not(part):
            return f"不符合（{describe(part)}）"
        case And(parts):
            return _brackets("，并且".join(describe(part, inner=True) for part in parts), inner)
        case Or(parts):
            return _brackets("，或者".join(describe(part, inner=True) for part in parts), inner)
        case SameSentence(parts):
            return "同一句里" + "、".join(describe(part, inner=True) for part in parts)
        case Within():
            return f"{_either(node.left)}与{_either(node.right)}相隔不超过{node.distance}个字"


def _either(terms: tuple[Term, ...]) -> str:
    return "或".join(f"“{term.text}”" for term in terms)


def _brackets(words: str, wanted: bool) -> str:
    return f"（{words}）" if wanted else words
