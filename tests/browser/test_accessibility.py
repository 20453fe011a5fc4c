"""axe-core finds nothing wrong on any page, in light and dark, on the desk and the phone; nothing overflows."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.pages import PAGES, SIGNED_IN

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize("name", [*PAGES, *SIGNED_IN])
def test_a_page_is_accessible_in_light_and_dark_at_both_widths(name: str, visit: Open) -> None:
    page = visit((PAGES | SIGNED_IN)[name](), signed_in=name in SIGNED_IN)
    assert page.locator("form.account").count() == (name in SIGNED_IN)
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found = Axe().run(page)
            assert found.violations_count == 0, (size, scheme, found.generate_report())


def test_the_sheet_of_filters_is_accessible(visit: Open) -> None:
    page = visit("/directives/?q=安全", viewport=PHONE)
    page.get_by_role("button", name="筛选").click()
    assert Axe().run(page).violations_count == 0
