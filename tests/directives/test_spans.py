"""A span of a source has an address that outlives a new version of the file."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from directives.corrections.recording import correcting
from directives.models import Correction, DocumentVersion
from directives.places import span_address
from tests.directives.stored import store_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(User.objects.create_user("yuan"))
    return client


def test_it_shows_the_very_characters_of_the_source(reader: Client) -> None:
    directive = store_meeting()[0]
    raw = bytes(directive.document.raw).decode()
    page = reader.get(span_address(directive.document, directive.raw_start, directive.raw_end))
    assert page.context["excerpt"].said == raw[directive.raw_start : directive.raw_end]
    assert page.context["turn"] == directive.turn
    assert "加強城镇燃氣" in page.content.decode()


def test_it_stays_with_the_version_it_named(reader: Client) -> None:
    directive = store_meeting()[0]
    document = directive.document
    address = span_address(document, directive.raw_start, directive.raw_end)
    with correcting(Correction.Kind.RELABEL, document, None, "新版本") as why:
        pass
    DocumentVersion.objects.create(
        document=document, file_name=document.file_name, sha256=document.sha256, raw=bytes(document.raw),
        loaded_at=document.loaded_at, correction=why,
    )  # fmt: skip
    type(document).objects.filter(pk=document.pk).update(sha256="f" * 64, raw="全是新的".encode())
    page = reader.get(address)
    assert "加強城镇燃氣" in page.content.decode() and "被替换" in page.content.decode()


@pytest.mark.parametrize("span", ["5-5", "9-3", "0-999999"])
def test_characters_that_are_not_there_are_no_page(reader: Client, span: str) -> None:
    document = store_meeting()[0].document
    assert reader.get(f"/documents/{document.pk}/span/{span}/").status_code == 404


def test_an_unknown_version_is_no_page(reader: Client) -> None:
    document = store_meeting()[0].document
    assert reader.get(f"/documents/{document.pk}/span/0-5/?sha=abc").status_code == 404


def test_the_directive_links_its_span(reader: Client) -> None:
    directive = store_meeting()[0]
    html = reader.get(directive.get_absolute_url()).content.decode()
    assert span_address(directive.document, directive.raw_start, directive.raw_end) in html


def test_a_listing_leads_to_its_feed(reader: Client) -> None:
    store_meeting()
    assert "/feeds/mine/?q=" in reader.get("/directives/?q=燃气").content.decode()
    response: Any = reader.get("/feeds/mine/?q=燃气", follow=True)
    assert response["Content-Type"].startswith("application/atom+xml")
    assert response.content.decode().count("<entry>") == 1
