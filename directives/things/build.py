"""Recognised mentions become rows; the caller holds the transaction."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection, transaction
from django.db.models import Q, Value

from directives.models import Mention, Thing, ThingAlias
from directives.models.things import LONGEST_HARM, LONGEST_NAME, LONGEST_TEXT
from directives.reloading.parts import bring
from directives.things.cases import Case, cases, choose, joined, title
from directives.things.drafts import Identity, Kind, MentionDraft, Stretch
from directives.things.keys import key_of
from directives.things.recognise import recognise
from meetings.models import Document, Turn
from search.bulk import copy_rows
from search.normalise import Offsets

_LOCK = (0x616E, 0x7468)  # one loader at a time makes or changes things


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
    held = turn.meeting.date if turn.meeting else None
    return held or (str(document.published_on) if document.published_on else "")


def _unsaved(draft: MentionDraft, thing: int, turn: Turn, document: Document, offsets: Offsets) -> Mention:
    end = min(draft.end, draft.start + LONGEST_TEXT)
    raw_start, raw_end = offsets.source_span(draft.start, end)
    told = draft.casualties
    return Mention(
        thing_id=thing,
        turn_id=turn.pk,
        document_id=document.pk,
        text=document.text[draft.start : end],
        dead=told.dead,
        injured=told.injured,
        missing=told.missing,
        harm=told.words[:LONGEST_HARM],
        start=draft.start,
        end=end,
        raw_start=raw_start,
        raw_end=raw_end,
    )


def _things_of(drafts: Sequence[MentionDraft]) -> dict[int, int]:
    """Index of a draft → key of its thing; weak mentions that are of none, and things out of use, are left out. The
    things stay stored until the caller's transaction ends."""
    keys, accidents = _keys(drafts), cases(drafts)
    making = any(draft.number for draft in drafts)  # a number may become an alias
    found = {} if making else _known(keys)
    making = making or len(found) < len(keys)
    if making or accidents:
        hold_things()
        found = _known(keys) if making else found
    if not _kept(found.values()):
        return _things_of(drafts)  # one was merged or deleted since it was looked up
    if making:
        _make(drafts, keys, found)
    for case in accidents:
        key = _accident(case)
        found |= dict.fromkeys(case.members, key)
    return {index: key for index, key in found.items() if key is not None}


def hold_things() -> None:
    """Let nobody else make or change things, nor merge them, until the caller's transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", _LOCK)


def _keys(drafts: Sequence[MentionDraft]) -> dict[int, tuple[str, str]]:
    return {
        index: (draft.kind.value, key_of(draft.kind, draft.name)[:LONGEST_NAME])
        for index, draft in enumerate(drafts)
        if draft.kind is not Kind.ACCIDENT
    }


def _known(keys: Mapping[int, tuple[str, str]]) -> dict[int, int | None]:
    """The things that are stored under a name or alias, by index of the draft (None: out of use); a name goes before
    an alias. One query."""
    if not keys:
        return {}
    wanted = Q()
    for kind in {kind for kind, _ in keys.values()}:
        wanted |= Q(kind=kind, key__in={key for of, key in keys.values() if of == kind})
    things = Thing.objects.filter(wanted).order_by().values_list(Value(1), "kind", "key", "pk", "in_use")
    aliases = ThingAlias.objects.filter(wanted).order_by()
    others = aliases.values_list(Value(0), "kind", "key", "thing", "thing__in_use")
    rows = sorted(things.union(others, all=True))
    names = {(kind, key): pk if used else None for _, kind, key, pk, used in rows}
    return {index: names[key] for index, key in keys.items() if key in names}


def _kept(found: Iterable[int | None]) -> bool:
    """Whether all of the things are stored still; they then stay so until the transaction ends. They are locked in the
    order of their keys, as a merge does it. One query."""
    wanted = sorted({pk for pk in found if pk is not None})
    if not wanted:
        return True
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(Thing._meta.db_table)
        cursor.execute(f"SELECT id FROM {table} WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE", [wanted])
        return len(cursor.fetchall()) == len(wanted)


def _make(drafts: Sequence[MentionDraft], keys: Mapping[int, tuple[str, str]], found: dict[int, int | None]) -> None:
    """Make what `found` lacks and add it there; the caller holds the lock."""
    made: dict[tuple[str, str], int] = {}
    for index, (kind, key) in keys.items():
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
            made.setdefault((Kind.LAW.value, key_of(Kind.LAW, draft.number)), pk)


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
        new = Thing(kind=Kind.ACCIDENT.value)
        _tell(new, case.identity)
        new.save()
        return new.pk
    thing = Thing.objects.select_for_update(of=["self"], no_key=True).filter(pk=chosen.members[0]).first()
    if thing is None:
        return _accident(case)  # it was deleted just now
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
