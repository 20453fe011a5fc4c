"""Titles of office: where one ends, and how far a row of them reaches back before a name."""

import re

_HEADS = (
    "总书记|书记(?!处|员)|国家主席|军委主席|主席(?!团|台|令)|总理(?!事)|国务委员|委员长|委员(?!会)|常委(?!会)|主任委员|主任(?!医师|科员|委员会)|秘书长|省长|市长|县长|区长|州长|盟长|旗长|师长|团长|行政长官|署长"
    "|镇长|乡长|段长|部长(?!级)|厅长|局长|司长|处长|科长|股长|所长|院长|校长|园长|站长|会长|理事长|董事长|行长|社长|馆长|总指挥长|总指挥(?!部|中心)|指挥长|指挥官"
    "|指挥员|指挥(?!部|中心|调度|协调|体系|机构|机关|系统|平台|所|抢险|扑救|救援|有力|得当|网络)|成员|董事|监事|顾问|理事|组长|总队长|支队长|大队长|中队长|队长|总经理|经理|总裁|总监|总工程师|工程师|厂长|矿长|检察长|司令员|预报员|参谋长|政治委员"
    "|政委|专员|巡视员|调研员|(?:主任|副主任)科员|特派员|督察长|督导员|发言人|负责人|负责同志|领导同志|领导|干事|召集人|社区书记|总会计师|总规划师|总经济师|督学|教导员|指导员|总农艺师|总建筑师|总畜牧师|总兽医师|总师|总工(?!作|会)|民警(?!队)|领班|牵头人|台长|村长|[厅处科县局市）)]级干部"
)
POST = re.compile(rf"(?:[一二三四]级(?=巡视员|调研员))?(?:常务副|第一副|执行副|副|代理|代)?(?:{_HEADS})(?:助理)?|副总")
WEAK = re.compile(r"(?:负责人|负责同志|领导同志|领导|干事|专员|发言人|委员|成员|总)$")  # no name stands before these
_ENDS_IN_POST = re.compile(rf"(?:{_HEADS})(?:助理|候补)?$")
_STOP = '，,。；;：:！!？?（）()《》“”"\u3000\n\t []【】|｜/…—-─'
# What precedes a title inside its clause without belonging to it.
_LEAD = re.compile(
    r"^.*(?:等到|会议由|由于|由|作者系|我是|的有|(?:汇报|通报|报告|情况|精神|批示|指示|讲话)和|的|在|向|(?<!部)对|请来了?|请|受|领导同?志?(?:有|是)|会上|日前|近日|昨[日天]|今[日天晨]|上午|下午|晚上?|随后|期间|同时|之后|以后|根据|按照|落实|贯彻|介绍|记者|收听收看了?|收看收听了?|听取了?"
    r"|召开|主持|刚才|首先|最后|接[着著]|会后|其中|特别是|传达|传达了|学习|关于|听取|此前|出席会议的|还有|以及|邀请|陪同|带领|率领|欢迎|并|会议|听了|指派|议程是|的是)"
)
_EDGE = re.compile(r"(?:[日号月年和与及暨并让跟同等了]|(?<=日)[电讯]|以及|我[省市县区]|我国|本[市县区])+")
_BRACKETED = re.compile(r"(?<=[一-龥])[（(](?!记者|作者|通讯)[一-龥]{1,4}[）)]\Z")
_TOO_LONG = 40


def title_row(text: str, end: int, floor: int) -> tuple[int, tuple[str, ...]]:
    """The titles that end at `end`, nearest last, and where the first of them starts. Goes back over 、
    while what stands before it ends in a title too (国务院副总理、国务院安委会主任|刘某); not below `floor`."""
    titles: list[str] = []
    start = end
    while True:
        at = start
        while at > floor and text[at - 1] not in _STOP and text[at - 1] != "、" and not text[at - 1].isdigit():
            at -= 1
            inner = _BRACKETED.search(text, max(floor, at - 8), at)  # 安（消）委会主任
            at = inner.start() if inner is not None else at
        segment = text[at:start]
        cut = at - 1  # some pages double their stops: 省委常委，、副省长
        while cut > floor and text[cut - 1] in "，,":
            cut -= 1
        more = at > floor and text[at - 1] == "、" and _ENDS_IN_POST.search(text, max(floor, cut - 12), cut) is not None
        if not more or len(segment) > _TOO_LONG:
            lead = _LEAD.match(segment)
            if lead is not None and lead.end() < len(segment):
                at += lead.end()
            edge = _EDGE.match(text, at, start)
            if edge is not None and edge.end() < start:
                at = edge.end()
            if start - at > _TOO_LONG:
                at = max(at, start - 12)
        titles[:0] = [title for title in text[at:start].split("兼") if title]
        if not more or len(segment) > _TOO_LONG:
            return at, tuple(titles)
        start = cut


def ends_in_post(words: str) -> bool:
    """Whether words end in what a post is called (县公安局局长, 县政府党组成员)."""
    return _ENDS_IN_POST.search(words) is not None
