"""Which of the meetings that one account tells of are those of another account of the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from meetings.drafts import MeetingDraft
from search.normalise import fold

ALIKE = 0.6  # titles that share so much may name one meeting


@dataclass(frozen=True, slots=True)
class Told:
    """A stored meeting as an account told of it. `date` is in ISO form, as partial as it is known."""

    key: int
    title: str
    date: str | None
    level: str
    region_code: str | None


def joined(drafts: Sequence[MeetingDraft], told: Sequence[Told]) -> dict[str, int]:
    """Key of the draft → key of the stored meeting, each once.

    Accounts of one meeting each tell of the same one, whatever they call it. Of several, those of the same day and place
    are one, then those with the most alike titles; never two with days that contradict each other.
    """
    if len(drafts) == len(told) == 1:
        return {drafts[0].key: told[0].key}
    scored = [
        (-likeness, number, draft.key, one.key)
        for number, draft in enumerate(drafts)
        for one in told
        if (likeness := _likeness(draft, one)) >= ALIKE
    ]
    pairs: dict[str, int] = {}
    for _, _, key, stored in sorted(scored):
        if key not in pairs and stored not in pairs.values():
            pairs[key] = stored
    return pairs


def _likeness(draft: MeetingDraft, one: Told) -> float:
    """0 to 2: the likeness of the titles, and 1 more where day and place agree."""
    mine, theirs = draft.date or "", one.date or ""
    if not (mine.startswith(theirs) or theirs.startswith(mine)):
        return 0.0
    same_place = (draft.level.value, draft.region_code) == (one.level, one.region_code)
    titles = SequenceMatcher(None, fold(draft.title), fold(one.title), autojunk=False).ratio()
    return titles + (same_place and len(mine) == len(theirs) == 10)
