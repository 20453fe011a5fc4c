"""Citations in the forms people put into their papers."""

import datetime as dt

import pytest

from directives.citations import cite, place, short_citation
from directives.models import Directive
from tests.factories import PLAIN, store

pytestmark = pytest.mark.django_db
LINK = "https://anling.example/directives/1/"


def cited(directive: Directive) -> dict[str, str]:
    return {form.key: form.text for form in cite(directive, LINK, 2, dt.date(2026, 3, 1))}


def test_each_form_names_where_the_quote_comes_from() -> None:
    [directive] = store([PLAIN])
    assert cited(directive) == {
        "markdown": f"> {PLAIN.text}\n>\n> —— [全省安全生产电视电话会议]({LINK})，省级，2022年1月17日，钟望川，第 2 段",
        "gbt7714": f"钟望川. 全省安全生产电视电话会议[EB/OL]. (2022-01-17)[2026-03-01]. {LINK}.",
    }
    assert place(directive, 2) == "〔全省安全生产电视电话会议，省级，2022年1月17日，钟望川，第 2 段〕"
    assert short_citation(directive) == "〔全省安全生产电视电话会议，省级，2022年1月17日，钟望川〕"


def test_a_date_known_to_the_month_stays_a_month() -> None:
    [directive] = store([PLAIN])
    assert directive.meeting is not None
    directive.meeting.date_precision = "month"
    assert "(2022-01)[2026-03-01]" in cited(directive)["gbt7714"]


def test_what_is_not_known_is_left_out() -> None:
    [directive] = store([PLAIN], title="关于加强值守的通知", speaker=None, meeting=False, code=None)
    assert cited(directive)["gbt7714"] == f"关于加强值守的通知[EB/OL]. [2026-03-01]. {LINK}."
    assert place(directive, 1).startswith("〔关于加强值守的通知，")
