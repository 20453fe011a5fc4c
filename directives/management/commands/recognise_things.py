"""`manage.py recognise_things`: find the named things of stored documents anew, after names or aliases changed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from directives.progress import Bar
from directives.things.build import note_document
from meetings.models import Document


class Command(BaseCommand):
    help = "用现在的名录重新识别已载入文件中的专名：每个文件一个事务，可随时中断、重复运行。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("documents", nargs="*", type=int, metavar="ID", help="只处理这些文件（编号）")

    def handle(self, *, documents: list[int], **options: Any) -> None:
        wanted = Document.objects.order_by("pk")
        if documents:
            wanted = wanted.filter(pk__in=documents)
        keys = list(wanted.values_list("pk", "file_name"))
        bar = Bar(self.stderr, len(keys))
        mentions = 0
        for done, (pk, name) in enumerate(keys):
            bar.draw(done, name)
            mentions += note_document(pk)
        bar.wipe()
        self.stdout.write(f"{len(keys)} 个文件，{mentions} 处提及")
