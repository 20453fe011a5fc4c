"""A span of a source as an address of its own: the characters it names, in the version of the file it named."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from directives.models import DocumentVersion
from directives.reading import AROUND
from meetings.models import Document, Turn
from meetings.passages import excerpt
from meetings.readers import read


@require_GET
def document_span(request: HttpRequest, pk: int, start: int, end: int) -> HttpResponse:
    """The span in its source; of an older version where the address names one, and the page says so."""
    document = get_object_or_404(Document.objects.defer("text", "offsets"), pk=pk)
    sha = request.GET.get("sha", "")
    version = None
    text = document.decoded
    if not document.sha256.startswith(sha):
        version = document.versions.filter(sha256__startswith=sha).first()
        text = _text_of(version) if version else ""
    if not 0 <= start < end <= len(text):
        raise Http404
    turn = None
    if version is None:
        turn = Turn.objects.filter(document=pk, raw_start__lte=start, raw_end__gt=start).only("pk").first()
    context = {"document": document, "version": version, "excerpt": excerpt(text, start, end, AROUND), "turn": turn}
    return render(request, "directives/span.html", {**context, "start": start, "end": end})


def _text_of(version: DocumentVersion) -> str:
    return read(version.file_name, bytes(version.raw)).text
