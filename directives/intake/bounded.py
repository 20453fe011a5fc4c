"""Understands a long text in a process of its own, so that no file holds a loader up for more than some minutes.

Hundreds of patterns look at a text. What was made to defeat one of them, such as a line of a million digits, takes it
hours; a transcript of any length takes seconds.
"""

from dataclasses import replace
from functools import partial
from typing import Any

from directives.intake.frozen import freeze, thaw
from directives.sectors import Taxonomy
from directives.understand import Understanding, understand_source
from meetings.readers import Source, read
from meetings.readers.apart import LIBRARIES, Limits, answer_apart

# Characters. Few transcripts are longer, and the worst of this length takes a minute or two.
LONG = 60_000
LIMITS = Limits(memory=2 << 30, cpu=300, wall=900, answer=1 << 28)
LIBRARIES.append("directives.understand")


def understand_bounded(
    name: str, data: bytes, taxonomy: Taxonomy, known_people: frozenset[str] = frozenset()
) -> Understanding:
    """`understand`, within bounded time and memory. Raises ReadError where these do not suffice, too."""
    source = read(name, data)
    if len(source.text) <= LONG:
        return understand_source(source, taxonomy, known_people)
    work = partial(_frozen, replace(source, data=b""), taxonomy, known_people)
    return thaw(answer_apart(name, work, LIMITS), data)


def _frozen(source: Source, taxonomy: Taxonomy, known_people: frozenset[str]) -> dict[str, Any]:
    return freeze(understand_source(source, taxonomy, known_people))
