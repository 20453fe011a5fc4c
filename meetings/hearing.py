"""Whose words a sentence of a report are, from how it opens and from what was remembered before it."""

import re

from meetings.announcements import LONGEST_SENTENCE, Announcement
from meetings.drafts import Voice
from meetings.findings import Findings
from meetings.levels import level_of
from meetings.memory import QUIET, Memory, Said
from meetings.people import Company
from meetings.saying import INSISTS
from meetings.units import Unit
from meetings.voices import Opening, is_imperative, is_news, reads_on, says
from meetings.whereabouts import of_office_called_short

_HE_HOLDS = re.compile(r"^[^。；]{0,16}[他她](?:又|还|随后|再次|接着)*(?:主持|组织)?召开")
_ASKED = re.compile(rf"[，,](?:会议|并|还)?(?:{INSISTS})(?=[，,：:\u4e00-\u9fff])")
_ASKS_LAST = re.compile(
    r"[，,](?:并|还)?(?:现场|当场)?要求(?=[^，。；]{2,30}[，。；])[^。]*。?$"
)  # 某厅长带队检查…，要求企业落实责任
_OF_MEETING = re.compile(r"会议(?:还)?(?:书面|听取|传达|通报|宣读|印发|审议|观看|以视频|以电视|采取|由|设|共)")
_IN_WRITING = re.compile(r"在[^，。]{0,6}(?:批示|指示)中")
# 书记某某多次作出指示，强调…: remembered by the speaker, not given here.
_CALLED_TO_MIND = re.compile(r"(?:多次|反复|一再|先后|曾|历来|始终)[^，。]{0,6}(?:作出|做出|批示|指示|强调)")
_SOMEBODY_WROTE = re.compile(
    r"(?:国务院|[省市县区州]委?|有关)?(?:主要)?(?:领导(?:同志)?|书记|[省市县区州]长)(?:也|还)?(?:作出|做出|作了)?[^，。；]{0,6}(?:批示|指示)(?:指出|强调|要求)?[，：]"
)
_GOVERNS = re.compile(r"[省市县区州](?:委|政府|委、[省市县区州]政府|安委会|防指)")
_MUST = re.compile(r"必须|务必|不得|严禁")
# 按照某某指示和某某要求，某部已启动应急机制: what was done upon it, and by whom
_ANSWERED = re.compile(
    r"(?:按照|根据|遵照)[^，。；]{2,40}(?:指示|批示)(?:精神)?(?:和[^，。；]{2,20}要求)?(?:要求)?[，,](?![^。]*(?:(?<![主重需])要(?![求点素])|必须|务必|应当|立即|一律))[^，。；]{2,30}?(?:已(?:经)?(?:派|赶|启动|成立|组织)|派出|赶[赴往到]|率[领队]?|带领|启动了|成立了)"
)
_FEW = 40  # people of a sentence that are looked at
NOBODY = ""  # wrote who is not named
# 某部长传达了国务院领导同志的重要批示: whose is not told
_UNNAMED_WROTE = re.compile(
    r"(?:传达|宣读|通报)了?[^，。；]{0,16}(?:领导|负责)(?:同志|人)?的?[^，。；]{0,6}(?:批示|指示)"
)
_SAYS_LAST = re.compile(r"(?:强调|指出|要求|表示|说|道)。$")  # “…。”在…会上，某某强调。


def heard(unit: Unit, following: Unit | None, found: Announcement | None, findings: Findings) -> Said:
    """Whose words the sentence `unit` are. `following` is the unit after it, `found` the meeting it tells of.
    Changes what the memory of `findings` knows of writers, minutes and orders from outside."""
    cue, memory, company = unit.cue, findings.memory, findings.company
    name = cue.mention.name if cue.mention else None
    if name is not None and not unit.first and _calls_to_mind(unit, name, memory, company):
        memory.resumes = memory.said
        return Said(Voice.WRITTEN, name)
    if recalls(unit, memory):
        return memory.said
    if cue.opening is not Opening.NONE:
        memory.outside = False
    if cue.mention is None and found is None and _SOMEBODY_WROTE.match(unit.text):
        memory.writer = memory.last = None  # 省长批示，…: nobody who is named
        return Said(Voice.WRITTEN)
    if _UNNAMED_WROTE.search(unit.text):
        memory.writer = NOBODY
    match cue.opening:
        case Opening.WRITES:
            return _writes(unit, name, memory, company)
        case Opening.WROTE:
            memory.writer = name
            memory.writers.update(one.name for one, _ in company.acting(unit.start, unit.end, unit.inside))
            return QUIET
        case Opening.WRITTEN:
            return Said(Voice.WRITTEN, None if memory.writer == NOBODY else memory.writer or name or memory.last)
        case Opening.PERSON:
            wrote = name is not None and found is None and _only_writes(name, unit, memory, company)
            return Said(Voice.WRITTEN if wrote else Voice.SPEECH, name)
        case Opening.MEETING:
            return Said(Voice.MEETING)
        case Opening.LABEL:
            return Said(Voice.SPEECH, name)
        case Opening.MINUTES:
            memory.minutes = True
            return QUIET
        case Opening.PRONOUN:
            return Said(Voice.SPEECH, memory.last)
        case Opening.UNNAMED:
            speaker = company.called(unit.text)
            memory.last = speaker.name if speaker is not None else None  # 他 means whoever it is
            return Said(Voice.SPEECH, speaker.name if speaker is not None else None)
        case Opening.OMITTED:
            return _omitted(memory)
        case Opening.ORDER:
            if found is not None and (asked := _asked(unit, found, memory)) != QUIET:
                return asked
            return _ordered(unit, findings)
        case Opening.ACTS if found is None and _orders_before(unit, memory):
            return memory.said
        case Opening.ACTS if found is None and name is not None and _ASKS_LAST.search(unit.text):
            return Said(Voice.SPEECH, name)
        case Opening.ATTENDANCE | Opening.ACTS | Opening.ASIDE:
            if found is not None and (speaks := _speaks_in(unit, found)) is not None:
                return Said(Voice.SPEECH, speaks)  # 会后，我县召开续会，某某主持，某某强调
            goes_on = found is not None and cue.opening is not Opening.ACTS
            return _asked(unit, found, memory) if found is not None and goes_on else QUIET
    if found is not None:
        return Said(Voice.MEETING) if found.form == "speaks" else _asked(unit, found, memory)
    return _carried(unit, following, memory)


def _orders_before(unit: Unit, memory: Memory) -> bool:
    """Whether somebody speaking says in the middle of a paragraph what must be done, before naming who sees to it (三天之内必须
    整改完毕，某某同志带队复查)."""
    named = unit.cue.mention
    speaks = memory.said.voice is Voice.SPEECH and not unit.first and named is not None
    return speaks and named is not None and _MUST.search(unit.text, 0, named.outer - unit.start) is not None


def recalls(unit: Unit, memory: Memory) -> bool:
    """Whether the meeting or who speaks there remembers, inside a paragraph of those words, what a leader instructed (某总书记
    多次作出指示，各地要贯彻): the words go on, and the leader takes no part."""
    speaks = memory.said.voice is Voice.MEETING and not unit.first
    if memory.said.voice is Voice.SPEECH and unit.cue.opening is Opening.WROTE:
        speaks = not unit.first and unit.cue.mention is not None and unit.cue.mention.name != memory.said.speaker
    writes = unit.cue.opening in (Opening.WRITES, Opening.WROTE)
    return speaks and writes and _CALLED_TO_MIND.search(unit.text) is not None


def _calls_to_mind(unit: Unit, name: str, memory: Memory, company: Company) -> bool:
    """Whether somebody who speaks remembers what another instructed, which was not given here."""
    speaking = memory.said.voice is Voice.SPEECH and memory.said.speaker not in (None, name)
    says = unit.cue.opening in (Opening.WRITES, Opening.PERSON)
    return speaking and says and not company.wrote(name) and _CALLED_TO_MIND.search(unit.text) is not None


def _writes(unit: Unit, name: str | None, memory: Memory, company: Company) -> Said:
    """An instruction in writing. A speaker who tells again of one the document has given goes on speaking."""
    retold = memory.said.voice is Voice.SPEECH and memory.said.speaker != name and not unit.first
    if retold and company.wrote(name):
        return memory.said
    memory.writer = name
    return Said(Voice.WRITTEN, name)


def _only_writes(name: str, unit: Unit, memory: Memory, company: Company) -> bool:
    """Who instructed in writing and was not heard speaking goes on in writing: 某某强调, 某某在批示中要求."""
    wrote = name in memory.writers or name == memory.writer
    in_writing = _IN_WRITING.search(unit.text[: unit.cue.content]) is not None
    return in_writing or (wrote and not company.speaks(name))


def _omitted(memory: Memory) -> Said:
    if memory.said.voice is not Voice.NARRATION:
        return memory.said
    return Said(Voice.SPEECH, memory.last) if memory.last else Said(Voice.MEETING)


def _asked(unit: Unit, found: Announcement, memory: Memory) -> Said:
    """…召开会议，要求…: the sentence that tells of the meeting goes on with its words."""
    if _ASKED.search(unit.text, found.end - unit.start) is None:
        return QUIET
    if unit.cue.mention is None and _HE_HOLDS.search(unit.text) is not None and memory.last is not None:
        return Said(Voice.SPEECH, memory.last)
    return Said(Voice.SPEECH, unit.cue.mention.name) if unit.cue.mention else Said(Voice.MEETING)


def _speaks_in(unit: Unit, found: Announcement) -> str | None:
    """Who speaks in the clauses behind the meeting that the sentence tells of."""
    for mention in unit.inside[:_FEW]:
        rest = unit.text[mention.until - unit.start :][:LONGEST_SENTENCE]
        clause = rest[: rest.find("，") + 2] if "，" in rest else rest
        if mention.outer > found.end and unit.text[mention.outer - unit.start - 1] in "，；" and says(clause):
            return mention.name
    return None


def _ordered(unit: Unit, findings: Findings) -> Said:
    """A body orders: the one that holds the meeting speaks for it, any other from outside."""
    memory, here = findings.memory, findings.here()
    held = [key for key, holder in memory.holders.items() if unit.cue.organ[-4:] in holder]
    if len(held) == 1 and unit.cue.organ[-1] in "省市县区州旗盟":  # 甲市、乙市分别召开会议。甲市要求
        memory.meeting = held[0]
        return Said(Voice.MEETING)
    own = unit.cue.organ[-4:] in memory.holder
    same_tier = memory.holder[-1:] == unit.cue.organ[0] or unit.cue.organ[:3] == memory.holder[:3] == "自治区"
    governs = _GOVERNS.fullmatch(unit.cue.organ) is not None
    same_tier = same_tier or (governs and here is not None and level_of(unit.cue.organ, "") is here.level)
    if memory.meeting is not None and (own or (not unit.first and same_tier)):
        return Said(Voice.MEETING)  # 某省就…进行安排。省安委会要求
    if (told := of_office_called_short(unit.cue.organ, findings)) is not None:
        memory.meeting = told
        return Said(Voice.MEETING)
    if memory.said.voice is not Voice.NARRATION and not unit.first:
        return memory.said
    if len(held) == 1:  # 国家防总要求, where its meeting was told of before that of the province
        memory.meeting = held[0]
        return Said(Voice.MEETING)
    memory.outside = True
    return QUIET


def is_quoted(unit: Unit) -> bool:
    """Whether the whole sentence stands in quotation marks."""
    return unit.text[0] in '“"' and unit.text[-1] in '”"'


def _carried(unit: Unit, following: Unit | None, memory: Memory) -> Said:
    """A sentence that opens nothing: whoever spoke goes on, unless it tells news. A sentence in quotation
    marks belongs to whom the next sentence names (“…。”某某说)."""
    if is_quoted(unit) and following is not None:
        if following.cue.opening is Opening.PERSON and following.cue.mention:
            return Said(Voice.SPEECH, following.cue.mention.name)
        if following.inside and _SAYS_LAST.search(following.text):
            return Said(Voice.SPEECH, following.inside[-1].name)
    if memory.said.voice is Voice.WRITTEN and _ANSWERED.match(unit.text) is not None:
        return QUIET
    if memory.said.voice is not Voice.NARRATION:
        lasting = memory.minutes or memory.floor
        told = is_news(unit.text) or _OF_MEETING.match(unit.text) is not None
        return QUIET if unit.first and not lasting and told else memory.said
    if memory.minutes:
        return Said(Voice.MEETING)
    if memory.outside:
        return QUIET
    goes_on = is_imperative(unit.text) or (not unit.first and reads_on(unit.text))
    if goes_on and memory.last is not None and memory.meeting is not None:
        return Said(Voice.SPEECH, memory.last)
    return memory.said
