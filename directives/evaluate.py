"""How well a dry run agrees with hand-made annotations: figures between 0 and 1, and where it goes wrong.

An annotated ("gold") document lists its meetings, its people and, in order, the sentences of the range it
covers, each with whether it is a directive, whose, at which meeting, for which sectors, bodies and until when.
Headings, borderline sentences and topics outside safety count neither for nor against. Directives, meetings
and speakers are compared character by character, without white space and punctuation; sectors, bodies and
deadlines sentence by sentence.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from directives.agreement import (
    Json,
    Sentence,
    are_close,
    counts,
    is_neutral,
    offsets_fit,
    overlap,
    same_body,
    same_meeting,
    sentences,
)


@dataclass(slots=True)
class Tally:
    """Agreements, inventions and misses of one kind."""

    right: int = 0
    invented: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        said = self.right + self.invented
        return self.right / said if said else 1.0

    @property
    def recall(self) -> float:
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that gold and prediction see differently. `weight` is in characters for spans, else 1."""

    document: str
    kind: str
    weight: int
    text: str
    gold: str
    predicted: str


@dataclass(slots=True)
class Score:
    """The tallies by kind, and every disagreement."""

    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    disagreements: list[Disagreement] = field(default_factory=list)

    def add(self, kind: str, right: int = 0, invented: int = 0, missed: int = 0) -> None:
        tally = self.tallies[kind]
        tally.right += right
        tally.invented += invented
        tally.missed += missed

    def extend(self, other: "Score") -> None:
        """Count another document in."""
        for kind, tally in other.tallies.items():
            self.add(kind, tally.right, tally.invented, tally.missed)
        self.disagreements += other.disagreements

    def figures(self) -> dict[str, float]:
        """Every figure by its name, rounded to four places."""
        out: dict[str, float] = {}
        for kind in ("directive", "sector", "body", "deadline"):
            tally = self.tallies[kind]
            out |= {f"{kind}_p": tally.precision, f"{kind}_r": tally.recall, f"{kind}_f1": tally.f1}
        out |= {
            "meeting_acc": self.tallies["meeting"].precision,
            "speaker_acc": self.tallies["speaker"].precision,
            "meetings_f1": self.tallies["meetings"].f1,
            "people_f1": self.tallies["people"].f1,
            "title_recall": self.tallies["title"].recall,
            "offset_ok": self.tallies["offset_ok"].precision,
        }
        return {name: round(value, 4) for name, value in out.items()}


def score(gold: Json, text: str, prediction: Json) -> Score:
    """Compare one document's annotation with `directives.understand.to_json` of it.

    `text` is the decoded raw text. Raises GoldError where an annotated sentence is not in it.
    """
    return _Comparison(gold, text, prediction).score()


class _Comparison:
    """Gold and prediction of one document, side by side."""

    def __init__(self, gold: Json, text: str, prediction: Json) -> None:
        self.gold, self.text, self.prediction = gold, text, prediction
        self.gold_meetings: dict[str, Json] = {meeting["id"]: meeting for meeting in gold["meetings"]}
        self.meetings: dict[str, Json] = {meeting["key"]: meeting for meeting in prediction["meetings"]}
        self.sentences = [sentence for sentence in sentences(gold, text) if not is_neutral(sentence.gold)]
        self.result = Score()

    def score(self) -> Score:
        for directive in self.prediction["directives"]:
            fits = offsets_fit(directive, self.text, simplified=self.prediction.get("simplified", True))
            self.result.add("offset_ok", right=fits, invented=not fits)
        self._directives()
        for sentence in self.sentences:
            if sentence.gold["directive"]:
                self._sentence(sentence)
        self._pairs("meetings", list(self.gold_meetings.values()), list(self.meetings.values()), same_meeting)
        self._people()
        return self.result

    def _directives(self) -> None:
        """Characters in directives, and who said them where."""
        wanted = {at: s for s in self.sentences if s.gold["directive"] for at in self._characters(s.start, s.end)}
        covered = {at for s in self.sentences for at in range(s.start, s.end)}
        given = {
            at: directive
            for directive in self.prediction["directives"]
            for at in self._characters(directive["raw_start"], directive["raw_end"])
            if at in covered
        }
        both = wanted.keys() & given.keys()
        self.result.add("directive", len(both), len(given.keys() - wanted.keys()), len(wanted.keys() - given.keys()))
        self._whole_errors("missed", (wanted[at] for at in wanted.keys() - given.keys()), "directive", "—")
        invented = given.keys() - wanted.keys()
        self._whole_errors(
            "invented", (s for s in self.sentences for at in range(s.start, s.end) if at in invented), "—", "directive"
        )
        for at in sorted(both):
            self._attribution(wanted[at].gold, given[at])

    def _attribution(self, gold: Json, directive: Json) -> None:
        """Meeting and speaker of one character that both sides hold to be in a directive."""
        mine, theirs = (
            self.gold_meetings.get(gold.get("meeting") or ""),
            self.meetings.get(directive.get("meeting") or ""),
        )
        speaker, said_by = gold.get("speaker") or None, directive.get("speaker") or None
        for kind, right, wanted, given in (
            ("meeting", same_meeting(mine, theirs), meeting_words(mine), meeting_words(theirs)),
            ("speaker", speaker == said_by, speaker or "—", said_by or "—"),
        ):
            self.result.add(kind, right=right, invented=not right)
            if not right:
                self._disagree(kind, 1, gold["quote"], wanted, given)

    def _sentence(self, sentence: Sentence) -> None:
        """Sectors, bodies and deadline of a gold directive, against the directives that share half of it."""
        gold = sentence.gold
        mine = [directive for directive in self.prediction["directives"] if overlap(sentence, directive)]
        optional = set(gold.get("sectors_optional") or [])
        sectors = {slug for directive in mine for slug in directive.get("sectors") or []} - optional
        self._pairs("sector", set(gold.get("sectors") or []), sectors, _same, gold["quote"])
        self._bodies(gold, {name for directive in mine for name in directive.get("bodies") or []})
        deadlines = {(directive.get("deadline") or {}).get("text") for directive in mine} - {None, ""}
        self._pairs("deadline", [gold["deadline"]] if gold.get("deadline") else [], deadlines, are_close, gold["quote"])

    def _bodies(self, gold: Json, given: set[str]) -> None:
        """A printed list equals its members, so one predicted body may answer several gold ones and back."""
        wanted = set(gold.get("responsible") or [])
        missed = {name for name in wanted if not any(same_body(name, other) for other in given)}
        invented = {name for name in given if not any(same_body(other, name) for other in wanted)}
        self.result.add("body", len(wanted) - len(missed), len(invented), len(missed))
        if missed or invented:
            self._disagree("body", 1, gold["quote"], _words(wanted), _words(given))

    def _people(self) -> None:
        levels = {
            key: {meeting.get("level"), meeting.get("level_alt")} - {None}
            for key, meeting in self.gold_meetings.items()
        }
        wanted = [(person["name"], levels.get(person.get("meeting"), {None})) for person in self.gold["people"]]
        people = self.prediction["people"]
        given = {(person["name"], self.meetings.get(person.get("meeting"), {}).get("level")) for person in people}
        self._pairs("people", wanted, given, lambda gold, one: gold[0] == one[0] and one[1] in gold[1])
        titles: defaultdict[str, list[str]] = defaultdict(list)
        for person in people:
            titles[person["name"]] += person.get("titles") or []
        for person in self.gold["people"]:
            for title in (person.get("titles") or []) if person["name"] in titles else []:
                found = any(are_close(title, other) for other in titles[person["name"]])
                self.result.add("title", right=found, missed=not found)
                if not found:
                    self._disagree("title", 1, person["name"], title, _words(titles[person["name"]]))

    def _pairs(
        self, kind: str, wanted: Iterable[Any], given: Iterable[Any], same: Callable[[Any, Any], bool], quote: str = ""
    ) -> None:
        """Match each wanted thing with at most one given thing."""
        left, missed = list(given), []
        right = 0
        for one in wanted:
            match = next((other for other in left if same(one, other)), None)
            if match is None:
                missed.append(one)
            else:
                left.remove(match)
                right += 1
        self.result.add(kind, right, len(left), len(missed))
        if left or missed:
            self._disagree(kind, len(left) + len(missed), quote, _words(missed), _words(left))

    def _characters(self, start: int, end: int) -> Iterator[int]:
        """Places of what counts: no white space, no punctuation."""
        return (at for at in range(max(start, 0), min(end, len(self.text))) if counts(self.text[at]))

    def _whole_errors(self, kind: str, hit: Iterable[Sentence], gold: str, predicted: str) -> None:
        """One disagreement a sentence, weighted by how many of its characters are concerned."""
        weights: defaultdict[str, int] = defaultdict(int)
        for sentence in hit:
            weights[sentence.gold["quote"]] += 1
        for quote, weight in weights.items():
            self._disagree(kind, weight, quote, gold, predicted)

    def _disagree(self, kind: str, weight: int, text: str, gold: str, predicted: str) -> None:
        self.result.disagreements.append(Disagreement(self.gold["doc"], kind, weight, text, gold, predicted))


def worst(disagreements: Iterable[Disagreement]) -> list[Disagreement]:
    """The disagreements with equal ones added up, heaviest first."""
    weights: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for one in disagreements:
        weights[one.document, one.kind, one.text, one.gold, one.predicted] += one.weight
    summed = [Disagreement(key[0], key[1], weight, *key[2:]) for key, weight in weights.items()]
    return sorted(summed, key=lambda one: (-one.weight, one.document, one.kind, one.text))


def meeting_words(meeting: Json | None) -> str:
    """A meeting in one line."""
    return " ".join(str(meeting.get(key) or "?") for key in ("level", "region", "date")) if meeting else "—"


def _same(one: Any, other: Any) -> bool:
    return bool(one == other)


def _words(things: Iterable[Any]) -> str:
    """Things of one side in one line, in a fixed order."""
    return "、".join(sorted(meeting_words(one) if isinstance(one, dict) else _word(one) for one in things)) or "—"


def _word(one: Any) -> str:
    if not isinstance(one, tuple):
        return str(one)
    name, level = one
    return f"{name}（{'/'.join(sorted(map(str, level))) if isinstance(level, set) else level}）"
