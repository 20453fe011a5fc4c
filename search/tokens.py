"""Scanning a query into words, operators, fields and brackets, half-width and full-width alike."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from search.messages import Message
from search.messages import gettext_noop as _
from search.normalise import fold


class Kind(Enum):
    WORD = auto()
    FIELD = auto()  # 行业: ; `text` is the name
    AND = auto()
    OR = auto()
    NOT = auto()
    SENTENCE = auto()
    NEAR = auto()  # ~10 ; `text` is the figure
    OPEN = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the query; `start:end` is its place there, quotes included, `text` its words without quotes."""

    kind: Kind
    text: str
    start: int
    end: int
    loose: bool = False  # a minus followed by a space


class ScanError(ValueError):
    """An unpaired or empty quote; `better` is the query without the fault."""

    def __init__(self, message: Message, better: str) -> None:
        super().__init__(str(message))
        self.message, self.better = message, better


NO_OPENING_QUOTE = _("The closing quote “%(quote)s” has no opening one before it.")
EMPTY_QUOTE = _("Between the quotes there is nothing to search for.")
UNPAIRED_QUOTE = _("A quote is not closed: %(quoted)s")


OPERATORS = {
    "AND": Kind.AND, "且": Kind.AND, "OR": Kind.OR, "或": Kind.OR, "NOT": Kind.NOT, "非": Kind.NOT,
    "同句": Kind.SENTENCE,
}  # fmt: skip
QUOTES = {'"': '"＂', "＂": '"＂', "“": "”", "„": "”“", "「": "」", "『": "』", "﹁": "﹂", "｢": "｣"}
CLOSING = frozenset("”」』﹂｣")
OPEN, CLOSE, BAR, MINUS, COLON = "(（﹙", ")）﹚", "|｜", "-－﹣−", ":：﹕"
_NEAR = re.compile(r"[~～]([0-9０-９]+)")
_FIELD_NAME_LENGTH = 12


def scan(query: str, *, fields: bool) -> Iterator[Token]:
    """The tokens of `query`; a colon makes a field only where `fields` is true. Raises `ScanError`.

    A quote that touches other characters belongs to the same word (“双随机”监管 is one keyword), since fold
    drops quotes anyway. Words without a letter or digit are no words and are left out.
    """
    at = 0
    while at < len(query):
        character = query[at]
        if character.isspace():
            at += 1
        elif character in OPEN or character in CLOSE:
            yield Token(Kind.OPEN if character in OPEN else Kind.CLOSE, character, at, at + 1)
            at += 1
        elif character in BAR:
            end = at
            while end < len(query) and query[end] in BAR:
                end += 1
            yield Token(Kind.OR, query[at:end], at, end)
            at = end
        elif character in MINUS:
            yield Token(Kind.NOT, character, at, at + 1, loose=query[at + 1 : at + 2].strip() == "")
            at += 1
        elif near := _NEAR.match(query, at):
            yield Token(Kind.NEAR, unicodedata.normalize("NFKC", near[1]), at, near.end())
            at = near.end()
        else:
            token = _word(query, at, fields)
            if token.kind is not Kind.WORD or fold(token.text):
                yield token
            at = token.end


def _word(query: str, start: int, fields: bool) -> Token:
    """The word, operator word or field name at `start`."""
    parts: list[str] = []
    at, bare = start, True
    while at < len(query) and not (query[at].isspace() or query[at] in OPEN + CLOSE + BAR):
        character = query[at]
        if character in QUOTES:
            parts.append(_quoted(query, at))
            at, bare = at + len(parts[-1]) + 2, False
            continue
        if character in CLOSING:
            raise ScanError(Message(NO_OPENING_QUOTE, {"quote": character}), query[:at] + " " + query[at + 1 :])
        if fields and bare and character in COLON and _names_a_field("".join(parts)):
            return Token(Kind.FIELD, unicodedata.normalize("NFKC", "".join(parts)), start, at + 1)
        if at > start and _NEAR.match(query, at) and not query[at - 1].isdigit():
            break
        parts.append(character)
        at += 1
    text = "".join(parts)
    if bare and (kind := OPERATORS.get(unicodedata.normalize("NFKC", text))):
        return Token(kind, text, start, at)
    return Token(Kind.WORD, text.strip(), start, at)


def _quoted(query: str, at: int) -> str:
    """What the quote that opens at `at` encloses."""
    for end in range(at + 1, len(query)):
        if query[end] in QUOTES[query[at]]:
            if not fold(query[at + 1 : end]):
                raise ScanError(Message(EMPTY_QUOTE), query[:at] + " " + query[end + 1 :])
            return query[at + 1 : end]
    close = QUOTES[query[at]][0]
    better = query.rstrip() + close if fold(query[at + 1 :]) else query[:at]
    raise ScanError(Message(UNPAIRED_QUOTE, {"quoted": query[at:]}), better)


def _names_a_field(text: str) -> bool:
    """A name is letters only: 6:30 and 10：00 are times."""
    return 0 < len(text) <= _FIELD_NAME_LENGTH and all(unicodedata.category(one)[0] == "L" for one in text)
