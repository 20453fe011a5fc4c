"""Exports as downloads of the site: the formats, their content types and how they are sent."""

import tempfile
from collections.abc import Callable, Iterable
from typing import Any

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse

from directives.export import csv_lines, json_lines, write_xlsx

Rows = Iterable[dict[str, Any]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _streamed(lines: Callable[[Rows], Iterable[str]], kind: str) -> Callable[[Rows, str], HttpResponseBase]:
    def response(found: Rows, name: str) -> HttpResponseBase:
        disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse(lines(found), content_type=f"{kind}; charset=utf-8", headers=disposition)

    return response


def _workbook(found: Rows, name: str) -> HttpResponseBase:
    """A workbook is only whole at its end, so it is written to a file first, not to memory."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_xlsx(found, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


DOWNLOADS: dict[str, Callable[[Rows, str], HttpResponseBase]] = {
    "csv": _streamed(csv_lines, "text/csv"),
    "xlsx": _workbook,
    "jsonl": _streamed(json_lines, "application/x-ndjson"),
}


class FormatConverter:
    """The formats as part of an address; any other is no page."""

    regex = "|".join(DOWNLOADS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
