"""Speeches in the first person: documents that are one, and who gives it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.announced_titles import title_announcement
from meetings.announcements import Announcement
from meetings.bylines import closing_byline
from meetings.mentions import Mention
from meetings.names import is_name
from meetings.units import Part, Unit
from meetings.voices import opens_speech

_ENDS_AS_SPEECH = re.compile(
    r"(?:(?:上的?|的|会议?|会|时)(?:重要|总结|主持|领导)?(?:讲话|发言|致辞|讲稿)|同志的?讲话|主持词|^在[^，。]{4,50}会议?上)(?:稿|文稿|提纲|摘要|材料|全文)?(?:[（【(〔].*)?$"
)
_BY_COMRADE = re.compile("同志的?讲话")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_CAPTION = re.compile(r"会议?上(?:作)?(?:讲话|发言|致辞)$")  # 某副厅长在续会上讲话, under a picture
_COLLECTS = re.compile(
    r"现将[^。]{0,12}(?:[两三四几]个会议?|分别)(?![^。]*精神)[^。]{0,20}(?:讲话|发言)[^。]{0,16}(?:整理|刊登|印发|摘登)"
)
_OPENING = 3  # sentences
_LONGEST_BYLINE = 40
_GIVEN = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2})同志(?=[，、就对围通做作分传讲])")
_NO_NAME = re.compile(
    r"各位|有关|负责|领导|志愿|党员|在座|全体|部门|单位|分管|机关|办公|牺牲|各级|其他|其它|以上|上述|几位|位"
)


@dataclass(frozen=True, slots=True)
class Address:
    """A document that is one speech. `title` names it, `meeting` is the one the title names; `speaker` and
    `mention` are whom the title or the line under it names, None where they name nobody."""

    title: Unit
    meeting: Announcement | None
    speaker: str | None
    mention: Mention | None


def is_address(line: str) -> bool:
    """Whether a title or heading is that of a speech (在…会议上的讲话)."""
    return _ENDS_AS_SPEECH.search(line) is not None


def address_of(text: str, units: Sequence[Unit]) -> Address | None:
    """The speech that the whole document is, by its title (在…会议上的讲话, …主持词), else None."""
    said = [unit for unit in units if unit.part is Part.SENTENCE][:_OPENING]
    if any(_COLLECTS.search(unit.text) for unit in said):
        return None  # 现将两个会议上的讲话刊登如下: several speeches under the title of one
    head = []
    for unit in units:
        if unit.part is Part.TITLE:
            head.append(unit)
        elif unit.part is not Part.NOISE:
            break
    speaks = _speaks(units)
    title = next((one for one in head if is_address(one.text) and (speaks or not _CAPTION.search(one.text))), None)
    signer, line, given_at = closing_byline(text, units)
    if title is None:
        return Address(line, given_at, signer.name, signer) if signer is not None and line and speaks else None
    meeting = title_announcement(text, title.start, title.end)
    if title.inside and _BY_COMRADE.match(text, title.inside[0].end):
        return Address(title, meeting, title.inside[0].name, title.inside[0])
    if title.inside and title.inside[0].outer <= title.start + 8 and "在" in text[title.inside[0].until : title.end]:
        return Address(title, meeting, title.inside[0].name, title.inside[0])
    for unit in head:
        name, mention = _byline(unit) if unit is not title else (None, None)
        if name is not None:
            return Address(title, meeting, name, mention)
    return Address(title, meeting, signer.name if signer is not None else None, signer)


def _speaks(units: Sequence[Unit]) -> bool:
    """Whether the text begins as a speech does (同志们：)."""
    first = next((unit for unit in units if unit.part is Part.SENTENCE), None)
    return first is not None and opens_speech(first.text)


def _byline(unit: Unit) -> tuple[str | None, Mention | None]:
    """The person a line under the title consists of (市委副书记、市长 陶某某, 陶某某市长, 陶某某)."""
    line = _BRACKETS.sub("", unit.text).strip()
    if len(line) > _LONGEST_BYLINE:
        return None, None
    if unit.inside and (line.endswith(unit.inside[-1].name) or unit.inside[-1].until == unit.start + len(line)):
        return unit.inside[-1].name, unit.inside[-1]
    name = re.sub(r"\s", "", line).removesuffix("同志")
    known = 2 <= len(name) <= 4 and is_name(name)
    return (name, Mention(unit.start, unit.end, unit.start, unit.end, name, ())) if known else (None, None)


def given_names_in(unit: Unit) -> list[Mention]:
    """Colleagues whom a speaker calls by the given name alone (刚才，某某同志作了部署)."""
    return [
        Mention(
            unit.start + one.start(1),
            unit.start + one.end(1),
            unit.start + one.start(1),
            unit.start + one.end(),
            one[1],
            (),
        )
        for one in _GIVEN.finditer(unit.text)
        if _NO_NAME.search(one[1]) is None
    ]
