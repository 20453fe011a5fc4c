"""The admin pages of directives, tasks, sectors and responsible bodies."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from directives.models import Body, Directive, Responsibility, Sector, SectorTask
from meetings.admin import SPAN, ReadOnlyInline


class SectorTaskInline(ReadOnlyInline):
    model = SectorTask
    fields = ("sector", "text", "deadline_text", "deadline_on")


class ResponsibilityInline(ReadOnlyInline):
    model = Responsibility
    fields = ("body", "role", "task")


@admin.register(Sector)
class SectorAdmin(ModelAdmin):
    """Synonyms and exclusions may be edited: `load_sectors` leaves an edited sector alone."""

    list_display = ("name_zh", "slug", "parent", "synonym_words", "position", "task_count")
    search_fields = ("name_zh", "name_en", "slug", "synonyms")
    list_select_related = ("parent",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Sector]:
        return super().get_queryset(request).annotate(task_count=Count("tasks"))

    @admin.display(description="同义词")
    def synonym_words(self, sector: Sector) -> str:
        return "、".join(sector.synonyms[:8]) + ("…" if len(sector.synonyms) > 8 else "")

    @admin.display(description="任务数", ordering="task_count")
    def task_count(self, sector: Any) -> int:
        return int(sector.task_count)


@admin.register(Directive)
class DirectiveAdmin(ModelAdmin):
    list_display = (
        "__str__",
        "modality",
        "level",
        "region",
        "speaker",
        "listed_on",
        "deadline_text",
        "confidence_percent",
    )
    list_filter = ("level", "modality", "sectors", ("deadline_on", admin.EmptyFieldListFilter))
    search_fields = ("text", "speaker__name", "meeting__title")
    search_help_text = "在原话、讲话人和会议名称中查找"
    list_select_related = ("region", "speaker")
    date_hierarchy = "listed_on"
    fields = (
        "text", "headings", "modality", "confidence", "meeting", "speaker", "level", "region", "listed_on",
        "deadline_text", "deadline_on", "document", "turn", "position", *SPAN,
    )  # fmt: skip
    readonly_fields = fields
    inlines = (SectorTaskInline, ResponsibilityInline)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Directive]:
        return super().get_queryset(request).defer("folded", "lexemes")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="把握", ordering="confidence")
    def confidence_percent(self, directive: Directive) -> str:
        return f"{directive.confidence:.0%}"


@admin.register(Body)
class BodyAdmin(ModelAdmin):
    list_display = ("name", "directive_count")
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Body]:
        return (
            super().get_queryset(request).annotate(directive_count=Count("responsibilities__directive", distinct=True))
        )

    @admin.display(description="指示要求数", ordering="directive_count")
    def directive_count(self, body: Any) -> int:
        return int(body.directive_count)
