"""How long an export of very many rows takes and how much memory: each format, written and verified.

    python -m benchmarks.exports [--rows 200000] [--keep]

Fills a database of its own with invented directives (always the same). Every export runs in a process of its
own, whose peak memory the operating system tells.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FORMATS = ("csv", "jsonl", "xlsx", "docx")
CASES = [*((format, "hits") for format in FORMATS), ("docx", "sector"), ("xlsx", "ledger"), ("docx", "ledger")]


def work(name: str, action: str, format: str, kind: str, path: Path) -> None:
    """In the child: write the export to `path`, or verify it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.db import connection
    from django.http import QueryDict

    from directives.evidence.downloads import WRITERS
    from directives.evidence.exporting import Export
    from directives.evidence.selection import Selection
    from directives.evidence.text_files import text_file
    from directives.evidence.verifying import verify

    connection.settings_dict["NAME"] = name
    if action == "verify":
        verdict = verify(path)
        if not (verdict.intact and verdict.current):
            raise SystemExit(f"{path} does not verify: {verdict}")
        return
    address = {"ledger": "layout=ledger", "sector": "group=sector"}.get(kind, "")
    export = Export(Selection.read(QueryDict(address)), format, "https://anling.example", "benchmark")
    with path.open("wb") as file:
        if format in WRITERS:
            WRITERS[format](export, file)
        else:
            file.writelines(text_file(export))


def measured(name: str, action: str, format: str, kind: str, path: Path) -> tuple[float, float]:
    """(seconds, peak megabytes) of a child."""
    command = [sys.executable, "-m", "benchmarks.exports", "--child", name, action, format, kind, str(path)]
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{action} {format} {kind} failed: {done.stderr}")
    return time.perf_counter() - began, int(done.stdout) / 1024


def peak() -> int:
    """Peak memory of this process in kB. What `wait4` tells of a child counts its parent's memory in."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--keep", action="store_true", help="keep the database, and use it again if it is there")
    options = parser.parse_args()
    from benchmarks.search_speed import drop_database, fill, say, use_database

    name = f"anling_exports_{options.rows}"
    if not use_database(name):
        fill(options.rows)
    try:
        with tempfile.TemporaryDirectory() as folder:
            for format, kind in CASES:
                path = Path(folder) / f"{kind}.{format}"
                seconds, memory = measured(name, "write", format, kind, path)
                again, peak = measured(name, "verify", format, kind, path)
                size = path.stat().st_size / 1e6
                say(f"{format:6}{kind:8}{size:7.1f} MB  written in {seconds:5.1f} s, {memory:4.0f} MB of memory; "
                    f"verified in {again:5.1f} s, {peak:4.0f} MB")  # fmt: skip
    finally:
        if not options.keep:
            drop_database(name)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        name, action, format, kind, path = sys.argv[2:]
        work(name, action, format, kind, Path(path))
        sys.stdout.write(f"{peak()}\n")
    else:
        main()
