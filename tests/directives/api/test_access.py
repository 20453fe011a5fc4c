"""Who is answered, how often, and how mistakes are told."""

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from config.accounts import set_up_groups
from config.rights import GROUPS
from directives.api.quota import Quota
from directives.models import ApiUse
from tests.directives.api.conftest import Ask

pytestmark = pytest.mark.django_db


ADDRESSES = (
    "directives", "directives/1", "directives/1/links", "turns", "turns/1", "search", "facets", "meetings", "meetings/1", "speakers",
    "speakers/1", "sectors", "sectors/gas", "bodies", "bodies/1", "regions", "documents", "documents/1",
    "things", "things/1",
)  # fmt: skip


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("who", ["nobody", "token", *GROUPS])
def test_every_group_reads_and_nobody_does_unless_reading_is_public(
    who: str, public: bool, secret: str, reader: User, settings: Settings
) -> None:
    settings.PUBLIC_READ = public
    client = Client(headers={"authorization": f"Bearer {secret}"} if who == "token" else {})
    if who in GROUPS:
        set_up_groups()
        reader.groups.add(Group.objects.get(name=who))
        client.force_login(reader)
    known = who != "nobody"
    for address in ADDRESSES:
        assert client.get(f"/api/v1/{address}").status_code in ((200, 404) if known or public else (401,)), address
    signed_in = who in GROUPS  # a token opens no page
    assert client.get("/api/v1/docs").status_code == (200 if signed_in or public else 302)
    assert client.get("/accounts/tokens/").status_code == (200 if signed_in else 302)
    assert client.post("/accounts/tokens/1/revoke/").status_code == (404 if signed_in else 302)
    assert client.get("/api/v1/openapi.json").status_code == 200


def test_the_matrix_names_every_address(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()["paths"]
    named = {f"/api/v1/{re.sub('/(1|gas)(?=/|$)', '/{}', address)}" for address in ADDRESSES}
    assert {re.sub(r"\{\w+\}", "{}", path) for path in described} == named


def told(answer: Any) -> dict[str, Any]:
    """The problem an answer tells of."""
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    body: dict[str, Any] = answer.json()
    assert body["status"] == answer.status_code
    return body


@pytest.mark.parametrize(
    "path", ["directives", "directives/1", "directives/1/links", "turns", "search", "facets", "meetings", "documents/1"]
)
def test_it_asks_for_a_token_in_json_and_not_by_a_redirect(client: Client, settings: Settings, path: str) -> None:
    settings.PUBLIC_READ = False
    answer = client.get(f"/api/v1/{path}")
    assert told(answer)["status"] == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="Anling"'


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer ", "Basic cmVhZGVyOng=", "anling_x", "Bearer 令牌"])
@pytest.mark.parametrize("public", [False, True])
def test_a_wrong_token_is_refused_even_where_none_is_needed(
    client: Client, settings: Settings, header: str, public: bool
) -> None:
    settings.PUBLIC_READ = public
    answer = client.get("/api/v1/directives", HTTP_AUTHORIZATION=header)
    assert "令牌" in told(answer)["detail"]
    assert answer.status_code == 401


def test_the_session_of_the_site_will_do(client: Client, reader: User, settings: Settings) -> None:
    settings.PUBLIC_READ = False
    client.force_login(reader)
    assert client.get("/api/v1/directives").status_code == 200


def test_an_account_with_a_printed_password_is_told_to_choose_its_own(client: Client, reader: User) -> None:
    client.force_login(reader)
    session = client.session
    session["printed_password"] = True
    session.save()
    assert told(client.get("/api/v1/directives"))["status"] == 403


def test_anybody_reads_where_reading_is_public(client: Client, settings: Settings) -> None:
    settings.PUBLIC_READ = True
    assert client.get("/api/v1/directives").status_code == 200
    assert ApiUse.objects.get().caller == "address:127.0.0.1"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_is_changed_through_it(ask: Ask, client: Client, secret: str, method: str) -> None:
    answer = getattr(client, method)("/api/v1/directives", headers={"authorization": f"Bearer {secret}"})
    assert told(answer)["status"] == 405
    assert answer["Allow"] == "GET, HEAD"


@pytest.fixture
def one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still: no minute begins between two requests."""
    now = dt.datetime(2026, 3, 1, 8, 30, 20, tzinfo=dt.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.mark.usefixtures("one_minute")
def test_each_token_has_a_number_of_requests_a_minute(ask: Ask, settings: Settings, reader: User) -> None:
    settings.API_PER_MINUTE = 2
    assert [ask("/sectors").status_code for _ in range(3)] == [200, 200, 429]
    answer = ask("/sectors")
    assert "2" in told(answer)["detail"]
    assert answer["Retry-After"] == "40"
    session = Client()
    session.force_login(reader)
    assert session.get("/api/v1/sectors").status_code == 200  # counted apart


@pytest.mark.usefixtures("one_minute")
def test_an_address_has_fewer(client: Client, settings: Settings) -> None:
    settings.PUBLIC_READ, settings.API_PER_MINUTE_ANONYMOUS = True, 1
    assert [client.get("/api/v1/sectors").status_code for _ in range(2)] == [200, 429]
    assert client.get("/api/v1/sectors", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_new_minute_counts_anew_and_forgets_who_went_away() -> None:
    now = Quota.begins(timezone.now())
    ApiUse.objects.create(caller="address:192.0.2.1", begins=now - dt.timedelta(days=2), number=9)
    minute = dt.timedelta(minutes=1)
    assert [Quota.count("token:1", at) for at in (now, now, now + minute)] == [1, 2, 1]
    assert list(ApiUse.objects.values_list("caller", flat=True)) == ["token:1"]


def test_it_tells_a_malformed_query_in_the_words_of_the_page_with_what_would_do(ask: Ask, client: Client) -> None:
    (mistake,) = told(ask("/directives", {"q": "燃气 )"}))["errors"]
    client.force_login(User.objects.get())
    page = client.get("/directives/", {"q": "燃气 )"}).content.decode()
    assert mistake["parameter"] == "q"
    assert mistake["message"] in page
    assert mistake["suggestion"] == "燃气"


@pytest.mark.parametrize(
    ("address", "parameter", "suggestion"),
    [
        ("/directives?levl=province", "levl", "level"),
        ("/directives?level=provincial", "level", ""),
        ("/directives?sector=nothing", "sector", ""),
        ("/directives?q=a&q=b", "q", ""),
        ("/directives?since=2022-13-01", "since", ""),
        ("/directives?year=12", "year", ""),
        ("/directives?sort=newst", "sort", "newest"),
        ("/directives?sort=relevance", "sort", "newest"),
        ("/directives?size=0", "size", ""),
        ("/directives?size=201", "size", ""),
        ("/directives?after=2", "after", ""),
        ("/directives?after=2..2022-02-30.5", "after", ""),
        ("/turns?sector=none", "sector", ""),
        ("/turns?sort=relevance&q=-燃气", "sort", "newest"),
        ("/turns?scope=turns", "scope", ""),
        ("/search?scope=turn", "scope", "turns"),
        ("/search?also=2", "also", ""),
        ("/facets?size=5", "size", ""),
        ("/meetings?q=燃气", "q", ""),
        ("/meetings?speaker=x", "speaker", ""),
        ("/documents?sha256=%00", "sha256", ""),
    ],
)
def test_it_forgives_no_mistake_in_an_address(ask: Ask, address: str, parameter: str, suggestion: str) -> None:
    errors = {error["parameter"]: error for error in told(ask(address))["errors"]}
    assert parameter in errors
    assert errors[parameter]["message"]
    if suggestion:
        assert errors[parameter]["suggestion"] == suggestion


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/directives/", "/directives/x", "/directives/0", f"/turns/{2**70}", "/sectors/none", "/meetings/9"],
)
def test_what_is_not_there_is_told_in_json(ask: Ask, path: str) -> None:
    assert told(ask(path))["status"] == 404


def test_a_failure_of_ours_is_told_in_json(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("directives.api.lookups.about_sector", broken)
    client = Client(raise_request_exception=False, headers={"authorization": f"Bearer {secret}"})
    monkeypatch.setattr("directives.api.lookups.read", broken)
    assert told(client.get("/api/v1/sectors"))["status"] == 500


def test_an_unchanged_answer_is_not_sent_again(ask: Ask) -> None:
    answer = ask("/sectors")
    assert answer["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Accept-Language"} <= {name.strip() for name in answer["Vary"].split(",")}
    assert ask("/sectors", headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_head_answers_as_get_does(client: Client, secret: str) -> None:
    assert client.head("/api/v1/sectors", headers={"authorization": f"Bearer {secret}"}).status_code == 200
