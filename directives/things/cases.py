"""Which mentions speak of one accident, in a document and across documents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from directives.things.drafts import Basis, Identity, Kind, MentionDraft
from directives.things.kinds_of_accident import alike
from meetings.gazetteer import contains
from meetings.places import regions_in

LONG_PLACE = 10  # characters
YEARS_REMEMBERED = 2  # within which an accident is spoken of by its place alone
_SURE = (Basis.TOLD, Basis.RELATIVE)
_RANK = (Basis.NONE, Basis.GUESSED, Basis.RELATIVE, Basis.TOLD)


@dataclass(slots=True)
class Case:
    """An accident with the indexes of the drafts that mention it."""

    identity: Identity
    members: list[int] = field(default_factory=list)


def same_accident(one: Identity, other: Identity) -> bool:
    """Whether two identities can be of one accident: the same day and no conflict of place, year or what happened.

    Without a day on one side, the same place and the same happening are needed; without a place on one side, no year
    that is sure may contradict and what happened must agree.
    """
    if not _years_agree(one, other) or not alike(one.what, other.what):
        return False
    if one.month_day and other.month_day:
        return one.month_day == other.month_day and _places_agree(one, other)
    near = one.year is None or other.year is None or abs(one.year - other.year) <= YEARS_REMEMBERED
    return near and _placed(one) and _placed(other) and _places_agree(one, other) and bool(one.what and other.what)


def _placed(one: Identity) -> bool:
    return bool(one.code or one.place)


def _places_agree(one: Identity, other: Identity) -> bool:
    if one.code and other.code:
        return contains(one.code, other.code) or contains(other.code, one.code)
    if one.place and other.place:
        return one.place in other.place or other.place in one.place
    return True


def _years_agree(one: Identity, other: Identity) -> bool:
    """A guessed year is the latest possible: the accident may be older, not younger."""
    if one.year is None or other.year is None:
        return True
    if one.basis in _SURE and other.basis in _SURE:
        return one.year == other.year
    if one.basis in _SURE or other.basis in _SURE:
        sure, guess = (one, other) if one.basis in _SURE else (other, one)
        return (sure.year or 0) <= (guess.year or 0)
    # Both guessed: without a place, the same day of other years is as likely another accident.
    return one.year == other.year or (_placed(one) and _placed(other))


def joined(one: Identity, other: Identity) -> Identity:
    """What two identities of one accident tell together: the printed year, else the earliest guess; the finer place."""
    year, basis = one.year, one.basis
    if bool(one.month_day) != bool(other.month_day):
        dated = one if one.month_day else other
        year, basis = dated.year, dated.basis
    elif _RANK.index(other.basis) > _RANK.index(basis):
        year, basis = other.year, other.basis
    elif other.basis == basis and other.year is not None and year is not None:
        year = min(year, other.year)
    finer = other.code and (not one.code or (one.code != other.code and contains(one.code, other.code)))
    place = other.place if finer or not one.place else one.place
    what = max(one.what, other.what, key=lambda words: (bool(words), -abs(len(words) - 4)))
    return Identity(one.month_day or other.month_day, year, basis, place, other.code if finer else one.code, what)


def cases(drafts: Sequence[MentionDraft]) -> list[Case]:
    """The accidents of a document. Mentions with a day and a place come first, so that those which tell less join
    them; a weak one that joins none is left out."""
    found: list[Case] = []
    order = sorted(
        (index for index, draft in enumerate(drafts) if draft.kind is Kind.ACCIDENT),
        key=lambda index: _tells_less(drafts[index]),
    )
    for index in order:
        draft = drafts[index]
        case = choose(draft.identity, found, weak=draft.weak)
        if case is not None:
            case.members.append(index)
            case.identity = joined(case.identity, draft.identity)
        elif not draft.weak:
            found.append(Case(draft.identity, [index]))
    return sorted(found, key=lambda case: min(case.members))


def choose(identity: Identity, among: Iterable[Case], *, weak: bool = False) -> Case | None:
    """The one case that `identity` can be of; None where there is none, or where several leave it open."""
    wanted = replace(identity, what="") if weak else identity
    fitting = [case for case in among if _fits(wanted, case.identity, weak)]
    if len(fitting) > 1:
        fitting = [case for case in fitting if wanted.code and case.identity.code == wanted.code]
    return fitting[0] if len(fitting) == 1 else None


def _fits(wanted: Identity, known: Identity, weak: bool) -> bool:
    if weak:
        return bool(wanted.code and known.code) and _places_agree(wanted, known)
    return same_accident(wanted, known)


def _tells_less(draft: MentionDraft) -> tuple[bool, bool, bool, int]:
    one = draft.identity
    return draft.weak, not one.month_day, not _placed(one), draft.start


def settled(drafts: Sequence[MentionDraft]) -> list[MentionDraft]:
    """The drafts without the weak mentions of accidents that the document tells nothing else of."""
    kept = {index for case in cases(drafts) for index in case.members}
    return [draft for index, draft in enumerate(drafts) if draft.kind is not Kind.ACCIDENT or index in kept]


def title(identity: Identity) -> str:
    """What an accident is called on pages: 湖北十堰“6·13”燃气爆炸事故. Of a long place the regions are named alone."""
    place = identity.place
    regions = regions_in(place)[:2]
    if len(place) > LONG_PLACE and regions:
        place = place[: regions[-1].end]
    code = ""
    if identity.month_day:
        month, day = (int(part) for part in identity.month_day.split("-"))
        code = f"“{month}·{day}”"
    what = identity.what
    ends = "" if what.endswith(("事故", "事件")) else "事故"
    return f"{place}{code}{what}{ends}"
