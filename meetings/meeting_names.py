"""The names of the meetings told of: without what stands around them, one by one where several are named in one breath."""

import re

from meetings.meeting_words import CHARS, ONCE

_DATED = re.compile(
    r"^(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}[日号]|[今昨当][天日晚晨]|近日|日前)(?:上午|下午|晚上?|凌晨|中午)?[，,]?|^(?:当|昨|今)?[晚天](?:上)?的(?=[\u4e00-\u9fff]{2})"
)
_DATELINE = re.compile(
    r"^[^（(，。]{0,14}[（(](?:本报|见习|实习|特约)?(?:记者|通讯员)[^）)]{1,30}[）)]|^[\u4e00-\u9fff]{2,12}?\d{1,2}月\d{1,2}日[电讯]|^(?:新华社|中新社|本报)[\u4e00-\u9fff]{0,8}[电讯]"
)
_SET_APART = re.compile(r"^[\u4e00-\u9fff]{2,4}[ \u3000]+(?=[全省市县自])")  # 广西　自治区安委会全体会议
_TIER = "[国省市县区旗州]"
_LEVELS = re.compile(
    rf"^((?:全{_TIER}(?:、|和|暨)?){{2,3}}|全{_TIER}(?:、|和)我{_TIER}|全?{_TIER}(?:(?:、|和|暨)全?{_TIER}){{1,2}}|省市(?=[视电安会])|国务院[、和](?:省政府|自治区(?:政府)?|兵团))(?=[^、])"
)
_TIERS_CALLED = re.compile(
    rf"^国家?((?:[、和]{_TIER}){{1,3}})(?:[两三四]级|(?=[\u4e00-\u9fff]{{4}}))"
)  # 国家、省、市三级某会议
_NAMED_TIER = re.compile(
    r"^(全[国省]|省|自治区)(?:、|和|暨)([\u4e00-\u9fff]{2,4}[省市州盟])(?=[\u4e00-\u9fff\d]{4})"
)  # 全省、某市某会议
# 全国、省、某市某会议: of three tiers, the last by its name.
_TIERS_TO_NAMED = re.compile(
    r"^(全国)[、和](全省|省|自治区|全区)[、和]([\u4e00-\u9fff]{2,4}[市州盟])(?=[\u4e00-\u9fff\d]{4})"
)
SEVERALLY = re.compile(
    rf"([^，。、和]{{1,16}})[、和]([^，。、和]{{1,16}}?)也?(?:先后|分别|相继|接连|陆续|依次|逐级|紧随其后|[两三]级(?:分别|均|也)?)(?:接续|接[着著]|随后|立即|随即|组织|套)*$|(?:^|随后|接着)({_TIER})[里上]?[、和]({_TIER})[里上]?(?:组织|政府|接续|接[着著]|随即|立即|也)*$|^([\u4e00-\u9fff]{{2,6}}[省市州盟]|我{_TIER})[、和](我{_TIER})(?:也|均|又)?(?:先后|分别|相继|接连|陆续|依次|接续|接[着著]|随后|随即|立即|紧随其后)+$"
    r"|^(自治区|[\u4e00-\u9fff]{2,8}省)[、和]([\u4e00-\u9fff]{2,8}[市州盟])(?:接续|紧?接[着著]|随后|随即|也|均)+(?:组织)?$"
)
_THREE_SEVERALLY = re.compile(
    r"([^，。、和]{2,12})、([^，。、和]{2,12})[、和]([^，。、和]{2,12})(?:先后|分别|相继|接连|陆续|依次|逐级)(?:组织)?$"
)
# 全国、省、市相继召开某会议
_TIERS_IN_TURN = re.compile(
    rf"((?:全?{_TIER}、){{1,2}}全?{_TIER}、?全?{_TIER})(?:[两三]级|先后|分别|相继|接连|陆续|依次|逐级|接续|接[着著]|随即|随后|组织|同步)+$"
)
# 全国、全省某会议暨2010年市安委会第一次会议: another tier's beside it.
_TOGETHER = re.compile(
    r"(?P<above>全[国省市][^，。；]{4,40}?会议?)暨(?P<below>(?:\d{4}年)?(?P<tier>[省市县区州旗])(?:政府)?(?:安委会|防指|森防指|消安委|减灾委|防汛抗旱指挥部)[^，。；]{2,30}会议?)$"
)
_THEN = re.compile(r"^(?:随后|接[着著]|之后|其后|会后)[，,]?")
_WHOLE_NAME = re.compile(rf"(?:全[国省市县区州]|兵团|自治区|[省市])(?!领导){CHARS}{{2,30}}?会议")


def clean_title(title: str) -> str:
    """The name of a meeting as printed, without the date and the particles around it."""
    title = _DATED.sub("", _DATELINE.sub("", _SET_APART.sub("", title.strip().lstrip("—–-"))))
    return re.sub(r"^(?:了|在|全文|一场|一次|并?在?会后|随后(?:召开|举行)的)", "", title).strip(" \t\u3000的")


def each_of(title: str, subject: str) -> list[tuple[str, str]]:
    """全国、全省某会议 is two meetings of that name, 甲和乙分别召开某会议 as well."""
    title, subject = _TIERS_CALLED.sub(r"国\1", title), _THEN.sub("", subject)
    listed = re.split("[、和]", title)
    if len(listed) > 1 and all(_WHOLE_NAME.fullmatch(one) for one in listed):  # 全省经济工作会议、全省扶贫工作会议
        return [(one, "" if at else subject) for at, one in enumerate(listed)]
    named = _TIERS_TO_NAMED.match(title) or _NAMED_TIER.match(title)
    if named is not None:
        tiers = [f"全{tier}" if tier == "省" else tier for tier in named.groups()]
        return [(f"{tier}{title[named.end() :]}", "" if title in subject else subject) for tier in tiers]
    together = _TOGETHER.match(title)
    if together is not None and together["tier"] not in together["above"]:
        above = each_of(together["above"], subject)
        return [*above, (together["below"], "")]
    levels = _LEVELS.match(title)
    if levels is not None:
        if levels[1].startswith("国务院"):
            below = levels[1][4:].removesuffix("政府")
            tiers = ["全国", below if len(below) > 1 else f"全{below}"]
        else:
            tiers = [f"全{kind}" for kind in re.findall(_TIER, levels[1])]
        return [(f"{tier}{title[levels.end() :]}", "" if at else subject) for at, tier in enumerate(tiers)]
    tiers_in_turn = _TIERS_IN_TURN.search(subject)
    if tiers_in_turn is not None:
        return [(title, f"全{kind}") for kind in re.findall(_TIER, tiers_in_turn[1])]
    three = _THREE_SEVERALLY.search(subject)
    if three is not None:
        return [(title, one) for one in three.groups()]
    holders = SEVERALLY.search(subject)
    if holders is not None:
        first, second = (one for one in holders.groups() if one)
        within = (
            first if subject.rstrip("分别均也").endswith("级") else ""
        )  # 金华、东阳两级: a city and one of its counties
        second = re.sub(
            rf"等(?=[市县区州])|(?<=.)(?:{ONCE}|在?会后)+$", "", second
        )  # 甲、乙等市分别, 省、市随后分别召开会议
        return [(title, f"全{one}" if len(one) == 1 else one) for one in (first, within + second)]
    return [(title, subject)]
