"""Reads tests/meetings/genre: invented texts of the genre with what must be understood of them.

A file begins with the outcome, one line a meeting (`M key level region date [parent]`, `-` for unknown) or
person (`P name meeting titles`), then `=`, then the text. In it `⟦meeting voice speaker⟧` tells whose the
words are from there to the next mark or the end of the line; words without a mark are not judged.
"""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "genre"
_PART = re.compile(r"(⟦[^⟧]*⟧|\n)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of the raw text and whose it is; "-" for nobody and for no meeting."""

    start: int
    end: int
    meeting: str
    voice: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A text of the genre and its outcome."""

    text: str
    meetings: list[tuple[str, ...]]
    people: dict[tuple[str, str], set[str]]
    marked: list[Marked]


def read_sample(name: str) -> Sample:
    """The sample of that file name."""
    head, body = ("\n" + (FOLDER / name).read_text(encoding="utf-8")).split("\n=\n", 1)
    rows = [line.split() for line in head.splitlines() if line and not line.startswith("#")]
    text, marked = "", []
    begun: tuple[int, list[str]] | None = None
    for part in [*_PART.split(body), "\n"]:
        if begun is not None and (part == "\n" or part.startswith("⟦")):
            marked.append(Marked(begun[0], len(text), *begun[1]))
            begun = None
        if part.startswith("⟦"):
            begun = (len(text), part[1:-1].split())
        else:
            text += part
    return Sample(
        text,
        [tuple(row[1:]) for row in rows if row[0] == "M"],
        {(row[1], row[2]): set(row[3].split("、") if len(row) > 3 else ()) for row in rows if row[0] == "P"},
        marked,
    )
