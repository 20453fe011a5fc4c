"""PostgreSQL's snapshots as values: which transactions a reading could see."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What `pg_current_snapshot()` says: all transactions below `end` are seen but those `running`."""

    text: str
    end: int
    running: frozenset[int]

    @classmethod
    def read(cls, text: str, own: int | None) -> "Snapshot":
        """From the text form `xmin:xmax:xip,xip`, which leaves out the asking transaction's own number: what that
        one writes may yet be rolled back, or be written after this moment."""
        start, end, running = text.split(":")
        numbers = {int(xid) for xid in running.split(",") if xid}
        if own is not None and own < int(end):
            numbers.add(own)
            text = f"{min(int(start), own)}:{end}:{','.join(map(str, sorted(numbers)))}"
        return cls(text, int(end), frozenset(numbers))

    def sees(self, xid: int) -> bool:
        """Whether what the transaction wrote is visible."""
        return xid < self.end and xid not in self.running

    def is_not_after(self, other: "Snapshot") -> bool:
        """Whether everything seen here is seen by `other` too. Snapshots of one server are in a line."""
        return self.end <= other.end and not any(map(self.sees, other.running))
