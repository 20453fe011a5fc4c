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


@pytest.mark.parametrize(
    ("iso", "shown"), [("2022-01-17", "2022年1月17日"), ("2022-01", "2022年1月"), ("2022", "2022年")]
)
def test_a_day_of_a_draft_is_written_as_far_as_it_is_known(iso: str, shown: str) -> None:
    assert Template("{% load reading %}{{ iso|written_day }}").render(Context({"iso": iso})) == shown


def test_no_number_is_nothing() -> None:
    assert Template("{% load reading %}{{ none|grouped }}").render(Context({"none": None})) == ""
