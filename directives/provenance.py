"""Proves that every stored span leads to its place in the untouched bytes of its document."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from directives.models import Directive, Mention, SectorTask
from meetings.build import text_sha256
from meetings.models import Document, Participation, Report, Turn
from search.normalise import Offsets, fold, tidy

TABLES: tuple[type[Model], ...] = (Document, Report, Participation, Turn, Directive, SectorTask, Mention)


@dataclass(frozen=True, slots=True)
class Finding:
    """A row whose origin could not be proved, and why (in Chinese)."""

    row: Model
    problem: str

    def __str__(self) -> str:
        return f"{self.row._meta.verbose_name} {self.row.pk}：{self.problem}"


@dataclass(slots=True)
class Proof:
    """How many rows of each table were checked, and those that failed."""

    checked: Counter[type[Model]] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    older: int = 0  # documents that today's tidying would render differently; their stored maps were checked

    @property
    def failed(self) -> Counter[type[Model]]:
        """Rows that failed, by table; a row with two problems counts once."""
        return Counter(type(row) for row in {finding.row for finding in self.findings})


def check(documents: QuerySet[Document]) -> Proof:
    """Check documents and everything that stands in them, one document in memory at a time."""
    proof = Proof()
    for document in documents.order_by("pk").iterator(chunk_size=10):
        _check_document(document, proof)
    return proof


def _check_document(document: Document, proof: Proof) -> None:
    proof.checked[Document] += 1
    try:
        source = document.decoded
        offsets = Offsets.from_bytes(bytes(document.offsets))
    except (UnicodeDecodeError, LookupError, ValueError) as error:
        proof.findings.append(Finding(document, f"字节或偏移表读不出：{error}"))
        return
    tidied = tidy(source)
    reproduced = tidied.text == document.text and tidied.offsets == offsets
    proof.older += not reproduced
    proof.findings += [Finding(document, problem) for problem in _document_problems(document, source)]
    if not reproduced:
        proof.findings += [Finding(document, problem) for problem in map_problems(document.text, source, offsets)]
    for row, problems in _rows(document, offsets):
        proof.checked[type(row)] += 1
        proof.findings += [Finding(row, problem) for problem in problems]


def _document_problems(document: Document, source: str) -> Iterator[str]:
    if hashlib.sha256(bytes(document.raw)).hexdigest() != document.sha256:
        yield "字节与 SHA-256 不符"
    if document.extracted and text_sha256(document.extracted) != document.extracted_sha256:
        yield "提取的文本与其 SHA-256 不符"
    if len(source) != document.raw_length:
        yield f"原文有 {len(source)} 字，记为 {document.raw_length}"
    for warning in document.warnings:
        if not 0 <= warning["raw_start"] <= warning["raw_end"] <= len(source):
            yield f"提示 {warning['code']} 的位置 {warning['raw_start']}–{warning['raw_end']} 越出原文"


def map_problems(text: str, source: str, offsets: Offsets) -> Iterator[str]:
    """What is wrong with a stored map where today's tidying gives another: it must cover the text, stay in
    the source in its order, and lead each character that was not rewritten to one that compares alike."""
    if len(offsets) != len(text):
        yield f"偏移表有 {len(offsets)} 字，文本有 {len(text)} 字"
        return
    reached = 0
    for piece in offsets.pieces:
        if piece.source < reached or piece.source + piece.width > len(source):
            yield f"偏移表在 {piece.start} 处越出原文或次序颠倒"
            return
        reached = piece.source + piece.width
        mine = text[piece.start : piece.start + piece.length]
        theirs = source[piece.source : reached]
        if piece.length == piece.width and mine != theirs and fold(mine) != fold(theirs):
            yield f"偏移表在 {piece.start} 处引向别的文字：{mine[:20]!r} 对 {theirs[:20]!r}"


def _rows(document: Document, offsets: Offsets) -> Iterator[tuple[Model, list[str]]]:
    """Every row that stands in the document, with its problems."""
    turns = list(document.turns.defer("folded", "lexemes").order_by("position"))
    gaps = _gap_problems(turns, document.text)
    for turn in turns:
        yield turn, [*_span_problems(turn, document, offsets, turn.text), *gaps.get(turn.pk, [])]
    for report in document.reports.all():
        yield report, list(_span_problems(report, document, offsets))
    for part in document.participations.select_related("speaker"):
        yield part, list(_span_problems(part, document, offsets))
    for directive in document.directives.defer("folded", "lexemes").select_related("turn").prefetch_related("tasks"):
        problems = [*_span_problems(directive, document, offsets, directive.text), *_inside(directive, directive.turn)]
        yield directive, problems
        for task in directive.tasks.all():
            yield task, [*_span_problems(task, document, offsets, task.text), *_inside(task, directive)]
    for mention in document.mentions.select_related("turn").defer("turn__folded", "turn__lexemes"):
        yield mention, [*_span_problems(mention, document, offsets, mention.text), *_inside(mention, mention.turn)]


def _span_problems(row: Any, document: Document, offsets: Offsets, text: str | None = None) -> Iterator[str]:
    if not 0 <= row.start < row.end <= document.length:
        yield f"{row.start}–{row.end} 越出文本"
    if text is not None and text != document.text[row.start : row.end]:
        yield f"文字与文本 {row.start}–{row.end} 处不同"
    if (row.raw_start, row.raw_end) != offsets.source_span(row.start, row.end):
        yield f"原文 {row.raw_start}–{row.raw_end} 与偏移表不符"
    if not 0 <= row.raw_start < row.raw_end <= document.raw_length:
        yield f"{row.raw_start}–{row.raw_end} 越出原文"


def _inside(inner: Any, outer: Any) -> Iterable[str]:
    if inner.start < outer.start or inner.end > outer.end:
        yield f"{inner.start}–{inner.end} 越出其{outer._meta.verbose_name}"


def _gap_problems(turns: list[Turn], text: str) -> dict[int, list[str]]:
    """By turn: whether it takes a character twice, or leaves one out before it (the last one: behind it too)."""
    problems: dict[int, list[str]] = {}
    reached = 0
    for turn in turns:
        if turn.start < reached:
            problems.setdefault(turn.pk, []).append("与前一发言重叠")
        if text[reached : turn.start].strip():
            problems.setdefault(turn.pk, []).append("其前有不属于任何发言的文字")
        reached = max(reached, turn.end)
    if turns and text[reached:].strip():
        problems.setdefault(turns[-1].pk, []).append("其后有不属于任何发言的文字")
    return problems
