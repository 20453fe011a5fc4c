"""What is known of a meeting, put right."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from directives.build import place_meeting
from directives.corrections.recording import CorrectionError, correcting
from directives.corrections.relabel import mark
from directives.models import Correction
from meetings.build import build_regions, first_day
from meetings.homes import places
from meetings.models import Level, Meeting


@dataclass(frozen=True, slots=True)
class Facts:
    """What a person may say of a meeting."""

    title: str
    date: str  # ISO, as partial as it is known; "" for unknown
    level: str
    region: str  # GB/T 2260 code or the region's name; "" for none
    host: str
    parent: int | None  # key of the meeting it follows up

    @classmethod
    def of(cls, meeting: Meeting) -> "Facts":
        region = meeting.region.code if meeting.region else ""
        return cls(meeting.title, meeting.date or "", meeting.level, region, meeting.host, meeting.parent_id)


def edit_meeting(pk: int, facts: Facts, user: Any, reason: str) -> Correction:
    """Store the facts; the meeting's directives are listed by them at once. Raises CorrectionError where one makes no
    sense, nothing changes, or the meeting would be the same as another."""
    with correcting(Correction.Kind.MEETING, facts.title, user, reason) as record:
        meeting = Meeting.objects.select_for_update(of=["self"]).select_related("region").get(pk=pk)
        before = Facts.of(meeting)
        meeting.title = _title(facts.title)
        meeting.held_on, meeting.date_precision = _day(facts.date)
        if facts.date != before.date:
            meeting.date_inferred = False
        if facts.level not in Level.values:
            raise CorrectionError(_("There is no such level."))
        meeting.level, meeting.host = facts.level, facts.host.strip()
        meeting.region_id = region_key(facts.region)
        meeting.parent_id = _parent(meeting, facts.parent)
        after = Facts.of(Meeting(**_columns(meeting)))
        if after == before:
            raise CorrectionError(_("Nothing was changed."))
        if after.region != before.region:
            meeting.region_inferred = False
        mark(meeting, (name for name in Facts.__dataclass_fields__ if getattr(after, name) != getattr(before, name)))
        meeting.save()
        place_meeting(meeting)
    return record


def _columns(meeting: Meeting) -> dict[str, Any]:
    return {field.attname: getattr(meeting, field.attname) for field in meeting._meta.concrete_fields}


def _title(words: str) -> str:
    title = " ".join(words.split())
    if not title:
        raise CorrectionError(_("A meeting needs a title."))
    return title


def _day(text: str) -> tuple[dt.date | None, str]:
    try:
        return first_day(text.strip() or None)
    except (ValueError, IndexError) as error:
        raise CorrectionError(_("Write the date like 2022-01-17, or 2022-01, or 2022.")) from error


def region_key(words: str) -> int | None:
    """The key of the region that `region_code` finds, which is stored with what contains it."""
    code = region_code(words)
    return build_regions([code])[code].pk if code else None


def region_code(words: str | None) -> str | None:
    """The code of a region by its code or name; raises CorrectionError where the list of regions has none or several."""
    words = (words or "").strip()
    if not words:
        return None
    known = places()
    codes = [words] if words in known else [code for code, place in known.items() if place.name == words]
    if not codes:
        raise CorrectionError(_("“%(words)s” is no region; write its full name or its code.") % {"words": words})
    if len(codes) > 1:
        shown = "、".join(codes[:8])
        raise CorrectionError(
            _("Several regions are called so; write one of these codes: %(codes)s") % {"codes": shown}
        )
    return codes[0]


def _parent(meeting: Meeting, parent: int | None) -> int | None:
    above = parent
    while above is not None:
        if above == meeting.pk:
            raise CorrectionError(_("A meeting can't follow up itself."))
        row = Meeting.objects.filter(pk=above).values_list("parent_id", flat=True)
        if not row:
            raise CorrectionError(_("There is no meeting %(pk)s.") % {"pk": above})
        above = row[0]
    return parent
