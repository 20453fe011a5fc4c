"""The pages about the interface: its reference, and the tokens of whoever is signed in."""

from typing import cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from directives.api.reference import groups
from directives.api.service import service
from directives.api.tokens import MOST, issue, revoke
from directives.models import ApiToken


class TokenForm(forms.Form):
    """The name of a new token, which tells its owner what it is for."""

    name = forms.CharField(label=pgettext_lazy("thing", "Name"), max_length=60)

    def __init__(self, user: User, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.live = ApiToken.objects.filter(user=user, revoked_at=None)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.live.filter(name=name).exists():
            raise ValidationError(_("You have a token of this name. Revoke that one first, or choose another name."))
        if self.live.count() >= MOST:
            raise ValidationError(_("You have %(n)s tokens, and there can be no more. Revoke some.") % {"n": MOST})
        return name


@require_GET
def reference(request: HttpRequest) -> HttpResponse:
    """What the interface offers, drawn from its own description."""
    schema = service.get_openapi_schema()
    context = {
        "description": schema["info"]["description"],
        "groups": groups(schema),
        "per_minute": settings.API_PER_MINUTE,
        "site": request.build_absolute_uri("/").rstrip("/"),
        "tokens_url": reverse("tokens"),
    }
    return render(request, "api/reference.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
@sensitive_variables("secret")
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens. A new one is shown in the answer to the form that made it, and nowhere else."""
    user = cast(User, request.user)
    form = TokenForm(user, request.POST) if request.method == "POST" else TokenForm(user)
    secret, status = "", 200
    if form.is_bound:
        if form.is_valid():
            _token, secret = issue(user, form.cleaned_data["name"])
            form = TokenForm(user)
        else:
            status = 400
    found = ApiToken.objects.filter(user=user)
    context = {
        "making": form,
        "secret": secret,
        "live": found.filter(revoked_at=None),
        "ended": found.exclude(revoked_at=None).order_by("-revoked_at")[:MOST],
        "site": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "api/tokens.html", context, status=status)


@login_required
@require_POST
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own tokens."""
    token = get_object_or_404(ApiToken, pk=pk, user=cast(User, request.user))
    revoke(token)
    messages.success(request, _("The token “%(name)s” no longer works.") % {"name": token.name})
    return redirect("tokens")
