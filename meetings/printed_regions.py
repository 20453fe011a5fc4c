"""Whether a text prints the regions of its meetings; one that it does not print was inferred."""

from collections.abc import Iterable
from dataclasses import replace

from meetings.drafts import MeetingDraft
from meetings.frame import Frame
from meetings.gazetteer import COUNTRY, short_name
from meetings.place_names import NICKNAMES


def with_inferred_regions(text: str, frame: Frame, meetings: Iterable[MeetingDraft]) -> tuple[MeetingDraft, ...]:
    """The meetings, each with whether its region was inferred. A place without a code goes by the name that the text
    gives it, the whole country needs none."""
    drafts = tuple(meetings)
    coded = {(one.region_code, one.region) for one in drafts if one.region_code not in (None, COUNTRY.code)}
    unprinted = {code for code, name in coded if code and name and not _is_printed(text, frame, code, name)}
    return tuple(replace(one, region_inferred=True) if one.region_code in unprinted else one for one in drafts)


def _is_printed(text: str, frame: Frame, code: str, name: str) -> bool:
    return (
        name in text
        or _is_printed_short(text, frame, code, short_name(name))
        or _is_called_otherwise(frame, code, text)
    )


def _is_printed_short(text: str, frame: Frame, code: str, short: str) -> bool:
    """Whether the short name stands anywhere but at the head of the longer name of another region (吉林 in 吉林省 is not
    the city, 通化 in 通化县 neither)."""
    at = text.find(short)
    while at >= 0:
        named = frame.region_at(at)
        if named is None or named.place.code == code or named.end - named.start <= len(short):
            return True
        at = text.find(short, at + 1)
    return False


def _is_called_otherwise(frame: Frame, code: str, text: str) -> bool:
    """Whether the text calls the region by an older or everyday name (玉环县, 甘孜州, 兵团), and not only by what its people
    call it (三晋)."""
    return any(one.place.code == code and text[one.start : one.end] not in NICKNAMES for one in frame.regions)
