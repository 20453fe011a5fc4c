"""The meaning of a query by brute force: every row looked at, no index, nothing shared with the SQL."""

import re
from collections.abc import Mapping

from search.nodes import And, Node, Not, Or, SameSentence, Term, Within
from search.normalise import fold

_SENTENCE_ENDS = re.compile(r"[。．！？!?\n]|…{2,}")


class Scan:
    """Texts by id, folded once, so that thousands of queries can be answered by looking at all of them."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self.folded = {key: fold(text) for key, text in texts.items()}
        parts = ((key, fold(part)) for key, text in texts.items() for part in _SENTENCE_ENDS.split(text))
        self.sentences = [(key, part) for key, part in parts if part]

    def holding(self, term: str) -> set[int]:
        """The ids of the texts that hold the keyword."""
        folded = fold(term)
        return {key for key, text in self.folded.items() if folded in text}

    def found(self, node: Node) -> set[int]:
        """The ids of the texts that have what `node` asks (fields apart)."""
        match node:
            case Term():
                return self.holding(node.text)
            case And(parts):
                return set.intersection(*map(self.found, parts))
            case Or(parts):
                return set.union(*map(self.found, parts))
            case Not(part):
                return set(self.folded) - self.found(part)
            case SameSentence(parts):
                places = set.intersection(*map(self.sentences_with, parts))
                return {self.sentences[place][0] for place in places}
            case Within(left, right, distance):
                pairs = [(fold(one.text), fold(other.text)) for one in left for other in right]
                return {
                    key
                    for key, text in self.folded.items()
                    if any(one in text and other in text and near(one, other, text, distance) for one, other in pairs)
                }
        raise AssertionError(node)

    def sentences_with(self, node: Node) -> set[int]:
        """The places in `sentences` of those that have what `node` asks."""
        match node:
            case Term():
                folded = fold(node.text)
                return {place for place, (_, sentence) in enumerate(self.sentences) if folded in sentence}
            case And(parts):
                return set.intersection(*map(self.sentences_with, parts))
            case Or(parts):
                return set.union(*map(self.sentences_with, parts))
            case Not(part):
                return set(range(len(self.sentences))) - self.sentences_with(part)
        raise AssertionError(node)


def near(one: str, other: str, folded: str, distance: int) -> bool:
    """Whether one ends at most `distance` characters before the other begins, or the other way round."""
    return any(
        0 <= second - (first + len(one)) <= distance or 0 <= first - (second + len(other)) <= distance
        for first in places(one, folded)
        for second in places(other, folded)
    )


def places(term: str, folded: str) -> list[int]:
    """Where `term` begins in `folded`, overlaps included."""
    return [at for at in range(len(folded) - len(term) + 1) if folded.startswith(term, at)]
