"""What the settings do with an environment, seen from outside."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

OURS = (
    "DEBUG",
    "SECRET_KEY",
    "PORT",
    "PUBLIC_READ",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "HTTPS",
    "TRUST_PROXY",
    "LOG_LEVEL",
)


def evaluate(expression: str, var: Path, project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Print an expression of `settings` in a process of its own with only the given variables of ours set."""
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, "-c", f"from config import settings; print({expression})"],
        cwd=project,
        env={**clean, "ANLING_VAR": str(var), **environment},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("environment", "expression", "expected"),
    [
        ({}, "settings.DEBUG, settings.PUBLIC_READ, settings.PORT", "False False 8000"),
        ({}, "settings.DATABASES['default']['ENGINE']", "config.embedded"),
        ({}, "settings.ALLOWED_HOSTS", "['localhost', '127.0.0.1', '[::1]']"),
        ({}, "settings.SESSION_COOKIE_SECURE, settings.SECURE_PROXY_SSL_HEADER", "False None"),
        ({"HTTPS": "1"}, "settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE", "True True"),
        ({"PORT": "8123", "PUBLIC_READ": "1"}, "settings.PORT, settings.PUBLIC_READ", "8123 True"),
        ({"DATABASE_URL": "postgres://db/safety"}, "settings.DATABASES['default']['NAME']", "safety"),
        ({"SECRET_KEY": "given"}, "settings.SECRET_KEY", "given"),
    ],
)
def test_it_follows_the_environment(
    tmp_path: Path, project: Path, environment: dict[str, str], expression: str, expected: str
) -> None:
    assert evaluate(expression, tmp_path, project, **environment).stdout == f"{expected}\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [("DEBUG", "maybe"), ("PORT", "http"), ("PORT", "70000"), ("PUBLIC_READ", "2"), ("DATABASE_URL", "sqlite:///x")],
)
def test_it_stops_at_a_value_that_makes_no_sense(tmp_path: Path, project: Path, name: str, value: str) -> None:
    result = evaluate("settings", tmp_path, project, **{name: value})
    assert result.returncode != 0
    assert f"ImproperlyConfigured: {name}" in result.stderr


def test_it_keeps_one_secret_and_starts_no_server(tmp_path: Path, project: Path) -> None:
    first = evaluate("settings.SECRET_KEY", tmp_path, project).stdout
    assert len(first.strip()) >= 50
    assert evaluate("settings.SECRET_KEY", tmp_path, project).stdout == first
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
