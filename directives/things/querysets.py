"""Reads of named things."""

from typing import Any

from django.db import models
from django.db.models import Count, Max, Min, Q
from django.db.models.functions import Coalesce

from directives.things.drafts import Kind
from directives.things.keys import key_of
from directives.things.vocabulary import Vocabulary


class ThingQuerySet(models.QuerySet[Any]):
    """Named things."""

    def with_counts(self) -> "ThingQuerySet":
        """Each with `n`, the number of its mentions, and `first` and `latest`, the days they were said on; most
        mentioned first. Things nobody mentions are left out."""
        said = Coalesce("mentions__turn__meeting__held_on", "mentions__document__published_on")
        counted = self.annotate(n=Count("mentions"), first=Min(said), latest=Max(said)).filter(n__gt=0)
        return counted.order_by("-n", "name", "pk")

    def called(self, words: str) -> "ThingQuerySet":
        """Those whose name or one of whose aliases holds the words, however they are written."""
        keys = {key for kind in Kind if (key := key_of(kind, words))}
        if not keys:
            return self.none()
        named = Q()
        for key in keys:
            named |= Q(key__contains=key)
        from directives.models import ThingAlias

        return self.filter(named | Q(pk__in=ThingAlias.objects.filter(named).values("thing")))

    def vocabulary(self) -> Vocabulary:
        """The names of campaigns, rules and papers in use, to recognise them by. Accidents are known by day and place."""
        from directives.models import ThingAlias

        aliases: dict[int, list[str]] = {}
        for thing, name in ThingAlias.objects.order_by("pk").values_list("thing", "name"):
            aliases.setdefault(thing, []).append(name)
        rows = self.filter(in_use=True).exclude(kind=Kind.ACCIDENT).order_by("pk").values_list("pk", "kind", "name")
        return Vocabulary.of((Kind(kind), name, aliases.get(pk, [])) for pk, kind, name in rows)
