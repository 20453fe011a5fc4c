"""A real browser over a site loaded with the sample transcripts."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from directives.lineage.following import relink
from directives.pipeline import load
from directives.sector_rows import load_sectors
from directives.things.listed_rows import load_things
from tests.browser.axe import DESK
from tests.browser.on_the_desk import fill_desk
from tests.browser.pages import PAGES, SIGNED_IN
from tests.stored import empty

SAMPLES = Path(__file__).resolve().parents[2] / "fixtures" / "transcripts"
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 30_000  # ms, for machines with much else to do; only a test that fails waits as long
expect.set_options(timeout=PATIENCE)
# Playwright's event loop runs in the test's thread, where Django would refuse to ask the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(django_db_setup: None, django_db_blocker: Any, browser: Browser) -> Iterator[str]:
    """The address of a public site that holds the sample transcripts, loaded once: these tests only read.

    What is loaded is committed, so that the server's thread sees it, and taken away at the end.
    """
    with django_db_blocker.unblock(), override_settings(PUBLIC_READ=True):
        load_sectors()
        load_things()
        for path in sorted(SAMPLES.glob("*.txt")):
            load(path)
        relink()
        # The server's threads must not hold connections when the test database is dropped.
        kept, connections.settings["default"]["CONN_MAX_AGE"] = connections.settings["default"]["CONN_MAX_AGE"], 0
        server = LiveServer("localhost")
        yield server.url
        connections.settings["default"]["CONN_MAX_AGE"] = kept
        server.stop()
        empty()
        # Django keeps connections of its own for a thread with an event loop, as this one while the browser runs.
        connections.close_all()


def committed(work: Callable[[], Any]) -> Any:
    """The result of work done on a connection of its own, so that the server sees it: a test's own is never
    committed."""

    def done() -> Any:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as alone:
        return alone.submit(done).result()


@pytest.fixture
def session(site: str) -> str:
    """The key of a session of somebody who may do everything and has a full desk."""

    def sign_in() -> str:
        user, _new = User.objects.get_or_create(username="yuan", defaults={"is_superuser": True, "is_staff": True})
        fill_desk(user)
        client = Client()
        client.force_login(user)
        return client.cookies["sessionid"].value

    return str(committed(sign_in))


# A page that answers with an error, and a request that the reader left behind by going to another page.
NO_TROUBLE = re.compile(
    r"status of (400|403|404|409|410|422|500|503)|^Response Status Error Code 400 |^htmx:(afterRequest|sendAbort), "
)


def is_trouble(said: ConsoleMessage) -> bool:
    """Whether the console tells of an error that is the page's own."""
    return said.type in ("error", "warning") and not NO_TROUBLE.search(said.text)


Open = Callable[..., Page]


def leave(context: BrowserContext) -> None:
    """Ends what its pages are still loading: a page that is closed on its way to another has been seen to never close."""
    for page in context.pages:
        page.goto("about:blank")


@pytest.fixture
def visit(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens an address of the site in a fresh window, signed in where asked, and fails the test on any error in
    the console."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def visit(address: str, *, signed_in: bool = False, **options: Any) -> Page:
        options.setdefault("viewport", DESK)
        context = browser.new_context(base_url=site, locale="zh-CN", **options)
        if signed_in:
            context.add_cookies([{"name": "sessionid", "value": request.getfixturevalue("session"), "url": site}])
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if is_trouble(said) else None)
        page.goto(address)
        return page

    yield visit
    for context in contexts:
        leave(context)
        context.close()
    assert troubles == []


@pytest.fixture
def show(visit: Open, request: pytest.FixtureRequest) -> Open:
    """Opens a page of `pages.py` by its name, signed in where it asks for that."""

    def show(name: str, **options: Any) -> Page:
        if name in PAGES:
            return visit(PAGES[name](), **options)
        request.getfixturevalue("session")  # Some addresses are those of what lies on the desk.
        return visit(SIGNED_IN[name](), signed_in=True, **options)

    return show


READ = """([addresses, selector]) => Promise.all(addresses.map(async address => {
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  return [...page.querySelectorAll(selector)].map(element => element.textContent);
}))"""


def texts_at(page: Page, addresses: Sequence[str], selector: str) -> list[list[str]]:
    """What stands at a selector on the page at each address, as the browser reads it, without showing them."""
    found: list[list[str]] = page.evaluate(READ, [addresses, selector])
    return found
