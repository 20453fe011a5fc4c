"""`manage.py export directives`: every directive that the filters leave, as JSON lines, CSV or XLSX."""

import sys
from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.http import QueryDict

from directives.export import csv_lines, json_lines, rows, write_xlsx
from directives.filters import DirectiveFilter
from directives.listing import SORT_NAMES, in_order
from directives.models import Directive


class Command(BaseCommand):
    help = "导出指示要求：条件与页面相同，全部命中，逐行写出。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["directives"], help="导出什么")
        parser.add_argument("--format", choices=["jsonl", "csv", "xlsx"], default="jsonl", help="格式")
        parser.add_argument("--output", type=Path, metavar="FILE", help="写入文件（默认写到标准输出）")
        parser.add_argument("--site", default="", metavar="URL", help="网站地址，如 https://host，使链接成为绝对地址")
        parser.add_argument("--sort", choices=list(SORT_NAMES), default="newest", help="次序")
        filters = parser.add_argument_group("条件（与页面地址中的相同；可重复给出的条件取其并集）")
        for name, one in DirectiveFilter.base_filters.items():
            filters.add_argument(f"--{name}", action="append", default=[], metavar="VALUE", help=str(one.label))

    def handle(self, *, format: str, output: Path | None, site: str, sort: str, **options: Any) -> None:
        data = QueryDict(mutable=True)
        for name in DirectiveFilter.base_filters:
            data.setlist(name, options[name])
        filters = DirectiveFilter(data, Directive.objects.all())
        if not filters.is_valid():
            raise CommandError(
                "；".join(f"{name}：{'、'.join(map(str, errors))}" for name, errors in filters.errors.items())
            )
        if format == "xlsx" and output is None and sys.stdout.isatty():
            raise CommandError("XLSX 不能写到终端，请用 --output 给出文件")
        # Inside a transaction the server need not keep the whole result for the cursor.
        with transaction.atomic(), open_output(output) as file:
            write(rows(in_order(filters.qs, sort, filters), site.rstrip("/")), format, file)


def open_output(output: Path | None) -> Any:
    """The file to write bytes to: `output`, or else standard output, which stays open."""
    return output.open("wb") if output else nullcontext(sys.stdout.buffer)


def write(found: Any, format: str, file: BinaryIO) -> None:
    """Write the rows in one of the three formats. Raises CommandError where the format can't hold them."""
    if format == "xlsx":
        try:
            write_xlsx(found, file)
        except ValueError as error:
            raise CommandError(str(error)) from error
        return
    for line in {"jsonl": json_lines, "csv": csv_lines}[format](found):
        file.write(line.encode())
