"""The demo from an empty folder to a page, again, and to its end."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import psutil
import pytest

PATIENCE = 60  # seconds for processes to end on a busy machine


class Demo:
    """A running demo, and what it printed until it was ready."""

    def __init__(self, project: Path, var: Path, port: int) -> None:
        # pytest's own settings are not the demo's.
        ours = ("DATABASE_URL", "PUBLIC_READ", "BIND", "DJANGO_SETTINGS_MODULE")
        clean = {name: value for name, value in os.environ.items() if name not in ours}
        self.port = port
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "demo"],
            cwd=project,
            env={**clean, "ANLING_VAR": str(var), "PORT": str(port), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.printed = ""
        self.family: list[psutil.Process] = []

    def wait_until_ready(self, database: Path) -> None:
        self.printed = self._read_until("Ctrl-C")
        # An answer tells that the workers are there.
        self.get("/accounts/login/", urllib.request.build_opener())
        master = psutil.Process(self.process.pid)
        server = psutil.Process(int((database / "postmaster.pid").read_text().split("\n")[0]))
        self.family = [master, server, *master.children(recursive=True)]

    def _read_until(self, sign: str) -> str:
        assert self.process.stdout is not None
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if sign in line:
                return "".join(lines)
        raise AssertionError("the demo ended early:\n" + "".join(lines))

    def all_end(self) -> bool:
        """Whether server, workers and database end; zombies have."""
        self.process.wait(PATIENCE)
        for process in self.family:
            with contextlib.suppress(psutil.NoSuchProcess):
                while process.status() != psutil.STATUS_ZOMBIE:
                    process.wait(PATIENCE)
        return True

    def get(self, path: str, opener: urllib.request.OpenerDirector, **form: str) -> str:
        data = urlencode(form).encode() if form else None
        with opener.open(f"http://127.0.0.1:{self.port}{path}", data, timeout=60) as response:
            return str(response.read().decode())

    def passwords(self) -> dict[str, str]:
        return dict(re.findall(r"^  (\w+) +([a-z0-9-]{14})$", self.printed, re.MULTILINE))


def free_port() -> int:
    """One that nobody listens on, and none of those that the system gives to connections when they begin."""
    for port in range(20_000 + os.getpid() % 10_000, 32_000):
        with contextlib.suppress(OSError), socket.socket() as free:
            free.bind(("127.0.0.1", port))
            return port
    raise AssertionError("every port is taken")


@contextlib.contextmanager
def running(project: Path, var: Path) -> Iterator[Demo]:
    demo = Demo(project, var, free_port())
    try:
        demo.wait_until_ready(var / "postgres")
        yield demo
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(demo.process.pid, signal.SIGKILL)
        demo.process.communicate()


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """The demo's data, kept from one start to the next. Not in pytest's folder: another run of pytest closes that
    to the system user that runs the database for root."""
    with tempfile.TemporaryDirectory(prefix="anling-test-") as name:
        yield Path(name) / "var"


def test_it_goes_from_an_empty_folder_to_pages(project: Path, var: Path) -> None:
    with running(project, var) as demo:
        assert f"http://localhost:{demo.port}/" in demo.printed
        assert "本次载入" in demo.printed
        assert set(demo.passwords()) == {"officer", "auditor", "loader", "admin"}
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        sign_in = demo.get("/", browser)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', sign_in)
        assert token is not None
        form = {"username": "officer", "password": demo.passwords()["officer"], "csrfmiddlewaretoken": token[1]}
        home = demo.get("/accounts/login/?next=/", browser, **form)
        assert "城镇燃气" in home
        style = re.search(r'href="(/static/[\w.-]+\.css)"', home)
        assert style is not None
        assert demo.get(style[1], browser)
        # A terminal's Ctrl-C reaches every process of the group.
        os.killpg(demo.process.pid, signal.SIGINT)
        assert demo.all_end()
        assert demo.process.returncode == 0


def test_it_keeps_the_data_when_started_again(project: Path, var: Path) -> None:
    known = json.loads((var / "demo-accounts.json").read_text())
    with running(project, var) as demo:
        assert "数据保持不变" in demo.printed
        assert demo.passwords() == known
        demo.process.terminate()
        assert demo.all_end()


def test_nothing_is_left_after_it_was_killed(project: Path, var: Path) -> None:
    with running(project, var) as demo:
        assert len(demo.family) >= 3
        demo.process.kill()
        assert demo.all_end()
    with running(project, var) as demo:
        assert "数据保持不变" in demo.printed
        demo.process.send_signal(signal.SIGINT)
        assert demo.all_end()


def test_it_says_so_when_the_port_is_taken(project: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = subprocess.run(
            [sys.executable, "manage.py", "demo", "--port", str(port)],
            cwd=project,
            env={**os.environ, "ANLING_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"},
            capture_output=True,
            text=True,
        )
    assert result.returncode == 1
    assert f"127.0.0.1:{port}" in result.stderr
    assert not (tmp_path / "postgres").exists()
