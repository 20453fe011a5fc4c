"""Accidents that a text names: by a day as a code (“6·13”), by day and place, or by place and what happened."""

import re
from collections.abc import Iterator
from dataclasses import replace

from directives.things.casualties import casualties_after
from directives.things.drafts import Basis, Identity, Kind, MentionDraft
from directives.things.kinds_of_accident import COMMON, ENDS, GRADE, HAPPENED, HAPPENED_PATTERN, short, what_happened
from directives.things.taken import Taken
from directives.things.years import resolve_year
from meetings.places import Named, regions_in

_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])"
_TAIL_WORD = r"[一-龥、，（）]"
_TAIL = rf"(?P<tail>\s?{_TAIL_WORD}{{0,24}}?(?:{ENDS}))"
_CODE = re.compile(
    rf"(?<![\d.·])(?P<open>[“\"「『‘']?)\s?{_MONTH}\s?(?P<dot>[·•・．.‧∙⋅﹒])\s?{_DAY}(?![\d.·%])\s?(?P<close>[”\"」』’']?)"
)
_TAIL_AFTER = re.compile(
    rf"{_TAIL}|(?P<bare>\s?{_TAIL_WORD}{{0,14}}?(?:{HAPPENED}))(?![一-龥]{{0,2}}(?:演练|隐患|风险|预防|防范|处置))"
)
# 610事故, 代县610铁矿透水事故
_COMPACT = re.compile(
    r"(?<![\dA-Za-z.．·:：/\-—第])(?P<digits>\d{3,4})(?P<tail>(?![起人次家个号名吨米元线年月日度处条座万亿余多])(?:[一-龥]{0,14}?)(?:事故|事件|矿难|空难))"
)
_VERBS_IN_TAIL = re.compile(
    r"发生|造成|以来|以后|防范|批示|指示|讲话|会议|通知|同比|下降|预防|精神|宣传|主题|纪念|日活动|消防日|，.*(?:要|必须)"
)
_DATED = re.compile(
    rf"(?:(?P<year>(?:19|20)\d\d)\s?年|(?P<relative>今年|去年|前年|上年|本月|当年))?\s?{_MONTH}\s?月\s?{_DAY}\s?[日号]"
)
_EVENT = re.compile(
    rf"(?:发生(?:了)?(?:一起|1起|的)?[^，。；\n]{{0,20}}?(?:{HAPPENED})(?:[一-龥]{{0,6}}?(?:{ENDS}))?"
    rf"|(?:{HAPPENED})(?:[一-龥]{{0,6}}?(?:{ENDS}))?(?=[，,]?\s?(?:造成|致|导致|已|\d))"
    r"|撞死\s?\d+\s?[名人]|撞亡)"
)
_HYPOTHETICAL = re.compile(
    r"演练|模拟|假设|如果|一旦|预防|防止|严防|避免|可能|未发生|没有发生|不发生|杜绝|前完成|之前|预警|统计|共发生|[零0]起"
)
_REACH_OF_DATE = 70
# 湖北十堰市燃气爆炸事故
_PLACED = re.compile(
    rf"(?:{HAPPENED})[一-龥]{{0,8}}?(?:事故|事件|矿难|惨案)(?!起数|总量|多发|频发|易发|隐患|应急|救援|防范|预防|处置|调查处理|类型|死亡|同比|统计|风险)"
)
_WINDOW = 34
# 沁源县一煤矿发生瓦斯爆炸事故: the day may not be told.
_TOOK_PLACE = re.compile(r"(?:井下|境内|又|近日|突然)?发生(?:了)?(?:一起|1起)?(?:特别重大|重大|较大)?$")
_NOT_OF_A_PLACE = re.compile(
    r"[，。；：、\s“”\"（）]|发生|防范|遏制|预防|严防|杜绝|各类|类似|全[省市县区国州]|我[省市县区]|多起|几起|\d+起|等|和|及|类|近期|以及|共|有关|与|关于|应对"
)
# 十堰的那起事故: an accident that stands elsewhere.
_POINTED = re.compile(
    r"(?:市|县|区)?(?:的)?(?:这起|那起|这次|那次|这个|那个|此次|该起|的)(?:特别重大|重大|较大)?(?:的)?(?:火灾|爆炸)?事故"
)
_SITE = re.compile(
    r"[一-龥]{2,10}?(?:公司|煤矿|铁矿|金矿|矿业|化工厂|化工|集团|电厂|酒店|饭店|商场|市场|医院|学校|幼儿园|养老院|隧道|高速|码头|港|机场|小区|车间|厂|矿|库)$"
)
_BEFORE = 20


def accidents(text: str, offset: int, said_on: str) -> list[MentionDraft]:
    """The accidents named in `text`, which was said on `said_on` (ISO, partial or ""); spans count from `offset`."""
    taken = Taken()
    found = [
        draft
        for search in (_coded, _compact, _dated, _placed, _pointed)
        for draft in search(text, said_on)
        if taken.take(draft.start, draft.end)
    ]
    found.sort(key=lambda draft: draft.start)
    limits = [*(draft.start for draft in found[1:]), len(text)]
    return [_with_casualties(text, draft, limit, offset) for draft, limit in zip(found, limits, strict=False)]


def _with_casualties(text: str, draft: MentionDraft, limit: int, offset: int) -> MentionDraft:
    told, _, _ = casualties_after(text, _harm_from(text, draft), limit)
    return replace(draft, start=draft.start + offset, end=draft.end + offset, casualties=told)


def _harm_from(text: str, draft: MentionDraft) -> int:
    """Where the words that may tell of casualties begin: behind the mention, but 撞死9名 stands in it."""
    at = text.find("撞死", draft.start, draft.end)
    return at if at >= 0 else draft.end


def _coded(text: str, said_on: str) -> Iterator[MentionDraft]:
    for match in _CODE.finditer(text):
        quoted = bool(match["open"]) and bool(match["close"])
        tail = _TAIL_AFTER.match(text, match.end())
        if tail and _VERBS_IN_TAIL.search(tail[0]):
            tail = None
        start, place, code = _place_before(text, match.start())
        end = tail.end() if tail else match.end()
        words = tail[0] if tail else ""
        if not tail and not (place and (quoted or match["dot"] in "·•・‧∙⋅")):
            continue
        if not tail and re.match(r"[一-龥]", text[end : end + 1]) and not quoted and not code:
            continue
        if not quoted and match["dot"] in ".．" and not (code or re.match(rf"\s?(?:{GRADE})", words)):
            continue
        if not place:
            place, code, words = _place_after(words)
        yield _draft(text[start:end], start, end, match["month"], match["day"], place, code, words, said_on)


def _compact(text: str, said_on: str) -> Iterator[MentionDraft]:
    for match in _COMPACT.finditer(text):
        day = _decode(match["digits"])
        tail = match["tail"]
        if day is None or _VERBS_IN_TAIL.search(tail) or not (HAPPENED_PATTERN.search(tail) or len(tail) <= 6):
            continue
        start, place, code = _place_before(text, match.start())
        yield _draft(text[start : match.end()], start, match.end(), day[0], day[1], place, code, tail, said_on)


def _decode(digits: str) -> tuple[str, str] | None:
    """610 → 6·10, 1124 → 11·24; None where it is no day of the year."""
    for cut in (1, 2) if len(digits) == 3 else (2,):
        month, day = digits[:cut], digits[cut:]
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 and not day.startswith("0"):
            return month, day
    return None


def _dated(text: str, said_on: str) -> Iterator[MentionDraft]:
    for match in _DATED.finditer(text):
        stop = _clause_end(text, match.end())
        event = _EVENT.search(text, match.end(), stop)
        if not event or _HYPOTHETICAL.search(text, match.end(), min(len(text), event.end() + 12)):
            continue
        other = _DATED.search(text, match.end(), event.start())
        if other:
            continue
        between = text[match.end() : event.start()]
        regions = regions_in(between)
        place, code = (_where(between, regions), regions[-1].place.code) if regions else ("", "")
        if not code and not re.search(r"[一-龥]{2,}", between):
            continue
        draft = _draft(
            text[match.start() : event.end()], match.start(), event.end(), match["month"], match["day"], place, code,
            event[0], said_on, year=match["year"], relative=match["relative"],
        )  # fmt: skip
        yield draft


def _clause_end(text: str, at: int) -> int:
    end = min(len(text), at + _REACH_OF_DATE)
    for mark in "。；\n":
        stop = text.find(mark, at, end)
        end = stop if stop >= 0 else end
    return end


def _placed(text: str, said_on: str) -> Iterator[MentionDraft]:
    for match in _PLACED.finditer(text):
        if COMMON.match(match[0]):
            continue
        begin = max(0, match.start() - _WINDOW)
        window = text[begin : match.start()]
        cut = max((m.end() for m in re.finditer(r"[。；，,：:、\n“”\"]", window)), default=0)
        regions = _group(regions_in(window[cut:]))
        if not regions:
            continue
        start = begin + cut + regions[0].start
        between = _TOOK_PLACE.sub("", window[cut + regions[-1].end :])
        if len(between) > 16 or _NOT_OF_A_PLACE.search(between) or _precedes_list(text, match.end()):
            continue
        place = text[start : match.start()]
        yield _draft(
            text[start : match.end()], start, match.end(), "", "", place, regions[-1].place.code, match[0], said_on
        )


def _precedes_list(text: str, at: int) -> bool:
    return text[at : at + 1] == "的" and text[at + 1 : at + 3] in ("预防", "防范", "发生", "应急")


def _pointed(text: str, said_on: str) -> Iterator[MentionDraft]:
    for match in _POINTED.finditer(text):
        begin = max(0, match.start() - 12)
        regions = _group(regions_in(text[begin : match.start()]))
        if regions and regions[-1].end == match.start() - begin:
            start = begin + regions[0].start
            place = text[start : match.start()]
            draft = _draft(
                text[start : match.end()], start, match.end(), "", "", place, regions[-1].place.code, match[0], said_on
            )
            yield replace(draft, weak=True)


def _group(regions: list[Named]) -> list[Named]:
    """The last regions that follow one another without a gap: 湖北, 十堰市 of 在湖北十堰市."""
    group: list[Named] = []
    for one in regions:
        group = [*group, one] if group and group[-1].end == one.start else [one]
    return group


def _place_before(text: str, at: int) -> tuple[int, str, str]:
    """Where the mention begins, the place printed right before `at` and its region's code; `at` itself, "" and "" for
    none."""
    begin = max(0, at - _BEFORE)
    run = re.search(r"[一-龥（）]*$", text[begin:at])
    words = run[0] if run else ""
    first = at - len(words)
    regions = _group(regions_in(words))
    if (
        regions
        and not re.search(r"发生|[的在是等]|以来", words[regions[-1].end :])
        and len(words) - regions[-1].end <= 10
    ):
        start = first + regions[0].start
        return start, text[start:at], regions[-1].place.code
    for size in (4, 3, 2):  # 发生代县610事故: nothing tells where the name of the county begins but the name itself
        last = regions_in(words[-size:])
        if len(words) > size and last and (last[0].start, last[-1].end) == (0, size):
            return at - size, words[-size:], last[-1].place.code
    if len(words) <= 10 and (site := _SITE.match(words)):
        return first, site[0], ""
    return at, "", ""


def _place_after(tail: str) -> tuple[str, str, str]:
    """The place at the beginning of what follows a code (“3·21”江苏响水特别重大爆炸事故), its code, and the rest."""
    regions = _group(regions_in(tail[:16]))
    if not regions or regions[0].start > 1:
        return "", "", tail
    rest = tail[regions[-1].end :]
    happened = HAPPENED_PATTERN.search(rest)
    grade = re.search(GRADE, rest)
    site = rest[: min([m.start() for m in (happened, grade) if m], default=0)]
    return tail[regions[0].start : regions[-1].end] + site, regions[-1].place.code, rest


def _where(words: str, regions: list[Named]) -> str:
    """The place in the words between a date and what happened: from the first region to the next stop."""
    rest = words[regions[0].start :]
    return re.split(r"[，,。；]|发生|境内|一(?:家|处|列|艘|辆)", rest)[0].strip()


def _draft(
    words: str, start: int, end: int, month: str, day: str, place: str, code: str, happened: str, said_on: str,
    *, year: str | None = None, relative: str | None = None,
) -> MentionDraft:  # fmt: skip
    month_day = f"{int(month):02}-{int(day):02}" if month else ""
    number, basis = resolve_year(month_day or "12-31", said_on, year, relative)
    if not month_day and number is not None:
        number, basis = int(said_on[:4]), Basis.GUESSED
    what = what_happened(happened)
    named = "燃气爆炸" if what == "爆炸" and "燃气" in happened else what
    identity = Identity(month_day, number, basis, _clean(place), code, named or short(happened)[:12])
    return MentionDraft(Kind.ACCIDENT, words, start, end, identity)


def _clean(place: str) -> str:
    return re.sub(r"[“”\"「」『』\s，、]|(?:的)$", "", place)[:40]
