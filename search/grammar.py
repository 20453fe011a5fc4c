"""The grammar of queries: from tokens to a tree, or to what is wrong with them."""

import difflib
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from search.messages import Message
from search.messages import gettext_noop as _
from search.nodes import And, Field, Node, Not, Or, SameSentence, Term, Within
from search.normalise import fold
from search.query_fields import FieldError, FieldName
from search.tokens import Kind, Token

DEEPEST = 20  # brackets and NOTs within each other
FARTHEST = 200  # characters of ~n; PostgreSQL counts repetitions up to 255

NO_OPENING = _("A closing bracket has no opening one before it.")
NO_CLOSING = _("A bracket is not closed.")
NO_LEFT = _("There is no keyword before “%(operator)s”.")
NO_RIGHT = _("There is no keyword after “%(operator)s”.")
TWO_OPERATORS = _("Two operators follow each other: “%(first)s” and “%(second)s”.")
CHAINED = _("“~” can't be chained. Write the pairs one by one: A ~10 B, then B ~10 C.")
SENTENCE_SIDES = _("Beside “同句” (same sentence) only keywords can stand, or brackets with keywords.")
NEAR_SIDES = _("Beside “~” only keywords can stand, or brackets with keywords joined by OR.")
TOO_FAR = _("After “~” at most %(most)s characters can be asked for.")
TOO_DEEP = _("Brackets or exclusions stand too deep within each other: at most %(most)s levels.")
LOOSE_MINUS = _("The “-” must touch the word to leave out, without a space.")
EMPTY_BRACKETS = _("There is no keyword between the brackets.")
NO_VALUE = _("A value is missing after “%(field)s:”. It follows the colon without a space.")
NO_FIELD = _("There is no field “%(field)s”. The fields are: %(known)s. To find text with a colon, put it into quotes.")


class Fault(Exception):
    """What is wrong, and the query with this fault (there may be others) taken away."""

    def __init__(self, message: Message, better: str) -> None:
        super().__init__(str(message))
        self.message, self.better = message, better


class Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, q: str, tokens: list[Token], fields: Sequence[FieldName]) -> None:
        self.q, self.tokens, self.at = q, tokens, 0
        self.fields = {fold(name): field for field in fields for name in (field.key, *field.names)}

    def kind(self) -> Kind | None:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else None

    def take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def fault(self, template: str, *tokens: Token, by: str = " ", **values: Any) -> Fault:
        """The message, with `tokens` (in order) taken out of the query, or the stretch of them replaced by `by`."""
        return Fault(Message(template, values), self.q[: tokens[0].start] + by + self.q[tokens[-1].end :])

    def whole(self) -> Node:
        self.check_brackets()
        return self.either(0)

    def check_brackets(self) -> None:
        opened: list[Token] = []
        for token in self.tokens:
            if token.kind is Kind.OPEN:
                opened.append(token)
            elif token.kind is Kind.CLOSE:
                if not opened:
                    raise self.fault(NO_OPENING, token)
                opened.pop()
        if opened:
            raise Fault(Message(NO_CLOSING), self.q.rstrip() + ")")

    def either(self, depth: int) -> Node:
        self.forbid(Kind.OR)
        parts = [self.both(depth)]
        while self.kind() is Kind.OR:
            self.operand_after(self.take())
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else Or(_flat(parts, Or))

    def both(self, depth: int) -> Node:
        self.forbid(Kind.AND)
        parts = [self.near(depth)]
        while self.kind() not in (None, Kind.OR, Kind.CLOSE):
            if self.kind() is Kind.AND:
                self.operand_after(self.take())
            parts.append(self.near(depth))
        return parts[0] if len(parts) == 1 else And(_flat(parts, And))

    def near(self, depth: int) -> Node:
        self.forbid(Kind.SENTENCE)
        self.forbid(Kind.NEAR)
        first = self.at
        node = self.single(depth)
        while self.kind() in (Kind.SENTENCE, Kind.NEAR):
            operator = self.take()
            self.operand_after(operator)
            right = self.single(depth)
            node = self.join(operator, node, right, first)
            if operator.kind is Kind.NEAR and self.kind() in (Kind.SENTENCE, Kind.NEAR):
                raise self.fault(CHAINED, self.tokens[self.at])
        return node

    def join(self, operator: Token, left: Node, right: Node, first: int) -> Node:
        if operator.kind is Kind.SENTENCE:
            for part in _flat([left, right], SameSentence):
                if not _within_a_sentence(part):
                    raise self.fault(SENTENCE_SIDES, operator, by=" AND ")
            return SameSentence(_flat([left, right], SameSentence))
        sides = _alternatives(left), _alternatives(right)
        if not all(sides):
            raise self.fault(NEAR_SIDES, operator, by=" AND ")
        distance = int(operator.text[:4])
        if not 0 <= distance <= FARTHEST:
            raise self.fault(TOO_FAR, operator, by=f" ~{FARTHEST} ", most=FARTHEST)
        return Within(sides[0], sides[1], distance)

    def single(self, depth: int) -> Node:
        token = self.take()
        if depth >= DEEPEST and token.kind in (Kind.NOT, Kind.OPEN):
            raise self.fault(TOO_DEEP, token, most=DEEPEST)
        if token.kind is Kind.NOT:
            if token.loose and self.kind() is Kind.WORD:
                raise self.fault(LOOSE_MINUS, token, self.tokens[self.at], by=self.minus())
            self.operand_after(token)
            return Not(self.single(depth + 1))
        if token.kind is Kind.OPEN:
            if self.kind() is Kind.CLOSE:
                raise self.fault(EMPTY_BRACKETS, token, self.tokens[self.at])
            node = self.either(depth + 1)
            self.take()  # brackets are paired: only a closing one ends `either`
            return node
        if token.kind is Kind.FIELD:
            return self.field(token)
        return Term(token.text, fold(token.text))

    def minus(self) -> str:
        """The minus and the word after it without the space between them."""
        word = self.tokens[self.at]
        return "-" + self.q[word.start : word.end]

    def forbid(self, kind: Kind) -> None:
        """An operator where a keyword is due."""
        if self.kind() is kind:
            token = self.tokens[self.at]
            raise self.fault(NO_LEFT, token, operator=_shown(token))

    def operand_after(self, operator: Token) -> None:
        if self.kind() in (None, Kind.CLOSE):
            raise self.fault(NO_RIGHT, operator, operator=_shown(operator))
        if self.kind() in (Kind.AND, Kind.OR, Kind.SENTENCE, Kind.NEAR):
            following = self.tokens[self.at]
            raise self.fault(TWO_OPERATORS, following, first=_shown(operator), second=_shown(following))

    def field(self, token: Token) -> Field:
        field = self.fields.get(fold(token.text))
        if field is None:
            raise self.unknown_field(token)
        word = self.value_of(token)
        if word is None:
            raise self.missing_value(token)
        self.take()
        try:
            return field.read(word.text)
        except FieldError as error:
            better = f"{token.text}:{error.better}" if error.better else " "
            raise Fault(error.message, self.q[: token.start] + better + self.q[word.end :]) from None

    def value_of(self, field: Token) -> Token | None:
        """The word that touches the colon of `field`."""
        word = self.tokens[self.at] if self.kind() is Kind.WORD else None
        return word if word and word.start == field.end else None

    def missing_value(self, token: Token) -> Fault:
        if self.kind() is Kind.WORD:
            word = self.tokens[self.at]
            better = f"{token.text}:{self.q[word.start : word.end]}"
            return self.fault(NO_VALUE, token, word, by=better, field=token.text)
        return self.fault(NO_VALUE, token, field=token.text)

    def unknown_field(self, token: Token) -> Fault:
        """Suggests the nearest field, or what was typed as a keyword in quotes."""
        known = ", ".join(dict.fromkeys(field.shown_names for field in self.fields.values()))
        fault = partial(self.fault, NO_FIELD, field=token.text, known=known)
        typed = fold(token.text)
        alike = [name for name in self.fields if abs(len(name) - len(typed)) <= typed.isascii()]
        if near := _nearest(typed, alike):
            return fault(token, by=f"{near}:")
        word = self.value_of(token)
        if word is None:
            return fault(token, by=f' "{token.text}" ')
        return fault(token, word, by=f' "{token.text}：{word.text}" ')


def _shown(operator: Token) -> str:
    return f"~{operator.text}" if operator.kind is Kind.NEAR else operator.text


def _flat(parts: list[Node], kind: type[And] | type[Or] | type[SameSentence]) -> tuple[Node, ...]:
    """The parts, with those of the same operator opened up."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else [part])
    return tuple(flat)


def _within_a_sentence(node: Node) -> bool:
    match node:
        case Term():
            return True
        case Not(part):
            return _within_a_sentence(part)
        case And(parts) | Or(parts):
            return all(_within_a_sentence(part) for part in parts)
        case _:
            return False


def _alternatives(node: Node) -> tuple[Term, ...]:
    match node:
        case Term():
            return (node,)
        case Or(parts) if all(isinstance(part, Term) for part in parts):
            return tuple(part for part in parts if isinstance(part, Term))
        case _:
            return ()


def _nearest(typed: str, names: Iterable[str]) -> str:
    """The name most like what was typed, of equals the first; empty where none is much alike."""
    alike = {name: difflib.SequenceMatcher(None, name, typed).ratio() for name in names}
    best = max(alike, key=lambda name: alike[name], default="")
    return best if alike.get(best, 0) >= 0.5 else ""
