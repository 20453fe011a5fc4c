"""Who may do what: every address × every group × nobody signed in. A new address must be listed here."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import get_resolver, reverse
from pytest_django import Settings

from config.accounts import set_up_groups
from directives.corrections.drop import drop
from directives.intake.frozen import freeze
from directives.models import Batch, Body, Correction, Directive, DocumentVersion, Intake, Thing
from directives.pipeline import Knowledge
from directives.understand import understand
from meetings.models import Document, Meeting, Speaker, Turn
from tests.directives.stored import store_meeting

pytestmark = pytest.mark.django_db
GROUPS = ("officer", "auditor", "loader", "administrator")
ALL = frozenset({"nobody", "member", *GROUPS})  # a member is signed in, and in no group
SIGNED_IN = ALL - {"nobody"}
CORRECTING = frozenset({"loader", "administrator"})
LOGS = CORRECTING | {"auditor"}
STAFF = frozenset({"auditor", "loader", "administrator"})
NOBODY: frozenset[str] = frozenset()

# Name of the address → who may enter. With PUBLIC_READ what SIGNED_IN may read is open to ALL.
READING = {
    "home", "suggest", "directives", "handout", "directive", "sectors", "sector", "bodies", "body", "speakers", "speaker",
    "regions", "region", "things", "thing", "over-time", "meetings", "meeting", "documents", "document", "document-raw", "document-version", "document-span", "turn",
    "api-docs", "lineage", "link", "compare", "cascade",
}  # fmt: skip
# The interface for programs asks for a token or a session and answers by itself.
PROGRAMS = {
    "api:api-root", "api:openapi", "api:directives", "api:directive", "api:directive_links", "api:turns", "api:turn", "api:search", "api:facets",
    "api:meetings", "api:meeting", "api:speakers", "api:speaker", "api:sectors", "api:sector", "api:bodies", "api:body",
    "api:regions", "api:things", "api:thing", "api:documents", "api:document", "api:nothing",
}  # fmt: skip
MATRIX: dict[str, frozenset[str]] = {
    **dict.fromkeys(READING, SIGNED_IN),
    "export": LOGS,
    "compare-export": LOGS,
    "cascade-export": LOGS,
    **dict.fromkeys(
        (
            "correct-directive",
            "split-directive",
            "join-directives",
            "drop-directive",
            "correct-turn",
            "correct-meeting",
            "merge-speaker",
            "merge-body",
            "merge-thing",
            "preview",
            "preview-confirm",
            "preview-edit",
            "intakes",
            "intake-files",
            "inbox",
            "batch",
            "batch-retry",
            "intake",
            "intake-retry",
            "intake-similar",
            "reviews",
            "review",
        ),
        CORRECTING,
    ),  # fmt: skip
    "corrections": LOGS,
    "correction": LOGS,
    "log": frozenset({"auditor", "administrator"}),
    "log-export": frozenset({"auditor", "administrator"}),
    **dict.fromkeys(
        (
            "saved-searches",
            "saved-search-save",
            "saved-search",
            "saved-search-seen",
            "saved-search-change",
            "sector-watch",
            "feed-renew",
            "feed-mine",
        ),
        SIGNED_IN,
    ),  # fmt: skip
    "feed": ALL,  # its secret address is the key
    "tokens": SIGNED_IN,
    "token-revoke": SIGNED_IN,
    "password_change": SIGNED_IN,
    "login": ALL,
    "logout": ALL,
    "script": ALL,
    "set_language": ALL,
}
# Addresses that are posted to, never read.
POSTED = {
    "split-directive", "join-directives", "drop-directive", "preview-confirm", "inbox", "batch-retry", "intake-retry",
    "token-revoke", "logout", "saved-search-save", "saved-search-seen", "saved-search-change", "sector-watch", "feed-renew", "script", "set_language",
}  # fmt: skip
# Django's admin: its pages by model are Django's own to guard.
ADMIN = {"admin:index": STAFF, "admin:auth_user_changelist": {"administrator"}, "admin:axes_accesslog_changelist": {"auditor", "administrator"},
         "admin:directives_sector_changelist": STAFF, "admin:directives_sector_add": CORRECTING,
         "admin:auth_group_changelist": {"administrator"}, "admin:directives_intake_changelist": STAFF}  # fmt: skip


def names() -> Iterator[str]:
    def walk(patterns: Any, space: str) -> Iterator[str]:
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
                yield from walk(pattern.url_patterns, inner)
            else:
                yield f"{space}{pattern.name}"

    return (name for name in walk(get_resolver().url_patterns, "") if not name.startswith("admin:"))


@pytest.fixture
def clients() -> dict[str, Client]:
    set_up_groups()
    found = {}
    for name in ALL:
        found[name] = Client()
        if name != "nobody":
            user = User.objects.create_user(name, is_staff=name in STAFF)
            user.groups.set(Group.objects.filter(name=name))
            found[name].force_login(user)
    return found


@pytest.fixture
def addresses() -> dict[str, str]:
    """Every address of the table, of stored rows."""
    store_meeting()
    first, second, third = Directive.objects.order_by("start")
    correction = drop(third.pk, None, "不是要求")
    document = Document.objects.get()
    version = DocumentVersion.objects.create(
        document=document,
        file_name="旧.txt",
        sha256="0" * 64,
        raw=b"",
        loaded_at=document.loaded_at,
        correction=correction,
    )
    data = "全省会议召开。各单位要落实值班制度。\n".encode()
    known = Knowledge.stored()
    batch = Batch.objects.create(source=Batch.Source.PASTE)
    intake = Intake.objects.create(
        batch=batch, file_name="新.txt", raw=data, size=len(data), sha256="1" * 64, state="review",
        understanding=freeze(understand("新.txt", data, known.taxonomy, known.people)), similar=document, share=0.9,
    )  # fmt: skip
    thing = Thing.objects.create(kind="rule", name="四不两直", key="四不两直")
    keys: dict[str, list[Any]] = {
        "export": ["csv"], "directive": [first.pk], "correct-directive": [first.pk], "split-directive": [first.pk],
        "join-directives": [first.pk], "drop-directive": [first.pk], "correct-turn": [first.turn_id],
        "correct-meeting": [first.meeting_id], "merge-speaker": [first.speaker_id],
        "merge-body": [Body.objects.all()[0].pk], "thing": [thing.pk], "merge-thing": [thing.pk], "document-version": [document.pk, version.pk],
        "correction": [correction.pk], "preview": [intake.pk], "preview-confirm": [intake.pk],
        "saved-search": [1], "saved-search-seen": [1], "saved-search-change": [1], "sector-watch": ["gas"],
        "feed": ["wrong"], "sector": ["gas"], "body": [Body.objects.all()[0].pk], "speaker": [Speaker.objects.all()[0].pk],
        "region": ["420000"], "batch": [batch.pk], "batch-retry": [batch.pk], "intake": [intake.pk],
        "intake-retry": [intake.pk], "intake-similar": [intake.pk], "token-revoke": [1],
        "meeting": [Meeting.objects.get().pk], "document": [document.pk], "document-raw": [document.pk], "document-span": [document.pk, 0, 5],
        "turn": [Turn.objects.all()[0].pk], "review": ["sector"], "lineage": [first.pk], "link": [second.pk, first.pk],
        **dict.fromkeys(("compare", "compare-export", "cascade", "cascade-export"), [first.meeting_id]),
    }  # fmt: skip
    found = {name: reverse(name, args=keys.get(name, [])) for name in MATRIX if name != "preview-edit"}
    return found | {"preview-edit": reverse("preview-edit", kwargs={"pk": intake.pk, "what": "document"})}


def entered(client: Client, name: str, address: str) -> bool:
    """Whether the page was entered, whatever it then said of an empty form."""
    response = client.post(address) if name in POSTED else client.get(address)
    refused = response.status_code == 403 or (
        response.status_code == 302 and response["Location"].startswith("/accounts/login/")
    )
    assert response.status_code < 500
    return not refused


def test_every_address_is_listed() -> None:
    assert set(names()) == set(MATRIX) | PROGRAMS


@pytest.mark.parametrize("public", [False, True], ids=["sign-in", "public reading"])
def test_each_address_opens_to_those_it_should(
    clients: dict[str, Client], addresses: dict[str, str], settings: Settings, public: bool
) -> None:
    settings.PUBLIC_READ = public
    wrong = []
    for name, may in MATRIX.items():
        expected = ALL if public and name in READING else may
        for who, client in clients.items():
            # Posted last are those that end the session or change the rows.
            if name != "logout" and entered(client, name, addresses[name]) != (who in expected):
                wrong.append(f"{name}: {who} {'is kept out' if who in expected else 'gets in'}")
    assert wrong == []
    assert Correction.objects.count() == 1, "empty forms changed nothing"


def test_nobody_gets_into_the_administration_but_those_with_business_there(clients: dict[str, Client]) -> None:
    for name, may in ADMIN.items():
        for who, client in clients.items():
            response = client.get(reverse(name))
            assert (response.status_code == 200) == (who in may), f"{name}: {who} {response.status_code}"


def test_only_correctors_take_a_correction_back(clients: dict[str, Client], addresses: dict[str, str]) -> None:
    for who, client in clients.items():
        status = client.post(addresses["correction"], {}).status_code
        assert status == (422 if who in CORRECTING else 302 if who == "nobody" else 403), who


@pytest.mark.parametrize("name", sorted(PROGRAMS - {"api:api-root", "api:openapi", "api:nothing"}))
def test_programs_need_to_be_known_unless_reading_is_public(name: str, settings: Settings) -> None:
    settings.PUBLIC_READ = False
    keys: dict[str, list[Any]] = {"api:sector": ["gas"]}
    numbered = ("directive", "directive_links", "turn", "meeting", "speaker", "body", "thing", "document")
    address = reverse(name, args=keys.get(name, [1] if name.removeprefix("api:") in numbered else []))
    assert Client().get(address).status_code in (401, 403)


# Parameters of any page; each takes whatever an address brings.
PARAMETERS = (
    "q", "level", "year", "sector", "region", "speaker", "body", "thing", "meeting", "document", "modality", "deadline",
    "since", "until", "sort", "size", "view", "scope", "also", "page", "part", "turn", "find", "with", "label", "kind",
    "quarter", "user", "state", "heat", "cursor", "from", "to", "next",
)  # fmt: skip


@pytest.mark.parametrize("value", ["\0", "²", "9" * 30, "-1", "'\"<", "2021-2-1"])
def test_no_address_ends_in_an_error(value: str, clients: dict[str, Client], addresses: dict[str, str]) -> None:
    """Whatever stands in an address, a page or a plain refusal comes back."""
    client = clients["administrator"]
    asked = dict.fromkeys(PARAMETERS, value)
    wrong = []
    for name, address in addresses.items():
        if name == "logout":
            continue
        for given in (asked, {"q": value}, {"level": value}, {"find": value}, {"kind": value}, {"sector": value}):
            if (status := client.get(address, given).status_code) >= 500 and status != 503:
                wrong.append(f"{name}: {status} for {sorted(given)[:3]}")
    assert wrong == []
