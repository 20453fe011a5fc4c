"""Who may read."""

import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.mark.django_db
def test_it_makes_and_reads_an_account() -> None:
    User.objects.create_user("official")
    assert User.objects.get().username == "official"


def test_it_shows_the_sign_in_page_to_all(client: Client) -> None:
    assert client.get("/admin/").status_code == 302
