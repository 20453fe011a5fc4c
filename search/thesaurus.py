"""Widening a parsed query by a table of equivalent terms: a keyword becomes itself OR its equivalents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, product

from search.messages import Message
from search.messages import gettext_noop as _
from search.nodes import And, Field, Node, Not, Or, SameSentence, Term, Within, parts_of
from search.normalise import fold
from search.query import Query, QueryError

SHORTEST = 2  # folded characters of a term in the table; one alone would widen nearly everything
SHORTEST_WITHIN = 3  # of one that is found within a keyword: 防指 stands in 预防指导 too
MOST_FORMS = 24  # of one keyword, itself included
MOST_EQUIVALENTS = 200  # of one query
# Names of bodies, meetings and sectors have short forms too; levels, regions, people and dates have not.
WIDENED_FIELDS = frozenset({"department", "meeting", "sector"})
TOO_MANY_EQUIVALENTS = _(
    "These keywords have more than %(most)s equivalents. Use fewer keywords, or search for the words as typed."
)


@dataclass(frozen=True)
class Thesaurus:
    """Groups of terms that mean the same. `forms` leads from a folded term to its group."""

    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def lengths(self) -> list[int]:
        """How long the folded terms are, longest first."""
        return sorted({len(term) for term in self.forms}, reverse=True)

    @classmethod
    def of(cls, groups: Iterable[Iterable[str]]) -> "Thesaurus":
        """The thesaurus of `groups`, whatever script or width they are written in. Terms that fold to fewer than
        two characters are left out; a term of several groups is equivalent to all of their terms."""
        forms: dict[str, dict[str, str]] = {}
        for group in groups:
            terms = {fold(term): term for term in reversed(list(group)) if len(fold(term)) >= SHORTEST}
            for folded in terms:
                forms.setdefault(folded, {}).update(dict(reversed(terms.items())))
        return cls({folded: tuple(group.values()) for folded, group in forms.items()})

    def equivalents(self, text: str) -> tuple[str, ...]:
        """What else a keyword may be called, by replacing the terms that it is or that stand in it: 市安委会 gives
        市安全生产委员会. The longest terms count; no term is looked for across the edges of another."""
        folded = fold(text)
        choices = [
            tuple(dict.fromkeys([part, *self.forms[part]])) if known else (part,) for part, known in self._parts(folded)
        ]
        found: dict[str, str] = {}
        for form in islice(product(*choices), MOST_FORMS * 2):  # a group holds the part itself once more
            found.setdefault(fold("".join(form)), "".join(form))
        found.pop(folded, None)
        return tuple(islice(found.values(), MOST_FORMS - 1))

    def _parts(self, folded: str) -> Iterator[tuple[str, bool]]:
        """The folded text cut into terms of the table (true) and what stands between them."""
        lengths = [n for n in self.lengths if n >= SHORTEST_WITHIN or n == len(folded)]
        at = kept = 0
        while at < len(folded):
            length = next((n for n in lengths if folded[at : at + n] in self.forms), 0)
            if not length:
                at += 1
                continue
            if kept < at:
                yield folded[kept:at], False
            yield folded[at : at + length], True
            at = kept = at + length
        if kept < len(folded):
            yield folded[kept:], False


def expand(query: Query, thesaurus: Thesaurus) -> Query:
    """The query with every keyword widened to itself or its equivalents, under NOT as well: what is left out is
    left out under all its names. Equivalents say whose they are (`Term.of`). Raises `QueryError` for too many."""
    if query.node is None or not thesaurus.forms:
        return query
    node = _widened(query.node, thesaurus)
    if sum(1 for _one in equivalents_in(node)) > MOST_EQUIVALENTS:
        raise QueryError(Message(TOO_MANY_EQUIVALENTS, {"most": MOST_EQUIVALENTS}), query.text)
    return replace(query, node=node)


def equivalents_in(node: Node | None) -> Iterator[Term | Field]:
    """The equivalents that a widened query also looks for (or leaves out), in order."""
    if isinstance(node, Term | Field):
        if node.of:
            yield node
    elif node is not None:
        for part in parts_of(node):
            yield from equivalents_in(part)


def _widened(node: Node, thesaurus: Thesaurus) -> Node:
    match node:
        case Term():
            terms = _terms(node, thesaurus)
            return Or(terms) if len(terms) > 1 else node
        case Field(value=str() as value) if node.key in WIDENED_FIELDS:
            others = tuple(replace(node, value=other, of=value) for other in thesaurus.equivalents(value))
            return Or((node, *others)) if others else node
        case Not(part):
            return Not(_widened(part, thesaurus))
        case And(parts) | Or(parts) | SameSentence(parts):
            return replace(node, parts=tuple(_widened(part, thesaurus) for part in parts))
        case Within(left, right):
            sides = [tuple(one for term in side for one in _terms(term, thesaurus)) for side in (left, right)]
            return replace(node, left=sides[0], right=sides[1])
        case _:
            return node


def _terms(term: Term, thesaurus: Thesaurus) -> tuple[Term, ...]:
    """The keyword and its equivalents."""
    others = thesaurus.equivalents(term.text)
    return (term, *(Term(other, fold(other), of=term.text) for other in others))
