"""Sign-in, bounded tries, and the change of a password that others know."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from config.models import DemoPassword
from directives.api.problems import problem

# In the session of who signed in with a password that the demo printed.
PRINTED = "printed_password"
# What such an account may still do: choose its own password, leave, read in another language.
OPEN = {"password_change", "logout", "login", "set_language", "script"}


class SignInView(LoginView):
    """The site's sign-in, and the administration's; it notes where a printed password was used."""

    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        user = form.get_user()
        if isinstance(user, User) and DemoPassword.of(user):
            self.request.session[PRINTED] = True
        return response


class OwnPasswordView(PasswordChangeView):
    """Choosing a password of one's own; it ends the other sessions of the account."""

    success_url = reverse_lazy("home")
    template_name = "registration/own_password.html"

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        self.request.session.pop(PRINTED, None)
        messages.success(self.request, _("Your password was changed."))
        return response


class OwnPasswordMiddleware:
    """Outside the demo, an account with a password that the demo printed gets no further than changing it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if settings.DEMO or not request.session.get(PRINTED):
            return None
        match = request.resolver_match
        if match and match.namespace == "api":
            return problem(403, _("This account must choose its own password on the site first."))
        return None if match and match.view_name in OPEN else redirect("password_change")


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """The answer to one try too many; the way in opens again after a while."""
    minutes = round(settings.AXES_COOLOFF_TIME.total_seconds() / 60)
    return render(request, "registration/locked_out.html", {"minutes": minutes}, status=429)
