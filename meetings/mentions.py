"""A place of a text that names a person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named at `start:end`. `outer` is where the titles before the name begin, `until` where those
    after it end; both are the name's own bounds where it has none."""

    start: int
    end: int
    outer: int
    until: int
    name: str
    titles: tuple[str, ...]
