"""What all tests share."""

import os
import shutil
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


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
