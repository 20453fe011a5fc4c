"""Work on derived data that one process does at a time."""

import contextlib
from collections.abc import Iterator

from django.db import connections


@contextlib.contextmanager
def alone(name: str, using: str = "default") -> Iterator[bool]:
    """Whether no other process does the work of that name until the end; never so on a server that only reads."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT NOT pg_is_in_recovery() AND pg_try_advisory_lock(hashtext(%s))", [name])
        (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connections[using].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])
