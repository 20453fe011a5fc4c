"""Recognised mentions become rows; the caller holds the transaction."""

from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import Q

from directives.models import Mention, Thing, ThingAlias
from directives.reloading.parts import bring
from directives.things.cases import Case, cases, choose, joined, title
from directives.things.drafts import Identity, Kind, MentionDraft, Stretch
from directives.things.keys import key_of
from directives.things.recognise import recognise
from meetings.models import DatePrecision, Document, Turn
from search.bulk import copy_rows
from search.normalise import Offsets

_LOCK = (0x616E, 0x7468)  # one loader at a time makes or changes things
LONGEST_NAME, LONGEST_TEXT, LONGEST_HARM = 200, 400, 200


def note_things(document: Document, turns: Sequence[Turn], offsets: Offsets, *, new: bool = False) -> int:
    """Bring the stored mentions of a document to what its turns say now; returns how many there are. Things that no row
    is of yet are made. A `new` document has no mentions yet."""
    said = [turn for turn in sorted(turns, key=lambda turn: turn.start) if turn.voice != Turn.Voice.NOISE]
    stretches = [Stretch(turn.start, turn.end, said_on(turn, document)) for turn in said]
    drafts = recognise(document.text, stretches, Thing.objects.vocabulary())
    keys = _things_of(drafts)
    rows: dict[tuple[int, int], Mention] = {}
    at = 0
    for index, draft in enumerate(drafts):
        while draft.start >= said[at].end:
            at += 1
        if index in keys:
            rows.setdefault((keys[index], draft.start), _unsaved(draft, keys[index], said[at], document, offsets))
    stored = Mention.objects.filter(document=document)
    if new or not stored.exists():
        copy_rows(list(rows.values()), keys=False)
    else:
        bring(stored, rows.values(), lambda row: (row.thing_id, row.start))
    return len(rows)


def said_on(turn: Turn, document: Document) -> str:
    """The day a turn was said in ISO form, as partial as it is known: its meeting's, else the document's; or ""."""
    meeting = turn.meeting
    if meeting is not None and meeting.held_on is not None:
        day = str(meeting.held_on)
        return day[: {DatePrecision.YEAR.value: 4, DatePrecision.MONTH.value: 7}.get(meeting.date_precision, 10)]
    return str(document.published_on) if document.published_on else ""


def _unsaved(draft: MentionDraft, thing: int, turn: Turn, document: Document, offsets: Offsets) -> Mention:
    raw_start, raw_end = offsets.source_span(draft.start, draft.end)
    told = draft.casualties
    return Mention(
        thing_id=thing,
        turn_id=turn.pk,
        document_id=document.pk,
        text=document.text[draft.start : draft.end][:LONGEST_TEXT],
        dead=told.dead,
        injured=told.injured,
        missing=told.missing,
        harm=told.words[:LONGEST_HARM],
        start=draft.start,
        end=draft.end,
        raw_start=raw_start,
        raw_end=raw_end,
    )


def _things_of(drafts: Sequence[MentionDraft]) -> dict[int, int]:
    """Index of a draft → key of its thing; weak mentions that are of none, and things out of use, are left out."""
    found, missing = _known(drafts)
    accidents = cases(drafts)
    if missing or accidents:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", _LOCK)
        found = _made(drafts) if missing else found
        for case in accidents:
            key = _accident(case)
            found |= dict.fromkeys(case.members, key)
    return {index: key for index, key in found.items() if key is not None}


def _keys(drafts: Sequence[MentionDraft]) -> dict[int, tuple[str, str]]:
    return {
        index: (draft.kind.value, key_of(draft.kind, draft.name)[:LONGEST_NAME])
        for index, draft in enumerate(drafts)
        if draft.kind is not Kind.ACCIDENT
    }


def _known(drafts: Sequence[MentionDraft]) -> tuple[dict[int, int | None], bool]:
    """The things that are stored under a name or alias, by index of the draft (None: out of use), and whether any is
    missing. One query."""
    keys = _keys(drafts)
    if not keys:
        return {}, False
    wanted = Q()
    for kind in {kind for kind, _ in keys.values()}:
        wanted |= Q(kind=kind, key__in={key for of, key in keys.values() if of == kind})
    things = Thing.objects.filter(wanted).order_by().values_list("kind", "key", "pk", "in_use")
    aliases = ThingAlias.objects.filter(wanted).order_by().values_list("kind", "key", "thing", "thing__in_use")
    names = {(kind, key): pk if used else None for kind, key, pk, used in things.union(aliases, all=True)}
    found = {index: names[key] for index, key in keys.items() if key in names}
    return found, len(found) < len(keys) or any(draft.number for draft in drafts)


def _made(drafts: Sequence[MentionDraft]) -> dict[int, int | None]:
    """As `_known`, after what is missing was made; the caller holds the lock."""
    found, _ = _known(drafts)
    made: dict[tuple[str, str], int] = {}
    for index, (kind, key) in _keys(drafts).items():
        draft = drafts[index]
        if index not in found and key:
            if (kind, key) not in made:
                number = draft.number if draft.number != draft.name else ""
                thing = Thing(kind=kind, name=draft.name[:LONGEST_NAME], key=key, number=number)
                thing.save()
                made[kind, key] = thing.pk
            found[index] = made[kind, key]
        if draft.number and (pk := found.get(index)):
            _number(pk, draft.number)
    return found


def _number(pk: int, number: str) -> None:
    """A paper told with its number is found by the number alone from then on."""
    key = key_of(Kind.LAW, number)
    law = Kind.LAW.value
    Thing.objects.filter(pk=pk, number="").exclude(key=key).update(number=number)
    taken = Thing.objects.filter(kind=law, key=key).exists() or ThingAlias.objects.filter(kind=law, key=key).exists()
    if not taken:
        ThingAlias(thing_id=pk, kind=law, name=number, key=key).save()


def _accident(case: Case) -> int | None:
    """The key of a case's thing: the stored one that it can be, told more of by it, or a new one; None where it is out
    of use."""
    stored = _stored_cases(case.identity)
    chosen = choose(case.identity, stored)
    if chosen is None:
        thing = Thing(kind=Kind.ACCIDENT.value)
        _tell(thing, case.identity)
        thing.save()
        return thing.pk
    thing = Thing.objects.get(pk=chosen.members[0])
    if _tell(thing, joined(thing.identity, case.identity)):
        thing.save()
    return thing.pk if thing.in_use else None


def _stored_cases(identity: Identity) -> list[Case]:
    """Stored accidents and the facts of those merged into them, that may be the one; each thing once for each set of
    facts, unless the facts lead to one thing anyway."""
    near = Q(month_day=identity.month_day) if identity.month_day else Q()
    if identity.code:
        near |= Q(month_day="", region_code__startswith=identity.code[:2])
        near = near if identity.month_day else Q(region_code__startswith=identity.code[:2])
    elif not identity.month_day:
        return []
    things = Thing.objects.filter(near, kind=Kind.ACCIDENT.value).order_by("pk")
    aliases = ThingAlias.objects.filter(near, kind=Kind.ACCIDENT.value).exclude(month_day="", region_code="")
    found = [Case(thing.identity, [thing.pk]) for thing in things]
    known = {case.members[0] for case in found if choose(identity, [case])}
    for alias in aliases.order_by("pk"):
        if alias.thing_id not in known:
            found.append(Case(alias.identity, [alias.thing_id]))
    return found


def _tell(thing: Thing, identity: Identity) -> bool:
    """Write to an unsaved or changed row what is known of it, where no person said otherwise; whether that changes it."""
    values = {
        "month_day": identity.month_day,
        "year": identity.year,
        "year_basis": identity.basis.value,
        "place": identity.place[:40],
        "region_code": identity.code,
        "what": identity.what[:20],
        "name": title(identity)[:LONGEST_NAME],
    }
    changed = False
    for name, value in values.items():
        if name not in thing.by_hand and getattr(thing, name) != value:
            setattr(thing, name, value)
            changed = True
    key = key_of(Kind.ACCIDENT, thing.name)
    changed = changed or thing.key != key
    thing.key = key
    return changed


@transaction.atomic
def note_document(pk: int) -> int:
    """Recognise the things of a stored document anew, in one transaction; returns the number of mentions."""
    document = Document.objects.select_for_update(of=["self"]).defer("raw", "extracted").get(pk=pk)
    turns = list(document.turns.select_related("meeting").defer("folded", "lexemes", "sentences"))
    return note_things(document, turns, Offsets.from_bytes(bytes(document.offsets)))
