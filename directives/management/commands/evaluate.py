"""`manage.py evaluate GOLD_DIR`: how well extraction agrees with hand-made annotations, and where not."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directives.agreement import GoldError
from directives.evaluate import Disagreement, Score, score, worst
from directives.lineage import evaluate as lineage
from directives.sector_rows import SHIPPED
from directives.sectors import Taxonomy
from directives.understand import to_json, understand
from meetings.files import read_bytes
from meetings.readers import ReadError


class Command(BaseCommand):
    help = "以人工标注衡量抽取的质量：列出各项指标，并对照列出最大的差错。不需要数据库。"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("gold", type=Path, nargs="?", metavar="GOLD_DIR", help="标注所在文件夹，每个文件一个 JSON")
        parser.add_argument("--docs", type=Path, action="append", help="原文所在文件夹（默认在标注文件夹的旁边找）")
        parser.add_argument("--worst", type=int, default=30, metavar="N", help="列出最大的 N 处差错（默认 30）")
        parser.add_argument("--kind", action="append", help="只列这一类差错，如 missed、invented、speaker、sector")
        parser.add_argument(
            "--links", action="store_true", help="衡量传导关系：用随程序提供的成对标注，原文在示例和 --docs 文件夹里找"
        )
        parser.add_argument("--per-doc", action="store_true", help="也列出每个文件的指标")

    def handle(self, *, gold: Path | None, docs: list[Path] | None, **options: Any) -> None:
        taxonomy = Taxonomy.from_json(SHIPPED)
        if options["links"]:
            self._links([lineage.PAIRS.parent.parent / "transcripts", *(docs or [])], taxonomy, options["worst"])
        if gold is None:
            if not options["links"]:
                raise CommandError("请给出标注所在文件夹 GOLD_DIR，或用 --links")
            return
        files = sorted(gold.glob("*.json"))
        if not files:
            raise CommandError(f"{gold} 中没有标注文件（*.json）")
        total = Score()
        for file in files:
            try:
                one = score_file(json.loads(file.read_text(encoding="utf-8")), docs or [gold.parent], taxonomy)
            except (GoldError, ReadError, FileNotFoundError) as error:
                raise CommandError(f"{file.name}：{error}") from error
            total.extend(one)
            if options["per_doc"]:
                self.stdout.write(f"{file.stem}: {json.dumps(one.figures())}")
        shown = [one for one in worst(total.disagreements) if not options["kind"] or one.kind in options["kind"]]
        for disagreement in shown[: options["worst"]]:
            self.stdout.write(side_by_side(disagreement))
        self.stdout.write(json.dumps(total.figures()))

    def _links(self, folders: list[Path], taxonomy: Taxonomy, most: int) -> None:
        """How well links agree with labelled pairs, those used for tuning and those kept apart."""
        judged, left_out = lineage.judge_pairs(lineage.read_pairs(), folders, taxonomy)
        for one in lineage.worst(judged)[:most]:
            self.stdout.write(
                f"标注 {one.pair.kind} 结果 {one.kind} {one.verdict.score:.2f} {one.pair.upper[0]} → {one.pair.lower[0]}\n"
                f"     {one.upper.text[:80]}\n     {one.lower.text[:80]}"
            )
        for part in ("tuning", "final"):
            mine = [one for one in judged if one.pair.part == part]
            self.stdout.write(f"{part} {len(mine)}: {json.dumps(lineage.figures(mine))}")
        if left_out:
            self.stdout.write(
                f"{left_out['file']} 对缺原文（用 --docs 指出所在文件夹），{left_out['directive']} 对未能抽取"
            )


def score_file(gold: dict[str, Any], folders: list[Path], taxonomy: Taxonomy) -> Score:
    """Understand the annotated document, found below one of `folders`, and compare. Raises FileNotFoundError."""
    name = Path(gold["doc"]).name
    path = next((path for folder in folders for path in sorted(folder.rglob(name))), None)
    if path is None:
        raise FileNotFoundError(f"找不到原文 {name}")
    understood = understand(name, read_bytes(path), taxonomy)
    return score(gold, understood.source.text, to_json(understood, name))


def side_by_side(one: Disagreement) -> str:
    """A disagreement in three lines: where and how much, then what either side says."""
    return (
        f"{one.weight:>4} {one.kind}  {one.document}  {one.text[:80]}\n     标注 {one.gold}\n     结果 {one.predicted}"
    )
