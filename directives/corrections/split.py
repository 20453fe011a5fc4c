"""One directive taken apart into several."""

from typing import Any

from django.utils.translation import gettext as _

from directives.corrections.numbering import renumber
from directives.corrections.passages import Passage, build_parts, held_on, new_directive, set_deadline, understood
from directives.corrections.recording import CorrectionError, correcting
from directives.corrections.relabel import mark
from directives.models import Correction, Directive
from directives.sentences import trim


def split(pk: int, parts: list[str], user: Any, reason: str) -> tuple[Correction, list[Directive]]:
    """Cut the directive between `parts`, which joined are its words; the first keeps its address.

    Each part is understood anew; what a person had corrected of speaker and level stays with all of them. Raises
    CorrectionError where the parts are not the directive's words.
    """
    words = Directive.objects.values_list("text", flat=True).get(pk=pk)
    with correcting(Correction.Kind.SPLIT, words, user, reason) as record:
        row = Directive.objects.select_for_update(of=["self"]).select_related("turn__meeting", "document").get(pk=pk)
        spans = _spans(row, parts)
        passage = Passage.of(row.document)
        day = held_on(row.turn.meeting, row.document)
        made = []
        for number, (start, end) in enumerate(spans):
            draft = understood(passage.text, start, end, day)
            if number == 0:
                _shrink(row, passage, draft)
                part = row
            else:
                part = new_directive(row.turn, passage, draft)
                part.speaker_id, part.level, part.headings = row.speaker_id, row.level, row.headings
                part.by_hand = [name for name in row.by_hand if name in ("speaker", "level")]
                mark(part, ["text"])
                part.save()
            build_parts(part, passage, draft)
            made.append(part)
        renumber(row.document_id)
    return record, made


def _spans(row: Directive, parts: list[str]) -> list[tuple[int, int]]:
    """Where the parts stand in the document's text, without the white space around them."""
    parts = [part for part in parts if part.strip()]
    if len(parts) < 2:
        raise CorrectionError(_("Put a line break where the directive is to be taken apart."))
    spans, at = [], row.start
    for part in parts:
        words = part.strip()
        start = row.document.text.find(words, at, row.end)
        if start < 0 or row.document.text[at:start].strip():
            raise CorrectionError(
                _("Only line breaks may be put in; the words must stay as they are: “%(words)s”")
                % {"words": words[:30]}
            )
        at = start + len(words)
        spans.append(trim(row.document.text, start, at))
    if row.document.text[at : row.end].strip():
        raise CorrectionError(
            _("Words are missing at the end: “%(words)s”") % {"words": row.document.text[at : row.end][:30]}
        )
    return spans


def _shrink(row: Directive, passage: Passage, draft: Any) -> None:
    row.tasks.all().delete()
    row.responsibilities.all().delete()
    passage.put(row, draft.start, draft.end)
    row.modality = draft.modality.value
    set_deadline(row, draft)
    row.by_hand = [name for name in row.by_hand if name in ("speaker", "level", "added")]
    mark(row, ["text"])
    row.index()
    row.save()
