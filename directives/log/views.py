"""The log as auditors read it: newest first, narrowed by person, kind and day, and as a file."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from typing import Any

import django_filters
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from directives.evidence.text_files import harmless
from directives.log.words import told
from directives.models import LogEntry

PER_PAGE = 50
RIGHT = "directives.log_directive"
HEADINGS = ("序号", "时间", "事项", "账号", "来源地址", "内容", "前一条的散列", "散列")


class LogFilter(django_filters.FilterSet):
    """Narrows the log."""

    user = django_filters.CharFilter(field_name="user", lookup_expr="exact", label=_("Account"))
    kind = django_filters.ChoiceFilter(choices=LogEntry.Kind.choices, label=_("Kind"), empty_label=_("All kinds"))
    since = django_filters.DateFilter(method="by_since", label=_("From day"))
    until = django_filters.DateFilter(method="by_until", label=_("To day"))
    until_number = django_filters.NumberFilter(field_name="number", lookup_expr="lte", label=_("Up to number"))

    class Meta:
        model = LogEntry
        fields: list[str] = []

    def by_since(self, rows: QuerySet[LogEntry], name: str, day: dt.date) -> QuerySet[LogEntry]:
        return rows.filter(at__gte=_midnight(day))

    def by_until(self, rows: QuerySet[LogEntry], name: str, day: dt.date) -> QuerySet[LogEntry]:
        return rows.filter(at__lt=_midnight(day + dt.timedelta(days=1)))


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


@login_required
@permission_required(RIGHT, raise_exception=True)
@require_GET
def log_page(request: HttpRequest) -> HttpResponse:
    """Entries, newest first."""
    filters = LogFilter(request.GET, LogEntry.objects.all())
    found = filters.qs if filters.is_valid() else LogEntry.objects.none()
    page = Paginator(found.order_by("-number"), PER_PAGE).get_page(request.GET.get("page"))
    entries = [(entry, list(told(entry))) for entry in page]
    context = {"filters": filters, "page": page, "entries": entries, "kinds": LogEntry.Kind.choices}
    return render(request, "directives/log.html", context)


@login_required
@permission_required(RIGHT, raise_exception=True)
@require_GET
def log_export(request: HttpRequest) -> HttpResponseBase:
    """All entries that the filters leave, oldest first, as CSV with their hashes."""
    filters = LogFilter(request.GET, LogEntry.objects.all())
    if not filters.is_valid():
        return render(request, "400.html", {"messages_of": filters.form.errors.values()}, status=400)
    name = f"anling-log-{timezone.localdate():%Y%m%d}.csv"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(_lines(filters.qs), content_type="text/csv; charset=utf-8", headers=disposition)


def _lines(entries: QuerySet[LogEntry]) -> Iterator[bytes]:
    yield ("\ufeff" + _line(HEADINGS)).encode()
    for entry in entries.order_by("number").iterator(chunk_size=2000):
        values: tuple[Any, ...] = (
            entry.number, timezone.localtime(entry.at).isoformat(), entry.get_kind_display(), entry.user, entry.address,
            json.dumps(entry.details, ensure_ascii=False, sort_keys=True), entry.previous, entry.hash,
        )  # fmt: skip
        yield _line(values).encode()


def _line(values: tuple[Any, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([harmless(str(value)) for value in values])
    return buffer.getvalue()
