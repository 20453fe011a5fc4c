"""In which language a page is written and in which script it quotes, as the reader chose in the footer."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from meetings.script import COOKIE, reading_in

LANGUAGES = dict(settings.LANGUAGES)


class ChosenLanguageMiddleware:
    """Goes by the cookie of the language switch alone: browsers in the offices this is made for often ask for
    English although their users read Chinese."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE
        with translation.override(language), reading_in(request.COOKIES.get(COOKIE, "")):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response
