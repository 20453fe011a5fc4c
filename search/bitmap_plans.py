"""How a search is answered from the stored bitmaps of lexemes."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from search.bitmap_store import CHARACTER, WORD, Generation
from search.lookups import Both, Either, Has, Lacks, Lookup, leaves
from search.matching import certain, compile_query, condition
from search.nodes import Node
from search.words import SHORTEST_WORD, Dictionary


@dataclass(frozen=True, slots=True)
class Plan:
    """All hits are among the rows of `lookup`, those of `sure` are hits; no other row is one if `exact`."""

    lookup: Lookup
    sure: Lookup | None
    exact: bool

    @property
    def leaves(self) -> list[Has]:
        """The lexemes whose bitmaps are needed."""
        return [*leaves(self.lookup), *(leaves(self.sure) if self.sure else ())]


@dataclass(frozen=True, slots=True)
class Narrow:
    """All hits are among the few rows that PostgreSQL's index finds by the lexemes of `tsquery`; `condition` tells."""

    tsquery: str
    condition: Q


def plan(node: Node, words: Dictionary, generation: Generation) -> Plan | Narrow | None:
    """How what `node` matches by the dictionary `words` is found; None where the index of lexemes is of no use."""
    compiled = compile_query(node, words, {}, negative=True)
    lookup, exact = compiled.lookup, not compiled.condition
    if lookup is None:
        return None
    if few := rare(lookup, generation):
        return Narrow(few.tsquery(), condition(node, {}))
    return Plan(lookup, None if exact else certain(node, words, _long(generation.words)), exact)


@lru_cache(maxsize=4)
def _long(lexemes: frozenset[str]) -> tuple[str, ...]:
    """Those that may stand around a keyword which is no word: they are gone through for each such keyword."""
    return tuple(lexeme for lexeme in lexemes if len(lexeme) >= SHORTEST_WORD)


def keeps(generation: Generation, leaf: Has) -> bool:
    """Whether the leaf's rows are stored as a bitmap: it is frequent."""
    return generation.keeps(CHARACTER if leaf.first else WORD, leaf.lexeme)


def rare(lookup: Lookup, generation: Generation) -> Lookup | None:
    """What all rows found have, of rare lexemes alone; None where there may be many of them. PostgreSQL's index finds
    these rows in a millisecond, and takes ten to twenty to look them up among those of the frequent lexemes."""
    match lookup:
        case Has():
            return None if keeps(generation, lookup) else lookup
        case Lacks():
            return None
        case Both(parts):
            found = [few for part in parts if (few := rare(part, generation))]
            return Both(tuple(found)) if found else None
        case Either(parts):
            found = [few for part in parts if (few := rare(part, generation))]
            return Either(tuple(found)) if len(found) == len(parts) else None
