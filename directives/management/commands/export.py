"""`manage.py export directives|turns|ledger`: every row that the filters leave, in any of the formats."""

import sys
from argparse import ArgumentParser
from contextlib import nullcontext
from getpass import getuser
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from directives.evidence.downloads import KINDS, WRITERS
from directives.evidence.exporting import Export
from directives.evidence.files import SIDECAR
from directives.evidence.manifest import Manifest
from directives.evidence.selection import Group, Selection, SelectionError
from directives.evidence.text_files import text_file
from directives.evidence.workbook import TooManyRows
from directives.filters import DirectiveFilter
from directives.finding import ORDERS


class Command(BaseCommand):
    help = "导出指示要求、发言或台账：条件与页面相同，全部命中，逐行写出。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["directives", "turns", "ledger"], help="指示要求、发言或台账")
        parser.add_argument("--format", choices=list(KINDS), default="jsonl", help="格式")
        parser.add_argument(
            "--output",
            type=Path,
            metavar="FILE",
            help=f"写入文件（默认写到标准输出）；文本格式的导出说明写在 FILE{SIDECAR}",
        )
        parser.add_argument("--site", default="", metavar="URL", help="网站地址，如 https://host，使链接成为绝对地址")
        parser.add_argument("--sort", choices=ORDERS, default="newest", help="次序")
        parser.add_argument("--group", choices=[group.value for group in Group], help="分组（DOCX 每组一个标题）")
        filters = parser.add_argument_group("条件（与页面地址中的相同；可重复给出的条件取其并集）")
        filters.add_argument("--also", action="store_const", const=["1"], default=[], help="一并检索同义词")
        for name, one in DirectiveFilter.base_filters.items():
            if name == "also":
                continue
            filters.add_argument(f"--{name}", action="append", default=[], metavar="VALUE", help=str(one.label))

    def handle(self, *, what: str, format: str, output: Path | None, site: str, **options: Any) -> None:
        if format in WRITERS and output is None and sys.stdout.isatty():
            raise CommandError(f"{format.upper()} 不能写到终端，请用 --output 给出文件")
        try:
            export = Export(Selection.read(address(what, options)), format, site.rstrip("/"), getuser())
        except SelectionError as error:
            raise CommandError(str(error)) from error
        with open_output(output) as file:
            manifest = write(export, file)
        if output and format not in WRITERS:
            output.with_name(output.name + SIDECAR).write_text(manifest.line(), encoding="utf-8")


def address(what: str, options: dict[str, Any]) -> QueryDict:
    """The options as the address of a page."""
    data = QueryDict(mutable=True)
    for name in DirectiveFilter.base_filters:
        data.setlist(name, options[name])
    data["sort"] = options["sort"]
    extra = {"turns": {"scope": "turns"}, "ledger": {"layout": "ledger"}}.get(what, {})
    if options["group"]:
        extra["group"] = options["group"]
    data.update(extra)
    return data


def open_output(output: Path | None) -> Any:
    """The file to write bytes to: `output`, or else standard output, which stays open."""
    return output.open("wb") if output else nullcontext(sys.stdout.buffer)


def write(export: Export, file: BinaryIO) -> Manifest:
    """Write all rows; returns the manifest. Raises CommandError where the format can't hold them."""
    if writer := WRITERS.get(export.format):
        try:
            return writer(export, file)
        except TooManyRows as error:
            raise CommandError(str(error)) from error
    content = sha256()
    for data in text_file(export, close=False):
        content.update(data)
        file.write(data)
    return export.manifest(content.hexdigest())
