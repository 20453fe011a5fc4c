"""Whether a text prints the regions of its meetings; one that it does not print was inferred."""

import re
from collections.abc import Iterable
from dataclasses import replace

from meetings.drafts import MeetingDraft
from meetings.frame import Frame
from meetings.gazetteer import COUNTRY, short_name
from meetings.place_names import NICKNAMES

_BEFORE = re.compile(r"^$|[^\u4e00-\u9fff]|[在到赴至和]")
_BEHIND = re.compile(r"[^\u4e00-\u9fff]|$|[省市县区州旗]|召开|举行|各|全[省市县区州旗]|日报|晚报")


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
    """Whether the short name is read as the region's somewhere, or stands alone where the readers of names leave it
    be (安康 may be a word): not at the head of another region's longer name (吉林 in 吉林省) nor inside words (确保定期)."""
    at = text.find(short)
    while at >= 0:
        named = frame.region_at(at) or next((one for one in frame.hints if one.start == at), None)
        if named is not None and (named.place.code == code or named.end - named.start <= len(short)):
            return True
        if named is None and _BEFORE.search(text[max(0, at - 1) : at]) and _BEHIND.match(text, at + len(short)):
            return True
        at = text.find(short, at + 1)
    return False


def _is_called_otherwise(frame: Frame, code: str, text: str) -> bool:
    """Whether the text calls the region by an older or everyday name (玉环县, 甘孜州, 兵团), and not only by what its people
    call it (三晋)."""
    return any(one.place.code == code and text[one.start : one.end] not in NICKNAMES for one in frame.regions)
