"""What a body is called: the nouns that end the name of a department, a government, an enterprise, a group."""

import re

from directives.verbs import ADVERBS, VERBS

# Nouns that make whatever stands before them an addressee (各有关部门, 燃气经营企业, 主要负责同志).
_GROUP_HEADS = (
    "部门|单位|机构|机关|企业|公司|集团|党委政府|党委、政府|党政领导干部|党委|党组|党支部|党组织|政府|人民政府|委员会|管委会|居委会|村委会|办公室|安委会|安委办|指挥部|防指|防总|防办"
    "|领导小组|工作专班|专班|工作组|调查组|专家组|督导组|检查组|专委会|专业委员会|工作专责组|地区|地方|各地|街道办事处|街道|办事处|乡镇|社区|园区|工业园区|板块|开发区|高新区|新区|片区|库区"
    "|同志|负责人|责任人|实际控制人|法定代表人|主要负责人|一把手|领导|领导干部|领导班子|领导成员|干部|干部职工|党员|党员干部|书记|省长|市长|县长|区长|镇长|乡长|局长|班子成员|成员|成员单位|人员|员工|职工|工作者|从业人员|经营者|经营户|业主|商户|用户|居民|群众|村民|家长|师生|学校|幼儿园|医院|景区|矿山|煤矿|电厂|工地|项目部|项目|车间|班组"
    "|队伍|支队|大队|总队|中队|派出所|中心|行业|系统|战线|上下|各方|各方面|有关方面|相关方面|方面|主体|协会|商会|媒体|电视台|驾驶员|船东|船长|工会|团委|妇联|志愿者|门诊|航空公司|运营商|银行|三级|四级|层级|各级|部委|央企|国企|兵团|师市|团场|场站|码头|港口|客运站|网格员|管理员|监管员|安全员|护林员|联合体|经营场所|生产经营单位|大家庭"
)
# One-letter nouns need a name before them; some words end alike and are no body.
_OFFICE_HEADS = "局|厅|委|部|办|署|院|会|省|市|县|区|旗|州|盟|镇|乡|村|组|站|所|队"
_NO_BODY = re.compile(
    r"(?:机会|社会|会议|大会|全会|不会|开会|年会|都会|才会|就会|将会|例会|两会|学会|体会|领会|晚会|全部|局部|内部|外部|底部|顶部|头部|深部|结局|大局|全局|布局|格局|开局|僵局|到处|好处|深处|处处|四处|之处|用处|益处"
    r"|灾区|疫区|误区|禁区|盲区|小区|景区|库区|城市|超市|上市|县市|楼市|早市|小组|一组|所所|场所|有所|无所|车站|网站|电站|一站|排队|部队|法院|剧院|影院|小队|学科|学院|集市|夜市|股市|推委|原委|主办|举办|督办|承办|交办|查办|批办|经办|转办|盯办|快办|速办|会办|催办|协办|一办|重要部|方位|责任区|分区|辖区|城区|山区|林区|牧区|社区的|时区)$"
)
_BODY = re.compile(rf"(?:[各全][省市县区镇乡村局委办院校厂矿企州盟旗]|.*(?:{_GROUP_HEADS})|.{{2,}}(?:{_OFFICE_HEADS}))$", re.DOTALL)
_NOT_IN_NAME = re.compile(
    r"[对把将被了着使让没]|(?<!所)有(?![关限色])|在(?!座|京|职|建|校|岗)|是|进行|开展|加强|落实|推进|确保|通过|按照|根据|针对|结合|围绕|实现|存在"
    r"|发生|造成|涉及|要求|强调|指出|督促|做好|抓好|我们|你们|他们|自己|大家"
)
# Verbs and adverbs before the name: 推动企业, 督促学校, 严格执行领导干部… name nobody who is told to act. Some verbs are
# nouns too and may begin a name: 监管部门, 建设单位, 组织部门, 综合部门.
_VERB_FIRST = re.compile(
    r"(?!(?:监管|监督|管理|建设|施工|生产|经营|教育|督查|督导|检查|监测|执法|宣传|服务|应急|救援|抢险|培训|审批|审核|运营|运行|使用|养护|维护|检验|检测|保障|重点|综合|联合|长期|研究|组织|统筹|主管|牵头|配合|协调|安置|防汛|防火|指挥|治理|改革|发展|清运|设计|储备|值班|整治|巡查|调度|处置|消毒|保养|安全有序)(?:部|单位|企业|机构|机关|委|局|厅|院|所|中心|组|办|人员|员|队|办公室|等|主体|主管|经营|施工|领导|协调|专项|指挥|党|公司|中央|、|监理|管理|建设|储存|使用|运输))"
    rf"(?:(?:{ADVERBS})(?<=..)|{VERBS}|[向给为并对把由请和与及等其此该这那每以做抓到从派进让使])"
)
OFFICIAL = re.compile(r"(?:部门|局|厅|委|部|机关|办|总队|支队|大队|机构)$")


_BRACKET = re.compile(r"（〇*）")
TIERS = re.compile(r"(?:[省市县区乡镇村]、?){2,}(?:[两三四五]级)?(?:各级)?(?:党委政府|党委|政府|有关部门|相关部门)?")
# A bare 人员 or 单位 is a thing of the sentence, not somebody addressed.
_TOO_BARE = re.compile(r"(?:相关|有关)?(?:人员|项目|地方|方面|行业|成员|中心|系统|主体|机构|队伍|同志|用户|居民|群众|家长|片区|地区|层级|三级|四级|各级)")


def is_body(name: str) -> bool:
    """Whether a noun phrase names a body: it ends in the noun of one and holds no verb or particle."""
    name = _BRACKET.sub("", name)
    if not 2 <= len(name) <= 40 or _TOO_BARE.fullmatch(name) and not name.startswith("各") or _NO_BODY.search(name) or _NOT_IN_NAME.search(name) or _VERB_FIRST.match(name):
        return False
    return bool(_BODY.match(name))
