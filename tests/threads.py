"""Work done in threads, each with a connection of its own to the database."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import connection

PATIENCE = 120  # seconds, after which a test fails that waits for another connection


def _thread(work: Callable[[], Any], problems: list[BaseException]) -> threading.Thread:
    """Begins the work; what goes wrong there is noted."""

    def run() -> None:
        try:
            work()
        except BaseException as problem:
            problems.append(problem)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def at_once(work: Callable[[int], None], loaders: int) -> list[BaseException]:
    """Run `work` in several threads; what went wrong."""
    problems: list[BaseException] = []
    start = threading.Barrier(loaders)

    def run(number: int) -> None:
        start.wait()
        work(number)

    for thread in [_thread(partial(run, number), problems) for number in range(loaders)]:
        thread.join()
    return problems


def elsewhere(work: Callable[[], Any]) -> None:
    """Do it to the end in another thread."""
    problems: list[BaseException] = []
    _thread(work, problems).join()
    if problems:
        raise problems[0]


@contextmanager
def beside(work: Callable[[], Any]) -> Iterator[list[BaseException]]:
    """Does `work` in another thread meanwhile; what went wrong there is known in the end."""
    problems: list[BaseException] = []
    thread = _thread(work, problems)
    try:
        yield problems
    finally:
        thread.join(PATIENCE)
        assert not thread.is_alive()


def until(what: Callable[[], bool]) -> None:
    """Returns as soon as it is so. Raises TimeoutError where it never is."""
    end = time.monotonic() + PATIENCE
    while not what():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)


def another_waits() -> bool:
    """Whether another connection to the database waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pid IN"
            " (SELECT pid FROM pg_stat_activity WHERE datname = current_database()))"
        )
        return bool(cursor.fetchone() == (True,))
