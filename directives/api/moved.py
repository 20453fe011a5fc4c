"""Entries that are no more: the program is led on, or told why there is nothing."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from directives.api.problems import problem
from directives.models import Body, BodyAlias, Gone, Thing, ThingAlias
from meetings.models import Speaker, SpeakerAlias


def gone_directive(pk: int) -> HttpResponse:
    """Leads to the directive that this one became part of, or says why it is gone. Raises Http404."""
    gone = Gone.objects.select_related("correction").filter(directive=pk).first()
    if gone is None:
        raise Http404
    if gone.into_id is not None:
        return _leads_to("directive", gone.into_id)
    words = {"cause": gone.get_cause_display(), "reason": gone.correction.reason}
    return problem(410, _("This directive is no more: %(cause)s. Reason: %(reason)s") % words)


def merged(model: type[Speaker] | type[Body] | type[Thing], pk: int) -> HttpResponse:
    """Leads to the speaker, body or named thing that took this one's place. Raises Http404."""
    aliases: dict[Any, tuple[Any, str]] = {
        Speaker: (SpeakerAlias, "speaker"),
        Body: (BodyAlias, "body"),
        Thing: (ThingAlias, "thing"),
    }
    alias, name = aliases[model]
    into = alias.objects.filter(former=pk).values_list(f"{name}_id", flat=True).first()
    if into is None:
        raise Http404
    return _leads_to(name, into)


def _leads_to(name: str, pk: int) -> HttpResponse:
    return HttpResponsePermanentRedirect(reverse(f"api:{name}", args=[pk]))
