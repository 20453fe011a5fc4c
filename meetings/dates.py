"""Dates as the genre prints them, partial ones included, and the year of those that print none."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR = r"(?P<year>(?:19|20)\d{2}|[一二][〇○零九][〇○零一二三四五六七八九]{2})"
_NUMBER = r"元(?=\s*月)|\d{1,2}|[一二三四五六七八九十]{1,3}"
_DATE = re.compile(
    rf"{_YEAR.replace('year', 'year0')}年(?P<month0>0?[2-9]|1[0-2])(?P<day0>0[1-9]|[12]\d|3[01])日|"  # 2025年1127日
    rf"{_YEAR}\s*年\s*(?:(?P<month>{_NUMBER})\s*月\s*(?:(?P<day>{_NUMBER})\s*[日号])?)?"
    rf"|(?P<month2>{_NUMBER})\s*月\s*(?P<day2>{_NUMBER})(?:[-—–~]\d{{1,2}})?\s*[日号]"
    r"|(?<=[期间布新][：:])\s?(?P<year97>20\d{2})(?P<month97>0[1-9]|1[0-2])(?P<day97>[0-3]\d)(?!\d)"  # 日期：20210506
    r"|本月(?P<day98>\d{1,2})日"
    r"|(?P<year3>(?:19|20)\d{2})(?P<sep>[-./])(?P<month3>\d{1,2})(?P=sep)(?P<day3>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<year4>\d{2})\.(?P<month4>\d{1,2})\.(?P<day4>\d{1,2})(?![\d.])"
    r"|(?<![\d.])(?P<day8>[0-3]?\d)\.(?P<month8>[01]?\d)\.(?P<year8>20\d{2})(?![\d.])"  # 14.02.2016
    r"|(?<!\d)(?P<year6>20\d{2})(?P<month6>0?[2-9]|1[0-2])(?P<day6>[0-3]\d)日"  # 2020929日: a page that lost 年 and 月
    r"|(?:(?<=[\n，。、；：,;:】）)])|^)(?P<month7>[2-9]|1[0-2]?)(?P<day7>0[1-9]|[12]\d|3[01])日(?=[，,上下中晚早凌]|[\u4e00-\u9fff]{2,12}(?:召开|举行))"  # 927日
    r"|(?<![月一二三四五六七八九十第每])(?P<day99>[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日(?=[上下]午|晚|凌晨|在)"
    r"|昨[（(](?P<day9>\d{1,2})[）)]?日?[）)]?日"
    r"|(?<![\d月])(?P<day5>\d{1,2})(?:日(?!内|前|之前|以前|起)|号(?=[上下]午|晚上|凌晨))"
)
_TODAY = re.compile(r"今[天日晨晚]|昨[天日晚]|(?<!目)前天|当[天日]|同日")
# Years that tell when a text was not written: plans (到2025年), spans (2025-2027年) and what began long ago.
_NOT_NOW = re.compile(r"(?:到|至|自|从|于|截至|截止|《[^》]{0,40})$")
_SPAN = re.compile(r"^[-—–~至到]|^年?(?:远景|以来|前|底前|之前|规划|年版|版)")
_AND_NOW = re.compile(r"(?:年初|年底|[^，。；\n]{0,4}冬)?(?:[和与、及]|以及)[今去]年")  # 2008年和今年都吃过苦头: of old
_NOW_AND = re.compile(r"[今去]年(?:[和与、及]|以及)$")
_THEN = re.compile(
    r"[^，。；\n]{0,16}(?:爆炸|事故|地震|洪水|火|灾|出事|垮|淹)[^，。；\n]{0,6}的时候|[^，。；\n]{0,10}那一?[次场回夜]"
)  # 2015年邻近地方爆炸的时候: a memory
_SPRING = re.compile(r"(?:全[国省市县])?春运")
_BEGINS = re.compile(r"[从自]((?:19|20)\d{2})年\d{1,2}月(?:\d{1,2}日)?(?:起|开始|至)")
_GATHERED = 45  # days
_ANNIVERSARIES = (
    (
        re.compile(r"(?:建党|中国共产党成立|党的生日|党成立)\s*(\d{2,3}|[一二三四五六七八九十百]{1,5})\s*(?:周年|年)"),
        1921,
    ),
    (re.compile(r"(?:新中国成立|建国|国庆|中华人民共和国成立)\s*(\d{2,3}|[一二三四五六七八九十百]{1,5})\s*周年"), 1949),
    (re.compile(r"改革开放\s*(\d{2,3}|[一二三四五六七八九十]{1,5})\s*周年"), 1978),
    (re.compile(r"抗(?:日)?战争?胜利\s*(\d{2,3}|[一二三四五六七八九十]{1,5})\s*周年"), 1945),
)
# 今年是“十三五”的头一年
_PLAN_YEAR = re.compile(
    r"(?<![说讲])今年(?:既|又|也|正)?是[“\"]?(十[一二三四五六七])五[”\"]?(?:规划|时期)?(?:实施)?的?(?:(?:开局|起步|第一|头一?)(?:之)?年|(?P<end>收官|最后一|收尾)(?:之)?年)"
)
_CONGRESS = re.compile(
    r"党的(十[六七八九]|二十[一二三]?)大(?:的)?(?:即将|将要|将于|将|今年|年内|[上下]半年|就要|很快|胜利)*召开(?!以来|后|之后|以后)"
)
_OPENING = re.compile(r"(?:迎接|喜迎|为)[^。，]{0,6}党的(十[六七八九]|二十[一二三]?)大")


@dataclass(frozen=True, slots=True)
class Printed:
    """A date printed at `start:end`; parts that are not printed are None."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    def iso(self, year: int | None = None) -> str | None:
        """ISO form as partial as the parts known ("2022-01-17", "2022-01", "2022"); `year` fills a missing one. A day
        that its month lacks (2月30日) is left out."""
        year = self.year or year
        if year is None:
            return None
        known = self.day is None or self.month is None or self.day <= monthrange(year, self.month)[1]
        day = self.day if known else None
        return "-".join([f"{year:04}"] + [f"{part:02}" for part in (self.month, day) if part is not None])


def chinese_number(text: str) -> int | None:
    """二〇二六 → 2026, 十七 → 17, 一百 → 100, 23 → 23; None for anything else."""
    text = text.strip()
    if text.isdecimal():
        return int(text)
    if text == "元":  # 元月
        return 1
    figures = {one: at for at, one in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
    if text and all(one in figures for one in text):
        return int("".join(str(figures[one]) for one in text))
    total, current = 0, 0
    for one in text:
        if one in figures:
            current = figures[one]
        elif one == "十":
            total, current = total + (current or 1) * 10, 0
        elif one == "百":
            total, current = total + (current or 1) * 100, 0
        else:
            return None
    return total + current or None


def dates_in(text: str, start: int = 0, end: int | None = None) -> list[Printed]:
    """The dates printed in `text[start:end]`, in order; impossible ones (13月) are left out. Offsets count
    from the start of `text`."""
    found = []
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        parts = {name.rstrip("023456789"): value for name, value in match.groupdict().items() if value is not None}
        year = chinese_number(parts["year"]) if "year" in parts else None
        if match["year4"] is not None and year is not None:
            year += 2000
        month = chinese_number(parts["month"]) if "month" in parts else None
        day = chinese_number(parts["day"]) if "day" in parts else None
        if (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31):
            found.append(Printed(match.start(), match.end(), year, month, day))
    return found


_LONG_PAST = re.compile(
    r"[^，。；\n]{0,14}(?:大火|特大|地震|雪灾|冰冻|洪水|大水|教训)"
)  # 1987年某大火: what nobody forgot

_REGION_FOUNDED = re.compile(r"自治区成立\s*(\d{2}|[一二三四五六七八九十]{1,3})\s*周年")
_FOUNDED = {"内蒙古": 1947, "新疆": 1955, "广西": 1958, "宁夏": 1958, "西藏": 1965}


def anniversary_year(text: str) -> int | None:
    """The year an anniversary or party congress named in `text` falls into (建党100周年 → 2021)."""
    for pattern, zero in _ANNIVERSARIES:
        for named in pattern.finditer(text):
            number = chinese_number(named[1])
            if number is not None and number % 5 == 0:
                return zero + number
    jubilee = _REGION_FOUNDED.search(text)
    founded = {year for name, year in _FOUNDED.items() if name in text} if jubilee is not None else set()
    if jubilee is not None and len(founded) == 1 and (number := chinese_number(jubilee[1])) is not None:
        return founded.pop() + number
    plan = _PLAN_YEAR.search(text)
    if plan is not None and (number := chinese_number(plan[1])) is not None:
        begins = 2016 + (number - 13) * 5  # the thirteenth plan runs from 2016 to 2020
        latest = current_year(text)
        if latest is None or latest <= begins + 1:  # what is planned for the next
            return begins + (4 if plan["end"] else 0)
    match = _CONGRESS.search(text) or _OPENING.search(text)
    if match is not None:
        number = chinese_number(match[1])
        return None if number is None else 2012 + (number - 18) * 5
    return None


def current_year(text: str, month: int | None = None) -> int | None:
    """The year in which `text` was most likely written, judged by the years it names: the latest that is no
    plan and no span. Where nothing but the year under review is named (2021年，经过…) and the meeting is
    early in the year (`month`), the year after it."""
    latest: int | None = None
    review = False
    for match in re.finditer(r"(?<![\d\-—–~至到])((?:19|20)\d{2})\s*年(?!\s*[-—–~至到])", text):
        if _NOT_NOW.search(text, max(0, match.start() - 42), match.start()) or _SPAN.match(text, match.end()):
            continue
        if _LONG_PAST.match(text, match.end()) or _AND_NOW.match(text, match.end()):
            continue
        if _THEN.match(text, match.end()) or _NOW_AND.search(text, max(0, match.start() - 4), match.start()):
            continue
        year = int(match[1])
        if latest is None or year >= latest:
            latest = year
            if month is not None and month >= 11 and _SPRING.match(text, match.end()):
                latest = year - 1  # 2017年全国春运电视电话会议, held on a day of December
            summed = re.search(
                r"(?:通报|总结|回顾)了?(?:全[省市县区])?$", text[max(0, match.start() - 8) : match.start()]
            )
            # 对2015年工作进行部署, 部署2010年全国安全生产工作
            ahead = re.search(
                r"(?:[对就为]|部署|安排|做好|谋划)(?:了)?$", text[max(0, match.start() - 4) : match.start()]
            )
            review = not ahead and bool(
                summed or re.match(r"[，,]?(?:经过|全[国省市县区]|我[国省市县区])", text[match.end() : match.end() + 4])
            )
    if latest is None and (begins := _BEGINS.search(text)) is not None:
        latest = int(begins[1])  # 从2013年11月1日起: a campaign that the text opens
    return latest + 1 if latest is not None and review and month is not None and month <= 3 else latest


def resolve(printed: Printed | None, issued: str | None, year_hint: int | None) -> tuple[str | None, bool]:
    """The ISO date of a meeting and whether any part of it was inferred. `issued` is the document's issue
    date: a missing month is the latest that does not lie after it, a missing year the latest that lies little after it.
    `year_hint` serves without one."""
    if printed is None:
        return None, False
    if printed.year is not None:
        return printed.iso(), False
    if issued is not None and len(issued) == 10:
        on = date.fromisoformat(issued)
        if printed.month is None:
            before = printed.day is not None and printed.day > on.day  # 28日, issued on the 3rd: the month before
            months = on.year * 12 + on.month - 1 - before
            return Printed(0, 0, months // 12, months % 12 + 1, printed.day).iso(), True
        # Little later than the issue: a page gathers items under the date of its first.
        ahead = (printed.month - on.month) * 30 + (printed.day or 1) - on.day
        later = ahead > _GATHERED
        return printed.iso(on.year - 1 if later else on.year), True
    if printed.month is None:
        if issued is None or len(issued) != 7:
            return None, False
        return Printed(0, 0, int(issued[:4]), int(issued[5:]), printed.day).iso(), True
    year = int(issued[:4]) if issued else year_hint
    return (printed.iso(year), True) if year is not None else (None, False)


_FESTIVAL_NEAR = re.compile(
    r"春节(?:即将|马上|就要|很快)?(?:来临|到来|将至|临近|在即)|(?:临近|迎接)春节|春运(?:已经|已)开始"
)
_FESTIVALS = re.findall(  # first day of the lunar year, month and day, from 2005
    r"\d{4}",
    "0209 0129 0218 0207 0126 0214 0203 0123 0210 0131 0219 0208 0128 0216 0205 0125 0212 0201 0122 0210 0129 0217 0206"
    " 0126 0213 0203",
)


def month_before_festival(text: str, year: int) -> int | None:
    """The month of a speech of `year` held when 春节 was near: that of the day before it, if a day of the same
    month has passed in the text and none after the festival has; else None."""
    if not 2005 <= year < 2005 + len(_FESTIVALS) or _FESTIVAL_NEAR.search(text) is None:
        return None
    festival = _FESTIVALS[year - 2005]
    eve = date(year, int(festival[:2]), int(festival[2:])) - timedelta(days=1)
    days = [(one.month, one.day) for one in dates_in(text) if one.month and one.day and one.year in (None, year)]
    passed = [day for day in days if day[0] <= 6]
    return eve.month if passed and max(passed) <= (eve.month, eve.day) and max(passed)[0] == eve.month else None


def day_told(text: str, issued: str) -> str:
    """The day that `text`, issued on the ISO date `issued`, tells of: 昨天 and 昨日 are the day before, 前天 that before it."""
    if len(issued) == 10 and re.search(r"(?<!目)前天", text) is not None:
        return (date.fromisoformat(issued) - timedelta(days=2)).isoformat()
    if len(issued) == 10 and re.search(r"昨[天日晚]", text) is not None:
        return (date.fromisoformat(issued) - timedelta(days=1)).isoformat()
    return issued


def is_today(text: str) -> bool:
    """Whether `text` dates something by the day of the report (今天, 当日)."""
    return _TODAY.search(text) is not None
