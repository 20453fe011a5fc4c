"""`manage.py health`: what in the collection should be looked at, and whether anything is wrong."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directives.review.questions import counts


class Command(BaseCommand):
    help = "列出有待核对的各项数目（与核对队列相同）；有程序性错误时退出状态为 1。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="输出一行 JSON")

    def handle(self, **options: Any) -> None:
        found = counts()
        if options["json"]:
            rows = [
                {
                    "question": one.slug or f"{one.elsewhere}{one.query}",
                    "title": str(one.title),
                    "count": one.number,
                    "error": one.error,
                }
                for one in found
            ]
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
        else:
            for one in found:
                self.stdout.write(f"{'错误' if one.error and one.number else '    '}\t{one.number}\t{one.title}")
        if wrong := [one for one in found if one.error and one.number]:
            raise CommandError("；".join(f"{one.title}：{one.number}" for one in wrong))
