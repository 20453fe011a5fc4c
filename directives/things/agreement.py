"""How well recognition agrees with what a person marked in a document."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from directives.things.drafts import Kind, MentionDraft


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention that a person marked: its kind, the thing meant, its words and where they stand in the text."""

    kind: Kind
    thing: str
    text: str
    start: int
    end: int


@dataclass(slots=True)
class Agreement:
    """Counts over any number of documents, with what was missed and what was found though nobody marked it."""

    both: int = 0
    missed: list[Marked] = field(default_factory=list)
    extra: list[MentionDraft] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.both / max(1, self.both + len(self.extra))

    @property
    def recall(self) -> float:
        return self.both / max(1, self.both + len(self.missed))

    def add(self, marked: Sequence[Marked], found: Iterable[MentionDraft]) -> None:
        """Count one document: a mention agrees with the first marked one of its kind that it shares characters with."""
        left = list(marked)
        for draft in found:
            same = next((m for m in left if m.kind is draft.kind and m.start < draft.end and draft.start < m.end), None)
            if same is None:
                self.extra.append(draft)
            else:
                left.remove(same)
                self.both += 1
        self.missed += left


def places_of(text: str, mentions: Iterable[dict[str, str]]) -> Iterator[Marked]:
    """The marked mentions (`kind`, `thing`, `text`, in the order of the text) with their places. Raises ValueError where
    the words don't stand behind the mention before."""
    at = 0
    for mention in mentions:
        words = mention["text"]
        start = text.find(words, at)
        if start < 0:
            raise ValueError(f"“{words}” 不在其位")
        at = start + len(words)
        yield Marked(Kind(mention["kind"]), mention["thing"], words, start, at)
