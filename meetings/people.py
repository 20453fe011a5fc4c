"""The people of a document's meetings: their titles and roles gathered from all the places that name them."""

import re
from collections.abc import Iterator, Sequence

from meetings.drafts import PersonDraft
from meetings.roles import roles_in
from meetings.speakers import Mention

_PASSED_ON = re.compile(r"(?:贯彻|落实|根据|按照|学习|领会|遵照|围绕|对照|就像)[^，。]{0,20}$")


class Company:
    """Everybody named, and who of them takes part in which meeting."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self._titles: dict[str, list[str]] = {}
        self._first: dict[str, Mention] = {}
        self._parts: dict[tuple[str, str | None], list[str]] = {}
        for mention in mentions:
            self._first.setdefault(mention.name, mention)
            known = self._titles.setdefault(mention.name, [])
            known += [title for title in mention.titles if title not in known]

    def titles(self, name: str) -> str:
        """All titles of a person, joined."""
        return "、".join(self._titles.get(name, ()))

    def acting(self, start: int, end: int, inside: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
        """The mentions of a sentence with the words that tell what each does: those up to the next person's
        titles; a list shares what follows it."""
        for at, mention in enumerate(inside):
            upto = end
            for later in inside[at + 1 :]:
                between = self.text[mention.until : later.outer].strip()
                if between not in ("、", "，", "和", "与", "及", "以及", ",", ""):
                    upto = later.outer
                    break
                mention_end = later.until
                yield_words = self.text[mention_end:end]
                del yield_words
            words = self.text[mention.until : upto]
            if not _PASSED_ON.search(self.text[start : mention.outer]):
                yield mention, words

    def take_part(self, mention: Mention, meeting: str | None, words: str) -> None:
        """Note what `words` tell of the person's part in the meeting; nothing where they tell of none."""
        roles = roles_in(words)
        if roles:
            known = self._parts.setdefault((mention.name, meeting), [])
            known += [role for role in roles if role not in known]

    def people(self) -> tuple[PersonDraft, ...]:
        """Who takes part, in the order of first mention."""
        drafts = [
            PersonDraft(name, tuple(self._titles[name]), meeting, tuple(roles), self._first[name].start, self._first[name].end)
            for (name, meeting), roles in self._parts.items()
        ]
        return tuple(sorted(drafts, key=lambda draft: (draft.start, draft.meeting or "")))
