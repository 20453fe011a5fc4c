"""The interface itself: how its addresses are declared, described and answered."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from directives.api.access import Token
from directives.api.parameters import Parameter, _
from directives.api.problems import MEDIA_TYPE, handle_problems, not_allowed
from directives.api.quota import Quota
from directives.api.schemas import Problem

READING = ("GET", "HEAD")
View = Callable[..., HttpResponse]
Operation = TypeVar("Operation", bound=Callable[..., Any])
PROBLEMS = {
    "400": _("The address was not understood: what is wrong with each parameter, and what would do"),
    "401": _("No token, or one that is unknown or revoked"),
    "404": _("There is no such entry"),
    "410": _("It is no more; the detail says why"),
    "429": _("Too many requests; Retry-After says for how many seconds to wait"),
}
LEADS_ON = {"description": _("It became part of another entry, which Location names")}
OF_ENTRIES = ("404", "410")  # problems of an address that names an entry
TAGS = {
    "listing": _("Directives and what was said"),
    "lookup": _("Meetings, people, sectors and documents"),
}


class Service(NinjaAPI):
    """The interface with its description, in the language in force."""

    def get_openapi_operation_id(self, operation: Any) -> str:
        return str(operation.view_func.__name__)

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """As ninja draws it up, with what every address has in common: no HEAD, and the problems."""
        schema = super().get_openapi_schema(**options)
        problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
        components = schema["components"]
        described = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        components["schemas"] |= described.pop("$defs")
        components["schemas"]["Problem"] = described
        components["responses"] = {
            status: {"description": words, "content": {MEDIA_TYPE: problem}} for status, words in PROBLEMS.items()
        }
        for path, methods in schema["paths"].items():
            methods.pop("head", None)
            for status in PROBLEMS:
                if status not in OF_ENTRIES or "{" in path:
                    methods["get"]["responses"][status] = {"$ref": f"#/components/responses/{status}"}
            if "{" in path:
                methods["get"]["responses"]["301"] = LEADS_ON
        schema["tags"] = [{"name": name, "description": words} for name, words in TAGS.items()]
        return schema


def answered(view: View) -> View:
    """What all answers share: refusal to change anything, the caller's language, and what a cache may do."""
    kept = conditional_page(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # The switch of the pages first, then what the program asks for, and else Chinese.
        language = translation.get_language_from_request(request)
        with translation.override(language):
            response = kept(request, *args, **kwargs) if request.method in READING else not_allowed(", ".join(READING))
        response["Content-Language"] = language
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ("Authorization", "Accept-Language", "Cookie"))
        return response

    return answer


service = Service(
    title=_("Anling: directives of work-safety meetings"),
    version="1",
    description=_(
        "Read-only. Everything the pages show is here by the same filters and the same query language, in the same "
        "order and with the same counts. Send a token as “Authorization: Bearer …”. Lists come in pages: go on with "
        "“next” until it is null. Answers carry an ETag; texts are in Chinese unless Accept-Language asks for English."
    ),
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    auth=Token(),
    throttle=Quota(),
)
handle_problems(service)


def reads(
    path: str,
    answer: Any,
    summary: str,
    description: str = "",
    parameters: Iterable[Parameter] = (),
    tag: str = "lookup",
) -> Callable[[Operation], Operation]:
    """Declare the address `path` whose view answers with the schema `answer`."""
    return service.api_operation(
        list(READING),
        path,
        response=answer,
        summary=summary,
        description=description or None,
        tags=[tag],
        openapi_extra={"parameters": [parameter.described() for parameter in parameters]},
    )
