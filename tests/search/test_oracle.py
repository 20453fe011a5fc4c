"""Search against a brute-force scan: nothing missed, nothing extra."""

import random
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from search.nodes import And, Node, Not, Or, SameSentence, Term, Within
from search.normalise import fold
from search.query import parse
from tests.search.corpus import Passage, sample_texts, store
from tests.search.reference import Scan

SUBSTRINGS = 6000
COMBINATIONS = 4000


class Corpus(Scan):
    """The stored texts, and what a search finds in them."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = [(passage.pk, passage.text) for passage in store(texts)]
        super().__init__(dict(self.texts))

    def searched(self, query: str) -> set[int]:
        return set(Passage.objects.matching(parse(query)).order_by().values_list("pk", flat=True))


@pytest.fixture(scope="module")
def corpus(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Corpus]:
    """Loaded once for all tests here; the small table would be scanned if the planner had its way."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        loaded = Corpus(sample_texts())
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {Passage._meta.db_table}")
            cursor.execute("SET enable_seqscan = off")
        yield loaded
        with connection.cursor() as cursor:
            cursor.execute("RESET enable_seqscan")
        Passage.objects.all().delete()


def substring(corpus: Corpus, chance: random.Random, longest: int = 8) -> str:
    """A stretch of a random row with 1 to `longest` characters of which one at least is a letter or digit."""
    while True:
        _, text = chance.choice(corpus.texts)
        start = chance.randrange(len(text))
        found = text[start : start + chance.randint(1, longest)].strip()
        if fold(found) and '"' not in found and "＂" not in found:
            return found


def distorted(term: str, chance: random.Random) -> str:
    """The term as somebody else might type it: full-width, with punctuation or spaces within."""
    kind = chance.randrange(5)
    if kind == 0:
        return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" and one != '"' else one for one in term)
    if kind == 1:
        at = chance.randrange(len(term) + 1)
        return term[:at] + chance.choice("、，。 　·《") + term[at:]
    return term


def written(node: Node, chance: random.Random) -> str:
    """The node as a query, in one of the ways it may be typed."""
    match node:
        case Term():
            return f'"{distorted(node.text, chance)}"'
        case And(parts):
            return _written(parts, [" ", " AND ", " 且 ", "　", " ＡＮＤ "], chance)
        case Or(parts):
            return _written(parts, [" OR ", " 或 ", "|", "｜", " ＯＲ "], chance)
        case Not(part):
            return chance.choice(["-", "NOT ", "非 ", "－"]) + written(part, chance)
        case SameSentence(parts):
            return _written(parts, [" 同句 "], chance)
        case Within(left, right, distance):
            sides = [written(Or(side) if len(side) > 1 else side[0], chance) for side in (left, right)]
            return f"({sides[0]} {chance.choice('~～')}{distance} {sides[1]})"
    raise AssertionError(node)


def _written(parts: tuple[Node, ...], operators: list[str], chance: random.Random) -> str:
    opening, closing = chance.choice([("(", ")"), ("（", "）")])
    return opening + chance.choice(operators).join(written(part, chance) for part in parts) + closing


def combination(term: Callable[[], Term], chance: random.Random, depth: int = 3) -> Node:
    """A random query of all operators."""
    kind = chance.randrange(8) if depth else 0
    if kind <= 1:
        return term()
    if kind in (2, 3):
        return And(tuple(combination(term, chance, depth - 1) for _ in range(chance.randint(2, 3))))
    if kind == 4:
        return Or(tuple(combination(term, chance, depth - 1) for _ in range(chance.randint(2, 3))))
    if kind == 5:
        return Not(combination(term, chance, depth - 1))
    if kind == 6:
        return SameSentence(tuple(_of_a_sentence(term, chance) for _ in range(2)))
    return Within(
        tuple(term() for _ in range(chance.randint(1, 2))),
        tuple(term() for _ in range(chance.randint(1, 2))),
        chance.choice([0, 1, 5, 10, 50, 200]),
    )


def _of_a_sentence(term: Callable[[], Term], chance: random.Random) -> Node:
    kind = chance.randrange(6)
    return Not(term()) if kind == 0 else Or((term(), term())) if kind == 1 else term()


def test_any_substring_finds_exactly_the_rows_that_hold_it(corpus: Corpus) -> None:
    chance = random.Random(1)
    for _ in range(SUBSTRINGS):
        keyword = substring(corpus, chance)
        assert corpus.searched(f'"{keyword}"') == corpus.holding(keyword), keyword


def test_any_combination_finds_what_a_scan_finds(corpus: Corpus) -> None:
    chance = random.Random(2)

    def term() -> Term:
        keyword = substring(corpus, chance, 6)
        return Term(keyword, fold(keyword))

    for _ in range(COMBINATIONS):
        node = combination(term, chance)
        query = written(node, chance)
        assert corpus.searched(query) == corpus.found(node), query


def test_variants_of_a_keyword_find_the_same_rows(corpus: Corpus) -> None:
    chance = random.Random(3)
    for _ in range(300):
        keyword = substring(corpus, chance)
        variants = [f'"{distorted(keyword, chance)}"' for _ in range(3)]
        found = {frozenset(corpus.searched(variant)) for variant in variants}
        assert found == {frozenset(corpus.holding(keyword))}, variants
