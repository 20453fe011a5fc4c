"""The page while the site is shut for work, or while its database can't be reached: neither asks the database."""

import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.defaults import server_error as plain_server_error

from directives.api.problems import failed, for_program, problem

RETRY = 300  # seconds after which a reader or a program may ask again where no end is told


@dataclass(frozen=True, slots=True)
class Shut:
    """Why the site is shut, in the words of whoever shut it ("" for none), and until when."""

    message: str = ""
    until: dt.datetime | None = None


def switch() -> Path:
    """The file that shuts the site while it exists."""
    return Path(settings.VAR, "maintenance")


def shut() -> Shut | None:
    """Whether the site is shut: by the setting MAINTENANCE or by the file, whose first line may be a time
    (2026-11-27 05:00) and whose other lines are shown."""
    try:
        lines = switch().read_text().strip().splitlines()
    except FileNotFoundError:
        return Shut() if settings.MAINTENANCE else None
    try:
        until = dt.datetime.fromisoformat(lines[0].strip()) if lines else None
    except ValueError:
        return Shut("\n".join(lines))
    if until and timezone.is_naive(until):
        until = timezone.make_aware(until)
    return Shut("\n".join(lines[1:]), until)


def page(request: HttpRequest, shut: Shut | None) -> HttpResponse:
    """The page 503, or as a program expects it; for None it tells of a database out of reach."""
    if for_program(request):
        words = _("The site is shut for maintenance") if shut else _("The database does not answer")
        response = problem(503, f"{words}{_('; ')}{shut.message}" if shut and shut.message else words)
    else:
        response = HttpResponse(render_to_string("503.html", {"shut": shut}), status=503)
    later = shut and shut.until and shut.until > timezone.now()
    response["Retry-After"] = http_date(shut.until.timestamp()) if later and shut and shut.until else str(RETRY)
    response["Cache-Control"] = "no-store"
    return response


class MaintenanceMiddleware:
    """Answers every address with the page while the site is shut. Stands before whatever asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = shut()
        return page(request, found) if found else self.get_response(request)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """The page 500, or 503 where the error is that the database can't be reached."""
    error = sys.exc_info()[1]
    if isinstance(error, DatabaseError) and not reachable():
        return page(request, None)
    return failed() if for_program(request) else plain_server_error(request)


def reachable() -> bool:
    """Whether the database still answers on the connection that failed."""
    return connection.connection is not None and connection.is_usable()
