"""A list in pages, each going on after the last row of the one before: nothing is repeated, nothing skipped."""

import re
from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext

from directives.api.parameters import Parameter, _
from directives.api.problems import Mistake, Mistaken
from search.cursors import Cursor
from search.hits import CursorPage, Hits, cursor_page

LARGEST = 200
SIZE = Parameter(
    "size", {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": 50}, _("How many rows a page holds")
)
AFTER = Parameter(
    "after", {"type": "string"}, _("Where the page begins: take it from “next” of the page before, do not make it up")
)
PAGING = (SIZE, AFTER)
# The number of the page, which counts only where the row's place can't be told, and the row (search.cursors).
WRITTEN = re.compile(r"([0-9]{1,9})\.([a-z]*\.(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?\.[0-9]{1,18})", re.ASCII)


def page_of(hits: Hits, values: dict[str, str], place_of: Callable[[Any], Cursor]) -> CursorPage:
    """The page that the values of `PAGING` ask for. Raises Mistaken."""
    size, written = int(values[SIZE.name]), values[AFTER.name]
    if not written:
        return cursor_page(hits, size, None, place_of)
    match = WRITTEN.fullmatch(written)
    cursor = Cursor.read(match[2]) if match else None
    if not match or not cursor:
        raise Mistaken([Mistake(AFTER.name, gettext("“after” is taken from “next” of the page before."))])
    stretch = hits.beside(cursor, size)
    if stretch:
        return CursorPage(stretch, int(match[1]), Paginator(hits, size), place_of)
    return cursor_page(hits, size, match[1], place_of)


def next_page(request: HttpRequest, page: CursorPage) -> str | None:
    """The address of the page that follows, or None."""
    if not page.has_next():
        return None
    address = QueryDict(request.META.get("QUERY_STRING", ""), mutable=True)
    address[AFTER.name] = page.forth.replace(".after.", ".", 1)
    return request.build_absolute_uri(f"{request.path}?{address.urlencode()}")


def link_next(response: HttpResponse, address: str | None) -> None:
    """Say where the list goes on in a header too (RFC 8288)."""
    if address:
        response["Link"] = f'<{address}>; rel="next"'
