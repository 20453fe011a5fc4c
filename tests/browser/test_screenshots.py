"""Pictures of every page over the sample transcripts, for looking at and for the documentation.

Written to docs/screenshots/ where the environment says SCREENSHOTS=1; skipped otherwise.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.pages import PAGES, SIGNED_IN

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
SMALL = 0.5  # device pixels for a CSS pixel
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(not os.environ.get("SCREENSHOTS"), reason="SCREENSHOTS=1 writes them"),
]


@pytest.mark.parametrize("name", [*PAGES, *SIGNED_IN])
@pytest.mark.parametrize(("width", "size"), [(1440, DESK), (390, PHONE)])
def test_a_picture_of_each_page(name: str, width: int, size: ViewportSize, visit: Open) -> None:
    page = visit((PAGES | SIGNED_IN)[name](), signed_in=name in SIGNED_IN, viewport=size, device_scale_factor=SMALL)
    page.wait_for_load_state("networkidle")
    FOLDER.mkdir(exist_ok=True)
    page.screenshot(path=FOLDER / f"{name}-{width}.png", full_page=False)


@pytest.mark.parametrize(("name", "address"), [("home-dark", "/"), ("search-dark", "/directives/?q=燃气")])
def test_a_picture_in_the_dark(name: str, address: str, visit: Open) -> None:
    visit(address, color_scheme="dark", device_scale_factor=SMALL).screenshot(path=FOLDER / f"{name}.png")


def test_a_picture_of_the_sheet_of_filters(visit: Open) -> None:
    page = visit("/directives/?q=安全", viewport=PHONE, device_scale_factor=SMALL)
    page.get_by_role("button", name="筛选").click()
    page.screenshot(path=FOLDER / "filters-390.png")


def test_the_picture_of_the_readme(visit: Open) -> None:
    page = visit("/", viewport={"width": 1280, "height": 900})
    page.screenshot(path=FOLDER / "first-page.png")
