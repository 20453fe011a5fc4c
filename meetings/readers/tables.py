"""Finds the tables of a printed page by their ruled lines, and reads each row with the words of its cells together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from meetings.readers.glyphs import Line, Rule

_TOUCH = 3.0  # points between rules that belong to one table
_SAME = 2.5  # points between rules that are one, drawn twice
_MOST_RULES = 3_000  # more are a drawing


@dataclass(frozen=True, slots=True)
class _Grid:
    """The rules of one table; `uprights` are the places of its upright rules from left to right."""

    rules: tuple[Rule, ...]
    uprights: tuple[float, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        left, bottom = min(rule.left for rule in self.rules), min(rule.bottom for rule in self.rules)
        return left, bottom, max(rule.right for rule in self.rules), max(rule.top for rule in self.rules)

    def holds(self, line: Line) -> bool:
        left, bottom, right, top = self.box
        return left - 1 < (line.left + line.right) / 2 < right + 1 and bottom < (line.bottom + line.top) / 2 < top

    def cell(self, line: Line) -> tuple[float, int]:
        """(minus the height of the cell's upper rule, number of its column): in order, row by row."""
        x, y = (line.left + line.right) / 2, (line.bottom + line.top) / 2
        above = [
            rule.bottom for rule in self.rules if rule.flat and rule.bottom > y and rule.left - 1 < x < rule.right + 1
        ]
        column = sum(upright < x for upright in self.uprights)
        return -round(min(above, default=self.box[3]) / _SAME), column


def with_tables(lines: Iterable[Line], rules: Sequence[Rule]) -> tuple[Line, ...]:
    """The lines of a page, those in tables replaced by one line a row, its cells parted by tabs."""
    rest = list(lines)
    rows: list[Line] = []
    for grid in _grids(rules):
        inside = [line for line in rest if grid.holds(line)]
        rest = [line for line in rest if not grid.holds(line)]
        rows += _rows(grid, inside)
    return (*rest, *rows)


def _rows(grid: _Grid, lines: Sequence[Line]) -> list[Line]:
    cells: dict[tuple[float, int], list[Line]] = {}
    for line in sorted(lines, key=lambda one: (-round((one.top + one.bottom) / 4), one.left)):
        cells.setdefault(grid.cell(line), []).append(line)
    rows: dict[float, list[list[Line]]] = {}
    for row, _ in sorted(cells):
        rows.setdefault(row, [])
    for key in sorted(cells):
        rows[key[0]].append(cells[key])
    return [_row(parts, grid) for parts in rows.values()]


def _row(cells: Sequence[Sequence[Line]], grid: _Grid) -> Line:
    left, _, right, _ = grid.box
    lines = [line for cell in cells for line in cell]
    text = "\t".join("".join(line.text for line in cell) for cell in cells)
    bottom, top = min(line.bottom for line in lines), max(line.top for line in lines)
    return replace(lines[0], text=text, left=left, right=right, bottom=bottom, top=top, row=True)


def _grids(rules: Sequence[Rule]) -> list[_Grid]:
    """The groups of touching rules that make at least two columns."""
    if len(rules) > _MOST_RULES:
        return []
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([rule, *(one for group in touching for one in group)])
    grids = [_Grid(tuple(group), _places(rule.left for rule in group if not rule.flat)) for group in groups]
    return [
        grid for grid in grids if len(grid.uprights) > 2 and len(_places(r.bottom for r in grid.rules if r.flat)) > 1
    ]


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.left - _TOUCH < other.right
        and other.left - _TOUCH < one.right
        and one.bottom - _TOUCH < other.top
        and other.bottom - _TOUCH < one.top
    )


def _places(values: Iterable[float]) -> tuple[float, ...]:
    ordered = sorted(values)
    return tuple(ordered[:1]) + tuple(later for earlier, later in pairwise(ordered) if later - earlier > _SAME)
