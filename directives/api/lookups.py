"""Addresses of what directives refer to: meetings, speakers, sectors, bodies, regions and documents."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from directives.api import records, schemas
from directives.api.filters import DocumentFilter, MeetingFilter, NameFilter, NoFilter, SpeakerFilter
from directives.api.listings import listed
from directives.api.moved import merged
from directives.api.pages import PAGING, page_of
from directives.api.parameters import _, parameters_of, read
from directives.api.service import reads
from directives.evidence.columns import meeting_date
from directives.models import Body, Sector
from meetings.models import Document, Meeting, Region, Speaker
from meetings.querysets import LARGE
from meetings.views import participants
from search.cursors import Column, Cursor
from search.hits import Hits


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
