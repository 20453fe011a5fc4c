"""Printed lists of bodies and their members: 应急、公安等部门, 各地各部门, 各有关部门和单位."""

import re

from directives.cues import FORBID, MUST, SHALL
from directives.drafts import BodyDraft, BodyRole
from directives.names import (
    DEPARTMENT,
    LAST_LETTERS,
    PERSONS,
    SHARING,
    SHORT,
    SITES,
    TIERS,
    TRADES,
    VERB_FIRST,
    WHOLE_PLACE,
    is_body,
    is_office_word,
    is_site,
    is_too_bare,
)
from directives.sentences import Span
from directives.verbs import ADVERBS

# 和 joins bodies, but is part of the names of some: 住房和城乡建设厅.
_SEPARATOR = re.compile(
    r"、|会同|(?:特别|尤其)是|以及|(?<!涉)及(?!时|其(?![他余])|以[上下])|(?<!工业)(?<!住房)(?<!文化)(?<!资源)(?<!卫生)(?<!发展)(?<!粮食)(?<!林业)(?<!口岸)(?<!教育)(?<!农业)(?<!科学)(?<!城市管理)(?<!海洋)(?<!广播电视)(?<!煤(?=与))[和与](?!谐|平|林|田|顺|县|硕|静|布克|龙市|政县|会各)"
)
VAGUE = re.compile(r"有关|相关|各|部门板块|其他")
# 各有关部门和单位, 各部门和单位“一把手”, 各级党委和政府特别是…: what follows 和 shares the 各 before it.
_SAME = re.compile(
    r"(?:单位|部门|企业|机构)(?:“|主要|负责)|(?!镇街|乡镇|商场|学校|医院|景区).{0,3}(?:$|(?:特别|尤其)是)"
)
_FIRMS = re.compile(r"(?:企业|公司|集团)$")  # 电力、供水企业: what kinds of them
_SEVERAL = re.compile(r"这?[几两三四五六七八]家$")
_DOES = re.compile(r"(?:审批|审核|审签|签字|把关|同意)$")  # 由分管领导审批、保卫科监护: two do two things
_ANYBODY = re.compile(r"任何(?:单位|组织|企业|部门)(?:和|或|与|或者)个人")
_SHARED = re.compile(r"[^，、各]{0,4}各|有关|相关")
_GENERIC = re.compile(r"[各全]|有关|相关|所有")
_EACH_TIER = re.compile(r"[^，、各]{0,4}各[省市县区乡镇](?:、[省市县区乡镇村])+(?=$)")
_BELOW = frozenset(("乡镇", "镇街", "街道", "社区", "村", "村组", "村屯", "村居", "镇村"))
_OPERATORS = frozenset(("铁路", "公路", "民航", "邮政", "电力", "通信", "供电", "供水", "供气"))  # 铁路、民航要加开
_ONE_TIER = frozenset("省市县区乡镇村州")
# 公安、交通等部门和各乡镇: a list that ends within another.
_GROUPED = re.compile(r"(?:等|[两三四五六七八]个?)(?:有关|相关)?(?:部门|单位)$")
# 养老院、学校要…, but not 学校、医院周边的管道要….
_WHILE = r"(?:(?:夜间|白天|节假日|日常)?(?:值班|值守|营业|用火|用电|用气|放假|开学)|(?:停产|停业|停工|停运|营业|检修|放假|节日|假日|汛期)期间|(?:雨|汛|冬|夏|旱|暑)[季期]|(?:雾|雨|雪)天|这(?:几|两)天|夜间|平时)?"
_AFTER_SITES = re.compile(rf"等?(?:遇[^，。；]{{1,8}})?{_WHILE}(?:{ADVERBS}){{0,6}}(?:{SHALL}|{MUST}|{FORBID}|一律)")
# 高瓦斯矿井必须…, but not 尾矿库要有人看守: there the site is what is watched.
_TELLS_A_SITE = re.compile(
    rf"等?{_WHILE}(?:{ADVERBS}){{0,6}}(?:(?:{SHALL}|{MUST})(?!有[^，]{{0,4}}人|专人|动真格|空库|到位|关停|关闭|封闭|取缔|严[查管控防]|[管盯看]住)|{FORBID}(?!再?出事)|(?:没有|未)[^，。；]{{2,30}}的，?(?:一律|不得|必须))"
)


def bodies_listed(blanked: str, start: int, end: int, role: BodyRole) -> list[BodyDraft]:
    """The members of a printed list; empty where it is not a list of bodies.

    应急、公安等部门 gives 应急部门 and 公安部门; 各地区、各部门 and 各地各部门 give two; 各有关部门和单位, 电力、通信企业
    and 麦山、大湖等景区 are one body as printed.
    """
    if TIERS.fullmatch(blanked, start, end) or _ANYBODY.fullmatch(blanked, start, end):
        return [BodyDraft(blanked[start:end], role, start, end)]
    several = _SEVERAL.search(blanked, start, end) if "、" in blanked[start:end] else None
    if several:
        end = several.start()  # 派出所、社区三家
    items = members(blanked, start, end)
    if two := _two_lists(blanked, items, end, role):
        return two
    alone = len(items) == 1
    sites = _AFTER_SITES.match(blanked, end) and all(_is_site_or_body(blanked[low:high]) for low, high in items)
    each = not alone and bool(_SHARED.match(blanked, start) or sites or several or _and_below(blanked, items))
    together = sites and not alone
    shared = None if alone else DEPARTMENT.search(blanked, start, end)
    last = blanked[items[-1][0] : end]
    offices = (
        shared is None
        and not alone
        and not _FIRMS.search(last)
        and _are_offices([blanked[low:high] for low, high in items])
    )
    if not offices and blanked[end - 1] not in LAST_LETTERS:
        return []
    if not (_is_member(last, each=each) or together or offices or is_site(last) and _TELLS_A_SITE.match(blanked, end)):
        return []
    if SHORT.fullmatch(last) and not alone and not offices:
        return []  # 救生衣、灭火器和应急演练: things
    found: list[BodyDraft] = []
    for low, high in items:
        name = blanked[low:high]
        in_full = _with_shared(blanked, low, high, end, shared) if shared else None
        if in_full is None and not (alone or together or offices or _is_member(name, each=each)):
            if not _shortened(name) or VERB_FIRST.match(name) and not (shared and TRADES.fullmatch(name)):
                return []
            if shared is None:
                about = any("对" in blanked[at:stop] for at, stop in items)
                return [] if about else [BodyDraft(blanked[start:end], role, start, end)]
            in_full = name + shared[1]
        joined = blanked.endswith("会同", start, low)
        if not (joined and VAGUE.match(in_full or name)):
            found.append(BodyDraft(in_full or name, BodyRole.COOPERATE if joined else role, low, high))
    return found


def _two_lists(blanked: str, items: list[Span], end: int, role: BodyRole) -> list[BodyDraft]:
    """公安、交通等部门和各乡镇: the members of both lists, where one ends within another; else empty."""
    start = items[0][0]
    for (_, high), (low, _) in zip(items, items[1:], strict=False):
        if _GROUPED.search(blanked, start, high) and not blanked.startswith("会同", high):
            first, rest = bodies_listed(blanked, start, high, role), bodies_listed(blanked, low, end, role)
            if first and rest:
                return first + rest
    return []


def _with_shared(blanked: str, low: int, high: int, end: int, shared: re.Match[str]) -> str | None:
    """应急、公安等部门: a member with the 部门 that all share; None where it is a name without that."""
    if high == end and blanked[shared.start()] in "等两三四五六七八" and shared.start() > low:
        stem = blanked[low : shared.start()]
        return stem if is_body(stem) and not SHORT.fullmatch(stem) else stem + shared[1]
    return blanked[low:high] + shared[1] if SHORT.fullmatch(blanked, low, high) else None


def _are_offices(names: list[str]) -> bool:
    """公安、工商、供销要…: short names of offices together, one of them at least by a name that is nothing else."""
    # 县交通、交警、农机: the tier stands before the first.
    if names[0][:1] in _ONE_TIER and is_office_word(names[0][1:]):
        names = [names[0][1:], *names[1:]]
    known = 0
    for name in reversed(names):
        if SHORT.fullmatch(name) or is_body(name):
            known += 1
        elif not is_office_word(name):
            return False
    return known > 0 or (len(names) > 1 and all(name in _OPERATORS for name in names))


def _and_below(blanked: str, items: list[Span]) -> bool:
    """Whether a body heads a list of bare tiers: 教育部门和乡镇、村组."""
    first, *rest = (blanked[low:high] for low, high in items)
    return is_body(first) and all(name in _BELOW for name in rest)


def _is_site_or_body(name: str) -> bool:
    """县林业局、景区要…: among bodies a site is one of them."""
    return SITES.fullmatch(name) is not None or "等" not in name and is_body(name)


def _is_member(name: str, *, each: bool) -> bool:
    """Whether a member of a list names a body; in 各乡镇、街道 the last shares the 各 of the first."""
    return is_body(name) or each and (SHARING.fullmatch(name) is not None or name in _BELOW)


def _shortened(name: str) -> bool:
    """Whether a member of a list may be the short name of a body: 应急, 市场监管, 麦山."""
    return (
        2 <= len(name) <= 8
        and all("一" <= letter <= "龥" for letter in name)
        and not set(name) & set("对把将旬你我")
        and name[0] not in "在要"
        and not _DOES.search(name)
    )


def members(blanked: str, start: int, end: int) -> list[Span]:
    items: list[Span] = []
    low = start
    for match in _SEPARATOR.finditer(blanked, start, end):
        # 各有关部门和单位 is one body, 各部门和各单位 are two.
        generic = _GENERIC.match(blanked, start) or is_too_bare(blanked[match.end() : end])
        if (
            match[0] in ("和", "与", "及")
            and generic
            and blanked[match.end()] != "各"
            and _SAME.match(blanked, match.end(), end)
        ):
            continue
        if match.start() == low + 1 and match[0] != "会同" and blanked[low] in _ONE_TIER:
            continue  # 市、县安监部门 is one body
        if _EACH_TIER.match(blanked, low, end):
            continue  # 沿江各市、县
        if blanked.count("（", start, match.start()) > blanked.count("）", start, match.start()):
            continue
        items.append((low, match.start()))
        low = match.end()
    items.append((low, end))
    return [piece for item in items for piece in _each(blanked, *item)]


def _each(blanked: str, start: int, end: int) -> list[Span]:
    """各地各部门 as two bodies; 各地各部门主要负责同志 stays one."""
    # 全市各级党组织 is one body: 全市 only says where.
    second = blanked.find("各", (whole.end() + 1 if (whole := WHOLE_PLACE.match(blanked, start)) else start + 2), end)
    if second < 0 or blanked[start] not in "各全" or PERSONS.search(blanked[start:end]):
        return [(start, end)]
    return [(start, second), *_each(blanked, second, end)]
