"""Who is meant where a part of a sentence names nobody: those of the part before, of the list, of the whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from directives import cues
from directives.drafts import BodyDraft
from directives.sentences import clauses, parts

_Bodies = tuple[BodyDraft, ...]
_GENERIC = re.compile(r"[^，。]{0,4}[各全]")


@dataclass(frozen=True, slots=True)
class SoFar:
    """Who was told so far: in the part before, in the first part where that is everybody, and before the list.

    `told` says that one person's words or one 要求 hold the parts together.
    """

    before: _Bodies
    everybody: _Bodies = ()
    listed: _Bodies = ()
    told: bool = False


def everybody(bodies: _Bodies, start: int) -> _Bodies:
    """The addressees of a first part after `start`, where all of them are everybody: 各地, 沿江各市."""
    return tuple(body for body in bodies if body.start >= start) if all(map(_is_generic, bodies)) else ()


def anybody(bodies: _Bodies) -> bool:
    """Whether only what nobody may do is told: 任何单位不得压缩工期."""
    return bool(bodies) and all(body.name.startswith("任何") for body in bodies)


def _is_generic(body: BodyDraft) -> bool:
    return _GENERIC.match(body.name) is not None


def addressees(named: _Bodies, words: str, so_far: SoFar, sentence: str, at: int) -> _Bodies:
    """Whom a part is for, those included that it names itself.

    In: who is named in it, its words, who was told before, the sentence with quotations blanked out, and where that
    begins in the text.
    """
    if named:
        # 各市要做好两件事：…；二是管好工地，企业要…: within the sentence an item that names somebody later on is for
        # those of the list too; one that begins with its own subject is for that alone.
        if (number := cues.NUMBERED.match(words)) and words.startswith(named[0].name[:2], number.end()):
            return named
        # 各市要管住工期，任何单位不得压缩: what nobody may do leaves those told as they are.
        if anybody(named):
            return (*_inherited(words, so_far.before, so_far.told), *named)
        names = {body.name for body in named}
        shared = (body for body in so_far.listed if body.start >= at and body.name not in names)
        return (*carried(shared), *named)
    before, told = so_far.before, so_far.told
    if so_far.everybody and not told and cues.ORDERED.match(words):
        before, told = so_far.everybody, True  # 会议要求，各地要…；煤矿要…；要…
    if cues.ORDERED.match(words) and _named_late(before, sentence, at):
        return ()
    return tuple(_inherited(words, before, told))


def carried(bodies: Iterator[BodyDraft] | _Bodies) -> Iterator[BodyDraft]:
    """Those of a part before, as they are told in this one."""
    return (replace(body, inherited=True) for body in bodies)


def _named_late(before: _Bodies, sentence: str, at: int) -> bool:
    """二要管好水库，水利局要…；三要严明纪律: who is named in the middle of an order is told no more than his clause."""
    if not before or not 0 <= (name := before[0].start - at) < len(sentence):
        return False
    part = max((low for low, _ in parts(sentence) if low <= name), default=0)
    head = sentence[part:name]
    return any(cues.ORDERED.match(head, *span) for span in clauses(head) if span[1] < len(head))


def _inherited(words: str, before: _Bodies, told: bool) -> Iterator[BodyDraft]:
    """The addressees of the part before, where this part has no subject of its own.

    Where all are everybody (各地区、各部门) they are not carried over a new 要: with it a new instruction to the whole
    meeting begins. 尤其要 only goes on with what was said, and in 要求各地要…；要… all stands under the one 要求.
    """
    words = cues.LINKED.sub("", words)
    ordered = bool(cues.ORDERED.match(words))
    if not (ordered or cues.IMPERATIVE.match(words) or cues.CONDITIONAL.match(words)):
        return
    if not told and cues.NUMBERED.match(words) and not all(map(_is_generic, before)):
        return  # 二、车间要培训；三、现场挂牌: an item of its own
    fresh = ordered and not told and not cues.IN_PARTICULAR.match(words)
    if not (fresh and all(body.name.startswith(("各", "全")) for body in before)):
        yield from carried(body for body in before if not body.name.startswith("任何"))
