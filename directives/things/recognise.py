"""All named things of a text: what a list names, and what the genre's forms tell to be a name."""

from collections.abc import Iterable

from directives.things.accidents import accidents
from directives.things.campaigns import campaigns, rules
from directives.things.drafts import Kind, MentionDraft, Stretch
from directives.things.papers import papers
from directives.things.taken import Taken
from directives.things.vocabulary import Vocabulary


def recognise(text: str, stretches: Iterable[Stretch], vocabulary: Vocabulary) -> tuple[MentionDraft, ...]:
    """The mentions in the stretches of `text`, in order and without overlap; offsets count in `text`.

    A paper's short name (《意见》) is understood by the last full title before it, so stretches come in order.
    """
    found: list[MentionDraft] = []
    titles: dict[str, str] = {}
    for stretch in stretches:
        words = text[stretch.start : stretch.end]
        found += _without_overlap(
            [
                *papers(words, stretch.start, titles),
                *accidents(words, stretch.start, stretch.said_on),
                *_listed(words, stretch.start, vocabulary),
                *campaigns(words, stretch.start),
                *rules(words, stretch.start),
            ]
        )
    return tuple(found)


def _listed(words: str, offset: int, vocabulary: Vocabulary) -> Iterable[MentionDraft]:
    for start, end, name in vocabulary.find(words):
        yield MentionDraft(name.kind, name.thing, offset + start, offset + end)


def _without_overlap(drafts: list[MentionDraft]) -> list[MentionDraft]:
    """Of drafts that share characters the longest, papers always before what stands in their titles."""
    taken = Taken()
    order = sorted(drafts, key=lambda one: (one.kind is not Kind.LAW or one.end - one.start < 8, one.start - one.end))
    return sorted((one for one in order if taken.take(one.start, one.end)), key=lambda one: one.start)
