"""The region that the name of a file tells, for a text that says only 我县 or 全市: 2024-温岭市政府常务会议.txt, and names
in pinyin as pages are saved under, 023_wulumuqixian_changwu.txt."""

import re
from collections.abc import Iterable
from functools import cache

from pypinyin import lazy_pinyin

from meetings.drafts import Level
from meetings.gazetteer import Place, all_places, contains, line_of_place, short_name
from meetings.place_names import FORMER
from meetings.places import Named, last_of_chain, regions_in
from search.wordlists import words

_NUMBER = re.compile(r"(?<![a-z])[a-z]{1,3}\d+[a-z]?_")  # z3_05_shaoguan: of a set, not of the name
_LATIN = re.compile(r"[a-z]{4,40}")
# Words that names of such files begin with and that are spelled like a county: 常务, 讲话, 事故, 风险, 评估, 园区.
_WORDS = frozenset(
    words(
        """
        changwu jianghua zhongyang wuyi nanbu heping pingan shigu fengxian pinggu yuanqu meitan dongyuan
        gongan guiding jiguan gongcheng jianli geji jiuyuan yanshou lianxi tongxin jingyan chengxiang
        dongtai guzhang yongji ziyuan qidong shidian shishi wanshan weiyuan zhuxi yanjiang huichang yuhui
        gongyi tongcheng jianshi zhenghe linqu jishui xinxing youxian yian yicheng yeji zijin shangyi yiyuan
        laiyuan yumin yushui dafeng changtu lukou lingshou lingshi renhe jixian yubei
        """
    )
)
# Where the usual reading of a character is not that of the place.
_READ = {
    "朝阳": "chaoyang",
    "漯河": "luohe",
    "马尾": "mawei",
    "六安": "luan",
    "铅山": "yanshan",
    "东阿": "donge",
    "单县": "shanxian",
}


def regions_of_file(name: str, around: Iterable[Named] = (), kind: str = "") -> tuple[Place, ...]:
    """The region that a file name tells and all that contain it, nearest first; empty where it tells none. Of several
    that are spelled so, the one of that `kind` (市, 县 …), of those above counties the one that contains the others (吉林),
    or the one that alone lies in a region named `around`. Of a name in pinyin only the first word counts: what follows
    tells of the matter."""
    named = [one for one in regions_in(name) if one.place.level is not Level.NATIONAL]
    if named:
        return _line(last_of_chain(named).place)  # and no place that is visited
    word = _LATIN.search(_NUMBER.sub("", name.lower()))
    if word is None or word[0] in _WORDS:
        return ()
    spelled = _one_of(_spelled().get(word[0], ()), around, kind)
    return _line(spelled[0]) if len(spelled) == 1 else ()


def _one_of(spelled: tuple[Place, ...], around: Iterable[Named], kind: str) -> tuple[Place, ...]:
    """Of places spelled alike the one that is meant, if anything tells."""
    today = tuple(place for place in spelled if (place.code, place.name) not in FORMER)  # 綦江区, once 綦江县
    so_called = tuple(place for place in today if kind and place.name.endswith(kind))
    if len(so_called) == 1:
        return so_called  # 全市 in tacheng_2021.txt: 塔城市, and not the prefecture
    today = so_called or today
    if len(today) < 2:
        return today or spelled
    widest = _widest(tuple(place for place in today if place.level is not Level.COUNTY) or today)
    if widest:
        return widest
    codes = {one.place.code for one in around if one.place.level is not Level.NATIONAL}
    inside = tuple(place for place in today if any(contains(code, place.code) for code in codes))
    return _widest(inside) or inside


def _widest(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The one that contains the others: 吉林省 with its city, 朝阳市 with its county."""
    return tuple(place for place in places if all(contains(place.code, other.code) for other in places))


def _line(place: Place) -> tuple[Place, ...]:
    return tuple(one for one in line_of_place(place) if one.level is not Level.NATIONAL)


@cache
def _spelled() -> dict[str, tuple[Place, ...]]:
    """Places by their names in pinyin, whole and short, without tones or spaces."""
    found: dict[str, tuple[Place, ...]] = {}
    for place in all_places():
        if place.level is Level.NATIONAL:
            continue
        for name in {place.name, short_name(place.name)}:
            spelling = _spelling(name)
            found[spelling] = (*found.get(spelling, ()), place)
    return found


def _spelling(name: str) -> str:
    known = next((short for short in _READ if name.startswith(short)), "")
    spelling = _READ.get(known, "") + "".join(lazy_pinyin(name[len(known) :]))
    long = name.startswith("长") and spelling.startswith("zhang") and not name.startswith("长子")  # 长乐, 长武
    return f"chang{spelling.removeprefix('zhang')}" if long else spelling
