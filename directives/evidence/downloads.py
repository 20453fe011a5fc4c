"""Exports as downloads of the site: the formats, their content types and how they are sent."""

import tempfile
from collections.abc import Callable
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


def download(export: Export, name: str) -> HttpResponseBase:
    """The export as a file called `name`; text formats are sent row by row. Raises TooManyRows."""
    kind = KINDS[export.format]
    if write := WRITERS.get(export.format):
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
        write(export, file)
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=name, content_type=kind)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(text_file(export), content_type=kind, headers=disposition)


class FormatConverter:
    """The formats as part of an address; any other is no page."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
