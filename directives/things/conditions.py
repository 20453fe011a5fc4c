"""Which directives and turns speak of a thing: conditions that name the thing by its key or by a part of its name."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from directives.models import Mention, Thing
from directives.things.drafts import Kind


def in_directive(things: Any) -> Q:
    """Directives in whose words one of the things (keys, or a queryset of things) is mentioned."""
    here = Mention.objects.filter(thing__in=things, turn=OuterRef("turn"))
    return Q(Exists(here.filter(start__lt=OuterRef("end"), end__gt=OuterRef("start"))))


def in_turn(things: Any) -> Q:
    """Turns in which one of the things is mentioned, whether or not something is ordered there."""
    return Q(Exists(Mention.objects.filter(thing__in=things, turn=OuterRef("pk"))))


def fields(condition: Callable[[Any], Q]) -> dict[str, Callable[[Any], Q]]:
    """What the fields of a query that name things (事故:十堰) mean, by their keys."""

    def of(kind: Kind) -> Callable[[Any], Q]:
        return lambda name: condition(Thing.objects.filter(kind=kind.value).called(name).order_by().values("pk"))

    return {kind.value: of(kind) for kind in Kind}


def keys(things: Iterable[Any]) -> list[int]:
    """Keys as the database has them, from an address."""
    return [int(one) for one in things]
