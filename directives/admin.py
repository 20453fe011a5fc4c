"""The admin pages of directives, sectors, the thesaurus, incoming files and tokens."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from directives.api.tokens import revoke
from directives.corrections import admin as _corrected  # noqa: F401  registers its pages
from directives.models import (
    ApiToken,
    Directive,
    Equivalence,
    Intake,
    Responsibility,
    Sector,
    SectorTask,
)
from meetings.admin import SPAN, CorrectedOnSite, ReadOnlyInline, ShownAdmin


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
class DirectiveAdmin(CorrectedOnSite):
    corrected_at = "correct-directive"
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

    @admin.display(description="把握", ordering="confidence")
    def confidence_percent(self, directive: Directive) -> str:
        return f"{directive.confidence:.0%}"


@admin.register(Intake)
class IntakeAdmin(ShownAdmin):
    """Files on their way in, and what became of each; loaders deal with them on the site."""

    list_display = (
        "file_name",
        "state",
        "progress",
        "attempts",
        "short_reason",
        "document",
        "created_at",
        "finished_at",
    )
    list_filter = ("state", "created_at", "batch__source")
    search_fields = ("file_name", "sha256", "reason")
    date_hierarchy = "created_at"
    list_select_related = ("document",)
    fields = (
        "file_name", "size", "sha256", "state", "progress", "attempts", "reason", "document", "similar", "share",
        "decision", "corrections", "created_at", "started_at", "finished_at",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Intake]:
        large = ("raw", "understanding", "document__raw", "document__text", "document__offsets", "document__extracted")
        return super().get_queryset(request).defer(*large)

    @admin.display(description="原因")
    def short_reason(self, intake: Intake) -> str:
        return intake.reason[:60]


@admin.register(Equivalence)
class EquivalenceAdmin(ModelAdmin):
    """Groups may be edited, added and put out of use: `load_thesaurus` leaves an edited group alone."""

    list_display = ("name", "synonym_words", "in_use")
    list_filter = ("in_use",)
    search_fields = ("name", "synonyms")

    @admin.display(description="同义词")
    def synonym_words(self, group: Equivalence) -> str:
        return "、".join(group.synonyms)


@admin.register(ApiToken)
class ApiTokenAdmin(ShownAdmin):
    """Tokens of all users, for those who care for accounts: seen and ended, never made."""

    list_display = ("name", "user", "start", "created_at", "last_used_at", "revoked_at")
    list_filter = (("revoked_at", admin.EmptyFieldListFilter),)
    list_select_related = ("user",)
    exclude = ("digest",)
    search_fields = ("name", "user__username", "start")
    actions = ("end",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("auth.change_user")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("auth.change_user")

    @admin.action(description="停用所选的令牌", permissions=["view"])
    def end(self, request: HttpRequest, tokens: QuerySet[ApiToken]) -> None:
        live = list(tokens.filter(revoked_at=None))
        for token in live:
            revoke(token)
        self.message_user(request, f"已停用 {len(live)} 个令牌。")
