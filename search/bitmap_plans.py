"""How a search is answered from the stored bitmaps of lexemes."""

from dataclasses import dataclass

from search.bitmap_store import CHARACTER, WORD, Generation
from search.lookups import Both, Either, Has, Lacks, Lookup, leaves
from search.matching import certain, compile_query
from search.nodes import Node
from search.words import Dictionary


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


def plan(node: Node, words: Dictionary, generation: Generation) -> Plan | None:
    """How what `node` matches by the dictionary `words` is found; None where the index of PostgreSQL does as well:
    some keyword is rare."""
    compiled = compile_query(node, words, {}, negative=True)
    lookup, exact = compiled.lookup, not compiled.condition
    if lookup is None or narrow(lookup, generation):
        return None
    if exact:
        return Plan(lookup, None, exact)
    if not all(keeps(generation, leaf) for leaf in leaves(lookup)):
        return None
    return Plan(lookup, certain(node, words, generation.words), exact)


def keeps(generation: Generation, leaf: Has) -> bool:
    """Whether the leaf's rows are stored as a bitmap: it is frequent."""
    return generation.keeps(CHARACTER if leaf.first else WORD, leaf.lexeme)


def narrow(lookup: Lookup, generation: Generation) -> bool:
    """Whether all rows found have some rare lexeme, so that PostgreSQL's index finds them in a few milliseconds."""
    match lookup:
        case Has():
            return not keeps(generation, lookup)
        case Lacks():
            return False
        case Both(parts):
            return any(narrow(part, generation) for part in parts)
        case Either(parts):
            return all(narrow(part, generation) for part in parts)
