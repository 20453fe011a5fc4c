"""What is asked of the index of lexemes: by PostgreSQL as a tsquery, by bitmaps as set operations."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from search.fields import quote_lexeme


@dataclass(frozen=True, slots=True)
class Has:
    """Rows with the lexeme; with any lexeme that begins so if `first`, which asks for a single character."""

    lexeme: str
    first: bool = False

    def tsquery(self) -> str:
        return quote_lexeme(self.lexeme) + (":*" if self.first else "")


@dataclass(frozen=True, slots=True)
class Lacks:
    """Rows that the part does not find."""

    part: "Lookup"

    def tsquery(self) -> str:
        return f"!({self.part.tsquery()})"


@dataclass(frozen=True, slots=True)
class Both:
    """Rows that all parts find."""

    parts: "tuple[Lookup, ...]"

    def tsquery(self) -> str:
        return f"({' & '.join(part.tsquery() for part in self.parts)})"


@dataclass(frozen=True, slots=True)
class Either:
    """Rows that a part finds."""

    parts: "tuple[Lookup, ...]"

    def tsquery(self) -> str:
        return f"({' | '.join(part.tsquery() for part in self.parts)})"


Lookup: TypeAlias = Has | Lacks | Both | Either


def both_of(lookup: Lookup) -> tuple[Lookup, ...]:
    """The parts that each row found must have."""
    return lookup.parts if isinstance(lookup, Both) else (lookup,)


def leaves(lookup: Lookup) -> Iterator[Has]:
    """The lexemes the lookup speaks of."""
    match lookup:
        case Has():
            yield lookup
        case Lacks(part):
            yield from leaves(part)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from leaves(part)
