"""`manage.py prune_log`: drop entries of the log that the retention rule no longer wants kept."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from directives.log.retention import prune


class Command(BaseCommand):
    help = "按保存期限（LOG_DAYS）清理操作记录；0 为永久保存。清理本身也记入记录，其余各条仍可核对。"

    def handle(self, **options: Any) -> None:
        days = settings.LOG_DAYS
        if not days:
            self.stdout.write("LOG_DAYS 为 0：永久保存，没有清理。")
            return
        self.stdout.write(f"清理了 {prune(days)} 条早于 {days} 天的记录。")
