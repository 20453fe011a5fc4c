"""The whole flow of a file: bytes in, stored and indexed rows out, in one transaction."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

from django.db import transaction

from directives import build as directives_build
from directives.intake.bounded import understand_bounded
from directives.intake.duplicates import Near, hold, nearest, remember, same
from directives.intake.sketch import Sketch
from directives.sector_rows import stored_taxonomy
from directives.sectors import Taxonomy
from directives.things.build import note_things
from directives.understand import Understanding, notice_json
from meetings import build as meetings_build
from meetings.build import known_names
from meetings.files import printable, read_bytes
from meetings.models import Document, Meeting
from search.notices import Notice


class Status(StrEnum):
    """How loading a file ended; a file that can't be read raises ReadError instead."""

    LOADED = "loaded"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file. `document` is the stored one; a duplicate's bears the name it was loaded under."""

    status: Status
    document: Document
    meetings: int = 0
    directives: int = 0
    near: Near | None = None

    def __str__(self) -> str:
        if self.status is Status.DUPLICATE:
            return f"与已载入的“{self.document.file_name}”（文件 {self.document.pk}）内容相同"
        words = f"{self.meetings} 个会议，{self.directives} 条指示要求（文件 {self.document.pk}）"
        return f"{words}；{self.near}，未经人工比较，作为单独的文件载入" if self.near else words


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the stored rows teach about a new document; read once for any number of files."""

    taxonomy: Taxonomy
    people: frozenset[str]

    @classmethod
    def stored(cls) -> Self:
        return cls(stored_taxonomy(), known_names())


def load(path: Path, knowledge: Knowledge | None = None) -> Outcome:
    """Load one file: all of it or nothing. The same words are never loaded twice, whatever the file's name,
    encoding, script or spacing.

    Give `knowledge` when loading many files. Raises ReadError, with a reason for the loader, where the file
    is no readable document.
    """
    return load_bytes(printable(path.name), read_bytes(path), knowledge)


def load_bytes(name: str, data: bytes, knowledge: Knowledge | None = None) -> Outcome:
    """`load` for the bytes of a file that is called `name`."""
    sha256 = hashlib.sha256(data).hexdigest()
    if stored := Document.objects.only("file_name").filter(sha256=sha256).first():
        return Outcome(Status.DUPLICATE, stored)
    known = knowledge or Knowledge.stored()
    understood = understand_bounded(name, data, known.taxonomy, known.people)
    sketch = Sketch.of(understood.tidied.text)
    with transaction.atomic():
        hold(sketch)
        if stored := same(sha256, sketch):
            return Outcome(Status.DUPLICATE, stored)
        return store(understood, sketch, nearest(sketch))


def store(
    understood: Understanding,
    sketch: Sketch,
    near: Near | None = None,
    known: Mapping[str, Meeting] | None = None,
) -> Outcome:
    """Write what was understood, exactly; the caller holds the transaction and `hold(sketch)`. `near` is the
    stored document that shares most of the text, which the document's warnings then tell; `known` are the stored
    meetings, by the drafts' keys, that a person said the document tells of."""
    warnings = [notice_json(notice) for notice in understood.notices]
    if near:
        warnings.append(notice_json(Notice("near-duplicate", str(near), 0, 0)))
    built = meetings_build.build(understood.source, understood.tidied, understood.outline, warnings, known)
    directives = directives_build.build(built, understood.directives, understood.tidied.offsets)
    note_things(built.document, built.turns, understood.tidied.offsets, new=True)
    remember(built.document, sketch)
    meetings = {meeting.pk for meeting in built.meetings.values()}
    return Outcome(Status.LOADED, built.document, len(meetings), len(directives), near)
