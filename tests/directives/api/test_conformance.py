"""Whatever is asked, the answers are as the interface describes them: asked by schemathesis, over WSGI."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase
from hypothesis import settings as bounded
from schemathesis.config import SchemathesisConfig

from config.wsgi import application

EXAMPLES = 6  # requests an address beside those for the limits of each parameter
# A query may be a text and yet malformed, a sector well written and yet unknown: neither can a schema tell.
CONFIG = {
    "generation": {"mode": "all", "database": "none", "deterministic": True, "max-examples": EXAMPLES},
    # The limits of their parameters are tried at /directives, which has the same.
    "operations": [
        {"include-path": f"/api/v1/{name}", "phases": {"coverage": {"enabled": False}}}
        for name in ("turns", "search", "facets")
    ],
    "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "400", "404", "429"]}},
}


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """A request through WSGI ends with its connection closed, which here holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


described = schemathesis.openapi.from_wsgi(
    "/api/v1/openapi.json", application, config=SchemathesisConfig.from_dict(CONFIG)
)


@described.parametrize()
@bounded(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.usefixtures("collection", "kept_connection")
def test_answers_are_as_described(case: Any, secret: str, settings: Any) -> None:
    settings.API_PER_MINUTE = 1_000_000
    case.call_and_validate(headers={"Authorization": f"Bearer {secret}"})
