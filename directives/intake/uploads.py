"""Keeps uploads within bounds while they arrive, so that no file fills memory or disk first."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from meetings.readers import largest

MOST_AT_ONCE = 1024 * 1024 * 1024  # bytes of one upload


class BoundedUploadHandler(FileUploadHandler):
    """Drops a file as soon as it grows larger than its kind may be; `request.too_large` names what was dropped."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.most = largest(self.file_name or "")
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        request: Any = self.request
        request.received = getattr(request, "received", 0) + len(raw_data)
        if request.received > MOST_AT_ONCE:
            raise StopUpload(connection_reset=True)
        if self.received > self.most:
            request.too_large = [*getattr(request, "too_large", []), self.file_name]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep the file."""
