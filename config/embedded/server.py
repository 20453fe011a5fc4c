"""The life of the embedded server, shared by every process that uses one data folder.

Each process that has used the server holds a shared lock on the file `….users` until it ends, and whoever
can turn that into an exclusive one is the last and stops the server. The kernel drops the lock of a process
that is killed, so a kill -9 leaves nothing behind that the next start has to guess about.
"""

import atexit
import contextlib
import fcntl
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from config.embedded.cluster import Cluster


class Server:
    """The server of one data folder, as this process sees it."""

    _known: dict[Path, "Server"] = {}
    _guard = threading.RLock()

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.cluster = Cluster(data, durable=durable)
        self._users: IO[str] | None = None

    @classmethod
    def of(cls, data: Path, *, durable: bool = True) -> "Server":
        """This process's only handle on the data folder's server."""
        with cls._guard:
            return cls._known.setdefault(data, cls(data, durable=durable))

    def use(self) -> None:
        """Start the server unless it runs, and keep it running until this process ends. Call it before every
        connection: a server that was killed is started again. Raises ServerError."""
        with self._guard:
            if self._users is not None and self.cluster.answers():
                return
            with self._alone():
                self.cluster.start()
                if self._users is None:
                    self._users = self._file("users")
                    fcntl.flock(self._users, fcntl.LOCK_SH)
                    atexit.register(self.leave)

    def leave(self) -> None:
        """Give up this process's use of the server, and stop it if no other process uses it."""
        with self._guard:
            if self._users is None:
                return
            with self._alone():
                users, self._users = self._users, None
                with users, contextlib.suppress(BlockingIOError):
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self.cluster.stop()

    @classmethod
    def forget_all(cls) -> None:
        """In a forked child: the parent's uses are not ours. Closing our copies leaves the parent's locks alone."""
        cls._guard = threading.RLock()
        for server in cls._known.values():
            if server._users is not None:
                server._users.close()
                server._users = None

    def _file(self, name: str) -> IO[str]:
        data = self.cluster.data
        return data.with_name(f"{data.name}.{name}").open("a")

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Only one process at a time starts or stops."""
        self.cluster.data.parent.mkdir(parents=True, exist_ok=True)
        with self._file("lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


os.register_at_fork(after_in_child=Server.forget_all)
