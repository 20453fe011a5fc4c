"""`manage.py setup_groups`: the groups officer, auditor, loader and administrator with their rights."""

from typing import Any

from django.core.management.base import BaseCommand

from config.accounts import set_up_groups
from config.rights import GROUPS


class Command(BaseCommand):
    help = "Creates the groups officer, auditor, loader and administrator, or brings their rights up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        set_up_groups()
        self.stdout.write(f"groups: {', '.join(GROUPS)}")
