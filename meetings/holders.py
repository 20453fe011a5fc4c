"""Who held a meeting, and what it is called in full."""

import re

from meetings.drafts import Level
from meetings.telling import GENERIC, Told

_HOST = re.compile(
    r"([^，。；在由]{2,30}?(?:公司|集团|煤矿|电厂|矿业|厂|项目部|局|委|厅|总队|支队|大队|中心|学校|学院|大学|医院|协会))"
)
_GOVERNMENT = re.compile(r"政府|安委|委员会$|[省市县区州旗]委$|党委|国务院|指挥部|防总|常委")

WHEN = re.compile(
    r"[（(][^（）()]*[）)]|(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}[日号]|[今昨当][天日晚]|[上下]午|晚上?|近日|日前|主持|组织|同步|第一时间|接续|继续|立即|随即|随后|会后|迅速|连夜|再次|紧?接[着著]"
)
# Where somebody was away from home: that place holds no meeting.
ABROAD = re.compile(r"(?<![正现])(?:在|到|赴|前往|深入)[^，。在]{1,20}?(?=召开|举行|主持|组织|紧急|$)")
_MANNER = re.compile(r"(?:联合|及时|专题|专门|分别|统一|召开|举行)+$")
_BODY = re.compile(
    r"(?:国务院|国家|党中央|[省市县区镇乡州旗]|公司|集团)[^，。]{0,16}$|(?:委|部|局|厅|会|防总|指挥部|总队|公司|党组|党委|党工委)$"
)


def bare_holder(subject: str) -> str:
    """The words before a verb of holding without when, and without where the holder was away from home."""
    return WHEN.sub("", ABROAD.sub("", subject))


def holder_alone(subject: str) -> str:
    """Those words without how the meeting is held (联合召开)."""
    return _MANNER.sub("", bare_holder(subject))


def holder_of(subject: str) -> str:
    """The body that held the meeting, from the words before 召开: without when, where and how."""
    words = re.sub(
        r"^.{0,24}?(?:消息|(?<![通资])讯|(?<![供发广机输火水核风])电(?![力网厂站局视话商子信梯气监建业煤公投]))(?:[（(][^）)]*[）)])?|^[\[【][^\]】]*[\]】]",
        "",
        subject,
    )
    words = re.sub(r"^[\u4e00-\u9fff]{2,4}[ \u3000]+(?=[省市县区州])", "", WHEN.sub("", words))
    words = re.sub(r"以[^，。]{2,8}(?:形式|方式)", "", words)
    words = re.sub(r"(?:在|结合|围绕|针对)[^，。]*$", "", words).strip("，,：: 　")
    return words if len(words) <= 24 and _BODY.search(words) else ""


_OF_LEVEL = {Level.NATIONAL: "全国", Level.PROVINCE: "全省", Level.CITY: "全市", Level.COUNTY: "全县"}

_OWN_NAME = re.compile(r"全[国省市县区州旗盟镇乡]|国家防总")
_CALLED_OWN = re.compile(r"[我本]?[省市县区州旗镇乡][里上]?")
_COUNTIES = re.compile(r"[县区旗](?=[长委政])")


def full_title(title: str, holder: str, told: Told, actor: str = "") -> str:
    """A name that says little (会议, 2021年第一次全体会议) gets the body that held the meeting before it. `actor` is who
    held it as printed (区长某某): a county's may be a district or a banner."""
    if GENERIC.match(title) or re.match(r"第|\d{4}年第", title):
        where = re.search(r"在([^，。]{2,12}(?:指挥部|指挥中心))", told.found.subject)
        region = told.place.name if told.place else _OF_LEVEL.get(told.level, "")
        if region == "全县" and (county := _COUNTIES.search(told.found.subject + actor)) is not None:
            region = f"全{county[0]}"
        holder = "" if _CALLED_OWN.fullmatch(holder) and told.place else holder
        whose = (holder if not holder.endswith(title) else "") or (where[1] if where else region)
        return title if _OWN_NAME.match(title) or title[1:3] in ("防指", "政府") else f"{whose}{title}"
    if told.level is Level.ENTERPRISE and holder and holder[-4:] not in WHEN.sub("", title):
        return f"{holder}{title}"
    return title


def host_of(told: Told, holder: str) -> str:
    match = _HOST.search(holder)
    if match is None or _GOVERNMENT.search(match[1]) or told.level is Level.NATIONAL:
        return ""
    return match[1].strip()
