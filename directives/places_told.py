"""Places that stand for those who govern there: 北川、平武要…, 华北、东北要…"""

import re

from directives.around_names import BETWEEN, LONGEST_LIST
from directives.drafts import BodyDraft, BodyRole
from directives.listed_bodies import members
from meetings.gazetteer import BARE, FULL, WITHIN, all_places
from meetings.place_names import SHORTENED, WORDS
from meetings.places import find_region

# 华北、东北要抓紧检查: parts of the country stand for those who govern there.
_PARTS = frozenset(("东北", "华北", "华东", "华南", "华中", "西北", "西南"))
_PART_OF = re.compile(r"(?<=..)[东西南北中]{1,2}部$")  # 吉林东部
# No place begins with any other two letters, those included that are shortened: a quick test before the names.
_PLACES_BEGIN = frozenset(name[:2] for name in (*(place.name for place in all_places()), *SHORTENED, *_PARTS))
_LONGEST_PLACE = 15  # code points: 双江拉祜族佤族布朗族傣族自治县


def places_told(blanked: str, start: int, end: int, role: BodyRole) -> list[BodyDraft]:
    """北川、平武要…: places of the country by their short names stand for their governments."""
    if blanked[start : start + 2] not in _PLACES_BEGIN:
        return []
    for high in range(min(end, start + LONGEST_LIST), start + 1, -1):
        if high < end and not BETWEEN.fullmatch(blanked, high, end):
            continue
        items = members(blanked, start, high)
        several = len(items) > 1  # 梨树、双辽: a name of several counties is plain beside another
        if all(
            stop - low <= _LONGEST_PLACE
            and (
                blanked[low:stop] in _PARTS
                or find_region(_PART_OF.sub("", blanked[low:stop]))
                or (several and _is_shared_name(blanked[low:stop]))
            )
            for low, stop in items
        ):
            return [BodyDraft(blanked[low:stop], role, low, stop) for low, stop in items]
    return []


def _is_shared_name(name: str) -> bool:
    """Whether several places are called so (梨树), or a place whose name is a word as well (天水)."""
    return any(name in names for names in (BARE, FULL, WITHIN, WORDS))
