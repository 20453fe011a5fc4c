"""Learning the weights of `sector_weights` from examples: directives whose sectors people gave.

`fixtures/sector_examples.jsonl` holds some thousand directives written for the purpose (fictional, as the sample
transcripts are), annotated by the rules that the golden pairs follow. `manage.py weigh_sectors` learns from them.
"""

import json
import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from directives.sector_signs import Signs, is_word_sign, signs_of
from directives.sector_weights import SectorWeights, logistic
from directives.sectors import Taxonomy

EXAMPLES = Path(__file__).resolve().parent.parent / "fixtures" / "sector_examples.jsonl"
_SEEN = 2  # times; a rarer sign teaches nothing
_OFTEN, _NEARLY_ALWAYS = 5, 0.95  # a word seen so often, and so often meant, is not judged
_SLIGHT = 0.15  # weights below it change no decision and are left out
_ROUNDS = 15
_STEP = 0.5
_SHRINK = 1 / 3  # how strongly weights are held near 0
_FLAT = 0.01  # the sum of squared slopes that each sign begins with
_SEED = 1


@dataclass(frozen=True, slots=True)
class Example:
    """A directive's text with the sectors it asks something of, and those that may be given or not."""

    text: str
    sectors: frozenset[str]
    optional: frozenset[str] = frozenset()


def read_examples(path: Path = EXAMPLES) -> list[Example]:
    """The examples of a file, one JSON object a line: text, sectors, optional. Raises OSError, ValueError or KeyError."""
    rows = map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines()))
    return [Example(row["text"], frozenset(row["sectors"]), frozenset(row.get("optional", ()))) for row in rows]


def learn(examples: Iterable[Example], taxonomy: Taxonomy) -> SectorWeights:
    """Weights by which the sectors that the examples ask something of are told from those they only name.

    Logistic regression, fitted by stochastic gradient descent with a step of its own for each sign (AdaGrad) and
    weights held near 0. The examples are shuffled from a fixed seed: the same ones give the same weights.
    """
    cases = [case for example in examples for case in _cases(example, taxonomy)]
    seen = Counter(sign for signs, _ in cases for sign, _ in signs)
    names = sorted(sign for sign, times in seen.items() if times >= _SEEN)
    number = {sign: at for at, sign in enumerate(names)}
    rows = [([(number[sign], value) for sign, value in signs if sign in number], told) for signs, told in cases]
    fitted = _fit(rows, [_SHRINK / seen[name] for name in names])
    kept = {name: round(weight, 2) for name, weight in zip(names, fitted, strict=True) if abs(weight) >= _SLIGHT}
    words = {sign for sign in seen if is_word_sign(sign)}
    meant = Counter(sign for signs, told in cases if told for sign in signs.values)
    sure = {word for word in words if seen[word] >= _OFTEN and meant[word] >= _NEARLY_ALWAYS * seen[word]}
    return SectorWeights(
        {sign: weight for sign, weight in (dict.fromkeys(words, 0.0) | kept).items() if sign not in sure}
    )


def held_back(examples: Sequence[Example], taxonomy: Taxonomy, parts: int = 5) -> tuple[float, float]:
    """How often what is named is what is asked about, on examples that the weights have not seen: the share of right
    decisions where every sector named is taken, and with weights learned from the other parts."""
    named, weighed, all_cases = 0, 0, 0
    for part in range(parts):
        weights = learn([one for at, one in enumerate(examples) if at % parts != part], taxonomy)
        for example in examples[part::parts]:
            for signs, told in _cases(example, taxonomy):
                named += told
                weighed += (weights.probability(signs) >= 0.5) == told
                all_cases += 1
    return named / all_cases, weighed / all_cases


def _cases(example: Example, taxonomy: Taxonomy) -> Iterable[tuple[Signs, bool]]:
    text = example.text
    for signs in signs_of(text, 0, len(text), taxonomy.sectors_in(text)):
        if signs.slug not in example.optional:
            yield signs, signs.slug in example.sectors


def _fit(rows: list[tuple[list[tuple[int, float]], bool]], shrink: list[float]) -> list[float]:
    weights, steepness = [0.0] * len(shrink), [_FLAT] * len(shrink)
    order, chance = list(range(len(rows))), random.Random(_SEED)
    for _ in range(_ROUNDS):
        chance.shuffle(order)
        for at in order:
            signs, told = rows[at]
            error = logistic(sum(weights[sign] * value for sign, value in signs)) - told
            for sign, value in signs:
                slope = error * value + shrink[sign] * weights[sign]
                steepness[sign] += slope * slope
                weights[sign] -= _STEP * slope / math.sqrt(steepness[sign])
    return weights
