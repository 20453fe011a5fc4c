"""Permanent addresses of rows that are no more: they lead on, or say why there is nothing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from directives.models import BodyAlias, Gone, ThingAlias
from meetings.models import SpeakerAlias


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
    """Leads to the speaker, body or named thing that took this one's place; raises Http404 where there is none."""
    alias: Any
    if model is SpeakerAlias:
        alias = SpeakerAlias.objects.select_related("speaker").filter(former=pk).first()
    elif model is ThingAlias:
        alias = ThingAlias.objects.select_related("thing").filter(former=pk).first()
    else:
        alias = BodyAlias.objects.select_related("body").filter(former=pk).first()
    if alias is None:
        raise Http404
    names = {SpeakerAlias: "speaker", BodyAlias: "body", ThingAlias: "thing"}
    return redirect(getattr(alias, names[model]), permanent=True)
