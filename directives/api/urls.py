"""Addresses of the interface under /api/v1/."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from ninja.responses import Response

from directives.api import listings, lookups
from directives.api.problems import not_found
from directives.api.service import answered, service


def openapi(request: HttpRequest) -> HttpResponse:
    """The description of the interface; it holds nothing of what the interface tells, so all may have it."""
    return Response(service.get_openapi_schema(), json_dumps_params={"ensure_ascii": False})


def root(request: HttpRequest) -> HttpResponse:
    """The beginning of all addresses: the reference tells what there is."""
    return redirect("api-docs")


def addresses() -> list[URLPattern]:
    """The declared addresses and what catches all others, each answering as a program expects it: it is the interface
    that asks who is there, not the pages' sign-in."""
    assert listings and lookups  # they declare the addresses
    declared, _app, _namespace = service.urls
    views = [
        path("", root, name="api-root"),
        path("openapi.json", openapi, name="openapi"),
        *(pattern for pattern in declared if isinstance(pattern, URLPattern) and pattern.name != "api-root"),
        path("<path:rest>", not_found, name="nothing"),
    ]
    for view in views:
        view.callback = login_not_required(csrf_exempt(answered(view.callback)))
    return views


urlpatterns = addresses()
app_name = "api"
