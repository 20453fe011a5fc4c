"""`manage.py weigh_sectors`: learn anew how surely the words around a sector's word say that it is meant."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directives import sector_rows, sector_weights
from directives.sector_learning import EXAMPLES, held_back, learn, read_examples
from directives.sectors import Taxonomy


class Command(BaseCommand):
    help = "从标注了行业的示例句重新学习各线索的权重，写入随程序提供的文件。不需要数据库。"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "examples", nargs="?", type=Path, default=EXAMPLES, help="示例文件，每行一个 JSON（默认随程序提供的）"
        )
        parser.add_argument("--out", type=Path, default=sector_weights.SHIPPED, help="写入哪个文件")
        parser.add_argument(
            "--check", action="store_true", help="只衡量：轮流留出五分之一不学，看判断是否正确；不写文件"
        )

    def handle(self, *, examples: Path, out: Path, check: bool, **options: Any) -> None:
        taxonomy = Taxonomy.from_json(sector_rows.SHIPPED)
        try:
            given = read_examples(examples)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(
                f"{examples}：读不出示例（{error}）。每行应是 JSON，含 text、sectors，可有 optional。"
            ) from error
        if not given:
            raise CommandError(f"{examples}：没有示例。")
        if check:
            named, weighed = held_back(given, taxonomy)
            self.stdout.write(f"{len(given)} 条示例：提到即算，{named:.1%} 正确；按权重判断，{weighed:.1%} 正确。")
            return
        weights = learn(given, taxonomy)
        weights.to_json(out)
        self.stdout.write(f"从 {len(given)} 条示例学得 {len(weights.weights)} 个线索的权重，写入 {out}。")
