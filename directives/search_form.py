"""The form behind the filters, with the thesaurus: widens the query where the address asks for it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from directives.models import Equivalence
from meetings.filter_form import FilterForm
from search.query import Query, QueryError
from search.thesaurus import equivalents_in, expand


class SearchForm(FilterForm):
    """With `also=1` in the address the query is widened by the thesaurus. `typed` is the query as it was typed,
    `widened` what it is with its equivalents; None where the thesaurus knows none."""

    typed: Query | None = None
    widened: Query | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.typed = cleaned.get("q")
        if not self.typed:
            return cleaned
        try:
            widened = expand(self.typed, Equivalence.objects.thesaurus())
        except QueryError as error:
            if cleaned.get("also"):
                message = error.message.said(gettext)
                self.add_error("q", ValidationError(message, params={"suggestion": ""}))
            return cleaned
        if any(equivalents_in(widened.node)):
            self.widened = widened
            if cleaned.get("also"):
                cleaned["q"] = widened
        return cleaned
