"""What all tests share."""

import os
import shutil
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from hypothesis import HealthCheck, settings

from directives import tallies
from directives.intake import work
from directives.lineage import reading
from search import paging, ranking

# The same examples in every run, and none that fails because the machine had much else to do.
settings.register_profile("anling", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("anling")

PROJECT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the process remembers of the database is of the rows of another test, and PostgreSQL measures tables when it
    likes: no test sees either."""
    cache.clear()
    ContentType.objects.clear_cache()
    tallies.INDEX.forget()
    work._people_up_to.cache_clear()
    reading._weights.cache_clear()
    monkeypatch.setattr(ranking, "_statistics", lambda using, table: ({}, ranking.UNMEASURED_LENGTH))
    monkeypatch.setattr(paging, "_table_rows", lambda using, table: 0)


@pytest.fixture
def project() -> Path:
    """The project's folder."""
    return PROJECT


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a browser. Its absence is a failure in CI and a skip on a desk."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    missing = pytest.fail if os.environ.get("CI") else pytest.skip
    return missing(f"none of {', '.join(BROWSERS)} is installed")
