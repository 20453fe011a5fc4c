"""The worker beside the demo's web server ends quietly."""

import subprocess
import sys
from pathlib import Path

ENDS_WHILE_IT_LISTENS = """
import threading, time
from config.working import _end_with_parent
threading.Thread(target=_end_with_parent, daemon=True).start()
time.sleep(0.5)
"""
ENDED_BY_ITS_PARENT = """
import threading, time
from config.working import _end_with_parent
threading.Thread(target=_end_with_parent, daemon=True).start()
time.sleep(60)
"""


def test_it_may_end_while_it_listens_for_its_parent(project: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", ENDS_WHILE_IT_LISTENS], cwd=project, stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.wait(30) == 0
    assert child.stderr is not None and child.stderr.read() == b""
    child.communicate()


def test_it_ends_with_its_parent(project: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", ENDED_BY_ITS_PARENT], cwd=project, stdin=subprocess.PIPE)
    child.communicate(timeout=30)
    assert child.returncode == -15
