"""`manage.py load_thesaurus`: bring the stored thesaurus up to the one that the program ships."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from directives.thesaurus_rows import SHIPPED, load_thesaurus


class Command(BaseCommand):
    help = "载入检索用的同义词表；可重复运行，手工改过的同义词组保持不变。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=SHIPPED, help="JSON 文件（默认随程序提供的）")
        parser.add_argument("--reset", action="store_true", help="手工改过的也恢复成文件所列")

    def handle(self, *, path: Path, reset: bool, **options: Any) -> None:
        changed = load_thesaurus(path, reset=reset)
        self.stdout.write(f"更新了 {len(changed)} 个同义词组。" if changed else "同义词表没有变化。")
