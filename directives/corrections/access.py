"""Pages for those with a right: others are asked to sign in, or told that they may not."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]
CORRECT = "directives.change_directive"
LOAD = "meetings.add_document"
LOG = "directives.log_directive"


def needs(*rights: str) -> Callable[[View], View]:
    """Decorates a view that wants any one of the rights. Raises PermissionDenied for a signed-in user without."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not any(request.user.has_perm(right) for right in rights):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
