"""Which region a text speaks of as its own, from the regions that it names and where it names them."""

import bisect
import re

from meetings.drafts import Level
from meetings.frame import Frame
from meetings.gazetteer import Place, line_of_place
from meetings.places import last_of_chain

_ORGAN = re.compile(r"人民政府|政府|[省市县区旗州]?委|分会场|应急|安委|召开|住建|[市县区]长|公安")
_ACCIDENT = re.compile(
    r"[^，。；\n]{0,24}(?:事故(?!总体|情况|统计|起数|形势|预防|防范|防控|隐患|应急|多发|易发)|(?:爆炸|地震|火灾|坍塌|泄漏|滑坡|泥石流|险情|灾害)(?!防|预防|隐患|应急|风险|形势|普查|统计|监测|高发)|事件|透水|决口|溃|山火|沉船|倒塌|塌陷|教训|疫情(?!防控|期间)|[“\"]\d{1,2}[·.•]?\d{1,2}[”\"])"
)
_ELSEWHERE = re.compile(r"(?:[\u4e00-\u9fff]{2,3})?那(?:家|个|边|次|起|场|里|座|处)")  # 河南安阳那家公司
_AT_HOME = re.compile(r"[^。；\n]{0,40}(?:发生)?在我[省市县区州旗](?!驻)")  # 某市某事故是近年在我省最严重的一起
_OPENS = re.compile(
    r"[^，。；：\n]{0,4}(?:安委会|政府|应急|[省市县区州旗]委)[^，。；：\n]{0,24}召开|[^，。；：\n]{2,30}会议?召开|组织|召开|收听|收看|举行|迅速|积极|参加|贯彻|部署|安排|传达|学习|加强|狠抓|开展"
)  # what the region a title begins with does
_VENUE = re.compile(r"召开|举行")  # 在某市召开 tells where, not whose
_REPORTS_BELOW = re.compile(r"(?:等[^，。；]{0,8})?(?:先后|分别|依次)?[作做]了?[^，。；]{0,6}发言")
_COUNTIES_AND_CITIES = re.compile(r"县[（(、]市[、）)]")  # 各县（市、区）: no municipality holds cities
_PARTNER = re.compile(r"[与同赴援]$|对口支援$|学习$")
DISTRICT = "市辖区"  # the kind of region that 区 means where its own offices are named
_PAPER = re.compile(r"日报|晚报|新闻网|融媒|广播电视台|电视台")  # the page tells news of its own place
_MOST_REGIONS = 3000  # that tell of what region a text speaks
_MASTHEAD = 20  # characters in which a page prints whose it is (《某县新闻》文稿)
_ENOUGH_HERE = 0.75
_SITE = 0.6  # less than a region named once, by its short name
_ENOUGH = 0.5  # a region named only as the place of an accident is not the text's own


def likely_region(
    text: str, frame: Frame, level: Level | None, suffix: str, start: int, end: int, *, hints: bool = True
) -> Place | None:
    """The region that `text[start:end]` speaks of as its own, for an organ called only 省政府 or 市安委会:
    the most named one of that `level` or, where `suffix` is given, of that kind (市, 区 …). A region named
    counts for those it lies in; beside an organ it counts thrice, as the place of an accident hardly. `hints`: short
    names of counties serve where nothing else is named."""
    scores: dict[str, float] = {}
    places: dict[str, Place] = {}
    printed: dict[str, set[str]] = {}  # what older texts call a city of today: 玉环县
    first = bisect.bisect_left(frame.regions, start, key=lambda named: named.start)
    for named in frame.regions[first : first + _MOST_REGIONS]:
        if named.start >= end:
            break
        weight = 1.0 if named.full else 0.7
        before = text[max(0, named.start - 4) : named.start]
        if _PARTNER.search(before):
            weight *= 0.3
        elif before.endswith("在") and _VENUE.match(text, named.end):
            pass
        elif _ORGAN.match(text, named.end):
            weight *= 3
        elif _PAPER.match(text, named.end):
            weight *= 2
        elif _ELSEWHERE.match(text, named.end) is not None:
            weight *= 0.05
        elif tells_accident(text, named.end):
            weight *= 1 if _AT_HOME.match(text, named.end) else 0.05
        if named.full:
            printed.setdefault(named.place.code, set()).add(text[named.end - 1 : named.end])
        below = _REPORTS_BELOW.match(text, named.end) is not None  # 某市、某县作了发言 before the city above them
        for step, place in enumerate(line_of_place(named.place)):
            if step == 0 and below:
                continue
            places[place.code] = place
            scores[place.code] = scores.get(place.code, 0) + weight * (1 if step == 0 else 0.8)
    for step, place in enumerate(line_of_place(frame.site) if frame.site is not None else ()):
        places[place.code] = place
        scores[place.code] = scores.get(place.code, 0) + (
            _SITE if step == 0 else _ENOUGH
        )  # a paper's site tells of others
    fitting = [
        code for code in scores if of_kind(places[code], level, suffix) or (suffix and suffix in printed.get(code, ()))
    ]
    if level is Level.CITY and _COUNTIES_AND_CITIES.search(text) is not None:
        fitting = [code for code in fitting if places[code].level is not Level.PROVINCE]
    best = max(fitting, key=lambda code: scores[code], default=None)
    # In a sentence of its own a short name is too little: it may be of the news below.
    enough = best is not None and scores[best] >= (_ENOUGH if start == 0 else _ENOUGH_HERE)
    if not hints:
        return places[best] if best is not None and enough else None
    hinted = (place for named in frame.hints for place in line_of_place(named.place))
    hint = next((place for place in hinted if of_kind(place, level, suffix)), None)
    # A city named once by its short name says less than the paper that the page is of.
    return places[best] if best is not None and enough and (hint is None or scores[best] >= 1) else hint


def masthead_region(frame: Frame, level: Level | None, suffix: str) -> Place | None:
    """The region of that level or kind of which the page says at its very head that it is (《某县新闻》文稿)."""
    own = next((one.place for one in frame.hints if one.end <= _MASTHEAD), None)
    line = line_of_place(own) if own is not None else ()
    return next((place for place in line if of_kind(place, level, suffix)), None)


def tells_accident(text: str, at: int) -> bool:
    """Whether what stands at `at`, behind the name of a region, makes it the place of an accident."""
    return _ACCIDENT.match(text, at) is not None


def titled_region(text: str, frame: Frame, level: Level | None, suffix: str) -> Place | None:
    """The region with which the title begins as the one that acts (某市组织收听收看…), where it fits."""
    if frame.title_span is None:
        return None
    behind = [named for named in frame.regions if named.start >= frame.title_span[0]]
    if not behind or behind[0].start != frame.title_span[0]:
        return None
    first = last_of_chain(behind)
    if _OPENS.match(text, first.end) is None:
        return None
    return first.place if of_kind(first.place, level, suffix) else None


def of_kind(place: Place, level: Level | None, suffix: str) -> bool:
    """Whether a region is of that kind (市, 区 …) or, where `suffix` is empty, of that level."""
    if place.level is Level.NATIONAL:
        return False
    if suffix == "省":
        return place.level is Level.PROVINCE and not place.name.endswith("市")
    if suffix == "市":
        return place.name.endswith("市")
    if suffix == "自治区":
        return place.level is Level.PROVINCE and place.name.endswith("自治区")
    if suffix == "区":
        return place.name.endswith("区")
    if suffix == DISTRICT:
        return place.name.endswith("区") and not place.name.endswith(("自治区", "地区"))
    if suffix in ("县", "旗", "州", "盟"):
        return place.name.endswith(suffix)
    return level is None or place.level is level
