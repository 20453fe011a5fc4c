"""Voice openings: the words with which a report hands over to a speaker, a written instruction or the meeting."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from meetings.mentions import Mention
from meetings.saying import INSISTS, STATES

# Verbs of saying that are followed by what is said. 要求, 部署 … are nouns as often: see _NOUN_BEFORE.
_SAY = re.compile(
    r"(?:强调指出|指出|强调|要求|表示|认为|提出|号召|希望|提醒大家|提醒|叮嘱|嘱咐|勉励|明确|介绍说|介绍|告诉|谈到|布置|部署|说|讲)(?P<after>[，,：:“\"]|(?=[\u4e00-\u9fff\s]))"
)
_NEEDS_STOP = re.compile(r"表示|提出|明确|介绍|告诉|谈到|布置|部署|说$|讲|希望|提醒")
_NOUN_BEFORE = re.compile(
    r"(?:的|提出|提了|提|点|条|项|方面|重要|明确|具体|总体?|按照|落实|根据|目标|有关|相关|工作|更高|新|批示|指示|达到|符合|高|严格?|再|《[^》]*|作出|进行|了|安排|研究|面|来|听|可以)$"
)
_NOT_AFTER = re.compile(r"^(?:的|精神|了|过|，并|相比|会议精神|和部署|和|、|是)")
_WROTE = re.compile(
    rf"(?:作出|做出|作了|作|做|还|批|亲自|专门|又|紧急|再次|立即|先后|均|也|分别|对[^，。]{{2,40}})(?:了|过)?(?:一系列)?(?:的)?(?:重要|紧急|明确|专门|亲自|具体)?(?:的)?(?:讲话和)?(?:指示|批示)+(?:中)?(?:精神)?(?P<say>{STATES})?(?P<stop>[，,：:。；]|(?=要|必须|各))"
)
_INSTRUCTS = re.compile(
    rf"^(?:同志)?(?:今[天日]|[近昨]日|日前|也|还|同时|再次)?(?:批示|指示)(?:中)?(?P<say>{INSISTS})?(?P<stop>[，,：:]|(?=要|必须|各))"
)
_REMINDS = re.compile(rf"(?:同志)?(?:{INSISTS})[，,：:]")
_LABEL = re.compile(r"(?:同志)?[：:]")
_MEETING = re.compile(
    r"^(?:[^，。；：“”]{0,24}[，,])?(?:本次|此次|这次|在[^，。；]{2,8}?(?:举行|召开|设立)?的分会场|国家防总|国家(?=会议)|[省市县区州](?:防指|安委会|政府)(?:视频|电视电话)?|专题视频|专题|视频|电视电话|电视|自治区|兵团|(?:[国省市州]、)*[省市县区州]的?|[\u4e00-\u9fff]{2,4}[省市县区州旗盟](?=会议)|(?!按|根据|落实|贯彻|对照|传达)[\u4e00-\u9fff]{2,3}(?=会议(?:强调|要求|指出)[，,：:])|(?:全[国省市县区]|国务院)[^，。；：按]{0,36}?)?(?:会议|大会|全会|座谈会|约谈|调度会|推进会|部署会|常务会|专题会|例会|扩大会|会上(?=指出|强调|要求)|会(?!上)|里(?=(?:指出|强调|要求)[，：]))(?:还|同时|最后|再次|特别|进一步|就)?"
    r"(?P<middle>(?:(?!由|以“|精神|主席|(?<=[议会])期间|结束|后[，,])[^。；：:]){0,60}?)(?P<verb>指出|强调|要求|认为|提出(?!了?[^，。；：]{0,8}(?:要求|意见)[：:])|明确|号召|议定|决定|确定|部署|研究决定|同意|原则同意|宣布(?=[，：])|希望|提出(?:了)?[^，。；：]{0,8}(?:要求|意见)(?=[：:]))(?P<after>[，,：:“\"—…]|。$|(?=[\u4e00-\u9fff\s《]))"
)
_MINUTES = re.compile(
    r"(?:纪要|议定|决定|明确|确定|达成|部署|要求|意见)(?:事项|意见|内容|主要|通知|通报)*(?:如下|以下)|(?:如下|以下)(?:事项|意见|要求|决定)|(?:任务分工|分工|责任分工|事项|意见|要求|主要精神|主要内容|讲话精神)(?:如下|:|：)$"
)
_RETOLD = re.compile(r"(?:会议)?讲话(?:指出|强调|要求)(?=[，,：:])")  # 某某传达了某副省长的讲话。讲话要求
_WRITTEN = re.compile(
    rf"^(?:[^，。]{{0,12}}[，,])?(?:该|这一|重要|[\u4e00-\u9fff]{{2,4}}总书记)?(?:重要)?(?:指示批示|指示|批示)(?:还|同时|中)?(?:{STATES})[，,：:]?"
)
_PRONOUN = re.compile(
    rf"^(?:[^，。；]{{0,10}}[，,]|[就对][^，。；]{{2,40}}?[，,]?)?[他她](?:还|也|同时|最后|特别|进一步|着重|反复|再次|又|接着|随后|在[^，。]{{2,20}}(?:上|中|时)|就[^，。]{{2,30}})?[，,]?(?:{STATES}|提醒|叮嘱|嘱咐|号召)"
)
_OMITTED = re.compile(rf"^(?:并|还|同时|随后|最后|会上|[，,])*(?:{INSISTS})(?![的精])")
_POINTS = re.compile(
    r"(?:提出|提|强调|讲)(?:了|以下|如下)*[^，。；]{0,8}(?:意见|要求|措施|希望|内容|工作|方面|问题)(?:[：:]|[，,](?=一要|一是|一、|第一|首先))"
)
# 某某同志就…，从四个方面进行部署安排：一要…
_DEPLOYED = re.compile(
    r"(?:同志)?(?:(?:主持|出席)(?:了)?会议[，,]并)?(?:就|对|围绕)[^。；：:]{4,120}(?:部署|安排|要求|意见|讲话|发言)[：:](?=.{4})"
)
_THEN_ARRANGES = re.compile(r"，并就[^，。；]{2,16}(?:作|做|进行|提出)了?[^，。；]{0,6}(?:安排|部署|要求|意见)：$")
# 某某就大检查进行了具体安排，各企业要…: the clauses behind are what was arranged.
_ARRANGED = re.compile(
    r"(?:同志)?(?:在[^，。；]{1,8}[时中上])?(?:就|对|围绕)[^，。；：:]{2,60}(?:作|做|进行|作出|提出)了?[^，。；]{0,6}(?:部署|安排|布置|要求)，(?=[^。]{0,80}(?:(?<![重需首主必])要(?![求点素闻件])|必须|不得|严禁))"
)
_UNNAMED = re.compile(
    r"^(?:行政长官|(?:国务院|[省市县区州])领导(?:同志)?(?:在[^，。]{1,6}[中上])?|副?[省市县区州镇乡]长|[省市县区州镇乡]委书记)(?:在[^，。]{1,14}[中上])?(?:还|最后|同时)?(?:指出|强调|要求|表示|说(?=[，：]))|^(?:[^，。]{0,12}[，,])?[\u4e00-\u9fff](?:副)?(?:书记|主任|省长|市长|县长|区长|镇长|乡长|局长|主席|总|州长|旗长|[部组处厅科站所校院段]长|(?:支|大)队长|董事长|(?:总)?经理)(?:同志)?(?:还|最后|同时|首先)?(?:(?:就|对|围绕)[^，。；]{2,40}[，,]?(?:[^。；]{0,60}[，,]并?(?=强调|指出|要求))?)?(?:指出|强调|要求|表示|说|提出[^，。；：]{0,10}(?:要求|意见)[：:]|讲了[^，。；：]{0,8}[：:]|[作做]了?[^，。；：]{0,6}讲话[：:]|讲话(?:要点|摘要|内容)?[：:])|^(?:据)?[^，。]{0,16}?(?:该|这位|上述|有关|相关)?(?:部门)?负责(?:人|同志)(?:在[^，。]{0,12}会议?上)?(?:还|同时|特别)?(?:就[^，。；]{2,24}(?:作|做|进行)了?[^，。；]{0,8}，[他她])?(?:指出|强调|要求|表示|介绍(?!了)|说|提醒)"
)
_ORDER = re.compile(
    r"^(?:[^，。；：]{0,16}[，,])?(?P<org>(?:[^，。；：、“”]{2,8}[部局厅办]、)?[^，。；：、“”]{1,24}?(?:部|委|局|厅|办|办公室|指挥部|防总|防指|防办|中心|总队|政府|党委|安委会|委员会|公司|集团|学校|教育部门|部门|(?:检查|督查|督导|巡查|调查|专家)组))(?:今[天日]|近日|日前|还|再次|紧急|已|对此|同时|[^，。；：]{0,24}[，,])?(?:要求|强调|提醒|部署要求)(?![的精])"
    r"|^(?:为[^，。；]{2,30}[，,])?(?P<org2>[^，。；：、“”]{1,24}?(?:部|委|局|厅|办|办公室|指挥部|防总|防指|政府|安委会|委员会))[^，。；：]{0,4}(?:发出|下发|印发|发布)(?:了)?[^，。；：]{0,6}(?:通知|通告|预警|令)[：:]"
)
_PLACE_ASKS = re.compile(  # 甲市、乙市分别召开会议。甲市要求，…
    r"(?P<org>(?![我全本各])(?!会议)[\u4e00-\u9fff]{2,7}[省市县区州旗盟])(?:还|则|同时)?(?:要求|强调)(?=[，,：:])"
)
_ATTEND = re.compile(
    r"(?:出席|参加|列席|主持)(?:了)?(?:[^，。；]{0,30})?(?:会议|座谈会|大会|会|学习|活动|发布会|接见)?(?:并讲话|并作[^。，]{0,10}|，[^。]{0,20})?[。]?$|(?:出席|参加|列席|陪同|在主席台就[座坐]|在[^，。]{0,14}分会场)[^，。；]{0,20}[。]?$|(?:参会|到会)[。]?$|作(?:了)?(?:交流|表态|典型|大会)?(?:发言|汇报)|收听收看|汇报了|会议还(?:研究|听取|审议|通报)|会议由[^。]{2,60}主持|部门(?:主要)?负责(?:同志|人)[^要]{0,20}(?:参加|出席)"
)
_MUST = re.compile(r"(?<![重需首主必提])要(?![求点素闻件])|必须|应当|不得|严禁|确保|务必")
_SELF = re.compile(r"[^，。]{0,6}(?:我|大家|咱们|同志们)")
_IMPERATIVE = re.compile(
    r"^(?:[一二三四五六七八九十]是|[一二三四五六七八九十]要|第[一二三四五六七八九十]|[（(]?\d{1,2}[、.．）)]|要|必须|严禁|不得|务必|坚决|确保|切实|各[^。]{0,30}(?:(?<![主重需首必])要|必须|应(?!急|对|邀|收)|每[月周天季年]|一律)|全面|加强|强化|持续|深入|扎实|进一步|同时[，,]?要|当前[^。]{0,20}要|压实|突出|紧盯|严格|落实|做好|抓好|提高|全力|全[市县区省]上下)"
)
_FIRST_PERSON = re.compile(
    r"^(?:【[^】]{1,6}】)?(?:今[天日][^，。]{0,4}|刚才)[，,]?我们(?:在这里)?(?:召开|举行)|^(?:今[天日]|这次)的?(?:这[次个])?会议?开得|^(?:尊敬的[^。]{0,20}|各位|同志们|同志)(?:[，,：:！!]|领导|委员|代表|各位)|^[^。，；]{0,20}各位[^。，；]{1,12}[：:]$|^(?:下面|刚才)[，,]?我(?:就|们|再|讲|代表)"
)
_CLOSING = re.compile(
    r"我就(?:说|讲)这[些么几]|(?:我的)?讲话(?:完了|到此结束)|谢谢大家[。！!]?$|散会[。！!]?$|会议到此结束"
)


_ASIDE = re.compile(r"^[（(][^（）()]{2,60}[）)]$")
_NEWS = re.compile(
    r"^(?:[今昨当]天|[今昨当]日|当晚|截至|据|记者|连日来|近日|日前|目前[^，。]{0,12}已|\d{1,2}月\d{1,2}日|\d{1,2}日|中央气象台|随着|受[^，。]{2,20}影响|在[^，。]{2,20}[，,](?:记者|当地))(?![^。]{0,40}要(?![求点素]))"
)


class Opening(Enum):
    """What a sentence does to the voice."""

    UNNAMED = auto()  # 该负责人指出: somebody who is not named speaks
    LABEL = auto()  # 某某：  before a person's own words, as in a transcript
    PERSON = auto()  # a person speaks, in this very sentence
    WRITES = auto()  # a person instructs in writing, in this very sentence
    WROTE = auto()  # it is told that a person instructed in writing; the words come later
    WRITTEN = auto()  # 批示指出: the words of the person who wrote last
    MEETING = auto()
    MINUTES = auto()  # 议定事项如下: from here on the meeting speaks
    PRONOUN = auto()
    OMITTED = auto()
    ORDER = auto()  # a body orders, outside of a meeting
    ATTENDANCE = auto()
    ACTS = auto()  # a person does something that is no saying
    ASIDE = auto()  # a signature or remark in brackets, the news of the day: nobody's words
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Cue:
    """How a sentence opens; `mention` is its subject where it has a person for one."""

    opening: Opening
    mention: Mention | None = None
    organ: str = ""
    content: int = 0  # where in the sentence begins what is said; 0 where that is not known


_SUBJECT_PREFIX = re.compile(
    r"(?:^|[，,：:；;”。\s）)】]|(?:^|会议?|最后|随后|分别|首先|会议最后|[，,])由|(?:还有|有|包括|为)(?=$)|(?:^|[，,。；;”\s）)])我[省市县区州旗](?=$)|会上|会议上|期间|随后|最后|同日|日前|近日|其中|讯|(?<=日)电|[今昨]天|[上下]午|会后|[日号])$"
)
_RELAYS = re.compile(r"(?:贯彻|落实|根据|按照|传达|学习|领会|遵照|围绕|结合|对照)[^，。]{0,30}$")


def at_clause_start(before: str) -> bool:
    """Whether a person's titles that stand after `before` in a sentence begin a clause: the person acts, and
    is not somebody's object (向某某转达)."""
    return _SUBJECT_PREFIX.search(before) is not None


def subject_of(sentence: str, start: int, mentions: Sequence[Mention]) -> Mention | None:
    """The person whom the sentence, which begins at `start` of the text, is about: named at its beginning or
    at the beginning of a clause, and not as somebody whose words are passed on."""
    for mention in mentions:
        before = sentence[: mention.outer - start]
        if len(before) > 90:
            return None
        if _SUBJECT_PREFIX.search(before) and not _RELAYS.search(before):
            return mention
    return None


_ACTS_NEXT = re.compile(r"(?:就|对|围绕|在|作|传达|部署|强调|指出|要求|提出)")


def _nearest(sentence: str, start: int, subject: Mention, content: int, mentions: Sequence[Mention]) -> Mention:
    """Who says what begins at `content`: the last person with titles that a clause before it begins with (甲总结了工作，
    乙作了讲话，丙要求…), else the subject."""
    for mention in reversed(mentions):
        before = sentence[: mention.outer - start]
        if (
            (mention.titles or _ACTS_NEXT.match(sentence, mention.until - start))
            and subject.until <= mention.outer
            and mention.until - start <= content
            and before[-1:] == "，"
        ):
            return mention
    return subject


def cue_of(sentence: str, start: int, mentions: Sequence[Mention]) -> Cue:
    """What the sentence opens. `start` is its place in the text, `mentions` are those inside it."""
    if (he := _PRONOUN.match(sentence)) is not None:
        if mentions and mentions[0].outer == start and mentions[0].until - start < he.end():
            return Cue(Opening.PERSON, mentions[0], content=he.end())  # 副县长某某参加检查，她要求
        return Cue(Opening.PRONOUN)
    subject = subject_of(sentence, start, mentions)
    said = _meeting_speaks(sentence) if subject is not None else 0
    if subject is not None and said and subject.outer - start == said:  # 会议指出，某某高度重视…: told by the meeting
        return Cue(Opening.MEETING, content=said)
    if subject is not None:
        rest = sentence[subject.until - start :]
        if subject.outer == start and _LABEL.match(rest):
            return Cue(Opening.LABEL, subject)
        wrote = _INSTRUCTS.match(rest) or _WROTE.search(rest)
        if wrote is not None and re.match("会议?上[，,]", sentence):  # given by word of mouth
            return Cue(Opening.PERSON, subject, content=subject.until - start + wrote.end())
        if wrote is not None and _REMINDS.match(rest) and any(subject.end < one.start for one in mentions):
            wrote = None  # 某市长指出，某总书记作出了指示: said, not written
        if wrote is not None and not re.search(r"传达|贯彻|落实|学习|根据|按照", rest[: wrote.start()]):
            goes_to_another = any(one.outer - start == len(sentence) - len(rest) + wrote.end() for one in mentions)
            told = goes_to_another or wrote["stop"] in ("。", "；") or wrote.end() >= len(rest.rstrip("。 "))
            return Cue(Opening.WROTE if told else Opening.WRITES, subject)
        said = says(rest)
        if said:
            content = subject.until - start + said
            return Cue(Opening.PERSON, _nearest(sentence, start, subject, content, mentions), content=content)
    if _WRITTEN.match(sentence):
        return Cue(Opening.WRITTEN, subject)
    if _MINUTES.search(sentence) and len(sentence) < 120 and sentence[-1] in "：:。":
        return Cue(Opening.PRONOUN) if sentence[0] in "他她" else Cue(Opening.MINUTES, subject)
    if subject is None and (said := _meeting_speaks(sentence)):
        return Cue(Opening.MEETING, content=said)
    if _UNNAMED.match(sentence) or _RETOLD.match(sentence):
        return Cue(Opening.UNNAMED)
    if _OMITTED.match(sentence):
        return Cue(Opening.OMITTED)
    place = _PLACE_ASKS.match(sentence)
    if place is not None:
        return Cue(Opening.ORDER, None, place["org"])
    order = _ORDER.match(sentence)
    organ = (order["org"] or order["org2"]) if order is not None else ""
    if organ and not re.match("会议|大会|按|根据|要|各|全", organ):
        return Cue(Opening.ORDER, None, organ)
    if _ATTEND.search(sentence) and not _IMPERATIVE.match(sentence) and not _MUST.search(sentence):
        return Cue(Opening.ATTENDANCE, subject)
    if _ASIDE.match(sentence):
        return Cue(Opening.ASIDE)
    return Cue(Opening.NONE if subject is None else Opening.ACTS, subject)


# 会议就下一步工作明确了几条：
_MEETING_POINTS = re.compile(
    r"^(?:[^，。；：]{0,12}[，,])?会议(?:还|同时)?(?:就|对|围绕)?[^。；：]{0,30}?(?:明确|提出|强调|讲)了?[^，。；：]{0,8}(?:条|点|项|方面|要求|意见)[：:](?=.{4})"
)


def _meeting_speaks(sentence: str) -> int:
    points = _MEETING_POINTS.match(sentence)
    if points is not None:
        return points.end()
    match = _MEETING.match(sentence)
    if match is None or _NOT_AFTER.match(sentence[match.end("verb") :]):
        return 0
    if match["verb"] in ("要求", "部署") and _NOUN_BEFORE.search(match["middle"]):
        asks = _ASKS_THEN.match(sentence, match.end("verb"))  # 会议对大检查作出全面部署，要求…
        return asks.end() if asks is not None else 0
    return match.end() if match["verb"] != "部署" or match["after"] != "" else 0


_ASKS_THEN = re.compile(rf"[^。；]{{0,30}}?[，,](?:会议|并)?(?:{INSISTS})(?=[\u4e00-\u9fff，,：:“])")
_TOPIC = re.compile(r"(?:就|对|围绕)[^，。；]{2,40}$")  # 就贯彻会议精神强调


def says(rest: str) -> int:
    """Where, in the words after a person's name, begins what the person says: behind a verb of saying or a
    colon. 0 where they tell of no words: 提出要求, 的要求 and 并作部署 only tell that something was said."""
    colon = re.match(r"(?:同志)?[^。；：:]{0,60}[：:](?=.{4})", rest)
    if colon is not None and (
        not re.search(r"主持|出席|参加|传达", colon[0][:12]) or _THEN_ARRANGES.search(colon[0]) is not None
    ):
        return colon.end()
    deployed = _DEPLOYED.match(rest)
    if deployed is not None:
        return deployed.end()
    points = _POINTS.search(rest)
    if points is not None:
        return points.end()
    for verb in _SAY.finditer(rest[:130]):
        before, after = rest[: verb.start()], rest[verb.end() - len(verb["after"]) :]
        if "。" in before or "；" in before:
            return 0
        orders = verb[0].startswith("提出") and re.match(r"要(?!求|点)|必须", after) is not None
        if _NEEDS_STOP.search(verb[0]) and verb["after"] == "" and not orders:
            continue
        topic = _TOPIC.search(before)
        if (
            (_NOUN_BEFORE.search(before) and (topic is None or topic.start() > 0 or verb["after"] == ""))
            or _NOT_AFTER.match(after)
            or re.search(r"(?:贯彻|落实|学习|传达|根据|按照)[^，]*$", _TOPIC.sub("", before))
        ):
            continue
        return verb.end()
    arranged = _ARRANGED.match(rest)
    return arranged.end() if arranged is not None else 0


def is_news(sentence: str) -> bool:
    """Whether a paragraph that begins so tells news rather than going on with what was being said (截至…, 据…)."""
    return _NEWS.match(sentence) is not None


def is_imperative(sentence: str) -> bool:
    """Whether a sentence without a subject reads on as part of what was being said (要…, 一是…, 必须…)."""
    return _IMPERATIVE.match(sentence) is not None


def reads_on(sentence: str) -> bool:
    """Whether a sentence inside a paragraph that told of somebody's speech is part of it: it obliges somebody,
    or the speaker says 我, 我们, 大家."""
    return _MUST.search(sentence) is not None or _SELF.match(sentence) is not None


def opens_speech(line: str) -> bool:
    """Whether the line is the beginning of a speech in the first person (同志们：…)."""
    return _FIRST_PERSON.match(line) is not None


def closes_speech(line: str) -> bool:
    """Whether the line is the end of a speech (我就说这些，谢谢大家。)."""
    return _CLOSING.search(line[-40:]) is not None
