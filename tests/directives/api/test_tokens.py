"""Tokens: made once, shown once, known by their digest, ended at once."""

import datetime as dt
import re
from functools import partial

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from directives.api.tokens import MOST, digest, issue, recognise, revoke
from directives.models import ApiToken
from tests.directives.api.conftest import Ask

pytestmark = pytest.mark.django_db
PAGE = "/accounts/tokens/"


def shown(client: Client, name: str = "月报") -> str:
    """The secret in the answer to the form."""
    found = re.search(r'value="(anling_[\w-]+)"', client.post(PAGE, {"name": name}).content.decode())
    assert found
    return found[1]


def test_a_token_is_shown_once_and_only_its_digest_is_kept(client: Client, reader: User) -> None:
    client.force_login(reader)
    secret = shown(client)
    token = ApiToken.objects.get()
    assert (token.user, token.name, token.digest) == (reader, "月报", digest(secret))
    assert secret not in str(list(ApiToken.objects.values()))
    page = client.get(PAGE)
    assert secret not in page.content.decode()
    assert token.start in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_whoever_holds_it_reads_in_the_owners_name_until_it_is_revoked(client: Client, reader: User) -> None:
    client.force_login(reader)
    header = {"authorization": f"Bearer {shown(client)}"}
    program = Client(headers=header)
    assert program.get("/api/v1/directives").status_code == 200
    token = ApiToken.objects.get()
    assert token.last_used_at is not None
    assert client.post(f"{PAGE}{token.pk}/revoke/", follow=True).status_code == 200
    assert program.get("/api/v1/directives").status_code == 401
    assert token.start in client.get(PAGE).content.decode()


def test_the_last_use_is_noted_once_a_minute(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    _token, secret = issue(reader, "一")
    first, noted = timezone.now(), []
    for seconds in (0, 60, 61, 62):
        monkeypatch.setattr(timezone, "now", partial(first.__add__, dt.timedelta(seconds=seconds)))
        assert recognise(secret)
        noted.append((ApiToken.objects.get().last_used_at or first) - first)
    assert [after.total_seconds() for after in noted] == [0, 0, 61, 61]


def test_nobody_revokes_a_token_of_somebody_else(client: Client, secret: str, admin_user: User) -> None:
    client.force_login(admin_user)
    assert client.post(f"{PAGE}{ApiToken.objects.get().pk}/revoke/").status_code == 404
    assert recognise(secret)


def test_a_token_ends_with_its_account(reader: User, secret: str) -> None:
    User.objects.update(is_active=False)
    assert recognise(secret) is None


def test_revoking_twice_keeps_the_first_time(reader: User) -> None:
    token, _ = issue(reader, "一")
    revoke(token)
    first = ApiToken.objects.get().revoked_at
    revoke(token)
    assert ApiToken.objects.get().revoked_at == first


def test_a_name_stands_for_one_live_token(client: Client, reader: User) -> None:
    client.force_login(reader)
    shown(client)
    answer = client.post(PAGE, {"name": "月报"})
    assert answer.status_code == 400
    assert "已有同名的令牌" in answer.content.decode()
    revoke(ApiToken.objects.get())
    shown(client)
    with pytest.raises(IntegrityError):
        issue(reader, "月报")


def test_there_is_a_most_of_tokens(client: Client, reader: User) -> None:
    for number in range(MOST):
        issue(reader, str(number))
    client.force_login(reader)
    assert client.post(PAGE, {"name": "再来"}).status_code == 400


@pytest.mark.parametrize("name", ["", " ", "长" * 61, "a\0b"])
def test_it_asks_for_a_sensible_name(client: Client, reader: User, name: str) -> None:
    client.force_login(reader)
    assert client.post(PAGE, {"name": name}).status_code == 400
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("public", [False, True])
def test_the_page_is_for_those_signed_in(client: Client, settings: object, public: bool) -> None:
    settings.PUBLIC_READ = public  # type: ignore[attr-defined]
    for answer in (client.get(PAGE), client.post(PAGE, {"name": "月报"})):
        assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={PAGE}")


def test_the_administration_lists_and_ends_tokens_but_makes_none(admin_client: Client, secret: str) -> None:
    listing = "/admin/directives/apitoken/"
    page = admin_client.get(listing).content.decode()
    assert "报表" in page and secret not in page
    assert admin_client.get(f"{listing}add/").status_code == 403
    token = ApiToken.objects.get()
    admin_client.post(listing, {"action": "end", "_selected_action": [token.pk]})
    assert recognise(secret) is None


def test_a_loader_does_not_see_the_tokens_of_others(client: Client, ask: Ask) -> None:
    from django.contrib.auth.models import Group

    from config.accounts import set_up_groups

    set_up_groups()
    loader = User.objects.create_user("loader", is_staff=True)
    loader.groups.add(Group.objects.get(name="loader"))
    client.force_login(loader)
    assert client.get("/admin/directives/apitoken/").status_code == 403
