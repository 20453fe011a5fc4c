"""gunicorn inside the demo command, so that one process owns the site and its database."""

import os
import signal
import socket
from collections.abc import Callable
from types import FrameType
from typing import Any

from gunicorn.app.base import BaseApplication

from config.embedded.base import keep_server

WORKERS = 2
THREADS = 4


class PortTaken(Exception):
    """Another program listens on the port."""


def check_port(host: str, port: int) -> None:
    """Raises PortTaken before anything is started where the port can't be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise PortTaken(f"{host}:{port}: {error.strerror}") from error


def serve(host: str, port: int, *, when_ready: Callable[[], None]) -> None:
    """Serve the site until a signal ends the process (SystemExit); `when_ready` is called once it answers."""
    Site(host, port, when_ready).run()


class Site(BaseApplication):
    """The site under gunicorn, configured here instead of by gunicorn's own command line."""

    def __init__(self, host: str, port: int, when_ready: Callable[[], None]) -> None:
        self.host = f"[{host}]" if ":" in host else host
        self.port = port
        self.when_ready = when_ready
        self.outlives_terminal = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
        super().__init__()

    def load_config(self) -> None:
        settings = {
            "bind": f"{self.host}:{self.port}",
            "workers": WORKERS,
            "worker_class": "gthread",
            "threads": THREADS,
            "preload_app": True,
            "graceful_timeout": 5,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": self.ready,
            "post_worker_init": start_worker,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from config.wsgi import application

        return application

    def ready(self, arbiter: Any) -> None:
        # gunicorn takes a closed terminal for a wish to reload; here it is one to end, or none under nohup.
        signal.signal(signal.SIGHUP, signal.SIG_IGN if self.outlives_terminal else _end)
        self.when_ready()


def start_worker(worker: Any) -> None:
    # A terminal's Ctrl-C reaches the workers too, but the master alone tells them to end, and only once.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Workers outlive a master that is killed, if briefly; the last of them then stops the database.
    keep_server()


def _end(number: int, frame: FrameType | None) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
