"""The region that the name of a file tells, for a text that says only 我县 or 全市: 2024-温岭市政府常务会议.txt, and names
in pinyin as pages are saved under, 023_wulumuqixian_changwu.txt."""

import re
from collections.abc import Iterable
from functools import cache

from pypinyin import lazy_pinyin

from meetings.drafts import Level
from meetings.gazetteer import Place, all_places, ancestors, contains, short_name
from meetings.places import Named, regions_in

_LATIN = re.compile(r"[a-z]{4,40}")
# Words of the genre that are spelled like a county: 常务, 讲话, 中央, 五一, 十一.
_WORDS = frozenset(
    {"changwu", "jianghua", "zhongyang", "wuyi", "shiyi", "gaoxin", "nanbu", "heping", "pingan", "anquan"}
)


def regions_of_file(name: str, around: Iterable[Named] = ()) -> tuple[Place, ...]:
    """The region that a file name tells and all that contain it, nearest first; empty where it tells none. Of several
    that are spelled so, the one that contains the others (吉林), or that alone lies in a region named `around`. Of a name
    in pinyin only the first word counts: what follows tells of the matter."""
    named = [one.place for one in regions_in(name) if one.place.level is not Level.NATIONAL]
    if named:
        return _line(named[-1])
    word = _LATIN.search(re.sub(r"[a-z]{1,3}\d+[a-z]?_", "", name.lower()))
    if word is None or word[0] in _WORDS:
        return ()
    spelled = _spelled().get(word[0], ())
    if len(spelled) > 1:
        same = (
            len({(short_name(one.name), one.code[:2]) for one in spelled}) == 1
        )  # 綦江区 and 綦江县, as it was before
        widest = (
            list(spelled[:1])
            if same
            else [place for place in spelled if all(contains(place.code, other.code) for other in spelled)]
        )
        codes = {one.place.code for one in around if one.place.level is not Level.NATIONAL} if not widest else set()
        spelled = tuple(widest) or tuple(one for one in spelled if any(contains(code, one.code) for code in codes))
    return _line(spelled[0]) if len(spelled) == 1 else ()


def _line(place: Place) -> tuple[Place, ...]:
    return (place, *(one for one in ancestors(place.code) if one.level is not Level.NATIONAL))


@cache
def _spelled() -> dict[str, tuple[Place, ...]]:
    """Places by their names in pinyin, whole and short, without tones or spaces."""
    found: dict[str, tuple[Place, ...]] = {}
    for place in all_places():
        if place.level is Level.NATIONAL:
            continue
        for name in {place.name, short_name(place.name)}:
            spelling = "".join(lazy_pinyin(name))
            found[spelling] = (*found.get(spelling, ()), place)
    return found
