"""Settings read from environment variables, refused loudly when they make no sense."""

import contextlib
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def envstr(name: str, default: str = "") -> str:
    """The variable's text without surrounding white space, or the default where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def envbool(name: str, default: bool = False) -> bool:
    """1/true/yes/on or 0/false/no/off; the default where unset. Raises ImproperlyConfigured otherwise."""
    if name not in os.environ:
        return default
    value = os.environ[name].strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {os.environ[name]!r}")


def envint(name: str, default: int, *, low: int = 0, high: int = 2**31 - 1) -> int:
    """A whole number from `low` to `high`; the default where unset or empty. Raises ImproperlyConfigured otherwise."""
    text = envstr(name)
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise ImproperlyConfigured(f"{name} must be a whole number from {low} to {high}, not {text!r}")
    return int(text)


def envlist(name: str, default: str = "") -> list[str]:
    """The variable's comma-separated parts."""
    return [part.strip() for part in envstr(name, default).split(",") if part.strip()]


def envsecret(name: str, file: Path) -> str:
    """The variable, or else the content of `file`, which is made with a random secret (readable by its owner
    alone) when absent, so that sessions outlive a restart."""
    if value := envstr(name):
        return value
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        # A link fails where another process was quicker, so that all processes agree on one secret.
        with contextlib.suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return file.read_text().strip()
