"""What an export holds: the filters of a listing's address, its scope and order, and the layout asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from directives.evidence.columns import HITS, LEDGER, TURNS, Column
from directives.evidence.ledger import ledger_lines
from directives.filters import DirectiveFilter, level_order
from directives.finding import Found, find
from directives.models import Sector
from directives.querysets import family
from meetings.querysets import LARGE, UNREAD
from meetings.wording import held_words

CHUNK = 1000


class Layout(StrEnum):
    """What a row of an export is: a hit as listed, or a line of the ledger (台账)."""

    HITS = "hits"
    LEDGER = "ledger"


class Group(StrEnum):
    """What a handout (摘编) is divided by."""

    SECTOR = "sector"
    LEVEL = "level"
    MEETING = "meeting"


class SelectionError(ValueError):
    """An address that no rows can be selected by; the text says for each filter what is wrong."""


@dataclass(frozen=True)
class Selection:
    """The rows a listing's address selects. `data` is the address as typed."""

    data: QueryDict
    layout: Layout = Layout.HITS
    group: Group | None = None

    @classmethod
    def read(cls, data: QueryDict) -> "Selection":
        """From an address; an unknown layout or group is the usual one."""
        layout = Layout.LEDGER if data.get("layout") == Layout.LEDGER else Layout.HITS
        group = data.get("group")
        return cls(data, layout, Group(group) if group in list(Group) else None)

    @property
    def of_turns(self) -> bool:
        return self.data.get("scope") == "turns"

    @cached_property
    def found(self) -> Found:
        """The search the address describes, valid. Raises SelectionError."""
        found = find(self.data)
        if not found.valid:
            wrong = (f"{name}：{'、'.join(map(str, errors))}" for name, errors in found.filters.errors.items())
            raise SelectionError("；".join(wrong))
        return found

    @property
    def filters(self) -> DirectiveFilter:
        """The filters, valid. Raises SelectionError."""
        return self.found.filters

    @property
    def what(self) -> str:
        """What the rows are, as a manifest names it."""
        return "turns" if self.of_turns else "ledger" if self.layout is Layout.LEDGER else "directives"

    @property
    def columns(self) -> tuple[Column, ...]:
        return {"turns": TURNS, "ledger": LEDGER, "directives": HITS}[self.what]

    @property
    def words(self) -> str:
        """The query and the filters restated; empty where there are none."""
        return self.found.words()

    @property
    def sort(self) -> str:
        return self.found.sort

    @property
    def address(self) -> str:
        """The address without what only a page needs, in a fixed order of names."""
        kept = QueryDict(mutable=True)
        for name in sorted(self.data):
            values = [value for value in self.data.getlist(name) if value]
            if values and name not in ("page", "after", "before", "size", "view"):
                kept.setlist(name, values)
        return kept.urlencode()

    def ordered(self) -> QuerySet[Any]:
        """The hits in the order of the listing."""
        return self.found.rows  # type: ignore[no-any-return]

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every row as values by column key, with the heading of its group (empty where nothing divides them).

        Lists stay lists. Reads by server-side cursors, so memory stays bounded however many there are.
        """
        number = 0
        for heading, rows in self._groups():
            hits = rows.iterator(chunk_size=CHUNK)
            for row in ledger_lines(hits, number) if self.what == "ledger" else hits:
                number += 1
                yield heading(row), {column.key: column.value(row) for column in self.columns}

    def _groups(self) -> Iterator[tuple[Callable[[Any], str], QuerySet[Any]]]:
        """Rows in their order, and what says under which heading each of them stands.

        A directive of several sectors stands under each of them, as an officer who reads one sector expects.
        """
        ordered = self._complete(self.ordered())
        if self.of_turns or self.group is None:
            yield _without, ordered
        elif self.group is Group.SECTOR:
            for sector in self._sectors():
                yield partial(_called, sector.name_zh), ordered.filter(tasks__sector=sector)
            if not self.chosen_sectors:
                yield partial(_called, "未分行业"), ordered.filter(tasks__isnull=True)
        elif self.group is Group.LEVEL:
            yield _level, ordered.order_by(level_order("level"), *ordered.query.order_by)
        else:
            yield _meeting, ordered.order_by(level_order("level"), "-listed_on", "meeting", "document", "position")

    @property
    def chosen_sectors(self) -> set[str]:
        """The slugs of the sectors the listing is narrowed to."""
        return {one.key for one in self.filters.form.cleaned_data.get("sector") or []}

    def _sectors(self) -> list[Sector]:
        """The sectors of the hits; where the listing is narrowed to sectors, those and their children alone."""
        sectors = Sector.objects.filter(tasks__directive__in=self.filters.qs.order_by().values("pk")).distinct()
        if chosen := self.chosen_sectors:
            sectors = sectors.filter(family(sorted(chosen), ""))
        return list(sectors)

    def _complete(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """With everything a row of the export shows, and nothing heavy."""
        if self.of_turns:
            return rows.for_listing()  # type: ignore[attr-defined, no-any-return]
        listed = rows.for_listing().select_related("document", "meeting", "speaker", "region")  # type: ignore[attr-defined]
        return listed.defer(*UNREAD, *(f"document__{name}" for name in LARGE))  # type: ignore[no-any-return]


def _without(row: Any) -> str:
    return ""


def _called(name: str, row: Any) -> str:
    return name


def _level(directive: Any) -> str:
    return str(directive.get_level_display() or "级别不详")


def _meeting(directive: Any) -> str:
    return f"{directive.meeting}（{held_words(directive.meeting)}）" if directive.meeting else "会议之外"
