"""What the log learns from sign-in and from refused requests."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from directives.log.recording import Kind, record, record_request

REFUSED = {403, 429}


class RefusalMiddleware:
    """Notes each request that was answered by a refusal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code in REFUSED:
            told = {"method": request.method, "path": request.get_full_path()[:500], "status": response.status_code}
            record_request(request, Kind.REFUSAL, told)
        return response


# Django offers no other hook for these.
@receiver(user_logged_in)
def signed_in(request: HttpRequest, **_: Any) -> None:
    record_request(request, Kind.SIGN_IN, {})


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: Any, **_: Any) -> None:
    if user is not None:
        record(Kind.SIGN_OUT, user.get_username(), {})


@receiver(user_login_failed)
def failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    name = str(credentials.get("username", ""))[:150]
    if request is None:
        record(Kind.SIGN_IN_FAILED, "", {"name": name})
    else:
        record_request(request, Kind.SIGN_IN_FAILED, {"name": name})
