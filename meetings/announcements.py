"""Where a text tells that a meeting was held: who held it, what it is called and on what level.

A meeting is announced by a verb of holding (召开, 举行), by taking part in a named meeting, by a follow-up
(会后…进行部署) or by a title (…会议纪要). What is only passed on (传达学习…会议精神), ordered (定期召开…会议) or
remembered (近期召开的…会议) announces nothing.
"""

import re
from dataclasses import dataclass

from meetings.conferring import conferred, linked_up
from meetings.follow_ups import FOLLOWS_UP, Found, continued, deployed, followed, met
from meetings.meeting_names import SEVERALLY, clean_title, each_of
from meetings.meeting_words import CHARS, HEARD, NOUN, ONCE, RELAYED, VERB

_HELD_TAIL = r"(?!议|商(?![，,。])|精神|室|厅|场|期间|前夕|以来|筹备|保障|材料|记录)"
_TAIL = r"(?!议|精神|室|厅|场|部署|要求|决定|期间|前夕|以来|筹备|保障|材料|记录)"
_WORDS = ("会", "学习", "调度", "约谈", "培训", "连线", "座谈")
_HOLDING = ("闭幕", "落幕", "开到", "集体学习", "组织开展", "召开", "举行", "举办", "召集", "套开", "续开", "接开")
# 4月10日下午，陕西省对全省安全生产工作进行安排。
_ARRANGES = re.compile(
    r"(?:\d{1,2}月)?\d{1,2}日[^，。]{0,6}[，,](?P<org>[\u4e00-\u9fff]{2,8}[省市州盟县区旗](?:政府)?)(?P<np>对全[省市州盟县区旗][^，。；]{2,20}(?:进行|作出|作了)[^，。；]{0,4}(?:安排|部署))。"
)
# What is held by 召开 and ends in 会 is a meeting, whatever its name, unless it is a body, a fair or society.
_ANY = r"(?<![社协机工商学党都])(?<!委员|理事|监事|联合|基金|展览|博览|运动|联欢|音乐|发布|招聘|代表)会"
_HELD = re.compile(
    rf"(?P<verb2>进行)(?P<np2>第[^，。；]{{1,8}}次集体学习)|(?P<verb>{VERB})(?:了|过)?(?P<np>{CHARS}{{0,70}}?(?:{NOUN}|培训(?=[。，]))(?:暨{CHARS}{{2,40}}?{NOUN})?){_HELD_TAIL}"
    rf"|(?P<verb3>(?:组织)?召开)(?:了)?(?P<np3>{CHARS}{{1,60}}?(?:{_ANY}|(?:第{CHARS}{{1,4}}|季|年)(?:次|度)安全生产委员会))(?=[，。；]|$)"
)
_NAMED = re.compile(
    rf"(?P<np>{CHARS}{{0,60}}?(?:{NOUN}|安委会(?!扩大|全体|第|成员|办|\d|[^，。；召举在]{{0,14}}会议))){_TAIL}(?P<mid>[^，。；：、\n召举]{{0,40}}?)(?P<verb>召开|举行|举办|闭幕|落幕|开到(?=[村镇乡县街基]))(?!的)"
)
_JOINED = re.compile(
    rf"(?:出席|参加|主持|列席|{HEARD})(?:了)?[“「]?(?P<np>(?!收[听看]|了|会议){CHARS}{{2,60}}?{NOUN})[”」]?{_TAIL}(?:[，,]?(?:并|和)?(?:在会上)?(?:作|做|发表)?(?:重要|总结|工作)?(?:讲话|部署|发言|强调|致辞|提出)|[，,。])"
)
# 在全省某安全会上: any meeting of a region, whatever its name.
_AT_ANY = re.compile(
    rf"在(?P<np>[全本][国省市县区州]{CHARS}{{2,40}}?{_ANY})上(?=[^，。；]{{0,20}}(?:强调|指出|要求|表示|说|对|就|传达|约谈)|[，,])"
)
_AT = re.compile(rf"(?:在|于)(?P<np>{CHARS}{{4,80}}?{NOUN})(?:上|中)")
_THEN_AT = re.compile(
    rf"在?(?:随后|接[着著]|之后|其后|当天|同日)[，,]?(?:召开|举行)的(?P<np>{CHARS}{{2,60}}?{NOUN})(?:上|中)"
)
_AT_FIRST = re.compile(
    r"(?:[^，。]{0,10}日[，,])?(?P<np>我[市县区州旗]会议|[^，。；：在]{2,40}?(?:电视电话|电话|视频|工作|全体|专题|调度|部署|推进)会议?)上[，,]"
)
# 召开 in an order, a plan, a memory or a habit.
_NOT_HELD_BEFORE = re.compile(
    r"(?:拟于[^，。；]{0,12}|将于[^，。；]{0,12}|定于[^，。；]{0,12}|要|应|将|拟|定期|及时|每月|每季度?|每周|每年|多次|先后|至少|即将|准备|打算|筹备|抓紧|尽快|未|不|没有|没|必须|坚持|一是|二是|三是|是否|须|按时|适时|曾|近期将?"
    r"|通过|贯彻落实|落实|学习|传达|推动|督促|牵头|负责|分别|相继|陆续|也|还|建立|采取|利用|结合|分级|分层|逐级|层层|专门|为|原定|有的|按期|经常|申请|组织)(?:组织)?$"
)
# A meeting named inside the papers that another one studies: 会议学习了…、某某在某会议上的讲话精神、….
_STUDIES = re.compile(r"(?:会议|会上)[^，。；]{0,8}?(?:学习|传达|宣读|领会)")
_PAPER = re.compile(r"的[^，。；、]{0,8}?(?:讲话|发言|报告|致辞|批示|指示)(?!中|时|里|指出|强调|要求)")
_THEN = re.compile(r"(?:召开|结束)?之?后[，,]")  # 国务院召开某会议后，市安委办召开会议: the second one reports
_THEN_HELD = re.compile(
    rf"会议?(?:召开|结束|完毕)*之?后[，,]|[，,][^，,]{{2,16}}(?:{ONCE})(?:分别|也|均|都|相继|先后|依次)*$|[，,](?:随后|接[着著]|之后)[^，,]{{0,24}}$|[，,][^，,]{{2,20}}接续$|[，,][^，,]{{2,14}}会后(?:分别|相继|先后|依次)*$"
)
# 6日凌晨，市政府召开紧急会议；6日晚，市政府又召开全市某会议
_THAT_DAY_TOO = re.compile(
    r"[；;][^，；;]{0,6}(?:日|当天|当晚)[^，；;]{0,4}[，,][^；;]{2,16}$|[；;][^；;]{0,14}[，,](?:又|还)$"
)
# 记者从今天召开的全国某会议上获悉: the report is of that meeting.
_LEARNT_AT = re.compile(
    rf"从(?:[今昨][天日]|刚刚|近日|日前|\d{{1,2}}日)?(?:召开|举行)?的?(?P<np>{CHARS}{{4,40}}?{NOUN})(?:[^，。；]{{0,8}}分会场)?[上中]?(?:获悉|了解到|传来)"
)
# 记者从市应急局获悉，市安委会日前召开某会议
_LEARNT_THAT = re.compile(
    r"从[^，。会]{2,24}(?:获悉|了解到)[，,：:][^，。；]{2,20}(?:日前|近日|昨[天日]|今[天日]|\d日)(?:组织|紧急)?召开(?!的)"
)
# 8月下旬，…召开联络员会议；9月11日，…；9月20日，…: what was done, one day after the other
_CHRONICLE = re.compile(r"(?:^|[；;。])\s*(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|初|底)[，,]")
_LEARNT = re.compile(r"(?:记者|本报|我台).{0,14}(?:从|获悉|了解)")
FOR_GUESTS = re.compile(r"国际[^，。]{0,4}(?:研讨会|会议)$")  # no administration meets there
LONGEST_SENTENCE = 2000  # code points that are looked at: what is longer is no sentence, but text without stops
# 传达了某局长在市局召开的座谈会上的讲话精神: words of another meeting, which was held elsewhere.
_PASSES_ON = re.compile(r"传达(?:学习)?(?:了)?[^，。；]*$")
_WORDS_OF = re.compile(r"上?的?(?:重要)?(?:讲话|指示|批示|部署|要求)*精神")
_TOLD_TO = re.compile(r"各[^，。；]{0,16}?(?:要(?!求)|应(?!急)|须|务必)")
# 全国某会议|和全省某会议|相继召开
_AND_ANOTHER = re.compile(rf"[和与、](?:全[省市县区州盟旗]|自治区|兵团){CHARS}{{2,40}}?会议")
_THEIR_OWN = re.compile(r"本[县市区]")
_LISTED_REGIONS = re.compile(r"[市县区旗州]、[^，。]{2,14}等(?:地|[县市区州])")
_AMONG = re.compile(
    r"(?:^|[，,日午晚])(?P<places>[\u4e00-\u9fff]{2,6}(?:、[\u4e00-\u9fff]{2,6}){2,9})等地(?:先后|分别|相继|也|均|陆续)"
)
_WATCHED = re.compile(rf"(?:{HEARD})(?:了)?[“「]?(?:全[国省市州区]|国务院|省|市)")
_SOON = re.compile(rf"(?:{ONCE}|于?(?:\d{{1,2}}月)?\d{{1,2}}日|及时|紧急|组织|专门|专题)+")
_THIS = re.compile("(?:这|此|本)[次个]会议?")
_PLANS = re.compile(r"(?:将|拟|计划|定于|预计|准备)[^，。；]{0,12}$")
# 收看全国某会议、全省某会议，以及全市某会议
_AND_JOINED = re.compile(rf"[，,]?(?:以及|和|及)(?P<np>全[国省市县区州]{CHARS}{{2,60}}?会议)")
_SPEAKS = re.compile(
    rf"^(?:(?:(?:此前|先前|之前|日前|前不久|随后|之后|其后|[今昨][天日](?:在[\u4e00-\u9fff]{{2,6}}?)?)|(?P<day>(?:\d{{1,2}}月)?\d{{1,2}}日))(?:召开|举行)的)?(?P<np>(?:全[国省市县区州旗盟]|国务院|[省市县]委|[省市县]政府|(?(day)[\u4e00-\u9fff]{{2,6}}[市州盟县区旗]|(?!))){CHARS}{{2,40}}?{NOUN})(?=要求|强调|指出|提出|明确要求|(?:通报|透露|披露)[，：]|(?:传达|通报|部署|总结|分析|回顾)了)"
)
# 5月31日，县政府常务会议专题研究…: told by what it studied.
_STANDING = re.compile(
    r"^[^。；]{0,24}?(?:\d{1,2}日(?:[上下]午)?|近日|日前)[，,](?P<np>(?P<org>[省市县区州旗](?:人民)?(?:政府|委))(?:第[^，。；]{1,8}次)?(?:常务|常委|党组|专题)会议?)(?:专题)?(?:研究|听取|审议|学习|部署)"
)


_ONLY_HOW = re.compile("通过|以|采取|采用")
_NO_NAME = re.compile("(?:[此这本]次)?(?:视频|电视电话|现场|全体|调度|动员|工作)*会议?")


@dataclass(frozen=True, slots=True)
class Announcement:
    """A meeting told of at `start:end`. `title` is its name as printed; `subject` the words before it in the
    clause, which name who held it; `follows` where it is told as the follow-up of another meeting; `turn` which it is of
    how many that are told of with the same words (国务院、省政府先后召开会议)."""

    start: int
    end: int
    title: str
    subject: str
    follows: bool
    form: str  # held, named, joined, at, called, learnt, follow, deploys, speaks, title
    turn: tuple[int, int] = (0, 1)


def announcements_in(text: str, start: int, end: int) -> list[Announcement]:
    """The meetings that the sentence `text[start:end]` announces; mostly none, seldom more than one."""
    sentence = text[start : min(end, start + LONGEST_SENTENCE)]
    if not any(word in sentence for word in _WORDS) and "分别就" not in sentence and not _arranges(sentence):
        return []
    if len(_CHRONICLE.findall(sentence)) > 2:
        return []
    if _LEARNT.search(sentence) and _LEARNT_THAT.search(sentence) is None:
        return [
            Announcement(
                start + learnt.start("np"), start + learnt.end("np"), clean_title(learnt["np"]), "", False, "learnt"
            )
            for learnt in _LEARNT_AT.finditer(sentence)
        ][:1]
    holds = any(verb in sentence for verb in _HOLDING)
    found = (
        (holds and (_named_and_held(sentence) or _named(sentence)))
        or _joined(sentence)
        or _at(sentence)
        or followed(sentence)
        or _speaking(sentence)
        or conferred(sentence)
    )
    found = found or _standing(sentence) or _arranges(sentence)
    found = [one for one in found if not (_PASSES_ON.search(sentence[: one[0]]) and _WORDS_OF.match(sentence, one[1]))]
    if found and found[-1][4] in ("held", "named"):  # 国务院召开会议，会后，省政府就贯彻落实会议精神进行了部署
        found = [
            *found,
            *(deployed(sentence, found[-1][1]) or met(sentence, found[-1][1]) or linked_up(sentence, found[-1][1])),
            *continued(sentence, found[-1][1]),
        ]
    follows = FOLLOWS_UP.search(sentence) is not None
    return [
        Announcement(
            start + a, start + b, name, holder, follows or form in ("follow", "deploys"), form, (at, len(each))
        )
        for a, b, title, subject, form in found
        for each in (_heard_again(text, end, title, subject) or each_of(clean_title(title), subject),)
        for at, (name, holder) in enumerate(each)
        if FOR_GUESTS.search(name) is None
    ]


def _heard_again(text: str, end: int, title: str, subject: str) -> list[tuple[str, str]]:
    """Of places that are listed as some of several (甲、乙、丙等地分别召开会议) those whose words follow behind `end`."""
    among = _AMONG.search(subject)
    if among is None:
        return []
    places = among["places"].split("、")
    again = [
        one for one in places if re.search(rf"{one}[省市县区州]?(?:还|则)?(?:要求|强调|指出)", text[end : end + 300])
    ]
    return [(clean_title(title), one) for one in again]


def _clause(sentence: str, at: int) -> str:
    begin = max(sentence.rfind(mark, 0, at) for mark in "，,；;：:。")
    return sentence[begin + 1 : at]


def _subject(sentence: str, at: int) -> str:
    """The words before a verb of holding that name who holds: those of the clause before where the clause itself only
    says how soon (某局按照要求，立即组织召开)."""
    clause = _clause(sentence, at) or _clause(sentence, max(at - 1, 0))
    begin = sentence.rfind(clause, 0, at)
    before = _clause(sentence, begin - 1) if begin > 1 and _SOON.fullmatch(clause) else ""
    return before + clause if before and "会" not in before and not before.endswith("后") else clause


def _held(sentence: str) -> Found:
    """The first meeting held, and those told of as its follow-ups in the same breath."""
    found: Found = []
    for match in _HELD.finditer(sentence):
        verb, name = next((f"verb{kind}", f"np{kind}") for kind in ("", "2", "3") if match[f"verb{kind}"])
        subject = _subject(sentence, match.start())
        after = sentence[match.end(verb) : match.end(verb) + 1]
        several = SEVERALLY.search(subject) is not None
        if re.match(r"[，,]?(?:非常|十分|很|正当|恰逢|充分)", sentence[match.end() :]) and _THIS.match(match[name]):
            continue  # 省政府召开这次会议，非常及时
        if _TOLD_TO.match(subject):
            continue  # 各县要在月底前制定方案并召开会议动员
        if _THEIR_OWN.match(match[name]) and "各" in sentence[: match.start()]:
            continue  # 各县在全州会议后召开本县会议
        if subject.startswith("请") or (_LISTED_REGIONS.search(subject) and FOLLOWS_UP.search(sentence)):
            continue  # 请某同志牵头，立即召开会议: an order; 甲县、乙市、丙县等地召开会议: none that can be told apart
        if after == "的" or _NOT_HELD_BEFORE.search(subject.rstrip()) and not (several or FOLLOWS_UP.search(subject)):
            continue
        rest = sentence[match.end() :]
        if rest.startswith("的") or (_THEN.match(rest) and _HELD.search(rest)):
            continue
        between = sentence[found[-1][1] : match.start()] if found else ""
        if not found or _THEN_HELD.search(between) or _THAT_DAY_TOO.match(between):
            found.append((*match.span(name), match[name], subject, "held"))
    return found


def _named_and_held(sentence: str) -> Found:
    """The meetings held, with the one named before them in the same breath (全国某会议召开，省、某市分别套开会议)."""
    held = _held(sentence)
    clause = sentence.rfind("，", 0, held[0][0]) if held else 0
    return [*(_named(sentence[:clause]) if clause > 0 else []), *held]


def _named(sentence: str) -> Found:
    for match in _NAMED.finditer(sentence):
        clause = _clause(sentence, match.start("verb"))
        if re.search(r"对(?:此次|这次|本次)?会议$", match["np"]):  # 对此次会议的召开给予肯定
            continue
        if _ONLY_HOW.match(match["mid"]) and _NO_NAME.fullmatch(match["np"]):  # 会议以视频形式召开: how, of one told of
            continue
        if RELAYED.search(sentence[: match.start("np")]) or re.search(
            r"[要将应拟即]$|拟于|将于|定于|计划|预定", match["mid"].strip()
        ):
            continue
        rest = sentence[match.end() :]
        if re.match(r"的|[之以]?后|前|以来|之际|时|当[晚天日]|期间|次日", rest) or (
            match["np"].endswith("安委会") and re.match(r"[^，。；]*会", rest)
        ):
            continue
        beside = _AND_ANOTHER.match(match["mid"])
        name = match["np"] + (beside[0] if beside is not None else "")
        offset = match.end("np") - len(match["np"])
        return [(offset, offset + len(name), name, clause, "named")]
    return []


def _joined(sentence: str) -> Found:
    match = _JOINED.search(sentence)
    if match is not None and _PLANS.search(sentence[: match.start()]) is not None:
        return []
    if match is None or sentence.startswith("会前"):
        return []
    watched = _WATCHED.match(sentence, match.start()) is not None and match.end() == len(sentence)
    if "分会场" in sentence[: match.end()] and not watched:
        return []
    found = [(match.start("np"), match.end("np"), match["np"], sentence[: match.start()], "joined")]
    more = _AND_JOINED.match(sentence, match.end("np"))
    if more is not None:
        found.append((*more.span("np"), more["np"], "", "joined"))
    return found


def _at(sentence: str) -> Found:
    match = _AT.search(sentence) or _AT_ANY.search(sentence) or _THEN_AT.match(sentence) or _AT_FIRST.match(sentence)
    if match is None or RELAYED.search(sentence[: match.start()]):
        return []
    if _STUDIES.match(sentence) or _PAPER.match(sentence, match.end()):
        return []
    np = re.sub(rf"^.*?{VERB}的", "", match["np"])
    title = re.sub(r"^我(.会议)$", r"全\1", np)
    return [(match.end("np") - len(np), match.end("np"), title, sentence[: match.start()] + match["np"], "at")]


def _standing(sentence: str) -> Found:
    match = _STANDING.match(sentence)
    return [(*match.span("np"), match["np"], match["org"], "named")] if match is not None else []


def _arranges(sentence: str) -> Found:
    match = _ARRANGES.match(sentence)
    return [(*match.span("np"), "会议", match["org"], "deploys")] if match is not None else []


def _speaking(sentence: str) -> Found:
    match = _SPEAKS.match(sentence)
    return [(match.start("np"), match.end("np"), match["np"], "", "speaks")] if match else []
