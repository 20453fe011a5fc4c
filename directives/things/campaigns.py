"""Campaigns and rules that no list names yet, found by how the genre forms their names."""

import re
from collections.abc import Iterator

from directives.things.drafts import Kind, MentionDraft
from search.normalise import fold

# What a campaign is about: the words that may stand before 专项整治. Words that say nothing of it (重点, 有关, 各类) are
# left out, so that 重点行业领域专项整治 is no name.
_TOPICS = (
    "安全生产|安全|隐患|重大|事故|风险|城镇|城市|燃气|瓶装|液化石油气|液化气|危化品|危险化学品|危险货物|消防|火灾|自建房|经营性|居民|道路|交通|运输"
    "|水上|渔业|船舶|渔船|矿山|非煤|煤矿|金属|尾矿库|建筑|施工|房屋|市政|工程|特种设备|电动自行车|电动车|电气|校园|学校|人员密集场所|高层|工贸|粉尘"
    "|涉爆|有限空间|化工|园区|烟花爆竹|民用爆炸物品|民爆|枪支|弹药|油气|管道|长输|电力|旅游|文旅|养老|机构|餐饮|场所|九小|三合一|冶金|高温|熔融"
    "|技能|素质|能力|应急|管理|作业|高风险|森林|草原|防火|岁末年初|今冬明春|打非治违|违法|违规|违章|非法|货车|超限|超载|客运|客货|电梯|锅炉|大型|商业|综合体"
    "|桥梁|隧道|铁路|沿线|环境|民航|水利|水库|水电站|农机|农村|老旧|小区|住宅|气瓶|动火|厂房|仓库|仓储|出租屋|群租房|生命通道|储能|电站|劳动|密集型|企业|大棚|彩钢板"
    "|地质灾害|防汛|防灾|食品|药品|网络|社会治安|治安|夏季|冬季|春季|秋季|排查|治理|食堂|宿舍|外包|转包|承包商|密闭空间|涉氨|制冷|铝镁|钢铁|深井铸造|加油站|码头|港口|机场|索道|游乐|设施|涉险|本质"
)
_LEFT = re.compile(rf"(?:{_TOPICS}){{1,10}}$")
_COUNT = re.compile(r"(?:[一二两三四五六七八九十]{1,3}大|[\d一二三四五六七八九十]{1,3}个(?:高风险作业)?)$")
_QUOTED_BEFORE = re.compile(r"[“\"「『]([^“”\"「」『』，。]{2,14})[”\"」』]$")
_CORE = re.compile(
    r"专项(?:排查)?(?:整治|治理)(?:(?:三|3|五|两)年(?:行动|计划)|2023行动|行动)?(?:计划)?"
    r"|集中(?:整治|治理)(?:行动)?|治本攻坚(?:(?:三|3)年)?(?:行动)?"
    r"|(?:三|3|五|两)年(?:攻坚)?行动(?:计划)?|百日(?:安全)?(?:攻坚|整治|清零|大会战|专项整治)*(?:行动|会战|攻坚战?)"
    r"|大排查[、，]?大整治(?:[、，]?大[一-龥]{2})?(?:行动)?|大检查大整治(?:行动)?|大检查(?:大[一-龥]{2})?(?:行动)?"
    r"|全链条整治(?:行动)?|专项行动|(?:提升|强基|除险|清零|铸安|保安|整治|治理|攻坚|夏季|冬季|百日|雷霆|利剑|清源|净空)(?:行动|工程)"
    r"|排查整治(?:专项)?(?:行动)?"
)
# What a campaign must have before it where its own word is too common to be a name.
_STANDS_ALONE = re.compile(r"治本攻坚|专项整治(?:三|3)年|百日|大排查|大检查大|专项排查整治行动")
# “敲门行动”: the whole name stands in quotation marks.
_QUOTED = re.compile(r"[“「『](?P<name>[一-龥\d·]{2,12}(?:行动|大会战|攻坚战))[”」』]")
# Words that say nothing of what a campaign is about: 安全隐患排查整治 is what everybody does.
_GENERAL = re.compile(r"(?:安全生产|安全|隐患|风险|重大|事故|生产|排查|治理)+")
_COMMON_CORES = ("整治行动", "治理行动", "排查整治", "专项治理", "集中整治", "集中治理")
_QUOTES = re.compile(r"[“”\"「」『』]")

_NUMBER = "一二两三四五六七八九十双"
_RULE = re.compile(
    rf"(?P<before>执行|遵守|严把|推行|落实好?|按照|实行|做到|达到|严守|贯彻|采取|深化)?[“\"「『](?P<name>[{_NUMBER}][一-龥、，]{{1,11}})[”\"」』]"
    r"(?P<after>的?(?:要求|原则|制度|规定|机制|方针|工作法|责任制|措施|方式|工作机制))?"
)
_TWO_NUMBERS = re.compile(rf"[{_NUMBER}][一-龥]{{1,4}}[、，]?[{_NUMBER}][一-龥]{{1,4}}")
_NO_RULE = re.compile(
    rf"[{_NUMBER}]个|[{_NUMBER}]会$|一(.{{1,2}})、?一|两客一危|三超|两超|三违|三无|三合一|多合一|九小|六小|七小|三小|[{_NUMBER}]手抓|.*(?:场所|车辆|意识|维护|自信|确立|责任链|张网|清单|疲劳|一改)"
)
_NOT_AFTER = re.compile(
    r"场所|车辆|企业|单位|人员|船舶|行为|问题|管控|整治|隐患|现象|重点|期间|工程|规划|项目|情况|业务|经营|充电"
)
# 按照“打早、打小、打了”的原则, 坚持“谁主办、谁负责”原则
_PRINCIPLE = re.compile(
    r"[“「『](?P<name>[一-龥][一-龥、，]{4,38})[”」』]的?(?:总)?(?:原则|方针|工作要求|总体要求|总要求|工作法)"
)
# “园区安全长”制度
_SYSTEM = re.compile(r"[“「『](?P<name>[一-龥]{3,10})[”」』]制度")
_MEASURES = re.compile(
    r"(?:安全生产)?(?P<number>十[一二三四五六七八九]|[二三四五六七八九]十[一二三四五六七八九]?|\d{2})条(?P<what>硬措施|硬要求|铁律)"
)


def campaign_key(name: str) -> str:
    """What a campaign is compared by: without what may be left out at its end, folded."""
    return re.sub(r"(?:行动|工作)$", "", fold(name)) or fold(name)


def campaigns(text: str, offset: int) -> Iterator[MentionDraft]:
    """Campaigns named in `text` by their form (城镇燃气安全专项整治, “打非治违”专项行动); spans count from `offset`."""
    for match in _CORE.finditer(text):
        found = _named(text, match)
        if found is not None:
            start, end = found
            name = re.sub(r"\s", "", _QUOTES.sub("", text[start:end]))
            yield MentionDraft(Kind.CAMPAIGN, name, offset + start, offset + end)
    for match in _QUOTED.finditer(text):
        yield MentionDraft(Kind.CAMPAIGN, match["name"], offset + match.start(), offset + match.end())


def _named(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """The span of a campaign's name around its core; None where the core alone names none."""
    start, end, core = match.start(), match.end(), match[0]
    before = text[max(0, start - 40) : start]
    quoted = _QUOTED_BEFORE.search(before)
    if quoted and ("行动" in core or "整治" in core or "治理" in core) and not quoted[1].endswith(("场所", "一", "者")):
        return start - len(before) + quoted.start(), end
    if topic := _LEFT.search(before):
        begin = start - len(topic[0])
        if core == "大检查" and not topic[0].endswith(("安全生产", "安全", "消防")):
            return None
        if core in _COMMON_CORES and (len(topic[0]) < 2 or _GENERAL.fullmatch(topic[0])):
            return None
        return begin, end
    count = _COUNT.search(before)
    if count and core.startswith(("专项", "集中")) and "行动" in core:
        topic = _LEFT.search(before[: -len(count[0])])
        return start - len(count[0]) - (len(topic[0]) if topic else 0), end
    return (start, end) if _STANDS_ALONE.match(core) else None


def rules(text: str, offset: int) -> Iterator[MentionDraft]:
    """Rules that are called by a quoted phrase with numbers (“一炮三检”) where the text treats it as one to be kept,
    quoted principles (“谁主管谁负责”原则) and N条硬措施; spans count from `offset`."""
    for match in _RULE.finditer(text):
        name = match["name"]
        if _NO_RULE.match(name) or not (match["before"] or match["after"]):
            continue
        if not (_TWO_NUMBERS.fullmatch(name) or name.endswith(("制", "到位", "放过", "严禁", "不准"))):
            continue
        if not match["after"] and _NOT_AFTER.match(text, match.end()):
            continue
        yield MentionDraft(Kind.RULE, name, offset + match.start("name"), offset + match.end("name"))
    for match in _PRINCIPLE.finditer(text):
        yield MentionDraft(Kind.RULE, match["name"], offset + match.start("name"), offset + match.end("name"))
    for match in _SYSTEM.finditer(text):
        yield MentionDraft(Kind.RULE, match["name"], offset + match.start("name"), offset + match.end("name"))
    for match in _MEASURES.finditer(text):
        name = f"安全生产{match['number']}条{match['what']}"
        yield MentionDraft(Kind.RULE, name, offset + match.start(), offset + match.end())
