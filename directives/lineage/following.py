"""Keeping the links as the directives are, whatever changed them: loading, correcting, taking back, merging, extracting
again. The database's own log of changes tells which directives to link anew."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction
from pyroaring import BitMap

from directives.lineage.candidates import Candidates
from directives.lineage.kinds import RULES
from directives.lineage.linking import link, link_up
from directives.lineage.weights import Weights, count_pairs
from directives.models import Directive, LinkProgress
from search.alone import alone
from search.changes import changed_since, present
from search.paging import table_rows

SUBJECT, WORK = "directives", "directives lineage"
BATCH = 200  # directives a transaction
SAMPLE = 100_000  # directives whose pairs are counted
GROWN = 2  # a collection that grew by this factor is counted anew
SMALL = 2_000  # so few directives are counted, and linked, anew whenever there are more or fewer: that takes seconds


@dataclass(slots=True)
class Work:
    """What is left: all directives up to a key, then single ones."""

    progress: LinkProgress
    pending: BitMap

    @property
    def left(self) -> bool:
        return self.progress.swept is not None or bool(self.pending)


def follow(seconds: float | None = None, say: Callable[[int], object] = lambda done: None) -> int | None:
    """Link what changed since the last time, for about so many seconds at the most; returns how many directives were
    linked, None where another process is at it. What is left is done the next time; a run may be killed anywhere."""
    with alone(WORK) as mine:
        if not mine:
            return None
        work = _gather()
        return _work_off(work, seconds, say) if work.left else 0


def relink(say: Callable[[int], object] = lambda done: None) -> int | None:
    """Link every directive anew; goes on where a former run was stopped. None where another process is at it."""
    with alone(WORK) as mine:
        if not mine:
            return None
        work = _gather()
        if work.progress.swept is None:
            _begin_sweep(work)
        return _work_off(work, None, say)


def is_behind() -> bool:
    """Whether some links are still to be made."""
    progress = LinkProgress.objects.defer("counts").first()
    if progress is None:
        return Directive.objects.exists()
    return progress.swept is not None or bool(progress.pending) or changed_since(SUBJECT, progress.snapshot) != BitMap()


def _gather() -> Work:
    """Take note of what changed, so that it is not forgotten whatever happens now."""
    progress = LinkProgress.objects.defer("counts").first()
    if progress is None:
        progress = LinkProgress(snapshot=present().text, rules=RULES)
        work = Work(progress, BitMap())
        _begin_sweep(work)
        return work
    work = Work(progress, BitMap.deserialize(bytes(progress.pending)) if progress.pending else BitMap())
    now = present().text
    changed = changed_since(SUBJECT, progress.snapshot)
    if changed is None or progress.rules != RULES:
        _begin_sweep(work)
    elif changed:
        work.pending |= changed
        progress.snapshot = now
        _save(work, "snapshot")
    return work


def _begin_sweep(work: Work) -> None:
    progress = work.progress
    progress.snapshot, progress.rules, progress.swept = present().text, RULES, 0
    work.pending = BitMap()
    _count(progress)
    progress.pending = b""
    progress.save()


def _count(progress: LinkProgress) -> None:
    """Count the pairs of all directives, or of a sample."""
    progress.rows = Directive.objects.count()
    every = max(1, progress.rows // SAMPLE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT folded FROM directives_directive WHERE id %% %s = 0", [every])
        progress.counts, progress.counted = count_pairs(folded for (folded,) in cursor.fetchall())


def _rows() -> int:
    """How many directives there are; of very many about how many, for counting them takes longer than linking some."""
    about = table_rows(Directive.objects.all())
    return about if about > SAMPLE else Directive.objects.count()


def _work_off(work: Work, seconds: float | None, say: Callable[[int], object]) -> int:
    progress, began, done = work.progress, time.monotonic(), 0
    rows = _rows()
    if _is_outgrown(progress.rows, rows):
        if rows <= SAMPLE:
            _begin_sweep(work)
        else:  # so many tell the same of what is rare as half as many do
            _count(progress)
            progress.save()
    weights = Weights.of(progress.counts, progress.counted)
    candidates = Candidates(weights, rows, complete=progress.swept is not None and progress.counted == progress.rows)
    while work.left and (seconds is None or time.monotonic() - began < seconds):
        done += _sweep(work, candidates) if progress.swept is not None else _catch_up(work, candidates)
        say(done)
    return done


def _is_outgrown(counted: int, rows: int) -> bool:
    """Whether the frequencies, counted when there were `counted` directives, serve no more now that there are `rows`. Of
    few directives each one changes what is rare, and links must not depend on the order in which they were loaded."""
    return rows > GROWN * counted or (rows <= SMALL and rows != counted)


@transaction.atomic
def _sweep(work: Work, candidates: Candidates) -> int:
    """The next directives of a sweep: each looks up only, for those below it do the same."""
    after = work.progress.swept or 0
    keys = list(Directive.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH])
    if keys:
        link_up(keys, candidates)
    work.progress.swept = keys[-1] if keys else None
    _save(work, "swept")
    return len(keys)


@transaction.atomic
def _catch_up(work: Work, candidates: Candidates) -> int:
    keys = list(work.pending[:BATCH])
    link(keys, candidates)
    work.pending -= BitMap(keys)
    _save(work)
    return len(keys)


def _save(work: Work, *fields: str) -> None:
    work.progress.pending = bytes(work.pending.serialize()) if work.pending else b""
    work.progress.save(update_fields=["pending", "updated_at", *fields])
