"""How well links agree with pairs that people labelled: figures, and the worst errors."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from directives.lineage.kinds import ECHO, ECHOES, Kind, Verdict, judge
from directives.lineage.sayings import Saying, saying
from directives.lineage.weights import Weights, shipped_weights
from directives.sectors import Taxonomy
from directives.understand import deadline_of, understand
from meetings.files import read_bytes

PAIRS = Path(__file__).resolve().parent.parent.parent / "fixtures" / "lineage" / "pairs.jsonl"
NONE = "none"
LABELS = (*sorted(map(str, ECHOES)), NONE)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two directives of named files, each by its span in the untouched text (code points); what a person says of them;
    and whether the pair served for tuning or was kept for the final figure."""

    upper: tuple[str, int, int]
    lower: tuple[str, int, int]
    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with its two directives and what the program says of them."""

    pair: Pair
    upper: Saying
    lower: Saying
    verdict: Verdict

    @property
    def kind(self) -> str:
        """The program's kind."""
        return str(self.verdict.kind) if self.verdict.kind else NONE


def read_pairs(path: Path = PAIRS) -> list[Pair]:
    """The labelled pairs. Raises OSError, ValueError or KeyError."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Pair(tuple(row["upper"]), tuple(row["lower"]), row["kind"], row["part"]) for row in rows]


def judge_pairs(
    pairs: Iterable[Pair], folders: Sequence[Path], taxonomy: Taxonomy
) -> tuple[list[Judged], Counter[str]]:
    """The pairs judged, and why others could not be: how many lack a file below `folders`, or a directive where the
    person saw one."""
    weights, judged, left_out = shipped_weights(), [], Counter[str]()
    read: dict[str, dict[tuple[int, int], Saying] | None] = {}
    for pair in pairs:
        sayings = []
        for name, start, end in (pair.upper, pair.lower):
            if name not in read:
                read[name] = _sayings(name, folders, taxonomy, weights)
            found = read[name]
            if found is None:
                left_out["file"] += 1
                break
            best = max(found, key=lambda span: min(end, span[1]) - max(start, span[0]), default=(0, 0))
            if min(end, best[1]) - max(start, best[0]) < (end - start) / 2:
                left_out["directive"] += 1
                break
            sayings.append(found[best])
        else:
            upper, lower = sayings
            judged.append(Judged(pair, upper, lower, judge(upper, lower)))
    return judged, left_out


def _sayings(
    name: str, folders: Sequence[Path], taxonomy: Taxonomy, weights: Weights
) -> dict[tuple[int, int], Saying] | None:
    path = next((path for folder in folders for path in sorted(folder.rglob(name))), None)
    if path is None:
        return None
    understood = understand(name, read_bytes(path), taxonomy)
    text, found = understood.tidied.text, {}
    for draft in understood.directives:
        bodies = {body.name for body in draft.bodies} | {body.name for task in draft.tasks for body in task.bodies}
        due = deadline_of(draft)
        one = saying(
            text[draft.start : draft.end],
            weights,
            [task.sector for task in draft.tasks],
            sorted(bodies),
            (due.date or due.text) if due else "",
        )
        found[understood.tidied.offsets.source_span(draft.start, draft.end)] = one
    return found


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """Precision and recall of links of any kind, the share of what the program calls an echo that people call one too,
    and macro-F1 of the kinds in a comparison.

    A pair labelled "related" may be linked or not: nobody misses a link that only shares a subject. In a comparison it
    is none, and so is a link of that kind.
    """
    right = sum(one.kind != NONE and one.pair.kind != NONE for one in judged)
    wrong = sum(one.kind != NONE and one.pair.kind == NONE for one in judged)
    wanted = [one for one in judged if one.pair.kind in ECHOES]
    found = sum(one.kind != NONE for one in wanted)
    echoes = [one for one in judged if one.kind in ECHOES]
    values = {
        "echo_p": sum(one.pair.kind in ECHOES for one in echoes) / max(1, len(echoes)),
        "link_p": right / max(1, right + wrong),
        "link_r": found / max(1, len(wanted)),
        **{f"{label}_f1": _f1(judged, label) for label in LABELS},
    }
    values["comparison_f1"] = sum(values[f"{label}_f1"] for label in LABELS) / len(LABELS)
    return {name: round(value, 4) for name, value in values.items()}


def _f1(judged: Sequence[Judged], label: str) -> float:
    def compared(kind: str) -> str:
        return NONE if kind == Kind.RELATED else kind

    same = sum(compared(one.kind) == compared(one.pair.kind) == label for one in judged)
    either = sum((compared(one.kind) == label) + (compared(one.pair.kind) == label) for one in judged)
    return 2 * same / either if either else 1.0


def worst(judged: Iterable[Judged]) -> list[Judged]:
    """Pairs that the program judges otherwise: first what it links wrongly or misses, the surest first."""

    def place(one: Judged) -> tuple[bool, float]:
        return (one.kind != NONE) == (one.pair.kind != NONE), -abs(one.verdict.score - ECHO)

    wrong = (one for one in judged if one.kind != one.pair.kind)
    return sorted((one for one in wrong if (one.pair.kind, one.kind) != (Kind.RELATED, NONE)), key=place)
