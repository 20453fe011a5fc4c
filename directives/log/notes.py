"""What the log says of searches and exports."""

import hashlib
from typing import Any

from django.http import HttpRequest

from directives.evidence.exporting import Export
from directives.log.recording import Kind, record, record_command, record_request
from directives.models import Correction, Intake

# Parts of an address that narrow nothing.
ARRANGING = {"page", "size", "view", "sort", "after", "before"}


def note_search(request: HttpRequest, scope: str, hits: int | None, seconds: float) -> None:
    """A search or filtered listing with its number of hits (None: not understood), from a page or a program; leafing
    through everything is none."""
    narrowed = {name: values for name, values in request.GET.lists() if name not in ARRANGING and any(values)}
    query = " ".join(narrowed.pop("q", []))
    narrowed.pop("scope", None)
    if not (query or narrowed):
        return
    details = {"query": query, "filters": narrowed, "scope": scope, "hits": hits, "ms": round(seconds * 1000)}
    details |= {name: request.GET[name] for name in ("page", "after") if request.GET.get(name)}
    record_request(request, Kind.SEARCH, details)


def note_export(request: HttpRequest, export: Export, complete: bool) -> None:
    """An export once it is sent, or broken off: how many rows went out, and their digest."""
    selection = export.selection
    details: dict[str, Any] = {"what": selection.what, "format": export.format, "address": selection.address}
    details |= {"rows": export.digest.number, "digest": str(export.digest), "complete": complete}
    record_request(request, Kind.EXPORT, details)


def note_workbook(request: HttpRequest, what: str, rows: int) -> None:
    """A workbook made for one page, of so many rows."""
    details = {"what": what, "format": "xlsx", "address": request.get_full_path(), "rows": rows, "complete": True}
    record_request(request, Kind.EXPORT, details)


def note_intake(intake: Intake) -> None:
    """What became of a file that a loader brought in."""
    uploader = intake.batch.uploader
    details: dict[str, Any] = {"file": intake.file_name, "sha256": intake.sha256, "outcome": intake.state}
    details |= {"document": intake.document_id, "reason": intake.reason}
    record(Kind.LOAD, uploader.get_username() if uploader else "", details)


def note_file(place: str, data: bytes | None, outcome: str, document: int | None = None, reason: str = "") -> None:
    """What became of a file that was loaded on the command line."""
    digest = hashlib.sha256(data).hexdigest() if data is not None else ""
    details = {"file": place, "sha256": digest, "outcome": outcome, "document": document, "reason": reason}
    record_command(Kind.LOAD, details)


def note_correction(correction: Correction, user: str) -> None:
    """A correction made by hand, or by a command where `user` is empty."""
    details = {"correction": correction.pk, "what": correction.kind, "about": correction.about}
    record(Kind.CORRECTION, user, {**details, "reason": correction.reason, "undoes": correction.undoes_id})
