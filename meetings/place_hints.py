"""The regions that a text lets one know without their full names: by a paper, a channel, a works, a list, a label."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from meetings.drafts import Level
from meetings.gazetteer import BARE, BY_CODE, FULL, PAPERS, WITHIN, Place
from meetings.place_names import ABBREVIATIONS, NO_PLACE, PAPERS_OF
from meetings.places import Named, region_at_head

_SELDOM_WORDS = frozenset("皖湘鄂豫浙闽赣冀晋鲁桂滇黔琼陕陇渝沪") & frozenset(ABBREVIATIONS)  # 皖淮矿业集团
# What a company whose name begins with its place goes on with: 大庆第三采油厂, 龙口矿业集团
_WORKS = re.compile(
    r"[\u4e00-\u9fff]{0,12}?(?:集团|公司|煤矿|煤电|煤业|矿业|油田|采油厂|电厂|发电|钢铁|化工|供电|供热|热电|燃气|水泥|铝业|港务|车务段|工务段|机务段)"
)
_OF_CONCERN = re.compile(r"^(?:中国|国家|国网|中石化|中石油|中海油|大唐|华能|华电|国电|国能|中煤|中铁|中建|华润)?")


def home_of_works(name: str) -> Place | None:
    """The county or city whose short name a company's begins with, that of a national concern behind the concern's: also
    where it is too common a word to count elsewhere (三明, 大庆). None for a name of several places."""
    at = match.end() if (match := _OF_CONCERN.match(name)) is not None else 0
    for size in (4, 3, 2):
        short = name[at : at + size]
        province = [one for one in BARE.get(short, ()) if one.level is Level.PROVINCE]
        places = province or WITHIN.get(short) or PAPERS.get(short) or ()
        if len(places) == 1 and _WORKS.match(name, at + size) is not None:
            return places[0]
    named_so = name[:1] in _SELDOM_WORDS and _WORKS.match(name, 1) is not None
    return BY_CODE[f"{ABBREVIATIONS[name[0]]}0000"] if named_so else None


# 豫西一带, 粤西各市: a part of a province by the character it is written with.
_COMPASS = re.compile(
    r"([皖湘鄂苏陕豫川粤浙闽赣冀晋鲁桂滇黔辽琼])(?:东南|东北|西南|西北|[东南西北])(?=[部、各地一山沿三两]|地区)"
)
_COUNTIES = re.compile(
    r"(?:(?<![\u4e00-\u9fff、])|(?<=连线)|(?<=调度)|(?<=抽查))([\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3}?){1,6})(?=(?:等?[两二三四五六七八九十]+个?|等)?(?:县|地[，。要的尤]|市|旗|公司))"
)
_NEIGHBOURS = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<names>(?:[\u4e00-\u9fff]{2,3}、){1,6})(?P<last>[\u4e00-\u9fff]{2,3})"
)
# 城东、城西, 东湖、西湖, 矿区、郊区: names of counties that are words first
_WORDS = re.compile(
    r"[城桥铁路河江湖山东西南北中前后上下内外]{2}|矿区|郊区|城区|向阳|前进|东风|新城|南山|光明|建华|富裕|玉泉|平安|和平|新华"
)
_PAPER = re.compile("|".join(PAPERS_OF))
_CAPITAL = re.compile(r"首都(?=社会|安全|城市|核心|功能)")
_STATIONED = re.compile(
    rf"(?:中央)?驻([{''.join(ABBREVIATIONS)}])(?=[^，。；]{{0,6}}(?:央企|企业|单位|部队|机构|中直|官兵|武警|[、和]))|[在驻](?:{'|'.join(ABBREVIATIONS)})央企"
)
_CHANNEL = re.compile(r"[\[【]([\u4e00-\u9fff]{2,3})[\]】]")
_BEFORE_SHORT = re.compile(r"走进|平安|幸福|美丽|美好新|[为对]新|建设新|加快新|今日|掌上|云上|来源[:：] ?")
_AFTER_SHORT = re.compile(
    r"(?=(?!出席|列席|参加|收听|我)(?:(?!在)[\u4e00-\u9fff]){0,6}分会场|行政中心|日报|侨报|时报|(?:消防(?:救援)?|交警|森警)大队|大队(?=召开)|供电公司|供电局|分公司|新闻(?=[》\d]|播送|联播|[ \u3000]*(?:→|>|》|-)[ \u3000]*正文)|晚报|发布|融媒|传媒|新闻网|电视台|电视网|广播|信息港|在线|之窗|频道|自然保护区|县委|县政府|人民政府|是[^，。]{0,6}[县市区])"
)


def counties_hinted(text: str) -> list[Named]:
    """Counties that a text calls by their short names where these can be nothing else: 走进西乡, 如东日报,
    武进行政中心分会场; cities whose short names are common words likewise: 安康日报. Names that several counties share are left out."""
    found: list[Named] = []
    for cue in _BEFORE_SHORT.finditer(text):
        found += _short_name(text, range(cue.end(), cue.end() + 1), None)
    for channel in _CHANNEL.finditer(text):  # [富川] 国务院安委会召开…
        found += _short_name(text, range(channel.start(1), channel.start(1) + 1), channel.end(1))
    for cue in _AFTER_SHORT.finditer(text):
        if text[cue.start() - 2 : cue.start()] not in NO_PLACE:
            found += _short_name(text, range(max(0, cue.start() - 4), cue.start() - 1), cue.start())
    for cue in _CAPITAL.finditer(text):
        found.append(Named(*cue.span(), BY_CODE["110000"], False))
    for cue in _STATIONED.finditer(text):
        short = cue[1] or cue[0][1]
        found.append(Named(*cue.span(), BY_CODE[f"{ABBREVIATIONS[short]}0000"], False))
    found += [Named(*cue.span(), BY_CODE[PAPERS_OF[cue[0]]], False) for cue in _PAPER.finditer(text)]
    found += [Named(*cue.span(), BY_CODE[f"{ABBREVIATIONS[cue[1]]}0000"], False) for cue in _COMPASS.finditer(text)]
    found += [*_prefecture_of_lists(text), *_prefecture_of_neighbours(text)]
    longest = {named.start: named for named in sorted(found, key=lambda named: named.end)}  # 清水河分会场, not 清水
    return sorted(longest.values(), key=lambda named: named.start)


def _prefecture_of_lists(text: str) -> Iterator[Named]:
    """The prefecture in which all counties of a list lie that a text calls by their short names (乐昌、南雄、仁化三县)."""
    for listed in _COUNTIES.finditer(text):
        parents = [_prefectures_of(name) for name in listed[1].split("、")]
        known = [codes for codes in parents if codes]
        code = _only(known) if len(known) > 1 and len(known) * 2 > len(parents) else None
        if code is not None and BY_CODE[code].level is Level.CITY:
            yield Named(*listed.span(1), BY_CODE[code], False)


def _prefecture_of_neighbours(text: str) -> Iterator[Named]:
    """The prefecture in which all of a list lie that names nothing but counties by their short names (诸城、高密做服装的多):
    two words beside each other are hardly both names of counties of one place by chance."""
    for listed in _NEIGHBOURS.finditer(text):
        names = listed["names"].split("、")[:-1]
        for size in (3, 2):
            last = listed["last"][:size]
            if _WORDS.fullmatch(last) is not None or any(_WORDS.fullmatch(name) for name in names):
                continue
            parents = [_prefectures_of(name) for name in (*names, last)]
            code = _only(parents)
            if code is not None and BY_CODE[code].level is Level.CITY:
                yield Named(listed.start(), listed.start("last") + len(last), BY_CODE[code], False)
                break


def _only(parents: Sequence[frozenset[str | None]]) -> str | None:
    """The one code that all hold; None of none or several."""
    common = frozenset.intersection(*parents)
    return next(iter(common)) if len(common) == 1 else None


@lru_cache(maxsize=4096)
def _prefectures_of(name: str) -> frozenset[str | None]:
    """The codes of the prefectures in which counties called so lie."""
    places = (*WITHIN.get(name, ()), *FULL.get(name, ()))
    return frozenset(one.parent_code for one in places if one.level is Level.COUNTY)


# The label of an item: ■凤阳：…, 【定远】…
_LABEL = re.compile(
    r"(?m)^[ \u3000■●◆▲★]{0,3}(?P<mark>[【\[])?(?P<name>[\u4e00-\u9fff]{2,4}?)(?(mark)[】\]]|(?:[：: \u3000]|(?=\d{1,2}月\d{1,2}日)))"
)


def counties_labelled(text: str) -> dict[int, Place]:
    """The counties by whose short names lines begin, as the items of a round-up do (凤阳：…, 【定远】…), by where the lines
    begin: only where two of them at least lie in one prefecture, for the names are words as well."""
    found: dict[int, tuple[Place, ...]] = {}
    for label in _LABEL.finditer(text):
        named = tuple(WITHIN.get(label["name"], ())) or tuple(
            one for one in FULL.get(label["name"], ()) if one.level is Level.COUNTY
        )
        if named:
            found[label.start()] = named
    parents = Counter(code for places in found.values() for code in {one.parent_code for one in places})
    code, times = parents.most_common(1)[0] if parents else (None, 0)
    if code is None or times < 2:
        return {}
    return {at: one for at, places in found.items() for one in places if one.parent_code == code}


# 网站标识码：3303810001, 浙公网安备33038102000017号: both begin with the code of the region a site is registered in. Only
# offices have the former; the latter is theirs where the foot of the page says so.
_REGISTERED = re.compile(r"(?:网站标识码|(?P<police>公网安备))[号： :]{0,3}(?P<code>\d{6})\d{4,8}")
_OF_OFFICES = re.compile(r"人民政府|政务|(?<!非)政府|主办(?:单位)?[：:]")
_FOOT = 200  # code points around the registration
_CAPITAL_CODE = "11"  # where the sites of the whole country are registered too


def registered_region(text: str) -> Place | None:
    """The region whose code the registration of the site begins with, which pages print at their foot."""
    for registered in _REGISTERED.finditer(text):
        code, at = registered["code"], registered.start()
        official = registered["police"] is None or _OF_OFFICES.search(text, max(0, at - _FOOT), at + _FOOT) is not None
        if official and not code.startswith(_CAPITAL_CODE):
            return next((BY_CODE[one] for one in (code, f"{code[:4]}00", f"{code[:2]}0000") if one in BY_CODE), None)
    return None


_LONGEST = 6  # code points of a name looked at
_OUR_KIND = re.compile(r"我([县区市旗])")


def _short_name(text: str, starts: Iterable[int], end: int | None) -> list[Named]:
    """The place whose short name lies at one of `starts` and ends at `end`, or is as long as one can be where that is
    None, for then the cue stands before it. At most one."""
    for start in starts:
        for size in (4, 3, 2) if end is None else (end - start,):
            place = _meant(text, text[start : start + size], behind_cue=end is None)
            whole = region_at_head(text[start : start + _LONGEST]) if place is not None and end is None else None
            if place is not None and (whole is None or whole.end <= size):  # 来源：大兴|安岭日报
                return [Named(start, start + size, place, False)]
    return []


def _meant(text: str, name: str, behind_cue: bool) -> Place | None:
    ours = match[1] if (match := _OUR_KIND.search(text)) is not None else None
    if (
        name in BARE
    ):  # 美丽河北 is the province, not the district of 天津; 承德新闻网 the county where the page says 我县
        places = FULL.get(name + ours, []) if ours is not None and ours != "市" else []
    elif behind_cue:
        places = WITHIN.get(name) or (FULL.get(name, []) if len(name) == 2 else [])  # 今日睢县
    else:
        places = WITHIN.get(name) or PAPERS.get(name, [])
    if len(places) > 1 and ours is not None:  # 我县 of 象山县 and 象山区
        places = [one for one in places if one.name.endswith(ours)]
    return places[0] if len(places) == 1 else None
