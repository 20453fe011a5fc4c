"""`manage.py check_provenance`: prove for every row where in the untouched source it stands."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directives.provenance import TABLES, check
from meetings.models import Document


class Command(BaseCommand):
    help = "逐行证明：字节与 SHA-256 相符，整理可以重现，每一行的文字与原文位置一致。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--document", type=int, action="append", metavar="ID", help="只查这些文件（默认全部）")

    def handle(self, *, document: list[int] | None, **options: Any) -> None:
        documents = Document.objects.filter(pk__in=document) if document else Document.objects.all()
        proof = check(documents)
        for finding in proof.findings:
            self.stdout.write(str(finding))
        failed = proof.failed
        for table in TABLES:
            total, bad = proof.checked[table], failed[table]
            # Rounded down: 100 % means every row.
            share = 10_000 * (total - bad) // total / 100 if total else 100
            self.stdout.write(f"{table._meta.verbose_name}\t{total - bad}/{total}\t{share:g} %")
        if proof.older:
            self.stdout.write(f"{proof.older} 个文件是由较早的整理程序处理的，已按所存偏移表查验。")
        if failed:
            raise CommandError(f"{failed.total()} 行的出处无法证明")
