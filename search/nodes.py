"""What a query means, as values: keywords, fields and the operators between them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Term:
    """A keyword. A row has it where its folded text holds `folded`.

    `of` is the keyword that was typed where this is an equivalent of it (`search.thesaurus`), empty otherwise.
    """

    text: str
    folded: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `first` to `last`, both included; None is open."""

    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Field:
    """A value asked of one field; what has it, is for the caller to say (`matching.compile_query`).

    `label` and `shown` are the names of the field and of the value in English, to be translated; `shown` is
    empty where the value speaks for itself. `of` as for a keyword.
    """

    key: str
    label: str
    value: str | DateRange
    shown: str = ""
    of: str = ""


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


def parts_of(node: Node) -> "tuple[Node, ...]":
    """What a node is made of; nothing for keywords and fields."""
    match node:
        case And(parts) | Or(parts) | SameSentence(parts):
            return parts
        case Not(part):
            return (part,)
        case Within():
            return (*node.left, *node.right)
        case _:
            return ()
