"""What binds one entry of the log to the one before it."""

import datetime as dt
import hashlib
import json
from typing import Any

FIRST = ""  # what stands before the first entry


def entry_hash(
    number: int, at: dt.datetime, kind: str, user: str, address: str, details: dict[str, Any], previous: str
) -> str:
    """SHA-256 over everything an entry says, the hash of the one before included. `at` must know its zone."""
    text = f'[{number},{said(at, kind, user, address, details)},"{previous}"]'
    return hashlib.sha256(text.encode()).hexdigest()


def said(at: dt.datetime, kind: str, user: str, address: str, details: dict[str, Any]) -> str:
    """What an entry says by itself, as JSON without the brackets: the database puts it between the number and the
    hash before it."""
    moment = at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    parts = [moment, kind, user, address, details]
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))[1:-1]


def storable(value: Any) -> Any:
    """The value as jsonb gives it back: no NUL, no lone surrogate, no float, no key that is not text."""
    match value:
        case None | bool() | int():
            return value
        case dict():
            return {storable(str(key)): storable(one) for key, one in value.items()}
        case list() | tuple():
            return [storable(one) for one in value]
        case _:
            return str(value).replace("\0", "\ufffd").encode("utf-8", "replace").decode()
