"""The parts a text is walked through: lines that are noise, title or heading, and sentences with their opening."""

import bisect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from meetings.announcements import LONGEST_SENTENCE
from meetings.columns import goes_on
from meetings.frame import Frame
from meetings.headings import Heading, heading_of, run_in_heading
from meetings.mentions import Mention
from meetings.noise import is_noise
from meetings.roll import roll_role
from meetings.saying import INSISTS
from meetings.sentences import sentences
from meetings.voices import Cue, Opening, cue_of, says

# What stands behind these at the end of a page is other news.
_FOOT = re.compile(
    r"^(?:【[^】]{1,8}】)*[ \u3000]*[【\[]?(?:新闻推荐|相关(?:新闻|推荐|阅读|文章|链接|范文|文档|资料)|推荐阅读|热门(?:新闻|推荐)|猜你喜欢|延伸阅读|上一[篇条]|下一[篇条])"
)
_TIER = re.compile(r"[\[【]?全[国省市县区州盟旗]会议(?:精神|讲话)?[\]】]?")  # a section of a record of several
# 【字幕：旗长 某某】: what the screen shows while the words go on
_SHOWN = re.compile(r"[【\[（(]字幕[：:][^】\]）)]{1,40}[】\]）)]")
_FOOT_FROM = 0.5
_CONTENTS = re.compile(r"(?:节目|新闻)主要内容(?:[：:]?$|[：:]1[.．、])")
_SAYS = re.compile(rf"(?:还|则|也)?(?:{INSISTS}|提醒|叮嘱|嘱咐|补充|表示|提出|说[，：])")
# ；某市要求…, ；某县随即召开会议: another place's meeting behind a semicolon
_PLACE_NEXT = re.compile(
    r"；(?=(?![我全本各])[\u4e00-\u9fff]{2,6}[省市县区州旗盟](?:[也还则]|同步|随即|立即|于当[晚天]|当[晚天])*(?:召开|套开|要求[，：]|强调[，：]))"
)
# What a paragraph of the script of a broadcast is: not part of what it says.
SCRIPT_TAG = re.compile(r"[【\[［（(](?:正文|图文|同期声?|解说|旁白|配音|画外音)[】\]］）)][ \u3000]*(?=[^ \u3000\n])")
TOLD_ON = re.compile(
    r"[ \u3000]*[【\[［](?:正文|解说|配音|旁白|画外音)[】\]］][ \u3000]*"
)  # such a tag alone: the reporter goes on
_SPEECH_OF = re.compile(r"[（(][^（）()\n]{2,16}讲话[）)][ \u3000]*(?=[^ \u3000\n])")  # （熊省长讲话）同志们：
_LONGEST_LABEL = 20
_ENTRY = re.compile(r"\d{1,2}\s*[.．、].{4,}[；;。]$|^（《")
_BROKEN = re.compile(r"\d{1,2}\s*[.．、].{2,}[：:]$")  # an entry that goes on in the next line
_Inside = Callable[[int, int], tuple[Mention, ...]]  # who is named between two code points


class Part(Enum):
    """What a unit is."""

    NOISE = auto()
    TITLE = auto()  # the title and what stands under it before the text begins: subtitle, byline, date
    HEADING = auto()
    SENTENCE = auto()


@dataclass(frozen=True, slots=True)
class Unit:
    """A line or sentence. `first` where it begins a paragraph; `line` is the span of its whole line."""

    start: int
    end: int
    part: Part
    text: str
    line: tuple[int, int]
    first: bool = True
    heading: Heading | None = None
    cue: Cue = Cue(Opening.NONE)
    inside: tuple[Mention, ...] = ()


def units_of(text: str, spans: Sequence[tuple[int, int]], frame: Frame, mentions: Sequence[Mention]) -> list[Unit]:
    """The units of a text whose lines are `spans`, in order."""
    starts = [mention.start for mention in mentions]
    units: list[Unit] = []
    begun = False  # the text proper has begun: what looks like a heading is one

    def inside(start: int, end: int) -> tuple[Mention, ...]:
        return tuple(mentions[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)])

    foot = len(text)
    contents = False  # the list of headlines at the head of a programme
    broken = False
    listing = False  # inside a list of those present
    for start, end in spans:
        line = text[start:end]
        listed = broken or _BROKEN.match(line) or _ENTRY.match(line)
        contents = (contents and bool(listed)) or _CONTENTS.search(line) is not None
        broken = contents and _BROKEN.match(line) is not None
        if contents and (_CONTENTS.search(line) is None or len(line) > _LONGEST_LABEL):
            units.append(Unit(start, end, Part.NOISE, line, (start, end)))
            continue
        if begun and start > len(text) * _FOOT_FROM and _FOOT.match(line):
            foot = start
        tag = SCRIPT_TAG.match(text, start, end) or _SPEECH_OF.match(text, start, end)
        listing = listing and goes_on(line)
        heading = heading_of(line) if tag is None and not listing else None
        listing = listing or roll_role(line) != ""
        if frame.title_span is not None and frame.title_span[0] <= start < frame.title_span[1]:
            units.append(Unit(start, end, Part.TITLE, line, (start, end), inside=inside(start, end)))
        elif start >= foot or is_noise(line) or _SHOWN.fullmatch(line.strip()):
            units.append(Unit(start, end, Part.NOISE, line, (start, end)))
        elif (
            not begun
            and not frame.is_programme
            and _TIER.fullmatch(line.strip()) is None
            and ((heading is not None and heading.depth == 0) or _under_title(line))
        ):
            units.append(Unit(start, end, Part.TITLE, line, (start, end), inside=inside(start, end)))
        elif heading is not None:
            begun = True
            units.append(Unit(start, end, Part.HEADING, line, (start, end), heading=heading, inside=inside(start, end)))
        else:
            begun = True
            units += _said(text, (start, end), tag[0] if tag is not None else "", inside)
    return units


def _said(text: str, line: tuple[int, int], tag: str, inside: _Inside) -> Iterator[Unit]:
    """The sentences of a line; the tag of a script at its head is none of them."""
    start, end = line
    if tag:
        yield Unit(start, start + len(tag.rstrip()), Part.NOISE, tag.rstrip(), line)
    run_in = run_in_heading(text[start:end])
    for at, (a, b) in enumerate(_by_speaker(text, start + len(tag), end, inside)):
        here = inside(a, b)
        cue = _own_words_of(here, a, b) if "同期" in tag else None
        if at == 0 and "讲话" in tag and len(called := inside(start, a)) == 1:
            cue = Cue(Opening.LABEL, called[0])
        cue = cue or cue_of(text[a : min(b, a + LONGEST_SENTENCE)], a, here)
        yield Unit(a, b, Part.SENTENCE, text[a:b], line, at == 0, run_in if at == 0 else None, cue, here)


def _own_words_of(here: Sequence[Mention], start: int, end: int) -> Cue | None:
    """The line that says whose own words follow (【同期声】市长 某某), as a label does that ends with a colon."""
    named = len(here) == 1 and here[0].outer == start and here[0].until == end
    return Cue(Opening.LABEL, here[0]) if named else None


def _by_speaker(text: str, start: int, end: int, inside: _Inside) -> Iterator[tuple[int, int]]:
    """The sentences of a line, cut as well where another person takes the word behind a semicolon."""
    for a, b in sentences(text, start, end):
        for mention in inside(a, b):
            known = mention.titles or _SAYS.match(text, mention.until)
            after_stop = mention.outer > a and text[mention.outer - 1] == "；" and known
            if after_stop and says(text[mention.until : b]):
                yield a, mention.outer
                a = mention.outer
        for stop in _PLACE_NEXT.finditer(text, a, b):
            yield a, stop.end()
            a = stop.end()
        yield a, b


_BRACKETED = re.compile(r"^[（(][^（）()]{2,40}[）)]$")


def _under_title(line: str) -> bool:
    return _BRACKETED.match(line) is not None
