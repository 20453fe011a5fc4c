"""`manage.py ingest PATH…`: load files and folders, or show what would be understood of them."""

import contextlib
import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.db import DataError, IntegrityError

from directives.intake import inbox
from directives.intake.bounded import understand_bounded
from directives.log.notes import note_file
from directives.models import Equivalence, Sector, Thing
from directives.pipeline import Knowledge, load_bytes
from directives.progress import Bar
from directives.sector_rows import SHIPPED, load_sectors
from directives.sectors import Taxonomy
from directives.tallies import INDEX
from directives.thesaurus_rows import load_thesaurus
from directives.things.listed_rows import load_things
from directives.understand import Understanding, to_json
from meetings.files import contents, files_in, printable
from meetings.readers import ReadError
from meetings.readers.archive import is_archive
from search.bitmaps import FOLD_AT
from search.changes import prune

WATCH_SECONDS = 2
Step = Callable[[str, str, bytes], None]


class Command(BaseCommand):
    help = "载入文件或文件夹：每个文件一个事务、一行结果；有文件失败时退出状态为 1。"
    # Checks may open the database, which a dry run must not need.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="文件或文件夹（含下级）")
        parser.add_argument("--dry-run", action="store_true", help="只显示理解的结果，不写入，不需要数据库")
        parser.add_argument("--json", action="store_true", help="与 --dry-run 合用：每个文件输出一行 JSON")
        parser.add_argument("--watch", action="store_true", help="守候收件文件夹（PATH，默认为 INBOX），随到随收")
        parser.add_argument("--check-all", action="store_true", help="与 --watch 合用：每个文件都等人核对")

    def handle(self, *, paths: list[Path], dry_run: bool, **options: Any) -> None:
        if options["json"] and not dry_run:
            raise CommandError("--json 要与 --dry-run 合用")
        if options["watch"]:
            return self._watch(paths, directly=not options["check_all"])
        if not paths:
            raise CommandError("请给出要载入的文件或文件夹")
        step = self._dry_run(as_json=options["json"]) if dry_run else self._loading()
        failures = self.stderr if options["json"] else self.stdout
        files = list(files_in(paths))
        self.bar = Bar(self.stderr, len(files))
        failed = 0
        total = 0
        for done, file in enumerate(files):
            self.bar.draw(done, printable(file.name))
            for place, name, data in found_in(file):
                total += 1
                if reason := self._try(step, place, name, data):
                    failed += 1
                    self._line(failures, f"failed\t{place}\t{reason}")
                    if not dry_run:
                        note_file(place, None if isinstance(data, ReadError) else data, "failed", reason=reason)
        self.bar.wipe()
        if not dry_run:
            INDEX.store.fold(FOLD_AT)
            prune()
        if failed:
            raise CommandError(f"{total} 个文件中有 {failed} 个失败")

    def _watch(self, paths: list[Path], *, directly: bool) -> None:
        """Until interrupted; a worker reads what is taken in."""
        if len(paths) > 1:
            raise CommandError("--watch 一次只守候一个文件夹")
        folder = paths[0] if paths else settings.INBOX
        self.stdout.write(f"守候 {folder}，按 Ctrl-C 停止；收下的文件由 procrastinate worker 读取。")
        self.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            inbox.watch(folder, self.stdout.write, seconds=WATCH_SECONDS, directly=directly)

    def _try(self, step: Step, place: str, name: str, data: bytes | ReadError) -> str:
        """Why the file failed, or ""."""
        try:
            if isinstance(data, ReadError):
                raise data
            step(place, name, data)
        except ReadError as error:
            return error.reason
        except (IntegrityError, DataError) as error:
            # This file's transaction is undone; the others are none the worse.
            return f"数据库拒收：{str(error).splitlines()[0]}"
        return ""

    def _loading(self) -> Step:
        if not Sector.objects.exists():
            load_sectors()
        if not Equivalence.objects.exists():
            load_thesaurus()
        if not Thing.objects.exclude(shipped={}).exists():
            load_things()
        knowledge = Knowledge.stored()

        def step(place: str, name: str, data: bytes) -> None:
            outcome = load_bytes(name, data, knowledge)
            note_file(place, data, outcome.status, outcome.document.pk)
            self._line(self.stdout, f"{outcome.status}\t{place}\t{outcome}")

        return step

    def _dry_run(self, *, as_json: bool) -> Step:
        taxonomy = Taxonomy.from_json(SHIPPED)

        def step(place: str, name: str, data: bytes) -> None:
            understood = understand_bounded(name, data, taxonomy)
            if as_json:
                self._line(self.stdout, json.dumps(to_json(understood, place), ensure_ascii=False))
            else:
                self._line(self.stdout, f"understood\t{place}\t{in_words(understood)}")

        return step

    def _line(self, to: OutputWrapper, line: str) -> None:
        self.bar.wipe()
        to.write(line)


def found_in(file: Path) -> Iterator[tuple[str, str, bytes | ReadError]]:
    """(where it is, its name, its bytes or why there are none) of a file, or of each file of an archive."""
    place = printable(str(file))
    try:
        for member in contents(file):
            where = f"{place}/{member.name}" if is_archive(file.name) else place
            problem = ReadError(member.name, member.problem) if member.problem else None
            yield where, PurePosixPath(member.name).name, problem or member.data
    except ReadError as error:
        yield place, file.name, error


def in_words(understood: Understanding) -> str:
    """What a dry run tells people of a file."""
    words = f"{len(understood.outline.meetings)} 个会议，{len(understood.directives)} 条指示要求"
    return f"{words}，{len(understood.notices)} 处提示" if understood.notices else words
