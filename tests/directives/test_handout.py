"""The handout: what a listing's filters leave, under its meetings, ready for paper."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from directives import handout
from directives.models import Directive
from tests.factories import COAL, DRILL, FIRE, GAS, store_three_meetings

pytestmark = pytest.mark.django_db
HANDOUT = "/directives/handout/"


@pytest.fixture
def reader(client: Client) -> Client:
    store_three_meetings()
    client.force_login(User.objects.create_user("yuan"))
    return client


def quotes(html: str) -> list[str]:
    return re.findall(r'<td class="said"><a [^>]*>([^<]*)</a>', html)


def test_it_holds_what_the_listing_holds_latest_meeting_first(reader: Client) -> None:
    html = reader.get(HANDOUT, {"sector": "gas"}).content.decode()
    assert quotes(html) == [GAS.text, DRILL.text, GAS.text]
    assert "城镇燃气：指示要求清单" in html
    assert "3 条指示" in html


def test_its_numbers_run_through_the_meetings(reader: Client) -> None:
    html = reader.get(HANDOUT).content.decode()
    assert re.findall(r'<td class="n muted">(\d+)</td>', html) == [str(n + 1) for n in range(Directive.objects.count())]
    assert html.count('scope="rowgroup"') == 4  # three meetings and what was said outside any


def test_a_search_is_a_handout_too(reader: Client) -> None:
    html = reader.get(HANDOUT, {"q": "停产 OR 消防", "level": "city"}).content.decode()
    assert quotes(html) == [COAL.text, FIRE.text]
    assert "级别" in html


def test_it_says_when_it_does_not_hold_everything(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handout, "MOST", 2)
    html = reader.get(HANDOUT).content.decode()
    assert len(quotes(html)) == 2
    assert "这里只列最近的 2 条" in html


def test_a_malformed_address_is_told(reader: Client) -> None:
    assert reader.get(HANDOUT, {"q": "(燃气"}).status_code == 400
