"""A meeting's transcript for reading: turns in paragraphs with their directives marked, in parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from meetings.models import Document, Turn
from meetings.passages import Mark, Piece, paragraphs
from search.normalise import Offsets

PART = 12_000  # characters of one part: about 36 kB of the page, its marks come on top


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a turn, with the notices about damage inside it."""

    pieces: list[Piece]
    notices: list[str] = field(default_factory=list)

    @property
    def length(self) -> int:
        return sum(len(piece.text) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Passage:
    """A turn, or what of it stands in this part; `begins` where it is the turn's beginning, `named` where the
    voice is another one than just before."""

    turn: Turn
    paragraphs: list[Paragraph]
    begins: bool
    named: bool

    @property
    def is_heading(self) -> bool:
        """Whether the turn is nothing but the heading of what follows."""
        return bool(self.turn.headings) and self.turn.text.strip() == self.turn.headings[-1]

    @property
    def is_told(self) -> bool:
        """Whether the words are the reporter's, which need no label."""
        return self.turn.voice in (Turn.Voice.NARRATION, Turn.Voice.NOISE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents. `part` is where it is found."""

    turn: Turn
    headings: list[str]
    part: int


@dataclass(frozen=True, slots=True)
class Transcript:
    """One part of a transcript. `parts` counts them all, `part` is this one's number."""

    passages: list[Passage]
    contents: list[Entry]
    part: int
    parts: int

    @property
    def previous(self) -> int:
        return self.part - 1

    @property
    def next(self) -> int:
        return self.part + 1


def notices_by_place(document: Document) -> list[tuple[int, int, str]]:
    """The document's notices as (start, end, message) in the tidied text, in order."""
    if not document.warnings:
        return []
    offsets = Offsets.from_bytes(bytes(document.offsets))
    return sorted((*offsets.tidied_span(w["raw_start"], w["raw_end"]), w["message"]) for w in document.warnings)


def turn_paragraphs(turn: Turn, marks: Sequence[Mark], notices: Iterable[tuple[int, int, str]]) -> list[Paragraph]:
    """The paragraphs of one turn; marks and notices are given in offsets of the document."""
    own = [Mark(mark.start - turn.start, mark.end - turn.start, mark.of) for mark in marks]
    found, reached = [], turn.start
    for pieces in paragraphs(turn.text, own):
        end = reached + sum(len(piece.text) for piece in pieces) + 1
        inside = [message for start, _end, message in notices if reached <= start < end]
        found.append(Paragraph(pieces, list(dict.fromkeys(inside))))
        reached = end
    return found


def transcript(
    turns: Iterable[tuple[Turn, Sequence[Mark]]],
    notices: Sequence[tuple[int, int, str]],
    *,
    wanted: int = 1,
    turn: int | None = None,
) -> Transcript:
    """In: turns with their marks, notices, the wanted part, or the key of a turn whose part is wanted."""
    passages: list[list[Passage]] = [[]]
    contents: list[Entry] = []
    size, headings, heard = 0, None, None
    for row, marks in turns:
        begins = True
        for paragraph in turn_paragraphs(row, marks, notices):
            if size and size + paragraph.length > PART:
                passages.append([])
                size = 0
            if passages[-1] and passages[-1][-1].turn is row:
                passages[-1][-1].paragraphs.append(paragraph)
            else:
                voice = (row.voice, row.speaker_id)
                passages[-1].append(Passage(row, [paragraph], begins, not passages[-1] or voice != heard))
                heard = voice
            if begins and row.pk == turn:
                wanted = len(passages)
            if begins and (row.speaker_id or row.headings != headings):
                contents.append(Entry(row, row.headings if row.headings != headings else [], len(passages)))
                headings = row.headings
            begins = False
            size += paragraph.length
    wanted = min(max(wanted, 1), len(passages))
    return Transcript(passages[wanted - 1], contents, wanted, len(passages))


def directive_marks(turn: Turn, sector: str = "") -> list[Mark]:
    """The directives of a turn as marks, those of one sector (and its children) where one is named."""
    found: list[Any] = list(turn.directives.all())
    if sector:
        found = [d for d in found if any(sector in slugs(task.sector) for task in d.tasks.all())]
    return [Mark(directive.start, directive.end, directive) for directive in found]


def slugs(sector: Any) -> set[str]:
    """The sector's slug and its parent's."""
    return {sector.slug, sector.parent.slug} if sector.parent else {sector.slug}
