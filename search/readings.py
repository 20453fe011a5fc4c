"""The values that reading a shifted text works with: where a reading stands, its steps, and what it found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

OUT_OF_STEP = ("known", "lost", "gone", "far")
IN_STEP = ("clean", "ended", "restored")
MODES = (*OUT_OF_STEP, *IN_STEP, "fresh")


class State(NamedTuple):
    """Where a reading stands: before token `at`; in step ("clean", or "ended" right after a shift, or "restored" right after a lost character), or out of
    step. There `byte` is the next character's lead byte ("known"), or the first byte of the vanished pair
    whose second byte that lead was ("lost"; "gone" after two pairs in a row, "far" after more; "fresh" where the very first pair vanished)."""

    at: int
    mode: str
    byte: int = 0


class Step(NamedTuple):
    """One character of the original text and where it leads."""

    character: str
    state: State
    cost: float


class Move(NamedTuple):
    """Characters that one step may read, by their simplified forms, and where that step leads."""

    forms: Mapping[str, tuple[str, ...]]
    state: State
    cost: float


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `start:end` are the image of `text`; `end` is -1 while the run is still open."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """A way to read the tokens: what it costs and which runs of them are shifted."""

    cost: float
    runs: tuple[Run, ...] = field(compare=False)
