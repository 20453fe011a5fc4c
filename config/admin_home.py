"""What the home page of the administration shows beside its list of tables."""

from typing import Any

from django.http import HttpRequest

from directives.corrections.access import CORRECT
from directives.review.questions import counts


def with_counts(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Unfold's hook: the context of the home page, with the review queue for those who work through it."""
    user = request.user
    return context | {"review": counts() if user.is_authenticated and user.has_perm(CORRECT) else []}
