"""The history of rows, kept by triggers of the database itself, so that no writer can forget it.

Each change and deletion leaves the row as it was (`before`, `delete`) and as it became (`after`), with who and why
where a correction says so. Insertions are kept inside a correction only: what comes in with a file is told by the
file. The tables of events refuse to be changed.
"""

from collections.abc import Callable
from typing import Any

import pghistory
import pgtrigger

INSERT, BEFORE, AFTER, DELETE = "insert", "before", "after", "delete"
# Set by `pghistory.context` for the statements of a correction, and by nothing else.
IN_CORRECTION = "COALESCE(current_setting('pghistory.context_id', true), '') <> ''"


def tracked(*left_out: str) -> Callable[[type[Any]], type[Any]]:
    """Decorates a model whose rows have a history, but for the fields `left_out`: those that are derived from
    others, or never change."""
    decorator: Callable[[type[Any]], type[Any]] = pghistory.track(
        pghistory.InsertEvent(INSERT, condition=pgtrigger.Condition(IN_CORRECTION)),
        # Triggers fire in the order of their names.
        pghistory.UpdateEvent(BEFORE, row=pghistory.Old, trigger_name="update_1_before"),
        pghistory.UpdateEvent(AFTER, row=pghistory.New, trigger_name="update_2_after"),
        pghistory.DeleteEvent(DELETE),
        exclude=list(left_out),
        append_only=True,
    )
    return decorator
