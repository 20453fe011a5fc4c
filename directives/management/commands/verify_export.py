"""`manage.py verify_export FILE…`: whether an export is as it was written, and what has changed since."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directives.evidence.manifest import FACTS, ManifestError
from directives.evidence.selection import SelectionError
from directives.evidence.verifying import Verdict, verify

SHOWN = 20


class Command(BaseCommand):
    help = "核对导出文件：是否被改动；用同样的条件再查一次，说明此后有哪些增删改。有任何不符时以 1 退出。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV、XLSX、DOCX 或 JSON 行文件")

    def handle(self, *, files: list[Path], **options: Any) -> None:
        wrong = sum(not self._checked(file) for file in files)
        if wrong:
            raise CommandError(f"{len(files)} 个文件中有 {wrong} 个不符")

    def _checked(self, file: Path) -> bool:
        try:
            verdict = verify(file)
        except (ManifestError, SelectionError) as error:
            self.stderr.write(f"{file}：{error}")
            return False
        self.stdout.write(f"{file}")
        for key, name in FACTS.items():
            self.stdout.write(f"  {name}：{getattr(verdict.manifest, key) or '（无）'}")
        for line in told(verdict):
            self.stdout.write(f"  {line}")
        return verdict.intact and verdict.current


def told(verdict: Verdict) -> list[str]:
    """The verdict in words, a line each."""
    lines = [f"被改动：{problem}" for problem in verdict.altered] or ["文件与导出时一致。"]
    if verdict.current:
        lines.append("用同样的条件再查，结果与文件相同。")
    for name, keys in (("新增", verdict.added), ("不再命中", verdict.removed), ("原话有改", verdict.changed)):
        if keys:
            listed = "、".join(map(str, keys[:SHOWN])) + ("……" if len(keys) > SHOWN else "")
            lines.append(f"此后{name} {len(keys)} 条：{listed}")
    if verdict.reordered:
        lines.append("此后次序有变（会议日期或级别改过）。")
    if verdict.index_changed:
        lines.append("索引版本已不同（词典或折叠规则改过），命中不受影响。")
    return lines
