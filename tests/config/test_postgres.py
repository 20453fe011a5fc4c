"""Addresses of databases."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.postgres import database


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://anling:secret@db.example:6432/safety",
            {"NAME": "safety", "USER": "anling", "PASSWORD": "secret", "HOST": "db.example", "PORT": "6432"},
        ),
        ("postgres://db.example/safety", {"NAME": "safety", "USER": "", "HOST": "db.example", "PORT": ""}),
        ("postgresql://a%40b:p%2Fq%3Ar@db/%E5%AE%89", {"USER": "a@b", "PASSWORD": "p/q:r", "NAME": "安"}),
        ("postgresql:///safety?host=/run/postgresql&port=5433", {"HOST": "/run/postgresql", "PORT": "5433"}),
        ("postgresql://[::1]:5432/safety", {"HOST": "::1", "PORT": "5432"}),
        ("postgresql://db/safety?sslmode=require&connect_timeout=3",
         {"OPTIONS": {"sslmode": "require", "connect_timeout": "3"}}),
    ],
)  # fmt: skip
def test_it_reads_an_address(url: str, expected: dict[str, Any]) -> None:
    settings = database(url, Path("unused"))
    assert {name: settings[name] for name in expected} == expected
    assert settings["ENGINE"] == "django.db.backends.postgresql"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("sqlite:///db.sqlite3", "must be PostgreSQL's"),
        ("mysql://db/safety", "must be PostgreSQL's"),
        ("safety", "must be PostgreSQL's"),
        ("postgresql://db:5432/", "must name one database"),
        ("postgresql://db", "must name one database"),
        ("postgresql://db/one/two", "must name one database"),
        ("postgresql://db:port/safety", "is no address"),
        ("postgresql://db:99999/safety", "is no address"),
        ("postgresql://[::1/safety", "is no address"),
    ],
)
def test_it_refuses_what_is_no_address_of_a_database(url: str, reason: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=reason):
        database(url, Path("unused"))


def test_it_keeps_passwords_out_of_messages() -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        database("mysql://user:geheim@db/safety", Path("unused"))
    assert "geheim" not in str(error.value)


def test_it_uses_its_own_server_where_no_address_is_given(tmp_path: Path) -> None:
    settings = database("", tmp_path / "postgres")
    assert settings["ENGINE"] == "config.embedded"
    assert settings["EMBEDDED"] == {"data": tmp_path / "postgres", "durable": True}
    assert not (tmp_path / "postgres").exists()
