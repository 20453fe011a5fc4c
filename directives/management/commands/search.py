"""`manage.py search QUERY…`: find directives or turns by the same filter and order as the pages."""

import json
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directives.finding import ORDERS, SCOPES, Found, address_of, find
from search.nodes import Term
from search.thesaurus import equivalents_in
from search.words import dictionary

SHOWN = 20


class Command(BaseCommand):
    help = "检索指示要求（或发言全文）：逐个查询输出命中数与编号。查询写法与页面相同。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("queries", nargs="*", metavar="QUERY", help='一个参数是一个查询，如 "燃气 -演练"')
        parser.add_argument("--queries", dest="file", type=Path, metavar="FILE", help="文件，一行一个查询")
        parser.add_argument("--json", action="store_true", help="每个查询输出一行 JSON：query、count、ids、ms")
        parser.add_argument("--limit", type=int, metavar="N", help=f"最多列出 N 条（JSON 默认全部，否则 {SHOWN}）")
        parser.add_argument("--sort", choices=ORDERS, default="newest", help="次序")
        parser.add_argument("--also", action="store_true", help="一并检索同义词表里的同义词，并列出检索了哪些")
        parser.add_argument("--scope", choices=list(SCOPES), default="directives", help="范围：指示要求或发言")

    def handle(self, *, queries: list[str], file: Path | None, **options: Any) -> None:
        given = [*queries, *(lines(file) if file else [])]
        if not given:
            raise CommandError("请给出查询，或用 --queries 给出查询文件")
        if options["limit"] is not None and options["limit"] < 0:
            raise CommandError("--limit 不能小于 0")
        dictionary()  # read before the clock starts
        answer = self._as_json if options["json"] else self._as_listing
        wrong = sum(not answer(query, options) for query in given)
        if wrong:
            raise CommandError(f"{len(given)} 个查询中有 {wrong} 个有误")

    def _as_json(self, query: str, options: dict[str, Any]) -> bool:
        """One line of JSON. A malformed query gives its message instead, and False."""
        began = time.perf_counter()
        found = found_for(query, options)
        if not found.valid:
            wrong = {"query": query, "error": "；".join(found.problems)} | correction(found)
            self.stdout.write(json.dumps(wrong, ensure_ascii=False))
            return False
        ids = list(found.rows.values_list("pk", flat=True)[: options["limit"]])
        count = len(ids) if options["limit"] is None else found.count()
        ms = round((time.perf_counter() - began) * 1000, 1)
        answer = {"query": query, "count": count, "ids": ids, "ms": ms} | also_searched(found, options)
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
        return True

    def _as_listing(self, query: str, options: dict[str, Any]) -> bool:
        found = found_for(query, options)
        if not found.valid:
            better = f"  建议：{found.suggestion}" if found.suggestion else ""
            self.stderr.write(f"{query}：{'；'.join(found.problems)}{better}")
            return False
        limit = SHOWN if options["limit"] is None else options["limit"]
        also = also_searched(found, options).get("also")
        self.stdout.write(f"{query}：{found.count()} 条" + (f"（另外也检索了：{'、'.join(also)}）" if also else ""))
        for row in found.rows.select_related("meeting", "speaker")[:limit]:
            where = "  ".join(str(one) for one in (row.meeting, row.speaker) if one)
            self.stdout.write(f"\n{row.pk}  {where}\n{row.text}")
        return True


def found_for(query: str, options: dict[str, Any]) -> Found:
    """The search of one query with the options of the command."""
    also = "1" if options["also"] else ""
    return find(address_of(q=query, also=also, sort=options["sort"]), options["scope"])


def also_searched(found: Found, options: dict[str, Any]) -> dict[str, list[str]]:
    """With --also the equivalents that were searched, never silently."""
    if not options["also"]:
        return {}
    node = found.query.node if found.query else None
    return {"also": [one.text if isinstance(one, Term) else str(one.value) for one in equivalents_in(node)]}


def correction(found: Found) -> dict[str, str]:
    return {"suggestion": found.suggestion} if found.suggestion else {}


def lines(file: Path) -> Iterator[str]:
    """The queries of a file, one a line; empty lines are none. Raises CommandError."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file} 读不了：{error}") from error
    return (line for line in text.splitlines() if line.strip())
