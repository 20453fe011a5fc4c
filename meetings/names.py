"""What may be a person's name: surnames, characters no given name has, and words that only look like names.

Names are never listed: a name is a surname and one or two characters in the right surroundings (a title
before or after it, a verb of speaking behind it), which `meetings.speakers` looks for.
"""

import re

_SINGLE = (
    "习王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴"
    "夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安"
    "颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成"
    "游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫苟褚廉"
    "简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝巩稽井练仲乐虞卞封竺冼原官衣楚佟"
    "栗匡宗巫鞠僧桑荆谌银沙胥蔺濮黑农庾逄皮扶堵宦麻况亓隆茅利肖闫付代邝代仝逯丛尚兆"
    "闾尧昝努吾仲闻晁岑苍郗禹苓籍保暴粟"
)
_COMPOUND = (
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|司空|夏侯|长孙|宇文|端木|独孤|南宫|呼延|拓跋|钟离|淳于|单于|申屠|公冶"
)
# Characters that stand beside names in sentences, and next to never in a given name.
_NEVER = (
    "的了是在及或等把被让也又很更各每这那哪其且但若因所从到们个第省市县区乡镇委会局厅办处科室部组党府务副员席话求调议"
    "责况题并就对我你他她它岗疫灾险汛煤矿罚奖款项额件表批示督促抓严禁做将说讲总日秒上下提出该本此该亡伤"
)
_WORDS = frozenset(
    "安全 安排 安置 安监 安保 安委 安心 安定 安徽 安装 安徽省 白天 保障 保持 保护 保证 保卫 保留 包括 包含 包保 包抓 毕竟 边界 才能"
    " 查处 查看 查明 查找 查封 查摆 常务 常委 常态 常规 常抓 车辆 车站 车间 成立 成员 成为 成果 成效 成功 程序 程度 迟报 充分 从严 次要"
    " 单位 党委 党政 党组 党员 党内 党校 党中 都要 都能 方面 方案 方式 方法 方可 方能 方便 方向 房屋 房地 费用 封闭 符合 付出 付诸 盖章"
    " 干部 甘肃 高度 高效 高级 高速 高质 高位 高危 高层 高校 高温 高压 高标 高风 高频 公安 古城 谷底 关于 关键 关注 关心 关系 关联 关口 关停"
    " 关闭 管理 管控 管辖 管道 管线 管住 管好 管用 官员 国家 国务 国际 国内 国企 国有 国防 国资 国土 海洋 海事 海关 海上 和平 和谐 和解 何时 何种"
    " 花园 华北 华东 华南 华中 黄河 计划 计入 纪律 纪委 纪要 纪检 监管 简单 简报 简要 江西 江苏 江河 焦点 金融 金属 景区 景观 井下 康复 况且"
    " 来自 来到 来源 来电 乐于 雷电 雷雨 冷静 历史 利用 利益 连续 连夜 连线 连锁 练就 廉洁 廉政 林业 林区 林草 林场 凌晨 路面 路线 路段 隆重 陆续"
    " 马上 马路 麻痹 毛病 门类 明确 明显 明白 明年 明天 明查 明察 木材 农业 农村 农民 农历 农机 齐抓 齐心 全国 全省 全市 全县 全区 全体 全面"
    " 全力 全部 全程 全员 全年 全会 全党 全域 全线 全镇 全乡 全球 全局 全方 全覆 任务 任何 任命 任免 任职 任组 沙漠 商务 商业 商场 商品 商会"
    " 尚未 申报 申请 深入 沈阳 盛夏 施工 施行 时刻 时间 时候 时期 时任 时时 石油 石化 史上 双方 双重 双控 双随 司法 司机 司令 宿舍 索道 台风"
    " 童年 万元 万无 万人 万名 万吨 危险 温度 文化 文件 文明 文旅 文物 文字 武装 武警 武汉 位于 位置 席卷 夏季 详细 项目 向上 向全 向好 向社 肖像"
    " 信息 信访 信任 兴建 幸福 许多 严格 严肃 严防 严厉 严禁 严查 严重 严峻 严控 严打 严密 严守 沿江 沿海 沿线 阳光 叶片 易燃 易地 易发 应急 应当"
    " 应对 应该 应用 应届 应知 游客 游泳 于是 于今 余名 余人 元旦 原则 原因 原料 原油 岳阳 章程 招商 郑州 郑重 支持 植物 治理 钟头 重大 重要 周边"
    " 周围 周密 周期 周末 周年 周一 周二 周三 周四 周五 周六 周日 宗教 宗旨 左右 解决 解除 解放 解释 解读 谈话 谈到 景点 祝愿 储存 储备 丰富"
    " 衡量 国庆 国民 国道 国标 沿用 明晰 强化 强调 强力 强制 卫生 卫健 卫视 路况 路网 田间 金秋 伍名 丛生 占用 占比 占地 代表 代理 付款 门口 门前"
    " 库区 库存 双碳 尧天 才干 和谐 乐观 古树 阳台 池塘 沙石 皮带 花炮 牛羊 马力 武术 原有 平安 平稳 平时 洪水 洪涝 毛细 米厚 通报 通知 通过 督导"
    " 依法 依规 依托 依靠 依据 依次 买卖 帕米 哈尔 努力 索取 艳阳 信号 信用 信心 海外 海域 保险 保密 保供 保畅 保安 暴雨 暴露 暴力 籍贯 兆瓦 畅通"
    " 冀中 燕山 连日 连接 都会 都市 应有 任期 党建 党风 党章 常见 常住 常态化 来宾 来访 来信 计算 计量 商量 商议 商讨 乐业 明令 明火 明责 温馨 牢记"
    " 安宁 安康 安庆 安阳 安顺 祝贺 古代 施策 双休 全过 全系 全社 全天 全时 全流 全生 全链 全要 全民 高考 高发 高新 高铁 高度重 高山 万众 万家".split()
)
_SURNAME = re.compile(rf"(?:{_COMPOUND})|[{_SINGLE}]")
# What follows a name in running text. Punctuation, a verb, a preposition, a title or the end of the text.
FOLLOWER = (
    r"(?:[，,。；;：:、！!？?）)（(《“”\"'\s—\-\d]|\Z|同志|等|在|就|对|向|与|和|及|作|做|说|讲|率|赴|到|来|参加|出席|主持|列席|陪同|强调"
    r"|指出|要求|表示|认为|提出|提|部署|布置|安排|传达|通报|总结|代表|宣布|宣读|致|日前|近日|今[天日晨]|昨|当天|首先|随后|最后|分别|还|也"
    r"|一行|带队|带领|深入|前往|检查|督导|督查|调研|听取|介绍|汇报|报告|发表|签署|批示|指示|高度|一同|并|表态|亲自|专门|再次|继续|进行|为|以|抵达"
    r"|要|的|将|会见|会上|从|围绕|结合|通过|针对|回顾|分析|解读|回答|点评|发言|讲话|任|兼|担任|号召|希望|提醒|寄语|勉励|叮嘱|嘱咐|明确|着重"
    r"|特别|反复|多次|第|主任|书记|副|省长|市长|县长|区长|局长|厅长|部长|总|国务|常委|委员|主席|秘书|组长|指挥|董事|院长|校长|站长|队长|政委|处长"
    r"|科长|镇长|乡长|州长|旗长|司长|会长|经理|工程师|现场|实地|一|率队|牵头|负责|受|获|领导|女士|先生|教授|博士|老师|记者|主|下|走|看|指导|慰问"
    r"|曾|已|正|于|视频|赶|立即|紧急|迅速|召开|召集|组织|邀请|接受|所|上|连线|同时|同|既|则|又|都|均|因|把|有关|具体|全程|电话)"
)
_AFTER = re.compile(FOLLOWER)
_POST_AFTER_SURNAME = re.compile(r"书记|主任|总|市长|县长|区长|局长|省长|部长|厅长|处长|委员|常委|主席|院长|校长|队长|站长|经理|董事|秘书|某|老师|工")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,8}[·•][\u4e00-\u9fff]{1,10}?(?=" + FOLLOWER + ")")
# Words that begin no name of three characters either (市长关于某事，); the other words may (党建某, 高峰某).
_NEVER_BEGIN = frozenset(
    "关于 应当 应该 应对 应急 严格 严肃 严厉 严禁 严防 全面 全市 全省 全县 全区 全国 全体 全力 全程 全部 高度 时刻 时时 连续 陆续 安排 安全 支持"
    " 重要 重大 明确 许多 于是 尤其 特别 任务 任何 单位 包括 毕竟 查处 常态 成立 成为 计划 解决 简单 管理 管控 关心 关注 和谐 应用 施工 毛病 周边"
    " 公安 党委 党政 党组 国务 常务 常委 都要 保障 保持 加强 利用 来自 来到 左右 何时 马上 凌晨 原则 申报 向上 向全 向社 易发 庄严 程度 从严 万元".split()
)
MASK = "*＊×某○〇"  # printed in place of a name that is kept back
_FUNCTION = frozenset("之其与和或而则乃以为着过得地总同")


def name_at(text: str, at: int, *, strict: bool = True) -> str | None:
    """The person's name that starts at `at`, or None. `strict` asks that what follows can follow a name;
    without it the end is given by the caller, who passes the name alone."""
    foreign = _FOREIGN.match(text, at)
    if foreign is not None:
        return foreign[0]
    surname = _SURNAME.match(text, at)
    if surname is None or _POST_AFTER_SURNAME.match(text, surname.end()):
        return None
    for size in (1, 2):
        end = surname.end() + size
        name = text[at:end]
        if len(name) == surname.end() - at + size and _plausible(name, surname.end() - at):
            if _AFTER.match(text, end) if strict else end == len(text):
                return name
    return None


_ACTS = re.compile(r"出席|主持|强调|指出|作出|传达|通报|总结|讲话|同志")
_ADVERBS = re.compile(
    r"亲自|分别|带头|现场|视频|一同|全程|代为|特别|再次|着重|同时|会议|最后|随后|首先|反复|多次|也|明确|一并|共同|集体|主动|应邀|逐一|继续|进一步|就|会上"
    r"|分头|轮流|受邀|专程|依次|按时|因公|未能|委托|授权|踊跃|认真|先后|全部|均|都|必须|还|联合|代表|积极|在|以|要|同|并|和|等|按|将|曾|已|应|可|不|亦"
)


def unlisted_name_at(text: str, at: int) -> str | None:
    """A name whose surname is in no list, right after a title and right before a verb of taking part."""
    verb = _ACTS.search(text, at + 2, at + 6)
    name = text[at : verb.start()] if verb is not None else ""
    if len(name) in (2, 3) and _ADVERBS.search(name) is None and _plausible(name, 0):
        return name
    return None


_IN_LIST = re.compile(r"[\u4e00-\u9fff]{2,4}?(?=、|等|参加|出席|列席|[，,。]|和|一同|陪同|同志)")


def listed_name_at(text: str, at: int) -> str | None:
    """The name at `at` inside a list of names, whatever its surname: up to the next 、 or the end of the list."""
    match = _IN_LIST.match(text, at)
    name = match[0] if match is not None else ""
    if len(name) in (2, 3) and _plausible(name, 0) and not re.search(r"[企业群众家处企代公司村街镇乡站中心人民]", name):
        return name
    return None


def _plausible(name: str, size: int) -> bool:
    given = name[size:]
    if not all(("\u4e00" <= one <= "\u9fff" and one not in _NEVER and one not in _FUNCTION) for one in given):
        return len(given) > 0 and all(one in MASK for one in given)
    return name not in _WORDS and name[:2] not in (_WORDS if len(name) == 2 else _NEVER_BEGIN)


def name_before(text: str, end: int, floor: int) -> str | None:
    """The name that ends at `end` (王勇|国务委员), not reaching back over `floor`; the longer one wins unless
    it begins with a preposition that is also a surname (向李明)."""
    for size in (3, 2, 4):
        at = end - size
        if at >= floor and not (size == 3 and text[at] in "向于任连时同经从应由") and name_at(text[at:end], 0, strict=False):
            return text[at:end]
    return None
