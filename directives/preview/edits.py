"""Corrections of an understanding that waits to be confirmed; each changes its JSON and says what it changed.

What a person gave is marked in the JSON (`by_hand`), so that it is marked in the rows too; `thaw` passes over it.
"""

import copy
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from directives.corrections.meeting import region_code
from directives.corrections.naming import LONGEST as LONGEST_NAME
from directives.corrections.passages import understood
from directives.corrections.recording import CorrectionError
from directives.models import Sector
from directives.sentences import trim
from meetings.build import first_day
from meetings.drafts import Level, Voice
from meetings.homes import places
from meetings.kinds import kind_of

Frozen = dict[str, Any]
Note = dict[str, Any]  # {"field", "key", "before", "after"}, as the intake keeps it
LONGEST_TITLE = 300
FOUND = 40  # characters of a directive that name it in a note


def edited(frozen: Frozen, change: Callable[[Frozen], list[Note]]) -> tuple[Frozen, list[Note]]:
    """A changed copy, and the notes of what changed. Raises CorrectionError where nothing did."""
    draft = copy.deepcopy(frozen)
    notes = change(draft)
    if not notes:
        raise CorrectionError(_("Nothing was changed."))
    return draft, notes


def document(title: str, published_on: str) -> Callable[[Frozen], list[Note]]:
    """The document's title and day of issue (ISO, as partial as it is known)."""

    def change(frozen: Frozen) -> list[Note]:
        outline = frozen["outline"]
        shown = {
            "title": outline["title"] or frozen["source"]["title"] or "",
            "published_on": outline["published_on"] or frozen["source"]["published_on"],
        }
        wanted = {"title": within(title, LONGEST_TITLE), "published_on": day(published_on)}
        if not wanted["title"] and shown["title"]:
            raise CorrectionError(_("A document needs a title."))
        notes = _set(outline, wanted, "document", shown, marked=False)
        frozen["by_hand"] = sorted({*frozen.get("by_hand", []), *(note["field"] for note in notes)})
        return notes

    return change


def within(words: str, most: int) -> str:
    """The words in one line, without what no database takes. Raises CorrectionError where they are too long."""
    line = " ".join(words.replace("\0", "").split())
    if len(line) > most:
        raise CorrectionError(_("A name has at most %(n)s characters.") % {"n": most})
    return line


def day(text: str) -> str | None:
    """An ISO date as partial as it is known, or None. Raises CorrectionError."""
    try:
        first_day(text.strip() or None)
    except (ValueError, IndexError) as error:
        raise CorrectionError(_("Write the date like 2022-01-17, or 2022-01, or 2022.")) from error
    return text.strip() or None


def meeting(
    key: str, title: str, date: str, level: str, region: str, host: str, stored: str = ""
) -> Callable[[Frozen], list[Note]]:
    """What is known of a meeting. A key that the document does not have makes a new meeting, to which all turns outside
    a meeting then belong. `stored` is the key of the stored meeting that it is by a loader's word, "own" where it is
    none of them, "" where the program may tell."""

    def change(frozen: Frozen) -> list[Note]:
        if level not in {one.value for one in Level}:
            raise CorrectionError(_("There is no such level."))
        words = within(title, LONGEST_TITLE)
        if not words:
            raise CorrectionError(_("A meeting needs a title."))
        code = region_code(region)
        wanted = {
            "title": words,
            "date": day(date),
            "level": level,
            "region": places()[code].name if code else None,
            "region_code": code,
            "host": within(host, LONGEST_NAME * 3),
        }
        draft = next((one for one in frozen["outline"]["meetings"] if one["key"] == key), None)
        if draft is None:
            return _new_meeting(frozen, key, wanted)
        chosen = {"stored": None if stored == "own" else int(stored)} if stored == "own" or stored.isdecimal() else {}
        if wanted["title"] != draft["title"]:
            wanted["kind"] = kind_of(words)
        notes = _set(draft, wanted, key, draft)
        changed = {note["field"] for note in notes}
        if "date" in changed:
            draft["date_inferred"] = False
        if "region_code" in changed:
            draft["region_inferred"] = False
        notes += _set(draft, chosen, key, {"stored": "", **draft}, marked=False)
        return [note for note in notes if note["field"] not in ("region_code", "kind")]

    return change


def _new_meeting(frozen: Frozen, key: str, wanted: dict[str, Any]) -> list[Note]:
    start, end = trim(
        frozen["text"], 0, frozen["text"].find("\n") if "\n" in frozen["text"].strip() else len(frozen["text"])
    )
    rest = {
        "key": key,
        "date_inferred": False,
        "region_inferred": False,
        "parent": None,
        "kind": kind_of(wanted["title"]),
        "start": start,
        "end": max(end, start + 1),
    }
    frozen["outline"]["meetings"] = [*frozen["outline"]["meetings"], wanted | rest | {"by_hand": sorted(wanted)}]
    for turn in frozen["outline"]["turns"]:
        if turn["meeting"] is None and turn["voice"] != Voice.NOISE.value:
            turn["meeting"] = key
    return [{"field": "meeting", "key": key, "before": None, "after": wanted["title"]}]


def turn(number: int, speaker: str, voice: str) -> Callable[[Frozen], list[Note]]:
    """Who speaks in a turn: a name ("" for nobody) and a voice."""

    def change(frozen: Frozen) -> list[Note]:
        if voice not in {one.value for one in Voice}:
            raise CorrectionError(_("There is no such voice."))
        outline = frozen["outline"]
        row = row_at(outline["turns"], number)
        name = within(speaker, LONGEST_NAME) or None
        notes = _set(row, {"speaker": name, "voice": voice}, f"turn {number}", row)
        named = {person["name"] for person in outline["people"] if person["meeting"] == row["meeting"]}
        if row["speaker"] and row["speaker"] not in named:
            at = frozen["text"].find(row["speaker"])
            start, end = (at, at + len(row["speaker"])) if at >= 0 else (row["start"], row["end"])
            person = {"name": row["speaker"], "titles": [], "meeting": row["meeting"], "roles": ["讲话"]}
            outline["people"] = [*outline["people"], person | {"start": start, "end": end}]
        return notes

    return change


def directive(number: int, words: str, slugs: frozenset[str], held_on: str | None) -> Callable[[Frozen], list[Note]]:
    """The words of a directive, longer or shorter as they stand in its turn, and its sectors."""

    def change(frozen: Frozen) -> list[Note]:
        row = row_at(frozen["directives"], number)
        notes = _bounds(frozen, number, row, words, held_on)
        row = frozen["directives"][number]
        now = {task["sector"] for task in row["tasks"]}
        if slugs != now:
            _sectors(row, slugs)
            notes.append({"field": "sectors", "key": _name(frozen, row), "before": sorted(now), "after": sorted(slugs)})
            row["by_hand"] = sorted({*row.get("by_hand", []), "sectors"})
        return notes

    return change


def _bounds(frozen: Frozen, number: int, row: Frozen, words: str, held_on: str | None) -> list[Note]:
    text = frozen["text"]
    before = text[row["start"] : row["end"]]
    if "".join(words.split()) == "".join(before.split()):
        return []
    place = frozen["outline"]["turns"][row["turn"]]
    start, end = find(text, place["start"], place["end"], words, row["start"])
    for other, neighbour in enumerate(frozen["directives"]):
        if other != number and neighbour["start"] < end and neighbour["end"] > start:
            raise CorrectionError(
                _("These words belong to directive %(pk)s already: “%(text)s”")
                % {"pk": other + 1, "text": text[neighbour["start"] : neighbour["end"]][:30]}
            )
    fresh = _draft(text, start, end, held_on) | {"turn": row["turn"], "headings": row["headings"]}
    if "sectors" in row.get("by_hand", []):
        _sectors(fresh, frozenset(task["sector"] for task in row["tasks"]))
    frozen["directives"][number] = fresh | {"by_hand": sorted({*row.get("by_hand", []), "text"})}
    return [{"field": "words", "key": before[:FOUND], "before": before, "after": text[start:end]}]


def add(number: int, words: str, held_on: str | None) -> Callable[[Frozen], list[Note]]:
    """A directive that was not seen in a turn."""

    def change(frozen: Frozen) -> list[Note]:
        text, place = frozen["text"], row_at(frozen["outline"]["turns"], number)
        start, end = find(text, place["start"], place["end"], words, place["start"])
        for other, neighbour in enumerate(frozen["directives"]):
            if neighbour["start"] < end and neighbour["end"] > start:
                raise CorrectionError(
                    _("These words belong to directive %(pk)s already: “%(text)s”")
                    % {"pk": other + 1, "text": text[neighbour["start"] : neighbour["end"]][:30]}
                )
        fresh = _draft(text, start, end, held_on) | {
            "turn": number,
            "headings": place["headings"],
            "by_hand": ["added", "text"],
        }
        frozen["directives"] = sorted([*frozen["directives"], fresh], key=lambda row: (row["start"], row["end"]))
        return [{"field": "directive", "key": text[start:end][:FOUND], "before": None, "after": text[start:end]}]

    return change


def drop(number: int) -> Callable[[Frozen], list[Note]]:
    """A directive that is none."""

    def change(frozen: Frozen) -> list[Note]:
        row = row_at(frozen["directives"], number)
        words = frozen["text"][row["start"] : row["end"]]
        del frozen["directives"][number]
        frozen["dropped"] = [*frozen.get("dropped", []), {"start": row["start"], "end": row["end"]}]
        return [{"field": "directive", "key": words[:FOUND], "before": words, "after": None}]

    return change


def find(text: str, low: int, high: int, words: str, near: int) -> tuple[int, int]:
    """Where the words stand in `text[low:high]`, white space aside, nearest to `near`."""
    wanted = "".join(words.split())
    if not wanted:
        raise CorrectionError(_("Copy the words of the directive from the text."))
    kept = [at for at in range(low, high) if not text[at].isspace()]
    bare = "".join(text[at] for at in kept)
    spans, at = [], bare.find(wanted)
    while at >= 0:
        spans.append((kept[at], kept[at + len(wanted) - 1] + 1))
        at = bare.find(wanted, at + 1)
    if not spans:
        raise CorrectionError(_("These words don't stand in this turn; copy them as they are shown."))
    return min(spans, key=lambda span: abs(span[0] - near))


def _draft(text: str, start: int, end: int, held_on: str | None) -> Frozen:
    return asdict(understood(text, start, end, held_on))


def _sectors(row: Frozen, slugs: frozenset[str]) -> None:
    if missing := slugs - set(Sector.objects.values_list("slug", flat=True)):
        raise CorrectionError(_("There is no sector %(slug)s.") % {"slug": "、".join(sorted(missing))})
    kept = [task for task in row["tasks"] if task["sector"] in slugs]
    new = sorted(slugs - {task["sector"] for task in kept})
    whole = {"start": row["start"], "end": row["end"], "bodies": [], "deadline": row["deadline"]}
    row["tasks"] = [*kept, *({"sector": slug, **whole} for slug in new)]


def _name(frozen: Frozen, row: Frozen) -> str:
    return str(frozen["text"][row["start"] : row["end"]][:FOUND])


def row_at(rows: Any, number: int) -> Frozen:
    if not 0 <= number < len(rows):
        raise CorrectionError(_("It is there no more; load the page again."))
    row: Frozen = rows[number]
    return row


def _set(row: Frozen, wanted: dict[str, Any], key: str, shown: dict[str, Any], marked: bool = True) -> list[Note]:
    notes = []
    for name, value in wanted.items():
        if value != shown[name]:
            notes.append({"field": name, "key": key, "before": shown[name], "after": value})
            row[name] = value
    if marked and notes:
        row["by_hand"] = sorted({*row.get("by_hand", []), *(note["field"] for note in notes)})
    return notes
