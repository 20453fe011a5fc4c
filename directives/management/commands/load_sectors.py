"""`manage.py load_sectors`: bring the stored sectors up to the list that the program ships."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from directives.sector_rows import SHIPPED, load_sectors


class Command(BaseCommand):
    help = "载入行业分类及其同义词；可重复运行，手工改过的行业保持不变。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=SHIPPED, help="JSON 文件（默认随程序提供的）")
        parser.add_argument("--reset", action="store_true", help="手工改过的也恢复成文件所列")

    def handle(self, *, path: Path, reset: bool, **options: Any) -> None:
        changed = load_sectors(path, reset=reset)
        self.stdout.write(f"更新了 {len(changed)} 个行业。" if changed else "行业分类没有变化。")
