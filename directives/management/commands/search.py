"""`manage.py search QUERY…`: find directives or turns by the same filter and order as the pages."""

import json
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from directives.filters import DirectiveFilter
from directives.listing import in_order
from directives.models import Directive
from meetings.filters import TurnFilter
from meetings.models import Turn
from search.words import dictionary

SHOWN = 20
SCOPES = {"directives": (DirectiveFilter, Directive), "turns": (TurnFilter, Turn)}


class Command(BaseCommand):
    help = "检索指示要求（或发言全文）：逐个查询输出命中数与编号。查询写法与页面相同。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("queries", nargs="*", metavar="QUERY", help='一个参数是一个查询，如 "燃气 -演练"')
        parser.add_argument("--queries", dest="file", type=Path, metavar="FILE", help="文件，一行一个查询")
        parser.add_argument("--json", action="store_true", help="每个查询输出一行 JSON：query、count、ids、ms")
        parser.add_argument("--limit", type=int, metavar="N", help=f"最多列出 N 条（JSON 默认全部，否则 {SHOWN}）")
        parser.add_argument("--sort", choices=["newest", "relevance"], default="newest", help="次序")
        parser.add_argument("--scope", choices=list(SCOPES), default="directives", help="范围：指示要求或发言")

    def handle(self, *, queries: list[str], file: Path | None, **options: Any) -> None:
        given = [*queries, *(lines(file) if file else [])]
        if not given:
            raise CommandError("请给出查询，或用 --queries 给出查询文件")
        if options["limit"] is not None and options["limit"] < 0:
            raise CommandError("--limit 不能小于 0")
        if options["sort"] == "relevance" and options["scope"] == "turns":
            raise CommandError("发言只能按时间排列")
        dictionary()  # read before the clock starts
        answer = self._as_json if options["json"] else self._as_listing
        wrong = sum(not answer(query, options) for query in given)
        if wrong:
            raise CommandError(f"{len(given)} 个查询中有 {wrong} 个有误")

    def _as_json(self, query: str, options: dict[str, Any]) -> bool:
        """One line of JSON. A malformed query gives its message instead, and False."""
        began = time.perf_counter()
        try:
            rows, found = find(query, options["scope"], options["sort"])
        except QueryMistake as mistake:
            self.stdout.write(json.dumps({"query": query, "error": str(mistake)}, ensure_ascii=False))
            return False
        ids = list(rows.values_list("pk", flat=True)[: options["limit"]])
        # Relevance orders the newest hits only, so what it lists may be less than what there is.
        whole = options["limit"] is None and options["sort"] == "newest"
        count = len(ids) if whole else found.count()
        ms = round((time.perf_counter() - began) * 1000, 1)
        self.stdout.write(json.dumps({"query": query, "count": count, "ids": ids, "ms": ms}, ensure_ascii=False))
        return True

    def _as_listing(self, query: str, options: dict[str, Any]) -> bool:
        try:
            rows, found = find(query, options["scope"], options["sort"])
        except QueryMistake as mistake:
            self.stderr.write(f"{query}：{mistake}")
            return False
        limit = SHOWN if options["limit"] is None else options["limit"]
        self.stdout.write(f"{query}：{found.count()} 条")
        for row in rows.select_related("meeting", "speaker")[:limit]:
            where = "  ".join(str(one) for one in (row.meeting, row.speaker) if one)
            self.stdout.write(f"\n{row.pk}  {where}\n{row.text}")
        return True


class QueryMistake(Exception):
    """A malformed query; the message says what would work."""


def find(query: str, scope: str, sort: str) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """The rows a query finds, in order, and the same rows to count. Raises QueryMistake."""
    filter_class, model = SCOPES[scope]
    filters = filter_class({"q": query}, model._default_manager.all())
    if not filters.is_valid():
        raise QueryMistake("；".join(str(message) for messages in filters.errors.values() for message in messages))
    found = filters.qs
    return (found.newest() if scope == "turns" else in_order(found, sort, filters)), found


def lines(file: Path) -> Iterator[str]:
    """The queries of a file, one a line; empty lines are none. Raises CommandError."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file} 读不了：{error}") from error
    return (line for line in text.splitlines() if line.strip())
