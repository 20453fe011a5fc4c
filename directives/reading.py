"""What the page of one directive shows of its surroundings: neighbours, source and citation."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from directives.citations import Citations, cite, place
from directives.models import Directive, Responsibility, Sector
from directives.places import span_address
from meetings.models import Document
from meetings.passages import Excerpt, excerpt

AROUND = 1500  # characters shown on each side of the quote


def raw_text(document: Document) -> str:
    """The untouched text that `raw_start` and `raw_end` point into."""
    return document.decoded


@dataclass(frozen=True, slots=True)
class Task:
    """What a directive asks of some sectors, of which bodies, by when."""

    text: str
    deadline_text: str
    deadline_on: dt.date | None
    parts: list[Responsibility]
    sectors: list[Sector]


class Reading:
    """A directive in its meeting and its document. `link` is its absolute address."""

    def __init__(self, directive: Directive, link: str) -> None:
        self.directive, self.link = directive, link

    @cached_property
    def keys(self) -> list[int]:
        """The meeting's directives as read."""
        return list(Directive.objects.in_meeting(self.directive).values_list("pk", flat=True))

    @cached_property
    def number(self) -> int:
        return self.keys.index(self.directive.pk) + 1

    @property
    def previous(self) -> int | None:
        return self.keys[self.number - 2] if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.keys[self.number] if self.number < len(self.keys) else None

    @cached_property
    def paragraph(self) -> int:
        """The number of the paragraph of the tidied text the directive begins in."""
        return self.directive.document.text.count("\n", 0, self.directive.start) + 1

    @cached_property
    def tidied(self) -> Excerpt:
        return excerpt(self.directive.document.text, self.directive.start, self.directive.end, AROUND)

    @cached_property
    def untouched(self) -> Excerpt:
        raw = raw_text(self.directive.document)
        return excerpt(raw, self.directive.raw_start, self.directive.raw_end, AROUND)

    @property
    def span(self) -> str:
        """The address of the directive's characters in the source."""
        return span_address(self.directive.document, self.directive.raw_start, self.directive.raw_end)

    @property
    def general(self) -> list[Responsibility]:
        """The bodies of the directive as a whole; those of single tasks stand with the task."""
        return [part for part in self.directive.responsibilities.all() if part.task_id is None]

    @cached_property
    def tasks(self) -> list[Task]:
        """What the sectors are asked, where that is less than the whole or has its own bodies or deadline.
        Sectors that are asked the same stand together."""
        directive = self.directive
        found: dict[tuple[Any, ...], Task] = {}
        for row in directive.tasks.all():
            parts = [part for part in directive.responsibilities.all() if part.task_id == row.pk]
            key = (row.text, row.deadline_text, *((part.body_id, part.role) for part in parts))
            task = found.setdefault(key, Task(row.text, row.deadline_text, row.deadline_on, parts, []))
            task.sectors.append(row.sector)
        tasks = list(found.values())
        plain = len(tasks) == 1 and tasks[0].text == directive.text and not tasks[0].parts
        return [] if plain else tasks

    @property
    def quoted(self) -> str:
        return f"“{self.directive.text}”"

    @property
    def cited(self) -> str:
        """〔meeting, level, date, speaker, paragraph〕 and the permalink."""
        return place(self.directive, self.paragraph) + self.link

    @cached_property
    def citations(self) -> Citations:
        """The directive cited in each form people ask for."""
        return cite(self.directive, self.link, self.paragraph, timezone.localdate())
