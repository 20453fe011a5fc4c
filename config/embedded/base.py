"""Django's PostgreSQL backend, starting the embedded server when a connection is really opened."""

from typing import Any

from django.db.backends.postgresql import base

from config.embedded.server import Server


class DatabaseWrapper(base.DatabaseWrapper):
    """Commands that open no connection start no server."""

    def get_connection_params(self) -> dict[str, Any]:
        Server.of(**self.settings_dict["EMBEDDED"]).use()
        params: dict[str, Any] = super().get_connection_params()
        return params
