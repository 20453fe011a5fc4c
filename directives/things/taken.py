"""The stretches of a text that something was found in, so that nothing else is found there."""

from bisect import bisect_left, insort


class Taken:
    """Spans without overlap; `take` costs little however many there are."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []

    def take(self, start: int, end: int) -> bool:
        """Take the span if none of its characters is taken; whether it was."""
        at = bisect_left(self._spans, (start, end))
        if at and self._spans[at - 1][1] > start:
            return False
        if at < len(self._spans) and self._spans[at][0] < end:
            return False
        insort(self._spans, (start, end))
        return True
