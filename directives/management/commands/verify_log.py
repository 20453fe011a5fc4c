"""`manage.py verify_log`: whether the log is as it was written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directives.log.verifying import verify_log


class Command(BaseCommand):
    help = "核对操作记录：逐条核对散列、前后相接和序号连续；有任何不符时以 1 退出。"

    def handle(self, **options: Any) -> None:
        proof = verify_log()
        for problem in proof.problems:
            self.stdout.write(problem)
        if proof.problems:
            raise CommandError(f"{proof.entries} 条记录中有不符")
        self.stdout.write(f"{proof.entries} 条记录前后相接，内容与散列相符。")
