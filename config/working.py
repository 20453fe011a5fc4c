"""A worker beside the demo's web server: started again when it dies, ended with the demo."""

import os
import signal
import subprocess
import sys
import threading

from django.conf import settings

# A file being read gets so long to be finished; after that it is read again at the next start.
PATIENCE = 5


class Worker:
    """One `manage.py procrastinate worker` as a child that can't outlive this process, however that ends."""

    def __init__(self) -> None:
        self._process = _begin()
        self._ending = threading.Event()
        # Started after the first process: a fork of this program meanwhile would inherit half-made pipes.
        threading.Thread(target=self._keep_running, name="worker", daemon=True).start()

    def _keep_running(self) -> None:
        while True:
            self._process.wait()
            # A worker that can't even start must not keep the machine busy.
            if self._ending.wait(1):
                return
            self._process = _begin()

    def stop(self) -> None:
        """End it; what it was doing is taken up at the next start."""
        self._ending.set()
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()


def _begin() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "config.working"], cwd=settings.BASE_DIR, stdin=subprocess.PIPE)


def main() -> None:
    """Work until the process that started this one closes our standard input, or ends, which closes it too."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    threading.Thread(target=_end_with_parent, daemon=True).start()
    execute_from_command_line(["manage.py", "procrastinate", "worker"])


def _end_with_parent() -> None:
    # Not through sys.stdin: a read that waits there holds a lock that the interpreter wants when it ends.
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
