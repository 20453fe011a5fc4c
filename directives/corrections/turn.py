"""A turn given to who really spoke."""

from typing import Any

from django.utils.translation import gettext as _

from directives.corrections.naming import speaker_called, take_part
from directives.corrections.recording import CorrectionError, correcting
from directives.corrections.relabel import mark
from directives.models import Correction
from meetings.models import Turn


def relabel_turn(pk: int, name: str, voice: str, user: Any, reason: str) -> Correction:
    """Give the turn a speaker ("" for nobody) and a voice; its directives follow, but for those whose speaker a
    person set one by one. Raises CorrectionError where nothing changes."""
    turn = Turn.objects.get(pk=pk)
    with correcting(Correction.Kind.TURN, turn.text, user, reason) as record:
        turn = Turn.objects.select_for_update(of=["self"]).select_related("meeting", "document").get(pk=pk)
        speaker = speaker_called(name, turn)
        if voice not in Turn.Voice.values:
            raise CorrectionError(_("There is no such voice."))
        if (speaker.pk if speaker else None, voice) == (turn.speaker_id, turn.voice):
            raise CorrectionError(_("Nothing was changed."))
        turn.speaker, turn.voice = speaker, voice
        mark(turn, ["speaker", "voice"])
        turn.save(update_fields=["speaker", "voice", "by_hand"])
        if speaker:
            take_part(speaker, turn, turn.meeting)
        turn.directives.exclude(by_hand__contains=["speaker"]).update(speaker=speaker)
    return record
