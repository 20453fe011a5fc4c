"""Reads text through a one-byte GBK shift: a lead byte was lost, and the pairs after it are out of step.

Dropping the first byte of 危 (CE A3) from 危化品 leaves A3 BB, AF C6, B7 … = ； nothing 贰: the pairs shift until
an ASCII character or a pair that cannot be puts them back in step. Pairs that GBK has nothing for vanish. The
reading sought is the likeliest Chinese text that turns into the observed one in this way (a noisy channel).
"""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from search import gbk
from search.lexicon import Trie, lexicon

# Natural logarithms of improbability, from trials with damaged and clean text of the genre.
_START = 9.0  # that a shift begins here
_VANISHED = 1.5  # that a pair vanished
_END_AT_ASCII = 0.5  # that a lost byte precedes an ASCII character
_END = 6.0  # that the pairs fall into step without one
_IMPOSSIBLE = 25.0  # for punctuation that never stands together
_MARK_LEADS = (0xA1, 0xA3)  # of punctuation
_LONGEST = 10  # characters of a word
_KEPT = 4  # best readings kept at every point
_BEAM = 22.0  # readings costlier than the best one at a token by more are dropped

_BRACKETS = (("“", "”"), ("《", "》"), ("（", "）"))
_STOPS = frozenset("，、；：。！？,;:!?")
_OUT_OF_STEP = ("known", "lost", "gone", "far")
_IN_STEP = ("clean", "ended", "restored")
_MODES = (*_OUT_OF_STEP, *_IN_STEP, "fresh")
_ALONE = 3.5  # that a character in a shift is a word by itself …
_SMALL_WORDS = frozenset(
    "要的和在对等及与为以并将把被由向从到各不是，。、；：“”（）《》"
)  # … unless it is one of these


class State(NamedTuple):
    """Where a reading stands: before token `at`; in step ("clean", or "ended" right after a shift, or "restored" right after a lost character), or out of
    step. There `byte` is the next character's lead byte ("known"), or the first byte of the vanished pair
    whose second byte that lead was ("lost"; "gone" after two pairs in a row, "far" after more; "fresh" where the very first pair vanished)."""

    at: int
    mode: str
    byte: int = 0


class Step(NamedTuple):
    """One character of the original text and where it leads."""

    character: str
    state: State
    cost: float


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `start:end` are the image of `text`; `end` is -1 while the run is still open."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """A way to read the tokens: what it costs and which runs of them are shifted."""

    cost: float
    runs: tuple[Run, ...] = field(compare=False)


# Stands for a character of which nothing is left but the pinyin that followed it.
LOST = "\ufffc"


def readings(tokens: str, starts: range, after: str = "", seams: frozenset[int] = frozenset()) -> list[Reading]:
    """The likeliest readings of `tokens`, best first; a shift may begin at `starts` only, so that an empty range
    gives the cost of the tokens as they are. `after` is the character that follows, "" at the end; before the
    tokens at `seams` ASCII text stood that is no token."""
    lattice = _Lattice(tokens, starts, after, seams)
    origin = State(0, "clean")
    best: dict[State, list[Reading]] = {origin: [Reading(0.0, ())]}
    cheapest: dict[int, float] = {}
    queue = [(_order(origin), origin)]
    seen = {origin}
    while queue:
        _, state = heapq.heappop(queue)
        cheapest[state.at] = min(cheapest.get(state.at, best[state][0].cost), best[state][0].cost)
        if best[state][0].cost > cheapest[state.at] + _BEAM:
            continue
        limit = best[state][0].cost
        for path, cost in lattice.words_from(state):
            target = path[-1].state
            if limit + cost > lattice.as_it_is[target.at] + _BEAM:
                continue
            for reading in best[state]:
                _keep(best.setdefault(target, []), Reading(reading.cost + cost, _extend(reading.runs, state, path)))
            if target not in seen:
                seen.add(target)
                heapq.heappush(queue, (_order(target), target))
    return sorted(
        reading
        for state, kept in best.items()
        for reading in kept
        if state.at == len(tokens) and state.mode in _IN_STEP
    )


def _order(state: State) -> tuple[int, int]:
    """States before the same token in the order in which they can follow one another."""
    return state.at, _MODES.index(state.mode)


def _keep(kept: list[Reading], new: Reading) -> None:
    if len(kept) == _KEPT and new.cost >= kept[-1].cost:
        return
    for index, old in enumerate(kept):
        if old.runs == new.runs:
            kept[index] = min(old, new)
            kept.sort()
            return
    kept.append(new)
    kept.sort()
    del kept[_KEPT:]


def _extend(runs: tuple[Run, ...], state: State, path: tuple[Step, ...]) -> tuple[Run, ...]:
    """The runs of a reading after one more word."""
    for step in path:
        opened = bool(runs) and runs[-1].end < 0
        in_step = step.state.mode in _IN_STEP
        if step.state.mode == "restored":
            runs = (*runs, Run(state.at, -1, ""))
            opened = True
        if opened:
            end = step.state.at if in_step else -1
            runs = (*runs[:-1], Run(runs[-1].start, end, runs[-1].text + step.character))
        elif not in_step:
            runs = (*runs, Run(state.at, -1, step.character))
        state = step.state
    return runs


class _Lattice:
    """Every way to read on from a state, one character at a time, and the words these characters spell."""

    def __init__(self, tokens: str, starts: range, after: str, seams: frozenset[int]) -> None:
        self.tokens = tokens
        self.seams = seams
        self.starts = starts
        self.after = after
        self.words = lexicon()
        self.pairs = [gbk.pairs(one) for one in tokens]
        self.plain = "".join(gbk.simplified_form(one) for one in tokens)
        self.as_it_is = self._clean_costs()

    def _clean_costs(self) -> list[float]:
        """What it costs to take the tokens up to each one as they are."""
        costs = [0.0, *(float("inf") for _ in self.tokens)]
        for at in range(len(self.tokens)):
            for path, cost in self._clean_words(State(at, "clean")):
                end = path[-1].state.at
                costs[end] = min(costs[end], costs[at] + cost)
        return costs

    def words_from(self, state: State) -> Iterator[tuple[tuple[Step, ...], float]]:
        """Dictionary words and single characters that can stand here, with their costs."""
        in_step = state.mode in _IN_STEP
        if in_step:
            yield from self._clean_words(state)
            if not self._may_start(state.at):
                return
        trie = self.words.common if state.mode in _IN_STEP or state.mode == "known" else self.words.frequent
        stack: list[tuple[State, str, tuple[Step, ...], float]] = [(state, "", (), 0.0)]
        while stack:
            at, prefix, path, cost = stack.pop()
            for plain in self._candidates(at, trie, prefix):
                for step in self._steps(at, plain):
                    word, here, total = prefix + plain, (*path, step), cost + step.cost
                    if word in self.words.cost and not (in_step and step.state.mode == "clean"):
                        alone = _ALONE if len(word) == 1 and word not in _SMALL_WORDS else 0.0
                        yield here, total + self.words.cost[word] + alone
                    if len(word) < _LONGEST and word in trie.children:
                        stack.append((step.state, word, here, total))
            if prefix:
                yield from self._completed(at, prefix, path, cost)

    def _may_start(self, at: int) -> bool:
        """Whether a word that begins here can run into a shift."""
        return bool(self.starts) and self.starts.start - _LONGEST < at < self.starts.stop

    def _clean_words(self, state: State) -> Iterator[tuple[tuple[Step, ...], float]]:
        """Words that the tokens spell as they are, and the next token by itself, whatever it is."""
        at = state.at
        if at == len(self.tokens):
            return
        clash = self._clash(state)
        path: tuple[Step, ...] = ()
        for end in range(at + 1, min(at + _LONGEST, len(self.tokens)) + 1):
            path = (*path, Step(self.tokens[end - 1], State(end, "clean"), 0.0))
            cost = self.words.cost.get(self.plain[at:end])
            if end == at + 1:
                cost = self.words.single(self.plain[at])
            if cost is not None:
                yield path, cost + clash

    def _candidates(self, at: State, trie: Trie, prefix: str) -> Iterable[str]:
        """The characters that continue `prefix` and may continue `at`; the bytes narrow the first ones down."""
        children = trie.children.get(prefix, {})
        if len(children) < 60:
            return children
        fitting: set[str] = set()
        if at.mode in _IN_STEP:
            if at.at < len(self.tokens):
                fitting.add(gbk.simplified_form(self.tokens[at.at]))
                if at.at in self.starts:
                    fitting.update(
                        *(gbk.by_trail(first) for first, _ in self.pairs[at.at]), *map(gbk.by_trail, gbk.VANISHING)
                    )
        elif at.mode == "known":
            fitting.update(gbk.by_lead(at.byte))
        else:
            trails = {first for first, _ in self.pairs[at.at]} if at.at < len(self.tokens) else set()
            if at.at < len(self.tokens) and self.tokens[at.at].isascii():
                trails.add(ord(self.tokens[at.at]))
            fitting.update(*map(gbk.by_trail, trails.union(gbk.VANISHING) if at.mode in ("lost", "gone") else trails))
        return children.keys() & fitting

    def _clash(self, state: State) -> float:
        """Stops never follow one another."""
        at = state.at
        stopped = bool(state.byte) if state.mode == "ended" else at > 0 and self.tokens[at - 1] in _STOPS
        return _IMPOSSIBLE if stopped and self.tokens[at] in _STOPS else 0.0

    def _completed(
        self, at: State, prefix: str, path: tuple[Step, ...], cost: float
    ) -> Iterator[tuple[tuple[Step, ...], float]]:
        """A term of work safety whose last character is lost, wholly or but for its first byte."""
        if at.mode in _IN_STEP:
            if self.tokens[at.at : at.at + 1] == LOST and at.at in self.starts:
                for term in self.words.endings.get(prefix, ()):
                    for form, *_ in gbk.forms(term[-1])[1:2]:
                        step = Step(form, State(at.at + 1, "restored"), _START)
                        yield (*path, step), cost + _START + self.words.cost[term]
            return
        end = self._end_cost(at.at)
        for term in self.words.endings.get(prefix, ()):
            if at.mode != "known" or gbk.encode(term[-1])[:1] == bytes((at.byte,)):
                yield (*path, Step(term[-1], State(at.at, "ended"), end)), cost + end + self.words.cost[term]

    def _steps(self, state: State, plain: str) -> Iterator[Step]:
        """Every way in which `plain`, or a traditional form of it, can be the next character."""
        if state.mode in _IN_STEP:
            yield from self._in_step(state, plain)
            return
        for character, lead, trail in gbk.forms(plain):
            if state.mode == "known":
                if lead != state.byte:
                    continue
            elif not gbk.vanishes(state.byte, lead):
                continue
            yield from self._out_of_step(state, character, trail)

    def _in_step(self, state: State, plain: str) -> Iterator[Step]:
        at = state.at
        if at == len(self.tokens):
            return
        one = self.tokens[at]
        if gbk.simplified_form(one) == plain:
            yield Step(one, State(at + 1, "clean"), self._clash(state))
        if at in self.starts:
            for character, _, trail in gbk.forms(plain):
                yield from self._by_token(at, character, trail, _START)
                if trail in gbk.VANISHING:
                    yield Step(character, State(at, "fresh", gbk.vanishing_class(trail)), _START + _VANISHED)

    def _by_token(self, at: int, character: str, trail: int, cost: float) -> Iterator[Step]:
        """Where the next token begins with the character's second byte."""
        for first, second in self.pairs[at]:
            if first == trail:
                yield Step(character, State(at + 1, "known", second), cost)

    def _out_of_step(self, state: State, character: str, trail: int) -> Iterator[Step]:
        at, known = state.at, state.mode == "known"
        if at < len(self.tokens):
            yield from self._by_token(at, character, trail, 0.0)
            if trail == ord(self.tokens[at]):
                yield Step(character, State(at + 1, "ended"), _END_AT_ASCII)
        if state.mode not in ("far", "fresh") and trail in gbk.VANISHING:
            mode = _OUT_OF_STEP[_OUT_OF_STEP.index(state.mode) + 1]
            yield Step(character, State(at, mode, gbk.vanishing_class(trail)), _VANISHED)
        if known:
            end = self._end_cost(at)
            if end < _END or state.byte in _MARK_LEADS:
                yield Step(character, State(at, "ended", character in _STOPS), end + self._mark_cost(character, at))

    def _mark_cost(self, character: str, at: int) -> float:
        """A paragraph ends in a full stop rather than in a comma; a quote or bracket is closed that was opened."""
        for left, right in _BRACKETS:
            if character == left:
                return 8.0
            if character == right:
                return 0.0 if self.tokens[:at].count(left) > self.tokens[:at].count(right) else 8.0
        return 3.0 if at == len(self.tokens) and not self.after.strip() and character in "、，；：" else 0.0

    def _end_cost(self, at: int) -> float:
        if at in self.seams:
            return _END_AT_ASCII
        following = self.tokens[at] if at < len(self.tokens) else self.after
        return _END_AT_ASCII if not following or following.isascii() else _END
