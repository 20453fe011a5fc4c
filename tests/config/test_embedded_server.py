"""The embedded PostgreSQL: started by the first who needs it, stopped by the last, whatever happens between."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from config.embedded.cluster import LONGEST_SOCKET, SOCKET, SUPERUSER, ServerError, socket_folder
from config.embedded.server import Server

# Started in the background the tests ignore an interruption, and hand that down.
USER_OF_A_SERVER = """
import signal
import sys
from pathlib import Path
from config.embedded.cluster import LONGEST_SOCKET, SOCKET, SUPERUSER, ServerError, socket_folder
from config.embedded.server import Server
signal.signal(signal.SIGINT, signal.default_int_handler)
Server.of(Path(sys.argv[1]), durable=False).use()
print("up", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Not pytest's folder: another run of pytest closes it to the system user that runs the server for root."""
    with tempfile.TemporaryDirectory(prefix="anling-test-") as name:
        yield Path(name)


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A data folder, whose server is stopped afterwards even if a test fails."""
    folder = tmp_path / "postgres"
    yield folder
    last = Server(folder, durable=False)
    if folder.exists():
        last.use()
        last.leave()


@pytest.fixture
def start(project: Path) -> Iterator[Callable[[Path], subprocess.Popen[str]]]:
    """Starts another process that uses the server of a data folder until its standard input is closed."""
    started: list[subprocess.Popen[str]] = []

    def begin(data: Path) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", USER_OF_A_SERVER, str(data)],
            cwd=project,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def wait_until_up(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"


def end(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=60)
    assert process.returncode == 0


def query(data: Path, statement: str) -> object:
    with psycopg.connect(host=str(socket_folder(data)), user=SUPERUSER, dbname="anling", autocommit=True) as connection:
        cursor = connection.execute(statement)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def server_process(data: Path) -> psutil.Process:
    return psutil.Process(int((data / "postmaster.pid").read_text().splitlines()[0]))


def ended(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_it_keeps_the_data_from_one_start_to_the_next(data: Path) -> None:
    server = Server(data, durable=False)
    server.use()
    query(data, "CREATE TABLE kept AS SELECT 42 AS answer")
    process = server_process(data)
    server.leave()
    assert ended(process)
    server.use()
    assert query(data, "SELECT answer FROM kept") == 42
    server.leave()


def test_it_sorts_by_code_point_whatever_the_locale_of_the_machine(data: Path) -> None:
    server = Server(data, durable=False)
    server.use()
    assert query(data, "SELECT string_agg(x, '' ORDER BY x) FROM unnest('{安,b,一,B,a}'::text[]) x") == "Bab一安"
    assert query(data, "SHOW server_encoding") == "UTF8"


def test_it_listens_on_no_network_address(data: Path) -> None:
    server = Server(data, durable=False)
    server.use()
    assert query(data, "SHOW listen_addresses") == ""
    assert server_process(data).net_connections("inet") == []


def test_it_survives_a_power_cut_unless_told_otherwise(data: Path) -> None:
    server = Server(data)
    server.use()
    assert query(data, "SHOW fsync") == "on"
    server.leave()


def test_it_is_stopped_by_its_last_user(data: Path, start: Callable[[Path], subprocess.Popen[str]]) -> None:
    first, second = start(data), start(data)
    wait_until_up(first)
    wait_until_up(second)
    process = server_process(data)
    end(first)
    assert query(data, "SELECT 1") == 1
    end(second)
    assert ended(process)


def test_it_is_started_once_by_many_at_a_time(data: Path, start: Callable[[Path], subprocess.Popen[str]]) -> None:
    users = [start(data) for _ in range(5)]
    for user in users:
        wait_until_up(user)
    assert query(data, "SELECT 1") == 1
    process = server_process(data)
    for user in users:
        end(user)
    assert ended(process)


def test_it_does_not_count_a_killed_user(data: Path, start: Callable[[Path], subprocess.Popen[str]]) -> None:
    killed = start(data)
    wait_until_up(killed)
    process = server_process(data)
    killed.kill()
    killed.wait()
    assert query(data, "SELECT 1") == 1
    after = start(data)
    wait_until_up(after)
    assert server_process(data).pid == process.pid
    end(after)
    assert ended(process)


@pytest.mark.parametrize("user", ["the same user", "another user"])
def test_it_starts_again_after_the_server_was_killed(data: Path, user: str) -> None:
    server = Server(data)
    server.use()
    query(data, "CREATE TABLE kept AS SELECT 42 AS answer")
    server_process(data).kill()
    again = server if user == "the same user" else Server(data)
    again.use()
    assert query(data, "SELECT answer FROM kept") == 42
    again.leave()
    server.leave()


def test_it_does_not_mistake_another_program_for_its_server(data: Path) -> None:
    server = Server(data, durable=False)
    server.use()
    server.leave()
    for lock in ("postmaster.pid", f"{SOCKET}.lock"):
        (data / lock).write_text(f"{os.getpid()}\n{data}\n1\n5432\n{data}\n\n1 1\nready\n")
    server.use()
    assert query(data, "SELECT 1") == 1


def test_a_forked_child_does_not_stop_its_parents_server(data: Path) -> None:
    server = Server.of(data, durable=False)
    server.use()
    process = server_process(data)
    child = os.fork()
    if child == 0:
        server.use()
        server.leave()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert query(data, "SELECT 1") == 1
    server.leave()
    assert ended(process)


@pytest.mark.parametrize("name", ["with space", 'it\'s "quoted" $HOME', "安全" * 60], ids=["space", "quotes", "long"])
def test_it_works_in_any_folder(tmp_path: Path, name: str) -> None:
    data = tmp_path / name[:80] / "postgres"
    server = Server(data, durable=False)
    try:
        server.use()
        assert query(data, "SELECT 1") == 1
    finally:
        server.leave()


def test_it_keeps_sockets_short(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a-rather-deep-folder"] * 8, "postgres")
    assert len(os.fsencode(socket_folder(deep) / SOCKET)) <= LONGEST_SOCKET
    assert socket_folder(deep) != socket_folder(deep / "other")
    assert socket_folder(Path("/srv/postgres")) == Path("/srv/postgres")


def test_it_leaves_nothing_outside_its_folder(tmp_path: Path) -> None:
    data = tmp_path.joinpath(*["a-rather-deep-folder"] * 8, "postgres")
    server = Server(data, durable=False)
    server.use()
    assert stat.S_IMODE(socket_folder(data).stat().st_mode) == 0o700
    server.leave()
    assert not socket_folder(data).exists()


def test_it_says_why_it_could_not_start(data: Path) -> None:
    server = Server(data, durable=False)
    server.use()
    server.leave()
    conf = data / "postgresql.conf"
    conf.write_text(conf.read_text() + "\nno_such_setting = 1\n")
    with pytest.raises(ServerError, match="no_such_setting"):
        server.use()
    conf.write_text(conf.read_text().replace("no_such_setting", "# no_such_setting"))


def test_it_can_be_interrupted_without_hurting_the_server(
    data: Path, start: Callable[[Path], subprocess.Popen[str]]
) -> None:
    user = start(data)
    wait_until_up(user)
    process = server_process(data)
    user.send_signal(signal.SIGINT)
    user.wait(timeout=60)
    assert ended(process)
