"""Sentences in their sequence: who is quoted before what is said, what parts order, and what to expect next."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from directives import cues
from directives.judge import Mood, Reading, read
from directives.sentences import Span, clauses, parts
from directives.verbs import ADVERBS, VERBS
from meetings.drafts import Voice

# A verb of saying further on in the sentence: 会议听取汇报，指出要…
_LATER_LEAD = re.compile(
    r"(?:并|还|再次|又|会上|通知|通报|公告|意见|文件|会议)?(?P<verb>指出|强调|要求|提出)(?=[，：]|要)"
    # 副市长马某某出席会议并讲话，要求切实…; 副省长马某某要求责任到人: after a long report.
    rf"|(?:并|还|再次|又)?(?P<told>要求)(?!更|不断|日益|越|逐[步渐年])(?=(?:(?:各|该|有关|相关|所有|施工|监理)?(?:企业|单位|公司))?(?:{ADVERBS}){{0,4}}(?:(?:{VERBS})[^，。；]{{2}}|把))"
    r"|[^，。；：的]{0,16}(?:书记|[省市县区州盟旗厅局部镇乡]长|主任|总指挥)(?!批示|指示|讲话|会议|工作|部署|有关)[一-龥]{2,3}(?P<by>要求)(?=[，：]|[^的，。；高严]{3})"
)
_DEMANDS = re.compile(
    rf"(?:并|同时)?要求(?=(?:[^，。；]{{2,24}}?)?(?:{ADVERBS}){{0,4}}(?:{VERBS}))(?!更|不断|日益|越|逐)"
)
# 某省减灾委办公室下发通知，要求…: what a body orders in a paper is written, though somebody tells of it.
_BY_PAPER = re.compile(
    r"(?:下发|印发|发出|再发|连发|发布)[^，。；]{0,16}(?:通知|通报|通告|电报|指令|明电|函)，(?:再次|并|还)?要求|(?:致电|发电|急电|电令)[^，。；]{0,20}，(?:再次|并|还)?要求"
)
# 防汛办发出通知：县水务局…: what follows the colon is the paper.
_NOTICE_BEGINS = re.compile(r"(?:下发|印发|发出|发布)[^，。；：]{0,12}(?:通知|通告|指令|明电)：")
# …，讲得都很好，请大家认真抓好落实。: a report that ends by asking. 请大家抓好落实 without an adverb is a courtesy.
_ASK = re.compile(
    rf"(?:也|就|还)?请(?:大家|各位|同志们|各地|各部门|各单位|各级)[^，。；]{{0,8}}?(?:{ADVERBS})(?:{VERBS})"
)
# …，请各镇、各部门，特别是各矿要认真抓好落实。
_ASK_FIRST = re.compile(rf"请各[^，。；]{{1,16}}，(?:特别|尤其)是[^，。；]{{2,24}}要(?:{ADVERBS})(?:{VERBS})")
# 现将…印发给你们，请…认真贯彻执行: the order of a covering notice.
_ISSUED = re.compile(r"现将[^。；]*?(?:印发|转发|下发|通报|通知)(?:给你们|如下)?，(?=请)")
# 请公司各部室组织学习，抓好贯彻：一是…
_ASK_ALL = re.compile(r"请[^，。；：]{0,4}各[^。；：]{4,60}：(?=一|1|（一|第一)")
_ANNOUNCING = frozenset(("要求", "强调", "议定", "决定", "提出", "明确"))
_REPORTED = {"aspect", "past", "shortcoming", "statistics", "narrated"}
_ORDERED = {"ordered", "told", "demanded"}
_DECIDING = frozenset(("决定", "议定"))  # 会议决定…: told by a reporter, said by the meeting
_TIE = 1e-9  # signs that cancel out leave dust behind
_LEAD_CLAUSES = 9
_SHORTEST = 5  # code points; anything less is a number or a remnant of damage


@dataclass(frozen=True, slots=True)
class Instruction:
    """A part of a sentence that is an instruction: its span in the sentence and how it was read."""

    start: int
    end: int
    reading: Reading


def lead(blanked: str) -> tuple[int, str | None]:
    """Where what is said begins, and the verb that says it (会议强调，, 他要求, 省长指出：); (0, None) without one.

    In: a sentence with quotations blanked out. 提出三点意见：一是… counts as 要求; 按照…要求 is a noun and no lead.
    """
    listing = cues.LISTING.match(blanked) if "：" in blanked else None
    if listing:
        return listing.end(), "要求"
    spans = clauses(blanked)
    for number, span in enumerate(spans[:_LEAD_CLAUSES]):
        if number > 1 and cues.JUST_HEARD.match(blanked) or cues.MODAL.search(blanked, 0, span[0]):
            break  # what another meeting heard; an order that has begun: …要…，每处明确一人
        # The comma behind a verb of saying is the end of its clause.
        match = cues.LEAD.match(blanked, *span) if number < 2 else _LATER_LEAD.match(blanked, span[0], span[1] + 1)
        if match is None or blanked.startswith("的", match.end()) or cues.ORDERED.match(blanked, *span):
            continue  # 要与街道明确好责任: said to be done, and no word of saying
        if match.groupdict().get("told") and (cues.RECALLED.match(blanked) or blanked.startswith("事发前")):
            continue  # 今年以来，共检查企业三百家，要求企业整改: told of what was done
        verb = next(filter(None, match.groupdict().values()))
        if verb == "要求" and cues.CONVEYED.match(blanked, span[0], match.end()) and match.end() == span[1]:
            continue
        if verb == "指出" and (demand := _demand_after(blanked, spans[number + 1 : _LEAD_CLAUSES])):
            return demand, "要求"
        if verb != "要求" or not cues.NOUN_REQUIREMENT.search(blanked, span[0], match.end() - len(verb)):
            return match.end(), verb
    if spans and _ASK.match(blanked, *spans[-1]):
        return spans[-1][0], "要求"
    if len(spans) > 1 and _ASK_FIRST.match(blanked, spans[-2][0]):
        return spans[-2][0], "要求"
    if issued := _ISSUED.match(blanked):
        return issued.end(), "要求"
    return 0, None


def _demand_after(blanked: str, spans: list[Span]) -> int | None:
    """检查组指出，企业存在…等问题，要求当场整改: where what is demanded begins, after what is only found."""
    for low, high in spans:
        if cues.MODAL.search(blanked, low, high):
            return None
        if match := _DEMANDS.match(blanked, low, high):
            return match.end()
    return None


def instructions(blanked: str, lead_end: int, verb: str | None, voice: Voice, mood: Mood) -> Iterator[Instruction]:
    """The parts of a sentence that are instructions.

    A part that is none of its own belongs to the one before it; what stands before the first belongs to the first.
    """
    found: Instruction | None = None
    if (
        voice == Voice.NARRATION
        and verb == "要求"
        and (_BY_PAPER.search(blanked, 0, lead_end) or _ISSUED.match(blanked))
    ):
        voice = Voice.WRITTEN
    if voice == Voice.NARRATION and _ASK_ALL.match(blanked):
        voice = Voice.WRITTEN
    if voice == Voice.NARRATION and verb in _DECIDING and cues.MEETING_SAYS.search(blanked, 0, lead_end):
        voice = Voice.MEETING
    if verb == "表示" and cues.VOWED.match(blanked, 0, lead_end):
        return
    reported = False
    did = "：" in blanked and cues.DID.search(blanked)
    for low, high in parts(blanked):
        if high <= lead_end or high - low < _SHORTEST:
            continue
        said = blanked[max(low, lead_end) : high].lstrip("，： ")
        if low < lead_end and len(said) < _SHORTEST:
            continue  # 提出四点要求：
        reading = read(said, verb, voice, mood)
        if reading.score > _TIE and not (did and not reading.signs.keys() & _ORDERED):
            if found:
                yield found
            # 会议回顾了上半年工作：…；二要…: a number begins anew after a report.
            apart = found or reported and cues.NUMBERED.match(blanked, low)
            found = Instruction(low if apart else 0, high, reading)
            mood = Mood.ORDERS
        elif found:
            found = Instruction(found.start, high, found.reading)
        else:
            reported = reported or bool(reading.signs.keys() & _REPORTED)
            verb = None  # what it introduced was no order, so it introduces none after it
            if reading.signs.keys() & {"aspect", "past"}:
                mood = Mood.ANALYSIS  # a list that begins with what was done goes on with it
    if found:
        yield found


def next_mood(mood: Mood, blanked: str, ordered: bool, verb: str | None, voice: Voice) -> Mood:
    """What to expect after a sentence: a list after its announcement, orders after an order, analysis after analysis."""
    if cues.ANNOUNCED.search(blanked):
        # A speech of several points holds analysis too; a report announces a list only when it follows.
        return Mood.ORDERS if voice == Voice.SPEECH else Mood.LIST
    if _NOTICE_BEGINS.search(blanked):
        return Mood.LIST
    if verb in _ANNOUNCING and blanked.endswith("：") and voice != Voice.SPEECH:
        return Mood.LIST  # 会议要求：, and the list stands in paragraphs of its own
    if mood == Mood.LIST and (ordered or not cues.ANALYSIS.search(blanked)):
        return Mood.LIST
    if ordered:
        return Mood.ORDERS
    if verb in cues.ORDER_VERBS:
        return Mood.OPEN
    if cues.ANALYSIS.search(blanked) or mood == Mood.ANALYSIS:
        return Mood.ANALYSIS
    return Mood.OPEN
