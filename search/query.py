"""Parsing what people type into the search box into a `Query`, or saying what is wrong with it."""

import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from search.grammar import Fault, Parser
from search.messages import Message, Say
from search.messages import gettext_noop as _
from search.nodes import And, Field, Node, Term, terms_of
from search.normalise import fold
from search.query_fields import FieldName
from search.restating import Day, describe
from search.tokens import OPERATORS, Kind, ScanError, scan

__all__ = ["LONGEST_QUERY", "Query", "QueryError", "parse"]

LONGEST_QUERY = 1000  # characters
MOST_TERMS = 50
MOST_FAULTS = 20  # a query with more of them is corrected to its bare words


class QueryError(ValueError):
    """A query that can't be understood. `message` is for the person who typed it; `suggestion` is a query that can
    be understood, or empty where there is none."""

    def __init__(self, message: Message, suggestion: str = "") -> None:
        super().__init__(str(message))
        self.message, self.suggestion = message, suggestion


TOO_LONG = _("The query is too long: at most %(most)s characters.")
NO_LETTERS = _(
    "There is nothing to search for: punctuation and symbols are left out. Type characters, letters or digits."
)
TOO_MANY = _("Too many keywords: at most %(most)s.")


@dataclass(frozen=True)
class Query:
    """A parsed query. `node` is None for the empty query, which every row matches."""

    text: str
    node: Node | None = None

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The keywords to mark in what is found, each once: those not under NOT."""
        found: dict[str, Term] = {}
        for term in terms_of(self.node, negated=False) if self.node else ():
            found.setdefault(term.folded, term)
        return tuple(found.values())

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields every row found has, those that stand beside the keywords (not within OR or NOT)."""
        parts = self.node.parts if isinstance(self.node, And) else (self.node,)
        return tuple(part for part in parts if isinstance(part, Field))

    def describe(self, say: Say = str, day: Day = dt.date.isoformat) -> str:
        """The query in the words of `say` and `day` (`search.restating`); empty for the empty query."""
        return describe(self.node, say, day) if self.node else ""

    def __bool__(self) -> bool:
        return self.node is not None


def parse(q: str, fields: Sequence[FieldName] = ()) -> Query:
    """The meaning of `q`. Without `fields` a colon is no more than punctuation.

    Space, AND, 且: both. OR, 或, |: either. NOT, 非, leading -: not. 同句: in one sentence. ~10: within ten
    characters. Brackets group; quotes make one keyword of what they enclose. NOT binds first, then 同句 and
    ~10, then AND, then OR. A keyword matches by its folded form (`normalise.fold`), as a substring.
    Raises `QueryError`.
    """
    try:
        return Query(q.strip(), _parse(q, fields))
    except Fault as fault:
        raise QueryError(fault.message, _correct(fault.better, fields)) from None


def _correct(better: str, fields: Sequence[FieldName]) -> str:
    """A query that parses, by taking away one fault after the other; empty if no keyword is left."""
    for _fault in range(MOST_FAULTS):
        try:
            return " ".join(better.split()) if _parse(better, fields) else ""
        except Fault as fault:
            better = fault.better
    words = "".join(one if fold(one) else " " for one in better[:LONGEST_QUERY]).split()
    return " ".join([word for word in words if unicodedata.normalize("NFKC", word) not in OPERATORS][:MOST_TERMS])


def _parse(q: str, fields: Sequence[FieldName]) -> Node | None:
    if not q.strip():
        return None
    if len(q) > LONGEST_QUERY:
        shorter = q[:LONGEST_QUERY].rpartition(" ")[0] or q[:LONGEST_QUERY]
        raise Fault(Message(TOO_LONG, {"most": LONGEST_QUERY}), shorter)
    try:
        tokens = list(scan(q, fields=bool(fields)))
    except ScanError as error:
        raise Fault(error.message, error.better) from None
    if not tokens:
        raise Fault(Message(NO_LETTERS), "")
    if len(tokens) == 1 and tokens[0].text in {"且", "或", "非", "同句"}:  # nothing to operate on: a keyword
        return Term(tokens[0].text, fold(tokens[0].text))
    if sum(token.kind is Kind.WORD for token in tokens) > MOST_TERMS:
        last = [token for token in tokens if token.kind is Kind.WORD][MOST_TERMS]
        raise Fault(Message(TOO_MANY, {"most": MOST_TERMS}), q[: last.start])
    return Parser(q, tokens, fields).whole()
