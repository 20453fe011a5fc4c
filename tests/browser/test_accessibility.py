"""axe-core finds nothing wrong on any page, in light and dark, on the desk and the phone; nothing overflows."""

import pytest

from tests.browser.axe import PHONE, assert_accessible, violations
from tests.browser.conftest import Open
from tests.browser.pages import PAGES, SIGNED_IN

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize("name", [*PAGES, *SIGNED_IN])
def test_a_page_is_accessible_in_light_and_dark_at_both_widths(name: str, show: Open) -> None:
    page = show(name)
    assert page.locator("form.account").count() == (name in SIGNED_IN)
    assert_accessible(page)


def test_the_sheet_of_filters_is_accessible(visit: Open) -> None:
    page = visit("/directives/?q=安全", viewport=PHONE)
    page.get_by_role("button", name="筛选").click()
    assert violations(page) == []
