"""Addresses of places in a source."""

from django.urls import reverse

from meetings.models import Document

SHA_SHOWN = 12  # digits of the checksum in an address


def span_address(document: Document, start: int, end: int) -> str:
    """The address of the characters `start` to `end` (code points of the decoded or extracted text) of the file as
    it is now. It stays right when another version of the file is loaded."""
    return f"{reverse('document-span', args=[document.pk, start, end])}?sha={document.sha256[:SHA_SHOWN]}"
