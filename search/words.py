"""Cutting folded text into the lexemes that the index holds and a query asks for."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from operator import add
from pathlib import Path
from typing import Any

from search.characters import folding
from search.normalise import fold

SAFETY_TERMS = Path(__file__).resolve().parent.parent / "fixtures" / "dictionary.txt"
SHORTEST_WORD = 3  # two characters are a pair already
LONGEST_WORD = 32  # PostgreSQL refuses lexemes above 2,046 bytes; no word comes near
CUTTING = 1  # raise it when `index_lexemes` gives other lexemes for the same words


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Folded words of three or more characters; each has a lexeme of its own wherever it occurs."""

    words: frozenset[str]
    lengths: dict[str, tuple[int, ...]]  # the first three characters of a word: the lengths of all that begin so
    version: int  # 31 bits; another number wherever words, folding or cutting differ

    @classmethod
    def of(cls, words: Iterable[str]) -> "Dictionary":
        """The dictionary of already folded `words`; those too short or too long to be a lexeme are left out."""
        kept = frozenset(word for word in words if SHORTEST_WORD <= len(word) <= LONGEST_WORD)
        lengths: dict[str, tuple[int, ...]] = {}
        for word in sorted(kept, key=len):
            known = lengths.get(word[:3], ())
            if len(word) not in known:
                lengths[word[:3]] = (*known, len(word))
        digest = hashlib.sha256(f"{CUTTING}\n{folding()}\n".encode())
        digest.update("\n".join(sorted(kept)).encode())
        return cls(kept, lengths, int.from_bytes(digest.digest()[:4]) >> 1)

    def words_in(self, folded: str) -> list[tuple[int, int]]:
        """Every place (start, end) where a word of the dictionary stands in `folded`, overlaps included.

        No cutting decides for one reading of the text: 超能力生产 holds 能力生产 as well as 超能力.
        """
        triples = map(add, map(add, folded, folded[1:]), folded[2:])
        return [
            (start, start + length)
            for start, lengths in enumerate(map(self.lengths.get, triples))
            if lengths
            for length in lengths
            if folded[start : start + length] in self.words
        ]


@cache
def dictionary() -> Dictionary:
    """jieba's words and our safety terms, folded; read once a process, in about half a second.

    jieba's word list is read as the text file it is: importing the package would print to stderr and
    trust a cache in the temporary folder.
    """
    listed = "\n".join([*_jieba_words(), *_safety_terms()])
    folding = {ord(character): fold(character) for character in set(listed) - {"\n"}}
    return Dictionary.of(listed.translate(folding).split("\n"))


@cache
def words_of_two() -> frozenset[str]:
    """jieba's words of two characters, folded: what tells a word from the end of one and the beginning of the next."""
    return frozenset(word for word in map(fold, _jieba_words()) if len(word) == 2)


def cut(text: str) -> list[str]:
    """One reading of the text as words, by jieba's dictionary: for showing what differs, never for what matches."""
    words: list[str] = _cutter().lcut(text, HMM=False)
    return words


@cache
def _cutter() -> Any:
    """jieba's cutter, made in half a second when first needed. Left to itself it prints to stderr and trusts a file in
    the temporary folder, which others may have put there."""
    import jieba

    cutter = jieba.Tokenizer()
    cutter.FREQ, cutter.total = cutter.gen_pfdict(cutter.get_dict_file())
    cutter.initialized = True
    return cutter


@cache
def safety_terms() -> dict[str, str]:
    """Our safety terms, folded → as written."""
    return {fold(term): term for term in _safety_terms()}


def _safety_terms() -> list[str]:
    return [line for line in SAFETY_TERMS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def _jieba_words() -> list[str]:
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("jieba, which brings the word list, is not installed")
    lines = (Path(spec.submodule_search_locations[0]) / "dict.txt").read_text(encoding="utf-8").splitlines()
    return [line.partition(" ")[0] for line in lines]


def index_lexemes(folded: str, words: Dictionary | None = None) -> list[str]:
    """The lexemes of a row: every pair of characters, the last character, every dictionary word; sorted, each once."""
    lexemes = set(map(add, folded, folded[1:]))
    lexemes.add(folded[-1:])
    lexemes.update(folded[start:end] for start, end in (words or dictionary()).words_in(folded))
    lexemes.discard("")
    return sorted(lexemes)


def term_lexemes(folded: str, words: Dictionary | None = None) -> tuple[list[str], bool]:
    """The lexemes that every row holding the folded term has, and whether they suffice to tell (`exact`).

    A term of one character gives that character, to be asked for as a prefix. A longer one that is no
    dictionary word gives the longest words in it and the pairs that none of these covers: rows that hold
    all of them may still lack the term. Give `Dictionary.of(())` where the index has other words.
    """
    if len(folded) <= 2:
        return ([folded] if folded else []), True
    words = words or dictionary()
    if folded in words.words:
        return [folded], True
    places = _longest(words.words_in(folded))
    parts = [folded[start:end] for start, end in places]
    parts += [
        folded[at : at + 2]
        for at in range(len(folded) - 1)
        if not any(start <= at and at + 2 <= end for start, end in places)
    ]
    return list(dict.fromkeys(parts)), False


def _longest(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places that lie within no other one."""
    return [
        (start, end)
        for start, end in places
        if not any(other != (start, end) and other[0] <= start and end <= other[1] for other in places)
    ]
