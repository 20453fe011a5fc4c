"""Who asks: a token's holder, a user signed in to the site, or anybody where reading is public."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from directives.api.tokens import recognise


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose requests are counted together (`token:7`, `user:3`, `address:192.0.2.1`), and how many are answered a
    minute."""

    key: str
    per_minute: int


class Token(HttpBearer):
    """Answers with the caller, or None where there is none to be trusted.

    A token that is wrong is refused also where nobody needs one: its holder believes to be somebody. The session
    of the site will do too, for these addresses change nothing.
    """

    def __call__(self, request: HttpRequest) -> Any:
        if "Authorization" in request.headers:
            return super().__call__(request)
        if request.user.is_authenticated:
            return Caller(f"user:{request.user.pk}", settings.API_PER_MINUTE)
        if settings.PUBLIC_READ:
            address = BaseThrottle().get_ident(request) or "unknown"
            return Caller(f"address:{address[:60]}", settings.API_PER_MINUTE_ANONYMOUS)
        return None

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        known = recognise(token.strip())
        if known is None:
            return None
        request.user = known.user
        return Caller(f"token:{known.pk}", settings.API_PER_MINUTE)
