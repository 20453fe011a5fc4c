"""Settings read from the environment."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import envbool, envint, envlist, envsecret, envstr


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1", True), ("yes", True), ("TRUE", True), (" on ", True), ("0", False), ("no", False), ("", False)],
)
def test_it_reads_a_switch(monkeypatch: pytest.MonkeyPatch, text: str, expected: bool) -> None:
    monkeypatch.setenv("SWITCH", text)
    assert envbool("SWITCH", default=not expected) is expected


def test_it_takes_the_default_of_an_unset_switch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SWITCH", raising=False)
    assert envbool("SWITCH", default=True) is True


def test_it_refuses_a_switch_that_is_neither_on_nor_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWITCH", "maybe")
    with pytest.raises(ImproperlyConfigured, match="SWITCH must be 1 or 0, not 'maybe'"):
        envbool("SWITCH")


@pytest.mark.parametrize(("text", "expected"), [("8123", 8123), ("", 8000), ("65535", 65535)])
def test_it_reads_a_number(monkeypatch: pytest.MonkeyPatch, text: str, expected: int) -> None:
    monkeypatch.setenv("PORT", text)
    assert envint("PORT", 8000, low=1, high=65535) == expected


@pytest.mark.parametrize("text", ["0", "65536", "-1", "80a", "８０００", "8.0"])
def test_it_refuses_a_number_out_of_range(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(ImproperlyConfigured, match="PORT must be a whole number from 1 to 65535"):
        envint("PORT", 8000, low=1, high=65535)


def test_it_splits_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSTS", " a.example , ,b.example")
    assert envlist("HOSTS") == ["a.example", "b.example"]


def test_it_treats_an_empty_text_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAME", "  ")
    assert envstr("NAME", "default") == "default"


def test_it_generates_a_secret_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SECRET", raising=False)
    file = tmp_path / "new" / "secret"
    secret = envsecret("SECRET", file)
    assert len(secret) >= 50
    assert envsecret("SECRET", file) == secret
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_it_prefers_the_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET", "from outside")
    assert envsecret("SECRET", tmp_path / "secret") == "from outside"
    assert not (tmp_path / "secret").exists()
