"""What a text is recognised by when it comes again, whole or in large part.

A text's shingles are all stretches of `WIDTH` letters and digits of its folded form, each as a number. Sampling
them by their value keeps the same ones of any two texts, so that a few tell how much two texts share.
"""

from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from zlib import crc32

from search.normalise import fold

WIDTH = 8
SAMPLED = 64  # one of so many shingles is stored …
FEWEST = 16  # … and of a short text so many, the smallest
LOCKS = 8
_HALF = 1 << 31  # PostgreSQL's integers are signed


@dataclass(frozen=True)
class Sketch:
    """The folded text of a document with its shingles."""

    folded: str

    @classmethod
    def of(cls, text: str) -> "Sketch":
        return cls(fold(text))

    @cached_property
    def shingles(self) -> list[int]:
        """One number for each place of the folded text; places of a text shorter than a shingle: none."""
        buffer = memoryview(self.folded.encode("utf-32-le", "surrogatepass"))
        return [crc32(buffer[at : at + 4 * WIDTH]) for at in range(0, len(buffer) - 4 * WIDTH + 1, 4)]

    @cached_property
    def keys(self) -> list[int]:
        """The shingles to store and to look for, as PostgreSQL's integers, in order."""
        distinct = set(self.shingles)
        sample = {one for one in distinct if one % SAMPLED == 0}
        if len(sample) < FEWEST:
            sample.update(nsmallest(FEWEST, distinct))
        return sorted(one - _HALF for one in sample)

    @property
    def locks(self) -> list[int]:
        """The smallest shingles, in order: two texts that share most of their words share at least one of them."""
        return [one - _HALF for one in nsmallest(LOCKS, set(self.shingles))]


def share(one: Sketch, other: Sketch) -> float:
    """How much of the shorter text stands in the other too, 0 to 1, by characters in common shingles."""
    shorter, longer = sorted((one, other), key=lambda sketch: len(sketch.folded))
    if not shorter.shingles:
        return 0.0
    there = set(longer.shingles)
    covered = reached = 0
    for at, shingle in enumerate(shorter.shingles):
        if shingle in there:
            covered += at + WIDTH - max(reached, at)
            reached = at + WIDTH
    return covered / len(shorter.folded)
