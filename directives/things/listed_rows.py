"""The list of things as shipped becomes rows; what was edited by hand stays as it is."""

from collections.abc import Collection
from pathlib import Path

from django.db import transaction

from directives.models import Thing, ThingAlias
from directives.things.drafts import Kind
from directives.things.keys import key_of
from directives.things.listed_names import SHIPPED, Shipped, shipped


@transaction.atomic
def load_things(path: Path = SHIPPED, *, reset: bool = False) -> list[Thing]:
    """Bring the stored things to what `path` lists and return those created or changed.

    A thing whose name, aliases or use differ from what the program last wrote was edited by hand and is left alone,
    unless `reset`. A name that another thing has already (after a merge, or by hand) stays with it. Things that are
    not listed stay.
    """
    changed = []
    for listed in shipped(path):
        key = key_of(listed.kind, listed.name)
        thing = Thing.objects.filter(kind=listed.kind.value, key=key).first()
        if thing is None:
            if ThingAlias.objects.filter(kind=listed.kind.value, key=key).exists():
                continue  # a person merged it into another
            thing = Thing(kind=listed.kind.value, name=listed.name, key=key)
        elif not _may_change(thing, listed, reset):
            continue
        before = None if reset else thing.shipped.get("aliases", [])
        thing.name, thing.in_use, thing.shipped = listed.name, True, _values(listed)
        thing.save()
        _alias(thing, listed, before)
        changed.append(thing)
    return changed


def _may_change(thing: Thing, listed: Shipped, reset: bool) -> bool:
    if reset or not thing.shipped:  # found in a document before it was listed
        return not thing.by_hand or reset
    return bool(thing.shipped != _values(listed) and current(thing) == thing.shipped)


def _alias(thing: Thing, listed: Shipped, before: Collection[str] | None) -> None:
    """Give the thing its listed aliases, but for those that lead to another; take away those of the keys `before` that
    are listed no more (None: all that are not listed, a person's too)."""
    wanted = {key_of(listed.kind, name): name for name in reversed(listed.aliases)}
    wanted.pop(thing.key, None)
    own = ThingAlias.objects.filter(thing=thing, former=None).exclude(key=_number_key(thing))
    own = own if before is None else own.filter(key__in=before)
    own.exclude(key__in=wanted).delete()
    taken = set(ThingAlias.objects.filter(kind=thing.kind, key__in=wanted).values_list("key", flat=True))
    taken |= set(Thing.objects.filter(kind=thing.kind, key__in=wanted).values_list("key", flat=True))
    for key, name in reversed(wanted.items()):
        if key and key not in taken:
            ThingAlias(thing=thing, kind=thing.kind, name=name, key=key).save()


def current(thing: Thing) -> dict[str, object]:
    """A stored thing's values in the form that `shipped` keeps."""
    aliases = ThingAlias.objects.filter(thing=thing, former=None).exclude(key=_number_key(thing))
    keys = sorted(aliases.values_list("key", flat=True))
    return {"name": thing.name, "aliases": keys, "in_use": thing.in_use}


def _values(listed: Shipped) -> dict[str, object]:
    own = key_of(listed.kind, listed.name)
    keys = {key_of(listed.kind, name) for name in listed.aliases} - {own}
    return {"name": listed.name, "aliases": sorted(keys), "in_use": True}


def _number_key(thing: Thing) -> str:
    """The key of the alias that a paper's number is: documents tell it, no person."""
    return key_of(Kind.LAW, thing.number)
