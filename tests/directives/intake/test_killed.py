"""Real workers, killed: nothing is half written, and another one takes the work up."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from directives.intake.receive import receive
from directives.models import Batch, Directive, Intake
from directives.sector_rows import load_sectors
from meetings.models import Document, Turn
from tests.mixed import transcript
from tests.threads import another_waits, until

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def worker(project: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker on the database of the tests, killed in the end."""
    # What the connection of the tests really uses: the test database, not the one of the settings.
    used = connection.get_connection_params()
    address = f"postgresql://{used['user']}@/{used['dbname']}?host={used['host']}"
    env = {**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "manage.py", "procrastinate", "worker"]
    process = subprocess.Popen(command, cwd=project, env=env, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def silent_for_long() -> None:
    """Who was killed gave its last sign of life an hour ago: to nobody else may that happen on a busy machine."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 hour'")
        assert cursor.rowcount == 1


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the worker is started on the embedded server")
def test_what_a_killed_worker_was_reading_is_read_again_by_another(project: Path) -> None:
    load_sectors()
    text = "".join(transcript(number, random.Random(number)) for number in range(40))
    batch = receive([("会议.txt", text.encode())], source=Batch.Source.UPLOAD, directly=True)

    def state() -> str:
        return batch.intakes.values_list("state", flat=True).get()

    with worker(project) as first, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE directives_directive IN EXCLUSIVE MODE")  # The worker gets no further than this.
        until(lambda: state() == Intake.State.READING and another_waits())
        first.kill()
        first.wait()
    silent_for_long()
    assert state() == Intake.State.READING
    assert not Document.objects.exists() and not Turn.objects.exists() and not Directive.objects.exists()
    with worker(project):
        until(lambda: state() not in Intake.OPEN)
        until(lambda: not ProcrastinateJob.objects.filter(task_name="directives.jobs.read_intake").exists())
    intake = batch.intakes.get()
    assert (intake.state, intake.attempts) == ("loaded", 2)
    assert Document.objects.count() == 1
