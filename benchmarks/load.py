"""How many characters a second one process reads, understands, stores and indexes.

    python -m benchmarks.load [--documents 300] [--steps]

Makes documents of the sample transcripts: each keeps the head of one and takes its paragraphs from all, so that no
two are alike; damaged samples are measured apart, for repairing them is another kind of work. The database is one of
its own that is dropped afterwards. `--steps` tells where the time goes. Times are the process's own and the clock's.
"""

import argparse
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("ANLING_TEST_DB", "anling_benchmark")
django.setup()

from django.db import connection  # noqa: E402

from directives.extract import extract  # noqa: E402
from directives.pipeline import Knowledge, load_bytes  # noqa: E402
from directives.sector_rows import load_sectors, stored_taxonomy  # noqa: E402
from directives.understand import understand  # noqa: E402
from meetings.readers import read  # noqa: E402
from meetings.segment import segment  # noqa: E402
from search.normalise import tidy  # noqa: E402
from search.words import dictionary  # noqa: E402

SAMPLES = Path(__file__).resolve().parent.parent / "fixtures" / "transcripts"
DAMAGE = {"gbk-shift", "mojibake", "suspect", "replacement-char"}


def samples() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Names and texts of the sample transcripts in UTF-8: whole ones, and those whose encoding was damaged."""
    whole: list[tuple[str, str]] = []
    damaged: list[tuple[str, str]] = []
    for path in sorted(SAMPLES.glob("*.txt")):
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        broken = DAMAGE & {notice.code for notice in tidy(text).notices}
        (damaged if broken else whole).append((path.name, text))
    return whole, damaged


def corpus(documents: int) -> list[tuple[str, bytes]]:
    """Documents of the size and make of the whole samples, no two of which share most of their text."""
    whole, _ = samples()
    chance = random.Random(20260123)
    pool = sorted({line for _, text in whole for line in text.splitlines() if len(line) > 40})
    files = []
    for number in range(documents):
        name, text = whole[number % len(whole)]
        lines = text.splitlines()
        body = [chance.choice(pool) if len(line) > 40 and at > 5 else line for at, line in enumerate(lines)]
        files.append((name, "\n".join([*body, f"第{number}份"]).encode()))
    return files


def load_all(files: list[tuple[str, bytes]]) -> int:
    """Load the files without the disk; returns the number of characters."""
    known = Knowledge.stored()
    for name, data in files:
        load_bytes(name, data, known)
    return sum(len(data.decode()) for _, data in files)


def steps(files: list[tuple[str, bytes]]) -> None:
    """Print the share of each pure step."""
    taxonomy = stored_taxonomy()
    sources = timed("read", lambda: [read(name, data) for name, data in files])
    tidied = timed("tidy", lambda: [tidy(source.text) for source in sources])
    outlines = timed("segment", lambda: [segment(one.text, name="") for one in tidied])
    pairs = list(zip(tidied, outlines, strict=True))
    timed("extract", lambda: [extract(one.text, outline, taxonomy) for one, outline in pairs])


def timed(name: str, work: Callable[[], Any]) -> Any:
    own, began = time.process_time(), time.perf_counter()
    done = work()
    print(f"{name:12} {time.process_time() - own:7.2f} s of its own, {time.perf_counter() - began:7.2f} s")  # noqa: T201
    return done


def speed(name: str, characters: int, own: float, clock: float) -> None:
    print(f"{name:12} {characters:9,} characters: {characters / own:9,.0f}/s own, {characters / clock:9,.0f}/s clock")  # noqa: T201


def measured(work: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of the process's own time, and of the clock."""
    own, began = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - own, time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--steps", action="store_true")
    options = parser.parse_args()
    files = corpus(options.documents + 1)
    characters = sum(len(data.decode()) for _, data in files[1:])
    damaged = [(name, text.encode()) for name, text in samples()[1]]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        load_sectors()
        dictionary()
        load_all(files[:1])  # caches
        taxonomy = stored_taxonomy()
        speed("understand", characters, *measured(lambda: [understand(*file, taxonomy) for file in files[1:]]))
        speed("load", characters, *measured(lambda: load_all(files[1:])))
        of_damaged = sum(len(data.decode()) for _, data in damaged)
        speed("damaged", of_damaged, *measured(lambda: [understand(*file, taxonomy) for file in damaged]))
        if options.steps:
            steps(files[1:])
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


if __name__ == "__main__":
    main()
