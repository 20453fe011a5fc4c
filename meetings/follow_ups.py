"""Follow-ups: what is held after another meeting was heard (全国会议结束后…, 在某市分会场…)."""

import re

from meetings.meeting_words import ONCE, OVER

Found = list[tuple[int, int, str, str, str]]  # start, end, name, who held it, form

FOLLOWS_UP = re.compile(
    rf"会后|{OVER}|会议?(?:一|刚)?(?:开完|结束|散)(?:[之以]?后)?[，,]|随即|随后|立即|立刻|接[着著]|收听收看|收看收听|收视收听|续会|套开|继续召开|续开|分会场|迅速召开"
)
_AT_ONCE = rf"(?:{ONCE}|也|又){{0,2}}"
_DONE = r"(?:进行|作出|做出|作|做|召开|提出)?(?:了)?(?:再|全面|具体|专题|进一步)?(?:动员|安排|部署|布置|再部署){1,3}"
# 会后…，并就…讲话: somebody who heard the meeting goes on to speak to his own people.
_SPEAKS_ON = re.compile(
    rf"(?:收听|收看|分会场|{OVER})[^。\n]{{0,60}}?(?:[，,]?并(?:(?:就|对|围绕)[^。\n，]{{0,40}}?)?|[，,](?:就|对|围绕)[^。\n，]{{0,40}}?|[，,][^。\n，；]{{0,4}}[副常]?[^。\n，；]{{0,8}}长[^。\n，；]{{2,4}}(?:在[^。\n，；]{{2,10}}分会场)?(?:当即|随即|立即)?(?:就[^。\n，；]{{2,20}})?(?=[讲提]))"
    r"(?:作|做|发表|进行|作出|提出|讲)?(?:了)?[^。，；]{0,8}?(?:讲话|部署|安排|要求|强调|意见)"
    r"|会议?(?:结束|召开|完毕)后[，,]我[省市县区旗州](?:立即|随即|迅速)?(?:要求|强调)"
)
_DEPLOYS = re.compile(
    rf"[，,](?P<np>(?P<org>[^，。；]{{2,14}}?){_AT_ONCE}(?:就|对)(?P<topic>[^，。；]{{2,30}}?)(?:工作)?{_DONE})"
    rf"|[，,](?P<np2>(?P<org2>[^，。；]{{2,14}}?)(?:{ONCE})(?:研究|安排|部署|传达|学习)[^，。；]{{0,24}})"
)
_MEETS = re.compile(
    rf"[，,](?P<np>(?P<org>[^，。；]{{2,10}}?)(?:分别|相继|先后|继续|接续|又|也|就|{ONCE})+开(?:了)?会)(?=[，,。；]|(?:作出|作了|进行)[^，。；]{{0,4}}(?:部署|安排))"
)
# 某市安委办3日下午开会贯彻全省会议精神: held for its own people.
_PLACED = re.compile(r"自治区|兵团|[\u4e00-\u9fff]{2,8}[省市州盟县旗区]")
_MEETS_ON = re.compile(
    r"(?:^|[，,：:])(?P<np>(?P<org>[^，。；：:]{2,16}?)(?:\d{1,2}月)?(?:\d{1,2}日|[今昨当][天日晚])(?:[上下]午|晚上?)?(?:也|还)?(?:专门|连夜|紧急)?开会(?=学习|传达|贯彻|研究|部署|落实|[，,]决定))"
)
_AFTER_MEETING = re.compile(rf"会后|{OVER}|收听|收看|分会场|续会")
_BRANCH = re.compile(r"在([^，。]{2,12}?分会场)")
# 在某市举行的分会场会议要求
_BRANCH_SPEAKS = re.compile(r"(在([^，。；]{2,8}?)(?:举行|召开|设立)?的分会场会议)(?=要求|强调|指出)")
_EVERYWHERE = re.compile(r"后[，,](?!我[省市县区旗州])[^，]{0,6}(?:各地|多地|各省|各级|各单位|全国各|各[市县区])")
_NOBODY = re.compile(
    r"各|^有[的些]|^结合|实际$|等[\u4e00-\u9fff]{1,4}$|多地|分别|纷纷|陆续|相继|大家|与会|会议|全[国省市县区]上下|^(?:要|必须|应)|[要应]$"
)


_SEVERALLY = re.compile(
    rf"(?:随后|会后|{OVER})[，,](?P<np>(?P<org>(?:省|自治区)(?:政府)?[和、][\u4e00-\u9fff]{{2,4}}[市州盟](?:分别|先后|相继))(?:就|对)[^，。；]{{2,30}}?(?:工作)?{_DONE})"
)


def deployed(sentence: str, after: int = 0) -> Found:
    """Whose office after a meeting saw to it that its orders are followed (会后，市政府就贯彻落实会议精神进行了部署); looked for
    in `sentence` from the code point `after`."""
    deploys = _DEPLOYS.search(sentence, after)
    severally = _SEVERALLY.match(sentence)
    if severally is not None:  # 随后，省和某市分别就做好工作作出安排
        return [(*severally.span("np"), severally["np"], severally["org"], "deploys")]
    # 某会议|结束后: the name of the meeting heard ends with what 后 follows.
    if deploys is not None and _AFTER_MEETING.search(sentence[: deploys.start() + 1], max(0, after - 2)):
        group, org = ("np", deploys["org"]) if deploys["np"] else ("np2", deploys["org2"])
        if _NOBODY.search(org) is None:
            return [(deploys.start(group), deploys.end(group), deploys[group], org, "deploys")]
    return []


def met(sentence: str, after: int = 0) -> Found:
    """Who met in turn (会后，我县接着开会; 国务院召开会议，省里随后开会), looked for from the code point `after`."""
    meets = _MEETS.search(sentence, after)
    told = meets is not None and (after or FOLLOWS_UP.search(sentence[: meets.start() + 1]) is not None)
    if meets is None or not told or _NOBODY.search(meets["org"]):
        return []
    tiers = re.split("[、和]", meets["org"])  # 某省、某市接着开会
    if len(tiers) > 1 and all(one in "省市县区州盟旗" for one in tiers):  # 随后，省、市分别接着开会
        return [(meets.start("np"), meets.end("np"), f"全{one}会议", one, "held") for one in tiers]
    each = tiers if len(tiers) > 1 and all(_PLACED.fullmatch(one) for one in tiers) else [meets["org"]]
    return [(meets.start("np"), meets.end("np"), "会议", one, "held") for one in each]


# 全国某会议召开，省、市会议接续进行; 南平市会议随后召开
_TIER = r"(?:全?[省市州]|自治区|兵团|[\u4e00-\u9fff]{2,4}[市州盟])"
_CONTINUED = re.compile(
    rf"[，,；](?P<tiers>{_TIER}(?:[、和]{_TIER})*)(?:[两三]级)?(?P<np>会议)(?:同步|分别|先后|相继|依次|也|均|{ONCE})*(?:接续|继续|套开|跟进|紧随其后)*(?:进行|召开|举行)(?=[，。；])"
)


def continued(sentence: str, after: int) -> Found:
    """The meetings of the tiers below that went on after the one that ends at the code point `after`."""
    found = _CONTINUED.search(sentence, after)
    if found is None:
        return []
    return [
        (*found.span("np"), f"全{tier[-1]}会议" if len(tier) < 3 and tier != "兵团" else "会议", tier, "held")
        for tier in re.split("[、和]", found["tiers"])
    ]


# 某市在省会议结束后立即续会
_RESUMES = re.compile(
    r"^(?P<org>[\u4e00-\u9fff]{2,8}[省市县区州旗盟])[ \u3000]*(?:在|于)[^，。；]{1,20}?会议?(?:结束|召开)*[之以]?后[，,]?(?:立即|随即|紧?接[着著]|迅速|当即)?(?P<np>续会)(?=[，。；])"
)


# 会商调度结束后，省应急管理厅立即续会
_GOES_ON = re.compile(
    rf"(?:会|会商|调度|会议)(?:结束|完毕)?[之以]?后[，,](?P<org>[^，。；]{{2,14}}?)(?:{ONCE})*(?P<np>续会)(?=[，。])"
)


# 县安委办5月17日召集成员单位联络员开会
_CALLED_IN = re.compile(
    r"(?:^|[，,：:])(?P<np>(?P<org>[^，。；：:]{2,20}?)(?:(?:\d{1,2}月)?\d{1,2}日|[今昨当][天日晚])(?:[上下]午|晚上?)?(?:专门|连夜|紧急)?召集[^，。；]{2,30}?(?:开会(?:贯彻|传达|部署|研究)?|开了(?:一个)?[^，。；]{0,4}会))(?=[，。])"
)

# 11月11日，富平县安监局召集批发企业负责人开会贯彻
_CALLED_ON_A_DAY = re.compile(
    r"(?:日|[上下]午|晚)[，,](?P<np>(?P<org>[^，。；：:]{2,20}?)(?:专门|连夜|紧急)?召集[^，。；]{2,30}?开会(?:贯彻|传达|部署|研究)?)(?=[，。])"
)


def followed(sentence: str) -> Found:
    """The follow-up that a sentence without the name of a meeting tells of; mostly none."""
    if deploys := deployed(sentence):
        return deploys
    if meets := met(sentence):
        return meets
    on = (
        _MEETS_ON.search(sentence)
        or _CALLED_IN.search(sentence)
        or _CALLED_ON_A_DAY.search(sentence)
        or _RESUMES.match(sentence)
        or _GOES_ON.search(sentence)
    )
    if on is not None and not _NOBODY.search(on["org"]):
        return [(on.start("np"), on.end("np"), "续会" if on["np"] == "续会" else "会议", on["org"], "held")]
    branch = _BRANCH_SPEAKS.match(sentence)
    if branch is not None:
        return [(*branch.span(1), branch[1], branch[2], "follow")]
    if _SPEAKS_ON.search(sentence) is not None and _EVERYWHERE.search(sentence) is None:
        place = _BRANCH.search(sentence)
        return [(0, len(sentence), "", place[1] if place else "", "follow")]
    return []
