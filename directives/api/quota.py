"""How many requests a caller may make a minute, counted in the database: by all processes and machines together."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from ninja.throttling import BaseThrottle

from directives.api.access import Caller
from directives.models import ApiUse

WINDOW = timedelta(minutes=1)
KEPT = timedelta(days=1)  # rows of callers who went away, such as addresses

COUNT = f"""INSERT INTO {ApiUse._meta.db_table} AS u (caller, begins, number) VALUES (%s, %s, 1)
ON CONFLICT (caller) DO UPDATE SET begins = EXCLUDED.begins,
  number = CASE WHEN u.begins = EXCLUDED.begins THEN u.number + 1 ELSE 1 END
RETURNING number"""
FORGET = f"""DELETE FROM {ApiUse._meta.db_table} WHERE caller IN (
  SELECT caller FROM {ApiUse._meta.db_table} WHERE begins < %s LIMIT 100 FOR UPDATE SKIP LOCKED)"""


class Quota(BaseThrottle):
    """So many requests in each minute of the clock; what is refused counts too."""

    def allow_request(self, request: HttpRequest) -> bool:
        caller: Caller = request.auth  # type: ignore[attr-defined]
        return self.count(caller.key, self.begins(timezone.now())) <= caller.per_minute

    def wait(self) -> float:
        """Seconds until the next minute."""
        now = timezone.now()
        return (self.begins(now) + WINDOW - now).total_seconds()

    @staticmethod
    def begins(now: datetime) -> datetime:
        return now.replace(second=0, microsecond=0)

    @staticmethod
    def count(caller: str, begins: datetime) -> int:
        """The number of the caller's request in its minute, this one included."""
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [caller, begins])
            row: Any = cursor.fetchone()
            if row[0] == 1:
                cursor.execute(FORGET, [begins - KEPT])
        return int(row[0])
