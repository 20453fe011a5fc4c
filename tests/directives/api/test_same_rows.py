"""One hundred generated searches: interface, page, command and export give the same rows in the same order."""

import io
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client

from directives.finding import ORDERS, find
from directives.models import Body, Directive, Sector
from directives.pipeline import load
from directives.sector_rows import load_sectors
from meetings.models import Level, Region, Speaker, Turn
from search.normalise import fold
from tests.stored import empty

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "fixtures" / "transcripts").glob("*.txt"))[:4]
SEARCHES = 100
WALKED_PAGES = 2  # of a listing; the rest is known from the numbers of its rows


@pytest.fixture(scope="module")
def stored(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Some sample transcripts, loaded once and taken away at the end."""
    with django_db_blocker.unblock():
        load_sectors()
        for path in SAMPLES:
            load(path)
        yield
        empty()


def keyword(chance: random.Random, texts: list[str]) -> str:
    """A stretch of a random text, of one to four characters that mean something."""
    while True:
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        found = text[start : start + chance.randint(1, 4)]
        if fold(found) == found:
            return found


def query(chance: random.Random, texts: list[str]) -> str:
    one, other = keyword(chance, texts), keyword(chance, texts)
    forms = ("{0}", "{0}", "{0} {1}", "{0} OR {1}", "{0} -{1}", "-{0}", "({0} 或 {1}) 安全", "{0} 同句 {1}", "{0} ~8 {1}",
             "级别:省级 {0}", "日期:2016..2019 {0}", "")  # fmt: skip
    return chance.choice(forms).format(one, other)


def addresses() -> Iterator[QueryDict]:
    """Searches in both scopes, in all orders, with and without filters."""
    chance = random.Random(20261127)
    texts = list(Directive.objects.order_by("pk").values_list("text", flat=True))
    values: dict[str, list[Any]] = {
        "level": Level.values,
        "sector": list(Sector.objects.order_by("pk").values_list("slug", flat=True)),
        "region": list(Region.objects.order_by("pk").values_list("code", flat=True)),
        "speaker": list(Speaker.objects.order_by("pk").values_list("pk", flat=True)),
        "body": list(Body.objects.order_by("pk").values_list("pk", flat=True)),
        "year": ["2016", "2017", "2018", "2019", "unknown"],
        "modality": Directive.Modality.values,
        "deadline": ["any", "ahead", "past", "none"],
    }
    for _ in range(SEARCHES):
        address = QueryDict(mutable=True)
        address["q"] = query(chance, texts)
        if chance.random() < 0.5:
            for name in chance.sample(sorted(values), chance.randint(1, 2)):
                address.setlist(name, map(str, chance.sample(values[name], 2)))
        keywords = re.sub(r"^-\S+$|\S+:\S+", "", said(address)).strip()
        address["sort"] = chance.choice([order for order in ORDERS if order != "relevance" or keywords])
        address["scope"] = chance.choice(["directives", "directives", "turns"])
        yield address


def said(address: QueryDict) -> str:
    """The query of an address."""
    return str(address["q"])


def by_interface(client: Client, address: QueryDict, size: int) -> tuple[int, list[int]]:
    """(count, ids) by all pages of the interface."""
    body = client.get("/api/v1/search", {**values_of(address), "size": size}).json()
    count, ids = body["count"], [row["id"] for row in body["results"]]
    while body["next"]:
        body = client.get(body["next"]).json()
        ids += [row["id"] for row in body["results"]]
    return count, ids


def values_of(address: QueryDict) -> dict[str, Any]:
    return dict(address.lists())


def by_page(client: Client, address: QueryDict) -> list[int]:
    """The ids on the first pages of the listing, as its cards link them."""
    pattern = re.compile(rf'<blockquote[^>]*><a href="/{address["scope"]}/(\d+)/')
    ids, where = [], f"?{address.urlencode()}&size=50"
    for _ in range(WALKED_PAGES):
        html = client.get(f"/directives/{where}", headers={"hx-target": "results"}).content.decode()
        ids += [int(pk) for pk in pattern.findall(html)]
        following = re.search(r'href="([^"]*)" rel="next"|rel="next" href="([^"]*)"', html)
        if not following:
            break
        where = (following[1] or following[2]).replace("&amp;", "&")
    return ids


def by_export(client: Client, address: QueryDict) -> list[int]:
    lines = b"".join(client.get("/directives/export.jsonl", values_of(address))).decode().splitlines()
    return [row["id"] for row in map(json.loads, lines) if "id" in row]


def by_command(address: QueryDict, file: Path) -> list[int]:
    """By `search`, which knows a query, an order and a scope; from a file, for a query may begin like an option."""
    file.write_text(said(address))
    out = io.StringIO()
    call_command("search", file=file, json=True, sort=address["sort"], scope=address["scope"], stdout=out)
    ids: list[int] = json.loads(out.getvalue())["ids"]
    return ids


@pytest.mark.django_db
def test_all_ways_find_the_same_rows_in_the_same_order(stored: None, settings: Any, tmp_path: Path) -> None:
    settings.API_PER_MINUTE = 1_000_000
    chance, client = random.Random(7), Client()
    client.force_login(User.objects.create_superuser("all"))
    searched, found = 0, 0
    for address in addresses():
        count, ids = by_interface(client, address, chance.choice([7, 50, 200]))
        where = address.urlencode()
        assert count == len(ids) == len(set(ids)), where
        shown = by_page(client, address)
        assert shown == ids[: len(shown)], where
        assert len(shown) == min(len(ids), 50 * WALKED_PAGES), where
        assert by_export(client, address) == ids, where
        if len(address) == 3 and address["q"]:  # no filter beside query, order and scope
            assert by_command(address, tmp_path / "queries") == ids, where
        searched, found = searched + 1, found + len(ids)
    assert searched == SEARCHES
    assert found > SEARCHES  # they do find something
    assert Turn.objects.exists()


@pytest.mark.django_db
def test_each_choice_of_each_facet_opens_as_many_rows_as_it_says(stored: None) -> None:
    chance, client = random.Random(9), Client()
    client.force_login(User.objects.create_superuser("all"))
    opened = {"directives": 0, "turns": 0}
    for address in list(addresses())[:30]:
        listing = client.get(f"/directives/?{address.urlencode()}").context["listing"]
        for facet in listing.facets:
            choices = [one for choice in facet.choices for one in (choice, *choice.children)]
            for choice in chance.sample(choices, min(2, len(choices))):
                chosen = address.copy()
                chosen.setlist(facet.name, [choice.value])
                assert find(chosen).count() == choice.count, chosen.urlencode()
                opened[str(address["scope"])] += choice.count > 0
    assert min(opened.values()) > 20, opened
