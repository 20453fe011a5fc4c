"""The words that say what happened in an accident, and how grave it was."""

import re

# Longer words before the shorter ones they hold.
HAPPENED = (
    "煤与瓦斯突出|瓦斯突出|冲击地压|燃气爆炸|燃气泄漏|瓦斯爆炸|粉尘爆炸|燃气爆燃|油罐大火|储罐着火|非法制造炸药爆炸|爆炸着火|爆炸燃烧|爆炸|爆燃|闪爆|闪燃"
    "|火灾|大火|起火|着火|自燃|透水|淹井|突水|溃水|溃坝|溃口|决堤|漫坝|泄漏|泄露|坍塌|垮塌|倒塌|塌方|塌陷|滑坡|泥石流|冒顶|片帮|顶板|中毒|窒息|坠落|坠江|坠河|坠桥|坠井|坠罐|坠机|倾覆"
    "|翻车|侧翻|沉船|沉没|翻船|触礁|碰撞|相撞|追尾|脱轨|踩踏|触电|溺水|溺亡|滞留|伤害|物体打击|机械伤害|车辆伤害|起重伤害|高处坠落|灼烫|交通|跑车|放炮|运输|空难|失火|断裂|翻坠|撞死|撞亡|列车"
)
# Of these there are so many that a place alone names none: 湖北省交通事故.
COMMON = re.compile(r"(?:道路)?交通|伤害|运输|触电|溺水|高处坠落|物体打击|滑坡|泥石流|顶板$")
GRADE = "特别重大|特大|重特大|重大|较大|一般|恶性|涉险|未遂|突发环境|重大涉险|典型|瞒报"
ENDS = "事故|事件|案件|矿难|空难|海难|惨案|惨剧|悲剧"
HAPPENED_PATTERN = re.compile(HAPPENED)
_NAMES = re.compile(rf"{GRADE}|安全|生产|责任|{ENDS}|突发|[的了等这那起次个]|[、，,“”\"（）()\s]")


def what_happened(words: str) -> str:
    """What happened, in as few words as the text has it: 特别重大爆炸事故 → 爆炸, 铁矿透水事故 → 透水, 油罐大火 → 大火.
    "" where nothing says it."""
    found = [match[0] for match in HAPPENED_PATTERN.finditer(words)]
    last = found[-1] if found else ""
    return "撞人" if last in ("撞死", "撞亡") else last


def short(words: str) -> str:
    """A description without grade and filling words: 燃气爆炸重大事故 → 燃气爆炸."""
    return _NAMES.sub("", words)


# Words that mean the same harm, so that 大火 and 火灾 are one accident.
_ROOTS = (
    ("火", "燃"),
    ("爆",),
    ("水", "淹"),
    ("塌", "倒"),
    ("泄",),
    ("毒", "窒"),
    ("坠", "翻", "撞", "追尾", "交通", "脱轨", "列车"),
    ("沉", "触礁", "碰"),
    ("顶", "片帮", "冲击"),
    ("突出",),
    ("踩",),
)


def alike(one: str, other: str) -> bool:
    """Whether two descriptions can be of one accident: one says nothing, or both hold a word of the same harm."""
    if not one or not other:
        return True
    return any(_holds(one, root) and _holds(other, root) for root in _ROOTS) or one in other or other in one


def _holds(words: str, root: tuple[str, ...]) -> bool:
    return any(part in words for part in root)
