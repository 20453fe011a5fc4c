"""axe-core finds nothing wrong on any page, in light and dark, on the desk and the phone; nothing overflows."""

from typing import Any

import pytest
from playwright.sync_api import expect

from directives.models import Directive
from meetings.models import Document, Meeting
from tests.browser.axe import PHONE, assert_accessible, violations
from tests.browser.conftest import Open
from tests.browser.pages import PAGES, SIGNED_IN

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize("name", [*PAGES, *SIGNED_IN])
def test_a_page_is_accessible_in_light_and_dark_at_both_widths(name: str, show: Open) -> None:
    page = show(name)
    assert page.locator("form.account").count() == (name in SIGNED_IN)
    assert_accessible(page)


def test_all_of_the_navigation_is_in_view_on_the_phone(show: Open) -> None:
    page = show("bring-in", viewport=PHONE)
    for language in ("English", "简体中文"):
        page.get_by_role("button", name=language).click()
        links = page.locator(".bar nav a")
        expect(links).to_have_count(10)
        right = links.evaluate_all("links => Math.max(...links.map(link => link.getBoundingClientRect().right))")
        assert right <= PHONE["width"]
        assert violations(page) == []


@pytest.mark.parametrize("model", [Document, Meeting, Directive])
def test_the_administration_fits_the_phone(model: Any, visit: Open, site: str) -> None:
    row = model.objects.order_by("pk")[0]
    page = visit(
        f"/admin/{model._meta.app_label}/{model._meta.model_name}/{row.pk}/change/", signed_in=True, viewport=PHONE
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_sheet_of_filters_is_accessible(visit: Open) -> None:
    page = visit("/directives/?q=安全", viewport=PHONE)
    page.get_by_role("button", name="筛选").click()
    assert violations(page) == []
