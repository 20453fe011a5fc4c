"""Two speakers that are one person."""

from typing import Any

from django.utils.translation import gettext as _

from directives.corrections.recording import CorrectionError, correcting
from directives.models import Correction, Directive
from meetings.models import Participation, Speaker, SpeakerAlias, Turn


def merge_speakers(kept: int, other: int, user: Any, reason: str) -> Correction:
    """Give everything of `other` to `kept`. The other name becomes an alias, by which later files are understood, and
    the other address leads on."""
    if kept == other:
        raise CorrectionError(_("Choose another speaker than this one."))
    one = Speaker.objects.filter(pk=kept).first()
    with correcting(Correction.Kind.SPEAKERS, one or "", user, reason) as record:
        rows = Speaker.objects.order_by("pk").select_for_update(of=["self"]).in_bulk([kept, other])
        if len(rows) < 2:
            raise CorrectionError(_("One of the two is stored no more."))
        Turn.objects.filter(speaker=other).update(speaker=kept)
        Directive.objects.filter(speaker=other).update(speaker=kept)
        for part in Participation.objects.filter(speaker=other):
            _move(part, kept)
        SpeakerAlias.objects.filter(speaker=other).update(speaker=kept)
        leaving = rows[other]
        leaving.delete()
        SpeakerAlias.objects.create(speaker_id=kept, name=leaving.name, region_id=leaving.region_id, former=other)
    return record


def _move(part: Participation, kept: int) -> None:
    """A person takes part once in a meeting, with all titles and roles."""
    mine = Participation.objects.filter(meeting=part.meeting_id, document=part.document_id, speaker=kept).first()
    if mine is None:
        part.speaker_id = kept
        part.save(update_fields=["speaker"])
        return
    mine.titles = list(dict.fromkeys([*mine.titles, *part.titles]))
    mine.roles = list(dict.fromkeys([*mine.roles, *part.roles]))
    mine.save(update_fields=["titles", "roles"])
    part.delete()
