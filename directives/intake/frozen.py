"""An understanding as JSON, so that what a person was shown is exactly what is written later.

Everything that storing needs is in it but the file's bytes, which the intake keeps: whatever the program has
learnt in the meantime changes nothing.
"""

from base64 import b64decode, b64encode
from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from directives.drafts import DirectiveDraft
from directives.understand import Understanding
from meetings.drafts import Outline
from meetings.readers import Source
from search.normalise import Notice, Offsets, Tidied

FORM = 1


def freeze(understood: Understanding) -> dict[str, Any]:
    """All of an understanding but the bytes, as JSON. Offsets as in the drafts: code points of `text`, the
    tidied text; those of notices count in `source.text`."""
    source, tidied = asdict(understood.source), understood.tidied
    del source["data"]
    return {
        "form": FORM,
        "source": source,
        "text": tidied.text,
        "offsets": b64encode(tidied.offsets.to_bytes()).decode(),
        "simplified": tidied.simplified,
        "notices": [asdict(notice) for notice in tidied.notices],
        "outline": asdict(understood.outline),
        "directives": [asdict(draft) for draft in understood.directives],
    }


def thaw(frozen: dict[str, Any], data: bytes) -> Understanding:
    """The understanding that `freeze` was given; `data` are the file's bytes. Raises ValueError for JSON of another
    form, which must be read anew."""
    if frozen.get("form") != FORM:
        raise ValueError(f"an understanding of form {frozen.get('form')!r}, expected {FORM}")
    tidied = Tidied(
        frozen["text"],
        Offsets.from_bytes(b64decode(frozen["offsets"])),
        frozen["simplified"],
        tuple(Notice(**notice) for notice in frozen["notices"]),
    )
    drafts = tuple(_made(DirectiveDraft, draft) for draft in frozen["directives"])
    return Understanding(
        _made(Source, frozen["source"] | {"data": data}), tidied, _made(Outline, frozen["outline"]), drafts
    )


def _made(kind: Any, value: Any) -> Any:
    """A value of a type as the drafts use them (dataclasses, enumerations, tuples, None) from its JSON."""
    if get_origin(kind) is UnionType:
        inner = [one for one in get_args(kind) if one is not type(None)]
        return None if value is None else _made(inner[0], value)
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], one) for one in value)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(
            **{field.name: _made(hints[field.name], value[field.name]) for field in fields(kind) if field.name in value}
        )  # type: ignore[operator]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    return value
