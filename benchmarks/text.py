"""Measures tidying and folding in characters a second: `python -m benchmarks.text`."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from search.normalise import fold, tidy

TRANSCRIPTS = Path(__file__).resolve().parent.parent / "fixtures" / "transcripts"


def rate(work: Callable[[str], object], texts: list[str]) -> float:
    """Million characters a second of this process's own time."""
    work(texts[0])
    begin = time.process_time()
    for text in texts:
        work(text)
    return sum(map(len, texts)) / (time.process_time() - begin) / 1_000_000


def main() -> None:
    raw = []
    for file in sorted(TRANSCRIPTS.glob("*.txt")):
        try:
            raw.append(file.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            continue
    damage = {"gbk-shift", "mojibake", "suspect", "replacement-char"}
    clean = [tidied.text for tidied in map(tidy, raw) if not damage.intersection(one.code for one in tidied.notices)]
    clean *= 1_000_000 // sum(map(len, clean)) + 1
    sys.stdout.write(f"tidy, clean text: {rate(tidy, clean):.2f} million characters a second\n")
    sys.stdout.write(f"fold:             {rate(fold, clean):.2f} million characters a second\n")


if __name__ == "__main__":
    main()
