"""The admin pages of documents, meetings, speakers, turns and regions."""

from typing import Any

import pghistory
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin, TabularInline

from meetings.models import Document, Meeting, Participation, Region, Report, Speaker, SpeakerAlias, Turn
from meetings.querysets import LARGE

SPAN = ("start", "end", "raw_start", "raw_end")


class RecordedAdmin(ModelAdmin):
    """Whatever is changed here stands in the history with who did it."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with pghistory.context(user=request.user.get_username(), why="在管理后台修改"):
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with pghistory.context(user=request.user.get_username(), why="在管理后台删除"):
            return super().delete_view(request, *args, **kwargs)


class ShownAdmin(ModelAdmin):
    """Rows that are corrected on the pages of the site, where what depends on them follows: shown, not edited."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyInline(TabularInline):
    """Rows that the program wrote: shown, not edited."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReportInline(ReadOnlyInline):
    model = Report
    fields = ("meeting", "document", "title", *SPAN)


class ParticipationInline(ReadOnlyInline):
    model = Participation
    fields = ("meeting", "document", "speaker", "titles", "roles", "raw_start", "raw_end")


class SpeakerAliasInline(TabularInline):
    model = SpeakerAlias
    fields = ("name", "region")
    autocomplete_fields = ("region",)
    extra = 0


@admin.register(Document)
class DocumentAdmin(RecordedAdmin):
    list_display = (
        "__str__",
        "file_name",
        "encoding",
        "simplified",
        "length",
        "warning_count",
        "published_on",
        "loaded_at",
    )
    list_filter = ("simplified", "encoding", "loaded_at")
    search_fields = ("title", "file_name", "sha256")
    date_hierarchy = "loaded_at"
    fields = (
        "title",
        "file_name",
        "published_on",
        "sha256",
        "encoding",
        "simplified",
        "raw_length",
        "length",
        "warnings",
        "loaded_at",
    )
    readonly_fields = ("file_name", "sha256", "encoding", "simplified", "raw_length", "length", "warnings", "loaded_at")
    inlines = (ReportInline, ParticipationInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        return super().get_queryset(request).defer(*LARGE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        # A document enters by loading its file, never by typing.
        return False

    def save_model(self, request: HttpRequest, obj: Document, form: Any, change: bool) -> None:
        # Loading the document again leaves what a person gave.
        obj.by_hand = sorted({*obj.by_hand, *form.changed_data})
        super().save_model(request, obj, form, change)

    @admin.display(description="提示")
    def warning_count(self, document: Document) -> int:
        return len(document.warnings)


@admin.register(Meeting)
class MeetingAdmin(ShownAdmin):
    list_display = (
        "title",
        "level",
        "region",
        "host",
        "held_on",
        "date_precision",
        "date_inferred",
        "kind",
        "reports_count",
    )
    list_filter = ("level", "date_precision", "date_inferred", "kind")
    search_fields = ("title", "host", "region__name")
    date_hierarchy = "held_on"
    autocomplete_fields = ("region", "parent")
    list_select_related = ("region",)
    inlines = (ReportInline, ParticipationInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Meeting]:
        return super().get_queryset(request).annotate(reports_count=Count("reports"))

    @admin.display(description="文件数", ordering="reports_count")
    def reports_count(self, meeting: Any) -> int:
        return int(meeting.reports_count)


@admin.register(Speaker)
class SpeakerAdmin(RecordedAdmin):
    list_display = ("name", "region", "meeting_count")
    list_filter = ("region__level",)
    search_fields = ("name", "region__name")
    autocomplete_fields = ("region",)
    list_select_related = ("region",)
    inlines = (SpeakerAliasInline, ParticipationInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Speaker]:
        return super().get_queryset(request).annotate(meeting_count=Count("participations__meeting", distinct=True))

    @admin.display(description="会议数", ordering="meeting_count")
    def meeting_count(self, speaker: Any) -> int:
        return int(speaker.meeting_count)


@admin.register(Turn)
class TurnAdmin(ShownAdmin):
    list_display = ("__str__", "voice", "speaker", "meeting", "document", "position")
    list_filter = ("voice", "meeting__level")
    search_fields = ("speaker__name", "meeting__title", "document__file_name")
    list_select_related = ("speaker", "meeting", "document")
    fields = ("document", "position", "meeting", "speaker", "voice", "headings", "text", *SPAN)
    readonly_fields = fields
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Turn]:
        unread = ("folded", "lexemes", *(f"document__{name}" for name in LARGE))
        return super().get_queryset(request).defer(*unread)


@admin.register(Region)
class RegionAdmin(ModelAdmin):
    list_display = ("code", "name", "level", "parent")
    list_filter = ("level",)
    search_fields = ("code", "name")
    list_select_related = ("parent",)
    autocomplete_fields = ("parent",)
