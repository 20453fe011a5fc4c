"""Writing the log: one entry at a time, each by one statement after the transaction it tells of."""

import json
from functools import partial
from getpass import getuser
from typing import Any

from axes.helpers import get_client_ip_address
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from directives.log.chain import said, storable
from directives.models import LogEntry

Kind = LogEntry.Kind
# Writers take turns, so that no two entries follow the same one. Any number that no other lock has.
TURNS = 0x416E4C67


def record(kind: LogEntry.Kind, user: str, details: dict[str, Any], address: str = "") -> None:
    """Note that `user` did something, once the transaction under way (if any) has committed.

    Times in `details` are whole milliseconds, texts of any kind; what was rolled back is not noted.
    """
    transaction.on_commit(partial(_write, kind, user, details, address))


def record_request(request: HttpRequest, kind: LogEntry.Kind, details: dict[str, Any]) -> None:
    """Note what the signed-in user (or nobody) did with a request."""
    user = getattr(request, "user", None)
    name = user.get_username() if user is not None and user.is_authenticated else ""
    record(kind, name, details, get_client_ip_address(request) or "")


def record_command(kind: LogEntry.Kind, details: dict[str, Any]) -> None:
    """Note what somebody did on the command line, under their name on this machine."""
    record(kind, getuser(), {**details, "command": True})


def _write(kind: LogEntry.Kind, user: str, details: dict[str, Any], address: str) -> None:
    at, kept = timezone.now(), storable(details)
    who, origin = storable(user)[:150], storable(address)[:45]
    text = said(at, kind.value, who, origin, kept)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT anling_log(%s, %s, %s, %s, %s, %s::jsonb, %s)",
            [TURNS, at, kind.value, who, origin, json.dumps(kept), text],
        )
