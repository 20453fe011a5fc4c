"""Exports as downloads of the site: the formats, their content types and how they are sent."""

import tempfile
from collections.abc import Callable, Iterator
from typing import BinaryIO

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse

from directives.evidence.exporting import Export
from directives.evidence.handout import write_handout
from directives.evidence.manifest import Manifest
from directives.evidence.text_files import text_file
from directives.evidence.workbook import write_workbook

OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "docx": f"{OFFICE}wordprocessingml.document",
    "jsonl": "application/x-ndjson; charset=utf-8",
}
# These are whole only at their end, so they are written to a file first, not to memory.
WRITERS: dict[str, Callable[[Export, BinaryIO], Manifest]] = {"xlsx": write_workbook, "docx": write_handout}


def download(export: Export, name: str, done: Callable[[bool], None]) -> HttpResponseBase:
    """The export as a file called `name`; text formats are sent row by row. Raises TooManyRows.

    `done` is told once all rows are written whether the export is complete, or that it was broken off.
    """
    kind = KINDS[export.format]
    if write := WRITERS.get(export.format):
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
        write(export, file)
        file.seek(0)
        done(True)
        return FileResponse(file, as_attachment=True, filename=name, content_type=kind)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(_told(text_file(export), done), content_type=kind, headers=disposition)


def _told(parts: Iterator[bytes], done: Callable[[bool], None]) -> Iterator[bytes]:
    """The parts as they come; then `done`, also where the reader goes away in between."""
    complete = False
    try:
        yield from parts
        complete = True
    finally:
        done(complete)


class FormatConverter:
    """The formats as part of an address; any other is no page."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
