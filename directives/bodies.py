"""Who is told to do it: the grammatical addressees of an instruction, as printed.

The rules are those of the sentence: a noun phrase that names a body (`names.is_body`) is an addressee where it is
the subject of 要, 必须 and their like or of the instruction's first verb, where it stands between 由 and 牵头,
between 要求 or 请 and a verb, after 会同, or before 配合.
"""

import re
from collections.abc import Iterator

from directives.befallen import those_told
from directives.cues import FORBID, FORECAST, LINK, MUST, OPENING, ROW, SHALL
from directives.drafts import BodyDraft, BodyRole
from directives.listed_bodies import VAGUE, bodies_listed, members
from directives.names import (
    BARE_SUBJECTS,
    LAST_LETTERS,
    SHORT,
    is_body,
    may_end,
)
from directives.sentences import Span
from directives.verbs import ADVERBS, VERBS
from meetings.gazetteer import BARE, FULL, WITHIN, all_places
from meetings.place_names import SHORTENED, WORDS
from meetings.places import find_region

_MODAL = re.compile(
    rf"(?:{SHALL}|{MUST}|{FORBID}|一律|只[能准许](?!是|说)|则?请(?=(?:{ADVERBS})*(?:{VERBS}))|牵头(?!单位|部门)|负责(?!人|同志|制|任))"
)
_TIME = (
    r"(?:"
    r"(?:在|于|到)?(?![的、])[^，。；]{0,12}?(?:期间|之前|以前|前|之后|后|之内|以内|内|时|(?<![\d一二两三四五六七八九十余])起|(?<![集其])中|底)"
    r"|每[^，。；]{1,5}|[这本下]个?(?:星期|周|月)|当前|目前|今后|近期|近日|接下来|下一步|会后|立即|立刻|随时|[今明]天(?:上午|下午|晚上|中午)?"
    r"|今[晚夜]|当[天日晚]|明早|连夜|夜间|白天|平时|冬天|夏天|雨天|节假日|周末|这(?:几|两)天|这段时间|这个[月周]|(?:雾|雨|雪|大风|冰雪|高温|恶劣)天气?"
    r"|(?<![主入进])(?:雨|汛|冬|夏|旱|枯水|暑)[季期]"
    r")"
)
_LEAD_IN = re.compile(
    rf"(?:第[一二三四五六七八九十百零〇\d]{{1,5}}条，?|{OPENING}|{LINK}|[—－-]+|“(?!〇)|当然|其他|[、，]|希望|特别是|这个(?=[一-龥]{{1,6}}[厅局委办]要)|各位|同日|这是|一方面|另一方面|根据[^，]{{2,12}}|\s|(?:从|自)[^，、]{{1,10}}(?<=[日号月天时])起|即日起|(?:在)?(?!务必|必须|(?:{ADVERBS})*(?:落实|加强|做好|抓好|强化|执行|保障|确保|严格|维护)|[^，、期]{{0,6}}(?:负责人|人员|企业|公司|单位|干部|队伍|司机|驾驶员|船员|学校|医院))[^，、要须各局委厅办部级司场矿]{{2,10}}(?:期间|之前)|(?:会后(?!部|处|期)|会前|散会后|会议一结束|回去以?后)(?=[^，。；]{{2,12}}?(?:全部|一律|要|必须)|各|全|所有|[省市县区州]安)|[今明]天(?:上午|下午|晚上|中午)?(?![内之以前])|(?:退水|[雨雪灾节汛])后(?=[企各全市县镇村])|今晚|明早|[一-龥]{{2,4}}时段(?=[各校县市区])|年底前|(?:\d{{1,2}}月(?:\d{{1,2}}日|底)?|\d{{1,2}}日(?:\d{{1,2}}时)?)(?:之前|以前|前)(?=所有|全[省市县区]|各|[省市县区镇][一-龥]{{1,8}}[局委办厅队]要)|(?:春节|元旦|国庆|中秋|五一|端午|清明|节|汛|假)前(?!后|夕)|(?:今年|明年|本月|下个?月|[上下]半年|[一二三四]季度|年内)(?=各)|[\d一二三四五六七八九十]{{1,2}}月底前)*"
)
# What may stand between a subject and its 要: the 等 of a list, adverbs, times, prepositional phrases.
_PREPOSITION = rf"(?:在(?!座|京|建|校|岗|职)|从(?!业|事)|于|自(?!然|治|贸|建|救|来)|针对|按照?|根据|对(?!外|口)|围绕|结合(?!部)|作为|以(?!及|上|下|内|前|后)|为(?!民)|因|把|将(?!{FORECAST})|遇(?!险|难)|出现|发现|本着|会同|联合(?!会|体)|组织(?=[^，]*队伍)|如)"
# 井下, 夜间值班, 动火作业: at what work, in which case, how many of them.
_FRAMES = (
    r"(?:特别|尤其)是[^，]*|井下|一[步刻分]|开停车|复工复产|复产复工|复工|复产|试生产|检修|进场|都|也|还|均|既|更|又|则|就|再|首先|至少|一[个处家]也|一律"
    r"|一定|真正|(?:相互|彼此)?之间|[\d一二三四五六七八九十百]{1,4}(?:余|多)?[人名]|(?:排查|整改|落实|检查|整治|自查)(?:情况|结果|清单|方案|报告)"
    r"|(?:(?:夜间|白天|节假日|日常|连续|入户)?(?:安检|值班|值守|备勤|用车|用工|用火|用电|用气|进货|采购|施工|作业|经营|营业|驾驶|出车|行车|出海|航行|放假|开学))"
    r"|(?:入仓|清仓|进罐|动火|高处|登高|吊装|动态)(?:作业|监控)|千万|没有?接到[^，。；]{2,16}|租用?车辆?|回去(?:以?后)?|外出|离岗|请假|出差|离开[^，。；]{2,6}|(?:不|未)?(?:放假|停产|停工|复工|复产|营业|开工)的|未经[^，。；的]{1,14}|原则上|分别|共同|具体|[一二三四五六七八九十]是?$|\s"
)
_BETWEEN = re.compile(rf"等?(?:{ADVERBS}|{_FRAMES}|{_TIME}){{0,6}}(?:{_PREPOSITION}[^，]*)?")
# What those do who are told, beside the verbs of orders.
_DOES = (
    r"(?:在|于)[^，。；]{2,24}?(?:设立|设置|设卡|布控|执勤|值守|加密|巡逻|劝返|(?:全部|一律)停)|各[签派包抓出]|派[人记]|收摊|搞|先自|列出|碰头"
    r"|直接[到去下]|进村|闻令|不予|对(?!外|口|此|于)[^，。；了提]{2,24}$|去(?:对接|协调|抽查|暗访|督查|检查|回访|验收|核查)|回去(?:以?后)?就"
    r"|到[^，。；]{1,8}?来?(?:说清楚|作(?:出)?(?:检讨|说明)|说明情况)|(?:[\d一二两三四五六七八九十]{1,3}[天日周](?:之|以)?内|连夜)召开"
    r"|备[好齐]|清[掏扫]|通知到|(?:24小时|二十四小时|全天候?|集中|时刻|随时)?(?:待命|坐镇)|(?:具体|一线|亲自)抓(?![好紧住])|与[^，。；]{1,6}同[下上]同[上下]|从[^，。；]{1,8}(?:开始|起)$|取消(?:外出|休假|出差)"
    r"|按[^，。；]{1,8}上岗|(?:全部|一律)(?:到[位岗]|撤[离到出]|上岸|签|返回?|开门)"
    r"|(?:在|于)[^，。；]{2,16}?(?:前|内|底)(?:召?开|举[办行]|拿出)|在岗在位|(?:到点)?到岗(?!率)|亲力亲为|沉[到下入]"
    r"|到[^，。；]{1,8}(?:报到|值守|备勤)|立即撤|马上撤|应撤尽撤|该撤就撤|(?:一家一家|一户一户|逐家逐户)[盯查看]|滚动(?=播)|一起(?:上|抓|查|干)"
    r"|全部下到|按[^，。；]{0,8}下沉|(?:分别)?(?:派出(?!所|机构|机关)|包(?=[\d县镇村户矿]))"
    r"|(?:[一两三四五六七八九十半]{1,2}|\d{1,2})(?:天|日|周|个?月|个?小时)(?:一(?!次)|报|查|巡)|成立(?!于|以来)|负[总全主]|把"
    r"|将(?=[^，]{2,20}(?:(?<!通)报|送|纳入|列入|列为|移交|传达))|按(?=职责|分工|规定|程序|预案|[^，]{2,16}(?:比例|标准|频次|方式))"
    r"|(?:针对|根据|结合)[^，]*$|提供|为[^，。；]{0,12}责任人$|接到?[^，]{0,8}(?:通知|预警|指令|报告)[^，]{0,2}后|一律"
    r"|不(?![低少多]于|超过|足|在|到[位场]|够|力|合格|清楚|签|同意)|至少|组成(?=[\d一二三四五六七八九十]+个)"
    r"|(?<=部门)抓(?![好紧住到了出])|(?:在[^，。；]{0,4}会场)?接着开(?!了)"
    r"|派(?=[\d一二两三四五六七八九十]+[个名人支])|每个?(?:[月周天日季年半班旬]|学期)|按[日周旬月季](?:通报|调度|上?报)"
)
_VERB_AFTER = re.compile(
    rf"(?:[一二三四五六七八九十]是)?(?!组织(?:收看|收听|观看|召开|参加))(?:{_TIME})?"
    rf"(?:对(?!外|口)[^，]{{2,24}}?(?=(?:{ADVERBS})(?:{VERBS})|做到|开展|进行|实施|实行|不予|负[总全主直]))?"
    rf"(?:(?:以|通过|利用|采取)[^，]{{2,24}}(?:方式|形式|手段|标准|态度))?(?:(?:{ADVERBS})地?)*"
    rf"(?:{VERBS}|{_DOES})"
    r"(?!(?<=负责)人|率|(?<!抽调)(?<!调集)(?<!增派)(?:人员|站点|力量|队伍|部门|单位|机构))"
)
_PIVOT = re.compile(
    r"(?:(?<![的新])(?<!工作)(?<!有关)(?<!部署)(?<!提出)要求|强调(?=各|全[省市县区][上各])|责成|责令|命令|叮嘱|嘱咐|告诫|敦促|部署(?=各)|(?<![的》])通知(?=各|有关|相关|全)|(?<![申聘邀提恳报])请(?!示|求|假|勿|大家)|希望|(?:(?<=[，；。])|^)(?:(?:要|积极|大力))?(?:鼓励|支持))"
)
# 区防办向各街道发出通知，要求…: who is written to is told.
SENT_TO = re.compile(
    r"[向给]([^，。；]{2,30}?)(?:发出|发送|下发|印发|制发|发了|发)[^，。；]{0,12}(?:通知|函|通报|电报|明电|指令|提示)$"
)
# 市长对各乡镇提出三点要求：一是…: a list and whom it is given to.
_GIVEN_TO = re.compile(
    r"(?<!面)(?<!针)[对向给]([^，。；：对向给]{2,30}?)(?:又|再次|还|分别|也|再)?(?:提出|[作做]出?|提|讲|明确|强调|部署|安排|布置)了?[^，。；：]{0,16}："
)
# 县领导包镇、村干部包户: who takes what.
_TAKES = re.compile(
    r"(?:(?<![一-龥])|(?<=由))((?!由)[一-龥]{1,4}(?:领导|干部|书记|党员|班子成员)|[副市县区镇乡村]{1,2}长|护林员|网格员)包(?:[县镇乡村组段垸堤坝户片企矿校库路山点]|[保联抓](?=[^，])(?!责任|制))"
)
# 村支书是第一责任人，企业老板是第一责任人: who answers for it is told so.
_ANSWERS = re.compile(r"(?<![^，。；：])([^，。；：是]{2,24})是[^，。；是]{0,14}第一责任人")
# 要求各镇、各部门：一是…; 各市要重点做好四件事：第一，…
_LISTED_FOR = re.compile(
    rf"(?:^|[，。；])(?:会议|并|还|他)?要求(?P<asked>[^，。；：]{{2,30}})：(?={OPENING})"
    rf"|(?:^|，)(?P<told>[^，。；：]{{2,24}}?)要(?:{ADVERBS})*(?:做好|抓好|办好|把握好|做到|落实)[^，。；：]{{0,6}}(?:件事|项|条|点|个方面)[^，。；：]{{0,4}}：(?={OPENING})"
)
# 3.市水务局：清淤河道；检修闸门。 whose items follow.
_HEADED = re.compile(
    rf"{OPENING}(?!责任|牵头|配合|主办|协办)(?P<headed>[^，。；：]{{2,20}}(?<=[局委厅办部队司院校业位道镇乡区]))："
)
_TELLS = re.compile(r"(?:并|还|再次|又)?(?:要求|责成|责令|敦促)")
_AFTER_PIVOT = re.compile(
    rf"(?:{ADVERBS}|一定|首先){{0,6}}(?:[对把将于在按从以要必应须不切特通参](?!座)|严禁|务必)|(?:分别|各自)(?:{VERBS})|{_TIME}|$"
)
_BY = re.compile(r"(?<![自理事缘])(?<!不能)(?<!不得)(?<!不准)由(?!于|此|点)")
# 由专业队伍实施 says how it is done, 由乡镇政府签单 who must do it.
_ASSIGNABLE = re.compile(r"^(?!专业)[^的]*$")
_WHOEVER = re.compile(
    r"[厅局委部院校县市区镇]?(?:主要|分管|单位|企业|有关|相关)?(?:领导|领导干部|负责同志|负责人|法定代表人|班子成员|矿长|厂长|用户|业主|户主)"
)
_IN_PERSON = re.compile(r"(?:亲自)?(?:带队|带头|挂帅|担?任|签[字名批])")
_LEADS = re.compile(r"(?:等)?(?:部门|单位)?(?:牵头|主办|负责|组织|统筹)")
_WITH = re.compile(r"(?:[、，和])?([^，。；]{2,40}?)等?(?:配合|参与|参加|协办|协助|协同|落实|负责)(?=$|[，。；|\s\d])")
_JOINED = re.compile(r"(?<!组成)(?:会同|联合)([^，。；]{2,40})")
_LABEL = re.compile(
    r"(责任|牵头|配合|落实|主办|协办)(?:单位|部门|科室|处室)[：:]\s*"
    r"((?:(?!(?:责任|牵头|配合|落实|主办|协办|完成|整改|办理)?(?:单位|部门|科室|处室|时限|时间|期限|责任人)[：:])"
    r"[^）)】\]；;。\n]){2,120})"
)
_LABEL_ROLES = {"牵头": BodyRole.LEAD, "主办": BodyRole.LEAD, "配合": BodyRole.COOPERATE, "协办": BodyRole.COOPERATE}
_LISTED = re.compile(r"[^、，,\s]+")
# 各燃气企业是责任主体，要…, 各单位接到举报，都必须…: the subject stands before the copula, or before what may happen.
_NAMED_AS = re.compile(
    r"(?:是|作为|身为)(?!否)|(?:离开|外出|出差|请假)[^，]{0,8}的$|(?:凡是?)?(?:没有|未)[^，]{2,30}的$|(?<=.)(?:停[产工]放假|放假|复工|进入|使用|从事)[^，]{0,16}的$|(?:一旦|在)?(?:接到|收到|发现|遇到|遇有)"
)
# 公安部门，刚才已经部署了，牵头…; 各采石场，6月1日前，凡是没有放炮员的，一律停产
_INSERTED = re.compile(
    r"(?:刚才|前面|之前|昨天)[^，]*了$|(?:凡是?)?(?:没有|未)[^，]{2,30}(?:的|签字|验收|批准|许可)$|\d[^，]{1,10}(?:以前|之前|前|起)$"
)
_OFFICE_ENDS = frozenset("局委厅办部会处科所队站院校社司矿厂）")
# 无证的煤矿，乡镇政府必须关闭: the clause before names what is acted upon.
_WATCHED = re.compile(r"的[^的]{0,6}(?:煤矿|矿井|矿山|采石场|小煤窑|车辆|船舶|渔船|项目|工地|场所)$")
# 渔船遇大风不得出海: what happens to them is the matter.
_ONLY_WHOLE = frozenset(("渔船", "水库", "平台"))
# 值守人员不得少于两人: how many there are to be.
_HOW_MANY = re.compile(r"[少低]于[\d一二两三四五六七八九十]{1,3}[人名]")
_BARE_TIERS = re.compile(r"[省市县区乡镇村、]+")
# 学校周围五十米内, 各级值班电话: a place or a thing, and not they.
_NOT_OF_THEM = re.compile(
    r"范围|周[围边]|附近|门[口前]|(?:值班|值守|应急|报警|举报)?电话|(?:人员)?(?:装备|物资|车辆|机具)"
)
_TOPIC = re.compile(r"的(?:问题|隐患|事项|线索|意见)?$")
_FORETELLS = ("预测", "预报", "预计")  # 气象部门预测降水偏多: no order
_GOES_ON = {
    "会": frozenset("中上后前议"),
    "委": frozenset("会办员"),
    "监": frozenset("科站局员办"),
    "电": frozenset("话力站网台梯器动工"),
    "民": frozenset("用宅房"),
    "区": frozenset("域"),
    "组": frozenset("织长建成装"),
    "处": frozenset("于在理置罚分境"),
    "部": frozenset("署分位门"),
    "局": frozenset("部势面"),
    "及": frozenset("时"),
    "乡": frozenset("镇建"),
    "急": frozenset("管救值"),
    "防": frozenset("救"),
    "车": frozenset("间站队辆"),
    "县": frozenset("区"),
    "利": frozenset("站局厅工枢设"),
    "管": frozenset("局理委站所辖控"),
    "学": frozenset("校生员院前习区"),
    "工": frozenset("作地程业"),
    "厂": frozenset("矿"),
    "股": frozenset("室长份"),
    "线": frozenset("险路上"),
}
# 平台要提醒、交警要查处: where the next may begin who is told.
_AND_ANOTHER = re.compile(r"、(?=[^、，。；]{2,10}?(?:(?<![主重需])要|必须))")
# 华北、东北要抓紧检查: parts of the country stand for those who govern there.
_PARTS = frozenset(("东北", "华北", "华东", "华南", "华中", "西北", "西南"))
_PART_OF = re.compile(r"(?<=..)[东西南北中]{1,2}部$")  # 吉林东部
# No place begins with any other two letters, those included that are shortened: a quick test before the names.
_PLACES_BEGIN = frozenset(name[:2] for name in (*(place.name for place in all_places()), *SHORTENED, *_PARTS))
_LOOK_BACK = 3  # clauses: 各区，各部门，各单位在会后要…
_LONGEST_PLACE = 15  # code points: 双江拉祜族佤族布朗族傣族自治县
_LONGEST = 44  # code points of a printed list


def bodies(blanked: str, spans: list[Span], offset: int, text: str | None = None) -> list[BodyDraft]:
    """The addressees of one instruction, in order, each once.

    In: the instruction with quotations blanked out, its clauses, where it begins in the text, and the instruction
    as printed (names are taken from it). Out: spans in code points of the tidied text.
    """
    found: dict[str, BodyDraft] = {}
    drafts: list[BodyDraft] = []
    for number, span in enumerate(spans):
        told = _of_clause(blanked, spans, number, span)
        if told and _TELLS.match(blanked, *span) and not _MODAL.search(blanked, spans[0][0], span[0]):
            drafts = []  # 市安委办印发通知，要求各地…: who tells is not told
        if (sent := SENT_TO.search(blanked, *span)) and not _MODAL.search(blanked, spans[0][0], span[1]):
            told = bodies_listed(blanked, *sent.span(1), BodyRole.ADDRESSED)
        drafts += told
        if told and "、" in blanked[told[-1].end : span[1]]:
            drafts += _joined_on(blanked, told[-1].end, span[1])
        drafts += [BodyDraft(m[1], BodyRole.ADDRESSED, *m.span(1)) for m in _TAKES.finditer(blanked, *span)]
        if answers := _ANSWERS.search(blanked, *span):
            low = _after_lead_in(blanked, *answers.span(1))
            drafts += bodies_listed(blanked, low, answers.end(1), BodyRole.ADDRESSED)
    if ROW.match(blanked):
        drafts += [draft for low, high in spans[1:] for draft in _longest(blanked, low, high, BodyRole.ADDRESSED)]
    ends: dict[int, int] = {}
    for draft in drafts:
        ends[draft.start] = max(draft.end, ends.get(draft.start, 0))
    drafts = [draft for draft in drafts if draft.end == ends[draft.start]]  # 全市停产的企业, not 全市 too
    for draft in those_told(drafts, blanked) + (list(_labelled(text)) if text else []):
        if draft.name not in found or draft.role != BodyRole.ADDRESSED:
            found[draft.name] = draft
    return [
        BodyDraft(
            (text or blanked)[draft.start : draft.end] if "〇" in draft.name else draft.name,
            draft.role,
            draft.start + offset,
            draft.end + offset,
        )
        for draft in sorted(found.values(), key=lambda draft: draft.start)
    ]


def given_to(blanked: str, lead_end: int) -> list[BodyDraft]:
    """Whom a list is given to, said before its colon. In: a sentence, and where what is said in it begins."""
    colon = blanked.find("：")
    if 0 < colon < _LONGEST and not lead_end and (headed := _HEADED.match(blanked)):
        return bodies_listed(blanked, *headed.span("headed"), BodyRole.ADDRESSED)
    if colon >= 0 and (listed := _LISTED_FOR.search(blanked, 0, colon + 8)):
        return bodies_listed(blanked, *listed.span(listed.lastgroup or 0), BodyRole.ADDRESSED)
    if colon < 0 or 0 < lead_end < colon:
        return []
    match = _GIVEN_TO.search(blanked, 0, colon + 1)
    return bodies_listed(blanked, *match.span(1), BodyRole.ADDRESSED) if match else []


def _labelled(text: str) -> Iterator[BodyDraft]:
    """（责任单位：市住建局、各县区；配合单位：市商务局）: who answers for it, after the instruction."""
    for match in _LABEL.finditer(text):
        role = _LABEL_ROLES.get(match[1][:2], BodyRole.ADDRESSED)
        for piece in _LISTED.finditer(text, *match.span(2)):
            if is_body(piece[0]) or SHORT.fullmatch(piece[0]):
                yield BodyDraft(piece[0], role, piece.start(), piece.end())


def _of_clause(blanked: str, spans: list[Span], number: int, span: Span) -> list[BodyDraft]:
    return (
        list(_assigned(blanked, span))
        or _after_pivot(blanked, span)
        or _with_joined(blanked, span, _subject(blanked, spans, number, span))
    )


def _joined_on(blanked: str, start: int, end: int) -> list[BodyDraft]:
    """平台要提醒、交警要查处: who is told after a 、 in the same clause."""
    return [
        draft
        for match in _AND_ANOTHER.finditer(blanked, start, end)
        if _MODAL.search(blanked, start, match.start())
        for draft in _subject(blanked, [(match.end(), end)], 0, (match.end(), end))
    ]


def _after_lead_in(blanked: str, start: int, end: int) -> int:
    """Where a clause begins after its number and its links: 一是, 同时, 年底前."""
    match = _LEAD_IN.match(blanked, start, end)
    return match.end() if match else start


def _assigned(blanked: str, span: Span) -> Iterator[BodyDraft]:
    """由X牵头、Y参加; and Y配合 in a clause of its own."""
    start = span[0]
    for match in _BY.finditer(blanked, *span):
        drafts = _longest(blanked, match.end(), span[1], BodyRole.LEAD)
        if drafts and _ASSIGNABLE.search(drafts[-1].name) and not _in_person(blanked, drafts[-1], span):
            yield from drafts
            lead = _LEADS.match(blanked, drafts[-1].end, span[1])
            start = lead.end() if lead else drafts[-1].end
    with_it = _WITH.match(blanked, _after_lead_in(blanked, *span) if start == span[0] else start, span[1])
    if with_it and (start > span[0] or not _MODAL.search(blanked, span[0], with_it.end(1))):
        role = BodyRole.LEAD if blanked.startswith("负责", with_it.end(1)) else BodyRole.COOPERATE
        yield from _bodies_at(blanked, *with_it.span(1), role)


def _in_person(blanked: str, draft: BodyDraft, span: Span) -> bool:
    """由主要领导带队, 由负责人签字: how those who are told do it."""
    return bool(_WHOEVER.fullmatch(draft.name) and _IN_PERSON.match(blanked, draft.end, span[1]))


def _longest(blanked: str, start: int, end: int, role: BodyRole) -> list[BodyDraft]:
    """The longest list of bodies at `start`, whatever follows it."""
    for high in range(min(end, start + _LONGEST), start + 1, -1):
        if blanked[high - 1] in LAST_LETTERS and not _within_word(blanked, high):
            drafts = bodies_listed(blanked, start, high, role)
            if drafts:
                return drafts
    return []


def _after_pivot(blanked: str, span: Span) -> list[BodyDraft]:
    """The body between 要求, 请 or 鼓励 and what it is to do: the longest that something to do follows."""
    match = _PIVOT.search(blanked, *span)
    if not match or match[0] == "部署" and _MODAL.search(blanked, span[0], match.start()):
        return []  # 住建厅要部署各地排查: told to have it done
    last = span[1] - (match[0].endswith(("鼓励", "支持")))  # 支持贫困村: for whom, and not who
    for end in range(min(last, match.end() + _LONGEST), match.end() + 1, -1):
        if (
            blanked[end - 1] in LAST_LETTERS
            and not _within_word(blanked, end)
            and (_AFTER_PIVOT.match(blanked, end, span[1]) or _VERB_AFTER.match(blanked, end, span[1]))
        ):
            drafts = bodies_listed(blanked, match.end(), end, BodyRole.ADDRESSED)
            if drafts:
                return drafts
    return []


def _subject(blanked: str, spans: list[Span], number: int, span: Span) -> list[BodyDraft]:
    start = _after_lead_in(blanked, *span)
    modal = _MODAL.search(blanked, start, span[1])
    if modal is None:
        return _bare_subject(blanked, start, span[1])
    leads = modal[0] == "牵头" or blanked.startswith("牵头", modal.end()) or modal[0].startswith("负责")
    role = BodyRole.LEAD if leads else BodyRole.ADDRESSED
    own = _bodies_at(blanked, start, modal.start(), role)
    # 水库一律空库 is said of the water, 水库要服从调度 to those who keep it.
    bare = next(_bare_at(blanked, start, modal.start()), "")
    if not own and bare and not (bare == "水库" and modal[0] == "一律"):
        own = [BodyDraft(bare, role, start, start + len(bare))]
    if own and own[-1].end == modal.start() and _HOW_MANY.match(blanked, modal.end()):
        return []
    if [draft.name for draft in own] in (["交通"], ["消防"]):
        return []  # 交通不能断, 消防要紧盯场所: the traffic, the matter
    if own or _BETWEEN.fullmatch(blanked, start, modal.start()):
        earlier = _earlier(blanked, spans, number, role)
        # 连续两月排末位的乡镇，书记要作检讨: the clause before says whose.
        whose = own and all("的" in draft.name for draft in earlier)
        return own if whose or own and all(_WATCHED.search(draft.name) for draft in earlier) else earlier + own
    return []


def _bare_at(blanked: str, start: int, end: int) -> Iterator[str]:
    """学校, 属地: nouns that are addressed only as the whole subject of 要, with no more between than a time or a case."""
    for length in (2, 3, 4):
        name = blanked[start : start + length]
        rest = start + length
        if name in BARE_SUBJECTS and (
            rest == end or name not in _ONLY_WHOLE and _BETWEEN.fullmatch(blanked, rest, end)
        ):
            yield name


def _bodies_at(blanked: str, start: int, end: int, role: BodyRole) -> list[BodyDraft]:
    """The longest list of bodies at `start` with nothing after it up to `end` but adverbs, times and the like."""
    for high in range(min(end, start + _LONGEST), start + 1, -1):
        if may_end(blanked, high) and (high == end or _ends_here(blanked, high, end)):
            drafts = bodies_listed(blanked, start, high, role)
            if drafts:
                return drafts
    return _places(blanked, start, end, role)


def _within_word(blanked: str, high: int) -> bool:
    """Whether the last letter before `high` goes on: the 会 of 会后 and the 处 of 处于 are no body's."""
    return blanked[high : high + 1] in _GOES_ON.get(blanked[high - 1], ())


def _ends_here(blanked: str, high: int, end: int) -> bool:
    """Whether a name may end at `high`; 保护区内 is a place."""
    if blanked[high] in "内里外上、和" or _NOT_OF_THEM.match(blanked, high) or _within_word(blanked, high):
        return False
    return bool(_BETWEEN.fullmatch(blanked, high, end))


def _earlier(blanked: str, spans: list[Span], number: int, role: BodyRole) -> list[BodyDraft]:
    """Subjects set off by commas: 各区，各部门，各单位在会后要…; 各级各部门，一定要…"""
    found: list[BodyDraft] = []
    for low, high in reversed(spans[max(0, number - _LOOK_BACK) : number]):
        begin = _after_lead_in(blanked, low, high)
        named = _NAMED_AS.search(blanked, begin, high)
        drafts = _bodies_at(blanked, begin, named.start() if named else high, role)
        if named and named[0] == "是" and not all(is_body(draft.name) for draft in drafts):
            break  # 青海是高原省份，要…
        if not drafts and not found and _INSERTED.match(blanked, low, high):
            continue
        if not drafts:
            break
        found = drafts + found
    return found


def _bare_subject(blanked: str, start: int, end: int) -> list[BodyDraft]:
    """商务、市场监管部门密切协作: a list of bodies at once followed by what they do."""
    found: list[BodyDraft] = []
    reach = end
    for high in range(start + 2, min(end, start + _LONGEST)):
        if high > reach:
            break
        if (
            blanked[high - 1] in LAST_LETTERS
            and (does := _VERB_AFTER.match(blanked, high, end))
            and not blanked.startswith("了", does.end())  # 安委办通报了情况: told, not ordered
            and not _within_word(blanked, high)
            # 企业瞒报的，…; 督查组反馈的问题，…: whom or what it befalls
            and not (blanked[high] != "对" and _TOPIC.search(blanked, high, end))
            and not does[0].startswith(_FORETELLS)
        ):
            # 应急 in 应急管理局 is no body of its own; 县乡村协调联动 says at which tiers.
            drafts = (
                []
                if SHORT.fullmatch(blanked, start, high)
                or (_BARE_TIERS.fullmatch(blanked, start, high) and not blanked.startswith("每", high))
                else bodies_listed(blanked, start, high, BodyRole.ADDRESSED)
            )
            if drafts and (not found or blanked[high - 1] in _OFFICE_ENDS):
                found = drafts
                if blanked[high - 1] not in "省市县区州镇乡":
                    break
                reach = min(reach, does.end())  # 青岩县应急局即日起…: not the county alone
    return found


def _with_joined(blanked: str, span: Span, subjects: list[BodyDraft]) -> list[BodyDraft]:
    """X会同Y做…: Y has a part in it where it is named; 会同有关部门 names nobody, X要会同Y tells X alone."""
    match = _JOINED.search(blanked, *span) if subjects else None
    if not match or _MODAL.search(blanked, span[0], match.start()):
        return subjects
    for high in range(min(match.end(1), match.start(1) + _LONGEST), match.start(1) + 1, -1):
        if blanked[high - 1] in LAST_LETTERS and (
            high == match.end(1)
            or _MODAL.match(blanked, high, span[1])
            or _VERB_AFTER.match(blanked, high, span[1])
            or _BETWEEN.fullmatch(blanked, high, span[1])
        ):
            drafts = bodies_listed(blanked, match.start(1), high, BodyRole.COOPERATE)
            if drafts:
                vague = VAGUE.search(blanked, match.start(1), high) and not _MODAL.match(blanked, high)
                return subjects if vague else subjects + drafts
    return subjects


def _is_shared_name(name: str) -> bool:
    """Whether several places are called so (梨树), or a place whose name is a word as well (天水)."""
    return any(name in names for names in (BARE, FULL, WITHIN, WORDS))


def _places(blanked: str, start: int, end: int, role: BodyRole) -> list[BodyDraft]:
    """北川、平武要…: places of the country by their short names stand for their governments."""
    if blanked[start : start + 2] not in _PLACES_BEGIN:
        return []
    for high in range(min(end, start + _LONGEST), start + 1, -1):
        if high < end and not _BETWEEN.fullmatch(blanked, high, end):
            continue
        items = members(blanked, start, high)
        several = len(items) > 1  # 梨树、双辽: a name of several counties is plain beside another
        if all(
            stop - low <= _LONGEST_PLACE
            and (
                blanked[low:stop] in _PARTS
                or find_region(_PART_OF.sub("", blanked[low:stop]))
                or (several and _is_shared_name(blanked[low:stop]))
            )
            for low, stop in items
        ):
            return [BodyDraft(blanked[low:stop], role, low, stop) for low, stop in items]
    return []
