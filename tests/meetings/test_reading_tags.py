"""Numbers in the words of pages."""

import pytest
from django.template import Context, Template
from django.utils import translation

COUNTED = (
    "{% blocktranslate count n=total|grouped %}{{ n }} directive{% plural %}{{ n }} directives{% endblocktranslate %}"
)


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "0 directives"), (1, "1 directive"), (999, "999 directives"), (1234567, "1,234,567 directives")],
)
def test_thousands_stand_apart(number: int, shown: str) -> None:
    with translation.override("en"):
        template = Template("{% load i18n reading %}" + COUNTED + " {{ total|grouped }}")
        assert template.render(Context({"total": number})) == f"{shown} {number:,}"


def test_no_number_is_nothing() -> None:
    assert Template("{% load reading %}{{ none|grouped }}").render(Context({"none": None})) == ""
