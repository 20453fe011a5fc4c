"""Whether the log still says what was written: every hash, every link, every number."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from directives.log.chain import FIRST, entry_hash
from directives.models import LogEntry

MOST_TOLD = 20


@dataclass
class LogProof:
    """How many entries were read and what does not fit, in words."""

    entries: int = 0
    problems: list[str] = field(default_factory=list)

    def note(self, problem: str) -> None:
        if len(self.problems) < MOST_TOLD:
            self.problems.append(problem)


def verify_log() -> LogProof:
    """Read the log from its beginning. Entries that the retention rule took away are vouched for by the entry
    that tells of it."""
    proof = LogProof()
    number, previous = _beginning()
    pruned = bool(number)
    for entry in _entries():
        proof.entries += 1
        if entry.number != number + 1:
            proof.note(
                f"第 {number + 1} 条{'起缺失' if entry.number > number + 1 else '重复'}，其后是第 {entry.number} 条"
            )
        elif entry.previous != previous:
            before = "清理时留下的散列" if pruned and proof.entries == 1 else "前一条"
            proof.note(f"第 {entry.number} 条与{before}不相接")
        said = (entry.number, entry.at, entry.kind, entry.user, entry.address, entry.details, entry.previous)
        if entry_hash(*said) != entry.hash:
            proof.note(f"第 {entry.number} 条的内容与散列不符")
        number, previous = entry.number, entry.hash
    return proof


def _entries() -> Iterator[LogEntry]:
    return LogEntry.objects.order_by("number").iterator(chunk_size=2000)


def _beginning() -> tuple[int, str]:
    """(number, hash) of the last entry that was pruned by rule; (0, "") where none was."""
    pruning = LogEntry.objects.filter(kind=LogEntry.Kind.PRUNING).order_by("-number").first()
    if pruning is None:
        return 0, FIRST
    return int(pruning.details["through"]), str(pruning.details["hash"])
