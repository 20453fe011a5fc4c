"""Shuts the site for work and opens it again; needs no database."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.maintenance import switch


class Command(BaseCommand):
    help = "Shut the site (on), with a time or a message if wanted, or open it again (off)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("state", choices=["on", "off"])
        parser.add_argument("--until", default="", help="when it will be back: 2026-11-27T05:00")
        parser.add_argument("--message", default="", help="what readers are told")

    def handle(self, *, state: str, until: str, message: str, **options: Any) -> None:
        if state == "off":
            switch().unlink(missing_ok=True)
            return
        try:
            time = f"{dt.datetime.fromisoformat(until)}\n" if until else ""
        except ValueError as error:
            raise CommandError(f"--until {until}：不是时间，应如 2026-11-27T05:00") from error
        switch().parent.mkdir(parents=True, exist_ok=True)
        switch().write_text(time + message)
