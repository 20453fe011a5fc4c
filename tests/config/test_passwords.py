"""Sign-in: bounded tries, bounded sessions, and printed passwords that must go."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from config.models import DemoPassword

pytestmark = pytest.mark.django_db
PRINTED, OWN = "abcd-efgh-jkmn", "quiet-harbour-57"


@pytest.fixture
def demo_user() -> User:
    user = User.objects.create_user("loader", password=PRINTED)
    DemoPassword.objects.create(user=user, encoded=user.password)
    return user


def sign_in(client: Client, password: str, name: str = "loader", address: str = "10.0.0.1") -> int:
    form = {"username": name, "password": password}
    return client.post("/accounts/login/", form, REMOTE_ADDR=address).status_code


def test_outside_the_demo_a_printed_password_must_be_changed_first(client: Client, demo_user: User) -> None:
    assert sign_in(client, PRINTED) == 302
    for address in ("/", "/directives/", "/admin/", "/documents/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, "/accounts/password/"), address
    assert "演示时公开显示的密码" in client.get("/accounts/password/").content.decode()
    form = {"old_password": PRINTED, "new_password1": OWN, "new_password2": OWN}
    assert client.post("/accounts/password/", form)["Location"] == "/"
    assert client.get("/directives/").status_code == 200
    client.logout()
    assert sign_in(client, OWN) == 302
    assert client.get("/directives/").status_code == 200


def test_the_demo_itself_asks_for_no_change(client: Client, demo_user: User, settings: Settings) -> None:
    settings.DEMO = True
    sign_in(client, PRINTED)
    assert client.get("/directives/").status_code == 200


def test_a_session_begun_in_the_demo_is_stopped_outside_it(client: Client, demo_user: User, settings: Settings) -> None:
    settings.DEMO = True
    sign_in(client, PRINTED)
    settings.DEMO = False
    assert client.get("/directives/").status_code == 302


@pytest.mark.parametrize("password", ["short", "1234567890123", "password123", "qwertyuiop"])
def test_it_refuses_weak_passwords(client: Client, demo_user: User, password: str) -> None:
    client.force_login(demo_user)
    form = {"old_password": PRINTED, "new_password1": password, "new_password2": password}
    response = client.post("/accounts/password/", form)
    assert response.status_code == 200
    assert "problem" in response.content.decode()


def test_five_wrong_passwords_close_the_way_in_from_there(client: Client, demo_user: User, settings: Settings) -> None:
    settings.DEMO = True
    for _ in range(4):
        assert sign_in(client, "wrong") == 200
    response = client.post("/accounts/login/", {"username": "loader", "password": "wrong"}, REMOTE_ADDR="10.0.0.1")
    assert response.status_code == 429
    assert "15 分钟后再试" in response.content.decode()
    assert sign_in(client, PRINTED) == 429, "the right one is too late"
    assert sign_in(Client(), PRINTED, address="10.0.0.2") == 302, "others are not locked out with it"


def test_a_success_forgets_the_failures_before_it(client: Client, demo_user: User) -> None:
    for _ in range(2):
        for _ in range(4):
            sign_in(client, "wrong")
        assert sign_in(client, PRINTED) == 302
        client.logout()


def test_a_session_ends_within_a_day_and_with_the_browser(client: Client, demo_user: User) -> None:
    sign_in(client, PRINTED)
    assert client.cookies["sessionid"]["max-age"] == ""
    ends = client.session.get_expiry_date()
    assert ends <= timezone.now() + timedelta(hours=24)


def test_the_administration_uses_the_same_sign_in(client: Client) -> None:
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/accounts/login/?next=/admin/"


def test_an_account_without_business_there_is_told_so(client: Client, demo_user: User) -> None:
    client.force_login(demo_user)
    assert client.get("/admin/login/?next=/admin/").status_code == 403
