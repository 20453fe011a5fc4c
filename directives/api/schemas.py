"""The shapes of the answers, as OpenAPI describes them."""

import datetime as dt
from typing import Generic, TypeVar

from pydantic import BaseModel, Field

from directives.api.parameters import _

Row = TypeVar("Row")
DATE = _("ISO date, no more exact than the source tells it: 2022, 2022-01 or 2022-01-17")
SPAN = _("Code points of the document's untouched text, end exclusive")


class RegionRef(BaseModel):
    code: str
    name: str


class SectorRef(BaseModel):
    slug: str
    name: str


class MeetingRef(BaseModel):
    id: int
    title: str
    date: str | None = Field(description=DATE)


class SpeakerRef(BaseModel):
    id: int
    name: str
    titles: list[str] = Field(description=_("In which capacity, as the document tells it"))


class DocumentRef(BaseModel):
    id: int
    file_name: str
    sha256: str


class Deadline(BaseModel):
    text: str = Field(description=_("As printed"))
    date: dt.date | None = Field(description=_("The day, where it is certain"))


class BodyPart(BaseModel):
    id: int
    name: str
    role: str = Field(description=_("addressed, lead or cooperate"))


class Task(BaseModel):
    sector: SectorRef
    text: str
    deadline: Deadline | None
    bodies: list[BodyPart]
    raw_start: int
    raw_end: int


class Directive(BaseModel):
    id: int
    url: str = Field(description=_("Permanent address of the page"))
    text: str = Field(description=_("The words of the source"))
    marks: list[tuple[int, int]] = Field(description=_("Where the query's keywords stand in the text, end exclusive"))
    level: str
    region: RegionRef | None
    meeting: MeetingRef | None
    speaker: SpeakerRef | None
    headings: list[str]
    modality: str
    sectors: list[SectorRef]
    bodies: list[BodyPart] = Field(description=_("Those of the directive as a whole; those of a task stand there"))
    deadline: Deadline | None
    tasks: list[Task] = Field(description=_("What it asks of each sector"))
    turn: int
    document: DocumentRef
    raw_start: int = Field(description=SPAN)
    raw_end: int


class DirectiveLink(BaseModel):
    """A directive that takes up another, or is taken up by it."""

    id: int
    url: str = Field(description=_("Permanent address of the page"))
    api: str = Field(description=_("Where everything about it is"))
    text: str
    marks: list[tuple[int, int]] = Field(description=_("The words that both share, in this text, end exclusive"))
    level: str
    meeting: MeetingRef | None
    kind: str = Field(description=_("repeated, specialised, strengthened or related: what the later is to the earlier"))
    of_upper: float = Field(description=_("Weighed share of the upper wording that is in the lower, 0 to 1"))
    of_lower: float = Field(description=_("Weighed share of the lower wording that is in the upper, 0 to 1"))


class DirectiveLinks(BaseModel):
    """Where a directive comes from and where it went, the closest first."""

    id: int
    upstream_count: int
    upstream: list[DirectiveLink]
    downstream_count: int
    downstream: list[DirectiveLink]


class Turn(BaseModel):
    id: int
    url: str = Field(description=_("Permanent address of the page"))
    text: str = Field(description=_("The words of the source"))
    marks: list[tuple[int, int]] = Field(description=_("Where the query's keywords stand in the text, end exclusive"))
    voice: str
    meeting: MeetingRef | None
    speaker: SpeakerRef | None
    headings: list[str]
    document: DocumentRef
    raw_start: int = Field(description=SPAN)
    raw_end: int


class Hit(BaseModel):
    """What a search found, a directive or a turn, in short."""

    id: int
    url: str
    api: str = Field(description=_("Where everything about it is"))
    text: str
    marks: list[tuple[int, int]] = Field(description=_("Where the query's keywords stand in the text, end exclusive"))
    level: str
    date: str | None = Field(description=DATE)
    meeting: str | None
    speaker: str | None


class Choice(BaseModel):
    value: str
    label: str
    count: int = Field(description=_("How many rows there are with this choice"))
    chosen: bool
    children: list["Choice"]


class Facet(BaseModel):
    parameter: str
    label: str
    choices: list[Choice]


class Facets(BaseModel):
    count: int
    words: str = Field(description=_("The query and the filters restated"))
    facets: list[Facet]


class ReportRef(BaseModel):
    document: DocumentRef
    title: str = Field(description=_("What the document calls the meeting"))
    raw_start: int = Field(description=SPAN)
    raw_end: int


class Participant(BaseModel):
    id: int
    name: str
    titles: list[str]
    roles: list[str]


class Meeting(BaseModel):
    id: int
    url: str
    title: str
    kind: str
    level: str
    region: RegionRef | None
    region_inferred: bool = Field(description=_("Whether the text does not print the region"))
    host: str = Field(description=_("The enterprise or department that held it; empty for governments"))
    date: str | None = Field(description=DATE)
    date_inferred: bool = Field(description=_("Whether the text does not print the whole date"))
    directives: int = Field(description=_("Number of directives"))


class MeetingWhole(Meeting):
    parent: MeetingRef | None
    followups: list[MeetingRef]
    participants: list[Participant]
    reports: list[ReportRef]


class Speaker(BaseModel):
    id: int
    url: str
    name: str
    region: RegionRef | None
    directives: int = Field(description=_("Number of directives"))
    meetings: int = Field(description=_("Number of meetings"))


class Participation(BaseModel):
    meeting: MeetingRef | None
    document: int
    titles: list[str]
    roles: list[str]


class SpeakerWhole(Speaker):
    participations: list[Participation]


class Sector(BaseModel):
    slug: str
    url: str
    name_zh: str
    name_en: str
    parent: str | None
    synonyms: list[str]
    directives: int = Field(description=_("Number of its own directives, those of sectors under it left out"))


class Body(BaseModel):
    id: int
    url: str
    name: str
    directives: int = Field(description=_("Number of directives"))


class Thing(BaseModel):
    id: int
    url: str
    kind: str = Field(description=_("accident, campaign, rule or law"))
    name: str
    aliases: list[str]
    number: str = Field(description=_("Of a paper, such as 国办发〔2016〕88号; or empty"))
    place: str = Field(description=_("Of an accident, as told; or empty"))
    month_day: str = Field(description=_("Of an accident, such as 06-13; or empty"))
    year: int | None
    year_basis: str = Field(description=_("told, relative or guessed: where the year comes from; or empty"))
    mentions: int = Field(description=_("Number of mentions"))
    first: dt.date | None = Field(description=_("Day of the first mention"))
    latest: dt.date | None = Field(description=_("Day of the latest mention"))


class Mention(BaseModel):
    text: str = Field(description=_("The words of the source"))
    turn: int
    document: int
    meeting: MeetingRef | None
    date: dt.date | None
    level: str
    dead: int | None
    injured: int | None
    missing: int | None
    raw_start: int = Field(description=SPAN)
    raw_end: int


class ThingWhole(Thing):
    told: list[Mention] = Field(description=_("The mentions, latest first, at most 200"))


class Region(BaseModel):
    code: str
    url: str
    name: str
    level: str
    parent: str | None


class Notice(BaseModel):
    code: str
    message: str
    raw_start: int = Field(description=SPAN)
    raw_end: int


class Document(BaseModel):
    id: int
    url: str
    raw: str = Field(description=_("Where the untouched bytes are"))
    file_name: str
    title: str
    sha256: str
    extracted_sha256: str = Field(description=_("Of the text that was extracted; empty for plain text"))
    encoding: str
    raw_length: int = Field(description=_("Code points of the untouched text"))
    simplified: bool
    published_on: dt.date | None
    loaded_at: dt.datetime
    meetings: int = Field(description=_("Number of meetings"))
    directives: int = Field(description=_("Number of directives"))


class DocumentWhole(Document):
    reports: list[MeetingRef]
    notices: list[Notice] = Field(description=_("What was repaired, or could only be marked"))


class Page(BaseModel, Generic[Row]):
    count: int = Field(description=_("How many there are in all, exactly"))
    next: str | None = Field(description=_("Address of the page that follows"))
    results: list[Row]


class Listing(Page[Row], Generic[Row]):
    words: str = Field(description=_("The query and the filters restated"))


class Search(Listing[Hit]):
    scope: str
    others: int | None = Field(description=_("How many the query finds in the other scope"))


class ProblemPart(BaseModel):
    parameter: str
    message: str
    suggestion: str = Field(description=_("A value that would do, or empty"))


class Problem(BaseModel):
    """RFC 9457."""

    title: str
    status: int
    detail: str
    errors: list[ProblemPart] | None = None
