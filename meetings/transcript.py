"""A meeting's transcript for reading: turns in paragraphs with their directives marked, in parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from meetings.asked import Asked
from meetings.models import Document, Meeting, Turn
from meetings.passages import Mark, Piece, paragraphs
from meetings.remarks import Remark, remark
from search.normalise import Offsets

PART = 12_000  # characters of one part: about 36 kB of the page, its marks come on top


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a turn, with the notices about damage inside it; `is_heading` where it is the heading of
    what follows."""

    pieces: list[Piece]
    notices: list[Remark] = field(default_factory=list)
    is_heading: bool = False

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
    def is_told(self) -> bool:
        """Whether the words are the reporter's, which need no label."""
        return self.turn.voice in (Turn.Voice.NARRATION, Turn.Voice.NOISE)


@dataclass(slots=True)
class Entry:
    """A line of the table of contents. `part` is where it is found, `marked` how many directives are marked
    from there to the next line; `meeting` where another one begins."""

    turn: Turn
    headings: list[str]
    part: int
    meeting: Meeting | None = None
    marked: int = 0


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


def notices_by_place(document: Document) -> list[tuple[int, int, Remark]]:
    """The document's notices as (start, end, what it says) in the tidied text, in order."""
    if not document.warnings:
        return []
    offsets = Offsets.from_bytes(bytes(document.offsets))
    placed = [(*offsets.tidied_span(w["raw_start"], w["raw_end"]), remark(w)) for w in document.warnings]
    return sorted(placed, key=lambda notice: notice[:2])


def turn_paragraphs(turn: Turn, marks: Sequence[Mark], notices: Iterable[tuple[int, int, Remark]]) -> list[Paragraph]:
    """The paragraphs of one turn; marks and notices are given in offsets of the document."""
    own = [Mark(mark.start - turn.start, mark.end - turn.start, mark.of) for mark in marks]
    found: list[Paragraph] = []
    reached = turn.start
    for pieces in paragraphs(turn.text, own):
        end = reached + sum(len(piece.text) for piece in pieces) + 1
        inside = [said for start, _end, said in notices if reached <= start < end]
        text = "".join(piece.text for piece in pieces).strip()
        is_heading = not found and bool(turn.headings) and text == turn.headings[-1].strip()
        found.append(Paragraph(pieces, list(dict.fromkeys(inside)), is_heading))
        reached = end
    return found


def transcript(
    turns: Iterable[tuple[Turn, Sequence[Mark]]],
    notices: Sequence[tuple[int, int, Remark]],
    *,
    wanted: int = 1,
    turn: int | None = None,
    meetings: bool = False,
) -> Transcript:
    """In: turns with their marks, notices, the wanted part, or the key of a turn whose part is wanted, and whether
    the contents name the meetings."""
    passages: list[list[Passage]] = [[]]
    contents: list[Entry] = []
    size, headings, heard, held = 0, None, None, None
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
            other = row.meeting if meetings and row.meeting_id != held else None
            if begins and (other or row.speaker_id or row.headings != headings):
                contents.append(Entry(row, row.headings if row.headings != headings else [], len(passages), other))
                headings, held = row.headings, row.meeting_id
            begins = False
            size += paragraph.length
        if contents:
            contents[-1].marked += len(marks)
    wanted = min(max(wanted, 1), len(passages))
    return Transcript(passages[wanted - 1], contents, wanted, len(passages))


def directive_marks(turn: Turn, asked: Asked, sector: str = "") -> list[Mark]:
    """The directives of a turn as marks, those of one sector (and its children) where one is named. Each is told its
    number and its sectors."""
    found: list[Any] = [one for one in turn.directives.all() if not sector or asked.concerns(one.pk, sector)]
    for directive in found:
        directive.number, directive.named = asked.numbers.get(directive.pk), asked.sectors.get(directive.pk, [])
    return [Mark(directive.start, directive.end, directive) for directive in found]
