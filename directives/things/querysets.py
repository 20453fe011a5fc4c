"""Reads of named things."""

from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.db.models.functions import Coalesce

from directives.things.drafts import Kind
from directives.things.keys import key_of
from directives.things.vocabulary import Vocabulary


class ThingQuerySet(models.QuerySet[Any]):
    """Named things."""

    def with_counts(self, *, unmentioned: bool = False) -> "ThingQuerySet":
        """Each with `n`, the number of its mentions, and `first` and `latest`, the days they were said on; most
        mentioned first. Things nobody mentions are left out unless `unmentioned`. Reads all mentions of all the things
        with their meetings: for many things tell first which ones are shown (`most_mentioned`)."""
        said = Coalesce("mentions__turn__meeting__held_on", "mentions__document__published_on")
        counted = self.annotate(n=Count("mentions"), first=Min(said), latest=Max(said))
        counted = counted if unmentioned else counted.filter(n__gt=0)
        return counted.order_by("-n", "name", "pk")

    def most_mentioned(self) -> "ThingQuerySet":
        """The keys of those that are mentioned, in the order of `with_counts`."""
        counted = self.annotate(n=Count("mentions")).filter(n__gt=0)
        return counted.order_by("-n", "name", "pk").values_list("pk", flat=True)

    def called(self, words: str) -> "ThingQuerySet":
        """Those whose name or one of whose aliases holds the words, however they are written."""
        named = Q(name__icontains=words)
        for key in {key for kind in Kind if (key := key_of(kind, words))}:
            named |= Q(key__contains=key)
        from directives.models import ThingAlias

        return self.filter(named | Q(pk__in=ThingAlias.objects.filter(named).values("thing")))

    def mentioned(self) -> "ThingQuerySet":
        """Those that some turn speaks of."""
        from directives.models import Mention

        return self.filter(Exists(Mention.objects.filter(thing=OuterRef("pk"))))

    def in_words_of(self, row: Any) -> "ThingQuerySet":
        """Those that a directive, or anything said at a meeting, speaks of, each with `n`, how often."""
        from directives.models import Directive

        here = Q(mentions__turn__meeting=row.pk)
        if isinstance(row, Directive):
            here = Q(mentions__turn=row.turn_id, mentions__start__lt=row.end, mentions__end__gt=row.start)
        return self.filter(here).annotate(n=Count("mentions")).order_by("kind", "-n", "name")

    def vocabulary(self) -> Vocabulary:
        """The names that the list or a person gave to campaigns, rules and papers in use, to recognise them by. What
        was found by its form is found by its form again, and a paper's number too, so that no document changes this.
        One query."""
        from directives.models import ThingAlias

        given = self.filter(in_use=True).exclude(kind=Kind.ACCIDENT).filter(~Q(shipped={}) | ~Q(by_hand=[]))
        aliases = ThingAlias.objects.filter(thing__in_use=True).exclude(kind=Kind.ACCIDENT)
        aliases = aliases.exclude(name=F("thing__number"))
        own = given.order_by().values_list("pk", "kind", "name", "name")
        found = own.union(aliases.order_by().values_list("thing", "kind", "thing__name", "name"), all=True)
        names: dict[tuple[int, str, str], list[str]] = {}
        for pk, kind, thing, name in sorted(found):
            names.setdefault((pk, kind, thing), []).append(name)
        return Vocabulary.of((Kind(kind), thing, each) for (_, kind, thing), each in names.items())
