"""Reads text through a one-byte GBK shift: a lead byte was lost, and the pairs after it are out of step.

Dropping the first byte of 危 (CE A3) from 危化品 leaves A3 BB, AF C6, B7 … = ； nothing 贰: the pairs shift until
an ASCII character or a pair that cannot be puts them back in step. Pairs that GBK has nothing for vanish. The
reading sought is the likeliest Chinese text that turns into the observed one in this way (a noisy channel).
"""

import heapq
from collections.abc import Iterator, Mapping
from functools import lru_cache

from search import gbk
from search.lexicon import lexicon
from search.readings import IN_STEP, MODES, OUT_OF_STEP, Move, Reading, Run, State, Step

# Natural logarithms of improbability, from trials with damaged and clean text of the genre.
_START = 9.0  # that a shift begins here
_VANISHED = 1.5  # that a pair vanished
_END_AT_ASCII = 0.5  # that a lost byte precedes an ASCII character
_END = 6.0  # that the pairs fall into step without one
_IMPOSSIBLE = 25.0  # for punctuation that never stands together
_HALF = 7.0  # for an ASCII letter that is what is left of a character
_MARK_LEADS = (0xA1, 0xA3)  # of punctuation
_LONGEST = 10  # characters of a word
_KEPT = 4  # best readings kept at every point
_BEAM = 14.0  # readings costlier than the best one at a token by more are dropped

_BRACKETS = (("“", "”"), ("《", "》"), ("（", "）"))
_STOPS = frozenset("，、；：。！？,;:!?")
_NOTHING: dict[str, None] = {}
_ALONE = 3.5  # that a character in a shift is a word by itself …
_SMALL_WORDS = frozenset(
    "要的和在对等及与为以并将把被由向从到各不是，。、；：“”（）《》"
)  # … unless it is one of these


# Stands for a character of which nothing is left but the pinyin that followed it.
LOST = "\ufffc"
_EATEN = (LOST, "?")  # what half a character and the ASCII one after it become


@lru_cache(maxsize=1024)  # a text that was repaired is looked through again
def readings(tokens: str, starts: range, after: str = "", seams: frozenset[int] = frozenset()) -> list[Reading]:
    """The likeliest readings of `tokens`, best first; a shift may begin at `starts` only. `after` is the character that
    follows, "" at the end; before the tokens at `seams` ASCII text stood that is no token."""
    lattice = _Lattice(tokens, starts, after, seams)
    origin = State(0, "clean")
    best: dict[State, list[Reading]] = {origin: [Reading(0.0, ())]}
    cheapest: dict[int, float] = {}
    queue = [(_order(origin), origin)]
    while queue:
        _, state = heapq.heappop(queue)
        known = best[state]
        spent = known[0].cost
        cheapest[state.at] = min(cheapest.get(state.at, spent + _BEAM), spent + lattice.ahead(state))
        if spent > cheapest[state.at] + _BEAM:
            continue
        for path, cost in lattice.words_from(state, spent):
            target = path[-1].state
            kept = best.get(target)
            if kept is None:
                kept = best[target] = []
                heapq.heappush(queue, (_order(target), target))
            lattice.reached[target.at] = min(lattice.reached[target.at], spent + cost + lattice.ahead(target))
            for reading in known:
                if len(kept) == _KEPT and reading.cost + cost >= kept[-1].cost:
                    break
                _keep(kept, Reading(reading.cost + cost, _extend(reading.runs, state, path)))
    return sorted(
        reading for state, kept in best.items() for reading in kept if state.at == len(tokens) and state.mode in IN_STEP
    )


def clean_cost(tokens: str, after: str = "") -> float:
    """What it costs to take the tokens as they are."""
    return _Lattice(tokens, range(0), after, frozenset()).as_it_is[-1]


def _order(state: State) -> tuple[int, int]:
    """States before the same token in the order in which they can follow one another."""
    return state.at, MODES.index(state.mode)


def _keep(kept: list[Reading], new: Reading) -> None:
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
        in_step = step.state.mode in IN_STEP
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
        # The least cost at each token of the readings found so far, with what is sure to follow.
        self.reached = [cost + self.ahead(State(at, "clean")) for at, cost in enumerate(self.as_it_is)]
        self._known_moves: dict[State, list[Move]] = {}
        self._following: dict[State, frozenset[str]] = {}

    def _clean_costs(self) -> list[float]:
        """What it costs to take the tokens up to each one as they are."""
        costs = [0.0, *(float("inf") for _ in self.tokens)]
        for at in range(len(self.tokens)):
            for path, cost in self._clean_words(State(at, "clean")):
                end = path[-1].state.at
                costs[end] = min(costs[end], costs[at] + cost)
        return costs

    def words_from(self, state: State, spent: float) -> Iterator[tuple[tuple[Step, ...], float]]:
        """Dictionary words and single characters that can stand here, with their costs; `spent` is what the
        cheapest reading up to here costs, so that words beyond the beam are not looked for."""
        in_step = state.mode in IN_STEP
        if in_step:
            yield from self._clean_words(state)
            if not self._may_start(state.at):
                return
        words = self.words.cost
        rooms, endings = self._rooms(state.at, spent), self.words.endings
        trie = self.words.common if in_step or state.mode == "known" else self.words.frequent
        stack: list[tuple[State, str, tuple[Step, ...], float]] = [(state, "", (), 0.0)]
        while stack:
            at, prefix, path, cost = stack.pop()
            children = trie.children.get(prefix, _NOTHING)
            for forms, target, step_cost in self._moves(at):
                total = cost + step_cost
                most, room = rooms[target.at - state.at]
                most, room = most - total, room - total
                if most < trie.least.get(prefix, 0.0):
                    continue
                for plain in children if len(children) < len(forms) else forms:
                    if plain not in children or plain not in forms:
                        continue
                    word = prefix + plain
                    if trie.least[word] > most:
                        continue
                    cost_of_word = words.get(word)
                    if in_step and target.mode == "clean":
                        cost_of_word = None  # the tokens as they are: found before
                    elif cost_of_word is not None and len(word) == 1 and word not in _SMALL_WORDS:
                        cost_of_word += _ALONE
                    longer = len(word) < _LONGEST and word in trie.children
                    for form in forms[plain]:
                        here = (*path, Step(form, target, step_cost))
                        if cost_of_word is not None and cost_of_word <= room:
                            yield here, total + cost_of_word
                        if longer and (word in endings or self._goes_on(target, trie.children[word])):
                            stack.append((target, word, here, total))
            if prefix:
                yield from self._completed(at, prefix, path, cost)

    def ahead(self, state: State) -> float:
        """What is sure to be paid next: two stops that clash are worth more trouble before the second is read."""
        return self._clash(state) if state.mode in IN_STEP and state.at < len(self.tokens) else 0.0

    def _goes_on(self, state: State, children: Mapping[str, None]) -> bool:
        """Whether one of the characters that a word goes on with can come next."""
        following = self._following.get(state)
        if following is None:
            following = self._following[state] = frozenset().union(*(move.forms for move in self._moves(state)))
        return not following.isdisjoint(children)

    def _rooms(self, at: int, spent: float) -> list[tuple[float, float]]:
        """What a word from `at` may cost at each token after it that it can reach: if it goes on, and if it ends there."""
        rooms = []
        most = 0.0
        for reached in reversed(self.reached[at : at + _LONGEST + 1]):
            most = max(most, reached)
            rooms.append((most + _BEAM - spent, reached + _BEAM - spent))
        return rooms[::-1]

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

    def _clash(self, state: State) -> float:
        """Stops never follow one another."""
        at = state.at
        stopped = bool(state.byte) if state.mode == "ended" else at > 0 and self.tokens[at - 1] in _STOPS
        if stopped and self.tokens[at] in _STOPS:
            return _IMPOSSIBLE
        return _HALF if self._is_half(at, stopped=stopped) else 0.0

    def _is_half(self, at: int, *, stopped: bool) -> bool:
        """Whether a letter is what is left of a character: one with a pinyin gloss, or one between a stop and Han."""
        one, after = self.tokens[at], self.tokens[at + 1 : at + 2]
        if not one.isascii() or not one.isalpha():
            return False
        return at + 1 in self.seams or stopped and "\u4e00" <= after <= "\u9fff"

    def _completed(
        self, at: State, prefix: str, path: tuple[Step, ...], cost: float
    ) -> Iterator[tuple[tuple[Step, ...], float]]:
        """A term of work safety whose last character is lost, wholly or but for its first byte."""
        if at.mode in IN_STEP:
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

    def _moves(self, state: State) -> list[Move]:
        """Every way to read the next character: the characters that may be it, where it leads, what it costs."""
        moves = self._known_moves.get(state)
        if moves is None:
            found = self._in_step(state) if state.mode in IN_STEP else self._out_of_step(state)
            moves = self._known_moves[state] = [move for move in found if move.forms]
        return moves

    def _in_step(self, state: State) -> Iterator[Move]:
        at = state.at
        if at == len(self.tokens):
            return
        yield Move({self.plain[at]: (self.tokens[at],)}, State(at + 1, "clean"), self._clash(state))
        if at in self.starts:
            for first, second in self.pairs[at]:
                yield Move(gbk.by_trail((first,)), State(at + 1, "known", second), _START)
            for first, trails in gbk.VANISHING.items():
                yield Move(gbk.by_trail(trails), State(at, "fresh", first), _START + _VANISHED)
            if self.tokens[at] == LOST and at + 1 < len(self.tokens):
                # The pinyin came between the two bytes of a character, and the second is out of step.
                for first, second in self.pairs[at + 1]:
                    yield Move(gbk.by_trail((first,)), State(at + 2, "known", second), _START)

    def _out_of_step(self, state: State) -> Iterator[Move]:
        """What may follow out of step, by the bytes that must be its own."""
        at, known = state.at, state.mode == "known"
        leads = (state.byte,) if known else gbk.leads_after(state.byte)
        if at < len(self.tokens):
            for first, second in self.pairs[at]:
                yield Move(gbk.by_bytes(leads, (first,)), State(at + 1, "known", second), 0.0)
            if self.tokens[at].isascii():
                yield Move(gbk.by_bytes(leads, (ord(self.tokens[at]),)), State(at + 1, "ended"), _END_AT_ASCII)
        if state.mode not in ("far", "fresh"):
            mode = OUT_OF_STEP[OUT_OF_STEP.index(state.mode) + 1]
            for first, trails in gbk.VANISHING.items():
                yield Move(gbk.by_bytes(leads, trails), State(at, mode, first), _VANISHED)
        if known:
            if self.tokens[at : at + 1] in _EATEN:
                yield Move(gbk.by_lead(state.byte), State(at + 1, "ended"), _END_AT_ASCII)
            end = self._end_cost(at)
            if end < _END or state.byte in _MARK_LEADS:
                for plain, forms in gbk.by_lead(state.byte).items():
                    for form in forms:
                        yield Move(
                            {plain: (form,)}, State(at, "ended", form in _STOPS), end + self._mark_cost(form, at)
                        )

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
