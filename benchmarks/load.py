"""How many characters a second one process reads, understands, stores and indexes.

    python -m benchmarks.load [--documents 300] [--steps]

Repeats the sample transcripts with a changing last line, so that no document is a duplicate, in a database of
its own that is dropped afterwards. `--steps` tells where the time goes.
"""

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("ANLING_TEST_DB", "anling_benchmark")
django.setup()

from django.db import connection, transaction  # noqa: E402

from directives.extract import extract  # noqa: E402
from directives.intake.sketch import Sketch  # noqa: E402
from directives.pipeline import Knowledge, store  # noqa: E402
from directives.sector_rows import load_sectors, stored_taxonomy  # noqa: E402
from directives.understand import understand  # noqa: E402
from meetings.readers import read  # noqa: E402
from meetings.segment import segment  # noqa: E402
from search.normalise import tidy  # noqa: E402
from search.words import dictionary  # noqa: E402

SAMPLES = Path(__file__).resolve().parent.parent / "fixtures" / "transcripts"


def corpus(documents: int) -> list[tuple[str, bytes]]:
    """Sample transcripts, each time with another ending, so that their bytes differ."""
    samples = [(path.name, path.read_bytes()) for path in sorted(SAMPLES.iterdir()) if path.suffix == ".txt"]
    utf8 = [(name, data) for name, data in samples if is_utf8(data)]
    picked = [utf8[number % len(utf8)] for number in range(documents)]
    return [(name, data + f"\n第{number}份\n".encode()) for number, (name, data) in enumerate(picked)]


def is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def load_all(files: list[tuple[str, bytes]]) -> int:
    """What `directives.pipeline.load` does, without the disk; returns the number of characters."""
    known = Knowledge.stored()
    characters = 0
    for name, data in files:
        understood = understand(name, data, known.taxonomy, known.people)
        with transaction.atomic():
            store(understood, Sketch.of(understood.tidied.text))
        characters += len(understood.source.text)
    return characters


def steps(files: list[tuple[str, bytes]]) -> None:
    """Print the share of each pure step."""
    taxonomy = stored_taxonomy()
    sources = timed("read", lambda: [read(name, data) for name, data in files])
    tidied = timed("tidy", lambda: [tidy(source.text) for source in sources])
    outlines = timed("segment", lambda: [segment(one.text, name="") for one in tidied])
    pairs = list(zip(tidied, outlines, strict=True))
    timed("extract", lambda: [extract(one.text, outline, taxonomy) for one, outline in pairs])


def timed(name: str, work: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    done = work()
    print(f"{name:8} {time.perf_counter() - began:7.2f} s")  # noqa: T201
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--steps", action="store_true")
    options = parser.parse_args()
    files = corpus(options.documents)
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        load_sectors()
        dictionary()
        load_all(files[:1])  # caches
        began = time.perf_counter()
        characters = load_all(files[1:])
        seconds = time.perf_counter() - began
        speed = f"{characters:,} characters in {seconds:.1f} s: {characters / seconds:,.0f}/s"
        print(f"{len(files) - 1} documents, {speed}")  # noqa: T201
        if options.steps:
            steps(files[1:])
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


if __name__ == "__main__":
    main()
