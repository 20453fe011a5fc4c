"""A user with a token, and a small collection to ask."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from directives.api.tokens import issue
from tests.factories import store_three_meetings

Ask = Callable[..., Any]


@pytest.fixture
def collection(db: None) -> None:
    store_three_meetings()


@pytest.fixture
def reader(db: None) -> User:
    return User.objects.create_user("reader", password="读者的密码-1234")


@pytest.fixture
def secret(reader: User) -> str:
    return issue(reader, "报表")[1]


@pytest.fixture
def ask(secret: str) -> Ask:
    """Asks an address under /api/v1 with the token; the answer as a response."""
    client = Client(headers={"authorization": f"Bearer {secret}"})

    def ask(path: str, data: Any = None, **more: Any) -> Any:
        return client.get(f"/api/v1{path}", data, **more)

    return ask
