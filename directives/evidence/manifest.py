"""The manifest of an export: what was asked, when, by whom, and the digests that tell whether the file still says it."""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "directives.evidence.manifest"
# What a person wants to know of a file, in the order in which it is told.
FACTS = {
    "query": "检索词", "parsed": "条件", "address": "地址", "exported_at": "导出时间", "user": "导出人", "rows": "行数",
    "index_version": "索引版本", "digest": "编号与原话的 SHA-256", "content": "内容的 SHA-256",
}  # fmt: skip


class ManifestError(ValueError):
    """A manifest that is missing, broken or not ours; the text says which and what to do."""


class Digest:
    """SHA-256 over ordered pairs of an id and a quote. Separators keep one pair from passing for another."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.number = 0

    def add(self, key: int, quote: str) -> None:
        self._hash.update(f"{key}\x1f{quote}\x1e".encode())
        self.number += 1

    def __str__(self) -> str:
        return self._hash.hexdigest()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an export says of itself. `address` selects the rows again; `digest` is over their ids and quotes in
    order; `content` is SHA-256 over what the file shows (its bytes, or its cells or paragraphs where the format
    wraps them); `index_version` is the version of the dictionary the search went by."""

    what: str
    format: str
    query: str
    parsed: str
    address: str
    site: str
    exported_at: str
    user: str
    rows: int
    index_version: int
    digest: str
    content: str

    def sealed(self) -> dict[str, Any]:
        """The manifest with a seal that only this installation can make (HMAC-SHA-256 under its secret key)."""
        values = asdict(self)
        return {**values, "seal": _seal(values)}

    def line(self) -> str:
        """The sealed manifest as one line of JSON."""
        return json.dumps(self.sealed(), ensure_ascii=False)

    @classmethod
    def read(cls, values: Any) -> Self:
        """From what `sealed` gave. Raises ManifestError where anything of it is not as it was written."""
        names = {field.name for field in fields(cls)}
        if not isinstance(values, dict) or set(values) != names | {"seal"}:
            raise ManifestError("导出说明不完整：请用未改动的原文件。")
        own = {name: values[name] for name in names}
        if not isinstance(values["seal"], str) or not constant_time_compare(values["seal"], _seal(own)):
            raise ManifestError("导出说明的印记不符：说明被改动过，或文件出自另一套系统（SECRET_KEY 不同）。")
        return cls(**own)


def _seal(values: dict[str, Any]) -> str:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()
