"""Which database the project uses: the one `DATABASE_URL` names, or else a server of its own."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.embedded.cluster import SUPERUSER, socket_folder

SCHEMES = {"postgres", "postgresql"}
EXAMPLE = "postgresql://user:password@host:5432/name"


def database(url: str, data: Path, *, durable: bool = True) -> dict[str, Any]:
    """Django's settings for one database.

    In: `DATABASE_URL` (empty: the embedded server), the embedded server's data folder, and whether that
    server must survive a power cut (tests need not). Raises ImproperlyConfigured for an address that is
    no PostgreSQL address.
    """
    return from_url(url) if url else embedded(data, durable=durable)


def embedded(data: Path, *, durable: bool = True) -> dict[str, Any]:
    """Settings for the server that the project starts itself when a connection is first opened."""
    return {
        "ENGINE": "config.embedded",
        "NAME": "anling",
        "USER": SUPERUSER,
        "HOST": str(socket_folder(data)),
        "EMBEDDED": {"data": data, "durable": durable},
    }


def from_url(url: str) -> dict[str, Any]:
    """Settings from an address like postgresql://user:password@host:5432/name?sslmode=require.

    Percent-encoded parts are decoded; the query's parts become libpq options, and `host` there names the
    folder of a Unix socket. Raises ImproperlyConfigured.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL is no address: {error}; expected {EXAMPLE}") from error
    name = unquote(parts.path.removeprefix("/"))
    # The address may hold a password, so no message repeats it.
    if parts.scheme not in SCHEMES:
        raise ImproperlyConfigured(f"DATABASE_URL must be PostgreSQL's ({EXAMPLE}), not {parts.scheme or 'empty'!r}")
    if not name or "/" in name:
        raise ImproperlyConfigured(f"DATABASE_URL must name one database: {EXAMPLE}")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": options,
    }
