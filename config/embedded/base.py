"""Django's PostgreSQL backend, starting the embedded server when a connection is really opened."""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base

from config.embedded.server import Server


class DatabaseWrapper(base.DatabaseWrapper):
    """Commands that open no connection start no server."""

    def get_connection_params(self) -> dict[str, Any]:
        Server.of(**self.settings_dict["EMBEDDED"]).use()
        params: dict[str, Any] = super().get_connection_params()
        return params


def keep_server() -> None:
    """Use the embedded server, where it is the configured one, until this process ends; opens no connection."""
    if server := settings.DATABASES["default"].get("EMBEDDED"):
        Server.of(**server).use()
