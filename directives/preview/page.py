"""What the page of a waiting file shows: everything as it will be, beside its source."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from directives.intake.frozen import thaw
from directives.intake.work import GRAVE
from directives.models import Intake, Sector
from directives.preview.becoming import Relation, difference, settled, trial
from directives.preview.repairs import Stretch, repairs
from directives.preview.written import digest
from directives.understand import Understanding
from meetings.passages import Mark, apart

PART = 4_000  # characters of tidied text shown at once
UNSURE = 0.6  # a directive below is pointed out


@dataclass(frozen=True, slots=True)
class Warned:
    """Something a loader should look at. `weight`: "bad" may make the result wrong, "caution" may be an oversight, ""
    was repaired; `key` is where to mend it, an address below the preview's."""

    weight: str
    message: str
    key: str = ""


@dataclass(slots=True)
class Shown:
    """A directive as it will be; `row` is its value of `written`."""

    number: int
    row: dict[str, Any]
    sectors: list[Sector]

    @property
    def unsure(self) -> bool:
        return bool(self.row["confidence"] < UNSURE)


@dataclass(slots=True)
class Spoken:
    """A turn as it will be, with its directives and its source."""

    number: int
    row: dict[str, Any]
    pieces: list[tuple[str, bool]]
    source: list[Stretch]
    directives: list[Shown] = field(default_factory=list)


class Preview:
    """An intake that waits to be confirmed. Raises ValueError where its understanding is of an older form."""

    def __init__(self, intake: Intake) -> None:
        assert intake.understanding is not None
        self.intake, self.frozen = intake, intake.understanding
        self.understood: Understanding = thaw(self.frozen, bytes(intake.raw))
        self.relation = Relation.of(intake)
        self.settled, _known = settled(self.understood, self.relation)
        self.shown, self.joined = trial(self.understood, self.relation)
        self.difference = difference(self.understood, self.relation)
        self.digest = digest(self.shown)
        self._sectors = Sector.objects.in_bulk(field_name="slug")

    @property
    def meetings(self) -> list[dict[str, Any]]:
        """The drafts, each with what it will be stored as, and the key of the meeting where that is stored already;
        `apart` where nothing but a person's word tells it from a stored one, `lent` where the file itself names none."""
        stored = {row["printed"]: row for row in self.shown["meetings"]}
        kinds = {draft["key"]: draft["kind"] for draft in self.frozen["outline"]["meetings"]}
        return [
            asdict(draft)
            | {
                "stored": stored.get(draft.title),
                "joined": self.joined.get(draft.title),
                "apart": kinds.get(draft.key, draft.kind) != draft.kind,
                "lent": draft.key not in kinds,
            }
            for draft in self.settled.outline.meetings
        ]

    @property
    def changed(self) -> list[tuple[str, str, Any]]:
        """Rows that come, go or are reworded by a new version: words before, words after, the stored row."""
        text, plan = self.frozen["text"], self.difference
        words = [(row.text, text[draft.start : draft.end], row) for row, draft in plan.changed]
        words += [(row.text, "", row) for row in plan.removed]
        return [*words, *(("", text[draft.start : draft.end], None) for draft in plan.added)]

    def parts(self) -> list[list[int]]:
        """Numbers of turns, cut into parts of about the same length."""
        parts: list[list[int]] = [[]]
        length = 0
        for turn in self.shown["turns"]:
            if length > PART:
                parts.append([])
                length = 0
            parts[-1].append(turn["position"])
            length += turn["end"] - turn["start"]
        return parts

    def part_of(self, turn: int) -> int:
        return next((number for number, part in enumerate(self.parts(), 1) if turn in part), 1)

    def turns(self, part: int) -> list[Spoken]:
        """The turns of a part (counted from 1)."""
        parts = self.parts()
        wanted = set(parts[min(max(part, 1), len(parts)) - 1])
        spoken = {row["position"]: self._spoken(row) for row in self.shown["turns"] if row["position"] in wanted}
        for row in self.shown["directives"]:
            if row["turn"] in spoken:
                sectors = [self._sectors[task["sector"]] for task in row["tasks"]]
                spoken[row["turn"]].directives.append(Shown(row["position"], row, sectors))
        return list(spoken.values())

    def _spoken(self, row: dict[str, Any]) -> Spoken:
        text, tidied = self.frozen["text"], self.understood.tidied
        marks = [Mark(one["start"], one["end"]) for one in self.shown["directives"] if one["turn"] == row["position"]]
        source = repairs(self.understood.source.text, text, tidied.offsets, row["start"], row["end"])
        return Spoken(row["position"], row, list(_pieces(text, row["start"], row["end"], marks)), source)

    def warnings(self) -> list[Warned]:
        """The grave ones first."""
        found = [Warned("bad" if one["code"] in GRAVE else "", one["message"]) for one in self.shown["warnings"]]
        found += [*self._of_meetings(), *self._of_rows()]
        order = {"bad": 0, "caution": 1, "": 2}
        return sorted(found, key=lambda one: order[one.weight])

    def _of_meetings(self) -> Iterator[Warned]:
        for one in self.frozen["outline"]["meetings"]:
            named, mended_at = {"title": one["title"]}, f"meeting/{one['key']}/"
            if not one["date"]:
                yield Warned("bad", _("The meeting “%(title)s” has no date.") % named, mended_at)
            elif one["date_inferred"]:
                words = _("The date of “%(title)s” is a guess: %(date)s.")
                yield Warned("caution", words % {**named, "date": one["date"]}, mended_at)
            if one.get("region_inferred"):  # what was read before regions were marked does not say
                words = _("The region of “%(title)s” is a guess: %(region)s.")
                yield Warned("caution", words % {**named, "region": one["region"]}, mended_at)

    def _of_rows(self) -> list[Warned]:
        unknown = [row["position"] for row in self.shown["turns"] if row["voice"] == "speech" and not row["speaker"]]
        unsure = [row["position"] for row in self.shown["directives"] if row["confidence"] < UNSURE]
        untagged = [row["position"] for row in self.shown["directives"] if not row["tasks"]]
        found = []
        if unknown:
            found.append(
                Warned(
                    "caution", _("Turns without a known speaker: %(n)s") % {"n": len(unknown)}, f"turn/{unknown[0]}/"
                )
            )
        if unsure:
            found.append(
                Warned(
                    "caution",
                    _("Directives the program is not sure of: %(n)s") % {"n": len(unsure)},
                    f"directive/{unsure[0]}/",
                )
            )
        if untagged:
            found.append(
                Warned("", _("Directives without a sector: %(n)s") % {"n": len(untagged)}, f"directive/{untagged[0]}/")
            )
        return found


def _pieces(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[tuple[str, bool]]:
    """The turn's text in pieces, and whether each is a directive."""
    reached = start
    for mark in apart(marks):
        if mark.start > reached:
            yield text[reached : mark.start], False
        yield text[mark.start : mark.end], True
        reached = mark.end
    if reached < end:
        yield text[reached:end], False
