"""The administration: one sign-in with the site, and the one place where Unfold's scripts may run."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

# Unfold builds its pages with Alpine, which compiles expressions of the markup, and sets its colours in the page.
# No script but the site's own files is let in, and no other page gets this policy.
POLICY = {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE], "img-src": [SELF, "data:"]}

View = Callable[..., HttpResponseBase]


class AnlingAdminSite(UnfoldAdminSite):
    """Django's admin in Unfold's dress."""

    index_title = _("Administration")

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        return csp_update(POLICY)(super().admin_view(view, cacheable))

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Sign-in is the site's, so that it is throttled and looks one way. Raises PermissionDenied for
        who is signed in already, with an account that has no business here."""
        wanted = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        return redirect_to_login(wanted)
