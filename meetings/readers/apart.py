"""Reads risky formats in a process of their own, so that no file can hang, bloat or crash the program.

A server process (multiprocessing's forkserver) imports the libraries once and forks a fresh child for each
file: that costs some ten milliseconds. The child has limits on time and memory that the system holds, and
answers in JSON: whoever takes over a child by a hostile file gains no way to run code outside of it.
"""

import contextlib
import functools
import hashlib
import json
import multiprocessing
import resource
import signal
from collections.abc import Callable
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from typing import Any

from meetings.readers.source import Extract, ReadError, Refusal, Source
from search.notices import Notice

Extractor = Callable[[bytes], Extract]

CPU_SECONDS = 60
WALL_SECONDS = 120
MEMORY = 1 << 30  # bytes above what the child starts with
LONGEST_ANSWER = 64 * 1024 * 1024
# Some ten times the longest book that was ever a meeting's record.
MOST_CHARACTERS = 3_500_000
TOO_LONG = f"文字超过 {MOST_CHARACTERS // 10_000} 万字；请拆分后再载入"
CRASHED = "读取时程序异常中止，文件可能已损坏；请用原来的软件打开，另存一份后再载入"
TOO_SLOW = "读取超过时限，内容过于复杂；请拆分，或另存为纯文本后再载入"
TOO_BIG = "读取所需内存超过上限；请拆分，或另存为纯文本后再载入"
# What the server imports, so that no child has to.
LIBRARIES = ["docx", "pypdfium2", "trafilatura", "meetings.readers"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may take: bytes of memory above what it starts with, seconds of processor and of waiting, bytes of its
    answer."""

    memory: int
    cpu: int
    wall: int
    answer: int = LONGEST_ANSWER


def read_apart(name: str, data: bytes, extract: Extractor, *, memory: int = MEMORY, empty: bool = False) -> Source:
    """The source that `extract` (a function of a module, found by its name in the child) makes of `data`.
    Raises ReadError for a refusal, where the child ends without an answer, and for no words unless `empty`."""
    answer = answer_apart(name, functools.partial(_extracted, extract, data), Limits(memory, CPU_SECONDS, WALL_SECONDS))
    text, encoding, title, published_on = (answer[key] for key in ("text", "encoding", "title", "published_on"))
    if len(text) > MOST_CHARACTERS:
        raise ReadError(name, TOO_LONG)
    text = _storable(text)
    if not text.strip() and not empty:
        raise ReadError(name, "文件里没有文字；请确认选对了文件")
    notices = tuple(Notice(code, message, 0, 0) for code, message in answer["notices"])
    return Source(name, data, hashlib.sha256(data).hexdigest(), encoding, text, title, published_on, True, notices)


def _storable(text: str) -> str:
    """Without what no database takes: zero bytes, and halves of characters, which become U+FFFD."""
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _extracted(extract: Extractor, data: bytes) -> dict[str, Any]:
    return asdict(extract(data))


def answer_apart(name: str, work: Callable[[], dict[str, Any]], limits: Limits) -> dict[str, Any]:
    """What `work` (a function of a module, or a partial of one) gives in a child, as JSON tells it. Raises ReadError,
    of the file `name`, for a refusal, and where the child ends without an answer."""
    ours, theirs = _server().Pipe(duplex=False)
    child = _server().Process(target=_work, args=(theirs, work, limits), daemon=True)
    child.start()
    theirs.close()
    with ours:
        reply = b""
        finished = ours.poll(limits.wall)
        if finished:
            # An end without an answer, or one that is too long.
            with contextlib.suppress(EOFError, OSError):
                reply = ours.recv_bytes(limits.answer)
    if not finished:
        child.kill()
    child.join()
    if not reply:
        slow = not finished or child.exitcode == -signal.SIGXCPU
        raise ReadError(name, TOO_SLOW if slow else CRASHED)
    answer: dict[str, Any] = json.loads(reply)
    if "refused" in answer:
        raise ReadError(name, str(answer["refused"]))
    return answer


@functools.cache
def _server() -> multiprocessing.context.ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LIBRARIES)
    return context


def _work(answer: Connection, work: Callable[[], dict[str, Any]], limits: Limits) -> None:
    """In the child: anything but an answer or a refusal ends it, and the parent says so."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu + 5))
    _limit_memory(limits.memory)
    try:
        said = work()
    except Refusal as refusal:
        said = {"refused": str(refusal)}
    except MemoryError:
        said = {"refused": TOO_BIG}
    answer.send_bytes(json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _limit_memory(memory: int) -> None:
    """Systems that don't tell a process its size don't hold the limit either (macOS)."""
    with contextlib.suppress(OSError), open("/proc/self/statm") as own:
        pages = int(own.read().split()[0])
        most = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
