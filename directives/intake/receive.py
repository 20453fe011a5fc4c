"""Takes files in: each becomes a row with its bytes and a job, both or neither."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from directives.jobs import read_intake
from directives.models import Batch, Intake


@transaction.atomic
def receive(
    files: Iterable[tuple[str, bytes]],
    *,
    source: Batch.Source,
    uploader: Any = None,
    directly: bool = False,
    batch: Batch | None = None,
) -> Batch:
    """A new batch of `files` (name, bytes), or more for an open one, each waiting to be read by a job."""
    batch = batch or Batch.objects.create(source=source, uploader=uploader, directly=directly)
    for name, data in files:
        add(batch, name, data)
    return batch


def add(batch: Batch, name: str, data: bytes, *, archive: Intake | None = None) -> Intake:
    """One more file of a batch; the caller holds the transaction."""
    intake = Intake.objects.create(
        batch=batch,
        archive=archive,
        file_name=name[-255:],
        raw=data,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    read_intake.defer(intake=intake.pk)
    return intake


def refuse(batch: Batch, name: str, reason: str, *, archive: Intake | None = None) -> Intake:
    """A file of a batch that can't even be taken in, such as one that is too large, with the reason in Chinese."""
    return Intake.objects.create(
        batch=batch,
        archive=archive,
        file_name=name[-255:],
        size=0,
        state=Intake.State.FAILED,
        reason=reason,
        progress=100,
        finished_at=timezone.now(),
    )


@transaction.atomic
def retry(intakes: Iterable[Intake]) -> int:
    """Read failed files again; others, and those whose bytes never came in, are left alone. Returns how many."""
    keys = [intake.pk for intake in intakes]
    open_again = Intake.objects.select_for_update().filter(pk__in=keys, state=Intake.State.FAILED, size__gt=0)
    failed = list(open_again.values_list("pk", flat=True))
    Intake.objects.filter(pk__in=failed).update(
        state=Intake.State.WAITING, reason="", progress=0, attempts=0, started_at=None, finished_at=None
    )
    for pk in failed:
        read_intake.defer(intake=pk)
    return len(failed)
