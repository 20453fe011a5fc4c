"""Who may read without signing in."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from config.urls import urlpatterns as site


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("读到了")


urlpatterns = [path("page/", page), *site]
pytestmark = pytest.mark.urls(__name__)


def test_it_asks_for_sign_in_unless_told_otherwise(client: Client, settings: Settings) -> None:
    settings.PUBLIC_READ = False
    response = client.get("/page/?q=1")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/page/%3Fq%3D1")


@pytest.mark.django_db
def test_it_lets_a_signed_in_user_read(admin_client: Client, settings: Settings) -> None:
    settings.PUBLIC_READ = False
    assert admin_client.get("/page/").status_code == 200


@pytest.mark.parametrize(("method", "status"), [("get", 200), ("head", 200), ("post", 302), ("delete", 302)])
def test_public_reading_opens_reading_alone(client: Client, settings: Settings, method: str, status: int) -> None:
    settings.PUBLIC_READ = True
    assert getattr(client, method)("/page/").status_code == status


def test_public_reading_leaves_the_administration_closed(client: Client, settings: Settings) -> None:
    settings.PUBLIC_READ = True
    response = client.get("/admin/")
    assert (response.status_code, response["Location"]) == (302, "/admin/login/?next=/admin/")


def test_pages_may_load_from_the_site_alone(client: Client, settings: Settings) -> None:
    settings.PUBLIC_READ = True
    policy = client.get("/page/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_everybody_may_choose_the_language(client: Client, settings: Settings) -> None:
    settings.PUBLIC_READ = False
    response = client.post("/i18n/setlang/", {"language": "en", "next": "/page/"})
    assert (response.status_code, response["Location"]) == (302, "/page/")
    assert response.cookies["django_language"].value == "en"
