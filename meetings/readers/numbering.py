"""The numbers that Word prints before the paragraphs of a list, which stand nowhere in their text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
# A list's level may print the numbers of the levels above it: "%1.%2".
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str  # Word's name of the kind of number: decimal, chineseCounting …
    pattern: str  # "%1、", "（%1）", "%1.%2"


@dataclass(slots=True)
class Numbering:
    """Counts the paragraphs of every list of a document, in their order."""

    lists: Mapping[str, Mapping[int, _Level]]  # by numId
    counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, numbering: Any) -> "Numbering":
        """From the root element of numbering.xml, or None where the document has none."""
        if numbering is None:
            return cls({})
        abstract = {one.get(f"{W}abstractNumId"): _levels(one) for one in numbering.iterfind(f"{W}abstractNum")}
        lists = {}
        for number in numbering.iterfind(f"{W}num"):
            base = number.find(f"{W}abstractNumId")
            levels = dict(abstract.get(base.get(f"{W}val") if base is not None else None, {}))
            for override in number.iterfind(f"{W}lvlOverride"):
                _override(levels, override)
            lists[number.get(f"{W}numId")] = levels
        return cls(lists)

    def label(self, number: str, depth: int) -> str:
        """What is printed before the next paragraph of list `number` at level `depth`; "" for a bullet or none."""
        levels = self.lists.get(number, {})
        level = levels.get(depth)
        if level is None or not 0 <= depth < _LEVELS:
            return ""
        counts = self.counts.setdefault(number, [0] * _LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        if level.form in ("bullet", "none"):
            return ""
        label = level.pattern
        for above in range(depth + 1):
            shown = levels.get(above, level)
            label = label.replace(f"%{above + 1}", numeral(counts[above] or shown.start, shown.form))
        return label


def numeral(number: int, form: str) -> str:
    """A number in one of Word's forms; those without a Chinese or Latin pattern of their own as digits."""
    if form.startswith(("chinese", "japanese", "ideograph", "taiwanese", "korean")) and number < 100:
        tens, ones = divmod(number, 10)
        if not tens:
            return _DIGITS[ones]
        return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
    if form == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr((ord("A") if form == "upperLetter" else ord("a")) + number - 1)
    return str(number)


def _levels(parent: Any) -> dict[int, _Level]:
    return {int(one.get(f"{W}ilvl", 0)): _level(one) for one in parent.iterfind(f"{W}lvl")}


def _level(element: Any) -> _Level:
    return _Level(
        int(_value(element, "start", "1")), _value(element, "numFmt", "decimal"), _value(element, "lvlText", "")
    )


def _override(levels: dict[int, _Level], override: Any) -> None:
    depth = int(override.get(f"{W}ilvl", 0))
    levels.update(_levels(override))
    start = override.find(f"{W}startOverride")
    if start is not None and depth in levels:
        old = levels[depth]
        levels[depth] = _Level(int(start.get(f"{W}val", 1)), old.form, old.pattern)


def _value(element: Any, name: str, default: str) -> str:
    child = element.find(f"{W}{name}")
    return str(child.get(f"{W}val", default)) if child is not None else default
