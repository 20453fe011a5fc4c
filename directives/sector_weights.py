"""How surely a directive is about a sector that it names: the signs around the word, weighed.

The words of the taxonomy and the rules of `tasks` say which sectors a directive names. Whether 隧道 or 酒店 is what it
asks something of, or only where it happens, no list of words tells. The weights were learned from examples
(`sector_learning`); they are shipped as a list that can be read.
"""

import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from directives.sector_signs import PAIR, Signs, signs_of, word_sign
from directives.sectors import Mention

SHIPPED = Path(__file__).resolve().parent.parent / "fixtures" / "sector_weights.json"
# A sector that the rules found is dropped below it. Chosen on examples that the weights had not seen; between .3 and .45
# there is little difference. What the rules leave out is not taken, however sure it seems: they are meant.
DROPPED_BELOW = 0.35
_STEEP = 30.0  # beyond it the probability is 0 or 1 for all that a float tells


@dataclass(frozen=True, slots=True)
class SectorWeights:
    """The weight of each sign. Of the words only those are among them that the examples leave in doubt: a word that no
    example holds, such as one just added to the taxonomy, and one that is nearly always meant are not judged."""

    weights: Mapping[str, float]
    _pairs: Mapping[str, Mapping[str, float]] = field(init=False, repr=False, compare=False)  # by slug

    def __post_init__(self) -> None:
        pairs: dict[str, dict[str, float]] = {}
        for sign, weight in self.weights.items():
            slug, mark, pair = sign.partition("…")
            if mark and slug.isalpha():
                pairs.setdefault(slug, {})[pair] = weight
        object.__setattr__(self, "_pairs", pairs)

    def probabilities(
        self, text: str, start: int, end: int, mentions: Collection[Mention], among: Collection[str] | None = None
    ) -> dict[str, float]:
        """How surely the directive `text[start:end]` is about each sector that is named in it, by slug, of those `among`
        these if given; without those of which a word is not judged."""
        judged = {slug for slug, _, _ in mentions if among is None or slug in among}
        judged -= {slug for slug, low, high in mentions if word_sign(slug, text[low:high]) not in self.weights}
        if not judged:
            return {}
        return {signs.slug: self.probability(signs) for signs in signs_of(text, start, end, mentions, judged)}

    def probability(self, signs: Signs) -> float:
        """Between 0 and 1."""
        weights, pairs = self.weights, self._pairs.get(signs.slug, {})
        score = sum([weights[sign] * value for sign, value in signs.values.items() if sign in weights])
        return logistic(score + PAIR * sum([pairs[pair] for pair in signs.pairs if pair in pairs]))

    @classmethod
    def from_json(cls, path: Path) -> "SectorWeights":
        """Read what `to_json` wrote. Raises OSError or ValueError."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def to_json(self, path: Path) -> None:
        """Write the weights, a line a sign, in the order of their names."""
        path.write_text(json.dumps(self.weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


@lru_cache(maxsize=1)
def shipped_weights() -> SectorWeights:
    """The weights that come with the program, read once."""
    return SectorWeights.from_json(SHIPPED)


def logistic(score: float) -> float:
    """The probability that a sum of weights stands for."""
    return 1 / (1 + math.exp(-max(-_STEEP, min(_STEEP, score))))
