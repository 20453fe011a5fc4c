"""A directive that the program did not see."""

from typing import Any

from django.utils.translation import gettext as _

from directives.corrections.numbering import renumber
from directives.corrections.passages import Passage, build_parts, held_on, new_directive, no_overlap, understood
from directives.corrections.recording import CorrectionError, correcting
from directives.corrections.relabel import mark
from directives.models import Correction, Directive
from directives.sentences import trim
from meetings.models import Turn


def add(turn_pk: int, words: str, user: Any, reason: str) -> tuple[Correction, Directive]:
    """Make a directive of `words` as they stand in the turn; the program files it. Raises CorrectionError where they
    don't stand there, or belong to a directive already."""
    with correcting(Correction.Kind.ADD, words, user, reason) as record:
        turn = Turn.objects.select_for_update(of=["self"]).select_related("meeting", "document").get(pk=turn_pk)
        start, end = find(turn, words)
        no_overlap(turn, start, end)
        passage = Passage.of(turn.document)
        draft = understood(passage.text, start, end, held_on(turn.meeting, turn.document))
        directive = new_directive(turn, passage, draft)
        mark(directive, ["added", "text"])
        directive.save()
        build_parts(directive, passage, draft)
        renumber(turn.document_id)
    return record, directive


def find(turn: Turn, words: str) -> tuple[int, int]:
    """Where the words stand in the turn's document: their first place there that is no directive yet, white space
    aside."""
    wanted = "".join(words.split())
    if not wanted:
        raise CorrectionError(_("Copy the words of the directive from the text."))
    places = [at for at, one in enumerate(turn.text) if not one.isspace()]
    bare = "".join(turn.text[at] for at in places)
    taken = list(Directive.objects.filter(turn=turn).values_list("start", "end"))
    at, first = bare.find(wanted), None
    while at >= 0:
        span = trim(turn.document.text, turn.start + places[at], turn.start + places[at + len(wanted) - 1] + 1)
        first = first or span
        if not any(start < span[1] and end > span[0] for start, end in taken):
            return span
        at = bare.find(wanted, at + 1)
    if first is None:
        raise CorrectionError(_("These words don't stand in this turn; copy them as they are shown."))
    return first
