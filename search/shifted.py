"""Finds the places where a GBK shift may have happened and decides whether its reading is certain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from search.characters import simplified
from search.frequent import FREQUENT
from search.gbk import simplified_form
from search.lexicon import lexicon
from search.offsets import Edit
from search.readings import Reading, Run
from search.shift import LOST, clean_cost, readings

_MARGIN_TO_CLEAN = 2.0  # by which a reading must beat the text as it is …
_MARGIN_TO_NEXT = 0.6  # … and the next best reading

_LONGEST = 400  # characters of a damaged stretch that is read; none of a real page is half as long
_MOST_READ = 30_000  # of all that are read in one text, which takes about half a minute; as much again is marked

_NONSENSE = 7.5  # the cost per character below which text with rare characters is taken as it is
_SENSE = 4.9  # the cost per character above which a text makes no sense

_GLOSS = re.compile(r"\(\s?[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,7}\s?\)")
_EATEN_GLOSS = re.compile(r"\?[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,7}\)")
# 會議?h委, 安全a(chǎn): the second byte of a character is an ASCII letter.
_HALF = re.compile(
    r"(?<=[\u4e00-\u9fff])[@-Za-z](?=\([a-z]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]*\))|(?<=[\u4e00-\u9fff])[;；!！?？][@-Za-z\[\]^_`{|}~](?=[\u4e00-\u9fff])"
)
_CLASH = re.compile("[；;！!：:？?][、，；。]|[、，][；;！!：:？?]")
# A noun must follow: the only evidence for a term of which a single mark is left.
_CALLS_FOR_A_NOUN = re.compile(
    "(?:[、（《“]|聚焦|紧盯|突出|抓好|加强|强化|开展|围绕|针对|深化|推进|规范|打击|排查|整治|涉及|包括|做好|管控|严查|[对和及与])$"
)
_ENTITY = re.compile(r"&#?\w{1,20};$")
_NAME = re.compile("[\u4e00-\u9fff]+")
_BARRIER = re.compile(r"[\x00-\x20(\"'#$%&*+\-./0-9<=>@A-Z\[\\\]^_`a-z{|}~]")
_SYMBOL = re.compile(
    "[\u0370-\u03ff\u0400-\u04ff\u2460-\u249b\u2500-\u257f\u3040-\u30ff\u3100-\u312f\u3220-\u3229\ue000-\uf8ff]"
)


@cache
def _strange() -> re.Pattern[str]:
    """Two characters near each other that Chinese prose hardly has."""
    usual = FREQUENT | {old for old, new in simplified().items() if new in FREQUENT and len(old) == 1}
    han = "".join(sorted(chr(code) for code in range(0x4E00, 0xA000) if chr(code) not in usual))
    return re.compile(f"[{han}]|{_SYMBOL.pattern}")


def shift_edits(text: str) -> list[Edit]:
    """Repairs of what is certain (code "gbk-shift") and marks of what is not ("suspect")."""
    edits: list[Edit] = []
    left = _MOST_READ
    for start, end in _suspects(text):
        if edits and start < edits[-1].end:
            continue
        left -= end - start
        if left < -_MOST_READ - _LONGEST:
            break
        if left < 0 or end - start > _LONGEST:
            edits.append(Edit(start, end, text[start:end], "suspect"))
        else:
            edits += _resolve(text, start, end)
    return edits


def _suspects(text: str) -> Iterator[tuple[int, int]]:
    """Spans from the first to the last sign of damage within one stretch without ASCII."""
    signs = [(match.start(), match.end(), 1) for match in _strange().finditer(text)]
    signs += [(match.start(), match.end(), 2) for match in _CLASH.finditer(text) if _may_be_a_term(text, match)]
    signs += [(at, at + 1, 1) for at, *_ in signs if at and _is_mark(text, at - 1)]
    signs += [(match.start(), match.end(), 2) for match in _HALF.finditer(text)]
    signs += [(match.start(), match.end(), 2) for match in _EATEN_GLOSS.finditer(text) if match.start()]
    cluster: list[tuple[int, int, int]] = []
    for sign in sorted(signs):
        if cluster and (sign[0] - cluster[-1][1] > 10 or _BARRIER.search(_plain(text[cluster[-1][1] : sign[0]]))):
            yield from _cluster_span(text, cluster)
            cluster = []
        cluster.append(sign)
    yield from _cluster_span(text, cluster)


def _plain(text: str) -> str:
    return _GLOSS.sub("", text)


def _is_mark(text: str, at: int) -> bool:
    """Whether a semicolon or exclamation mark stands here that is not the end of an entity."""
    return text[at] in "；！;!" and not _ENTITY.search(text[max(0, at - 22) : at + 1])


def _may_be_a_term(text: str, clash: re.Match[str]) -> bool:
    """Whether the mark in a clash may be what is left of a term: a term has begun, or a noun must follow."""
    at = clash.start() + (clash[0][0] in "、，")
    if text[at] == ";" and not _is_mark(text, at):
        return False
    before = "".join(map(simplified_form, _plain(text[max(0, at - 60) : at])[-12:]))
    return bool(_CALLS_FOR_A_NOUN.search(before)) or any(before[-length:] in lexicon().stems for length in (3, 4, 5))


def _is_name(text: str, cluster: list[tuple[int, int, int]]) -> bool:
    """Rare characters that stand alone, two or three together, are a name; a shift that short is past reading."""
    start, end = cluster[0][0], cluster[-1][1]
    return (
        all(weight == 1 for *_, weight in cluster)
        and end - start <= 3
        and bool(_NAME.fullmatch(text, start, end))
        and not (start and _is_mark(text, start - 1))
    )


def _cluster_span(text: str, cluster: list[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    if sum(weight for *_, weight in cluster) < 2 or _is_name(text, cluster):
        return
    unexplained = [sign for sign in cluster if sign[2] == 2 or not _in_a_word(text, sign[0])]
    if sum(weight for *_, weight in unexplained) < 2 or _is_name(text, unexplained):
        return
    first, last = unexplained[0][0], unexplained[-1][1]
    certain = any(weight == 2 for *_, weight in unexplained) or (first and _is_mark(text, first - 1))
    if certain or lexicon().cost_per_character("".join(map(simplified_form, text[first:last]))) > _NONSENSE:
        yield first, last


def _in_a_word(text: str, at: int) -> bool:
    """Whether a rare character stands in a word that the dictionary knows."""
    table = simplified()
    around = "".join(table.get(one, one) for one in text[max(0, at - 3) : at + 4])
    middle = min(at, 3)
    return any(
        around[start:end] in lexicon().cost
        for start in range(middle + 1)
        for end in range(middle + 1, len(around) + 1)
        if end - start >= 2
    )


def _resolve(text: str, first: int, last: int) -> Iterator[Edit]:
    """The repair of one suspect span, or its mark, or nothing where the text is likely as it is."""
    window = _Window.around(text, first, last)
    found = readings(window.tokens, window.starts, window.after, window.seams)
    clean = clean_cost(window.tokens, window.after)
    best = next((reading for reading in found if reading.runs), None)
    if best is None or best.cost > clean - _MARGIN_TO_CLEAN or not all(window.supports(run) for run in best.runs):
        if _EATEN_GLOSS.search(text, first, last):  # no clean text has it
            yield Edit(first, last, text[first:last], "suspect")
        return
    rivals = [reading for reading in found if reading.runs and reading.cost < best.cost + _MARGIN_TO_NEXT]
    runs = _agreed(rivals)
    if runs:
        for run in runs:
            yield Edit(*window.span(run), run.text, "gbk-shift")
    else:
        yield Edit(first, last, text[first:last], "suspect")


def _agreed(rivals: list[Reading]) -> tuple[Run, ...]:
    """The best reading with U+FFFD for the few characters in which equally likely ones differ; nothing where they
    differ in many or in where the damage is."""
    best = rivals[0].runs
    disputed: list[set[int]] = [set() for _ in best]
    for rival in rivals[1:]:
        if len(rival.runs) != len(best):
            return ()
        for run, other, places in zip(best, rival.runs, disputed, strict=True):
            if run.start != other.start or run.end != other.end:
                return ()
            for tag, start, end, *_ in SequenceMatcher(None, run.text, other.text, autojunk=False).get_opcodes():
                places.update(range(start, max(end, start + 1)) if tag != "equal" else ())
    if sum(map(len, disputed)) * 5 > sum(len(run.text) for run in best):
        return ()
    return tuple(
        Run(run.start, run.end, "".join("\ufffd" if at in places else one for at, one in enumerate(run.text)))
        for run, places in zip(best, disputed, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Window:
    """A suspect span with some text around it, as tokens: characters without the pinyin after them."""

    tokens: str
    places: tuple[tuple[int, int], ...]  # the span of each token, pinyin included
    starts: range  # tokens at which a shift may begin
    seams: frozenset[int]
    after: str

    @classmethod
    def around(cls, text: str, first: int, last: int) -> "_Window":
        line = max(text.rfind("\n", 0, first) + 1, first - 200)
        stop = text.find("\n", last, last + 100)
        places = _places(text, line, stop if stop >= 0 else min(len(text), last + 100))
        begin = next(index for index, place in enumerate(places) if place[1] > first)
        end = next((index for index, place in enumerate(places) if place[0] >= last), len(places))
        low, high = max(0, begin - 12), min(len(places), end + 6)
        kept = places[low:high]
        tokens = "".join(LOST if _EATEN_GLOSS.match(text, *place) else text[place[0]] for place in kept)
        seams = frozenset(index + 1 for index, place in enumerate(kept) if place[1] - place[0] > 1)
        starts = range(max(0, begin - low - 6), min(end, begin + 8) - low + 1)
        return cls(tokens, tuple(kept), starts, seams, text[kept[-1][1] : kept[-1][1] + 1])

    def supports(self, run: Run) -> bool:
        """Whether a run makes sense where it stands. A single mark is evidence for a term only where the text before begins the term or needs a noun."""
        after = self.tokens[run.end : run.end + 3]
        sense = "".join(
            map(simplified_form, self.tokens[max(0, run.start - 3) : run.start] + run.text + after)
        ).replace(LOST, "")
        if lexicon().cost_per_character(sense) > _SENSE:
            return False
        if run.end - run.start > 1 or self.tokens[run.start] == LOST:
            return True
        before = "".join(map(simplified_form, self.tokens[: run.start]))
        begun = any(before.endswith(start) for start in lexicon().beginnings(simplified_form(run.text[0])))
        return begun or (lexicon().is_term(run.text) and bool(_CALLS_FOR_A_NOUN.search(before)))

    def span(self, run: Run) -> tuple[int, int]:
        return self.places[run.start][0], self.places[run.end - 1][1]


def _places(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span of each character of `start:end` together with the pinyin after it."""
    places: list[tuple[int, int]] = []
    at = start
    while at < end:
        gloss = _GLOSS.match(text, at) if places else None
        eaten = _EATEN_GLOSS.match(text, at)
        if gloss:
            places[-1] = (places[-1][0], gloss.end())
        else:
            places.append((at, eaten.end() if eaten else at + 1))
        at = places[-1][1]
    return places
