"""`manage.py relink`: find anew where each directive comes from."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directives.lineage.following import relink
from directives.models import Directive, Link
from directives.progress import Bar


class Command(BaseCommand):
    help = "重新判断每条指示要求与此前各级要求的关系；中断后再次运行会接着做，站点可照常使用。"

    def handle(self, **options: Any) -> None:
        bar = Bar(self.stderr, Directive.objects.count())
        done = relink(lambda number: bar.draw(number, ""))
        bar.wipe()
        if done is None:
            raise CommandError("另一个进程正在做这件事，请稍后再试")
        self.stdout.write(f"{done} 条指示要求，现有 {Link.objects.count()} 条传导关系")
