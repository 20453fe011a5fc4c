"""What matters of a directive when it is compared with another: its words, whom and what it names, how firm it is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from directives.lineage.overlap import Weighed
from directives.lineage.weights import Weights
from meetings.gazetteer import COUNTRY
from meetings.places import regions_in
from search.normalise import fold

# Who says it, before what is said: 省长某某强调，/ 会议要求，
_LEAD_IN = re.compile(
    r"[^，。；：]{0,60}?(?:强调|指出|要求|表示|提出|明确|认为|说|布置重点工作|部署重点工作)(?:[，：]|(?=要))"
)
_CLAUSE = re.compile(r"[^，；。：！？]+[，；。：！？]?")
# Clauses that say why, in whose spirit, after what or to what end: they stand before and behind every order.
_FRAME = re.compile(
    r"(?:各[^，。；]{0,16}?要|[一二三四五六七八九十]是|第[一二三四五六七八九十]，?|要|同时|认真|深入|切实|坚决|全面|不断|共同)*"
    r"(?:为(?!主)|以(?!防)|按照?|根据|围绕|结合|坚持以|坚持(?:人民至上|安全第一|底线思维)|统筹|防范|遏制|有效防范|维护|保障|保护人民|营造|筑牢"
    r"|确保[^，。；]{0,16}(?:稳定|平稳|安全)|(?:学习|贯彻|落实)[^，。；]{0,30}(?:精神|部署|要求|批示|指示|论述)|[增强提高树牢]+[^，。；]{0,12}(?:意识|站位|认识|自觉)"
    r"|在[^，。；]{0,24}领导下|(?:深刻|充分|清醒)(?:认识|认清|看到|领会)|[^，。；]{0,12}(?:总书记|总理)[^，。；]{0,24}(?:指示|批示|精神)"
    r"|[^，。；]{0,30}造成[^，。；]{0,12}(?:伤亡|死亡|遇难|受伤)|教训[^，。；]{0,4}(?:深刻|惨痛)"
    r"|(?:真正)?把[^，。；]{0,24}(?:落到实处|落实到位|落到位|落实落细|抓实抓细))"
)
FRAME = 0.3  # what is left of the weight of such a clause
SHORT = 6  # characters; a shorter clause belongs to the next one
# “三个必须”, 管行业必须管安全: names of principles, not orders.
_PRINCIPLES = re.compile(r"三个必须|三管三必须|必须管")
_FIRM = {
    "must": re.compile(r"必须"),
    "always": re.compile(r"一律"),
    "forbid": re.compile(r"严禁|禁止|不得(?!不)|不准|不许|[绝决]不(?:能|可|允许|得|准|许)|坚决不(?:允许|准|许)"),
}
_NO_NUMBERS = re.compile(
    r"\d{4}年|\d{1,2}月份?|(?<=月)\d{1,2}日?|\d{1,2}日|\d+周年|\d+年行动|第\d+|\d+[．.·]\d+(?=事故)|24小时|\d+号|\d+次会议|^\W*\d+"
)
_NUMBER = re.compile(
    r"\d+(?:\.\d+)?|每(?:个)?(?:[天日周旬月季年]|季度|半月|半年)[^，。；]{0,8}?[一二两三四五六七八九十\d]+次"
)
# Addressees that say only "everybody below".
_EVERYBODY = re.compile(r"^(?:各|全|有关|相关|所有|其他|地方)|^(?:企业|单位|部门|领导干部|党委政府|行业)$")
# A department that a clause begins with, whether or not the whole directive is addressed to it.
_DEPARTMENT = re.compile(r"(?:^|[，；、由])([一-龥]{2,8}?(?:部门|局|厅))")
# What follows a short name where it is a body's: 公安、消防等部门.
_AFTER_BODY = re.compile(r"[、和及与等要]|部门|机关|系统|[局厅委办部]|总队|支队|大队|牵头")
# One department under its long and its short name.
_SHORT_NAMES = (
    (re.compile(r"住房和?城乡建设"), "住建"),
    (re.compile(r"应急管理"), "应急"),
    (re.compile(r"市场监督管理"), "市场监管"),
    (re.compile(r"交通运输"), "交通"),
    (re.compile(r"农业农村"), "农业"),
    (re.compile(r"文化和?旅游"), "文旅"),
    (re.compile(r"卫生健康"), "卫健"),
    (re.compile(r"工业和?信息化|经济和?信息化"), "工信"),
    (re.compile(r"消防救援"), "消防"),
    (
        re.compile(
            r"^(?:国务院|国家|自治区|本?省(?!级)|本?市(?!场|政)|本?县|本?区|州)|(?:部门|机关|委员会|总局|[部委厅局办]|总队|支队|大队)$"
        ),
        "",
    ),
)


@dataclass(frozen=True)
class Saying:
    """A directive as it is compared: `said` without who says it, and its words. What few comparisons need is worked out
    when asked for."""

    text: str
    said: str
    words: Weighed
    sectors: frozenset[str]  # slugs
    bodies: tuple[str, ...]  # as printed
    deadline: str  # ISO date, or the words where no date is certain; "" for none

    @cached_property
    def clauses(self) -> tuple[Weighed, ...]:
        """The clauses that order something."""
        return tuple(self.words.part(start, end) for start, end, frames in folded_clauses(self.said) if not frames)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Numbers that measure something, and how often something is to be done."""
        return frozenset(_NUMBER.findall(_NO_NUMBERS.sub("", self.said)))

    @cached_property
    def firm(self) -> frozenset[str]:
        """Which of must, always and forbid it says."""
        plain = _PRINCIPLES.sub("", self.said)
        return frozenset(kind for kind, words in _FIRM.items() if words.search(plain))

    @cached_property
    def places(self) -> frozenset[str]:
        """Regions named, the whole country aside."""
        return frozenset(named.place.name for named in regions_in(self.said) if named.place.code != COUNTRY.code)

    @cached_property
    def addressed(self) -> frozenset[str]:
        """The bodies named, each short: 住建 for 省住房城乡建设厅."""
        named = (*self.bodies, *_DEPARTMENT.findall(self.said))
        return frozenset(short(body) for body in named if not _EVERYBODY.search(body))

    @cached_property
    def shortened(self) -> str:
        """The words in which the bodies of another directive are looked for."""
        return short(self.said)

    def names(self, body: str) -> bool:
        """Whether it names a body, given short. A field is none: 消防安全 and 文物古建筑 name no department."""
        if body in self.addressed:
            return True
        at = self.shortened.find(body)
        while at >= 0:
            if len(body) > 3 or _AFTER_BODY.match(self.shortened, at + len(body)):
                return True
            at = self.shortened.find(body, at + 1)
        return False


def saying(text: str, weights: Weights, sectors: Iterable[str], bodies: Iterable[str], deadline: str) -> Saying:
    """A directive's words and what it is filed under. `sectors` are slugs, `bodies` names as printed."""
    match = _LEAD_IN.match(text)
    said = text[match.end() if match else 0 :]
    named = tuple(bodies)
    folded = fold(said)
    along = weights.along(folded, [fold(body) for body in named])
    for start, end, frames in folded_clauses(said):
        if frames:
            along[start:end] = [weight * FRAME for weight in along[start:end]]
    words = Weighed.weighing(folded, along)
    return Saying(text, said, words, frozenset(sectors), named, deadline)


def short(name: str) -> str:
    """A body's name as short as it is said: 住建 for 省住房城乡建设厅."""
    for pattern, word in _SHORT_NAMES:
        name = pattern.sub(word, name)
    return name


def folded_clauses(said: str) -> Iterator[tuple[int, int, bool]]:
    """Each clause as (start, end) in the folded text, and whether it only frames an order."""
    at = 0
    for clause in clauses(said):
        length = len(fold(clause))
        yield at, at + length, bool(_FRAME.match(clause))
        at += length


def clauses(text: str) -> list[str]:
    """The clauses of a sentence; one that is very short stands with the next."""
    found: list[str] = []
    held = ""
    for match in _CLAUSE.finditer(text):
        held += match[0]
        if len(held) > SHORT:
            found.append(held)
            held = ""
    if held and found:
        found[-1] += held
    return found or [text]
