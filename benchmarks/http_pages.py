"""How fast and how large the listing is over HTTP, from one gunicorn worker.

    python -m benchmarks.http_pages [--rows 100000] [--requests 40] [--keep]

Fills a database of its own with invented directives (always the same; `--keep` leaves it), starts a worker on it and
asks for listings with queries and filters, each kind of page by itself. Prints p50 and p95 in milliseconds, the most
SQL queries and the most bytes of HTML.
"""

import argparse
import http.client
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from benchmarks.search_speed import drop_database, figures, fill, queries, say, use_database
from directives.models import Equivalence
from directives.thesaurus_rows import load_thesaurus
from search.words import dictionary

PORT = 8199
STARTING = 60  # seconds
WARM = 8  # pages asked for before the clock starts, of each kind


@contextmanager
def worker(database: str) -> Iterator[http.client.HTTPConnection]:
    """A connection to one worker that serves the database."""
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--workers", "1", "--threads", "1", "--preload"]
    command += [
        "--bind",
        f"127.0.0.1:{PORT}",
        "--worker-class",
        "gthread",
        "--keep-alive",
        "60",
        "--log-level",
        "warning",
    ]
    known = {"DJANGO_SETTINGS_MODULE": "benchmarks.http_settings", "BENCHMARK_DATABASE": database}
    server = subprocess.Popen(command, env={**os.environ, **known})
    try:
        asked = http.client.HTTPConnection("127.0.0.1", PORT, timeout=STARTING)
        until = time.monotonic() + STARTING
        while time.monotonic() < until:
            try:
                get(asked, {})
                break
            except ConnectionError:
                asked.close()
                time.sleep(0.3)
        time.sleep(5)  # the bitmaps are loaded by a thread of the worker
        yield asked
    finally:
        server.terminate()
        server.wait()


def get(asked: http.client.HTTPConnection, address: dict[str, str]) -> tuple[float, int, int]:
    """Milliseconds, SQL queries and bytes of one page."""
    started = time.perf_counter()
    asked.request("GET", f"/directives/?{urlencode(address)}")
    answer = asked.getresponse()
    body = answer.read()
    spent = (time.perf_counter() - started) * 1000
    if answer.status != 200:
        raise SystemExit(f"{address}: {answer.status}")
    return spent, int(answer.headers["X-Queries"]), len(body)


def pages(number: int) -> dict[str, list[dict[str, str]]]:
    """Addresses of each kind, always the same."""
    chance = random.Random(7)
    texts = queries(number)
    words = [q for kind in texts if kind not in ("old only", "nearness") for q in texts[kind]]

    def narrowed() -> dict[str, str]:
        choices = [{"level": "province"}, {"year": "2020"}, {"sector": "sector-3"}, {"region": "420000"},
                   {"since": "2018-01-01", "until": "2021-12-31"}, {"level": "city", "sector": "sector-5"}]  # fmt: skip
        return chance.choice(choices)

    def asked(**more: str) -> list[dict[str, str]]:
        return [{"q": chance.choice(words), **narrowed(), **more} for _ in range(number)]

    return {
        "filters": [narrowed() for _ in range(number)],
        "q": [{"q": chance.choice(words)} for _ in range(number)],
        "q, filters": asked(),
        "q, filters, relevance": asked(sort="relevance"),
        "q, filters, equivalents": [{**one, "q": f"{one['q']} OR 危化品 OR 安委会", "also": "1"} for one in asked()],
        "q, filters, 100 cards": asked(size="100"),
        "q, filters, 100 rows": asked(size="100", view="table"),
        "q, filters, full text": asked(scope="turns"),
        "nearness": [{"q": q, **narrowed()} for q in texts["nearness"]],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=40, help="of each kind")
    parser.add_argument("--keep", action="store_true")
    chosen = parser.parse_args()
    name = f"benchmark_search_{chosen.rows}"
    known = use_database(name)
    dictionary()
    if not known:
        fill(chosen.rows)
    if not Equivalence.objects.exists():
        load_thesaurus()
    asked_for_pages = pages(chosen.requests)
    with worker(name) as asked:
        say(f"{'p50 and p95 in ms':26} {'time':>15} {'queries':>8} {'bytes':>8}")
        for kind, addresses in asked_for_pages.items():
            for address in addresses[:WARM]:
                get(asked, address)
            found = [get(asked, address) for address in addresses]
            times, asked_for, sizes = zip(*found, strict=True)
            say(f"{kind:26} {figures(list(times)):>15} {max(asked_for):8} {max(sizes):8,}")
    if not chosen.keep:
        drop_database(name)


if __name__ == "__main__":
    main()
