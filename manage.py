#!/usr/bin/env python
"""Django's command line for this project."""

import os
import signal
import sys
from types import FrameType


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # The default action of these signals would end the process without letting it stop its database server.
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, leave)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
