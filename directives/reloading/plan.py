"""What loading again would do to the directives of a document, before anything is written."""

from dataclasses import dataclass, field
from typing import Any

from directives.drafts import DirectiveDraft
from directives.models import Directive, Gone
from directives.reloading.align import place_of, reworded, same
from directives.understand import Understanding
from meetings.models import Document
from search.normalise import fold


@dataclass(slots=True)
class Kept:
    """A row whose passage is in the new text too. `draft` is what the program now makes of it; None where only a
    person's word keeps it."""

    row: Directive
    start: int
    end: int
    draft: DirectiveDraft | None


@dataclass(slots=True)
class Plan:
    """The rows kept, the drafts that are new, the rows that a draft rewords, and the rows whose words are gone."""

    kept: list[Kept] = field(default_factory=list)
    added: list[DirectiveDraft] = field(default_factory=list)
    changed: list[tuple[Directive, DirectiveDraft]] = field(default_factory=list)
    removed: list[Directive] = field(default_factory=list)

    @property
    def asked(self) -> list[Directive]:
        """Rows that a person corrected and that would be lost: a person must agree."""
        return [row for row in [*(row for row, _ in self.changed), *self.removed] if row.by_hand]

    @property
    def moves(self) -> bool:
        """Whether rows come or go."""
        return bool(self.added or self.changed or self.removed)


def plan(document: Document, understood: Understanding) -> Plan:
    """Compare the stored directives with what is understood now. A passage is the same where its folded words are, in
    the same order; what a person corrected stays wherever its words still stand, and what a person took out stays
    out."""
    text = understood.tidied.text
    rows = list(document.directives.defer("lexemes", "sentences").order_by("start", "pk"))
    drafts = list(understood.directives)
    words = [fold(text[draft.start : draft.end]) for draft in drafts]
    pairs = dict(same([row.folded for row in rows], words))
    made = Plan()
    for index, row in enumerate(rows):
        if index in pairs:
            draft = drafts[pairs[index]]
            made.kept.append(Kept(row, draft.start, draft.end, draft))
    left = [index for index in range(len(rows)) if index not in pairs]
    for index in [index for index in left if rows[index].by_hand]:
        span = place_of(text, rows[index].text, rows[index].start)
        if span and not _taken(span, made.kept):
            made.kept.append(Kept(rows[index], *span, None))
            left.remove(index)
    by_word = [(kept.start, kept.end) for kept in made.kept if kept.draft is None]
    dropped = _dropped(document)
    fresh = []
    for number in sorted(set(range(len(drafts))) - set(pairs.values())):
        draft = drafts[number]
        if dropped.get(words[number]):
            dropped[words[number]] -= 1
        elif not any(start < draft.end and end > draft.start for start, end in by_word):
            fresh.append(number)
    alike = dict(
        reworded([(index, rows[index].folded) for index in left], [(number, words[number]) for number in fresh])
    )
    made.changed = [(rows[index], drafts[number]) for index, number in alike.items()]
    made.removed = [rows[index] for index in left if index not in alike]
    made.added = [drafts[number] for number in fresh if number not in alike.values()]
    return made


def _taken(span: tuple[int, int], kept: list[Kept]) -> bool:
    return any(one.start < span[1] and one.end > span[0] for one in kept)


def _dropped(document: Document) -> dict[str, int]:
    """Folded words that a person took out of the document, with how often."""
    counted: dict[str, Any] = {}
    for words in Gone.objects.filter(document=document, cause=Gone.Cause.DROPPED).values_list("folded", flat=True):
        counted[words] = counted.get(words, 0) + 1
    return counted
