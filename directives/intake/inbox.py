"""The server's inbox folder: what is put there by file share or mail rule is taken in."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from directives.intake.receive import receive, refuse
from directives.models import Batch
from meetings.files import files_in, printable, read_bytes
from meetings.readers import ReadError

# Taken files are moved here, so that nothing is lost and nothing is taken twice.
TAKEN = "已收"
# A file that changed more recently may still be arriving.
SETTLED = 3
AT_ONCE = 200


def found(folder: Path | None = None) -> list[Path]:
    """The files that lie in the folder and no longer change, by name; none where there is no folder."""
    folder = folder or settings.INBOX
    if not folder.is_dir():
        return []
    before = time.time() - SETTLED
    return [path for path in files_in([folder]) if TAKEN not in path.relative_to(folder).parts and _age(path) < before]


def take_in(
    paths: Sequence[Path], folder: Path | None = None, *, uploader: Any = None, directly: bool = True
) -> Batch | None:
    """A batch of these files of the folder, which are then moved to its subfolder `TAKEN`; None of none.

    A file is moved after its bytes are stored: were the program killed between, it would be taken in again and
    found to be there already.
    """
    folder = folder or settings.INBOX
    if not paths:
        return None
    batch = receive([], source=Batch.Source.INBOX, uploader=uploader, directly=directly)
    for path in paths[:AT_ONCE]:
        try:
            receive([(printable(path.name), read_bytes(path))], source=Batch.Source.INBOX, batch=batch)
        except ReadError as error:
            refuse(batch, error.name, error.reason)
        _move(path, folder)
    return batch


def watch(
    folder: Path, say: Callable[[str], object], *, seconds: float, directly: bool, rounds: int | None = None
) -> None:
    """Take in whatever appears in the folder, looking every few `seconds`, until interrupted (or for some `rounds`)."""
    folder.mkdir(parents=True, exist_ok=True)
    while rounds is None or rounds > 0:
        if paths := found(folder):
            batch = take_in(paths, folder, directly=directly)
            say(f"{len(paths[:AT_ONCE])} 个文件已收下（{batch}）")
        else:
            time.sleep(seconds)
        rounds = None if rounds is None else rounds - 1


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _move(path: Path, folder: Path) -> None:
    """Into the subfolder, under a name that is free there."""
    place = folder / TAKEN / path.relative_to(folder)
    place.parent.mkdir(parents=True, exist_ok=True)
    free, number = place, 1
    while free.exists():
        number += 1
        free = place.with_name(f"{place.stem}-{number}{place.suffix}")
    path.rename(free)
