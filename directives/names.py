"""What a body is called: the nouns that end the name of a department, a government, an enterprise, a group."""

import re
from functools import lru_cache

from directives.verbs import ADVERBS, VERBS
from meetings.names import is_name
from search.wordlists import words

# The noun lists are alternatives, for some of them are patterns.
# Nouns that make whatever stands before them an addressee (各有关部门, 燃气经营企业, 主要负责同志).
_ORGANS = """
    部门 单位 机构 机关 政府 党委 党委、政府 党组 党总支 支部 党组织 办公室 科室 股室 处室 部室 领导小组 防指 防总 专班 (?<=..)(?<!小)组
    部委 纪委 监委 两委 工会 团委 妇联 督查室 督导室 研究室 值班室 运检室 检修室 调度室 气象台 中心 中心校 台站 水文站 监测站 责任主体
    (?:煤炭|公安|政法|教育|卫健|卫生|住建|交通|应急|城管|水利|消防|工信|商务|文旅|监管|农业|民政|国资|能源|电力|建设|司法)系统
"""
_AREAS = """
    地区 地方 (?<=[关各])省份 街道 乡镇 镇街 社区 园区 板块 新区 片区 辖区 苏木 (?<=[江河湖])沿线 边境一线 (?<=[各境陆])口岸 盟市 旗县 旗区 口岸城市 沿海城市 沿江城市 边境城市 县区 区县 县市 市县 市区
    上下 各方 (?:各|有关|相关|多)方面 兵团 师市 团场 举办地 战线 行业 行业领域
"""
_FIRMS = """
    企业 公司 集团 厂矿 央企 国企 运营商 银行 旅行社 合作社 供销社 信用社 基地 门诊 机场 高铁站 火车站 客运站 协会 商会 学会
    志愿者组织 社会组织 群众组织 救援组织 媒体 传媒 报社 电视台 电台 (?:网约车|货运|运输|外卖|配送|物流)平台 中小学校?
    (?:公路|公路管理|养路|工务|车务|机务|电务|供电)段 站段 经营户 零售户 养殖户 住户 租户 商户 用户 业户 摊点
"""
_POSTS = """
    同志 负责人 责任人 控制人 法定代表人 法人代表 一把手 领导 领导班子 干部 党员 书记 村支书 成员 主任 总工程师 总工 安全总监 督学
    省长 市长 县长 区长 镇长 乡长 州长 局长 部长 处长 组长 队长 指挥长 矿长 班长 段长 厂长 校长 院长 园长 站长 所长 船长
    河长 林长 路长 街长 楼长 网格长 经理 董事长 老板 骑手 电工 焊工 (?<=[县市])区长
"""
_STAFF = """
    (?<![人成动伤病减超裁官定会复满党派])员 工作人员 技术人员 〇人员 作业人员 抢修人员 外协人员 外包人员 队伍人员 值勤人员 执勤人员
    安检人员 巡线人员 从业人员 公职人员 海事人员 渔政人员 路政人员 监理人员 驻[一-龥]{1,2}人员 监管人员 监察人员 执法人员 巡查人员
    巡护人员 检查人员 救援人员 应急人员 安保人员 保洁人员 维保人员 检修人员 看守人员 值守人员 值班人员 带班人员 操作人员 驾驶人员
    施工人员 管理人员 监护人员 安全人员 预备役人员 医护人员 医务人员 返乡人员 务工人员 参会人员 与会人员 参训人员 包保人员 押运人员
    装卸人员 救护人员 登轮人员 登船人员 机组人员 乘务人员 巡守人员 服务人员 物业人员 配送人员 督查人员 督导人员 调度人员 养殖人员 渔排人员 教职人员 后勤人员
"""
_ROLES = """
    官兵 工作者 经营者 经营人 承运人 志愿者 业主 船东 房东 车主 货主 摊主 教师 老师 保安 护工 司机 医生 村医 护士 驾驶人 导游 职工 员工
    (?<=.)工人 (?<=.)矿工 看守工 师生 家长 群众 居民 村民 市民 渔民 游客 乘客 民警 辅警 干警 民兵
    双方 三方 出租方 承租方 主办方 承办方 施工方 建设方 经营方 运营方 作业方 承包方 发包方 委托方
"""
_TEAMS = """
    队伍 支队 大队 总队 中队 分队 班组 工作队 消防队 护林队 护路队 护渔队 联防队 交警队 专业队 扑火队 突击队
    [采掘机运救施抢维巡环保][一-龥]{0,2}队 救援力量 消防力量 抢险力量 专业力量 解放军 部队 驻军
"""
_STATIONS = """
    空管站 [煤水交安质][安管检监]站 农机站 监督站 检查站 收费站 消防站 救援站 管理站 服务站 护林站 劝导站 农技站 畜牧站 兽医站 文化站
    广电站 应急站 环卫站 卫生站 运管站 航管站 路政站 林业站 公路站 广播站 执法站 治超站 防疫站 (?<=[一-龥]{2})车间
"""
_GROUPS = "|".join(words(_ORGANS + _AREAS + _FIRMS + _POSTS + _STAFF + _ROLES + _TEAMS + _STATIONS))
# Places that are addressed as such with a word before them that says which: 各煤矿, 停产的煤矿.
_SITES = "矿山|煤矿|非煤矿山|矿井|学校|幼儿园|医院|景区|商场|工地|电厂|水库|水电站|码头|港口|车站|机场|客运站|加油站|项目部|经营场所|场所|养老机构|水闸|泵站|采石场|林场|农场|牧场|渔场|渔船|船舶|船只|门店|商户|村寨|寨子|车间|工厂"
_OFFICES = "街|局|处|科|股|厅|委|部|署|院|会|省|市|县|区|旗|州|盟|镇|乡|村|所|矿|[两三四五六七八](?:市|县|区|镇|地|家)|[两三四五六七八]个煤城|等地"
_ABBREVIATED = r"(?:安委|政府|党政|党委|编|编委|口岸|反恐|禁毒|食安|食药安|消安|安|消防安|防火|森防|防汛|专治|整治|创建|假日|政|督|信访|外事|侨|台|区|县|市|省|州|扶贫|乡村振兴|国安|双创|应急|综治|维稳|河长|春运|防指|监管|专员)办|(?:省|市|县|区|州|盟|镇|乡|街道|国务院|自治区|国家)[一-龥]{1,6}办"
_NO_BODY = re.compile(
    r"(?:(?:返|下|回|归)乡|也会|准备会|[汛假]期所|总书记|机会|社会|会议|大会|全会|不会|开会|年会|都会|才会|就会|将会|例会|两会|体会|领会|晚会|全部|局部|内部|外部|底部|顶部|头部|深部|结局|大局|全局|布局|格局"
    r"|开局|僵局|灾区|疫区|误区|禁区|盲区|小区|(?<!口岸)(?<!沿海)(?<!沿江)(?<!边境)城市|超市|上市|楼市|早市|夜市|集市|股市|(?<![等各的营乐饮])场所|有所|无所|[学文理百本专前]科|法院|剧院|影院|推委|原委|(?:连片|聚居|密集)的地方|集聚区|聚集区|破碎处|滞洪区|责任区|易发区|多发区|危险区|采区|山区|(?<!等重点)林区|牧区"
    r"|时区|全市场|部署|签署|严厉|本市|我市|我省|我县|我区|本区|本县|(?<![各等])行业领域|死亡|全村|的全[省市县区乡镇州]|[一好坏深高低到四无随用难长短查惩严处何害益之远近暗明实细大小洼别妙此各]处|[近今当即]日|采矿|开矿|金属矿|尾矿|非煤矿|铁矿|金矿|餐厅|客厅|大厅|舞厅|办公区|罐区|厂区|作业区|施工区|生活区|居民区|集中区|草原区|空区|台区|变电所|配电所|[行大业食吃老古临沿夜道上]街|农村地区)$"
)
_BODY = re.compile(
    rf"(?:国网[一-龥]{{2,8}}|(?:露天|地下|井工|国有|国营|地方|民营|私营|民办|公办|[省市县]属|乡镇|大型|小型)(?:重点)?(?:{_SITES})|村(?:（社区）)?〇〇|.*(?:{_GROUPS})|.*{_ABBREVIATED}|(?:.*(?:[各的等全]|每[个家所]|任何)|[^的]{{2,8}}[省市县区镇乡]).*(?:{_SITES})|.{{2,}}(?:{_OFFICES}))$",
    re.DOTALL,
)
# 没有年检的车辆不得上路, 停产矿井要封井口: things that are acted upon.
_ACTED_ON = re.compile(
    r"凡?是?(?:没有|未|无|不合格|不符合)[^，]*(?:车辆|船舶|船只|渔船)|停[产工建]的?(?:煤矿|矿井|矿山)|[^，的]{0,12}(?:病险|小型|中小|超汛限)水库|[^，]+的水库"
)
_ALL_OF = re.compile(
    r"[省市县区州总]局|[各全][省市县区镇乡村局委办院校厂矿企州盟旗员线]|[一-龥]{2,12}等(?:重点)?区域|(?:[南北东西中][方部]|沿[江海河湖边黄])各[地省市县区镇村]"
)
# 各矿井, 各社区, 各县（市、区）: whatever stands after 各, but for things.
_EACH = re.compile(
    r"各(?!项|种|类|环节|领域|方责任|自|式|样|重点|岗位|要素|条|界限|阶段|时段|方位)[一-龥（）〇、]{1,12}"
)
# 所有船舶, 全体职工: everybody of a kind.
_ALL_OF_KIND = re.compile(
    rf"(?![在对把将向给从由为让使]|带动|发动|动员|组织|引导|教育|督促)[^，的]{{0,6}}(?:所有|全体)[^的，]{{0,10}}(?:{_SITES}|加气站|加油加气站|单位|企业|人员|部门|车辆|项目|职工|员工|干部|党员|成员|指战员)"
)
# 各单位严厉打击非法煤矿: the name ends before what they do.
_ALL_AND_VERB = re.compile(
    rf"[各全][^，]*?(?:部门|单位|地区|企业|机构|各级|各地|公所|街道|乡镇|学校|景区)(?:{ADVERBS})(?<=..)(?:{VERBS}|.?$)"
    rf"|[^，各全]{{0,6}}[各全][^，]{{1,8}}?(?:立即|迅速|尽快|及时|抓紧|马上|严格|全面|切实|认真|坚决|全力)(?:{VERBS})"
    r"|[各全][^，]{2,}?(?:停产|停工|复工|复产|检修|放假)(?:检修|复产)?$"
)
# 停产放假的煤矿, 没有检测仪的企业: a clause may stand before 的, verbs and all. 涉及企业: those that the matter concerns.
_QUALIFIED = re.compile(
    r"(?:涉及|涉事|肇事)(?:企业|单位|部门|乡镇|地区)|(?!对|把|将|向|给|督促|推动|加强|抓好|指导|涉及|通报|约谈|所有的|会议|同意|提出)(?:(?!对|将(?!要)|把)[^的，]){2,20}的(?:[\d一二三四五六七八九十]{1,4}[处座家个对])?(?:地下(?=矿)|露天(?=[采矿煤])|工贸|生产|经营|重点|小微)?(?:采石场|县区|县市|区县|市县|市州|地方|地区|单位|企业|部门|乡镇|街道|煤矿|矿山|矿井|尾矿库|[一-龥]{2}场所|学校|景区|场所|项目部|社区|村|渔船|船舶|船只|车辆|人员|项目|工地|(?:[市县区]管|[省市县区]级)(?:领导|干部)|督查组|检查组|督导组|工作组|专家组|巡查组)"
)
_NOT_IN_NAME = re.compile(
    r"[对将被了着让没]|^(?:罚|分(?=企业)|[一两]家单位$|理清|各管各)|严禁|必须|务必|不得|不准|(?<![纪机])要$|约谈|直接|今[夜晚天]|闻令|到位|进村|睡觉|包[矿片户](?!的|干部|领导|人员|责任|组)|已经|千万|不可|进入|一些|有些|有的|个别|散会|(?<!成)就(?![业餐近地学医读])|下沉(?!干部|人员|力量)|小时内|分钟内|不能|书面|(?<=[一-龥]{2})报(?![社刊纸业道告表名案]|$)|依法(?!治|行政)|依规|(?<=.)于(?!都|洪|田)|使(?!用)|(?<!一)把|(?<![所国])有(?![关限色])|(?<!所)在(?!座|京|职|建|校|岗)|(?<!业)(?<![主重首])要|必须|是|进行|开展|加强|落实|推进|会同|确保|通过|按照|根据|针对|结合|围绕"
    r"|召开|举行|成立|实现|实行|存在|发生|造成|涉及|审批(?!局|部门|科|处)|移交|抄告|报送|交办|督办(?!室)|带队|分别|派出(?!所|机构|机关)|完成|另行|分(?:成)?[\d两三四五六七八九十]+个|随时|及时|赴|之间|准时|验收后|要求|强调|指出|叮嘱|嘱咐|告诫|敦促|责令|督促|做好|抓好|至少|\d多?余?[艘辆条座处]|一旦|我们|你们|他们|自己|大家|期间|之前|负责(?![人同])|提请|作为|任(?:副?组长|总?指挥|召集人)|(?<=[部局厅委办府])组织(?!部)|(?<=[省市县区镇乡])组织(?!部)|收看|收听|务$|[\d一二三四五六七八九十]月|年底"
)
# Verbs and adverbs before the name: 推动企业, 严格执行领导干部… name nobody who is told to act. Some verbs are nouns
# too and may begin a name: 监管部门, 建设单位, 组织部门, 综合部门.
_VERB_NOUNS = (
    "监管|监督|管理|建设|施工|生产|经营|教育|督查|督导|督察|监察|稽查|调查|检查|监测|执法|宣传|服务|应急|救援|抢险|培训|审批|审核|运营|运行|使用|养护|维护|检验|检测|保障"
    "|重点|综合|联合|研究|组织|统筹|主管|牵头|配合|协调|安置|防汛|防火|指挥|治理|改革|发展|设计|储备|值班|整治|巡查|调度|处置|参与|承担|规划|管制|集中供热"
)
_NAMED = "系统|科|人事|工作人员|员|体育|文化|[镇乡村县市区矿](?=.{0,2}$)|部|单位|企业|机构|机关|委|局|厅|院|所|中心|组|办|队|会|等|主体|主管|经营|施工|领导|协调|专项|指挥|党|公司|、|监理|管理|建设|储存|使用|运输|行业|监管|和"
# Who is told by what they are there for: 值班人员, 带班领导.
_DUTIES = "值班|值守|带班|当班|跟班|监察|督查|督导|搜救|验收|监理|包保|包联|包村|驻村|下沉|包片|挂钩|执勤|巡逻|巡查|巡护|监测|监管|监护|看护|管护|应急|救援|抢险|抢修|值勤|安检|外协|外包|施工|检修|维修|检测|检验|检查|运行|运维|操作|服务|安装|管理|养护"
VERB_FIRST = re.compile(
    rf"(?:重点|突击|随机)?(?:检查|督查|巡查|抽查|督导|督促)(?:企业|学校)|(?!(?:{_VERB_NOUNS}){{1,2}}(?:{_NAMED})|(?:{_DUTIES})(?:人员|领导|干部|队伍|力量|电工|责任人|室)|(?:隔离|安置|避灾)点|负责(?:人|同志)|(?:联合|综合)(?:执法|治超)(?:站|大队|支队|局|队|部门)|劝导[站员])(?:(?:{ADVERBS})(?<=..)|{VERBS}|经(?=[省市县区属当各]|住建|专家)|每个[月季]|会议(?:同意|决定|要求|明确|议定|听取|认为)|同意|通过|经过|未经|(?:离开|受灾|组派|派出(?!所|机构|机关)|派驻(?!机构|纪检)|抽调|成立|组成)|与(?!会各)|采取|帮(?!扶)|教(?![育师体学职科练])|逐|实行|结果|我(?![国省市县区])|(?:[今明去]年|本[月周]|但|部分|有的|个别|少数)|加之|随着|鉴于|由于|各自|查(?![处验])|[向给为并由请及等此该这那以做抓到进让]|先(?![导行进])|其(?![余他])|报(?![社刊业台])|和(?!布克|田|平|林|顺|县|硕|静|龙|政)|每(?![名位个家所])|从(?!业|事)|派(?!出所|驻机构))"
)
TIERS = re.compile(
    r"(?:[省市县区州盟旗乡镇街村组]、?){2,}(?:[两三四五]级)?(?:各级)?(?:防指|防办|干部|党委政府|党委|政府|有关部门|相关部门)?"
)
# The police, the fire brigade: short names that stand for the office in speech. 省里 is the provincial government.
SHORT = re.compile(
    r"公安交管|公安交警|公安边防|公安消防|公安|食药监|交警|交通运管|运管|海事|海关|海警|渔政|安监|质监|工商|经信|水文|三防|消防|城管|应急|住建|教育|卫健|民政|水利|气象|交通|工信|发改|财政|商务|文旅|农业农村|自然资源|市场监管|[省市县区州镇乡村]里|中央财政|[省市县区州](?:公安|财政|民政|应急|住建|教育|卫健|水务|水利|发改|工信|城管|文旅|商务|交警|交通|海事|农机)"
)
# A bare 人员 or 单位 is a thing of the sentence, not somebody addressed.
_TOO_BARE = re.compile(
    r"企业主体|责任主体|部门|单位|地方|各位|方面|行业|成员|中心|系统|机构|队伍|同志|片区|地区|领导|干部|街道|社区|园区|辖区|媒体|上下|有关方面的?|两市|等地|同级政府"
)
# Too bare alone, but not where 各 stands at the head of their list: 各乡镇、街道, 各部门、单位, 各社区、学校.
SHARING = re.compile(
    rf"卡口|部门|单位|机构|地方|街道|社区|园区|科室|站所|村居|{_SITES}|养老院|福利院|宾馆|酒店|超市|网吧|物业"
)
# Where people shop, eat, stay or are looked after, and what is as small: sites whether told together or alone.
_VENUES = """
    加气站 液化气站 景点 敬老院 养老院 超市 网吧 歌厅 歌舞厅 录像厅 影院 影剧院 宾馆 酒店 旅馆 招待所 饭店 餐馆 民宿 客栈 度假村
    滑雪场 游乐园 隔离点 安置点 避灾点 弃渣场 公墓 陵园 殡仪馆 冷库 粮库 养殖场 砂石场 (?<=[一-龥]{2})店 诊所 卫生室 浴室 食堂 农家乐
    培训机构 托管机构
"""
_TOGETHER = """
    涉水项目 尾矿库 (?<=.)厂 砂场 料场 煤场 货场 堆场 公寓 茶楼 油站 寺庙 托育机构 船闸 小煤窑 福利院 浴场 施工平台
"""
_ALONE = """
    煤矿 (?<!非煤)矿山 非煤矿山 矿井 泵站 加油站 景区 码头 渡口 车站 客运站 学校 医院 卫生院 商场 (?<=[一-龥]{2})市场
    商贸城 商城 购物中心 综合体 (?<=.)电站 (?<=[一-龥]{2})闸 (?<=.)电厂 水泥厂 砖厂 加工厂 化工厂 (?<=.)寺庙 采石场
    幼儿园 中小学 (?<=工)项目 (?<=建)项目 (?<=[一-龥])场站 (?<=[一-龥])井站 工地 项目部
"""
# Sites that are addressees together, some of them also alone: 养老院、学校要…, 高瓦斯矿井必须….
SITES = re.compile(rf"(?:(?![等对把将])[一-龥]){{0,6}}(?:{_SITES}|{'|'.join(words(_VENUES + _TOGETHER))})")
SITE = re.compile(rf"(?:停产|停工|停建|突出|重点|整合)?(?P<name>[一-龥]{{0,8}}(?:{'|'.join(words(_ALONE + _VENUES))}))")
# 村（社区）: this tier or that, whichever the place has.
_TIER_OR = re.compile(r"[县市区乡镇村]（〇+）")
# Departments whose short name is a verb as well: 规划、宣传、教育等部门.
TRADES = re.compile(
    r"规划|设计|施工|监理|勘察|宣传|教育|组织|建设|统计|信访|保障|检察|监察|通信|执法|审批|服务|监管|救援|管理|培训|督查|审计|气象"
)
# Among offices these are offices too: 公安、供销、农机要…
_OFFICE_WORDS = frozenset(
    words(
        "供销 综合执法 农机 供电 国土 环保 生态环境 林业 林草 农业 农牧 畜牧 文化 文体 广电 广播电视 卫生 经发 经贸 建设 规划 电力 通信 电信 移动 联通"
        " 民宗 宗教 粮食 物价 旅游 体育 科技 武警 民兵 预备役 市监 税务 金融 邮政 网信 宣传 信访 司法 人社 国资 编办 督查 煤炭 报刊 广播 电视 烟草 路政 运政 大数据 航道 港航 港口"
        " 铁路 民航 机场 卫生健康 规资 自规 行政审批 城建 房管 园林 教体 教科 科教 保险 工会 共青团 团委 妇联 监察 纪检 法院 检察院 检察 审计 统计 水务 盐务 路桥"
    )
)
_OFFICE_ENDINGS = frozenset(word[-2:] for word in _OFFICE_WORDS)
# Every letter that a name can end in: a quick test before the patterns.
LAST_LETTERS = frozenset(
    re.findall(
        r"[一-龥](?=[|)\]]|$)",
        f"{_GROUPS}|{_SITES}|{_OFFICES}|{_ABBREVIATED}|{SHORT.pattern}|{_QUALIFIED.pattern}|{SITES.pattern}",
    )
) | frozenset("格股省市县区镇乡村局委办院校厂矿企州盟旗员线里级社组户店站场队船员众工学民生车目长域塔点库）”")
# Bare nouns that are addressed only as the whole subject of 要: 部门要上门去查.
BARE_SUBJECTS = frozenset(
    words(
        "部门 属地 城区 企业主体 乡镇 街道 社区 园区 镇街 镇办 干部 地方 医院 学校 景区 商场 水库 车间 县上 乡上 镇上 村上 村里 组上 矿上 厂里 校方 厂方 矿方 院方 园方 店家 平台 监理 老板 市州 县区 县市 市县 县市区 盟市 两市 三市 四市 五市 两县 三县 四县 五县 六县 领导 酒店 宾馆 超市 物业 加油站 养老院 福利院 幼儿园 渔船"
    )
)
_BLANKED = re.compile(r"（〇*）")
OFFICIAL = re.compile(r"(?:部门|局|厅|委|部|机关|办|总队|支队|大队|处)$")
# 自然资源、应急、公安等部门: names that are shortened to what the department is for.
DEPARTMENT = re.compile(
    r"(?:[两三四五六七八]个?|等(?:有关|相关|各|各有关|各相关|重点|多个|多)?(?:行业)?(?:主管|监管|职能|参建|责任|成员)?)?(部门|单位|机关)$"
)
PERSONS = re.compile(r"(?:”|同志|负责人|责任人|领导|干部|成员|一把手|书记|〇)$")


WHOLE_PLACE = re.compile(r"全(?:[省市县区镇乡州旗盟局校院厂矿司]|系统|集团|公司)(?=各)")  # 全市各级: it only says where
_PEOPLE, _SHORT_EACH = frozenset("船员众工民生车目长"), 6  # 各渔船; a longer phrase that ends so holds what is done


def is_too_bare(name: str) -> bool:
    """Whether a noun alone is a thing of the sentence: 单位, 街道."""
    return _TOO_BARE.fullmatch(name) is not None


def is_office_word(name: str) -> bool:
    """Whether a word names an office where it stands among offices: 供销, 农机."""
    return name in _OFFICE_WORDS


def may_end(text: str, end: int) -> bool:
    """Whether a name may end before `end`: a quick test before the patterns."""
    return text[end - 1] in LAST_LETTERS or text[end - 2 : end] in _OFFICE_ENDINGS


@lru_cache(maxsize=2048)
def is_site(name: str) -> bool:
    """Whether a noun phrase names a site that is told through those who run it: 高瓦斯矿井, 农村食堂."""
    site = SITE.fullmatch(name)
    return site is not None and not (
        _ACTED_ON.fullmatch(name) or _NOT_IN_NAME.search(name) or VERB_FIRST.match(site["name"])
    )


@lru_cache(maxsize=8192)  # each part of a sentence is read twice, and whoever is told once is told again
def is_body(name: str) -> bool:
    """Whether a noun phrase names a body: it ends in the noun of one and holds no verb or particle.

    In: the phrase with quotations blanked out.
    """
    if _TIER_OR.fullmatch(name):
        return True
    name = WHOLE_PLACE.sub("", _BLANKED.sub("", name), count=1).replace("“", "").replace("”", "")
    if not 2 <= len(name) <= 40 or any(no.fullmatch(name) for no in (_TOO_BARE, _ACTED_ON)) or _NO_BODY.search(name):
        return False
    if name[-1] == "的" or (name.endswith("同志") and is_name(name[:-2])):
        return False
    if _QUALIFIED.fullmatch(name) or SHORT.fullmatch(name):
        return True
    if _ALL_OF.fullmatch(name) or _ALL_OF_KIND.fullmatch(name):
        return True
    if _NOT_IN_NAME.search(name) or VERB_FIRST.match(name) or _ALL_AND_VERB.match(name):
        return False
    return bool(_BODY.match(name) or _EACH.fullmatch(name) and (len(name) <= _SHORT_EACH or name[-1] not in _PEOPLE))
