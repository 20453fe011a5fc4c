"""Whether an export still says what was exported, and what the knowledge base says differently by now."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.http import QueryDict

from directives.evidence.exporting import Export
from directives.evidence.files import Found, read_export
from directives.evidence.manifest import Digest, Manifest
from directives.evidence.selection import Selection


@dataclass
class Verdict:
    """What was found. `altered`: the file is not as it was exported. The rest: how the same query answers now."""

    manifest: Manifest
    altered: list[str] = field(default_factory=list)
    added: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    reordered: bool = False
    index_changed: bool = False

    @property
    def intact(self) -> bool:
        return not self.altered

    @property
    def current(self) -> bool:
        """Whether the query still finds the very same rows in the same order."""
        return not (self.added or self.removed or self.changed or self.reordered)


def verify(path: Path) -> Verdict:
    """Check the file against its manifest and the manifest against the knowledge base of today.

    Raises ManifestError where the file holds no manifest of ours, SelectionError where its query means nothing
    any more (a sector, say, that is gone).
    """
    found = read_export(path)
    verdict = Verdict(found.manifest, _altered(found))
    before = _quotes(found.rows)
    found.rows.clear()  # of very many rows the texts are the most
    _compare(before, verdict)
    return verdict


def _altered(found: Found) -> list[str]:
    """In which ways the file differs from what its manifest says, in words."""
    manifest, digest = found.manifest, Digest()
    for key, quote in found.rows:
        digest.add(key, quote)
    problems = []
    if digest.number != manifest.rows:
        problems.append(f"行数不符：导出时 {manifest.rows} 行，文件里 {digest.number} 行。")
    elif str(digest) != manifest.digest:
        problems.append("编号或原话被改动，或各行次序变了。")
    if found.content != manifest.content:
        problems.append("文件内容与导出时不符。")
    return problems


def _compare(before: dict[int, int], verdict: Verdict) -> None:
    """Run the query again and note what differs from the file's rows."""
    export = _again(verdict.manifest)
    now = _quotes((row["id"], row["quote"]) for _, row in export.rows())
    verdict.added = sorted(now.keys() - before.keys())
    verdict.removed = sorted(before.keys() - now.keys())
    verdict.changed = sorted(key for key, quotes in before.items() if now.get(key, quotes) != quotes)
    same_rows = not (verdict.added or verdict.removed or verdict.changed)
    verdict.reordered = same_rows and verdict.intact and str(export.digest) != verdict.manifest.digest
    verdict.index_changed = export.manifest("").index_version != verdict.manifest.index_version


def _again(manifest: Manifest) -> Export:
    """The same export, made today."""
    return Export(Selection.read(QueryDict(manifest.address)), manifest.format, manifest.site)


def _quotes(rows: Iterable[tuple[int, str]]) -> dict[int, int]:
    """For each id the sum of its quotes' digests (a handout tells a directive once for each of its sectors): two
    hundred thousand of them stay small."""
    sums: dict[int, int] = {}
    for key, quote in rows:
        sums[key] = sums.get(key, 0) + int.from_bytes(hashlib.blake2b(quote.encode(), digest_size=12).digest())
    return sums
