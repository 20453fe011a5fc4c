"""Where a text tells that a meeting was held: who held it, what it is called and on what level.

A meeting is announced by a verb of holding (召开, 举行), by taking part in a named meeting, by a follow-up
(会后…进行部署) or by a title (…会议纪要). What is only passed on (传达学习…会议精神), ordered (定期召开…会议) or
remembered (近期召开的…会议) announces nothing.
"""

import re
from dataclasses import dataclass

from meetings.drafts import Level

_NOUN = (
    r"(?:会议|(?:电视电话|电话|视频|视讯|调度|部署|推进|动员|座谈|工作|例|现场|专题|常务|联席|会商|协调|分析|通报|总结|报告|发布|全体|办公|研判"
    r"|通气|吹风|督办|观摩|点评|警示|启动|约谈|誓师|交流|述职|学习|专家|布置|扩大|季度|月度|年度|紧急|党组|党委|理事|主任|碰头|研讨|论证|表彰|演练部署)会议?"
    r"|大会|全会|集体学习)(?:[（(][^（）()]{1,8}[）)])?(?:会议?)?"
)
_HELD_TAIL = r"(?!精神|室|厅|场|期间|前夕|以来|筹备|保障|材料|记录)"
_TAIL = r"(?!精神|室|厅|场|部署|要求|决定|期间|前夕|以来|筹备|保障|材料|记录)"
_CHARS = r"[^，,。；;：:！？!?\n]"
_VERB = r"(?:召开|举行|举办|组织召开|召集)"
_WORDS = ("会", "学习", "调度", "约谈")
_HOLDING = ("召开", "举行", "举办", "召集")
_HELD = re.compile(
    rf"(?P<verb>{_VERB})(?:了|过)?(?P<np>{_CHARS}{{0,70}}?{_NOUN}(?:暨{_CHARS}{{2,40}}?{_NOUN})?){_HELD_TAIL}"
)
_NAMED = re.compile(
    rf"(?P<np>{_CHARS}{{0,60}}?(?:{_NOUN}|安委会(?!扩大|全体|第|成员|办|\d))){_TAIL}(?P<mid>[^，。；：、\n召举]{{0,40}}?)(?P<verb>召开|举行|举办)(?!的)"
)
_JOINED = re.compile(
    rf"(?:出席|参加|主持|列席|收听收看|收看收听|收听|收看)(?:了)?(?P<np>{_CHARS}{{4,60}}?{_NOUN}){_TAIL}(?:[，,]?(?:并|和)?(?:在会上)?(?:作|做|发表)?(?:重要|总结|工作)?(?:讲话|部署|发言|强调|致辞|提出)|[，,。])"
)
_AT = re.compile(rf"(?:在|于)(?P<np>{_CHARS}{{4,80}}?{_NOUN})(?:上|中)")
_FOLLOW = re.compile(
    r"(?:收听|收看|参加|出席|会议?(?:结束)?之?后)[^。\n]{0,60}(?:[，,](?:并)?就[^。\n]{0,40}(?:进行|作了?|做了?|作出)?(?:了)?(?:再)?(?:安排)?部署|[，,](?:并)?(?:作|做)(?:了)?[^。，]{0,6}(?:讲话|部署)|[，,](?:并)?(?:就[^。\n]{0,40})?提出(?:了)?[^。，]{0,8}要求)"
)
_DEPLOYS = re.compile(
    r"[，,](?P<np>(?P<org>[^，。；]{2,14}?)(?:立即|随即|迅速|接着|紧接着)?就(?P<topic>[^，。；]{2,24})(?:工作)?进行(?:了)?(?:再)?(?:安排)?部署)"
)
_MEETS = re.compile(r"[，,](?P<np>(?P<org>[^，。；]{2,10}?)(?:继续|立即|随即|接着|接续|迅速)开会)(?=[，,。])")
# 召开 in an order, a plan, a memory or a habit.
_NOT_HELD_BEFORE = re.compile(
    r"(?:要|应|将|拟|定期|及时|每月|每季度?|每周|每年|多次|先后|至少|即将|准备|抓紧|尽快|未|不|没有|没|必须|坚持|一是|二是|三是|是否|须|按时|适时|曾|近期将?"
    r"|通过|贯彻落实|落实|学习|传达|推动|督促|牵头|负责|分别|相继|陆续|也|还|建立|采取|利用|结合|分级|分层|逐级|层层|专门|为|原定|按期|经常|筹备|申请|组织)(?:组织)?$"
)
_FOLLOWS_UP = re.compile(
    r"会后|会议?(?:结束)?之?后|随即|随后|立即|接着|紧接着|收听收看|续会|套开|继续召开|续开|分会场|迅速召开"
)
_RELAYED = re.compile(r"(?:传达|学习|贯彻|落实|按照|根据|围绕|对照|依据|结合)[^。，；]{0,50}$")
_LEARNT = re.compile(r"(?:记者|本报|我台).{0,14}(?:从|获悉|了解)")


@dataclass(frozen=True, slots=True)
class Announcement:
    """A meeting told of at `start:end`. `title` is its name as printed; `subject` the words before it in the
    clause, which name who held it; `follows` where it is told as the follow-up of another meeting."""

    start: int
    end: int
    title: str
    subject: str
    follows: bool
    form: str  # held, named, joined, at, follow, deploys, title


def announcements_in(text: str, start: int, end: int) -> list[Announcement]:
    """The meetings that the sentence `text[start:end]` announces; mostly none, seldom more than one."""
    sentence = text[start:end]
    if not any(word in sentence for word in _WORDS) or _LEARNT.search(sentence):
        return []
    holds = any(verb in sentence for verb in _HOLDING)
    found = (
        (holds and (_held(sentence) or _named(sentence)))
        or _joined(sentence)
        or _at(sentence)
        or _followed(sentence)
        or _speaking(sentence)
        or _dispatching(sentence)
    )
    follows = _FOLLOWS_UP.search(sentence) is not None
    return [
        Announcement(start + a, start + b, name, holder, follows or form in ("follow", "deploys"), form)
        for a, b, title, subject, form in found
        for name, holder in _each(_clean(title), subject)
    ]


_LEVELS = re.compile(r"^((?:全[国省市县区旗州](?:、|和|暨)?){2,3})(?=[^、])")
_SEVERALLY = re.compile(r"([^，。、和]{2,16})[、和]([^，。、和]{2,16})(?:先后|分别)$")


def _each(title: str, subject: str) -> list[tuple[str, str]]:
    """全国、全省某会议 is two meetings of that name, 甲和乙分别召开某会议 as well."""
    levels = _LEVELS.match(title)
    if levels is not None:
        names = re.findall("全[国省市县区旗州]", levels[1])
        return [(name + title[levels.end() :], "" if at else subject) for at, name in enumerate(names)]
    holders = _SEVERALLY.search(subject)
    if holders is not None:
        return [(title, holders[1]), (title, holders[2])]
    return [(title, subject)]


_Found = list[tuple[int, int, str, str, str]]


def _clause(sentence: str, at: int) -> str:
    begin = max(sentence.rfind(mark, 0, at) for mark in "，,；;：:。")
    return sentence[begin + 1 : at]


def _held(sentence: str) -> _Found:
    for match in _HELD.finditer(sentence):
        subject = _clause(sentence, match.start())
        after = sentence[match.end("verb") : match.end("verb") + 1]
        several = _SEVERALLY.search(subject) is not None
        if after == "的" or _NOT_HELD_BEFORE.search(subject.rstrip()) and not (several or _FOLLOWS_UP.search(subject)):
            continue
        if sentence[match.end() : match.end() + 1] == "的":
            continue
        return [(match.start("np"), match.end("np"), match["np"], subject, "held")]
    return []


def _named(sentence: str) -> _Found:
    for match in _NAMED.finditer(sentence):
        clause = _clause(sentence, match.start("verb"))
        if _RELAYED.search(sentence[: match.start("np")]) or re.search(r"[要将应拟即]$", match["mid"].strip()):
            continue
        rest = sentence[match.end() :]
        if re.match(r"的|后|前|以来|之际|时", rest) or (
            match["np"].endswith("安委会") and re.match(r"[^，。；]*会", rest)
        ):
            continue
        offset = match.end("np") - len(match["np"])
        return [(offset, match.end("np"), match["np"], clause, "named")]
    return []


def _joined(sentence: str) -> _Found:
    match = _JOINED.search(sentence)
    if match is None or "分会场" in sentence[: match.end()]:
        return []
    return [(match.start("np"), match.end("np"), match["np"], sentence[: match.start()], "joined")]


def _at(sentence: str) -> _Found:
    match = _AT.search(sentence)
    if match is None or _RELAYED.search(sentence[: match.start()]):
        return []
    np = re.sub(rf"^.*?{_VERB}的", "", match["np"])
    return [(match.end("np") - len(np), match.end("np"), np, sentence[: match.start()] + match["np"], "at")]


def _followed(sentence: str) -> _Found:
    match = _DEPLOYS.search(sentence)
    if match is not None and _FOLLOWS_UP.search(sentence[: match.start() + 1]):
        return [(match.start("np"), match.end("np"), match["np"], match["org"], "deploys")]
    match = _MEETS.search(sentence)
    if match is not None and _FOLLOWS_UP.search(sentence[: match.start() + 1]):
        return [(match.start("np"), match.end("np"), "会议", match["org"], "held")]
    match = _FOLLOW.search(sentence)
    if match is not None:
        place = re.search(r"在([^，。]{2,12}?分会场)", sentence)
        return [(0, len(sentence), "", place[1] if place else "", "follow")]
    return []


_SPEAKS = re.compile(
    rf"^(?P<np>(?:全[国省市县区]|国务院|[省市县]委|[省市县]政府){_CHARS}{{2,40}}?{_NOUN})(?=要求|强调|指出|明确要求)"
)


# Meetings that have no 会 in their name: a conference by video, a talk with those responsible.
_DISPATCHES = re.compile(
    r"^(?P<org>[^。]{2,60}?(?:部|委|局|厅|办|办公室|指挥部|防总|政府))[^，。]{0,12}?(?P<np>(?:视频|连线)(?:连线)?调度[^，。]{0,24})[，,](?:要求|强调)"
)
_TALKS = re.compile(
    r"(?P<org>[^，。；]{2,20}?(?:部|委|局|厅|办|办公室|政府))(?:[^。]{0,400}?)(?:进行(?:了)?(?:集中|安全生产)*(?P<np>约谈)|(?P<np2>约谈)了)"
)


def _dispatching(sentence: str) -> _Found:
    match = _DISPATCHES.match(sentence)
    if match is not None:
        return [(match.start("np"), match.end("np"), match["np"] + "会议", match["org"], "held")]
    match = _TALKS.search(sentence)
    if match is not None:
        at = match.start("np") if match["np"] else match.start("np2")
        return [(at, at + 2, "安全生产约谈", match["org"], "held")]
    return []


def _speaking(sentence: str) -> _Found:
    match = _SPEAKS.match(sentence)
    return [(match.start("np"), match.end("np"), match["np"], "", "speaks")] if match else []


_DATED = re.compile(
    r"^(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}[日号]|[今昨当][天日晚晨]|近日|日前)(?:上午|下午|晚上?|凌晨|中午)?[，,]?"
)


def _clean(title: str) -> str:
    title = _DATED.sub("", title.strip())
    return re.sub(r"^(?:了|在|全文)", "", title).strip(" \t\u3000的")


_TITLE_FORMS = (
    re.compile(rf"(?:召开|举行)(?P<np>.{{2,60}}?(?:{_NOUN}))"),
    re.compile(
        rf"^(?P<np>.{{2,70}}?{_NOUN})(?:会议)?(?:纪要|(?:会议)?记录(?:稿)?|简报|简讯|综述|侧记|实录|主持词|(?:发言)?材料(?:汇编)?|(?:会议)?精神及?任务分工|任务分工|(?:简要|主要)?精神(?:摘要|要点|传达提纲)?|情况通报|讲话)?$"
    ),
    re.compile(rf"在(?P<np>.{{4,70}}?{_NOUN})(?:上)?的?(?:讲话|主持词|发言|报告|总结|致辞|部署|传达|点评)"),
    re.compile(rf"^(?P<np>.{{2,60}}?{_NOUN})(?:在.{{2,8}})?(?:召开|举行)"),
    re.compile(rf"(?:对|就|在)(?P<np>.{{4,60}}?{_NOUN})(?:上)?(?:作出|强调|作)"),
)
_TITLE_NOT = re.compile(r"传达|学习|贯彻|落实|收听|收看|参加|审议|听取|研究|关于|精神.*(?:通知|方案)")


def title_announcement(text: str, start: int, end: int) -> Announcement | None:
    """The meeting a title or section heading names (…会议纪要, 在…会议上的讲话, 全国会议精神), or None."""
    line = re.sub(
        r"^[\[【（(][^\]】）)]{1,6}[\]】）)]|^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])",
        "",
        text[start:end].replace("\n", ""),
    ).strip()
    for form in _TITLE_FORMS:
        match = form.search(line)
        if match is not None and not _TITLE_NOT.search(line[: match.end("np")]):
            at = text.find(match["np"], start, end)
            at = start if at < 0 else at
            return Announcement(
                at, at + len(match["np"]), _clean(match["np"]), line[: match.start("np")], False, "title"
            )
    return None


_LEVEL_WORDS = (
    (
        Level.NATIONAL,
        re.compile(
            r"全国|国务院|总书记|国家主席|国务委员|总理|党中央|中共中央|中央(?:政治局|军委|全面|财经|农村|经济)|国家(?!电网|能源集团)|(?:应急管理|公安|交通运输|住房和?城乡建设|工业和信息化|水利|农业农村|教育|生态环境|自然资源|文化和旅游|商务|人力资源[^，]{0,6})部"
        ),
    ),
    (
        Level.PROVINCE,
        re.compile(r"全省|省[委政安级防应人纪]|省直|自治区|全区(?=.*自治区)|兵团|本?省(?:召开|举行)|我省"),
    ),
    (
        Level.CITY,
        re.compile(
            r"全市|市[委政安级防应长人纪]|市直|全州|州[委政安]|全盟|盟委|盟行政公署|我市|本市|市.{1,10}(?:局|委|总队|支队)"
        ),
    ),
    (
        Level.COUNTY,
        re.compile(r"全县|县[委政安级防应长人纪]|全区|区[委政安级防应长人纪]|全旗|旗[委政安长]|我县|我区|本[县区]"),
    ),
    (
        Level.TOWNSHIP,
        re.compile(r"全[镇乡]|[镇乡][委党政安长]|街道(?:党工委|办)|(?:镇|乡|街道|社区)(?:召开|$)|办事处|[街镇乡]$"),
    ),
)
_OWN = re.compile(r"^(?:[我本全][国省市县区旗州]|[省市县]|国务院)")
_ENTERPRISE = re.compile(
    r"公司|集团|煤矿(?![、安企])|煤业|矿业|电厂|工厂|车间|项目部|分厂|企业(?!安全|座谈|负责)|油田|银行|供电|局属|[^，]厂(?:召开)?$"
)


def level_of(subject: str, title: str) -> Level | None:
    """The level of a meeting from who held it and what it is called: the holder first where it is an
    enterprise, else the title's own 全国, 全省, 全市, then the holder."""
    if not _OWN.match(subject) and (
        _ENTERPRISE.search(subject) or (not _OWN.match(title) and _ENTERPRISE.search(title[:12]))
    ):
        return Level.ENTERPRISE
    for words in (title, subject):
        found = [(match.start(), level) for level, pattern in _LEVEL_WORDS if (match := pattern.search(words))]
        if found:
            return min(found, key=lambda pair: pair[0])[1]
    return None
