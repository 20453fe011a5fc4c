"""`manage.py reindex`: index anew what another dictionary indexed, and check and rebuild the bitmaps."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from directives.models import Directive
from directives.tallies import INDEX, LARGE
from search.changes import prune
from search.reindexing import BATCH, reindex, searchable_models, stale_rows


class Command(BaseCommand):
    help = "Index anew the rows that another dictionary indexed, and the bitmaps; the site may be used meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="every row, not only those of another dictionary")
        parser.add_argument("--batch", type=int, default=BATCH, metavar="N", help="rows a transaction (%(default)s)")

    def handle(self, *, all: bool, batch: int, **options: Any) -> None:
        for model in searchable_models():
            name, total, done = model._meta.verbose_name, stale_rows(model, every=all), 0
            for number in reindex(model, every=all, batch=batch):
                done += number
                self.progress(f"{name}: {done:,} of {max(total, done):,}")
            self.stdout.write(f"{name}: {done:,} indexed anew")
        if Directive.objects.count() >= LARGE:
            self.bitmaps()
        prune()

    def bitmaps(self) -> None:
        """Rebuilt from the rows; what was stored is compared with that."""
        known = INDEX.store.generation() is not None
        wrong = INDEX.store.build(lambda done, parts: self.progress(f"bitmaps: part {done:,} of {parts:,}"))
        if wrong is None:
            self.stdout.write("bitmaps: another process is at work on them")
        elif known:
            self.stdout.write(f"bitmaps: checked, {wrong:,} were wrong; built anew")
        else:
            self.stdout.write("bitmaps: built")

    def progress(self, words: str) -> None:
        """On a terminal, in one line."""
        if self.stdout.isatty():
            self.stdout.write(f"\r{words} ", ending="")
            self.stdout.flush()
