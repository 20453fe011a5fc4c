"""The admin pages of meetings, turns and regions; those of rows that are corrected there are in `directives`."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from unfold.admin import ModelAdmin, TabularInline
from unfold.decorators import action

from meetings.models import Meeting, Participation, Region, Report, Turn
from meetings.querysets import LARGE

SPAN = ("start", "end", "raw_start", "raw_end")


class ShownAdmin(ModelAdmin):
    """Rows that are corrected on the pages of the site, where what depends on them follows: shown, not edited."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CorrectedOnSite(ShownAdmin):
    """Rows with a page of the site where they are corrected, by its name in the addresses: a button leads there."""

    corrected_at = ""
    actions_detail = ("correct",)

    @action(description="更正", url_path="correct")  # type: ignore[untyped-decorator]
    def correct(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return redirect(self.corrected_at, object_id)


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


@admin.register(Meeting)
class MeetingAdmin(CorrectedOnSite):
    corrected_at = "correct-meeting"
    list_display = (
        "title",
        "level",
        "region",
        "region_inferred",
        "host",
        "held_on",
        "date_precision",
        "date_inferred",
        "kind",
        "reports_count",
    )
    list_filter = ("level", "region_inferred", "date_precision", "date_inferred", "kind")
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


@admin.register(Turn)
class TurnAdmin(CorrectedOnSite):
    corrected_at = "correct-turn"
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
