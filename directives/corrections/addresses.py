"""Permanent addresses of rows that are no more: they lead on, or say why there is nothing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from directives.models import BodyAlias, Gone, ThingAlias
from meetings.models import SpeakerAlias

# The field of each model of aliases that holds the row meant.
ROW_OF: dict[type[Any], str] = {SpeakerAlias: "speaker", BodyAlias: "body", ThingAlias: "thing"}


def gone_directive(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the directive that this one became part of, whose page tells of it; else a page (410) that says why it
    is gone. Raises Http404 where there never was such a directive."""
    gone = Gone.objects.select_related("into", "document", "correction__user").filter(directive=pk).first()
    if gone is None:
        raise Http404
    if gone.into_id is not None:
        return redirect(f"{gone.into.get_absolute_url()}?was={pk}", permanent=True)  # type: ignore[union-attr]
    return render(request, "corrections/gone.html", {"gone": gone}, status=410)


def merged_row(model: type[Any], pk: int) -> HttpResponse:
    """Leads to the speaker, body or named thing that took this one's place, by the aliases of its `model`; raises Http404
    where there is none."""
    field = ROW_OF[model]
    alias = model.objects.select_related(field).filter(former=pk).first()
    if alias is None:
        raise Http404
    return redirect(getattr(alias, field), permanent=True)
