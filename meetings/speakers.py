"""Who is named in a text: names found by their titles, then wherever they stand without one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from meetings.mentions import Mention
from meetings.name_lists import led_people, listed, name_before_another, sharing
from meetings.name_words import SURNAMES
from meetings.names import (
    FOLLOWER,
    is_name,
    latin_name_at,
    listed_name_at,
    long_transcribed_name_at,
    name_at,
    name_before,
    rare_name_before,
    recurring_name_at,
    unlisted_name_at,
)
from meetings.places import find_region
from meetings.roll import named_on_roll
from meetings.titles import POST, WEAK, title_row
from search.wordlists import alternation

_GAP = re.compile(r"(?:[（(][^（）()\n]{1,12}[）)])?(?:[：:](?=[\u4e00-\u9fff]{2,3}[、，；。])|[ \u3000]{0,2})")
# 国家森林防火指挥部某某副总指挥: whose post stands behind the name has the organ before it.
_ORGAN = re.compile(
    r"(?:^|[，。；\n\u3000])((?![传学贯落根按听由在对受请据经]|会议)[^，。；：、的了在向由对和与\n]{2,16}(?:指挥部|政府|委|局|厅|办公室|集团|公司))\Z",
    re.MULTILINE,
)
_REGION = re.compile(r"(?:^|[，。；\n\u3000])([\u4e00-\u9fff]{2,14}[省市县区旗州镇乡])\Z", re.MULTILINE)
_LONGEST_ORGAN = 18
_INSTRUCTING = re.compile(
    rf"(?:(?:传达|宣读)(?:学习)?了?|(?:指示|批示)(?:精神)?[和、])([{SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=(?:重要)?(?:指示|批示))"
)
_LABEL = re.compile(r"(?m)^([\u4e00-\u9fff]{2,4})[：:][ \u3000]*$")
_APART = re.compile(r"([\u4e00-\u9fff]{2,3}?)(?:同志)?(?:发言|讲话|致辞|主持词)?[ \u3000]*(?=\n|\Z)")
_HOST = re.compile(
    r"(?m)^主持人?[（(](?P<titles>[^（）()：\n]{2,24}?)[ \u3000]*(?P<name>[\u4e00-\u9fff]{2,3})(?:同志)?[）)](?=[：:])"
)
_HOST_AGAIN = re.compile(r"(?m)^主持人(?=[：:])")
_SPEECH_OF = re.compile(
    rf"(?m)^[ \u3000]*(?:[（(]|[一二三四五六七八九][、.]|[（(][一二三四五六七八九][）)])(?P<name>(?P<surname>[{SURNAMES}])(?P<post>副?(?:省长|市长|县长|区长|州长|部长|总理|主席|书记|局长|厅长)))(?:同志)?的?讲话(?=[）)：:\n])"
)
_COMRADE = re.compile(r"同志")
_OFFICE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,14}\Z")
_TELLS = re.compile(r"汇报|通报|传达|总结|宣读|介绍")
_STARTS = frozenset(("", "\n", "。", "，", "；", "”", "　"))


def mentions_in(text: str, known: Iterable[str] = ()) -> list[Mention]:
    """Every place that names a person, in order and without overlap. A name needs a title beside it or a verb
    of taking part behind it once; from then on, and if it is in `known`, it is recognised bare."""
    titled = _titled(text)
    found = {mention.start: mention for mention in titled}
    names = {mention.name for mention in titled}
    for mention in [*listed(text), *_labels(text), *_comrades(text), *_instructing(text), *named_on_roll(text)]:
        longer = any(text.startswith(name, mention.start) and len(name) > len(mention.name) for name in names)
        posts_behind = bool(mention.titles) and mention.until > mention.end  # in columns: no post of the one before
        if posts_behind or (mention.start not in found and not longer):
            found[mention.start] = mention
            names.add(mention.name)
    found |= {one.start: one for one in _hosts(text)}
    found |= {one.start: one for one in _called_by_post(text, found.values()) if one.start not in found}
    found |= {one.start: one for one in _first_halves(text, names) if one.start not in found}
    for mention in _bare(text, names | {name for name in known if name in text}):
        found.setdefault(mention.start, mention)
    return _without_overlap(found[start] for start in sorted(found))


def _called_by_post(text: str, known: Iterable[Mention]) -> Iterator[Mention]:
    """Who speaks under a surname and a post (（熊省长讲话）), where nobody of that surname and post is named in full."""
    named = [(one.name[0], title) for one in known for title in one.titles]
    for called in _SPEECH_OF.finditer(text):
        if not any(surname == called["surname"] and title.endswith(called["post"]) for surname, title in named):
            yield Mention(*called.span("name"), *called.span("name"), called["name"], (called["post"],))


def _first_halves(text: str, names: Iterable[str]) -> Iterator[Mention]:
    """People whose name has a dot, called by its first half (哈德某某·哈木某: 哈德某某强调), where it is the half of one alone."""
    halves: dict[str, list[str]] = {}
    for name in names:
        halves.setdefault(re.split("[·•]", name)[0], []).append(name)
    for half, whole in halves.items():
        if whole != [half] and len(whole) == 1 and len(half) > 2:
            for match in re.finditer(
                rf"{re.escape(half)}(?![·•])(?=强调|指出|要求|表示|说|同志|在|就|还|出席|主持)", text
            ):
                yield Mention(match.start(), match.end(), match.start(), match.end(), whole[0], ())


def _titled(text: str) -> list[Mention]:
    found: list[Mention] = []
    floor = 0
    for post in POST.finditer(text):
        line = text.rfind("\n", 0, post.start()) + 1
        gap = _GAP.match(text, post.end())
        at = gap.end() if gap is not None else post.end()
        name = (
            long_transcribed_name_at(text, at)
            or name_at(text, at)
            or unlisted_name_at(text, at)
            or name_before_another(text, at)
            or recurring_name_at(text, at)
            or latin_name_at(text, at)
        )
        if name is None and at > post.end():
            name = _set_apart(text, at)
        if (post[0] == "领导" or name is None) and (led := led_people(text, post.end(), max(line, floor))):
            found += led
            floor = led[-1].until
            continue
        if name is not None:
            outer, titles = title_row(text, post.end(), max(line, floor))
            found.append(Mention(at, at + len(name), outer, at + len(name), name, titles))
            found += sharing(text, found[-1])
        elif post.start() < floor or (WEAK.search(post[0]) and post[0] != "国务委员"):
            continue
        elif (
            name := name_before(text, post.start(), max(line, floor))
            or rare_name_before(text, post.start(), max(line, floor))
        ) and not find_region(name + post[0][0]):
            start = post.start() - len(name)
            organ = _ORGAN.search(text, max(line, floor, start - _LONGEST_ORGAN), start)
            outer = organ.start(1) if organ is not None else _region_before(text, start, max(line, floor))
            found.append(Mention(start, post.start(), outer, post.end(), name, (post[0],)))
        else:
            continue
        floor = max(floor, found[-1].until)
    return found


def _region_before(text: str, start: int, floor: int) -> int:
    """Where the region begins that stands right before a name at `start` (某市某区黎某某副区长): it is part of the title."""
    region = _REGION.search(text, max(floor, start - _LONGEST_ORGAN), start)
    return region.start(1) if region is not None else start


def _set_apart(text: str, at: int) -> str | None:
    """A name that a space sets apart from the titles before it, at the end of a line (副市长　某某某发言)."""
    last = _APART.match(text, at)
    return last[1] if last is not None and listed_name_at(last[1] + "、", 0) else None


def _comrades(text: str) -> list[Mention]:
    """Full names before 同志 that stand at the beginning of a clause (刚才，某某某同志通报了情况)."""
    found: list[Mention] = []
    for comrade in _COMRADE.finditer(text):
        name = name_before(text, comrade.start(), max(0, comrade.start() - 4))
        start = comrade.start() - len(name or "")
        before = text[start - 1 : start]
        alone = not "\u4e00" <= before <= "\u9fff"
        tells = before in "局委办厅院" and _TELLS.match(text, comrade.end()) is not None  # 市林业局赵某某同志汇报了
        if name is not None and (start == 0 or alone or tells):
            office = _OFFICE.search(text, max(0, start - _LONGEST_ORGAN), start) if tells else None
            outer = office.start() if office is not None else start
            found.append(Mention(start, comrade.start(), outer, comrade.end(), name, ()))
    return found


def _instructing(text: str) -> Iterator[Mention]:
    """Who is named without a title before an instruction that is passed on (传达了章某某重要指示和李某某批示)."""
    for match in _INSTRUCTING.finditer(text):
        if is_name(match[1]):
            yield Mention(match.start(1), match.end(1), match.start(1), match.end(1), match[1], ())


def _labels(text: str) -> list[Mention]:
    """Names that stand alone on a line with a colon, as a transcript marks its speakers: two lines at least,
    for one might be any word."""
    found = [
        Mention(label.start(1), label.end(1), label.start(1), label.end(1), label[1], ())
        for label in _LABEL.finditer(text)
        if is_name(label[1])
    ]
    return found if len({mention.name for mention in found}) > 1 else []


def _hosts(text: str) -> Iterator[Mention]:
    """Whoever chairs, where a transcript calls the person by the part (主持人（副县长 谌某某）：, later 主持人：)."""
    first = _HOST.search(text)
    name = re.sub(r"[ \u3000]", "", first["name"]) if first is not None else ""
    if first is None or not listed_name_at(name + "、", 0):
        return
    titles = tuple(one for one in re.split("[、，]", first["titles"].strip()) if one)
    yield Mention(*first.span("name"), first.start(), first.end(), name, titles)
    for again in _HOST_AGAIN.finditer(text, first.end()):
        yield Mention(again.start(), again.end(), again.start(), again.end(), name, ())


def _bare(text: str, names: set[str]) -> list[Mention]:
    if not names:
        return []
    pattern = re.compile(alternation(sorted(names)))
    follower = re.compile(FOLLOWER)
    return [
        Mention(match.start(), match.end(), match.start(), match.end(), match[0], ())
        for match in pattern.finditer(text)
        if len(match[0]) > 2 or follower.match(text, match.end()) or text[match.start() - 1 : match.start()] in _STARTS
    ]


def _without_overlap(mentions: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if kept and mention.start < kept[-1].end:
            continue
        kept.append(_without_name(mention, kept[-1]) if kept and mention.outer < kept[-1].end else mention)
    return kept


def _without_name(mention: Mention, before: Mention) -> Mention:
    """A mention whose titles took in the person named before it (甲某和主任|乙某)."""
    titles = [title.rpartition(before.name)[2].lstrip("和与及、") for title in mention.titles]
    outer = min(mention.start, before.end + 1)
    return replace(mention, outer=outer, titles=tuple(title for title in titles if title))
