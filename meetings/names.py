"""What may be a person's name at a place of a text, judged by surname, given name and what follows.

Names are never listed: a name is a surname and one or two characters in the right surroundings (a title
before or after it, a verb of speaking behind it), which `meetings.speakers` looks for.
"""

import re
from functools import lru_cache

from meetings.name_words import (
    BEGIN_NO_NAME,
    COMPOUND_SURNAMES,
    FOREIGN_GIVEN,
    GIVEN,
    NEVER_GIVEN,
    NOT_NAMES,
    SURNAMES,
    TIBETAN,
    TRANSCRIBED,
    WEAK_SURNAMES,
)
from meetings.saying import INSISTS

_SURNAME = re.compile(rf"(?:{COMPOUND_SURNAMES})|[{SURNAMES}]")
# 李律师, 汪科长: somebody called by surname; no given name is any of these.
_CALLINGS = "律师|教授|博士|行长|科长|股长|村长|旗长|州长|盟长|师长|教练|医生|大夫|参谋|团长|连长|班长|段长|厂长|理事|干事|护士|法官|警官|监事|顾问|总监"
_POST_AFTER_SURNAME = re.compile(
    r"书记|主任|总|市长|县长|区长|局长|省长|部长|厅长|处长|委员|常委|主席|院长|校长|队长|站长|经理|董事|秘书|某|老师|工"
    rf"|{_CALLINGS}"
)
# What follows a name in running text: a stop, or a word that hardly begins with a given name's last character.
_CLEARLY = (
    r"[，,。；;：:、！!？?）)（(《“”\"'\s—\-\d]|\Z|同志|参加|参会|出席|主持|列席|陪同|强调|指出|要求|表示|认为|提出(?!席)|部署|布置|安排|传达|通报"
    r"|总结|代表|宣布|宣读|日前|近日|[今昨][天日晨（(]|当天|首先|随后|最后|分别|开始|逐[条一个项]|依次|一行|带队|带领|深入|前往|检查|督导|督查|调研|听取|介绍|汇报|报告|发表|签署|批示|指示"
    r"|当即|当场|随即|高度|一同|表态|亲自|专门|再次|继续|进行|抵达|会见|会上|围绕|结合|通过|针对|回顾|分析|解读|回答|点评|发言|讲话|担任|号召|希望|提醒|寄语|勉励|叮嘱|嘱咐"
    r"|明确|着重|特别|反复|多次|主任|书记|省长|市长|县长|区长|局长|厅长|部长|国务|常委|委员|主席|秘书|组长|指挥|董事|院长|校长|站长|队长|政委|处长|科长|镇长"
    r"|乡长|州长|旗长|司长|会长|经理|工程师|接[着著]|紧接|现场|实地|率队|牵头|负责|领导|女士|先生|教授|博士|老师|记者|指导|慰问|视频|立即|紧急|迅速|召开|召集|组织|邀请|接受"
    r"|补充|领学|带头|到会|包联|挂点|看望|察看|查看|走访|视察|巡查|调度|致|参与|观看|启动|专题|先后|受|主动|率先|应邀|还就|共同|一起|分头|联合|听完|听后|插话|脱稿|分管|联系|全面|充分|简要|深刻|系统地|认真|详细"
    r"|作(?:了?(?:总结|动员|工作|表态|专题|点评|具体|全面|进一步|交流|情况)|讲话|发言)|连线|同时|(?<![作发])重要(?:讲话|指示|批示)|有关|具体|全程|电话|关于|在会|在讲|就当前|就做好|就下|就贯|就抓"
)
_MAYBE = r"等|在|就|对|向|与|和|及|作|做|说|讲|率|赴|到|来(?!作|主持|出席|以及|、|就|强调|指出|要求|表示|传达|通报)|提|致|昨|还|也|并|为|以|要|的|将|从|任|兼|第|副|总|一|受|获|主|下|走|看|曾|已|正(?=在|式)|于(?!在|主持|召开)|赶|所|上|同|既|则|又|都|均|因|把|是"
FOLLOWER = rf"(?:{_CLEARLY}|{_MAYBE})"
_CLEAR, _ANY = re.compile(_CLEARLY), re.compile(FOLLOWER)
_FOREIGN = re.compile(rf"[\u4e00-\u9fff]{{1,8}}[·•][\u4e00-\u9fff]{{1,10}}?(?={_CLEARLY}|[就对向都还在等说的])")
_TIBETAN = re.compile(
    rf"(?:(?:{TIBETAN})(?!主持|出席|参加|指出|强调|要求)[\u4e00-\u9fff]{{1,2}}?|[\u4e00-\u9fff]{{1,2}}?(?:{TIBETAN}))(?={_CLEARLY}|{_MAYBE})"
)
_TIBETAN_HALF = re.compile(TIBETAN)
MASK = "*＊×某○〇"  # printed in place of a name that is kept back
_LATIN = re.compile(
    r"[A-Z][a-z]{2,11}(?: [A-Z][a-z]{1,11})?(?=[、，,。]|等|及|和|在|出席|参加|主持|列席|强调|指出|要求)"
)
_FUNCTION = frozenset("之其与和或而则乃以为着过得地总同已曾均")
_INNER = str.maketrans(
    "之与和以为同又其乃从上科得均曾日则", "一" * 17
)  # at home in the middle of a name: 李和某, 金以某
_PREPOSITIONS = "向于任连时同经从应由"  # that are surnames as well
_DIGIT = r"\d{1,2}[月日]"
_ACTS = re.compile(
    r"出席|列席|参加|主持|强调|指出|作出|作了|作[^，。；]{0,6}(?:讲话|发言|汇报|报告|部署)|传达|通报|总结|讲话|发言|致辞|同志|在会上|在会议上|在讲话中|[（(]"
    r"|要求(?=[，：:])|通报(?=了|情况)|就(?=[^，。；]{2,30}(?:作|做|提|讲|进行))"
)
_TAKES_PART = re.compile(
    r"带领|率(?:队|领|有关|应急)|于\d|到达|抵达|赶赴|赶到|主持|出席|列席|参加(?!了?[^，。]{0,6}组)|强调|指出|同志|在会(?:议)?上|在(?:讲话|总结|主持)"
)
_SPEAKS = re.compile(rf"(?:同志)?(?:{INSISTS}|表示|在[^，。]{{2,20}}[中时上]|首先|一行|实地|还|先后|对|就)")
_INSISTS = re.compile(INSISTS)
_OWN_TITLE = re.compile(
    r"(?:国务委员|副总理|副?[省市县区州部厅局]长|副?书记|副?主任)(?=[就在]?[^，。、；]{0,4}(?:讲话|发言|指出|强调|要求|传达|总结|同志)|[，。、；\n]|\Z)"
)
_SPEAKS_OR_CHAIRS = re.compile(rf"(?:{INSISTS})(?=[，：:]|\d)|主持(?:会议|召开)|主持(?=[，。])|讲话[，。]|出席会议")
_LONGEST = 8  # characters of a name of another language, written without a dot
_CLAUSE_STARTS = ("", "\n", "。", "，", "”", "\u3000")
_NEVER_BEGIN = frozenset("对就在为把被给将因作")
# Characters that no rule takes for part of a name but here, where all between a title and a verb of speaking is one.
_SELDOM_GIVEN = str.maketrans("本在会及上下提该此总日全席科", "一" * 14)
_NO_GIVEN = frozenset({"大会", "在会", "会上", "会议", "本人", "全会", "总在", "提出"})
# Given names of characters that are words beside each other.
_FORMS_OF_ADDRESS = frozenset(
    {"师傅", "先生", "女士", "大爷", "大妈", "大姐", "大哥", "阿姨", "老师", "老汉"}
) | frozenset(_CALLINGS.split("|"))
_WHOLE_GIVEN = frozenset({"建党", "爱党", "拥党", "向党", "务本", "立本", "固本", "建设"})
# Surnames seldom met, some of them words as well (区, 但): a name only where another post follows (县长寸某，副县长…).
_SELDOM = frozenset("区岩寸番户綦呙哈员折拜铁矫线但")
_ANOTHER_POST = re.compile(
    r"[，、](?:[市县区州旗省]?[^，。、；]{0,10}?)(?:书记|[省市县区州旗局部主]长|主任|常委|主席|委员)"
)
_JOINING = "和与及并同从由对向到来有为在"  # seldom surnames; mostly they go on from the title
# Surnames seldom met, before a post that speaks: 强某书记强调.
_RARE_BEFORE = re.compile(
    r"(?:^|[，。；、上\n])([强鹿咸么初由公操冒言呼门母庹勇昌战铁图库帅玄宣撒奉伏仵沐及同经相])([\u4e00-\u9fff]{1,2})\Z"
)
_ADVERBS = re.compile(
    r"亲自|分别|带头|现场|视频|一同|全程|代为|特别|再次|着重|同时|会议|最后|随后|首先|反复|多次|也|明确|一并|共同|集体|主动|应邀|逐一|继续|进一步|就|会上"
    r"|分头|轮流|受邀|专程|依次|按时|因公|未能|委托|授权|踊跃|认真|先后|全部|均|都|必须|还|联合|代表|积极|在|以|要|同|并|和|等|按|将|曾|已|应|可|不|亦"
)
_TRANSCRIBED = re.compile(
    rf"[{''.join(sorted(TRANSCRIBED))}]{{3,7}}?(?=[、，,。]|同志|主持|出席|列席|参加|陪同|强调|指出|要求|通报|传达|汇报|讲话|发言|致辞|作|分别|就|说|在|等|{_DIGIT})"
)
_POST_SPEAKS = re.compile(rf"(?:书记|[省市县区州]长|主席|主任)(?:{INSISTS}|在|对|就)")
_IN_LIST = re.compile(
    r"[\u4e00-\u9fff]{2,4}?(?=、|等|参加|出席|列席|[，,。]|和|一同|陪同|同志|在[^，。、]{2,10}分会场)"
)
_NO_SURNAME = frozenset("要须有各等及或把被让也又很更每这其在的了是第本该并且和与同")
# 旗领导某某、某某某某某参加: names of any language, the last of them ended by a verb of taking part.
_LED = re.compile(
    r"[\u4e00-\u9fff·]{2,9}(?:、[\u4e00-\u9fff·]{2,9}?){1,40}?(?=(?:等|一同|分别)*(?:参加|出席|列席|陪同)|[，,。])"
)
_ORGANS = frozenset("的了在及或等各每这从到们第省市县区乡镇委会局厅办处室部党府务副员")  # in words of offices and lists
_NO_PERSON = re.compile(r"[省市县区州]长|书记|主[席任]|[部局厅]长|[企业群众家处代公司村街镇乡站中心人民]")


def name_at(text: str, at: int, *, strict: bool = True) -> str | None:
    """The person's name that starts at `at`, or None. `strict` asks that what follows can follow a name;
    without it the end is given by the caller, who passes the name alone. Of a short and a long reading
    the one that is clearly ended by what follows wins, the short one first."""
    foreign = _FOREIGN.match(text, at)
    if foreign is not None:
        return foreign[0]
    tibetan = _TIBETAN.match(text, at)
    if tibetan is not None and tibetan.end() - at > 2:
        rest = _TIBETAN_HALF.sub("", tibetan[0])
        if not any(one in NEVER_GIVEN and one != "本" for one in rest):
            return tibetan[0]
    surname = _SURNAME.match(text, at)
    if surname is None or _POST_AFTER_SURNAME.match(text, surname.end()):
        return None
    names = [text[at : surname.end() + size] for size in (1, 2)]
    names = [name for name in names if _plausible(_ended(text, at, name), surname.end() - at)]
    names = [name for name in names if name[-1] != "于" or not text[at + len(name) : at + len(name) + 1].isdigit()]
    if text[at] in WEAK_SURNAMES:
        names = [name for name in names if all(one in GIVEN for one in name[1:])]
    if not strict:
        return next((name for name in names if at + len(name) == len(text)), None)
    for follower in (_CLEAR, _ANY):
        for name in names:
            if follower.match(text, at + len(name)):
                return name
    return None


def latin_name_at(text: str, at: int) -> str | None:
    """A name in Latin letters, as foreign managers are called, right after a title (技术总监Peter、…)."""
    match = _LATIN.match(text, at)
    return match[0] if match is not None else None


def is_name(words: str) -> bool:
    """Whether `words` are a person's name as a whole."""
    return name_at(words, 0, strict=False) == words


def _ended(text: str, at: int, name: str) -> str:
    """The name to judge: 和 is its last character where a stop follows (白某和、), for 和 joins nothing to that; 为 and
    the like where the person acts (刘某为主持会议)."""
    stop = text[at + len(name) : at + len(name) + 1]
    ends = (name[-1] in "和之同岗" and stop in ("、", "，", "。", "；")) or (
        name[-1] == "日" and stop in ("、", "，") and name[2:]
    )
    says = name[-1] == "之" and name[2:] and _SPEAKS.match(text, at + len(name)) is not None  # 副省长林某之要求
    acts = says or name[-1] in "和为之其或岗汛矿域同" and _TAKES_PART.match(text, at + len(name)) is not None
    titled = name[-1] == "和" and name[2:] and _OWN_TITLE.match(text, at + len(name)) is not None  # 彭某和国务委员讲话
    return f"{name[:-1]}一" if ends or acts or titled else name


def recurring_name_at(text: str, at: int) -> str | None:
    """A name right after a title that nothing ends clearly (书记某某某先后来到…), but that speaks or acts at the
    beginning of a clause elsewhere in the text."""
    speaking, insisting = _speaking(text)
    name = text[at : at + 3]
    if name in insisting and _SURNAME.match(name) and name[2] in GIVEN and name[:2] not in BEGIN_NO_NAME:
        return name  # said often enough: any character may stand in the middle (张务某)
    for size in (3, 2):
        name = text[at : at + size]
        if name in speaking and len(name) == size and _plausible(name, 1) and _SURNAME.match(name):
            return name
    for size in range(_LONGEST, 3, -1):  # names of other languages, written without a dot
        name = text[at : at + size]
        if name in insisting and not any(one in NEVER_GIVEN and one not in TRANSCRIBED for one in name):
            return name
    return None


@lru_cache(maxsize=2)
def _speaking(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """What stands between the beginning of a clause and a verb of acting, and what stands there before 指出 or 强调."""
    speaking, insisting = set[str](), set[str]()
    for verb in _SPEAKS.finditer(text):
        start = verb.start()
        for size in range(2, _LONGEST + 1):
            before = text[start - size - 1 : start - size] if start > size else ""
            if start < size or not "\u4e00" <= text[start - size] <= "\u9fff":
                break
            if before in _CLAUSE_STARTS:
                name, insists = text[start - size : start], _INSISTS.match(verb[0]) is not None
                if size < 4 or not insists:
                    speaking.add(name)
                if size > 2 and insists:
                    insisting.add(name)
                break
    return frozenset(speaking), frozenset(insisting)


def unlisted_name_at(text: str, at: int) -> str | None:
    """A name whose surname is in no list, right after a title: right before a verb of taking part, or with a given
    name of two typical characters and a clear end."""
    if transcribed := transcribed_name_at(text, at):
        return transcribed
    half = _TIBETAN_HALF.match(text, at)
    if half is not None and _SPEAKS_OR_CHAIRS.match(text, half.end()):
        return half[0]
    if _SPEAKS_OR_CHAIRS.match(text, at + 3) and _spoken_for(text[at : at + 3]):
        return text[at : at + 3]
    if text[at : at + 1] in _SELDOM and _ANOTHER_POST.match(text, at + 3) and _plausible(text[at : at + 3], 1):
        return text[at : at + 3]
    verb = _ACTS.search(text, at + 2, at + 14)
    name = text[at : verb.start()] if verb is not None else ""
    longest = 4 if verb is not None and verb[0] == "同志" else 3
    if name[:1] in _NEVER_BEGIN or not all("\u4e00" <= one <= "\u9fff" for one in name):
        return None
    name3 = text[at : at + 3]
    if name3[:1] == "和" and all(one in GIVEN for one in name3[1:]) and name_at(text, at + 1) is None:
        return name3 if text[at + 3 : at + 4] in ("、", "，", "出", "主", "参", "强", "指") else None
    foreign = set(name) <= TRANSCRIBED
    likely = 2 < len(name) <= longest or (len(name) == 2 and (name[1] in GIVEN or foreign))
    if likely and _ADVERBS.search(name) is None and _plausible(name, 1):
        return name
    name = text[at : at + 3]
    typical = len(name) == 3 and all(one in GIVEN for one in name[1:]) and "\u4e00" <= name[0] <= "\u9fff"
    if not typical or name[:2] in NOT_NAMES or name[1:] in NOT_NAMES or name[0] in NEVER_GIVEN + "是":
        return None
    ended = _ACTS if name[0] in _JOINING else _ANY
    return name if ended.match(text, at + 3) else None


def _spoken_for(name: str) -> bool:
    """Whether what stands between a title and 指出, 主持 … is a name although a character of it is seldom given."""
    plain = name[0] in SURNAMES and name[0] not in WEAK_SURNAMES and name[1:] not in _NO_GIVEN
    return plain and name[:2] not in BEGIN_NO_NAME and _plausible(name[0] + name[1:].translate(_SELDOM_GIVEN), 1)


def transcribed_name_at(text: str, at: int) -> str | None:
    """A name of three to seven characters that all write the sounds of another language (斯日古某, 沙吾列某), right after
    a title or in a list, up to a stop or a verb of taking part."""
    match = _TRANSCRIBED.match(text, at)
    if match is None or (len(match[0]) == 3 and name_at(text, at) is not None and match[0][0] not in "苏莫敖孟巴那"):
        return None
    return match[0]


def long_transcribed_name_at(text: str, at: int) -> str | None:
    """A name of four characters or more that write the sounds of another language: read whole before a part of it is."""
    name = transcribed_name_at(text, at)
    return name if name is not None and len(name) > 3 else None


def listed_name_at(text: str, at: int) -> str | None:
    """The name at `at` inside a list of names, whatever its surname: up to the next 、 or the end of the list."""
    match = _IN_LIST.match(text, at)
    name = match[0] if match is not None else ""
    if name in FOREIGN_GIVEN:
        return name
    return name if len(name) in (2, 3) and _plausible(name, 1) and not _NO_PERSON.search(name) else None


def led_names_at(text: str, at: int) -> list[str]:
    """The names of the list at `at`, right after 市领导, 旗领导 …, whatever their language: none where any can be no
    name, or where none is a plain one."""
    match = _LED.match(text, at)
    names = match[0].split("、") if match is not None else []
    plain = [is_name(name) for name in names]
    fitting = all(one or not set(name) & _ORGANS for name, one in zip(names, plain, strict=True))
    return names if fitting and any(plain) and not any(_NO_PERSON.search(name) for name in names) else []


def name_before(text: str, end: int, floor: int) -> str | None:
    """The name that ends at `end` (陶某|副市长), not reaching back over `floor`; the longer one wins unless it
    begins with a preposition that is also a surname (向李某)."""
    for size in (3, 2, 4):
        at = end - size
        if at < floor or (size == 3 and text[at] in _PREPOSITIONS):
            continue
        if name_at(_ended(text, at, text[at:end]), 0, strict=False):
            return text[at:end]
    return None


def rare_name_before(text: str, end: int, floor: int) -> str | None:
    """A name with a surname seldom met, at the beginning of a clause, that ends at `end`, where a post stands that says
    something (强某|书记强调); not reaching back over `floor`."""
    if _POST_SPEAKS.match(text, end) is None:
        return None
    found = _RARE_BEFORE.search(text[max(floor, end - 4) : end])
    name = found[1] + found[2] if found is not None else ""
    return name if name and _plausible(name, 1) else None


def _plausible(name: str, size: int) -> bool:
    """Whether the characters behind a surname of `size` characters can be a given name, and the whole no word."""
    given = name[size:]
    if name[:1] in _NO_SURNAME:
        return False
    if given[:1] == "日" and (len(given) < 2 or given[1] not in GIVEN):
        return False  # 丛日某, but no 周日晚
    if given in _FORMS_OF_ADDRESS:
        return False
    if given in _WHOLE_GIVEN and name[:1] in SURNAMES:
        return True
    parts = given if len(given) < 2 else given[0].translate(_INNER) + given[1:]
    if not all("\u4e00" <= one <= "\u9fff" and one not in NEVER_GIVEN and one not in _FUNCTION for one in parts):
        return len(given) > 0 and all(one in MASK for one in given)
    return len(given) > 0 and name not in NOT_NAMES and name[:2] not in (NOT_NAMES if len(name) == 2 else BEGIN_NO_NAME)
