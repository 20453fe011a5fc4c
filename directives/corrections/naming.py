"""The speaker that a person means by a name."""

import re

from django.utils.translation import gettext as _

from directives.corrections.recording import CorrectionError
from meetings.models import Meeting, Participation, Speaker, SpeakerAlias, Turn

# 钟望川（湖北省）
_WITH_REGION = re.compile(r"(?P<name>[^（(]+?)\s*[（(](?P<region>[^）)]+)[）)]")
LONGEST = 40


def speaker_called(words: str, turn: Turn) -> Speaker | None:
    """The speaker of this name, "" being nobody: who takes part in the document, else the only one, else one of the
    meeting's region, else a new one of that region. `姓名（地区）` tells namesakes apart. Raises CorrectionError
    where it can't be told whom of several is meant."""
    words = words.strip()
    if not words:
        return None
    match = _WITH_REGION.fullmatch(words)
    name, place = (match["name"], match["region"]) if match else (words, "")
    if len(name) > LONGEST:
        raise CorrectionError(_("A name has at most %(n)s characters.") % {"n": LONGEST})
    found = list(Speaker.objects.select_related("region").filter(name=name))
    if place:
        found = [one for one in found if one.region and one.region.name == place]
        if not found:
            raise CorrectionError(_("No speaker %(name)s of %(place)s is stored.") % {"name": name, "place": place})
    if alias := SpeakerAlias.objects.select_related("speaker").filter(name=name).first():
        found = found or [alias.speaker]
    here = set(Participation.objects.filter(document=turn.document_id).values_list("speaker", flat=True))
    region = turn.meeting.region_id if turn.meeting else None
    for narrowed in (
        [one for one in found if one.pk in here],
        found,
        [one for one in found if one.region_id == region],
    ):
        if len(narrowed) == 1:
            return narrowed[0]
    if found:
        raise CorrectionError(
            _("Several speakers are called so; write one of: %(names)s") % {"names": "、".join(map(called, found))}
        )
    return Speaker.objects.create(name=name, region_id=region)


def called(speaker: Speaker) -> str:
    """The name that `speaker_called` understands as this speaker and no namesake."""
    return f"{speaker.name}（{speaker.region.name}）" if speaker.region else speaker.name


def take_part(speaker: Speaker, turn: Turn, meeting: Meeting | None) -> None:
    """List the speaker among those of the turn's meeting, where the name first stands in the document, else the
    turn."""
    part = Participation.objects.filter(document=turn.document_id, meeting=meeting, speaker=speaker)
    if part.exists():
        return
    from directives.corrections.passages import Passage

    passage = Passage.of(turn.document)
    at = passage.text.find(speaker.name)
    start, end = (at, at + len(speaker.name)) if at >= 0 else (turn.start, turn.end)
    raw_start, raw_end = passage.offsets.source_span(start, end)
    Participation.objects.create(
        meeting=meeting,
        document_id=turn.document_id,
        speaker=speaker,
        titles=[],
        roles=["讲话"],
        start=start,
        end=end,
        raw_start=raw_start,
        raw_end=raw_end,
    )
