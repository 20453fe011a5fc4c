"""axe-core, the judge of accessibility, on whatever page stands open."""

from functools import cache
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

DESK, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Told of violations alone: all that axe-core found right would take longer to hand over than to find.
RUN = """options => axe.run({resultTypes: ["violations"], ...options}).then(({violations}) =>
  violations.map(({id, help, nodes}) => [id, help, ...nodes.slice(0, 5).map(({html}) => html)]))"""


@cache
def script() -> str:
    return str(Axe().axe_script)


def violations(page: Page, *rules: str) -> list[Any]:
    """What axe-core holds against the page as it stands, by all its rules or by some."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(script())
    found: list[Any] = page.evaluate(RUN, {"runOnly": list(rules)} if rules else {})
    return found


def assert_accessible(page: Page) -> None:
    """Fails where axe-core finds anything, in light and dark, on the desk and the phone, or the page overflows."""
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], size
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            # In the dark only colours differ.
            assert violations(page, *(["color-contrast"] if scheme == "dark" else [])) == [], (size, scheme)
