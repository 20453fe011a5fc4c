"""Directives as lines of the ledger (台账): task, lead and cooperating bodies, deadline."""

from collections.abc import Iterable, Iterator

from directives.drafts import BodyRole
from directives.evidence.columns import LedgerLine
from directives.models import Directive, SectorTask


def ledger_lines(directives: Iterable[Directive], before: int = 0) -> Iterator[LedgerLine]:
    """The lines of each directive in turn, numbered on from the `before` lines there are already.

    Sectors that a directive lists together share its wording and so share a line; a directive of no sector is a
    line of its own. Where nobody is named to lead, those addressed answer for the task and stand under 牵头单位.
    """
    number = before
    for directive in directives:
        for text, tasks in _by_wording(directive):
            number += 1
            lead, cooperate = _bodies(directive, {task.pk for task in tasks})
            deadline = next((task.deadline_text for task in tasks if task.deadline_text), directive.deadline_text)
            sectors = tuple(dict.fromkeys(task.sector.name_zh for task in tasks))
            yield LedgerLine(number, directive, text, sectors, lead, cooperate, deadline)


def _by_wording(directive: Directive) -> list[tuple[str, list[SectorTask]]]:
    found: dict[str, list[SectorTask]] = {}
    for task in directive.tasks.all():
        found.setdefault(task.text, []).append(task)
    return list(found.items()) or [(directive.text, [])]


def _bodies(directive: Directive, tasks: set[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(lead, cooperating) of the directive as a whole and of the tasks."""
    roles: dict[str, dict[str, None]] = {role.value: {} for role in BodyRole}
    for part in directive.responsibilities.all():
        if part.task_id is None or part.task_id in tasks:
            roles[part.role][part.body.name] = None
    lead = roles[BodyRole.LEAD.value] or roles[BodyRole.ADDRESSED.value]
    others = roles[BodyRole.COOPERATE.value]
    if roles[BodyRole.LEAD.value]:
        others = {**others, **roles[BodyRole.ADDRESSED.value]}
    return tuple(lead), tuple(name for name in others if name not in lead)
