"""The form by which loaders bring in files or a pasted text."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from meetings.readers import ARCHIVE, MAX_BYTES, READERS

MOST_FILES = 1000


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; an empty file is one too, which its reader refuses with the reason."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        files = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        return [super(FilesField, self).clean(one, initial) for one in files]


class BringForm(forms.Form):
    """Files, or a text with the name it is to have."""

    documents = FilesField(required=False, allow_empty_file=True, max_length=None)
    name = forms.CharField(required=False, max_length=200)
    text = forms.CharField(required=False, max_length=MAX_BYTES // 3, strip=False, widget=forms.Textarea)
    directly = forms.BooleanField(required=False)

    accepted = ",".join(one for one in [*READERS, ARCHIVE] if one)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if len(cleaned.get("documents") or []) > MOST_FILES:
            self.add_error("documents", _("At most %(n)s files at a time; put them into a .zip.") % {"n": MOST_FILES})
        return cleaned

    @property
    def is_empty(self) -> bool:
        """Whether a valid form brings nothing."""
        return not self.cleaned_data["documents"] and not self.cleaned_data["text"].strip()

    def brought(self) -> Iterator[tuple[str, bytes]]:
        """(name, bytes) of what a valid form brings, one in memory at a time; to be asked once. A pasted text is
        called after its first line unless it has a name."""
        for file in self.cleaned_data["documents"]:
            yield str(file.name), file.read()
        text = self.cleaned_data["text"]
        if text.strip():
            yield _name(self.cleaned_data["name"] or text), text.encode("utf-8", "replace")


def _name(words: str) -> str:
    """A file name of the first line of some words."""
    line = next(line for line in words.splitlines() if line.strip()).strip()
    kept = "".join(one for one in line if one.isprintable() and one not in '/\\:*?"<>|')[:60].strip()
    return (kept or "粘贴的文本").removesuffix(".txt") + ".txt"
