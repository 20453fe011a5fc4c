"""Whom a sentence names without telling them to do anything: those who are punished, saved, stopped, looked over."""

import re

from directives.drafts import BodyDraft

# 危险地段的群众要提前转移: those who are brought to safety are told nothing.
_GUARDED = re.compile(r"(?:群众|居民|村民|住户|户|游客|老人|学生|师生|人员)$")
_TO_SAFETY = re.compile(
    r"[^。；]{0,16}?(?:不能冻|冻着|饿着|应转尽转|转移|撤离|撤出|疏散|安置|避险|搬离|搬出|有饭吃|有床睡)"
)
# 县长就地免职: whom it befalls.
_PENALTY = re.compile(
    r"(?:没有[^，。；]{1,10}的，)?(?:要|一律|必须|就地|依法|立即|先|就|坚决|予以){0,3}(?:清退|免职|撤职|停职|拘留|开除|刑拘|判刑|追责|问责|下岗|(?:到[^，。；]{1,6}[作做])?检讨)"
)
# 没有检验的车辆不准发班, 已经关闭的矿井要填实: a fault says what is stopped, and addresses nobody.
_FAULTY = re.compile(
    r"[^，的]{0,16}(?:不(?!停)|没有?(?!收)|未|逾期|超期|关闭|停产|取缔)[^，的]{0,24}的(?:[一-龥]{0,4}车辆|客车|货车|船舶|船只|渔船|人员|工人|驾驶员|驾驶人|司机|项目|工地|设备|矿井|煤矿|矿山|采石场|摊点|门店)$"
)
_FAULTY_FIRM = re.compile(r"[^，的]{0,16}(?:不|没有?(?!收)|未|无)[^，的]{0,24}的(?:企业|单位|商户|用户|餐饮户)$")
_SHUT = re.compile(r"(?:要|一律|必须|都|坚决|立即|马上|依法){1,3}(?:停(?!水|电|气整改)|关[闭停]|取缔|清退)")
_STILL = re.compile(r"(?:没有|未|不)(?:复工|停工|复产|停产)的")
_STOPPED = re.compile(
    r"(?:[^，。；]{1,6}[前底内])?(?:一律|都|坚决|全部|必须|要|立即|马上|先){0,4}(?:不得|不准|不许|不能|严禁|禁止|不予|停[产工业用运航止]|关[闭停]|取缔|清退|扣[押留]|撤|封|吊销|退出|炸毁|填实|派驻|派专人|遣散|返航)"
)
# 所有矿井都要过一遍筛子, 小煤矿关闭到位, 安全员要落实到人: what is done with them.
_DONE_WITH = re.compile(
    r"(?:都|也|一律|全部)?要?(?:再|都|全部|一律|重新|全面|逐[一家个处座栋])*(?:过(?:一遍|筛)|(?:一律|全部|坚决|依法)(?:取缔|拆除|查封)|(?:关闭|取缔|拆除|关停|淘汰|退出)到位)|(?:都|也)?(?:要|必须)(?:全部|都|一律)?(?:落实到[人岗]|(?:24小时|二十四小时|全天候?|时刻)?有专?人(?:[值看]?守|在岗|盯)|配[齐足强](?:[齐足强]|到位|配[齐足强])*(?=[，。；]|$)|足额(?:到位|$|(?=[，。；])))|(?:都|也)?要有(?:饭|床|干净水|热饭|水喝)|(?:要|必须)专人(?:[值看]?守|盯|看)"
)

# 监测员要重新核一遍, 商户必须逐户登记, 停工工地要断电: what is gone through, counted in the measure of its own.
_GONE_THROUGH = re.compile(
    r"[一-龥]?(?:[员户船矿店堂舍馆]|[油气]站|企业|场所|队伍|工地|人员)等?(?:都|也)?(?:要|必须)(?:全部)?(?:"
    r"(?<=[员人]要)(?:重新|逐[人名个])|(?<=[员人]必须)(?:重新|逐[人名个])"
    r"|(?<=[站堂舍馆店]要)逐[一个家处](?:排查|检查|检测|鉴定)|(?<=[站堂舍馆店]必须)逐[一个家处](?:排查|检查|检测|鉴定)"
    r"|逐[家户矿船店][^，。；]{0,4}(?:验收|登记|建档|复核|鉴定|核|过)|全部(?:清理|清退|登记|建档)|断电|留人)"
)
# 库区群众应撤尽撤: they go of themselves.
_GOES = re.compile(r"(?:应撤尽撤|该撤就撤|(?:立即|马上|必须|一律)+撤)")


def those_told(drafts: list[BodyDraft], blanked: str) -> list[BodyDraft]:
    """Those of the named who are told something. In: who is named, and the instruction with quotations blanked out."""
    after = {draft.start - 1: draft.end for draft in drafts}
    return [
        draft
        for draft in drafts
        if not (_befalls(draft, blanked, _list_end(draft.end, after)) or _brought_to_safety(draft, blanked))
    ]


def _list_end(end: int, after: dict[int, int]) -> int:
    """Where the list ends that a name ends in: 窑洞、棚屋一律拆除 befalls both."""
    while end in after:
        end = after[end]
    return end


def _befalls(draft: BodyDraft, blanked: str, end: int) -> bool:
    return _PENALTY.match(blanked, end) is not None or _acted_on(draft.name, blanked, end)


def _brought_to_safety(draft: BodyDraft, blanked: str) -> bool:
    saved = _GUARDED.search(draft.name) and _TO_SAFETY.match(blanked, draft.end)
    return bool(saved) and _GOES.match(blanked, draft.end) is None


def _acted_on(name: str, blanked: str, end: int) -> bool:
    """Whether what is named is not told but dealt with."""
    if name == "领导" and blanked.startswith(("要到位", "必须到位"), end):
        return True
    if name[0] != "各" and (_DONE_WITH.match(blanked, end) or _GONE_THROUGH.match(blanked, end - min(2, len(name)))):
        return True
    if "的" in name and _SHUT.match(blanked, end) and _FAULTY_FIRM.match(name):
        return True
    return "的" in name and bool(_STOPPED.match(blanked, end)) and bool(_FAULTY.match(name)) and not _STILL.search(name)
