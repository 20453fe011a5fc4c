"""What went wrong, as JSON (RFC 9457) in the words of the pages."""

import json
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, Throttled

from directives.api.access import Caller

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one parameter of an address; `suggestion` is a value that would do, or empty."""

    parameter: str
    message: str
    suggestion: str = ""


class Mistaken(Exception):
    """An address that can't be answered."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("; ".join(f"{mistake.parameter}: {mistake.message}" for mistake in mistakes))
        self.mistakes = mistakes


def problem(status: int, detail: str, mistakes: list[Mistake] | None = None) -> HttpResponse:
    """An answer that tells what went wrong; never kept by a cache."""
    title = {
        400: _("This request was not understood"),
        401: _("Signing in is needed"),
        403: _("Not allowed"),
        404: _("There is nothing here"),
        405: _("This can only be read"),
        410: _("This is no more"),
        429: _("Too many requests"),
        500: _("Something went wrong"),
        503: _("Back soon"),
    }[status]
    body: dict[str, Any] = {"title": title, "status": status, "detail": detail}
    if mistakes is not None:
        body["errors"] = [asdict(mistake) for mistake in mistakes]
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="Anling"'
    return response


def not_found(request: HttpRequest, **rest: Any) -> HttpResponse:
    """The answer to an address that is none."""
    return problem(404, _("There is nothing at this address. The reference is at /api/v1/docs."))


def not_allowed(allowed: str) -> HttpResponse:
    response = problem(405, _("Ask with GET or HEAD: nothing can be changed through this interface."))
    response["Allow"] = allowed
    return response


def for_program(request: HttpRequest) -> bool:
    """Whether a program asks, who expects JSON whatever happens."""
    return request.path.startswith("/api/v1/") and request.path != "/api/v1/docs"


def failed() -> HttpResponse:
    """The answer where the fault is ours."""
    return problem(500, _("The mistake is ours, and it was noted. Please try again later."))


def handle_problems(api: NinjaAPI) -> None:
    """Let the interface tell what went wrong in these words."""

    @api.exception_handler(Mistaken)
    def mistaken(request: HttpRequest, error: Any) -> HttpResponse:
        return problem(400, " ".join(mistake.message for mistake in error.mistakes), error.mistakes)

    @api.exception_handler(AuthenticationError)
    def unknown_caller(request: HttpRequest, error: Any) -> HttpResponse:
        if "Authorization" in request.headers:
            return problem(401, _("This token is unknown or was revoked, or its account is closed."))
        return problem(401, _("Send a token: “Authorization: Bearer …”. You make one under “Tokens” when signed in."))

    @api.exception_handler(Throttled)
    def too_many(request: HttpRequest, error: Any) -> HttpResponse:
        caller: Caller = request.auth  # type: ignore[attr-defined]
        words = _("At most %(n)s requests a minute are answered. Retry-After says when to go on.")
        return problem(429, words % {"n": caller.per_minute})

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Any) -> HttpResponse:
        return problem(404, _("There is no such entry."))
