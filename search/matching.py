"""Turning a query into a lookup in the index and, where that is not exact, a condition on the text.

The lookup over-approximates: every row that matches has its lexemes. Under NOT that would lose rows, so
a negated keyword takes part in it only where its lexemes are exact. What the lookup can't decide is decided
by a condition on `folded`, for the parts of the query that need it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial, reduce
from operator import and_, or_
from typing import Any, TypeAlias

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Q

from search.lookups import Both, Either, Has, Lacks, Lookup, both_of
from search.nodes import And, DateRange, Field, Node, Not, Or, SameSentence, Term, Within
from search.words import Dictionary, term_lexemes

# What the rows of a field's value are. The condition must not multiply rows: ask a related table with `Exists`.
FieldConditions: TypeAlias = Mapping[str, Callable[[Any], Q]]
Value: TypeAlias = str | DateRange


@dataclass(frozen=True)
class Compiled:
    """The two expressions, to be joined by AND. `lookup` is None where the index can't help, `condition`
    is empty where the lookup says it all."""

    lookup: Lookup | None
    condition: Q

    @property
    def tsquery(self) -> str:
        """The lookup as PostgreSQL's index of lexemes reads it, or empty."""
        return " & ".join(part.tsquery() for part in both_of(self.lookup)) if self.lookup else ""


def compile_query(
    node: Node, words: Dictionary, fields: FieldConditions | None = None, *, negative: bool = False
) -> Compiled:
    """The expressions of a query against an index whose rows hold the words of `words`.

    `fields` says for each field's key what a value means. Raises KeyError for a field it lacks. Of a query that asks
    only what rows must not have, PostgreSQL would read its index as a whole: it is looked up if `negative`.
    """
    parts = node.parts if isinstance(node, And) else (node,)
    if negative or any(_positive(part) for part in parts):
        found = [lookup for part in parts if (lookup := _lookup(part, words, wider=True))]
        open_parts = [part for part in parts if not _decided_by_index(part, words)]
    else:
        found, open_parts = [], list(parts)
    conditions = [condition(part, fields or {}) for part in open_parts]
    return Compiled(_joined(Both, found), reduce(and_, conditions, Q()))


def certain(node: Node, words: Dictionary, frequent: Collection[str]) -> Lookup | None:
    """What only matching rows have in the index, so that their text need not be looked at; None for nothing.

    A keyword that is no dictionary word stands in every row that holds a longer word around it (安全生 in 安全生产);
    such words are looked for among the `frequent` lexemes.
    """
    return _lookup(node, words, wider=False, longer=frequent)


def _lookup(node: Node, words: Dictionary, *, wider: bool, longer: Collection[str] = ()) -> Lookup | None:
    """What all matching rows have in the index (`wider`), or what only matching rows have, among it the `longer`
    words around a keyword; None for nothing."""
    inside = partial(_lookup, words=words, wider=wider, longer=longer)
    match node:
        case Term():
            lexemes, exact = term_lexemes(node.folded, words)
            if not (exact or wider):
                return _joined(Either, [Has(word) for word in longer if node.folded in word])
            return _joined(Both, [Has(lexeme, first=len(node.folded) == 1) for lexeme in lexemes])
        case Not(part):
            inner = inside(part, wider=not wider)
            return Lacks(inner) if inner else None
        case Field():
            return None
        case Or(parts):
            return _combined(Either, list(map(inside, parts)), needs_all=wider)
        case And(parts):
            return _combined(Both, list(map(inside, parts)), needs_all=not wider)
        case SameSentence(parts):
            # NOT within a sentence says nothing about the row: other sentences may have the keyword.
            asked = [_lookup(part, words, wider=True) for part in parts if not _negates(part)]
            return _combined(Both, asked, needs_all=False) if wider else None
        case Within(left, right):
            sides = [_lookup(Or(side), words, wider=True) for side in (left, right)]
            return _combined(Both, sides, needs_all=False) if wider else None


def _combined(kind: type[Both] | type[Either], lookups: list[Lookup | None], *, needs_all: bool) -> Lookup | None:
    known = [lookup for lookup in lookups if lookup]
    return None if needs_all and len(known) < len(lookups) else _joined(kind, known)


def _joined(kind: type[Both] | type[Either], lookups: list[Lookup]) -> Lookup | None:
    return kind(tuple(lookups)) if len(lookups) > 1 else next(iter(lookups), None)


def _positive(node: Node) -> bool:
    """Whether a row must hold some lexeme to match, so that the index narrows the search."""
    match node:
        case Term() | Within():
            return True
        case Not() | Field():
            return False
        case And(parts):
            return any(map(_positive, parts))
        case Or(parts):
            return all(map(_positive, parts))
        case SameSentence(parts):
            return any(_positive(part) and not _negates(part) for part in parts)


def _negates(node: Node) -> bool:
    match node:
        case Not():
            return True
        case And(parts) | Or(parts) | SameSentence(parts):
            return any(map(_negates, parts))
        case _:
            return False


def _decided_by_index(node: Node, words: Dictionary) -> bool:
    """Whether the tsquery of the node is true for exactly the rows that match."""
    match node:
        case Term():
            return term_lexemes(node.folded, words)[1]
        case Not(part):
            return _decided_by_index(part, words)
        case And(parts) | Or(parts):
            return all(_decided_by_index(part, words) for part in parts)
        case _:
            return False


def condition(node: Node, fields: FieldConditions) -> Q:
    """The meaning of a node as a condition on the row, without any index."""
    match node:
        case Term():
            return Q(folded__contains=node.folded)
        case Field():
            return fields[node.key](node.value)
        case Not(part):
            return ~condition(part, fields)
        case And(parts):
            return reduce(and_, [condition(part, fields) for part in parts])
        case Or(parts):
            return reduce(or_, [condition(part, fields) for part in parts])
        case SameSentence():
            return Q(InOneSentence(node))
        case Within():
            return Q(folded__regex=near_pattern(node))


def near_pattern(node: Within) -> str:
    """A regular expression for the folded text, which holds letters and digits only: nothing to escape."""
    gap = f".{{0,{node.distance}}}"
    left, right = (f"(?:{'|'.join(term.folded for term in side)})" for side in (node.left, node.right))
    return f"{left}{gap}{right}|{right}{gap}{left}"


class InOneSentence(Func):
    """True where one sentence of the row fulfils all parts. `sentences` is empty where the row is one sentence."""

    output_field = BooleanField()

    def __init__(self, node: SameSentence) -> None:
        super().__init__(F("sentences"), F("folded"))
        self.node = node

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        (sentences, folded), params = zip(*map(compiler.compile, self.source_expressions), strict=True)
        held, wanted = _in_sentence(And(self.node.parts), connection)
        lines = f"string_to_table(COALESCE(NULLIF({sentences}, ''), {folded}), E'\\n')"
        return f"EXISTS (SELECT 1 FROM {lines} AS sentence(words) WHERE {held})", (*params[0], *params[1], *wanted)


def _in_sentence(node: Node, connection: BaseDatabaseWrapper) -> tuple[str, list[str]]:
    match node:
        case Term():
            return "sentence.words LIKE %s", [f"%{connection.ops.prep_for_like_query(node.folded)}%"]
        case Not(part):
            sql, params = _in_sentence(part, connection)
            return f"NOT ({sql})", params
        case And(parts) | Or(parts):
            held = [_in_sentence(part, connection) for part in parts]
            operator = " AND " if isinstance(node, And) else " OR "
            return f"({operator.join(sql for sql, _ in held)})", [one for _, params in held for one in params]
        case _:
            raise TypeError(f"the parser lets no {type(node).__name__} into a sentence")
