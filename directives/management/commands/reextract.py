"""`manage.py reextract`: understand stored documents anew, after the program was improved."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directives.corrections.recording import CorrectionError
from directives.pipeline import Knowledge
from directives.progress import Bar
from directives.reloading.program import program
from directives.reloading.reload import reextract
from meetings.models import Document
from meetings.readers import ReadError
from search.changes import prune


class Command(BaseCommand):
    help = (
        "用现在的程序重新提取已载入的文件：每个文件一个事务，人工更正一律保留；中断后再次运行会接着做。"
        "有文件不能重新提取时退出状态为 1。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("documents", nargs="*", type=int, metavar="ID", help="只处理这些文件（编号）")
        parser.add_argument("--all", action="store_true", help="也处理现在的程序已经提取过的文件")

    def handle(self, *, documents: list[int], **options: Any) -> None:
        known = Knowledge.stored()
        waiting = Document.objects.order_by("pk")
        if documents:
            waiting = waiting.filter(pk__in=documents)
        elif not options["all"]:
            waiting = waiting.exclude(understood_by=program(known.taxonomy))
        keys = list(waiting.values_list("pk", "file_name"))
        bar = Bar(self.stderr, len(keys))
        changed = failed = 0
        for done, (pk, name) in enumerate(keys):
            bar.draw(done, name)
            try:
                if reextract(pk, known):
                    changed += 1
                    self._line(bar, f"changed\t{pk}\t{name}")
            except (CorrectionError, ReadError) as error:
                failed += 1
                self._line(bar, f"failed\t{pk}\t{name}\t{error}")
        bar.wipe()
        prune()
        self.stdout.write(f"{len(keys)} 个文件，{changed} 个结果有变，{failed} 个未能重新提取")
        if failed:
            raise CommandError(f"{len(keys)} 个文件中有 {failed} 个未能重新提取")

    def _line(self, bar: Bar, line: str) -> None:
        bar.wipe()
        self.stdout.write(line)
