"""The admin pages of rows that are corrected there: documents, speakers and bodies. What is changed is a correction like
those of the site, with its place in their list, its undo, and its word against loading again."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from unfold.admin import ModelAdmin, TabularInline

from directives.build import place_document
from directives.corrections.recording import CorrectionError, correcting
from directives.corrections.relabel import mark
from directives.corrections.undo import touched
from directives.models import Body, BodyAlias, Correction, Intake, Thing, ThingAlias
from directives.things.drafts import Kind
from directives.things.keys import key_of
from meetings.admin import ParticipationInline, ReadOnlyInline, ReportInline
from meetings.models import Document, Speaker, SpeakerAlias
from meetings.querysets import LARGE
from meetings.remarks import notices

CHANGED, DELETED = "在管理后台修改", "在管理后台删除"


class _Untouched(Exception):
    """Nothing was written: no correction is left of the attempt."""


class CorrectedAdmin(ModelAdmin):
    """Whatever is changed here is a correction of who does it."""

    def changeform_view(self, request: HttpRequest, object_id: Any = None, *args: Any, **kwargs: Any) -> Any:
        view = super().changeform_view
        if request.method != "POST":
            return view(request, object_id, *args, **kwargs)
        row = self.get_object(request, object_id) if object_id else None
        about = row or self.opts.verbose_name
        return self._corrected(
            request, Correction.Kind.ADMIN, about, CHANGED, lambda: view(request, object_id, *args, **kwargs)
        )

    def delete_view(self, request: HttpRequest, object_id: Any, *args: Any, **kwargs: Any) -> Any:
        view = super().delete_view
        if request.method != "POST":
            return view(request, object_id, *args, **kwargs)
        about = self.get_object(request, object_id) or self.opts.verbose_name
        return self._corrected(
            request, Correction.Kind.DELETE, about, DELETED, lambda: view(request, object_id, *args, **kwargs)
        )

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        about = "、".join(map(str, queryset[:5]))
        with correcting(Correction.Kind.DELETE, about, request.user, DELETED):
            super().delete_queryset(request, queryset)

    def _corrected(
        self, request: HttpRequest, kind: Correction.Kind, about: object, reason: str, view: Callable[[], Any]
    ) -> Any:
        response: Any = None
        try:
            with correcting(kind, about, request.user, reason) as record:
                response = view()
                if not any(touched(record.context)):
                    raise _Untouched
        except _Untouched:
            return response
        except CorrectionError as error:
            messages.error(request, str(error))
            return redirect(request.get_full_path())
        return response


class IntakeInline(ReadOnlyInline):
    """The files that became the document, or were found to be it, with what their jobs made of them."""

    model = Intake
    fk_name = "document"
    fields = readonly_fields = ("file_name", "state", "attempts", "batch", "created_at", "finished_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Intake]:
        return super().get_queryset(request).select_related("batch").defer("raw", "understanding")


@admin.register(Document)
class DocumentAdmin(CorrectedAdmin):
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
        "notices",
        "loaded_at",
    )
    readonly_fields = ("file_name", "sha256", "encoding", "simplified", "raw_length", "length", "notices", "loaded_at")
    inlines = (IntakeInline, ReportInline, ParticipationInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        return super().get_queryset(request).defer(*LARGE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        # A document enters by loading its file, never by typing.
        return False

    def save_model(self, request: HttpRequest, obj: Document, form: Any, change: bool) -> None:
        # Loading the document again leaves what a person gave.
        mark(obj, form.changed_data)
        super().save_model(request, obj, form, change)
        if "published_on" in form.changed_data:
            place_document(obj)

    @admin.display(description="提示", empty_value="没有")
    def notices(self, document: Document) -> str:
        said = ((one["message"], f" × {one['times']}" if one["times"] > 1 else "") for one in notices(document))
        return format_html_join(mark_safe("<br>"), "{}{}", said)

    @admin.display(description="提示")
    def warning_count(self, document: Document) -> int:
        return len(document.warnings)


class SpeakerAliasInline(TabularInline):
    model = SpeakerAlias
    fields = ("name", "region")
    autocomplete_fields = ("region",)
    extra = 0


@admin.register(Speaker)
class SpeakerAdmin(CorrectedAdmin):
    list_display = ("name", "region", "meeting_count")
    list_filter = ("region__level",)
    search_fields = ("name", "region__name")
    autocomplete_fields = ("region",)
    list_select_related = ("region",)
    inlines = (SpeakerAliasInline, ParticipationInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Speaker]:
        return super().get_queryset(request).annotate(meeting_count=Count("participations__meeting", distinct=True))

    def save_model(self, request: HttpRequest, obj: Speaker, form: Any, change: bool) -> None:
        before = {"name": form.initial.get("name"), "region_id": form.initial.get("region")}
        super().save_model(request, obj, form, change)
        if change and {"name", "region"} & set(form.changed_data):
            _lead_on(SpeakerAlias, before, {"name": obj.name, "region_id": obj.region_id}, {"speaker": obj})

    @admin.display(description="会议数", ordering="meeting_count")
    def meeting_count(self, speaker: Any) -> int:
        return int(speaker.meeting_count)


class BodyAliasInline(TabularInline):
    model = BodyAlias
    fields = ("name",)
    extra = 0


@admin.register(Body)
class BodyAdmin(CorrectedAdmin):
    list_display = ("name", "directive_count")
    search_fields = ("name", "aliases__name")
    inlines = (BodyAliasInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Body]:
        return (
            super().get_queryset(request).annotate(directive_count=Count("responsibilities__directive", distinct=True))
        )

    def save_model(self, request: HttpRequest, obj: Body, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data:
            _lead_on(BodyAlias, {"name": form.initial["name"]}, {"name": obj.name}, {"body": obj})

    @admin.display(description="指示要求数", ordering="directive_count")
    def directive_count(self, body: Any) -> int:
        return int(body.directive_count)


class ThingAliasInline(TabularInline):
    model = ThingAlias
    fields = ("name",)
    extra = 0


@admin.register(Thing)
class ThingAdmin(CorrectedAdmin):
    """Names and aliases may be edited: `load_things` and later documents leave what a person gave."""

    list_display = ("name", "kind", "year", "place", "in_use", "mention_count")
    list_filter = ("kind", "in_use", "year_basis")
    search_fields = ("name", "aliases__name", "number")
    fields = ("kind", "name", "number", "in_use", "month_day", "year", "place", "what")
    inlines = (ThingAliasInline,)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Thing]:
        return super().get_queryset(request).annotate(mention_count=Count("mentions"))

    def save_model(self, request: HttpRequest, obj: Thing, form: Any, change: bool) -> None:
        if change:
            mark(obj, form.changed_data)
        if "year" in form.changed_data:
            obj.year_basis = Thing.YearBasis.TOLD if obj.year else ""
            mark(obj, ["year_basis"])
        super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data and obj.kind != Thing.Kind.ACCIDENT:
            before = form.initial["name"]
            values = {"kind": obj.kind, "key": key_of(Kind(obj.kind), before)}
            ThingAlias.objects.filter(thing=obj, kind=obj.kind, key=obj.key, former=None).delete()
            if values["key"] != obj.key:
                ThingAlias.objects.get_or_create(**values, defaults={"thing": obj, "name": before})

    @admin.display(description="提及", ordering="mention_count")
    def mention_count(self, thing: Any) -> int:
        return int(thing.mention_count)


def _lead_on(model: type[Model], before: dict[str, Any], now: dict[str, Any], row: dict[str, Any]) -> None:
    """What a file calls by the name that the row had is the row still; its present name is no alias."""
    model._default_manager.filter(**now, **row, former=None).delete()
    model._default_manager.get_or_create(**before, defaults=row)
