"""Explicit limits of time in a directive, resolved to a date against the day of the meeting."""

import calendar
import datetime as dt
import re

from directives.drafts import DeadlineDraft
from directives.festivals import FESTIVALS, festival_date

# 十一 is the first of October but in 十一月, 二十一日 and 八月十一日.
_FESTIVAL = (
    "|".join(sorted({*FESTIVALS} - {"十一"}, key=len, reverse=True))
    + r"|(?<![月一二三四五六七八九第])十一(?![月日号年个])"
)
_NUMBER = r"(?:(?<!\d)\d{1,4}|[一二两三四五六七八九十]{1,3}|半)"
_YEAR = r"(?:(?:20\d\d|[一二]〇[〇一二三四五六七八九]{2})年|今年|明年|本年|当年|次年|后年)"
_MONTH = r"(?<![\d一二三四五六七八九十])(?:元|1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
_DAY = r"(?:(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])[日号])"
_CLOCK = r"(?:(?:上午|中午|下午|晚上?|凌晨|早上?|夜间)?(?:\d{1,2}|[零一二三四五六七八九十]{1,3}(?=[时点]))(?:[时点](?:\d{1,2}分|整|半)?|[:：]\d{2})|(?:上午|下午|晚上)?[上下]班|上午|中午|下午|晚上?|凌晨|早上?)"
_PART = r"(?:份|底|末|初|中旬|上旬|下旬|中)"
_LUNAR = (
    r"(?:正月|冬月|腊月)(?:初[一二三四五六七八九十]|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|底|末)?"
)
_POINT = (
    rf"(?:{_LUNAR}|{_YEAR}?{_MONTH}(?:{_DAY}{_CLOCK}?|{_PART})?|{_YEAR}?(?:年底|年末|岁末)|{_YEAR}底|{_YEAR}末|(?:本月|当月|下月|下个月|这个月|次月)(?:底|末|初|[上中下]旬|{_DAY}{_CLOCK}?)?|(?<![\d一二三四五六七八九十])月[底末]"
    rf"|{_YEAR}?(?:第?[一二三四1-4]季度|上半年|下半年)(?:底|末)?|{_YEAR}|(?:本周|本星期|下周|[这下]个?礼拜|这周|这个?星期|下个?星期)(?:内|[一二三四五六日末])?)"
)
# Events and seasons that come without a date of their own.
_OCCASION = (
    r"(?:秋季|春季|新学期)?(?:开学)|(?:学校)?放(?:寒假|暑假|假)|(?:暑假|寒假)(?:到来|来临)?|入夜|天黑|天亮|(?:强?降|暴)?雨(?:到来|来临)?|(?:主|入)?汛期?(?:到来|来临)?|“?[两双]节”?|(?:古尔邦|开斋|泼水|火把)?(?<!季)节|梅雨季节?|开捕|开渔|开航|出航|出海"
    r"|春运|暑运|高考|中考|三夏|三秋|麦收|秋收|返校|返岗|收假|年关|开工|复工|复产|投产|投用|启用|通车|开业|换届|封冻|上冻|入冬|入春|入秋|冬至|立[春夏秋冬]|霜降|入梅|春耕|供暖期?|采暖季|雨季(?:到来|来临)?|通气(?:点火)?|点火|供气|供水|送电|封顶|试车|投料|蓄水|并网|休渔|[秋冬春夏]{0,2}季?防火期(?:到来|来临)?|台风季|台风(?:登陆|(?:到)?来)|开榨|榨季(?:开始|开榨)|[枯丰]水期(?:到来)?|停产|(?:暑期|旅游)*(?:旺季|高峰)(?:到来|来临)?"
    r"|(?:国庆|中秋|端午|清明|五一|元旦)?(?:黄金周|假期|长假|小长假)|(?:全国|省|市|县)?两会(?:召开)?|复工复产"
)
_BEFORE = r"(?:之前|以前|前夕|前(?!后))"
# 春节前后 is a period, 汛前准备 and 节前检查 are kinds of work.
# 3月15日至6月15日防火期内, …，正是秋收时节: what season it is, and not by when to act.
_IS_A_SEASON = r"[\d日号]*(?:期间|，?正是|(?:春季|秋季|冬季|森林|草原){0,3}(?:防火|防汛|戒严|禁渔|休渔|禁火|主汛)期)"
_NO_LIMIT = r"(?!后|[的、]|完不成|没有|未|(?:安全|隐患|准备|风险)?(?:大?检查|检验|检修|准备|工作|排查|培训|教育|防范|储备|演练|评估|检测)(?=$|[，。；、和与及工合不])|压倒)"
# Every letter that a limit can begin with: most letters of a text can't, and there the alternatives are not tried.
_FIRST = (
    "0-9〇零一二两三四五六七八九十枯丰榨停礼星半于在到至直截赶务从自即现今明本当次后每年月岁第上下中早晚凌夜提时期完整办这同元正冬腊新除清端重圣妇劳儿不翌伏休礼最建国古开泼火双"
    "过秋春夏学放暑寒入天强降暴雨主汛梅高麦收返复投启通换封供采防台旅黄假长小全省市县“届节旺出周立霜点送试泄蓄并"
)
_LIMIT = re.compile(
    rf"(?=[{_FIRST}])(?:(?P<range>(?:(?:从|自){_POINT}|(?:从|自)?(?:即日|(?:现在|[今明][天日晚])(?=起|开始)|{_MONTH}{_DAY}|{_LUNAR}))(?:起|开始)?(?:，)?(?:至|到|—|-)"
    rf"(?:{_YEAR}?(?:{_FESTIVAL})节?{_BEFORE}?|{_POINT}|(?<=月[\d一二三四五六七八九十]日.)\d{{1,2}}日|(?<=月[\d一二三十][\d一二三四五六七八九十]日.)\d{{1,2}}日)(?!\d|{_IS_A_SEASON}))"
    rf"|(?P<lead>(?:于|在|到|截至|截止到?|赶在)?)(?P<point>{_POINT})(?P<mark>(?:(?:{_FESTIVAL})节?|{_OCCASION}|伏季休渔)?(?:结束)?{_BEFORE}|内|以内|之内)"
    rf"|(?P<label>(?:完成|办结|整改|办理)?(?:时限|时间|期限)[：:]\s*)(?P<labelled>{_POINT}(?:{_BEFORE})?)"
    # 最迟不超过本月20日, 不得晚于6月底
    rf"|(?P<latest>(?:最[迟晚]|不得?[晚迟]于)(?:不(?:得?超过|得?[晚迟]于))?(?:在|到|于)?{_POINT}{_BEFORE}?)"
    rf"|(?P<bare>(?<![\d月日])(?:于|到|赶在)(?!今年|去年|本月)(?:{_POINT})|{_YEAR}?(?:年底|年末)|{_YEAR}底|{_YEAR}?{_MONTH}(?:底|末)|{_YEAR}?{_MONTH}[上中下]旬(?=组织|开展|完成|全面)|(?:[一二三四]季度|本月|上半年)(?:底|末)|(?<![\d一二三四五六七八九十个本当每])月[底末]|{_MONTH}份(?=全部|完成|启动|组织|开展|对[^，。；]{{0,20}}?(?:督查|检查|排查|清查)|市政府班子)|{_YEAR}?[上下]半年(?=对[^，。；]{{0,12}}?(?:巡查|督查|检查)|全部|必须|完成(?![了情的率]))|[明今]年(?:第?[一二三四1-4]季度|[上下]半年)(?=全部(?!\d)|必须|要(?![求素点闻])|完成(?![了情的率]|[^，。；]{{0,8}}\d))|[明今]年底(?=不[低少]于))"
    rf"(?=(?:，|组织|开展|全|对[^，。；]{{0,12}}?(?:督查|巡查|检查)一|市政府班子|发下去|拿出|交账|务必|必须|要|基本|完成(?![了情的率])|实现|建成|达到|形成|上报|报送|报|向|启动|力争|确保|建立|消除|整改|取得|前|不[低少]于|还|仍|尚|\s*$))"
    rf"|(?P<quarter>(?:在|于)?(?:{_YEAR}?第?[一二三四]季度|{_MONTH}[上中下]旬)(?=举[办行]|印发|召开|启动|拿出|集中))"
    rf"|(?P<eve>(?<![一-龥\d])年前(?=，?(?:必须|要|务必|全部|完成|拿|打|一律|[把将对]))|(?<=[厅局委办门家])年前(?=拿|打|完成)|(?<!不)过年(?:之|以)?前(?![后的]))"
    rf"|(?P<feast>(?:赶?在|于)?{_YEAR}?“?(?:{_FESTIVAL})”?(?:节|假期|长假|黄金周)?(?:到来|来临|放假)?{_BEFORE}{_NO_LIMIT})"
    rf"|(?P<event>(?:赶在|务必在|在)[一-鿿“”、]{{2,14}}?(?:到来|来临|召开|开幕|结束|开始){_BEFORE})"
    rf"|(?P<season>(?<!每)(?<!每[一-龥])(?<!每[一-龥]{{2}})(?:赶在|在|于)?(?:{_OCCASION}){_BEFORE}(?:\d{{1,2}}个?(?:小时|天))?(?![的、期夕往行方线沿]){_NO_LIMIT})"
    rf"|(?P<every>每个?(?:月|周|星期|礼拜|季度|年|日|天)(?:(?:末|首|第[一二三]个)月\d{{1,2}}日|底|末|{_CLOCK}|\d{{1,2}}日|[一二三四五六日]{_CLOCK}?|{_MONTH}{_DAY})?{_BEFORE})"
    rf"|(?P<day>(?<![\d月])\d{{1,2}}[日号]{_CLOCK}?{_BEFORE}|(?:[今明后][天日晚早]|次日|翌日|第二天){_CLOCK}?{_BEFORE}|当[晚天日]{_CLOCK}?{_BEFORE}|(?<!上)(?<!上个)(?:周|星期|礼拜)[一二三四五六日末天]{_CLOCK}?{_BEFORE})"
    rf"|(?P<clock>(?<![\d：:日号天晚早午夜])(?:上午|中午|下午|晚上?|凌晨|早上?)?(?:\d{{1,2}}[：:]\d{{2}}|(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[时点](?:\d{{1,2}}分|半|整)?){_BEFORE})"
    rf"|(?P<ahead>(?:到期|期满|届满)前(?:{_NUMBER})个?(?:天|日|周|月)|提前(?:{_NUMBER})个?(?:天|日|周|月|小时)(?=报备|报告|申请|申报|预约|告知|通知|上报))"
    rf"|(?P<within>(?<![一-龥\d])(?:今年|本月|本周|本季度)内|(?<![一二三两半\d几多])年内)"
    rf"|(?P<span>(?:在|于)?(?:{_NUMBER}[至到—~-])?(?P<count>{_NUMBER})(?P<unit>个?工作日|个?小时|日|天|分钟|周|个?星期|个?礼拜|个半?月|(?<=半)月|年)(?:的?时间)?(?:之内|以内|内))"
    # 61人今晚必须上岸, 今天就要开会; but not 今天我们要讲…
    rf"|(?P<soon>(?:今天(?:上午|下午|晚上|中午|夜里)|今[晚夜]|当晚|明早|明天(?:上午|下午|早上|晚上))(?=[^，。；]{{0,10}}?(?:要(?![求降下刮来出有])|必须|务必|全部|就[去进到开回]))|今[天日](?=就[要把]|必须|务必|(?:回去|散会以?后)就[开办去])|当天(?=[查办][、，])|明天(?=就|要(?!求)|必须|务必)|这个?(?:星期|周|月)(?:(?:之|以)?内)?(?=要(?!求)|必须|务必)|(?<=要在)今[晚夜]|(?<!应)当[天日](?=受理|转办|排查|隔离|登记(?![记台簿])|处置|整改|清零|交办)|(?<!事故)(?<!事发)当[天日](?=(?:查清|结清|清理|清运|销号|下架|解封|进村|管到位|到位)(?![了的]))|次日(?=(?:销号|办结|反馈|整改|上报)(?![了的]|情况))|当[天日晚](?=要(?!求)|就[要把]|必须|务必|传达|上?报(?!警)|告知|告诉|完成|办结|召开)|今[晚夜](?=通知|传达|完成|连夜|召开))"
    # 检查站要坚持到春运结束, 驻区督导至3月底: how long it lasts
    rf"|(?P<until>(?<![\d年月日号天起始])直?(?:到|至)(?:{_POINT}|[一-鿿、]{{2,12}}结束)(?:为?止)?(?=[，。；]|$))"
    # 用一个月时间摸清底数
    rf"|(?<=用)(?P<spell>(?P<much>{_NUMBER})(?P<each>天|周|个?星期|个月|年)(?:左右)?的?时间)"
    # 限期一个月完成整改
    rf"|(?:(?<=限期)|(?<=限时)|(?<=期限为)|(?<=要限)|(?<=必须限)|(?<=一律限)|(?<=[，；、]限))(?P<term>(?P<length>{_NUMBER})(?P<of>个?工作日|个?小时|日|天|周|个?星期|个月|年)))"
)
# 开展复工前安全检查, 抓好国庆节前各项工作: the time says of which kind the work is, not by when it is due.
_KIND_OF_WORK = re.compile(
    r"(?:开展|做好|抓好|搞好|组织|进行|加强|强化|落实|部署|启动|实施|完善|抓实|抓紧)(?!在|于|赶在)[^，。；]{0,10}$"
)
_NAME_OF_WORK = re.compile(
    r"(?!完成|全面|全部|对|把|将|要|必须|务必|到|按)[^，。；]{0,12}?(?:检查|督查|检验|检修|排查|检测|检定|体检|工作|准备|培训|教育|演练|整治|治理|监管|防范|储备|调研|巡查|值守|保障|服务|管控|行动)(?=$|[，。；、和与及])"
)
# What stands before a limit that is quoted: 于, 在, 最迟不超过.
_BEFORE_QUOTED = re.compile(r"最[迟晚]不?(?:得?超过|得?[晚迟]于)?[在到于]?|不得?[晚迟]于|(?:务必)?在|于")
_MAY_HOLD_ONE = re.compile(
    r"[前内底末限年月周季]|[起日号始][，]?[至到]|星期|礼拜|[今次][晚夜天日]|当[晚天日]|明[早天]|结束|时间"
)  # in every limit one of them; most instructions have none
# 一年之内发生两次事故的: when something happens, and not by when to act.
_NOT_A_LIMIT = re.compile(
    r"(?:已|以来|过去|去年|(?:建成|修建|建设|竣工|出厂|生产|投用)(?:的|[一-龥]{0,2}(?:住宅|小区|房屋|楼))|完不成|(?:再次|累计|连续|又)?(?:发生|出现|受到))"
)
_CHINESE = {letter: value for value, letter in enumerate("〇一二三四五六七八九十")} | {"两": 2}
_DAY_IN_MONTH = re.compile(r"月(\d{1,2}|[一二三十四五六七八九]{1,3}(?=[日号]))")
_FAR = 1000  # of any unit: more is no limit but damage
_DAYS_ON = {"今": 0, "明": 1, "后": 2}


def deadlines(text: str, start: int, end: int, held_on: str | None) -> list[DeadlineDraft]:
    """The explicit limits between two code points of `text`, in order.

    `held_on` is the day of the meeting, ISO and as partial as known ("2022", "2022-01"); a limit that it does
    not resolve has no date. The date is the last day that is in time; of 7月31日前 that is 31 July, as
    offices count it, of 春节前 the day before. 立即, 限期 and 尽快 are urgency, 期间 is a period: no limits.
    """
    if not _MAY_HOLD_ONE.search(text, start, end):
        return []
    found = []
    for match in _LIMIT.finditer(text, start, end):
        if match["range"] is None and _NOT_A_LIMIT.match(text, match.end()):
            continue
        if match["feast"] or match["season"]:
            clause = max(text.rfind(mark, start, match.start()) for mark in "，。；：") + 1
            if _KIND_OF_WORK.search(text, max(clause, start), match.start()) and _NAME_OF_WORK.match(
                text, match.end(), end
            ):
                continue
        low, day = _start(match), _resolve(match, held_on)
        if match["bare"] and day is not None and held_on is not None and day < held_on:
            continue  # 今年一季度完成…, said in June
        found.append(DeadlineDraft(text[low : match.end()], day, low, match.end()))
    return found


def _start(match: re.Match[str]) -> int:
    """Where the limit begins as it is quoted: with 到 or 赶在, but without 在, 于, 不晚于 and 完成时限：."""
    if match["labelled"]:
        return match.start("labelled")
    if match["point"] and match["lead"] not in ("到", "赶在"):
        return match.start("point")
    before = _BEFORE_QUOTED.match(match[0])
    return match.start() + (before.end() if before else 0)


def _resolve(match: re.Match[str], held_on: str | None) -> str | None:
    held = _held(held_on)
    if match["span"]:
        return _after(match["count"], match["unit"], held_on, held)
    if match["term"]:
        return _after(match["length"], match["of"], held_on, held)
    if match["feast"]:
        return _feast(match["feast"], held)
    if match["spell"]:
        return _after(match["much"], match["each"], held_on, held)
    if match["soon"]:
        return _day_only(match["soon"], held_on, held)
    if any(match[kind] for kind in ("event", "season", "every", "clock", "ahead")):
        return None
    if match["eve"]:
        return _feast("春节", held)
    if match["day"]:
        return _day_only(match["day"], held_on, held)
    point = (
        match["point"]
        or match["labelled"]
        or match["latest"]
        or match["bare"]
        or match["quarter"]
        or match["within"]
        or match["until"]
        or match["range"]
    )
    end = re.split("至|到|—|-", point)[-1]
    if point.endswith("结束") or re.search("正月|冬月|腊月", end):
        return None  # the days of the lunar calendar are known of its festivals only
    if name := re.search(_FESTIVAL, end):
        return _feast(end, held) if end.endswith("前") else _on_feast(name[0], _year(end, held), held)
    if not re.search("[月年周季星]", end):
        end = point.partition("月")[0].rpartition("自")[2].rpartition("从")[2] + "月" + end  # 3月1日至5日
    day = _last_day(end, held)
    return day.isoformat() if day else None


def _held(held_on: str | None) -> dt.date | None:
    """The first day the meeting may have been held."""
    if not held_on:
        return None
    parts = [int(part) for part in held_on.split("-")]
    return dt.date(*(parts + [1, 1])[:3])


def _number(printed: str) -> int | None:
    """The value of 30, 三, 十五 or 二十; None of 三四十, which is no one number."""
    if printed.isdigit():
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    if ten:
        if len(tens) > 1 or len(ones) > 1:
            return None
        return (_CHINESE[tens] if tens else 1) * 10 + (_CHINESE[ones] if ones else 0)
    return _CHINESE[printed] if len(printed) == 1 else None


def _after(count: str, unit: str, held_on: str | None, held: dt.date | None) -> str | None:
    """The day a number of days after the meeting. Hours, minutes and working days are not counted from it."""
    if held is None or len(held_on or "") < 10 or unit.removeprefix("个") in ("小时", "工作日") or unit == "分钟":
        return None
    if "半" in unit:
        return None  # 两个半月内
    if count == "半":
        return _month_on(held, 6).isoformat() if unit == "年" else None
    number = _number(count)
    if number is None or number > _FAR:
        return None
    if unit in ("个月", "年"):
        return _month_on(held, number * (12 if unit == "年" else 1)).isoformat()
    return (held + dt.timedelta(days=number * (1 if unit in ("日", "天") else 7))).isoformat()


def _month_on(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _day_only(printed: str, held_on: str | None, held: dt.date | None) -> str | None:
    """27日前: of the month of the meeting, or of the next where the day was over. 今晚前: the day of the meeting."""
    if held is None or len(held_on or "") < 10:
        return None
    number = re.match(r"\d+", printed)
    if number is None:
        days = _DAYS_ON.get(printed[0])
        return None if days is None else (held + dt.timedelta(days=days)).isoformat()
    day = int(number[0])
    month = held if day >= held.day else _month_on(held.replace(day=1), 1)
    resolved = _day_of(month.year, month.month, day)
    return resolved.isoformat() if resolved else None


def _on_feast(name: str, named_year: int | None, held: dt.date | None) -> str | None:
    """到元宵节: the festival itself, in the year that is named or the next time it comes."""
    if held is None:
        return None
    for year in [named_year] if named_year else [held.year, held.year + 1]:
        day = festival_date(name, year)
        if day and (day >= held or named_year):
            return day.isoformat()
    return None


def _feast(printed: str, held: dt.date | None) -> str | None:
    name = re.search(_FESTIVAL, printed)
    if held is None or name is None:
        return None
    named_year = _year(printed, held)
    for year in [named_year] if named_year else [held.year, held.year + 1]:
        day = festival_date(name[0], year)
        if day and (day > held or named_year):
            return (day - dt.timedelta(days=1)).isoformat()
    return None


def _year(printed: str, held: dt.date | None) -> int | None:
    """The year that is printed: 2024年, 二〇二四年, 明年."""
    if match := re.search(r"20\d\d(?=年)", printed):
        return int(match[0])
    if match := re.search(r"[一二]〇[〇一二三四五六七八九]{2}(?=年)", printed):
        return int("".join(str(_CHINESE[letter]) for letter in match[0]))
    if held is None:
        return None
    for word, on in (("今年", 0), ("本年", 0), ("当年", 0), ("明年", 1), ("次年", 1), ("后年", 2)):
        if word in printed:
            return held.year + on
    return None


def _last_day(point: str, held: dt.date | None) -> dt.date | None:
    """The last day of a printed point in time; without a printed year the next one after the meeting."""
    point = point.replace("元月", "1月")
    year = _year(point, held)
    if year is None and held is None:
        return None
    if re.search("周|星期|礼拜", point):
        return None
    month, day = _month_and_day(point, held)
    if year is not None:
        return _day_of(year, month, day)
    assert held is not None
    this_year = _day_of(held.year, month, day)
    # A day that was over when the meeting was held is meant in the year to come: 1月底前 said in December.
    return this_year if this_year and this_year >= held else _day_of(held.year + 1, month, day)


def _month_and_day(point: str, held: dt.date | None) -> tuple[int, int | None]:
    """Month and day of a point; the day is None for the last of the month."""
    if match := re.search(r"(\d{1,2}|十[一二]?|[一二三四五六七八九])月", point):
        day = _DAY_IN_MONTH.search(point)
        part = 10 if "上旬" in point or "初" in point else 20 if "中旬" in point else 15 if "月中" in point else None
        return _number(match[1]) or 0, _number(day[1]) if day else part
    if match := re.search(r"第?([一二三四1-4])季度", point):
        return 3 * (_number(match[1]) or 0), None
    if "上半年" in point:
        return 6, None
    if held is not None and "月" in point:
        later = 1 if point.startswith(("下", "次")) else 0
        day = _DAY_IN_MONTH.search(point)
        return (held.month - 1 + later) % 12 + 1, _number(day[1]) if day else None
    return 12, None


def _day_of(year: int, month: int, day: int | None) -> dt.date | None:
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(day or last, last))
