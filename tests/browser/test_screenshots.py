"""Pictures of every page over the sample transcripts, for looking at and for the documentation.

Written to docs/screenshots/ where the environment says SCREENSHOTS=1; skipped otherwise.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.axe import DESK, PHONE
from tests.browser.conftest import Open
from tests.browser.pages import PAGES, SIGNED_IN
from tests.browser.test_site import deny, fail

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
SMALL = 0.5  # device pixels for a CSS pixel
WIDTHS = [(1440, DESK), (390, PHONE)]
PAPER = ViewportSize(width=794, height=1123)  # A4
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(not os.environ.get("SCREENSHOTS"), reason="SCREENSHOTS=1 writes them"),
]


@pytest.mark.parametrize("name", [*PAGES, *SIGNED_IN])
@pytest.mark.parametrize(("width", "size"), WIDTHS)
def test_a_picture_of_each_page(name: str, width: int, size: ViewportSize, show: Open) -> None:
    page = show(name, viewport=size, device_scale_factor=SMALL)
    page.wait_for_load_state("networkidle")
    FOLDER.mkdir(exist_ok=True)
    page.screenshot(path=FOLDER / f"{name}-{width}.png", full_page=False)


@pytest.mark.parametrize(("width", "size"), WIDTHS)
def test_a_picture_of_the_errors_and_of_the_site_while_it_is_shut(
    width: int, size: ViewportSize, visit: Open, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit("/sectors/", viewport=size, device_scale_factor=SMALL)
    for name, trouble in (("forbidden", deny), ("error", fail)):
        monkeypatch.setattr("directives.profiles.region_tree", trouble)
        page.goto(page.url.replace("/sectors/", "/regions/"))
        page.screenshot(path=FOLDER / f"{name}-{width}.png")
    settings.MAINTENANCE = True
    page.reload()
    page.screenshot(path=FOLDER / f"shut-{width}.png")


@pytest.mark.parametrize("name", ["directive", "handout", "sector"])
def test_a_picture_on_paper(name: str, show: Open) -> None:
    page = show(name, viewport=PAPER, device_scale_factor=SMALL)
    page.emulate_media(media="print")
    page.screenshot(path=FOLDER / f"{name}-print.png")


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
