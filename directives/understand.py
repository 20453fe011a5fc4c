"""What the program makes of one file, from bytes to directives, before anything is stored."""

import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from directives.drafts import DeadlineDraft, DirectiveDraft
from directives.extract import extract
from directives.sectors import Taxonomy
from meetings.drafts import Outline
from meetings.places import name_in
from meetings.readers import Source, read
from meetings.segment import segment
from search.gloss import gloss_edits
from search.normalise import Notice, Tidied, fold, tidy
from search.offsets import rewrite

NO_MEETING = "未发现会议：文件里没有召开会议的记述，所载要求不归入任何会议。"
_BROKEN_LINE = re.compile(r"\s*[\r\n]\s*")


@dataclass(frozen=True, slots=True)
class Understanding:
    """One file as understood. Offsets of `outline` and `directives` point into `tidied.text`."""

    source: Source
    tidied: Tidied
    outline: Outline
    directives: tuple[DirectiveDraft, ...]

    @property
    def title(self) -> str:
        """The document's title: what its text says, else what the file says of itself, else ""."""
        return self.outline.title or self.source.title or ""

    @property
    def published_on(self) -> str | None:
        """The day of issue in ISO form, as partial as it is told ("2022-01-17", "2022-01", "2022")."""
        return self.outline.published_on or self.source.published_on

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What reading missed, repairs and marks of the text, and what a loader should know of the whole (empty span)."""
        known = (*self.source.notices, *self.tidied.notices)
        return known if self.outline.meetings else (*known, Notice("no-meeting", NO_MEETING, 0, 0))


def understand(name: str, data: bytes, taxonomy: Taxonomy, known_people: frozenset[str] = frozenset()) -> Understanding:
    """Read, tidy, segment and extract one file.

    `name` is the file's name (its ending tells the reader), `known_people` are names met in other
    documents. Raises `meetings.readers.ReadError` where the bytes are no readable document.
    """
    return understand_source(read(name, data), taxonomy, known_people)


def understand_source(source: Source, taxonomy: Taxonomy, known_people: frozenset[str] = frozenset()) -> Understanding:
    """Tidy, segment and extract a file that was read."""
    tidied = tidy(source.text)
    outline = segment(
        tidied.text, name=source.name, known_people=known_people, issued=source.published_on or source.uploaded_on
    )
    return Understanding(source, tidied, outline, extract(tidied.text, outline, taxonomy))


def to_json(understanding: Understanding, file: str) -> dict[str, Any]:
    """The object that `manage.py ingest --dry-run --json` prints for `file`: other programs read it,
    so its keys are fixed. `raw_start` and `raw_end` count code points of the decoded raw text."""
    source, tidied, outline = understanding.source, understanding.tidied, understanding.outline
    return {
        "file": file,
        "sha256": source.sha256,
        "encoding": source.encoding,
        "simplified": tidied.simplified,
        "title": understanding.title,
        "warnings": [notice_json(notice) for notice in understanding.notices],
        "meetings": [
            {
                "key": meeting.key,
                "title": meeting.title,
                "date": meeting.date,
                "level": meeting.level.value,
                "region": meeting.region and name_in(tidied.text, meeting.region),
                "parent": meeting.parent,
            }
            for meeting in outline.meetings
        ],
        "people": [
            {
                "name": person.name,
                "titles": list(person.titles),
                "meeting": person.meeting,
                "roles": list(person.roles),
            }
            for person in outline.people
        ],
        "directives": [_directive_json(draft, understanding) for draft in understanding.directives],
    }


def deadline_of(draft: DirectiveDraft) -> DeadlineDraft | None:
    """The limit of time of a whole directive: its own, else the first that one of its tasks has."""
    return next(filter(None, [draft.deadline, *(task.deadline for task in draft.tasks)]), None)


def as_printed(understanding: Understanding, words: str, start: int, end: int, *, spaced: bool = False) -> str:
    """Words taken from `start:end` of the tidied text, in the script and with the pinyin of the source.

    Bodies and limits are quoted from the document. What damage left of them is no quotation, so repaired words stay
    as they are, and so does what a list shares with its members (the 部门 of 应急、公安等部门). `spaced` leaves the
    blanks in that the source prints in a line (6 月底前).
    """
    tidied = understanding.tidied
    plain = tidied.text[start:end]
    source = understanding.source.text[slice(*tidied.offsets.source_span(start, end))]
    raw = "".join(source.split())
    if spaced and raw == words:
        return _BROKEN_LINE.sub("", source)
    if raw == plain or not words.startswith(plain) or fold(_unglossed(raw)) != fold(plain):
        return words
    return raw + words[len(plain) :]


def _unglossed(raw: str) -> str:
    return rewrite(raw, gloss_edits(raw))[0]


def notice_json(notice: Notice) -> dict[str, Any]:
    """A notice as it is printed and stored with the document."""
    return {
        "code": notice.code,
        "message": notice.message,
        "raw_start": notice.raw_start,
        "raw_end": notice.raw_end,
    }


def _directive_json(draft: DirectiveDraft, understanding: Understanding) -> dict[str, Any]:
    text, offsets = understanding.tidied.text, understanding.tidied.offsets
    turn = understanding.outline.turns[draft.turn]
    raw_start, raw_end = offsets.source_span(draft.start, draft.end)
    bodies = [*draft.bodies, *(body for task in draft.tasks for body in task.bodies)]
    deadline = deadline_of(draft)
    printed = partial(as_printed, understanding)
    return {
        "text": text[draft.start : draft.end],
        "raw_start": raw_start,
        "raw_end": raw_end,
        "meeting": turn.meeting,
        "speaker": turn.speaker,
        "sectors": list(dict.fromkeys(task.sector for task in draft.tasks)),
        "bodies": list(dict.fromkeys(printed(body.name, body.start, body.end) for body in bodies)),
        "deadline": {"text": printed(deadline.text, deadline.start, deadline.end, spaced=True), "date": deadline.date}
        if deadline
        else None,
        "modality": draft.modality.value,
    }
