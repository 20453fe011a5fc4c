"""Who may read without signing in: nobody, or everybody where PUBLIC_READ is set."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase

READING = {"GET", "HEAD", "OPTIONS"}


class SignInMiddleware(LoginRequiredMiddleware):
    """Asks for sign-in on every page not marked `login_not_required`. With PUBLIC_READ reading is open and
    pages that need a right ask for it themselves."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        if settings.PUBLIC_READ and request.method in READING:
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
