"""`manage.py load_things`: bring the stored campaigns, rules and papers up to the list that the program ships."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from directives.things.listed_names import SHIPPED
from directives.things.listed_rows import load_things


class Command(BaseCommand):
    help = "载入专项行动、制度要求和法规文件的名录；可重复运行，手工改过的保持不变。此后用 recognise_things 重新识别已载入的文件。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=SHIPPED, help="JSON 文件（默认随程序提供的）")
        parser.add_argument("--reset", action="store_true", help="手工改过的也恢复成文件所列")

    def handle(self, *, path: Path, reset: bool, **options: Any) -> None:
        changed = load_things(path, reset=reset)
        self.stdout.write(f"更新了 {len(changed)} 个专名。" if changed else "专名名录没有变化。")
