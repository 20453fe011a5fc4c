"""The list of things that the program ships, read from its file."""

import json
from dataclasses import dataclass
from pathlib import Path

from directives.things.drafts import Kind
from directives.things.vocabulary import Vocabulary

SHIPPED = Path(__file__).resolve().parent.parent.parent / "fixtures" / "things.json"


@dataclass(frozen=True, slots=True)
class Shipped:
    """A thing of the list with its other names."""

    kind: Kind
    name: str
    aliases: tuple[str, ...]


def shipped(path: Path = SHIPPED) -> tuple[Shipped, ...]:
    """The things listed in `path`, in its order."""
    listed = json.loads(path.read_text(encoding="utf-8"))
    return tuple(Shipped(Kind(one["kind"]), one["name"], tuple(one["aliases"])) for one in listed)


def shipped_vocabulary(path: Path = SHIPPED) -> Vocabulary:
    """The names of the list, for recognising without a database."""
    return Vocabulary.of((one.kind, one.name, (one.name, *one.aliases)) for one in shipped(path))
