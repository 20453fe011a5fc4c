"""System checks of the database server."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

OLDEST_SERVER = 15


@register(Tags.database)
def check_server_version(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Error `project.E001` where the server is older than the SQL we write (`NULLS NOT DISTINCT` came with 15)."""
    return [error for alias in databases or [] for error in too_old(connections[alias].pg_version)]  # type: ignore[attr-defined]


def too_old(version: int) -> list[CheckMessage]:
    """In: PostgreSQL's number, as 150004 for 15.4."""
    major = version // 10000
    if major >= OLDEST_SERVER:
        return []
    hint = f"Point DATABASE_URL at PostgreSQL {OLDEST_SERVER} or later, or unset it to use the embedded server."
    return [Error(f"The database server is PostgreSQL {major}.", hint=hint, id="project.E001")]
