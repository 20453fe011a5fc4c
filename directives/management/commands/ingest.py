"""`manage.py ingest PATH…`: load files and folders, or show what would be understood of them."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.db import DataError, IntegrityError

from directives.models import Sector
from directives.pipeline import Knowledge, load
from directives.progress import Bar
from directives.sector_rows import SHIPPED, load_sectors
from directives.sectors import Taxonomy
from directives.understand import Understanding, to_json, understand
from meetings.files import files_in, printable, read_bytes
from meetings.readers import ReadError
from search.changes import prune


class Command(BaseCommand):
    help = "载入文件或文件夹：每个文件一个事务、一行结果；有文件失败时退出状态为 1。"
    # Checks may open the database, which a dry run must not need.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="文件或文件夹（含下级）")
        parser.add_argument("--dry-run", action="store_true", help="只显示理解的结果，不写入，不需要数据库")
        parser.add_argument("--json", action="store_true", help="与 --dry-run 合用：每个文件输出一行 JSON")

    def handle(self, *, paths: list[Path], dry_run: bool, **options: Any) -> None:
        if options["json"] and not dry_run:
            raise CommandError("--json 要与 --dry-run 合用")
        step = self._dry_run(as_json=options["json"]) if dry_run else self._loading()
        failures = self.stderr if options["json"] else self.stdout
        files = list(files_in(paths))
        self.bar = Bar(self.stderr, len(files))
        failed = 0
        for done, file in enumerate(files):
            self.bar.draw(done, printable(file.name))
            try:
                step(file)
            except ReadError as error:
                failed += 1
                self._line(failures, f"failed\t{printable(str(file))}\t{error.reason}")
            except (IntegrityError, DataError) as error:
                # This file's transaction is undone; the others are none the worse.
                failed += 1
                self._line(failures, f"failed\t{printable(str(file))}\t数据库拒收：{str(error).splitlines()[0]}")
        self.bar.wipe()
        if not dry_run:
            prune()
        if failed:
            raise CommandError(f"{len(files)} 个文件中有 {failed} 个失败")

    def _loading(self) -> Callable[[Path], None]:
        if not Sector.objects.exists():
            load_sectors()
        knowledge = Knowledge.stored()

        def step(file: Path) -> None:
            outcome = load(file, knowledge)
            self._line(self.stdout, f"{outcome.status}\t{printable(str(file))}\t{outcome}")

        return step

    def _dry_run(self, *, as_json: bool) -> Callable[[Path], None]:
        taxonomy = Taxonomy.from_json(SHIPPED)

        def step(file: Path) -> None:
            understood = understand(printable(file.name), read_bytes(file), taxonomy)
            name = printable(str(file))
            if as_json:
                self._line(self.stdout, json.dumps(to_json(understood, name), ensure_ascii=False))
            else:
                self._line(self.stdout, f"understood\t{name}\t{in_words(understood)}")

        return step

    def _line(self, to: OutputWrapper, line: str) -> None:
        self.bar.wipe()
        to.write(line)


def in_words(understood: Understanding) -> str:
    """What a dry run tells people of a file."""
    words = f"{len(understood.outline.meetings)} 个会议，{len(understood.directives)} 条指示要求"
    return f"{words}，{len(understood.notices)} 处提示" if understood.notices else words
