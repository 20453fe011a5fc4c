"""Addresses of what directives refer to: meetings, speakers, sectors, bodies, regions and documents."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from directives.api import records, schemas
from directives.api.filters import DocumentFilter, MeetingFilter, NameFilter, NoFilter, SpeakerFilter, ThingFilter
from directives.api.listings import listed
from directives.api.moved import merged
from directives.api.pages import PAGING, page_of
from directives.api.parameters import _, parameters_of, read
from directives.api.service import reads
from directives.evidence.columns import meeting_date
from directives.models import UNDATED, Body, Sector, Thing
from directives.things.mentions import said
from meetings.models import Document, Meeting, Region, Speaker
from meetings.querysets import LARGE
from meetings.views import participants
from search.cursors import Column, Cursor
from search.hits import Hits
from search.paging import in_order

MOST_TOLD = 200  # mentions of one thing


def by_key(rows: QuerySet[Any], *, newest: bool = False) -> Hits:
    """The rows by their number, which no later row and no new count can change."""
    return Hits(rows.order_by("-pk" if newest else "pk"), columns=lambda cursor: [Column("pk", newest, cursor.key)])


def key_of(row: Any) -> Cursor:
    return Cursor(row.pk)


def meeting_columns(cursor: Cursor) -> list[Column]:
    return [Column("held_on", True, cursor.day, nulls_last=True), Column("pk", True, cursor.key)]


def about_meeting(row: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        "id": row.pk,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "title": row.title,
        "kind": row.kind,
        "level": row.level,
        "region": records.region(row.region),
        "region_inferred": row.region_inferred,
        "host": row.host,
        "date": meeting_date(row),
        "date_inferred": row.date_inferred,
        "directives": row.directive_count,
    }


@reads(
    "/meetings",
    schemas.Page[schemas.Meeting],
    _("Meetings"),
    _("Newest first; those without a date last."),
    (*parameters_of(MeetingFilter), *PAGING),
)
def meetings(request: HttpRequest, response: HttpResponse) -> Any:
    filters = MeetingFilter(request.GET, Meeting.objects.all())
    values = read(filters, PAGING)
    hits = Hits(filters.qs.with_counts(), columns=meeting_columns)
    page = page_of(hits, values, lambda row: Cursor(row.pk, row.held_on))
    return listed(request, response, page, lambda row: about_meeting(row, request))


@reads(
    "/meetings/{int:id}",
    schemas.MeetingWhole,
    _("One meeting"),
    _("With everybody who took part, the documents that report it, and the meetings above and below it."),
)
def meeting(request: HttpRequest, id: int) -> Any:
    row = get_object_or_404(Meeting.objects.with_counts().select_related("region", "parent"), pk=id)
    reports = row.reports.select_related("document").defer(*(f"document__{name}" for name in LARGE))
    people = [
        {"id": one["speaker"].pk, "name": one["speaker"].name, "titles": one["titles"], "roles": one["roles"]}
        for one in participants(row)
    ]
    return {
        **about_meeting(row, request),
        "parent": records.meeting(row.parent),
        "followups": records.meetings(row.followups.all()),
        "participants": people,
        "reports": [
            {
                "document": records.document(report.document),
                "title": report.title,
                "raw_start": report.raw_start,
                "raw_end": report.raw_end,
            }
            for report in reports
        ],
    }


def about_speaker(row: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        "id": row.pk,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "name": row.name,
        "region": records.region(row.region),
        "directives": row.directive_count,
        "meetings": row.meeting_count,
    }


@reads(
    "/speakers",
    schemas.Page[schemas.Speaker],
    _("Speakers"),
    _("By number, so that no new directive moves anybody to another page."),
    (*parameters_of(SpeakerFilter), *PAGING),
)
def speakers(request: HttpRequest, response: HttpResponse) -> Any:
    filters = SpeakerFilter(request.GET, Speaker.objects.all())
    values = read(filters, PAGING)
    page = page_of(by_key(filters.qs.with_counts()), values, key_of)
    return listed(request, response, page, lambda row: about_speaker(row, request))


@reads("/speakers/{int:id}", schemas.SpeakerWhole, _("One speaker"), _("With all capacities at all meetings."))
def speaker(request: HttpRequest, id: int) -> Any:
    row = Speaker.objects.with_counts().filter(pk=id).first()
    if row is None:
        return merged(Speaker, id)
    parts = row.participations.select_related("meeting").order_by("-meeting__held_on", "pk")
    return {
        **about_speaker(row, request),
        "participations": [
            {
                "meeting": records.meeting(part.meeting),
                "document": part.document_id,
                "titles": part.titles,
                "roles": part.roles,
            }
            for part in parts
        ],
    }


def about_sector(row: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "name_zh": row.name_zh,
        "name_en": row.name_en,
        "parent": row.parent.slug if row.parent else None,
        "synonyms": row.synonyms,
        "directives": row.own,
    }


@reads("/sectors", schemas.Page[schemas.Sector], _("Sectors"), _("All of them."), PAGING)
def sectors(request: HttpRequest, response: HttpResponse) -> Any:
    filters = NoFilter(request.GET, Sector.objects.all())
    values = read(filters, PAGING)
    page = page_of(by_key(filters.qs.with_counts().select_related("parent")), values, key_of)
    return listed(request, response, page, lambda row: about_sector(row, request))


@reads("/sectors/{slug:slug}", schemas.Sector, _("One sector"))
def sector(request: HttpRequest, slug: str) -> Any:
    rows = Sector.objects.with_counts().select_related("parent")
    return about_sector(get_object_or_404(rows, slug=slug), request)


def about_body(row: Any, request: HttpRequest) -> dict[str, Any]:
    url = request.build_absolute_uri(row.get_absolute_url())
    return {"id": row.pk, "url": url, "name": row.name, "directives": row.n}


@reads(
    "/bodies",
    schemas.Page[schemas.Body],
    _("Responsible bodies"),
    _("By number."),
    (*parameters_of(NameFilter), *PAGING),
)
def bodies(request: HttpRequest, response: HttpResponse) -> Any:
    filters = NameFilter(request.GET, Body.objects.all())
    values = read(filters, PAGING)
    page = page_of(by_key(filters.qs.with_counts()), values, key_of)
    return listed(request, response, page, lambda row: about_body(row, request))


@reads("/bodies/{int:id}", schemas.Body, _("One responsible body"))
def body(request: HttpRequest, id: int) -> Any:
    row = Body.objects.with_counts().filter(pk=id).first()
    return about_body(row, request) if row else merged(Body, id)


def about_thing(row: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        "id": row.pk,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "kind": row.kind,
        "name": row.name,
        "aliases": [alias.name for alias in row.aliases.all()],
        "number": row.number,
        "place": row.place,
        "month_day": row.month_day,
        "year": row.year,
        "year_basis": row.year_basis,
        "mentions": row.n,
        "first": row.first,
        "latest": row.latest,
    }


@reads(
    "/things",
    schemas.Page[schemas.Thing],
    _("Named things"),
    _("Accidents, campaigns, rules, laws and papers that something said speaks of, by number."),
    (*parameters_of(ThingFilter), *PAGING),
)
def things(request: HttpRequest, response: HttpResponse) -> Any:
    filters = ThingFilter(request.GET, Thing.objects.all())
    values = read(filters, PAGING)
    page = page_of(by_key(filters.qs.mentioned()), values, key_of)
    counted = Thing.objects.with_counts(unmentioned=True).prefetch_related("aliases")
    page.stretch.rows[:] = in_order(counted, [row.pk for row in page.stretch.rows])  # those of this page alone
    return listed(request, response, page, lambda row: about_thing(row, request))


@reads("/things/{int:id}", schemas.ThingWhole, _("One named thing"), _("With its mentions."))
def thing(request: HttpRequest, id: int) -> Any:
    row = Thing.objects.with_counts(unmentioned=True).prefetch_related("aliases").filter(pk=id).first()
    if row is None:
        return merged(Thing, id)
    rows = said(row.mentions.select_related("turn__meeting").defer("turn__text", "turn__folded", "turn__lexemes"))
    return {
        **about_thing(row, request),
        "told": [
            {
                "text": mention.text,
                "turn": mention.turn_id,
                "document": mention.document_id,
                "meeting": records.meeting(mention.turn.meeting),
                "date": mention.said_on if mention.said_on > UNDATED else None,
                "level": mention.turn.meeting.level if mention.turn.meeting else "",
                "dead": mention.dead,
                "injured": mention.injured,
                "missing": mention.missing,
                "raw_start": mention.raw_start,
                "raw_end": mention.raw_end,
            }
            for mention in rows.order_by("-said_on", "-document", "start")[:MOST_TOLD]
        ],
    }


def about_region(row: Region, request: HttpRequest) -> dict[str, Any]:
    return {
        "code": row.code,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "name": row.name,
        "level": row.level,
        "parent": row.parent.code if row.parent else None,
    }


@reads(
    "/regions",
    schemas.Page[schemas.Region],
    _("Regions"),
    _("Those that meetings, speakers or directives belong to."),
    (*parameters_of(NameFilter), *PAGING),
)
def regions(request: HttpRequest, response: HttpResponse) -> Any:
    filters = NameFilter(request.GET, Region.objects.select_related("parent"))
    values = read(filters, PAGING)
    return listed(
        request, response, page_of(by_key(filters.qs), values, key_of), lambda row: about_region(row, request)
    )


def about_document(row: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        "id": row.pk,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "raw": request.build_absolute_uri(reverse("document-raw", args=[row.pk])),
        "file_name": row.file_name,
        "title": row.title,
        "sha256": row.sha256,
        "extracted_sha256": row.extracted_sha256,
        "encoding": row.encoding,
        "raw_length": row.raw_length,
        "simplified": row.simplified,
        "published_on": row.published_on,
        "loaded_at": row.loaded_at,
        "meetings": row.meeting_count,
        "directives": row.directive_count,
    }


@reads(
    "/documents",
    schemas.Page[schemas.Document],
    _("Documents"),
    _("Last loaded first."),
    (*parameters_of(DocumentFilter), *PAGING),
)
def documents(request: HttpRequest, response: HttpResponse) -> Any:
    filters = DocumentFilter(request.GET, Document.objects.all())
    values = read(filters, PAGING)
    page = page_of(by_key(filters.qs.light().with_counts(), newest=True), values, key_of)
    return listed(request, response, page, lambda row: about_document(row, request))


@reads("/documents/{int:id}", schemas.DocumentWhole, _("One document"), _("With its meetings and what was repaired."))
def document(request: HttpRequest, id: int) -> Any:
    row = get_object_or_404(Document.objects.light().with_counts(), pk=id)
    told = Meeting.objects.filter(reports__document=row).order_by("reports__start")
    return {**about_document(row, request), "reports": records.meetings(told), "notices": row.warnings}
