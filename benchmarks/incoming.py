"""How workers deal with a folder of mixed files: how fast, in how much memory, and what is left when they are killed.

    python -m benchmarks.incoming [--files 500] [--workers 2] [--loaders 1] [--kills 0] [--plain]

Each loader brings in the whole folder (see `tests.mixed`), all at once; with `--kills` so many times a worker
is killed at a moment chosen by chance, and another one started. `--plain` takes transcripts of
some 5,000 characters instead of mixed files. Everything happens in a database of its own, which is removed
afterwards. Exits with status 1 where any file has no outcome or a wrong one.
"""

import argparse
import contextlib
import datetime as dt
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import psutil

PROJECT = Path(__file__).resolve().parent.parent
VAR = tempfile.mkdtemp(prefix="anling-incoming-", dir="/tmp")
os.environ.update({"ANLING_VAR": VAR, "WORKER_SILENCE": "4", "DJANGO_SETTINGS_MODULE": "config.settings"})
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.utils import timezone  # noqa: E402
from procrastinate.contrib.django.models import ProcrastinateJob  # noqa: E402

from benchmarks.load import samples  # noqa: E402
from directives.intake.receive import receive  # noqa: E402
from directives.models import Batch, Intake  # noqa: E402
from directives.provenance import check  # noqa: E402
from directives.sector_rows import load_sectors  # noqa: E402
from meetings.models import Document  # noqa: E402
from tests.mixed import Made, mixed  # noqa: E402

AT_ONCE = 50
LENGTH = 5_000


class Workers:
    """So many worker processes, of which some may be killed, and the most memory that any of them took."""

    def __init__(self, number: int) -> None:
        self.processes = [self._start() for _ in range(number)]
        self.peak = self.peak_child = 0
        self.kills = 0

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "manage.py", "procrastinate", "worker"]
        return subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.DEVNULL)

    def kill_one(self) -> None:
        """The one that has run longest, for it is not still starting."""
        victim = self.processes.pop(0)
        victim.kill()
        victim.wait()
        self.kills += 1
        self.processes.append(self._start())

    def measure(self) -> None:
        for process in self.processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                own = psutil.Process(process.pid)
                self.peak = max(self.peak, own.memory_info().rss)
                for child in own.children(recursive=True):
                    with contextlib.suppress(psutil.NoSuchProcess):
                        self.peak_child = max(self.peak_child, child.memory_info().rss)

    def all_read(self) -> bool:
        """Whether every worker is in the middle of a file, so that any kill hits one."""
        lately = timezone.now() - dt.timedelta(seconds=2)
        reading = Intake.objects.filter(state=Intake.State.READING, started_at__gt=lately).count()
        return reading >= len(self.processes)

    def spent(self) -> float:
        """Seconds of processor time of the workers alive, what they started included."""
        times = [psutil.Process(process.pid).cpu_times() for process in self.processes]
        return sum(one.user + one.system + one.children_user + one.children_system for one in times)

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait()


def plain(number: int) -> Iterator[Made]:
    """Transcripts of a typical length: the head of a sample over paragraphs from all of them, no two much alike."""
    whole, _ = samples()
    chance = random.Random(5)
    pool = sorted({line for _, text in whole for line in text.splitlines() if len(line) > 40})
    for index in range(number):
        lines = whole[index % len(whole)][1].splitlines()[:6]
        while sum(map(len, lines)) < LENGTH:
            lines.append(chance.choice(pool))
        text = "\n".join([*lines, f"第{index}份"])
        yield Made(f"{index:04}.txt", text.encode(), text)


def bring(files: list[Made]) -> None:
    for start in range(0, len(files), AT_ONCE):
        part = [(made.name, made.data) for made in files[start : start + AT_ONCE]]
        receive(part, source=Batch.Source.UPLOAD, directly=True)
    connections.close_all()


def problems(files: list[Made]) -> Iterator[str]:
    """What is wrong with the outcomes."""
    kept: dict[str, list[str]] = defaultdict(list)
    texts = {made.name: made.text for made in files}
    for name, state, reason in Intake.objects.filter(archive=None).values_list("file_name", "state", "reason"):
        if state in Intake.OPEN:
            yield f"{name} has no outcome"
        elif not texts[name] and state not in ("failed", "unpacked"):
            yield f"{name} is {state} and should have failed"
        elif texts[name] and state == "failed":
            yield f"{name} failed: {reason}"
        elif texts[name]:
            kept[texts[name]].append(state)
    for text, states in kept.items():
        if states.count("loaded") > 1:
            yield f"loaded {states.count('loaded')} times: {text[:40]}"
    loaded = Intake.objects.filter(state="loaded").count()
    if loaded != Document.objects.count():
        yield f"{loaded} files were loaded, {Document.objects.count()} documents are stored"
    if left := ProcrastinateJob.objects.filter(task_name="directives.jobs.read_intake").count():
        yield f"{left} jobs are left"
    proof = check(Document.objects.all())
    yield from (str(finding) for finding in proof.findings[:20])


def database_time() -> float:
    """Seconds of processor time of the embedded server so far."""
    number = int((Path(VAR) / "postgres" / "postmaster.pid").read_text().split()[0])
    server = psutil.Process(number)
    times = [server.cpu_times(), *(child.cpu_times() for child in server.children())]
    own = sum(one.user + one.system for one in times)
    return own + times[0].children_user + times[0].children_system


def say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def run(files: list[Made], workers: int, loaders: int, kills: int) -> bool:
    call_command("migrate", verbosity=0)
    load_sectors()
    crew = Workers(workers)
    time.sleep(30 if os.getloadavg()[0] > 4 else 5)
    start, spent, served = time.perf_counter(), crew.spent(), database_time()
    threads = [threading.Thread(target=bring, args=(files,)) for _ in range(loaders)]
    for thread in threads:
        thread.start()
    next_kill = time.monotonic() + random.uniform(0.3, 2)
    while any(thread.is_alive() for thread in threads) or Intake.objects.filter(state__in=Intake.OPEN).exists():
        crew.measure()
        if crew.kills < kills and time.monotonic() > next_kill and crew.all_read():
            crew.kill_one()
            next_kill = time.monotonic() + random.uniform(1, 5)
        time.sleep(0.05)
    seconds = time.perf_counter() - start
    processors = crew.spent() - spent, database_time() - served
    crew.stop()
    characters = sum(Document.objects.values_list("raw_length", flat=True))
    again = Intake.objects.filter(attempts__gt=1).count()
    say(f"{len(files) * loaders} files, {characters:,} characters loaded in {seconds:.1f} s by {workers} workers")
    if not kills:
        say("processor time: {:.1f} s in the workers, {:.1f} s in the database".format(*processors))
    say(f"{crew.kills} workers killed, {again} files read more than once")
    say(f"most memory: {crew.peak >> 20} MB a worker, {crew.peak_child >> 20} MB a reading process")
    say(dict(Counter(Intake.objects.values_list("state", flat=True))))
    wrong = list(problems(files))
    say("\n".join(wrong) or "every file has exactly one outcome, every span is proved")
    return not wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--loaders", type=int, default=1)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--plain", action="store_true")
    given = parser.parse_args()
    files = list(plain(given.files) if given.plain else mixed(given.files))
    try:
        good = run(files, given.workers, given.loaders, given.kills)
    finally:
        connection.close()
    sys.exit(not good)


if __name__ == "__main__":
    import atexit

    atexit.register(shutil.rmtree, VAR, ignore_errors=True)
    main()
