"""What a directive asks of each sector it names: the clause, its bodies and its deadline."""

import re
from collections.abc import Iterator, Sequence

from directives.drafts import BodyDraft, DeadlineDraft, TaskDraft
from directives.names import OFFICIAL, SHORT
from directives.sector_weights import DROPPED_BELOW, shipped_weights
from directives.sectors import Mention, Taxonomy
from directives.sentences import Span

# 交通运输局 and 应急、交通运输等部门 name an office, not the trade it looks after.
_OFFICE_AFTER = re.compile(
    r"(?:监督管理|监督|监管|主管|管理|执法|行业|行政|综合)*(?:部门|科(?![技学普目室])|局(?![部限势面])|厅|委(?![托员])|部(?![位分署件队级])|[总支大中]队)"
    r"|(?:、[^，。；、由]{1,10}){0,12}等?(?:有关|相关|各|多个)?(?:职能|主管|监管)?部门"
)
# Words of one sector that mean another where that one is named: the 防火宣传 of a forest's fire season.
_OF_ANOTHER = {
    **dict.fromkeys(
        [
            "防火",
            "火灾",
            "防火巡查",
            "防火安全",
            "防火宣传",
            "防火检查",
            "火灾扑救",
            "火灾防范",
            "火灾风险",
            "火患",
            "起火",
        ],
        frozenset(("forest",)),
    ),
    **dict.fromkeys(["交通", "交通安全", "客货运"], frozenset(("road",))),
    "起重机械": frozenset(("special",)),
    **dict.fromkeys(["雨季“三防”", "雨季三防"], frozenset(("coal", "mine"))),
    **dict.fromkeys(
        ["矿区", "竖井", "采空区", "老窑", "小矿", "矿领导", "越界开采", "超层越界", "私挖盗采"], frozenset(("coal",))
    ),
    **dict.fromkeys(
        ["游船", "游艇", "快艇", "摩托艇", "皮划艇", "帆船", "桨板", "竹筏", "滑道", "低空"], frozenset(("tourism",))
    ),
    **dict.fromkeys(["超员超载", "超载超员"], frozenset(("fishery", "water"))),
    "农家乐": frozenset(("crowd", "building")),
    **dict.fromkeys(["下店上宅", "前店后厂"], frozenset(("fireworks",))),
    "灭火器": frozenset(("road", "water", "fishery")),
    "安全出口": frozenset(("mine",)),
    "农用三轮": frozenset(("road",)),
    "农用车": frozenset(("farm",)),
    "隧道": frozenset(("construction", "road")),
    "受限空间": frozenset(("hazchem",)),
    **dict.fromkeys(["液氨", "污水处理", "市政管网", "管廊"], frozenset(("industry",))),
    "气瓶": frozenset(("gas",)),
    "冷链食品": frozenset(("food",)),
    "索道": frozenset(("tourism",)),
    "飞机": frozenset(("forest",)),
    "非法载客": frozenset(("water", "fishery")),
    "拥挤踩踏": frozenset(("tourism", "school")),
    "酒店": frozenset(("tourism",)),
}
# …unless those who look after it for what it is are told: 市场监管部门要检验景区的索道.
_AFTER_ALL = {
    "索道": re.compile("市场监管|质监|特种设备|特检"),
    "气瓶": re.compile("特种设备|特检|气瓶充装[^。；]*未检"),
    "隧道": re.compile("城市|市政|地铁|轨道|地下|内涝|桥梁"),
    "受限空间": re.compile("危险化学品企业|罐区"),
}
# Fire words that name the forest by themselves, where the meeting is on it or foresters are told: 要把防火宣传讲到每一顶帐篷
# …but not a crew that stands by (各级防火队伍要靠前驻防), nor where the fire would be a house's (学校要上一堂防火课).
_FORESTS_TOO = frozenset(("防火", "防火宣传", "防火检查", "防火巡查"))
_FORESTERS = re.compile("林草|林业|森防|护林|林场|草场|(?<![园森])林长(?![廊期远])")
_CREW = re.compile("队")
_OF_A_HOUSE = re.compile("商场|商店|厂房|宿舍|学校|医院|养老院|宾馆|楼")
# 隧道施工要落实瓦斯监测: the gas of the rock that a tunnel is driven through.
_TUNNEL = re.compile("隧道")
_A_MINE = re.compile("矿")
# 防溺水、防交通事故要讲到每一名学生
_TRIPS = frozenset(("交通", "交通安全", "交通事故"))
_PUPILS_THERE = re.compile("学生|学校|校园")
# 与公安交警部门会商: no task of theirs.
_CONFER = re.compile("会商")
# 传达到每一所学校: to whom the word is passed on.
_PASSED_ON = re.compile(r"传达(?:学习|贯彻|落实)?到[^，。；]*$")
# 把老人安置到学校, 穿越学校、市场的管线: where they are taken, and what it passes.
_SHELTER = re.compile(r"(?:(?:安排|安置|转移|搬迁?|疏散|撤离?)[到至往]|穿越|毗邻)[^，。；]{0,16}$")
_PLACES = frozenset(("school", "crowd"))
# 与加油站的距离, 不准在菜市场摆卖: where, and not what.
_DISTANT = re.compile(r"(?:(?:、|和|与|及)[^，。；、和与]{1,8}){0,4}(?:之间)?的?(?:安全|防护)?(?:距离|间距)")
_KEPT_FROM = re.compile(r"(?:不准|不得|严禁|禁止)(?:设)?在[^，。；]*$")
_SOLD_THERE = re.compile(r"[^，。；]{0,14}?(?:储存|存放|堆放|摆卖|摆摊|售卖|销售|燃放|设点|停放)")
# 严禁组织中小学生上山扑火: who is kept out of it.
_KEPT_OUT = re.compile(r"(?:严禁|禁止|不准|不得)(?:动员|组织)[^，。；]{0,16}$")
_TO_THE_FIRE = re.compile(r"[^，。；]{0,12}?(?:上山|扑火|打火|扑救|灭火)")
_PUPILS = frozenset(("学生", "中小学生", "师生"))
# 校车 is the school's where a school or those over it are named, else a vehicle on the road.
_OF_SCHOOLS = re.compile("教育|教体|学校|学生|学期|幼儿|校园|教学|开学")
# 防溺水 and places to learn after school likewise: 校外培训机构 beside shops and homes is one more crowded place.
_ONLY_BESIDE = {
    ("school", "校车"): _OF_SCHOOLS,
    ("school", "防溺水"): re.compile("学生|学校|学期|校舍|校园|家长|家访|幼儿|开学|欺凌"),
    ("school", "校外培训机构"): re.compile("学校|中小学|学生|校舍|教育|托管|托育"),
    ("food", "食堂"): re.compile("食药|食品|食材|留样|宴席|陪餐|中毒|市场监管(?!.*(?:灶|阀|软管))"),
}
# What a rule has asked already is not weighed.
_SETTLED = frozenset((*_OF_ANOTHER, *(word for _, word in _ONLY_BESIDE)))
# 防灭火 beside 水害 or 顶板 is what a mine does against the fires of its coal.
_OF_A_MINE = re.compile(
    r"矿井|井下|井筒|巷道|瓦斯|顶板|水害|防治水|通风|采空区|采掘|采煤|掘进|煤层|煤尘|自燃|冲击地压|一通三防|机电"
)
_BARE_FIRE = ("防灭火", "防灭火工作")
# 会同公安、消防对…, 安监、消防的电话: trades that stand for their offices among offices.
_TRADES = frozenset(("消防", "交通", "水利", "电力", "供电", "旅游", "文旅", "海事", "铁路", "民航"))
_JOINED = re.compile(r"(?:会同|联合|抽调)(?:[^，。；、对]{1,8}[、和]){0,5}$")
_OFFICE = "公安|安监|质监|工商|城管|环保|国土|应急|市场监管|武警|卫健|民政|住建|综合执法"
_OFFICE_BEFORE = re.compile(rf"(?:{_OFFICE})[、和]$")
_OFFICE_BESIDE = re.compile(rf"[、和](?:{_OFFICE})(?![管理救])")
# 县医院要腾出床位: the one that is told to, and no crowded place.
_HOSPITAL = re.compile(r"[省市县区州]医院|[一-龥]{0,8}(?:人民|中心|中医)医院")
# 危化品救援、矿山救护队伍要备勤: teams that are told to stand ready.
_TEAMS = re.compile(
    r"(?:[、和][^，。；、和]{2,8}){0,3}[、和]?(?:专业)?(?:应急)?(?:救援|救护)(?:专业)?(?:队(?!伍建设|伍要配)|力量)"
    r"|[、和](?:[^，。；、和]{2,8}[、和]){0,3}[^，。；、和]{0,8}(?:救援|救护)(?:专业)?(?:队|力量)"
)
# 铁路、民航、公路部门要制定疏运方案: all of them together are the trades.
_MODES = "铁路|公路|民航|水运|水路|道路"
_MODE = frozenset(_MODES.split("|"))
_MODE_BEFORE = re.compile(rf"(?:{_MODES})、$")
_MODE_AFTER = re.compile(rf"、(?:{_MODES})")
_NEAR = 30  # code points before a word
# 交警大队要上路: whatever the traffic police are told is of the roads.
_TRAFFIC_POLICE = frozenset(("交警", "公安交警", "公安交管"))


def matter_of(title: str, taxonomy: Taxonomy) -> frozenset[str]:
    """The one sector that the title of a meeting names (全县森林防火工作会议); empty for none or several."""
    named = frozenset(slug for slug, _, _ in taxonomy.sectors_in(title))
    return named if len(named) == 1 else frozenset()


def tasks(
    text: str,
    start: int,
    end: int,
    spans: Sequence[Span],
    bodies: Sequence[BodyDraft],
    limits: Sequence[DeadlineDraft],
    taxonomy: Taxonomy,
    matter: frozenset[str] = frozenset(),
) -> Iterator[TaskDraft]:
    """One task for each sector named in `text[start:end]`, in the order of their first mention.

    In: the clauses, bodies and deadlines of the directive, all with offsets in the text, and the sector that the meeting
    is about: 防火 at a meeting on forest fires is the forest's. A task's bodies are those
    of its clause, else those named last before it; its deadline is the one of its clause, else the directive's.
    """
    first: dict[str, Mention] = {}
    mentions = taxonomy.sectors_in(text, start, end)
    named = {slug for slug, _, _ in mentions} | (matter - {"road"})  # 研究交通安全 is transport's at any meeting
    for mention in mentions:
        word, clause = text[mention[1] : mention[2]], _clause_at(mention[1], spans, (start, end))
        if word in _FORESTS_TOO and ("forest" in named or _FORESTERS.search(text, *clause)):
            if not _OF_A_HOUSE.search(text, *clause):
                if not _CREW.match(text, mention[2], end):
                    first.setdefault("forest", ("forest", *mention[1:]))
                continue
        elif _of_another(text, start, end, mention, named) or _beside_the_matter(text, start, end, mention):
            continue
        if word in _BARE_FIRE and _OF_A_MINE.search(text, start, end):
            continue
        if word.startswith("瓦斯") and _TUNNEL.search(text, *clause) and not _A_MINE.search(text, *clause):
            continue
        if word in _TRIPS and _PUPILS_THERE.search(text, *clause):
            continue
        told = word in _TRAFFIC_POLICE and not _CONFER.search(text, *clause)
        told = told or _among_modes(text, start, end, mention)
        if told or not (_OFFICE_AFTER.match(text, mention[2], end) or _in_office(mention, bodies)):
            first.setdefault(mention[0], mention)
    for slug, low, _ in _weighed(text, start, end, mentions, first):
        span = _clause_at(low, spans, (start, end))
        yield TaskDraft(slug, *span, bodies=_bodies(bodies, span), deadline=_deadline(limits, span))


def _weighed(
    text: str, start: int, end: int, mentions: Sequence[Mention], first: dict[str, Mention]
) -> Sequence[Mention]:
    """The mentions that the rules found, without those of a sector that what is around its words speaks against."""
    in_doubt = {slug for slug, low, high in first.values() if text[low:high] not in _SETTLED}
    sure = shipped_weights().probabilities(text, start, end, mentions, in_doubt) if in_doubt else {}
    return [one for slug, one in first.items() if sure.get(slug, 1.0) >= DROPPED_BELOW]


def _clause_at(at: int, spans: Sequence[Span], whole: Span) -> Span:
    """The clause in which something stands, else the `whole` directive."""
    return next((span for span in spans if span[0] <= at < span[1]), whole)


def _of_another(text: str, start: int, end: int, mention: Mention, named: set[str]) -> bool:
    """Whether a word means the other sector that is named beside it."""
    word = text[mention[1] : mention[2]]
    if not _OF_ANOTHER.get(word, frozenset()) & named:
        return False
    return not (word in _AFTER_ALL and _AFTER_ALL[word].search(text, start, end))


def _beside_the_matter(text: str, start: int, end: int, mention: Mention) -> bool:
    """Whether a sector word only says where, whom word is brought to, who is joined or who is kept out."""
    slug, low, high = mention
    word = text[low:high]
    if (slug, word) in _ONLY_BESIDE:
        return not _ONLY_BESIDE[slug, word].search(text, start, end)
    near = max(start, low - _NEAR)
    if word in _TRADES and (
        _OFFICE_BEFORE.search(text, near, low)
        or _OFFICE_BESIDE.match(text, high, end)
        or _JOINED.search(text, near, low)
    ):
        return True
    if word in _PUPILS and _KEPT_OUT.search(text, start, low) and _TO_THE_FIRE.match(text, high, end):
        return True
    if _DISTANT.match(text, high, end) or _TEAMS.match(text, high, end):
        return True
    if slug in _PLACES and _SHELTER.search(text, near, low):
        return True
    if _PASSED_ON.search(text, near, low):
        return True
    return bool(_KEPT_FROM.search(text, near, low) and _SOLD_THERE.match(text, high, end))


def _among_modes(text: str, start: int, end: int, mention: Mention) -> bool:
    """Whether a way of travelling stands beside another."""
    _, low, high = mention
    return text[low:high] in _MODE and bool(
        _MODE_AFTER.match(text, high, end) or _MODE_BEFORE.search(text, max(start, low - _NEAR), low)
    )


def _in_office(mention: Mention, bodies: Sequence[BodyDraft]) -> bool:
    """Whether a sector word is part of the name of an office: 区消防大队要组织专班 is no task of fire safety."""
    return any(
        body.start <= mention[1]
        and mention[2] <= body.end
        and not body.inherited
        and not body.name.endswith("项目部")
        and (OFFICIAL.search(body.name) or SHORT.fullmatch(body.name) or _HOSPITAL.fullmatch(body.name))
        for body in bodies
    )


def _bodies(bodies: Sequence[BodyDraft], span: Span) -> tuple[BodyDraft, ...]:
    inside = tuple(body for body in bodies if not body.inherited and span[0] <= body.start < span[1])
    if inside:
        return inside
    before = [body for body in bodies if body.inherited or body.start < span[0]]
    return tuple(before)


def _deadline(limits: Sequence[DeadlineDraft], span: Span) -> DeadlineDraft | None:
    inside = [limit for limit in limits if span[0] <= limit.start < span[1]]
    return next(iter(inside or limits), None)
