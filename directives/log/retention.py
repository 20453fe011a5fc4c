"""Taking away what is older than the retention rule says, and telling so in the log."""

import datetime as dt

from django.db import connection, transaction
from django.utils import timezone

from directives.log.recording import Kind, record_command
from directives.models import LogEntry


@transaction.atomic
def prune(days: int) -> int:
    """Take away entries older than `days` days; the number of them. An entry vouches for what went: the number
    and hash of the last one. The database itself refuses to drop what is younger than 30 days."""
    before = timezone.now() - dt.timedelta(days=days)
    last = LogEntry.objects.filter(at__lt=before).order_by("-number").values_list("number", "hash").first()
    if last is None:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT anling_prune_log(%s)", [last[0]])
        gone = int(cursor.fetchone()[0])
    record_command(Kind.PRUNING, {"through": last[0], "hash": last[1], "entries": gone, "days": days})
    return gone
