"""What a reader remembers while going through a text: the meeting, who speaks, who acted last."""

from dataclasses import dataclass, field

from meetings.drafts import Voice


@dataclass(frozen=True, slots=True)
class Said:
    """A voice and whose it is."""

    voice: Voice
    speaker: str | None = None


QUIET = Said(Voice.NARRATION)


@dataclass(slots=True)
class Memory:
    """Changes with every sentence; names are the persons', keys the meetings' of the document."""

    meeting: str | None = None
    holder: str = ""  # who holds the meeting, as printed
    holders: dict[str, str] = field(default_factory=dict)  # and each of those told of before
    follows: bool = False  # the meeting was told of as the follow-up of another
    together: list[str] = field(default_factory=list)  # the meetings told of in one breath with it (全国、全省某会议)
    left: str | None = None  # the meeting of the piece of news before this one
    said: Said = QUIET
    last: str | None = None  # who acted last: he is meant by 他指出 and by a bare 要…
    writer: str | None = None  # who last instructed in writing
    writers: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)  # whom a reporter asked for a word, beside a meeting
    listeners: set[str] = field(default_factory=set)  # who heard a meeting in a branch venue
    minutes: bool = False  # 议定事项如下: what follows is the meeting's
    floor: bool = False  # a heading or label gave the floor: the voice lasts until the next
    apart: bool = False  # the meeting is told of for one instruction spoken there: another's was not given there
    outside: bool = False  # a body orders outside of the meeting
    resumes: Said | None = None  # who goes on speaking after an instruction of another was called to mind

    def leave(self) -> None:
        """Another piece of news begins: what was remembered of the one before no longer holds."""
        self.left = self.meeting or self.left
        self.meeting, self.said, self.last, self.writer, self.minutes, self.holder = None, QUIET, None, None, False, ""
        self.apart = False
        # The meeting of the state that a round-up leads with is answered by all its items.
        self.holders = {key: holder for key, holder in self.holders.items() if holder.startswith("国")}
