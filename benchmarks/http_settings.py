"""Settings of the benchmark of pages: the tests', on a scratch database, telling of each page how many queries it took."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

from config.environment import envstr
from tests.settings import *  # noqa: F403
from tests.settings import DATABASES, MIDDLEWARE

DATABASES["default"]["NAME"] = envstr("BENCHMARK_DATABASE")
PUBLIC_READ = True
MIDDLEWARE = ["benchmarks.http_settings.count_queries", *MIDDLEWARE]


def count_queries(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the number of SQL queries goes into a header."""

    def respond(request: HttpRequest) -> HttpResponse:
        number = 0

        def counted(execute: Callable[..., Any], *given: Any) -> Any:
            nonlocal number
            number += 1
            return execute(*given)

        with connection.execute_wrapper(counted):
            response = get_response(request)
        response["X-Queries"] = str(number)
        return response

    return respond
